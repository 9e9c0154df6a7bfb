"""By when a request for a record is answered, from `statute`."""

from dataclasses import dataclass
from datetime import date

from wayforward.records.models import AccessRequest
from wayforward.statute.due import Due, due
from wayforward.web.arranged import arrangements

RULE, LONGER = "SUBJECT_ACCESS", "SUBJECT_ACCESS_LONGER"


@dataclass(frozen=True, slots=True)
class Clock:
    """The limit with its reason, and how it stands: "late", "soon", "running", "sent", "sent_late"."""

    due: Due
    state: str
    days: int  # left until the limit; below nought: over it


SOON = 7  # days


def limit_of(asked: AccessRequest, rule: str) -> Due:
    """Return the limit of a request by one of the two rules: the month, or the longer time."""
    return due(rule, current=arrangements().law_in_force, received_on=asked.received_on)


def clock_of(asked: AccessRequest, on: date) -> Clock:
    """Return the clock of a request as it stands on a day."""
    limit = limit_of(asked, RULE if asked.extended_on is None else LONGER)
    days = (limit.due_on - (asked.sent_on or on)).days
    if asked.sent_on is not None:
        state = "sent" if days >= 0 else "sent_late"
    else:
        state = "late" if days < 0 else "soon" if days <= SOON else "running"
    return Clock(limit, state, days)
