"""The case clock: the facts of one case, and everything that follows."""

from dataclasses import FrozenInstanceError
from datetime import date
from itertools import permutations

import pytest

from wayforward.statute import State, rule_set_on
from wayforward.statute.calendars import WorkingCalendar
from wayforward.statute.case import Case, Duty, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.rule_sets import CURRENT
from wayforward.statute.status import Thresholds


def answer(*facts, exceptions=(), **more):
    return case_clock(Case.of(facts, exceptions), **more)


def duty(found, rule_id, cycle="", about=""):
    (one,) = [
        d for d in found.duties if d.rule_id == rule_id and d.cycle == cycle and d.about == about
    ]
    return one


def ids(found):
    return [d.rule_id for d in found.duties]


REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))
AGREED = Fact(K.ASSESSMENT_AGREED, date(2026, 2, 10))
DRAFT = Fact(K.DRAFT_SERVED, date(2026, 4, 28))
FINAL = Fact(K.FINAL_SENT, date(2026, 5, 22))
MEETING = Fact(K.REVIEW_MEETING, date(2027, 3, 18), "review")


def test_no_facts_have_no_duties():
    assert answer() == case_clock(Case(()))
    assert answer().duties == ()
    assert answer().problems == ()


def test_a_request_starts_four_clocks_in_order():
    found = answer(REQUEST)
    assert [(d.rule_id, d.due.due_on) for d in found.duties] == [
        ("EHCNA_DECISION", date(2026, 2, 16)),
        ("EHC_NO_PLAN", date(2026, 4, 27)),
        ("DRAFT_LATEST", date(2026, 5, 10)),
        ("EHC_FINAL", date(2026, 5, 25)),
    ]
    assert found.unmet() == found.duties


def test_a_duty_made_quickly_is_like_any_other_and_cannot_be_changed():
    made = duty(answer(REQUEST, AGREED), "EHCNA_DECISION")
    assert made == Duty(made.due, AGREED.on)
    with pytest.raises(FrozenInstanceError):
        made.met_on = None


def test_a_child_brought_to_attention_has_the_same_clocks_and_says_so():
    found = answer(Fact(K.BROUGHT_TO_ATTENTION, date(2026, 9, 1)))
    first = duty(found, "EHCNA_DECISION")
    assert first.due.due_on == date(2026, 10, 13)
    assert first.due.explanation == (
        "Six weeks from Tuesday 1 September 2026, the day the child was brought to our attention."
    )


@pytest.mark.parametrize("brought_on", [date(2026, 1, 2), date(2026, 1, 9)])
def test_the_earlier_of_two_starts_counts_once(brought_on):
    found = answer(REQUEST, Fact(K.BROUGHT_TO_ATTENTION, brought_on))
    assert ids(found).count("EHC_FINAL") == 1
    assert duty(found, "EHC_FINAL").due.anchored_on == min(brought_on, REQUEST.on)


def test_a_whole_case_from_request_to_plan():
    found = answer(REQUEST, AGREED, DRAFT, FINAL)
    assert duty(found, "EHCNA_DECISION").met_on == AGREED.on
    assert duty(found, "DRAFT_LATEST").met_on == DRAFT.on
    assert duty(found, "EHC_FINAL").met_on == FINAL.on
    no_plan = duty(found, "EHC_NO_PLAN")
    assert (no_plan.met_on, no_plan.ended_on) == (None, REQUEST.on)
    assert no_plan.status(date(2027, 1, 1)).state is State.NOT_NEEDED
    assert duty(found, "REPS_END").due.due_on == date(2026, 5, 12)
    assert duty(found, "APPEAL").due.due_on == date(2026, 7, 22)
    assert duty(found, "MED_CONTACT").due.due_on == date(2026, 7, 22)
    assert duty(found, "REVIEW_12M").due.due_on == date(2027, 5, 21)
    assert duty(found, "REVIEW_MEETING_LATEST").due.due_on == date(2027, 4, 23)
    assert found.problems == ()


