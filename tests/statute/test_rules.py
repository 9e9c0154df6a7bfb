"""The rules as data: complete, cited, graded, dated, and only ever made stricter."""

from datetime import date

import pytest

from wayforward.statute.errors import (
    UnknownRule,
    WrongAnchor,
)
from wayforward.statute.excuses import EXCUSES
from wayforward.statute.rule import Grade, Kind
from wayforward.statute.rule_sets import (
    CURRENT,
)
from wayforward.statute.rules import (
    BEGAN,
    DRAFT_RULES,
    VERSIONS,
)

E_GROUNDS, X_GROUNDS, O_GROUNDS = ("E1", "E2", "E3", "E4"), ("X1", "X2", "X3"), ("O1", "O2", "O3")

# The reference table of rules: id, anchors, number, basis, what excuses, provision.
TABLE = [
    ("EHCNA_DECISION", "clock_start", 6, "w", E_GROUNDS, "5(1), (4)"),
    ("EHC_NO_PLAN", "clock_start", 16, "w", E_GROUNDS, "10(1), (4)"),
    ("EHC_FINAL", "clock_start", 20, "w", E_GROUNDS, "13(2), (3)"),
    ("ADVICE_DUE", "received_by_body_on", 6, "w", X_GROUNDS, "8(1), (2)"),
    ("REPS_END", "draft_served_on", 15, "d1", (), "13(1)(a)"),
    ("SCHOOL_REPLY", "consult_sent_on", 15, "d+", (), "9.83"),
    ("REVIEW_12M", "made_or_last_review_on", 12, "m1", (), "s44(1)"),
    ("REVIEW_NOTICE", "meeting_on", 14, "d", (), "20(3)"),
    ("REVIEW_CIRCULATE", "meeting_on", 14, "d", (), "20(4)"),
    ("REVIEW_REPORT", "meeting_on", 2, "w", (), "20(9), 21(7), (8)"),
    ("REVIEW_DECISION", "meeting_on", 4, "w", (), "20(10)"),
    ("AMEND_REPS", "notice_served_on", 15, "d1", (), "22(2)(c)"),
    ("AMEND_FINAL", "notice_sent_on meeting_on", 8, "w", (), "22(3), (4)"),
    ("PHASE_GENERAL", "transfer_year", 15, "before", (), "18(1)(b)"),
    ("PHASE_POST16", "transfer_year", 31, "before", (), "18(1)(a)"),
    ("PHASE_16TO16", "transfer_on", 5, "m-", (), "18(2)"),
    ("REASSESS_DECIDE", "received_on", 15, "d+", (), "25(1)"),
    ("REASSESS_FINAL", "reassess_notified_on", 14, "w", E_GROUNDS, "27(2), (3)"),
    ("MOVE_TRANSFER", "aware_on moved_on", 15, "wd1", (), "15(2)"),
    ("MOVE_TELL", "transferred_on", 6, "w", (), "15(4)"),
    ("MOVE_REVIEW", "last_review_on transferred_on", 12, "m1", (), "15(5)"),
    ("MED_CONTACT", "notice_sent_on", 2, "m", (), "33"),
    ("MED_ARRANGE", "family_told_la_on", 30, "d+", (), "35(4), 36(2)"),
    ("MED_CERT", "concluded_or_declined_on", 3, "wd", (), "34(1), 39(1)"),
    ("MED_OTHER", "agreement_on", 2, "w", ("WA",), "42(3)"),
    ("APPEAL", "notice_sent_on certificate_on", 2, "m", ("TD",), "r 20(1)(c), r 12"),
    ("LA_RESPONSE", "appeal_sent_on", 30, "wd", ("TD",), "r 21, r 12(3)(b)"),
    ("ORDER_ASSESS_NOTIFY", "order_issued_on", 2, "w", (*O_GROUNDS, "TD"), "44(2)(b)"),
    ("ORDER_ASSESS_NO_PLAN", "order_issued_on", 10, "w", (*O_GROUNDS, "TD"), "44(2)(b)"),
    ("ORDER_ASSESS_FINAL", "order_issued_on", 14, "w", (*O_GROUNDS, "TD"), "44(2)(b)"),
    ("ORDER_MAKE_DRAFT", "order_issued_on", 5, "w", (*O_GROUNDS, "TD"), "44(2)(c)"),
    ("ORDER_MAKE_FINAL", "order_issued_on", 11, "w", (*O_GROUNDS, "TD"), "44(2)(c)"),
    ("ORDER_AMEND", "order_issued_on", 5, "w", ("TD",), "44(2)(e), (h)"),
    ("ORDER_PLACEMENT", "order_issued_on", 2, "w", ("TD",), "44(2)(f)"),
    ("ORDER_CONTINUE", "order_issued_on", 0, "w", ("TD",), "44(2)(g)"),
    ("ORDER_CEASE", "order_issued_on", 0, "w", ("TD",), "44(2)(a)"),
    ("UNOPPOSED_ASSESS_NOTIFY", "notified_tribunal_on", 2, "w", O_GROUNDS, "45(3), (7)"),
    ("UNOPPOSED_ASSESS_NO_PLAN", "notified_tribunal_on", 10, "w", (), "45(3A)"),
    ("UNOPPOSED_ASSESS_FINAL", "notified_tribunal_on", 14, "w", (), "45(3A)"),
    ("UNOPPOSED_CONTENTS", "notified_tribunal_on", 5, "w", (), "45(4)"),
    ("UNOPPOSED_PLACEMENT", "notified_tribunal_on", 2, "w", (), "45(5)"),
    ("UNOPPOSED_ISSUE_DRAFT", "notified_tribunal_on", 5, "w", O_GROUNDS, "45(6)"),
    ("UNOPPOSED_ISSUE_FINAL", "notified_tribunal_on", 11, "w", O_GROUNDS, "45(6)"),
    ("REC_RESPONSE", "recommendation_on", 35, "d1", ("TD",), "6(3), 7(1)"),
    ("LO_COMMENTS", "last_published_on", 12, "m", (), "56"),
    ("COMPULSORY_SCHOOL_AGE_ENDS", "born_on", 0, "calendar", (), "s8"),
    ("DIRECT_PAYMENT_FIRST_CHECK", "first_payment_on", 3, "m1", (), "11(2)"),
    ("SUBJECT_ACCESS", "received_on", 1, "m", (), "12(3)"),
    ("SUBJECT_ACCESS_LONGER", "received_on", 3, "m", (), "12(3)"),
]


