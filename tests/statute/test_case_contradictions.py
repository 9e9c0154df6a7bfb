"""Facts that cannot be true together come back as named problems, and never in silence."""

from datetime import date

import pytest

from wayforward.statute import State, due
from wayforward.statute.case import Case, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case import ProblemKind as P
from wayforward.statute.case.contradictions import ORDERS
from wayforward.statute.case.steps import UNOPPOSED
from wayforward.statute.errors import WrongDate
from wayforward.statute.rights import right_on


def at(kind, month, day, cycle="", **more):
    return Fact(kind, date(2026, month, day), cycle, **more)


def problems(*facts):
    return [(p.kind, p.words) for p in case_clock(Case.of(facts)).problems]


def words(*facts):
    return [text for _, text in problems(*facts)]


REQUEST = at(K.REQUEST_RECEIVED, 1, 5)
REFUSED = at(K.ASSESSMENT_REFUSED, 2, 10)
CERTIFICATE = at(K.MEDIATION_CERTIFICATE, 3, 1)
LODGED = at(K.APPEAL_LODGED, 3, 10)
APPEAL = (REQUEST, REFUSED, CERTIFICATE, LODGED)


@pytest.mark.parametrize("kind", [K.AMENDMENT_NOTICE, K.AMENDED_FINAL_SENT])
def test_a_plan_that_continues_is_not_amended_in_the_same_round(kind):
    meeting, continued = at(K.REVIEW_MEETING, 3, 1), at(K.REVIEW_CONTINUED, 3, 20)
    amended = at(kind, 3, 25)
    said = f"{continued.words} and {amended.words} cannot both be true"
    assert (P.CONTRADICTION, said) in problems(meeting, continued, amended)
    assert problems(meeting, continued, at(kind, 3, 25, "other")) == []
    ordered = at(K.ORDER_TO_AMEND, 3, 22)
    assert P.CONTRADICTION not in [k for k, _ in problems(meeting, continued, ordered, amended)]


def test_a_hearing_comes_after_its_appeal_and_before_its_decision():
    early = at(K.HEARING, 3, 1)
    assert words(*APPEAL, early) == [early.before(LODGED)]
    hearing, decided = at(K.HEARING, 9, 1), at(K.TRIBUNAL_DECIDED, 8, 1)
    assert words(*APPEAL, hearing, decided) == [decided.before(hearing)]
    assert words(*APPEAL, hearing, at(K.TRIBUNAL_DECIDED, 9, 1)) == []


@pytest.mark.parametrize("day", [1, 20])
def test_an_appeal_that_was_withdrawn_is_not_decided(day):
    withdrawn, decided = at(K.APPEAL_WITHDRAWN, 6, 10), at(K.TRIBUNAL_DECIDED, 6, day)
    assert problems(*APPEAL, withdrawn, decided) == [
        (P.CONTRADICTION, f"{withdrawn.words} and {decided.words} cannot both be true")
    ]


@pytest.mark.parametrize("kind", ORDERS)
@pytest.mark.parametrize("cycle", ["", "order"])
def test_an_order_before_the_appeal_was_lodged(kind, cycle):
    order = at(kind, 3, 9, cycle)
    said = (P.OUT_OF_ORDER, order.before(LODGED))
    assert said in problems(*APPEAL, order)
    assert P.OUT_OF_ORDER not in [k for k, _ in problems(*APPEAL, at(kind, 3, 10, cycle))]
    assert P.OUT_OF_ORDER not in [k for k, _ in problems(order)]


@pytest.mark.parametrize("kind", UNOPPOSED)
def test_an_appeal_that_was_not_opposed_has_no_order(kind):
    told, order = at(kind, 5, 1), at(K.ORDER_TO_AMEND, 6, 1)
    said = (
        f"{told.words} and {order.words} cannot both be true: an appeal that is not opposed ends "
        "without an order"
    )
    assert (P.CONTRADICTION, said) in problems(*APPEAL, told, order)
    for fine in (at(K.ORDER_TO_AMEND, 4, 30), at(K.ORDER_TO_AMEND, 6, 1, "other")):
        assert P.CONTRADICTION not in [k for k, _ in problems(*APPEAL, told, fine)]


def test_a_certificate_before_the_decision_letter():
    early = at(K.MEDIATION_CERTIFICATE, 2, 9)
    assert problems(REQUEST, REFUSED, early) == [(P.OUT_OF_ORDER, early.before(REFUSED))]
    assert problems(REQUEST, REFUSED, at(K.MEDIATION_CERTIFICATE, 2, 10)) == []