def test_the_family_is_told_which_letter_its_window_counts_from():
    found = answer(REQUEST, AGREED, DRAFT, FINAL)
    assert duty(found, "APPEAL").due.explanation.startswith(
        "Two months after Friday 22 May 2026, the day the final plan was sent."
    )


def test_each_advice_has_its_own_clock():
    found = answer(
        REQUEST,
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 11), about="health"),
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 16), about="psychology"),
        Fact(K.ADVICE_SUPPLIED, date(2026, 3, 20), about="psychology"),
    )
    health = duty(found, "ADVICE_DUE", about="health")
    psychology = duty(found, "ADVICE_DUE", about="psychology")
    assert (health.due.due_on, health.met_on) == (date(2026, 3, 25), None)
    assert (psychology.due.due_on, psychology.met_on) == (date(2026, 3, 30), date(2026, 3, 20))


def test_the_first_request_for_one_advice_counts():
    found = answer(
        REQUEST,
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 16), about="health"),
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 11), about="health"),
    )
    assert duty(found, "ADVICE_DUE", about="health").due.due_on == date(2026, 3, 25)


def test_a_refusal_in_time_makes_the_rest_needless_and_starts_the_familys_windows():
    refused = Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13))
    found = answer(REQUEST, refused)
    assert duty(found, "EHCNA_DECISION").met_on == refused.on
    for rule in ("EHC_NO_PLAN", "DRAFT_LATEST", "EHC_FINAL"):
        assert duty(found, rule).ended_on == REQUEST.on
    assert duty(found, "APPEAL").due.due_on == date(2026, 4, 13)


def test_a_certificate_gives_a_month_more():
    found = answer(
        REQUEST,
        Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13)),
        Fact(K.MEDIATION_CERTIFICATE, date(2026, 4, 1)),
        Fact(K.APPEAL_LODGED, date(2026, 4, 30)),
        Fact(K.ADVISER_CONTACTED, date(2026, 3, 30)),
    )
    assert duty(found, "APPEAL").due.due_on == date(2026, 5, 1)
    assert duty(found, "APPEAL").met_on == date(2026, 4, 30)
    assert duty(found, "MED_CONTACT").met_on == date(2026, 3, 30)


def test_a_certificate_before_the_letter_is_not_about_it():
    found = answer(
        REQUEST,
        Fact(K.MEDIATION_CERTIFICATE, date(2026, 2, 1)),
        Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13)),
    )
    assert duty(found, "APPEAL").due.anchors == {"notice_sent_on": date(2026, 2, 13)}


def test_a_withdrawn_request_ends_what_is_open_and_hides_no_lateness():
    in_time = answer(REQUEST, Fact(K.REQUEST_WITHDRAWN, date(2026, 2, 1)))
    late = answer(REQUEST, Fact(K.REQUEST_WITHDRAWN, date(2026, 3, 1)))
    on = date(2026, 6, 1)
    assert {d.status(on).state for d in in_time.duties} == {State.NOT_NEEDED}
    assert duty(late, "EHCNA_DECISION").status(on).state is State.MISSED
    assert duty(late, "EHC_FINAL").status(on).state is State.NOT_NEEDED


def test_no_plan_meets_one_duty_and_makes_the_other_needless():
    found = answer(REQUEST, AGREED, Fact(K.NO_PLAN_NOTIFIED, date(2026, 4, 20)))
    assert duty(found, "EHC_NO_PLAN").met_on == date(2026, 4, 20)
    assert duty(found, "EHC_FINAL").ended_on == REQUEST.on


def test_a_new_draft_has_its_own_fifteen_days():
    again = Fact(K.DRAFT_SERVED, date(2026, 5, 4))
    found = answer(REQUEST, DRAFT, again)
    windows = [d.due.due_on for d in found.duties if d.rule_id == "REPS_END"]
    assert windows == [date(2026, 5, 12), date(2026, 5, 18)]
    assert duty(found, "DRAFT_LATEST").met_on == DRAFT.on


def test_what_is_neither_met_nor_needless_is_unmet():
    found = answer(REQUEST, AGREED, DRAFT)
    assert [d.rule_id for d in found.unmet()] == ["REPS_END", "EHC_FINAL"]


