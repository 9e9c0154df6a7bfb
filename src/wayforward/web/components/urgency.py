"""How urgent something is: the words and colours used everywhere, in one table.

A status is never a colour alone, so every tag has words.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayforward.statute.status import USUAL
from wayforward.web.formats import short_day_without_year


class Urgency(StrEnum):
    """The words of a tag, in the order of a worklist."""

    LATE = "Late"
    THIS_WEEK = "This week"
    SOON = "Soon"
    ON_TRACK = "On track"
    WITH = "With"
    DONE = "Done"


@dataclass(frozen=True, slots=True)
class Tag:
    """What the tag macro draws.

    :param colour: one of the GOV.UK tag colours
    """

    text: str
    colour: str


COLOURS: dict[Urgency, str] = {
    Urgency.LATE: "red",
    Urgency.THIS_WEEK: "orange",
    Urgency.SOON: "yellow",
    Urgency.ON_TRACK: "green",
    Urgency.WITH: "purple",
    Urgency.DONE: "grey",
}


def tag(urgency: Urgency) -> Tag:
    """Return the tag of an urgency word."""
    return Tag(urgency.value, COLOURS[urgency])


def due(due_on: date, *, on: date) -> Urgency:
    """Return how urgent a day is, seen from the day `on`, by the thresholds of statute/status.py."""
    left = (due_on - on).days
    if left < 0:
        return Urgency.LATE
    if left < USUAL.this_week:
        return Urgency.THIS_WEEK
    return Urgency.SOON if left < USUAL.soon else Urgency.ON_TRACK


def waiting_with(whom: str, *, since: date, on: date) -> Tag:
    """Return the tag that says who has it and since when: "With health since 3 May"."""
    words = f"{since.day} {since:%B %Y}" if since.year != on.year else short_day_without_year(since)
    return Tag(f"With {whom} since {words}", COLOURS[Urgency.WITH])
