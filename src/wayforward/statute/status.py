"""How a duty stands on a day, with the words that go beside it."""

from dataclasses import dataclass, replace
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
    IN_FORCE = "In force"


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
    :param until: the day that was directed or agreed instead; it excuses nothing after that day
    """

    code: str
    words: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether it still excuses on a day."""
        return self.until is None or day <= self.until


_NEVER_LATE = (State.MET, State.NOT_NEEDED, State.OVER, State.PENDING, State.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Status:
    """How a duty stands on one day.

    :param days: late by, if late, met late or missed; otherwise between this day, or the day it
        was met, and the last day
    :param met_on: the day it was done, if it was
    :param excuse: the exception that covers it, which never moves the date
    :param since: for what goes on, the day from which it does
    :param lapsed: whether the other day that was directed or agreed had gone by as well
    :param is_sooner: whether the day that was directed or agreed is before the last day, and counts
    :param unless: for a window that is over, the day, not known here, that could make it longer
    """

    state: State
    days: int
    met_on: date | None = None
    excuse: Excused | None = None
    since: date | None = None
    lapsed: bool = False
    unless: str = ""
    is_sooner: bool = False

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
            State.OVER: f"Over, unless {self.unless} gives longer" if self.unless else "Over",
            State.PENDING: "Goes on: an appeal is pending",
            State.IN_FORCE: f"In force since {self._since}",
        }[self.state]
        if self.excuse is None or self.state in _NEVER_LATE:
            return said
        code, until = self.excuse.code, self.excuse.until
        if until is not None and self.is_sooner:
            return f"{said}, by the other day ({code}): {in_words(until)}"
        if until is not None and self.lapsed:
            return f"{said}. No longer excused: the other day ({code}) was {in_words(until)}"
        since = in_words(self.excuse.since)
        other = f", {in_words(until)}" if until else ""
        return f"{said}. Excused since {since} ({code}): {self.excuse.words}{other}"

    @property
    def _met(self) -> str:
        return in_words(self.met_on) if self.met_on else ""

    @property
    def _since(self) -> str:
        return in_words(self.since) if self.since else ""


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
    if excuse is not None and excuse.until is not None and excuse.until < due.due_on:
        # A sooner day, directed or agreed, counts; the date by the law stays as it is.
        sooner = replace(due, due_on=excuse.until)
        more = {"met_on": met_on, "ended_on": ended_on, "pending_since": pending_since}
        stands = status(sooner, on=on, excuse=excuse, thresholds=thresholds, **more)
        return replace(stands, is_sooner=True)
    if met_on is not None and met_on <= on:
        late = (met_on - due.due_on).days
        if late > 0:
            return Status(State.MET_LATE, late, met_on, excuse, lapsed=_lapsed(excuse, met_on))
        return Status(State.MET, -late, met_on, excuse)
    left = (due.due_on - on).days
    if ended_on is not None and ended_on <= on:
        late = (ended_on - due.due_on).days
        if late > 0 and due.rule.kind is Kind.DUTY:
            return Status(State.MISSED, late, excuse=excuse, lapsed=_lapsed(excuse, ended_on))
        if due.rule.lasts:
            return Status(State.OVER, max(late, 0))
        return Status(State.NOT_NEEDED, abs(left))
    if pending_since is not None and pending_since <= on:
        return Status(State.PENDING, abs(left))
    if due.rule.lasts and left <= 0:
        return Status(State.IN_FORCE, -left, since=due.due_on)
    lapsed = _lapsed(excuse, on)
    if left >= 0:
        near = State.SOON if left < thresholds.soon else State.ON_TRACK
        state = State.THIS_WEEK if left < thresholds.this_week else near
        return Status(state, left, excuse=excuse, lapsed=lapsed)
    if due.rule.kind is not Kind.DUTY:
        return Status(State.OVER, -left, excuse=excuse, unless=_could_be_later(due))
    state = State.EXCUSED if excuse and not lapsed else State.LATE
    return Status(state, -left, excuse=excuse, lapsed=lapsed)


def _could_be_later(due: Due) -> str:
    """Return which day, not given, could make a window longer: that of a certificate, or ""."""
    if not due.rule.later or "appeal_ended_on" in due.anchors:
        return ""  # once an appeal has ended, no certificate gives more
    missing = (limit.since for limit in due.rule.periods if limit.anchor not in due.anchors)
    return next(missing, "")


def _lapsed(excuse: Excused | None, day: date) -> bool:
    """Return whether the day that was directed or agreed instead had gone by."""
    return excuse is not None and not excuse.covers(day)