def test_only_what_is_asked_of_several_says_whom_it_is_about():
    found = answer(REQUEST, DRAFT, Fact(K.FINAL_SENT, FINAL.on, about="Oak"))
    assert {d.about for d in found.duties} == {""}
    assert duty(found, "EHC_FINAL").met_on == FINAL.on


def test_one_thing_said_twice_has_one_duty():
    found = answer(REQUEST, Fact(K.REQUEST_RECEIVED, date(2026, 1, 12)))
    assert ids(found).count("EHC_FINAL") == 1
    assert duty(found, "EHC_FINAL").due.anchored_on == REQUEST.on


def test_a_calendar_of_its_own_is_used_for_every_duty():
    calendar = WorkingCalendar({date(2026, 5, 22): "A holiday here"})
    found = answer(
        REQUEST,
        DRAFT,
        FINAL,
        MEETING,
        Fact(K.REASSESSED_PLAN_SENT, date(2027, 6, 1), "again"),
        Fact(K.PLAN_TRANSFERRED, date(2027, 7, 1), "move"),
        calendar=calendar,
    )
    assert all(d.due.calendar is calendar for d in found.duties)
    assert duty(found, "EHC_FINAL").due.act_by == date(2026, 5, 21)


def test_an_authority_sets_how_soon_is_soon():
    first = duty(answer(REQUEST), "EHCNA_DECISION")
    assert first.status(date(2026, 2, 1)).state is State.SOON
    assert first.status(date(2026, 2, 1), Thresholds(this_week=20)).state is State.THIS_WEEK


def test_a_certificate_of_the_same_day_counts_and_is_explained_as_one():
    told = Fact(K.ASSESSMENT_REFUSED, date(2026, 3, 2))
    found = answer(REQUEST, told, Fact(K.MEDIATION_CERTIFICATE, told.on))
    assert duty(found, "APPEAL").due.anchors["certificate_on"] == told.on
    assert duty(found, "APPEAL").due.explanation.startswith(
        "The later of: two months after Monday 2 March 2026, the day the family was told that we "
        "will not assess (Saturday 2 May 2026), and one month after Monday 2 March 2026, the day "
        "of the mediation certificate (Thursday 2 April 2026)."
    )


def test_what_was_done_before_the_start_does_not_meet_it():
    found = answer(REQUEST, Fact(K.ASSESSMENT_AGREED, date(2026, 1, 4)))
    assert duty(found, "EHCNA_DECISION").met_on is None


def test_what_was_done_on_the_day_meets_it():
    found = answer(REQUEST, Fact(K.ASSESSMENT_AGREED, REQUEST.on))
    assert duty(found, "EHCNA_DECISION").met_on == REQUEST.on


def test_a_consulted_school_should_answer_until_the_plan_is_final():
    asked = Fact(K.SCHOOL_CONSULTED, date(2026, 4, 28), about="Oak")
    answered = Fact(K.SCHOOL_REPLIED, date(2026, 5, 6), about="Oak")
    other = Fact(K.SCHOOL_CONSULTED, date(2026, 4, 28), about="Elm")
    found = answer(REQUEST, DRAFT, FINAL, asked, answered, other)
    assert duty(found, "SCHOOL_REPLY", about="Oak").met_on == date(2026, 5, 6)
    assert duty(found, "SCHOOL_REPLY", about="Elm").ended_on == FINAL.on


