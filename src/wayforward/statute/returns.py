"""The twenty weeks as England's statistics count them.

Two measures are published each year: plans issued within twenty weeks among all plans, and
among those without an exception. That "within" means at most 140 days from the request to the
plan is from memory (grade M), so the number of days is an argument and not a constant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wayforward.statute.rule import Grade

WITHIN_DAYS = 140
WITHIN_DAYS_GRADE = Grade.MEMORY


@dataclass(frozen=True, slots=True)
class Issued:
    """One plan that was made: when it was asked for and sent, and whether late with excuse."""

    received_on: date
    sent_on: date
    has_exception: bool = False


@dataclass(frozen=True, slots=True)
class Timeliness:
    """The two measures, as numbers of plans."""

    all_plans: int
    all_in_time: int
    without_exceptions: int
    without_exceptions_in_time: int


def within_twenty_weeks(received_on: date, sent_on: date, *, days: int = WITHIN_DAYS) -> bool:
    """Return whether a plan counts as issued within twenty weeks.

    :param days: how many days from the request count as within; an authority can correct it
    """
    return (sent_on - received_on).days <= days


def timeliness(plans: Iterable[Issued], *, days: int = WITHIN_DAYS) -> Timeliness:
    """Return both measures of some plans."""
    counts = [0, 0, 0, 0]
    for plan in plans:
        in_time = within_twenty_weeks(plan.received_on, plan.sent_on, days=days)
        counts[0] += 1
        counts[1] += in_time
        if not plan.has_exception:
            counts[2] += 1
            counts[3] += in_time
    return Timeliness(*counts)