@pytest.mark.parametrize(
    ("rule_id", "anchors", "n", "basis", "excused_by", "provision"),
    TABLE,
    ids=[row[0] for row in TABLE],
)
def test_every_row_of_the_reference_table_is_a_rule(
    rule_id, anchors, n, basis, excused_by, provision
):
    rule = CURRENT.rule(rule_id)
    assert rule.anchors == tuple(anchors.split())
    assert rule.periods[0].counts[0].n == n
    assert rule.basis == basis
    assert rule.excused_by == excused_by
    assert provision in rule.citation.provision


@pytest.mark.parametrize("rule", [*VERSIONS, *DRAFT_RULES], ids=lambda rule: rule.id)
def test_every_rule_cites_its_provision_and_says_how_well_it_is_known(rule):
    assert any(character.isdigit() for character in rule.citation.provision)
    assert rule.citation.url.startswith("https://")
    assert rule.grade.words in rule.label
    assert rule.duty
    assert rule.duty[0].isupper()
    assert rule.plain.endswith((".", ")."))
    assert rule.by
    assert rule.section
    assert rule.periods
    assert set(rule.excused_by) <= set(EXCUSES)


def test_the_rules_that_rest_on_a_summary_are_the_ones_said_so():
    secondary = {rule.id for rule in CURRENT.rules.values() if rule.grade is Grade.SECONDARY}
    assert secondary == {
        "SCHOOL_REPLY",
        "PROVISION_START",
        "REVIEW_MEETING_LATEST",
        "REVIEW_UNDER_FIVE",
        "TERMLY_LIST",
        "LA_RESPONSE",
        "TRIBUNAL_BUNDLE",
        "TRIBUNAL_DECISION",
        "APPEAL_AGAIN",
        "COMPULSORY_SCHOOL_AGE_ENDS",
    }


