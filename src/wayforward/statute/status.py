"""How a duty stands on a day, with the words that go beside it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayforward.statute.days import in_words
from wayforward.statute.due import Due
from wayforward.statute.rule import Kind


class State(StrEnum):
    """Where a duty stands; the values are for a screen."""

    ON_TRACK = "On track"
    SOON = "Soon"
    THIS_WEEK = "This week"
    LATE = "Late"
    EXCUSED = "Late, excused"
    MET = "Met"
    MET_LATE = "Met late"
    NOT_NEEDED = "Not needed"
    MISSED = "Missed"
    OVER = "Over"
    PENDING = "Goes on"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many days before the last day a duty counts as this week, and as soon."""

    this_week: int = 7
    soon: int = 21


USUAL = Thresholds()


@dataclass(frozen=True, slots=True)
class Excused:
    """An exception that somebody recorded and that the law allows for this duty.

    :param code: a key of `excuses.EXCUSES`
    :param words: the ground in words
    :param since: the day from which the ground was there
    """

    code: str
    words: str
    since: date


_NEVER_LATE = (State.MET, State.NOT_NEEDED, State.OVER, State.PENDING)


@dataclass(frozen=True, slots=True)
class Status:
    """How a duty stands on one day.

    :param days: late by, if late, met late or missed; otherwise between this day, or the day it
        was met, and the last day
    :param met_on: the day it was done, if it was
    :param excuse: the exception that covers it, which never moves the date
    """

    state: State
    days: int
    met_on: date | None = None
    excuse: Excused | None = None

    @property
    def words(self) -> str:
        """Return the status in a few words, such as "Late by 3 days"."""
        days = f"{self.days} day{'' if self.days == 1 else 's'}"
        said = {
            State.ON_TRACK: f"On track: {days} left",
            State.SOON: f"Soon: {days} left",
            State.THIS_WEEK: f"This week: {days} left" if self.days else "This week: today",
            State.LATE: f"Late by {days}",
            State.EXCUSED: f"Late by {days}",
            State.MET: f"Met on {self._met}",
            State.MET_LATE: f"Met late by {days}, on {self._met}",
            State.NOT_NEEDED: "Not needed",
            State.MISSED: f"Missed: {days} late when it stopped being needed",
            State.OVER: "Over",
            State.PENDING: "Goes on: an appeal is pending",
        }[self.state]
        if self.excuse is None or self.state in _NEVER_LATE:
            return said
        since = in_words(self.excuse.since)
        return f"{said}. Excused since {since} ({self.excuse.code}): {self.excuse.words}"

    @property
    def _met(self) -> str:
        return in_words(self.met_on) if self.met_on else ""


def status(
    due: Due,
    *,
    on: date,
    met_on: date | None = None,
    ended_on: date | None = None,
    excuse: Excused | None = None,
    thresholds: Thresholds = USUAL,
    pending_since: date | None = None,
) -> Status:
    """Return how a duty stands on a day.

    :param met_on: the day it was done; a day after `on` has not come yet and is left out
    :param ended_on: the day from which something else made it needless
    :param pending_since: the day of an appeal that has no end yet and keeps it going
    """
    if met_on is not None and met_on <= on:
        late = (met_on - due.due_on).days
        if late > 0:
            return Status(State.MET_LATE, late, met_on, excuse)
        return Status(State.MET, -late, met_on, excuse)
    left = (due.due_on - on).days
    if ended_on is not None and ended_on <= on:
        late = (ended_on - due.due_on).days
        if late > 0 and due.rule.kind is Kind.DUTY:
            return Status(State.MISSED, late, excuse=excuse)
        return Status(State.NOT_NEEDED, abs(left))
    if pending_since is not None and pending_since <= on:
        return Status(State.PENDING, abs(left))
    if left >= 0:
        if left < thresholds.this_week:
            return Status(State.THIS_WEEK, left, excuse=excuse)
        return Status(State.SOON if left < thresholds.soon else State.ON_TRACK, left, excuse=excuse)
    if due.rule.kind is not Kind.DUTY:
        return Status(State.OVER, -left)
    return Status(State.EXCUSED if excuse else State.LATE, -left, excuse=excuse)