@pytest.mark.parametrize(
    ("kind", "rule", "due_on"),
    [
        (K.TRANSFER_GENERAL, "PHASE_GENERAL", date(2027, 2, 14)),
        (K.TRANSFER_POST16, "PHASE_POST16", date(2027, 3, 30)),
        (K.TRANSFER_BETWEEN_POST16, "PHASE_16TO16", date(2027, 4, 1)),
    ],
)
def test_a_phase_transfer_is_met_by_the_plan_that_names_the_next_setting(kind, rule, due_on):
    move = Fact(kind, date(2027, 9, 1), "move")
    named = Fact(K.TRANSFER_PLAN_SENT, date(2027, 2, 1), "move")
    found = answer(move, named)
    assert duty(found, rule, "move").due.due_on == due_on
    assert duty(found, rule, "move").met_on == named.on
    assert duty(answer(move), rule, "move").met_on is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            K.ORDER_TO_ASSESS,
            {"ORDER_ASSESS_NOTIFY": 14, "ORDER_ASSESS_NO_PLAN": 70, "ORDER_ASSESS_FINAL": 98},
        ),
        (K.ORDER_TO_MAKE_PLAN, {"ORDER_MAKE_DRAFT": 35, "ORDER_MAKE_FINAL": 77}),
        (K.ORDER_REFERRED_BACK, {"ORDER_REFERRED_BACK": 14}),
        (K.ORDER_TO_AMEND, {"ORDER_AMEND": 35}),
        (K.ORDER_OF_PLACEMENT, {"ORDER_PLACEMENT": 14}),
        (K.ORDER_TO_CONTINUE, {"ORDER_CONTINUE": 0}),
        (K.ORDER_TO_CEASE, {"ORDER_CEASE": 0}),
        (
            K.UNOPPOSED_ASSESSMENT,
            {
                "UNOPPOSED_ASSESS_NOTIFY": 14,
                "UNOPPOSED_ASSESS_NO_PLAN": 70,
                "UNOPPOSED_ASSESS_FINAL": 98,
            },
        ),
        (K.UNOPPOSED_PLAN, {"UNOPPOSED_ISSUE_DRAFT": 35, "UNOPPOSED_ISSUE_FINAL": 77}),
        (K.UNOPPOSED_CONTENTS, {"UNOPPOSED_CONTENTS": 35}),
        (K.UNOPPOSED_PLACEMENT, {"UNOPPOSED_PLACEMENT": 14}),
        (K.UNOPPOSED_CEASE, {"UNOPPOSED_CEASE": 0}),
        (
            K.AGREED_TO_ASSESS,
            {"MED_ASSESS_NOTIFY": 14, "MED_ASSESS_NO_PLAN": 70, "MED_ASSESS_FINAL": 98},
        ),
        (K.AGREED_TO_MAKE_PLAN, {"MED_MAKE_DRAFT": 35, "MED_MAKE_FINAL": 77}),
        (K.AGREED_TO_AMEND, {"MED_AMEND": 35}),
        (K.AGREED_PLACEMENT, {"MED_PLACEMENT": 14}),
        (K.AGREED_TO_CONTINUE, {"MED_CONTINUE": 0}),
        (K.AGREED_OTHER, {"MED_OTHER": 14}),
        (K.RECOMMENDATION_MADE, {"REC_RESPONSE": 34}),
        (K.HEALTH_ANSWERED, {"REC_COPY_HEALTH": 6}),
        (K.SOCIAL_CARE_ANSWERED, {"REC_COPY_CARE": 6}),
        (K.MEDIATION_ASKED, {"MED_ARRANGE": 30}),
        (K.HEALTH_NOTICE_RECEIVED, {"MED_HEALTH_ARRANGE": 30}),
        (K.TRIBUNAL_DECIDED, {"APPEAL_AGAIN": 38}),
    ],
)
def test_what_one_fact_starts_and_how_many_days_it_leaves(kind, expected):
    found = answer(Fact(kind, date(2026, 12, 11)))
    assert {d.rule_id: (d.due.due_on - date(2026, 12, 11)).days for d in found.duties} == expected


def test_an_ordered_assessment_can_end_without_a_plan():
    order = Fact(K.ORDER_TO_ASSESS, date(2026, 12, 11), "appeal")
    told = Fact(K.ASSESSMENT_AGREED, date(2026, 12, 20), "appeal")
    no_plan = Fact(K.NO_PLAN_NOTIFIED, date(2027, 2, 10), "appeal")
    found = answer(order, told, no_plan)
    assert duty(found, "ORDER_ASSESS_NOTIFY", "appeal").met_on == told.on
    assert duty(found, "ORDER_ASSESS_NO_PLAN", "appeal").met_on == no_plan.on
    assert duty(found, "ORDER_ASSESS_FINAL", "appeal").ended_on == order.on