def test_what_may_excuse_which_rule():
    excused = {}
    for rule in CURRENT.rules.values():
        excused.setdefault(rule.excused_by, set()).add(rule.id)
    del excused[()]
    assert excused == {
        E_GROUNDS: {"EHCNA_DECISION", "EHC_NO_PLAN", "EHC_FINAL", "REASSESS_FINAL"},
        X_GROUNDS: {"ADVICE_DUE"},
        ("E1", "E3"): {"DETAINED_DECISION", "DETAINED_NO_PLAN", "DETAINED_FINAL"},
        ("WA",): {
            "MED_DATE_NOTICE",
            "MED_OTHER",
            "MED_HEALTH_AGREED",
            "MED_AMEND",
            "MED_PLACEMENT",
            "MED_CONTINUE",
        },
        ("TD",): {
            "APPEAL",
            "LA_RESPONSE",
            "TRIBUNAL_BUNDLE",
            "REC_RESPONSE",
            "ORDER_REFERRED_BACK",
            "ORDER_AMEND",
            "ORDER_PLACEMENT",
            "ORDER_CONTINUE",
            "ORDER_CEASE",
        },
        (*O_GROUNDS, "TD"): {
            "ORDER_ASSESS_NOTIFY",
            "ORDER_ASSESS_NO_PLAN",
            "ORDER_ASSESS_FINAL",
            "ORDER_MAKE_DRAFT",
            "ORDER_MAKE_FINAL",
        },
        O_GROUNDS: {
            "UNOPPOSED_ASSESS_NOTIFY",
            "UNOPPOSED_ISSUE_DRAFT",
            "UNOPPOSED_ISSUE_FINAL",
        },
        (*O_GROUNDS, "WA"): {
            "MED_ASSESS_NOTIFY",
            "MED_ASSESS_NO_PLAN",
            "MED_ASSESS_FINAL",
            "MED_MAKE_DRAFT",
            "MED_MAKE_FINAL",
        },
    }


def test_days_on_which_something_happens():
    days = {rule.id for rule in CURRENT.rules.values() if rule.kind is Kind.DAY}
    assert days == {
        "ASSESSED_RECENTLY",
        "S41_WITHDRAWN",
        "PROVISION_START",
        "ADMIT",
        "ORDER_CONTINUE",
        "UNOPPOSED_CEASE",
        "MED_CONTINUE",
        "PLAN_KEPT",
        "PLAN_25_COLLEGE",
        "PLAN_25_APPRENTICE",
        "PLAN_25_OTHER",
        "TRIBUNAL_DECISION",
        "COMPULSORY_SCHOOL_AGE_ENDS",
    }


def test_rules_that_began_after_the_act():
    begun = {
        rule.id: rule.in_force_from
        for rule in VERSIONS
        if rule.in_force_to is None and rule.in_force_from != date(2014, 9, 1)
    }
    assert {r: d for r, d in begun.items() if d != date(2020, 9, 26)} == {
        "PROVISION_START": date(2020, 8, 1),
        "UNOPPOSED_CEASE": date(2015, 3, 23),
        "SENCO_QUALIFICATION": date(2024, 9, 1),
        "SUBJECT_ACCESS": date(2018, 5, 25),
        "SUBJECT_ACCESS_LONGER": date(2018, 5, 25),
    }
    first = {}
    for rule in VERSIONS:
        first.setdefault(rule.id, rule.in_force_from)
    assert {r: d for r, d in first.items() if d != date(2014, 9, 1)} == {
        "DETAINED_DECISION": date(2015, 4, 1),
        "DETAINED_NO_PLAN": date(2015, 4, 1),
        "DETAINED_FINAL": date(2015, 4, 1),
        "REC_RESPONSE": date(2018, 4, 3),
        "REC_COPY_HEALTH": date(2018, 4, 3),
        "REC_COPY_CARE": date(2018, 4, 3),
        "UNOPPOSED_ASSESS_NO_PLAN": date(2015, 3, 23),
        "UNOPPOSED_ASSESS_FINAL": date(2015, 3, 23),
        "UNOPPOSED_CEASE": date(2015, 3, 23),
        "UNOPPOSED_CEASE_AMEND": date(2015, 3, 23),
        "SUBJECT_ACCESS": date(2018, 5, 25),
        "SUBJECT_ACCESS_LONGER": date(2018, 5, 25),
    }
    assert dict(BEGAN) == first


def test_no_rule_of_the_law_rests_on_memory_alone_but_the_ones_said_so():
    from_memory = [rule.id for rule in CURRENT.rules.values() if not rule.is_verified]
    assert from_memory == ["SUBJECT_ACCESS", "SUBJECT_ACCESS_LONGER"]
    assert CURRENT.rule("SUBJECT_ACCESS").label == "M: not verified"


def test_what_is_recommended_is_never_called_law():
    recommended = {r.id for r in CURRENT.rules.values() if r.grade is Grade.RECOMMENDED}
    assert recommended == {"DRAFT_LATEST", "PHASE_GENERAL_MEETING", "PHASE_POST16_MEETING"}
    assert CURRENT.rule("DRAFT_LATEST").label == "R: not law: a recommended planning date"


def test_every_duty_says_who_is_told_or_is_done_for_its_own_sake():
    silent = {r.id for r in CURRENT.rules.values() if r.kind is Kind.DUTY and not r.told}
    assert silent == {
        "REVIEW_UNDER_FIVE",
        "DIRECT_PAYMENT_FIRST_CHECK",
        "LO_COMMENTS",
        "SENCO_QUALIFICATION",
        "SEN_REPORT",
        "SUBJECT_ACCESS",
        "SUBJECT_ACCESS_LONGER",
        "ORDER_CEASE",
    }


