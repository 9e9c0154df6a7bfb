"""Days read from text, and days written in words.

Days are `datetime.date`, never moments: the law counts calendar days in Europe/London.
"""

import re
from datetime import date

from wayforward.statute.errors import WrongDate

# A day outside these years is a slip of the pen, such as 0026 for 2026.
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")


def check_day(day: date, name: str = "the day") -> date:
    """Return the day if its year is believable.

    :raises WrongDate: if the year is before 1900 or after 2199
    """
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise WrongDate(
            f"{name}: the year {day.year:04d} is not between {EARLIEST_YEAR} and {LATEST_YEAR}"
        )
    return day


def read_day(text: object, name: str = "the day") -> date:
    """Return the day written as YYYY-MM-DD.

    :param name: what the day is, for the message
    :raises WrongDate: if the text is not a real day in that form, with one line that says why
    """
    if not isinstance(text, str) or not _ISO.fullmatch(text):
        raise WrongDate(f"{name}: {_shown(text)} is not a date like 2026-03-27")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongDate(f"{name}: {text} is not a day in the calendar") from None
    return check_day(day, name)


def read_year(text: object, name: str = "the year") -> int:
    """Return the year written as four figures.

    :raises WrongDate: if the text is not a year between 1900 and 2199
    """
    if not isinstance(text, str) or not _YEAR.fullmatch(text):
        raise WrongDate(f"{name}: {_shown(text)} is not a year like 2027")
    if not EARLIEST_YEAR <= int(text) <= LATEST_YEAR:
        raise WrongDate(f"{name}: the year {text} is not between {EARLIEST_YEAR} and {LATEST_YEAR}")
    return int(text)


def _shown(value: object) -> str:
    """Return a value for an error message: one line, quoted, and not endless."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def in_words(day: date) -> str:
    """Return the day as people say it: "Monday 5 January 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def in_short(day: date) -> str:
    """Return the day without its weekday: "5 January 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def number_in_words(number: int) -> str:
    """Return a whole number in words up to twenty, in figures above it."""
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else str(number)


def count_in_words(number: int, unit: str) -> str:
    """Return "one week", "six weeks", "30 days"."""
    return f"{number_in_words(number)} {unit}{'' if number == 1 else 's'}"
