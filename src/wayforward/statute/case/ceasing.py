"""How long a plan that is to end is kept: section 45(4) of the Act."""

from collections.abc import Iterator
from dataclasses import replace

from wayforward.statute.case.duty import Duty
from wayforward.statute.case.facts import FactKind as F
from wayforward.statute.case.grouped import Round, days_of
from wayforward.statute.case.named import Problem, ProblemKind
from wayforward.statute.case.steps import PLAN_SENT
from wayforward.statute.days import in_short
from wayforward.statute.due import work_out
from wayforward.statute.quick import slot_setters

_set_ended_on = slot_setters(Duty)[2]
_IN_ITS_ROUND = (F.TRIBUNAL_DECIDED, F.APPEAL_WITHDRAWN)
_WHILE_THERE_IS_A_PLAN = ("PROVISION_START", "ADMIT")
_IN_ANY_ROUND = (F.ORDER_TO_CEASE, F.ORDER_TO_CONTINUE)


def keep_plans(found: list[Duty], grouped: list[Round]) -> list[Problem]:
    """Keep each plan going while an appeal is pending; return the plans that ended too early.

    :param found: changed in place, where an appeal that was made in time keeps a plan going, and
        where what lasts as long as the plan ends with it, or with the plan that replaces it
    """
    by_name = {cycle.name: cycle for cycle in grouped}
    wrong: list[Problem] = []
    ends = days_of((F.PLAN_ENDED,), grouped)
    plans = days_of(PLAN_SENT, grouped)
    for index, duty in enumerate(found):
        rule_id = duty.due.rule.id
        if rule_id in _WHILE_THERE_IS_A_PLAN:
            since = duty.due.due_on
            over = [day for day in ends if day >= since] + [day for day in plans if day > since]
            if over:
                _set_ended_on(duty, min(over))  # made a moment ago, and seen by nobody yet
        elif rule_id == "PLAN_KEPT":
            cycle = by_name[duty.cycle]
            found[index] = _kept(duty, cycle, grouped)
            wrong.extend(_ended_too_early(found[index], cycle.name, grouped))
    return wrong


def _kept(duty: Duty, cycle: Round, grouped: list[Round]) -> Duty:
    """Return the duty with the end of the appeal, or since when an appeal is pending."""
    due = duty.due
    appeal = cycle.first_from(F.APPEAL_LODGED, due.anchored_on)
    if appeal is None or appeal.on > due.due_on:
        return duty
    ends = [cycle.met_on(_IN_ITS_ROUND, appeal.on, "")]
    ends += [other.met_on(_IN_ANY_ROUND, appeal.on, "") for other in grouped]
    ended_on = min((day for day in ends if day is not None), default=None)
    if ended_on is None:
        return replace(duty, pending_since=appeal.on)
    anchors = {**due.anchors, "appeal_ended_on": ended_on}
    return replace(duty, due=work_out(due.rule, anchors, due.calendar, due.since))


def _ended_too_early(duty: Duty, cycle: str, grouped: list[Round]) -> Iterator[Problem]:
    since = duty.due.anchored_on
    every = [each for other in grouped if (each := other.first_from(F.PLAN_ENDED, since))]
    ended = min(every, key=lambda fact: fact.on, default=None)
    if ended is None or duty.ended_on is not None:
        return
    if duty.pending_since is not None and ended.on >= duty.pending_since:
        words = f"{ended.words}, but nothing says that the appeal has ended"
    elif ended.on < duty.due.due_on or (
        # Until the end of the last day to appeal; on the day an appeal ends, it may end too.
        ended.on == duty.due.due_on and "appeal_ended_on" not in duty.due.anchors
    ):
        words = (
            f"{ended.words} before it could: it had to be kept to the end of "
            f"{in_short(duty.due.due_on)}"
        )
    else:
        return
    yield Problem(ProblemKind.TOO_EARLY, words, cycle)