FAMILY = "the child's parent or the young person"
PLAN_READERS = (
    FAMILY,
    "the school or institution named in the plan",
    "the health commissioner (integrated care board)",
)


def test_a_notice_or_a_draft_goes_to_the_family_and_a_plan_to_those_of_regulation_13():
    told = {}
    for rule in CURRENT.rules.values():
        if rule.id.startswith(("ORDER_", "UNOPPOSED_", "MED_")) and rule.section != "Mediation":
            told.setdefault(rule.told, set()).add(rule.id)
    assert told == {
        (FAMILY,): {
            "ORDER_ASSESS_NOTIFY",
            "ORDER_ASSESS_NO_PLAN",
            "ORDER_MAKE_DRAFT",
            "ORDER_REFERRED_BACK",
            "UNOPPOSED_ASSESS_NOTIFY",
            "UNOPPOSED_ASSESS_NO_PLAN",
            "UNOPPOSED_ISSUE_DRAFT",
        },
        PLAN_READERS: {
            "ORDER_ASSESS_FINAL",
            "ORDER_MAKE_FINAL",
            "ORDER_AMEND",
            "ORDER_PLACEMENT",
            "UNOPPOSED_ASSESS_FINAL",
            "UNOPPOSED_ISSUE_FINAL",
            "UNOPPOSED_CONTENTS",
            "UNOPPOSED_PLACEMENT",
            "UNOPPOSED_CEASE_AMEND",
        },
        (): {"ORDER_CONTINUE", "ORDER_CEASE", "UNOPPOSED_CEASE"},
    }
    for name in ("ASSESS_NOTIFY", "MAKE_DRAFT", "MAKE_FINAL", "AMEND", "PLACEMENT", "CONTINUE"):
        assert CURRENT.rule(f"MED_{name}").told == CURRENT.rule(f"ORDER_{name}").told


def test_who_is_told_of_a_detained_person():
    always = {
        FAMILY,
        "the person in charge of the youth accommodation",
        "the health commissioner (integrated care board)",
        "the detained person's health commissioner",
        "the youth offending team",
    }
    more = {
        "DETAINED_DECISION": {
            "the authority's social care officers",
            "the school or institution attended last",
        },
        "DETAINED_NO_PLAN": {"the school or institution attended last"},
        "DETAINED_FINAL": {"the school or institution named in the plan"},
    }
    for rule_id, others in more.items():
        assert set(CURRENT.rule(rule_id).told) == always | others


@pytest.mark.parametrize(
    ("rule_id", "named"), [("PHASE_GENERAL", "15 February"), ("PHASE_POST16", "31 March")]
)
def test_a_phase_transfer_names_its_day_in_plain_words(rule_id, named):
    assert CURRENT.rule(rule_id).plain.startswith(f"Before {named} in the year of a move ")
    assert CURRENT.rule(rule_id).plain.endswith(f"so {named} itself is too late.")
    assert f"due before {named}." in CURRENT.rule(f"{rule_id}_MEETING").plain


def test_a_family_window_is_not_a_duty():
    windows = {r.id for r in CURRENT.rules.values() if r.kind is Kind.WINDOW}
    assert windows == {"REPS_END", "AMEND_REPS", "MED_CONTACT", "APPEAL", "APPEAL_AGAIN"}


def test_anchors_name_the_required_ones_first():
    rule = CURRENT.rule("AMEND_FINAL")
    assert rule.anchors == ("notice_sent_on", "meeting_on")
    assert rule.required == ("notice_sent_on",)
    assert rule.period("meeting_on").optional


def test_an_unknown_anchor_is_named_with_the_known_ones():
    with pytest.raises(WrongAnchor) as refused:
        CURRENT.rule("AMEND_FINAL").period("sent_on")
    assert str(refused.value) == (
        "AMEND_FINAL does not know 'sent_on'; it is asked with notice_sent_on, meeting_on"
    )


def test_an_unknown_rule_is_named_with_its_neighbours():
    with pytest.raises(UnknownRule) as refused:
        CURRENT.rule("PHASE_POST")
    assert str(refused.value) == (
        "no rule is called 'PHASE_POST' in law-from-2024-09-01; did you mean PHASE_GENERAL, "
        "PHASE_GENERAL_MEETING, PHASE_POST16, PHASE_POST16_MEETING?"
    )
    with pytest.raises(UnknownRule, match=r"^no rule is called 'X' in law-from-2024-09-01$"):
        CURRENT.rule("X")
