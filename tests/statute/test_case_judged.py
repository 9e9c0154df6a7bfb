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


def test_the_second_hearing_has_its_own_bundle():
    def bundles(*days):
        hearings = [Fact(K.HEARING, date(2026, 9, 1)), Fact(K.HEARING, date(2026, 11, 2))]
        sent = [Fact(K.BUNDLE_SENT, day) for day in days]
        found = case_clock(Case.of([*hearings, *sent])).duties
        return [d.met_on for d in found if d.rule_id == "TRIBUNAL_BUNDLE"]

    first, second = date(2026, 8, 10), date(2026, 10, 12)
    assert bundles(first) == [first, None]
    assert bundles(first, second) == [first, second]