def test_answers_to_two_recommendations_are_kept_apart():
    found = answer(
        Fact(K.RECOMMENDATION_MADE, date(2027, 2, 1), about="health"),
        Fact(K.RECOMMENDATION_MADE, date(2027, 2, 1), about="social care"),
        Fact(K.SOCIAL_CARE_ANSWERED, date(2027, 3, 1), about="social care"),
    )
    assert duty(found, "REC_RESPONSE", about="health").met_on is None
    assert duty(found, "REC_RESPONSE", about="social care").met_on == date(2027, 3, 1)
    assert duty(found, "REC_COPY_CARE", about="social care").due.due_on == date(2027, 3, 7)


class TestCorrections:
    def test_a_corrected_fact_gives_a_corrected_list(self):
        wrong = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5), id="r")
        right = Fact(K.REQUEST_RECEIVED, date(2026, 1, 12), corrects="r")
        found = answer(wrong, right)
        assert duty(found, "EHC_FINAL").due.due_on == date(2026, 6, 1)
        assert found.problems == ()
        assert answer(right, wrong) == found

    def test_a_correction_can_be_corrected(self):
        found = answer(
            Fact(K.REQUEST_RECEIVED, date(2026, 1, 5), id="r"),
            Fact(K.REQUEST_RECEIVED, date(2026, 1, 12), id="r2", corrects="r"),
            Fact(K.REQUEST_RECEIVED, date(2026, 1, 19), corrects="r2"),
        )
        assert duty(found, "EHC_FINAL").due.due_on == date(2026, 6, 8)

    def test_a_fact_can_be_taken_back(self):
        found = answer(
            REQUEST,
            Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13), id="x"),
            Fact(K.TAKEN_BACK, date(2026, 2, 14), corrects="x"),
        )
        assert found == answer(REQUEST)


def test_facts_may_come_in_any_order():
    facts = [REQUEST, AGREED, DRAFT, FINAL, MEETING]
    expected = answer(*facts)
    assert all(answer(*order) == expected for order in permutations(facts))


def test_an_old_case_is_answered_by_the_law_of_its_day():
    found = answer(Fact(K.UNOPPOSED_CONTENTS, date(2015, 3, 1)))
    assert duty(found, "UNOPPOSED_CONTENTS").due.due_on == date(2015, 3, 29)


def test_a_case_older_than_the_rule_is_answered_by_todays():
    found = answer(Fact(K.RECOMMENDATION_MADE, date(2016, 2, 1)))
    assert duty(found, "REC_RESPONSE").due.rule is CURRENT.rule("REC_RESPONSE")


def test_a_law_that_is_given_answers_the_whole_case():
    law = rule_set_on(date(2020, 6, 1))
    found = answer(REQUEST, DRAFT, FINAL, law=law)
    assert {d.due.rule for d in found.duties} <= set(law.rules.values())


def test_age_follows_from_birth():
    found = answer(Fact(K.BORN, date(2011, 8, 31)))
    assert duty(found, "COMPULSORY_SCHOOL_AGE_ENDS").due.due_on == date(2027, 6, 25)


def test_two_decisions_of_one_day_start_a_duty_once():
    decided = date(2027, 4, 13)
    found = answer(
        FINAL,
        MEETING,
        Fact(K.REVIEW_TO_CEASE, decided, "review"),
        Fact(K.CEASE_DECIDED, decided, "review"),
    )
    assert ids(found).count("APPEAL") == 2  # for the plan, and once for the two decisions
    assert [d.due.anchored_on for d in found.duties if d.rule_id == "PLAN_KEPT"] == [decided]


def test_two_decisions_of_two_days_start_it_twice():
    found = answer(
        FINAL,
        MEETING,
        Fact(K.REVIEW_TO_CEASE, date(2027, 4, 13), "review"),
        Fact(K.CEASE_DECIDED, date(2027, 4, 14), "review"),
    )
    assert ids(found).count("APPEAL") == 3
