"""What one round of a case ends in another: the plan that is no more, and the appeal that is over."""

from dataclasses import replace
from datetime import date

from wayforward.statute.case.duty import Duty
from wayforward.statute.case.facts import FACT_WORDS
from wayforward.statute.case.facts import FactKind as F
from wayforward.statute.case.grouped import Round, days_of
from wayforward.statute.case.steps import HAS_PLAN, ORDERS, UNOPPOSED

# What nobody has to do any more once there is no plan.
_OF_A_PLAN = frozenset(
    {
        "REVIEW_REPORT",
        "REVIEW_DECISION",
        "AMEND_NOTICE",
        "AMEND_LONGSTOP",
        "AMEND_FINAL",
        "REASSESS_DECIDE",
        "REASSESS_FINAL",
        "PHASE_GENERAL",
        "PHASE_GENERAL_MEETING",
        "PHASE_POST16",
        "PHASE_POST16_MEETING",
        "PHASE_16TO16",
    }
)
_PHASES = frozenset(rule_id for rule_id in _OF_A_PLAN if rule_id.startswith("PHASE_"))
_OF_AN_APPEAL = frozenset({"LA_RESPONSE", "TRIBUNAL_BUNDLE", "TRIBUNAL_DECISION"})
_APPEAL_OVER = (F.APPEAL_WITHDRAWN, F.TRIBUNAL_DECIDED, *UNOPPOSED, *ORDERS)
_FOR_A_MOVE = f"the day {FACT_WORDS[F.TRANSFER_PLAN_SENT]}"


def end_across(found: list[Duty], grouped: list[Round]) -> None:
    """End what is not met and has no more use, whatever round says so.

    :param found: changed in place
    """
    kinds = {kind for cycle in grouped for kind in cycle.by_kind}
    plans = sorted(days_of(HAS_PLAN, grouped))
    ends = sorted(days_of((F.PLAN_ENDED,), grouped))
    phases = bool(plans) and any(duty.due.rule.id in _PHASES for duty in found)
    has_appeal = F.APPEAL_LODGED in kinds or F.APPEAL_SENT_TO_US in kinds or F.HEARING in kinds
    if not (ends or phases or has_appeal):
        return
    for index, duty in enumerate(found):
        if duty.met_on is not None or duty.ended_on is not None:
            continue
        rule_id = duty.due.rule.id
        ended: date | None = None
        if rule_id in _OF_A_PLAN:
            ended = _plan_over(duty, plans, ends)
        elif rule_id in _OF_AN_APPEAL and has_appeal:
            ended = _appeal_over(duty, grouped)
        if ended is not None:
            found[index] = replace(duty, ended_on=ended)


def drop_doubles(found: list[Duty], grouped: list[Round]) -> None:
    """Leave out what one plan started twice: sent for a move, and in another round as amended.

    :param found: changed in place
    """
    sent = days_of((F.TRANSFER_PLAN_SENT,), grouped)
    twice = set(sent).intersection(days_of((F.AMENDED_FINAL_SENT,), grouped))
    if twice:
        found[:] = [duty for duty in found if not _is_double(duty, twice)]


def _is_double(duty: Duty, twice: set[date]) -> bool:
    is_open = duty.met_on is None and len(duty.due.anchors) == 1
    return is_open and duty.due.since == _FOR_A_MOVE and duty.due.anchored_on in twice


def _plan_over(duty: Duty, plans: list[date], ends: list[date]) -> date | None:
    """Return the day from which there was no plan to do it for, if there was none.

    A phase transfer's last day may also lie before there was any plan; then it never applied.
    """
    is_phase = duty.due.rule.id in _PHASES
    last = duty.due.due_on
    if is_phase and plans and plans[0] > last:
        return last
    start = date.min if is_phase else duty.due.anchored_on
    for ended in ends:
        if ended >= start and not any(ended < plan <= last for plan in plans):
            return ended
    return None


def _appeal_over(duty: Duty, grouped: list[Round]) -> date | None:
    """Return the day on which the appeal of the duty's round ended.

    What ended it may be in a round of its own, with no appeal in it.
    """
    own = next(cycle for cycle in grouped if cycle.name == duty.cycle)
    lodged = own.earliest((F.APPEAL_LODGED, F.APPEAL_SENT_TO_US))
    since = lodged.on if lodged else date.min
    found = [own.met_on(_APPEAL_OVER, since, "")]
    found += [
        other.met_on(_APPEAL_OVER, since, "")
        for other in grouped
        if other is not own and F.APPEAL_LODGED not in other.by_kind
    ]
    return min((day for day in found if day is not None), default=None)
