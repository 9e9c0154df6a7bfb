"""The end of a plan: how long it is kept, and an end that came too early (s45(4))."""

from datetime import date

import pytest

from wayforward.statute import State, due
from wayforward.statute.case import Case, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case import ProblemKind as P
from wayforward.statute.stages import check_stage_change

PROPOSED = Fact(K.CEASE_PROPOSED, date(2026, 5, 1))
DECIDED = Fact(K.CEASE_DECIDED, date(2026, 6, 20))
CERTIFICATE = Fact(K.MEDIATION_CERTIFICATE, date(2026, 7, 2))
APPEAL = Fact(K.APPEAL_LODGED, date(2026, 8, 15))


def answer(*facts):
    return case_clock(Case.of([PROPOSED, DECIDED, CERTIFICATE, *facts]))


def kept(found, cycle=""):
    (one,) = [d for d in found.duties if d.rule_id == "PLAN_KEPT" and d.cycle == cycle]
    return one


def problems(found):
    return [(p.kind, p.words) for p in found.problems]


def test_without_an_appeal_the_plan_is_kept_until_its_time_has_run_out():
    duty = kept(answer())
    assert duty.due.due_on == date(2026, 9, 1)  # 20 August rolls on
    assert duty.status(date(2026, 9, 2)).state is State.OVER


def test_what_must_be_kept_going_has_no_earlier_safe_day():
    made = due("PLAN_KEPT", notice_sent_on=date(2026, 6, 20))
    assert made.raw_on == date(2026, 8, 20)
    assert made.cautious_on == made.act_by == made.due_on == date(2026, 9, 1)
    ended = due("PLAN_KEPT", notice_sent_on=date(2026, 6, 20), appeal_ended_on=date(2027, 1, 16))
    assert ended.act_by == ended.due_on == date(2027, 1, 16)  # a Saturday


def test_while_an_appeal_is_pending_the_plan_goes_on():
    duty = kept(answer(APPEAL))
    assert duty.status(date(2026, 8, 14)).state is State.SOON
    stands = duty.status(date(2026, 12, 1))
    assert (stands.state, stands.words) == (State.PENDING, "Goes on: an appeal is pending")
    assert duty.status(date(2026, 8, 15)).state is State.PENDING


@pytest.mark.parametrize("cycle", ["", "order"])
@pytest.mark.parametrize(
    ("kind", "anywhere"),
    [
        (K.TRIBUNAL_DECIDED, False),
        (K.APPEAL_WITHDRAWN, False),
        (K.ORDER_TO_CEASE, True),
    ],
)
def test_the_end_of_the_appeal_is_the_last_day(kind, anywhere, cycle):
    duty = kept(answer(APPEAL, Fact(kind, date(2027, 1, 16), cycle)))
    if cycle and not anywhere:
        assert duty.pending_since == APPEAL.on
        return
    assert duty.due.due_on == date(2027, 1, 16)  # a Saturday, and not rolled on
    assert "the day the appeal ended" in duty.due.explanation
    assert duty.status(date(2027, 1, 17)).state is State.OVER


def test_an_appeal_that_ended_at_once_does_not_shorten_the_time():
    duty = kept(answer(APPEAL, Fact(K.APPEAL_WITHDRAWN, date(2026, 8, 17))))
    assert duty.due.due_on == date(2026, 9, 1)


def test_an_appeal_out_of_time_does_not_keep_the_plan():
    assert kept(answer(Fact(K.APPEAL_LODGED, date(2026, 9, 2)))).pending_since is None
    assert kept(answer(Fact(K.APPEAL_LODGED, date(2026, 9, 1)))).pending_since


@pytest.mark.parametrize("kind", [K.ORDER_TO_CONTINUE, K.UNOPPOSED_CEASE, K.AGREED_TO_CONTINUE])
def test_a_plan_that_goes_on_after_all_is_no_longer_kept_for_the_appeal(kind):
    found = answer(APPEAL, Fact(kind, date(2026, 10, 1)), Fact(K.PLAN_ENDED, date(2026, 12, 1)))
    assert kept(found).status(date(2026, 12, 1)).state is State.NOT_NEEDED
    assert P.TOO_EARLY not in [p.kind for p in found.problems]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            [Fact(K.PLAN_ENDED, date(2026, 7, 1))],
            (
                "the plan ended (1 July 2026) before it could: it had to be kept to the end of "
                "1 September 2026"
            ),
        ),
        (
            [APPEAL, Fact(K.PLAN_ENDED, date(2026, 10, 1))],
            "the plan ended (1 October 2026), but nothing says that the appeal has ended",
        ),
        (
            [APPEAL, Fact(K.PLAN_ENDED, date(2026, 8, 1))],
            (
                "the plan ended (1 August 2026) before it could: it had to be kept to the end of "
                "1 September 2026"
            ),
        ),
        (
            [
                APPEAL,
                Fact(K.TRIBUNAL_DECIDED, date(2026, 11, 2)),
                Fact(K.PLAN_ENDED, date(2026, 11, 1)),
            ],
            (
                "the plan ended (1 November 2026) before it could: it had to be kept to the end of "
                "2 November 2026"
            ),
        ),
    ],
)
def test_a_plan_that_ended_too_early_is_a_named_problem(facts, words):
    assert (P.TOO_EARLY, words) in problems(answer(*facts))


def test_a_plan_is_kept_to_the_end_of_the_last_day_to_appeal():
    """5.30: it ends, at the earliest, on the day after."""
    last = answer(Fact(K.PLAN_ENDED, date(2026, 9, 1)))
    assert P.TOO_EARLY in [p.kind for p in last.problems]


@pytest.mark.parametrize(
    "facts",
    [
        [Fact(K.PLAN_ENDED, date(2026, 9, 2))],
        [APPEAL, Fact(K.ORDER_TO_CEASE, date(2026, 11, 2)), Fact(K.PLAN_ENDED, date(2026, 11, 2))],
    ],
)
def test_a_plan_that_ended_in_its_time_is_no_problem(facts):
    assert P.TOO_EARLY not in [p.kind for p in answer(*facts).problems]


def test_a_review_decision_to_cease_can_be_appealed_and_keeps_the_plan():
    found = case_clock(
        Case.of(
            [
                Fact(K.PLAN_MADE, date(2025, 6, 1)),
                Fact(K.REVIEW_MEETING, date(2026, 5, 1), "r"),
                Fact(K.REVIEW_TO_CEASE, date(2026, 5, 20), "r"),
            ]
        )
    )
    started = {d.rule_id: d.due.due_on for d in found.duties if d.cycle == "r"}
    assert started["APPEAL"] == started["PLAN_KEPT"] == date(2026, 7, 20)
    assert started["MED_CONTACT"] == date(2026, 7, 20)


@pytest.mark.parametrize("stage", ["held", "reported"])
def test_the_stage_table_says_the_same(stage):
    change = check_stage_change("review", stage, "decided to cease")
    assert change.starts == ("MED_CONTACT", "APPEAL", "PLAN_KEPT")


def test_a_day_that_stays_is_not_rolled_on():
    answer = due("PLAN_KEPT", notice_sent_on=date(2026, 3, 2), appeal_ended_on=date(2026, 8, 8))
    assert (answer.due_on, answer.raw_on) == (date(2026, 8, 8), date(2026, 8, 8))
