"""Problems around appeals, orders and moves: each is named, with its days."""

from datetime import date

import pytest

from wayforward.statute.case import Case, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case import ProblemKind as P

REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))
REFUSED = Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 10))
LODGED = Fact(K.APPEAL_LODGED, date(2026, 3, 10))
NO_CERTIFICATE = (
    P.MISSING_STEP,
    (
        "the appeal was made (10 March 2026), but nothing says that the mediation certificate was "
        "issued before it; an appeal about more than the school needs one"
    ),
)


def problems(*facts):
    return [(p.kind, p.words) for p in case_clock(Case.of(facts)).problems]


def test_an_appeal_before_the_decision():
    early = Fact(K.APPEAL_LODGED, date(2026, 1, 10))
    assert problems(REQUEST, early, REFUSED) == [
        (
            P.OUT_OF_ORDER,
            (
                "the appeal was made on 10 January 2026, before the family was told that we will "
                "not assess on 10 February 2026"
            ),
        )
    ]


@pytest.mark.parametrize("issued_on", [None, date(2026, 3, 11)])
def test_an_appeal_without_the_certificate_that_it_needs(issued_on):
    issued = [Fact(K.MEDIATION_CERTIFICATE, issued_on)] if issued_on else []
    assert problems(REQUEST, REFUSED, LODGED, *issued) == [NO_CERTIFICATE]


def test_an_appeal_with_its_certificate():
    assert problems(REQUEST, REFUSED, LODGED, Fact(K.MEDIATION_CERTIFICATE, LODGED.on)) == []


def test_an_appeal_that_may_be_only_about_the_school_needs_none():
    amended = Fact(K.AMENDED_FINAL_SENT, date(2026, 2, 20))
    assert problems(amended, LODGED) == []
    assert problems(REFUSED, amended, LODGED) == []


@pytest.mark.parametrize(("day", "late"), [(1, False), (2, True)])
def test_unopposed_after_the_response_needs_a_consent_order(day, late):
    found = problems(
        Fact(K.APPEAL_SENT_TO_US, date(2026, 7, 20)),
        Fact(K.RESPONSE_SENT, date(2026, 9, 1)),
        Fact(K.UNOPPOSED_CONTENTS, date(2026, 9, day)),
    )
    assert found == (
        [
            (
                P.TOO_LATE,
                (
                    "we told the Tribunal that we will amend the plan on 2 September 2026, after our "
                    "response was sent on 1 September 2026: a consent order is needed"
                ),
            )
        ]
        if late
        else []
    )


@pytest.mark.parametrize(("contacted_on", "late"), [(10, False), (11, True)])
def test_the_adviser_was_contacted_after_two_months(contacted_on, late):
    contacted = Fact(K.ADVISER_CONTACTED, date(2026, 4, contacted_on))
    words = (
        "the family contacted the mediation adviser (11 April 2026) after its two months had ended, "
        "on 10 April 2026"
    )
    assert problems(REQUEST, REFUSED, contacted) == ([(P.TOO_LATE, words)] if late else [])


def test_a_contact_about_a_later_decision_is_not_late():
    later = Fact(K.NO_PLAN_NOTIFIED, date(2026, 6, 1))
    contacted = Fact(K.ADVISER_CONTACTED, date(2026, 6, 10))
    for facts in ((REFUSED, later), (later, REFUSED)):
        assert P.TOO_LATE not in [kind for kind, _ in problems(REQUEST, *facts, contacted)]


def test_what_follows_an_order_needs_its_own_cycle():
    order = Fact(K.ORDER_TO_ASSESS, date(2026, 6, 1))
    told = Fact(K.NO_PLAN_NOTIFIED, date(2026, 9, 5))
    assert problems(REQUEST, REFUSED, order, told) == [
        (
            P.NEEDS_ITS_OWN_CYCLE,
            (
                "the request arrived (5 January 2026) and the order to assess was sent out "
                "(1 June 2026): what follows an order needs its own cycle, or 5 September 2026 is judged "
                "by the limits of the request"
            ),
        )
    ]
    assert problems(REQUEST, REFUSED, order) == []
    apart = [Fact(f.kind, f.on, "order") for f in (order, told)]
    assert problems(REQUEST, REFUSED, *apart) == []
    assert P.NEEDS_ITS_OWN_CYCLE not in [
        kind for kind, _ in problems(Fact(REQUEST.kind, date(2026, 7, 1)), order, told)
    ]