@pytest.mark.parametrize(
    ("rule_id", "anchors", "said"),
    [
        (
            "APPEAL",
            {"notice_sent_on": date(2026, 3, 2), "certificate_on": date(2026, 3, 1)},
            "APPEAL: certificate_on=2026-03-01 is before notice_sent_on=2026-03-02",
        ),
        (
            "PLAN_KEPT",
            {"notice_sent_on": date(2026, 3, 2), "appeal_ended_on": date(2026, 3, 1)},
            "PLAN_KEPT: appeal_ended_on=2026-03-01 is before notice_sent_on=2026-03-02",
        ),
        (
            "AMEND_FINAL",
            {"meeting_on": date(2026, 3, 2), "notice_sent_on": date(2026, 3, 1)},
            "AMEND_FINAL: notice_sent_on=2026-03-01 is before meeting_on=2026-03-02",
        ),
    ],
)
def test_a_day_before_the_one_that_it_must_follow_is_refused_with_one_line(rule_id, anchors, said):
    with pytest.raises(WrongDate) as refused:
        due(rule_id, **anchors)
    assert str(refused.value) == said
    assert due(rule_id, **dict.fromkeys(anchors, date(2026, 3, 2))).due_on >= date(2026, 3, 2)


def test_an_amendment_notice_before_the_meeting_of_its_review():
    meeting, notice = at(K.REVIEW_MEETING, 3, 2), at(K.AMENDMENT_NOTICE, 3, 1)
    assert words(meeting, notice) == [notice.before(meeting)]


@pytest.mark.parametrize("kind", [K.DRAFT_SERVED, K.FINAL_SENT])
def test_a_plan_after_the_request_was_withdrawn_needs_a_new_request(kind):
    withdrawn, sent = at(K.REQUEST_WITHDRAWN, 2, 1), at(kind, 4, 28)
    said = (
        P.CONTRADICTION,
        f"{sent.after(withdrawn)}, and nothing says that a new request arrived",
    )
    assert said in problems(REQUEST, withdrawn, sent)
    for again in (at(K.REQUEST_RECEIVED, 2, 3), at(K.ORDER_TO_MAKE_PLAN, 3, 3)):
        assert said not in problems(REQUEST, withdrawn, again, sent)
    assert problems(REQUEST, withdrawn) == []


def test_a_reassessment_asked_for_before_there_was_a_plan():
    made = at(K.PLAN_MADE, 5, 1)
    asked = at(K.REASSESSMENT_ASKED, 4, 30, "again")
    assert words(made, asked) == [asked.before(made)]
    assert words(made, at(K.REASSESSMENT_ASKED, 5, 1, "again")) == []
    assert words(asked) == []


@pytest.mark.parametrize("kind", [K.HEALTH_ANSWERED, K.SOCIAL_CARE_ANSWERED])
def test_an_answer_before_the_recommendation(kind):
    made, answered = at(K.RECOMMENDATION_MADE, 5, 2), at(kind, 5, 1, about="ICB")
    assert words(made, answered) == [answered.before(made)]


def test_a_school_is_consulted_about_a_draft_that_there_is():
    asked = at(K.SCHOOL_CONSULTED, 4, 27, about="Oak")
    draft = at(K.DRAFT_SERVED, 4, 28)
    assert words(REQUEST, asked, draft) == [asked.before(draft)]
    assert problems(REQUEST, asked) == [
        (
            P.MISSING_STEP,
            f"{asked.words}, but nothing says that the draft was served before it",
        )
    ]
    assert words(REQUEST, draft, at(K.SCHOOL_CONSULTED, 4, 28)) == []
    assert words(at(K.AMENDMENT_NOTICE, 4, 27), asked) == []


def test_an_appeal_of_no_decision():
    said = [
        (P.MISSING_STEP, f"{LODGED.words}, but nothing says that a decision was sent before it")
    ]
    assert problems(LODGED) == said
    assert problems(LODGED, at(K.NOT_AMENDED, 3, 11, "review")) == said
    assert problems(LODGED, at(K.NOT_AMENDED, 3, 10, "review")) == []


@pytest.mark.parametrize(("born", "too_old"), [(date(2001, 1, 5), True), (date(2001, 1, 6), False)])
@pytest.mark.parametrize("kind", [K.REQUEST_RECEIVED, K.BROUGHT_TO_ATTENTION])
def test_somebody_of_25_at_a_request(kind, born, too_old):
    request = at(kind, 1, 5, "request")
    said = [(P.TOO_OLD, f"{request.words} is on or after the 25th birthday, 5 January 2026")]
    assert problems(Fact(K.BORN, born), request) == (said if too_old else [])
    assert problems(Fact(K.BORN, born)) == []


