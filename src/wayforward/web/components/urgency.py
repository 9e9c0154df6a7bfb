"""How urgent something is: the words and colours used everywhere, in one table.

A status is never a colour alone, so every tag has words.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wayforward.web.formats import short_day_without_year

THIS_WEEK_DAYS = 7
SOON_DAYS = 28


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
    """Return how urgent a day is, seen from the day `on`: seven days ahead is still this week."""
    if due_on < on:
        return Urgency.LATE
    if due_on <= on + timedelta(days=THIS_WEEK_DAYS):
        return Urgency.THIS_WEEK
    if due_on <= on + timedelta(days=SOON_DAYS):
        return Urgency.SOON
    return Urgency.ON_TRACK


def waiting_with(whom: str, *, since: date, on: date) -> Tag:
    """Return the tag that says who has it and since when: "With health since 3 May"."""
    words = f"{since.day} {since:%B %Y}" if since.year != on.year else short_day_without_year(since)
    return Tag(f"With {whom} since {words}", COLOURS[Urgency.WITH])