def test_a_plan_transferred_before_the_move():
    found = problems(
        Fact(K.PLAN_MADE, date(2025, 11, 20)),
        Fact(K.MOVED, date(2026, 10, 12)),
        Fact(K.PLAN_TRANSFERRED, date(2026, 10, 9)),
    )
    assert [kind for kind, _ in found] == [P.OUT_OF_ORDER]


def test_an_amended_plan_before_a_move_must_be_said_to_name_the_next_setting():
    move = Fact(K.TRANSFER_GENERAL, date(2027, 9, 1))
    amended = Fact(K.AMENDED_FINAL_SENT, date(2027, 1, 10), "review")
    assert problems(move, amended) == [
        (
            P.MISSING_STEP,
            (
                "the amended plan was sent (10 January 2027), but nothing says that the plan naming the "
                "next setting was sent; add that fact, if this plan names it"
            ),
        )
    ]
    assert problems(move, amended, Fact(K.TRANSFER_PLAN_SENT, amended.on)) == []
    assert problems(move, Fact(K.AMENDED_FINAL_SENT, date(2026, 8, 1), "review")) == []


def test_a_bundle_is_for_every_hearing_after_it():
    """A hearing that is told of later does not undo what was done: the bundle is the appeal's."""

    def bundles(*days):
        hearings = [Fact(K.HEARING, date(2026, 9, 1)), Fact(K.HEARING, date(2026, 11, 2))]
        sent = [Fact(K.BUNDLE_SENT, day) for day in days]
        found = case_clock(Case.of([*hearings, *sent])).duties
        return [d.met_on for d in found if d.rule_id == "TRIBUNAL_BUNDLE"]

    first, second = date(2026, 8, 10), date(2026, 10, 12)
    assert bundles(first) == [first, first]
    assert bundles(first, second) == [first, first]
    assert bundles(second) == [second, second]  # late for the first


@pytest.mark.parametrize(
    ("contents", "placement", "five_weeks", "two_weeks"),
    [
        (K.ORDER_TO_AMEND, K.ORDER_OF_PLACEMENT, "ORDER_AMEND", "ORDER_PLACEMENT"),
        (
            K.UNOPPOSED_CONTENTS,
            K.UNOPPOSED_PLACEMENT,
            "UNOPPOSED_CONTENTS",
            "UNOPPOSED_PLACEMENT",
        ),
        (K.AGREED_TO_AMEND, K.AGREED_PLACEMENT, "MED_AMEND", "MED_PLACEMENT"),
    ],
)
def test_contents_and_school_together_have_five_weeks(contents, placement, five_weeks, two_weeks):
    """Regulations 44(2)(e) and 45(5): two weeks are for the school alone."""
    day = date(2026, 12, 11)
    both = case_clock(Case.of([Fact(contents, day), Fact(placement, day)])).duties
    due_on = {d.rule_id: d.due.due_on for d in both}
    assert due_on[five_weeks] == date(2027, 1, 15)
    assert two_weeks not in due_on
    alone = case_clock(Case.of([Fact(placement, day)])).duties
    assert {d.rule_id: d.due.due_on for d in alone}[two_weeks] == date(2026, 12, 25)


def test_an_unopposed_end_that_becomes_an_amendment_has_five_weeks():
    """Regulation 45(6A): keep the plan; if it is amended, within five weeks of the notice."""
    goes_on = Fact(K.UNOPPOSED_CEASE, date(2026, 4, 1))
    assert "UNOPPOSED_CEASE_AMEND" not in [d.rule_id for d in case_clock(Case.of([goes_on])).duties]
    for more in (K.AMENDED_FINAL_SENT, K.AMENDMENT_NOTICE):
        found = case_clock(Case.of([goes_on, Fact(more, date(2026, 6, 10))])).duties
        (duty,) = [d for d in found if d.rule_id == "UNOPPOSED_CEASE_AMEND"]
        assert duty.due.due_on == date(2026, 5, 6)


def test_health_tells_us_within_a_week_what_was_agreed_without_us():
    agreed = Fact(K.HEALTH_AGREED_WITHOUT_US, date(2026, 4, 1))
    told = Fact(K.HEALTH_AGREEMENT_TOLD, date(2026, 4, 7))
    (duty,) = case_clock(Case.of([agreed, told])).duties
    assert (duty.rule_id, duty.due.due_on, duty.met_on) == (
        "MED_HEALTH_AGREED",
        date(2026, 4, 8),
        told.on,
    )
