"""How dates, numbers and counts are written on a page: British, in words where they help."""

from datetime import date, datetime


def day(value: date) -> str:
    """Return a date as "Monday 5 January 2026"."""
    return f"{value:%A} {value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """Return a date as "5 January 2026"."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """Return a moment as "5 January 2026 at 10:42"."""
    return f"{short_day(value)} at {value:%H:%M}"


def count_of(number: int, singular: str, plural: str | None = None) -> str:
    """Return "1 service", "12 services", "1,200 services"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


FILTERS = {"day": day, "short_day": short_day, "moment": moment, "count_of": count_of}