@pytest.mark.parametrize(("area", "age"), [("request", 25), ("appeal", 26)])
def test_somebody_too_old_holds_no_right_of_a_young_person(area, age):
    born = date(2026 - age, 3, 2)
    assert right_on(born, date(2026, 3, 1), area=area).holder == "the young person"
    with pytest.raises(WrongDate) as refused:
        right_on(born, date(2026, 3, 2), area=area)
    assert str(refused.value) == (
        f"born_on: {born} makes somebody {age} or over on 2026-03-02, too old to be a young "
        "person here"
    )
    with pytest.raises(WrongDate, match="26 or over"):
        right_on(date(1990, 1, 1), date(2026, 3, 2))


def test_a_final_plan_after_the_refusal_to_assess():
    draft, final = at(K.DRAFT_SERVED, 4, 28), at(K.FINAL_SENT, 5, 22)
    said = (P.CONTRADICTION, f"{REFUSED.words} and {final.words} cannot both be true")
    assert said in problems(REQUEST, REFUSED, draft, final)
    agreed = at(K.AGREED_TO_ASSESS, 3, 20)
    assert said not in problems(REQUEST, REFUSED, agreed, draft, final)


def test_a_reassessment_that_leaves_the_plan_as_it_is_ends_its_limit():
    facts = [
        Fact(K.REASSESSMENT_ASKED, date(2026, 2, 2), "again"),
        Fact(K.REASSESSMENT_AGREED, date(2026, 2, 10), "again"),
    ]
    for left_on, state in (
        (date(2026, 5, 19), State.NOT_NEEDED),
        (date(2026, 5, 20), State.MISSED),
    ):
        left = Fact(K.NOT_AMENDED, left_on, "again")
        found = case_clock(Case.of([*facts, left])).duties
        (limit,) = [d for d in found if d.rule_id == "REASSESS_FINAL"]
        assert limit.status(date(2026, 7, 1)).state is state
        assert "APPEAL" in [d.rule_id for d in found]  # s51(2)(e)


@pytest.mark.parametrize(
    ("move", "rule_id", "due_on"),
    [
        (K.TRANSFER_GENERAL, "PHASE_GENERAL_MEETING", date(2026, 11, 22)),
        (K.TRANSFER_POST16, "PHASE_POST16_MEETING", date(2027, 1, 5)),
    ],
)
def test_a_move_to_the_next_phase_gives_the_last_day_for_its_meeting(move, rule_id, due_on):
    facts = [Fact(move, date(2027, 9, 1))]

    def meeting(*more):
        (found,) = [d for d in case_clock(Case.of([*facts, *more])).duties if d.rule_id == rule_id]
        return found

    assert meeting().due.due_on == due_on
    held = Fact(K.REVIEW_MEETING, date(2026, 10, 8))
    assert meeting(held).met_on == held.on
    sent = Fact(K.TRANSFER_PLAN_SENT, date(2026, 10, 9))
    assert meeting(sent).status(date(2027, 3, 1)).state is State.NOT_NEEDED


@pytest.mark.parametrize("rule_id", ["PROVISION_START", "ADMIT"])
def test_what_lasts_as_long_as_the_plan_is_over_when_the_plan_ends(rule_id):
    sent, ended = at(K.AMENDED_FINAL_SENT, 5, 22, "a"), at(K.PLAN_ENDED, 9, 1, "end")
    (duty,) = [d for d in case_clock(Case.of([sent, ended])).duties if d.rule_id == rule_id]
    assert duty.status(date(2026, 8, 31)).state is State.IN_FORCE
    assert duty.status(date(2026, 9, 1)).words == "Over"


@pytest.mark.parametrize("rule_id", ["PROVISION_START", "ADMIT"])
def test_what_a_plan_asks_is_over_when_another_plan_takes_its_place(rule_id):
    first, second = at(K.FINAL_SENT, 5, 22, "request"), at(K.AMENDED_FINAL_SENT, 9, 1, "review")
    duties = [d for d in case_clock(Case.of([second, first])).duties if d.rule_id == rule_id]
    before, after = date(2026, 8, 31), date(2026, 9, 1)
    assert [d.status(before).state for d in duties] == [State.IN_FORCE, State.THIS_WEEK]
    assert [d.status(after).state for d in duties] == [State.OVER, State.IN_FORCE]
