"""How dates, numbers and counts are written on a page: British, in words where they help."""

import re
from datetime import date, datetime
from decimal import Decimal


def day(value: date) -> str:
    """Return a date as "Monday 5 January 2026"."""
    return f"{value:%A} {value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """Return a date as "5 January 2026"."""
    return f"{value.day} {value:%B %Y}"


def year_or_day(text: str) -> str:
    """Return a day kept as text ("2025-04-22") as "22 April 2025"; a year or words as they are."""
    try:
        return short_day(date.fromisoformat(text)) if len(text) == len("2025-04-22") else text
    except ValueError:
        return text


def short_day_without_year(value: date) -> str:
    """Return a date as "5 January", where the year is plain."""
    return f"{value.day} {value:%B}"


def moment(value: datetime) -> str:
    """Return a moment as "5 January 2026 at 10:42"."""
    return f"{short_day(value)} at {value:%H:%M}"


def when(value: date | datetime) -> str:
    """Return a moment or a day, whichever it is."""
    return moment(value) if isinstance(value, datetime) else short_day(value)


def count_of(number: int, singular: str, plural: str | None = None) -> str:
    """Return "1 service", "12 services", "1,200 services"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def figure(value: Decimal | float) -> str:
    """Return a number without a needless ".0": "71", "71.5"."""
    return f"{value:.1f}".removesuffix(".0")


def days_left(due_on: date, on: date) -> str:
    """Return how long there is, in words: "today", "in 3 weeks", "2 days late"."""
    days = (due_on - on).days
    if days == 0:
        return "today"
    if days < 0:
        return f"{span(-days)} late"
    return "tomorrow" if days == 1 else f"in {span(days)}"


def span(days: int) -> str:
    """Return a number of days as people say it: days up to two weeks, then weeks, then months."""
    if days < 14:
        return count_of(days, "day")
    if days < 63:
        return count_of(days // 7, "week")
    return count_of(days // 30, "month")


def ages_in_words(youngest: int | None, oldest: int | None) -> str:
    """Return "5 to 11 years", or what is known: a missing end is not known, and is not any age.

    "from 16 years; upper age not known", "up to 16 years; lower age not known", or "".
    """
    if youngest is None:
        return "" if oldest is None else f"up to {oldest} years; lower age not known"
    if oldest is None:
        start = "birth" if youngest == 0 else count_of(youngest, "year")
        return f"from {start}; upper age not known"
    return f"{youngest} to {oldest} years"


def miles(value: float, *, is_rough: bool = False) -> str:
    """Return a distance as "2.4 miles", "1.0 mile", "less than 0.1 miles".

    :param is_rough: to the middle of a place, so "about half a mile or less" or "about 2.4 miles"; no rounder,
        or a list by distance would seem out of order
    """
    if is_rough:
        return "about half a mile or less" if value < 0.5 else f"about {miles(value)}"
    if value < 0.05:
        return "less than 0.1 miles"
    return f"{value:.1f} {'mile' if f'{value:.1f}' == '1.0' else 'miles'}"


def upper_first(text: str) -> str:
    """Return `text` with its first letter raised; the rest, with its names, stays as it is."""
    return text[:1].upper() + text[1:]


# Addresses that would tell a family nothing, and what is there.
SOURCE_NAMES = {
    "https://github.com/MastodonC/witan.gias": "an open copy of the government’s register of schools",
}
LONGEST_SOURCE = 70  # characters


def source_name(url: str) -> str:
    """Return the words of a link to where a fact comes from: what it is, else its address cut short."""
    shown = SOURCE_NAMES.get(url) or re.sub(r"^https?://(www\.)?", "", url)
    return shown if len(shown) <= LONGEST_SOURCE else f"{shown[: LONGEST_SOURCE - 1]}…"


FILTERS = {
    "source_name": source_name,
    "ages_in_words": ages_in_words,
    "miles": miles,
    "upper_first": upper_first,
    "day": day,
    "short_day": short_day,
    "year_or_day": year_or_day,
    "moment": moment,
    "when": when,
    "count_of": count_of,
    "figure": figure,
    "days_left": days_left,
}
