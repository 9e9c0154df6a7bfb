"""Counting time as the law counts it. Days in, days out.

Each function returns the last day on which the thing may be done; the time ends at midnight.
Weekends and bank holidays count and do not move a last day, unless the function's name says
"working" or "roll". Sources: the SEND Regulations 2014 as named below; that the day of the
event is left out after "within" is general law (grade M), as is the handling of month ends.
"""

from calendar import monthrange
from datetime import date, timedelta

from wayforward.statute.calendars import ENGLAND, WorkingCalendar, tribunal_waits

_ONE_DAY = timedelta(days=1)
_SHORTEST_MONTH = 28


def _move(day: date, days: int) -> date:
    """Return the day so many days on; three times as quick as adding a `timedelta`."""
    return date.fromordinal(day.toordinal() + days)


def weeks_after(day: date, weeks: int) -> date:
    """Return the last day "within N weeks of" a day, which is itself day 0 (reg 5(1))."""
    return _move(day, 7 * weeks)


def days_after(day: date, days: int) -> date:
    """Return the last day "within N days of" a day, which is itself day 0 (reg 25(1))."""
    return _move(day, days)


def weeks_beginning_with(day: date, weeks: int) -> date:
    """Return the last of N weeks "beginning with" a day, which is day 1."""
    return _move(day, 7 * weeks - 1)


def days_beginning_with(day: date, days: int) -> date:
    """Return the last of N days "beginning with" a day, which is day 1 (reg 13(1)(a))."""
    return _move(day, days - 1)


def days_before(day: date, days: int) -> date:
    """Return the last day that gives "at least N days" before a day (reg 20(3))."""
    return _move(day, -days)


def _shift_months(day: date, months: int) -> tuple[date, bool]:
    """Return the corresponding date some months on, and whether the month was too short."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _SHORTEST_MONTH:
        return date(year, month_index + 1, day.day), False
    last = monthrange(year, month_index + 1)[1]
    return date(year, month_index + 1, min(day.day, last)), day.day > last


def months_after(day: date, months: int) -> date:
    """Return the corresponding date N months on; a shorter month gives its last day (r 20)."""
    return _shift_months(day, months)[0]


def months_before(day: date, months: int) -> date:
    """Return the corresponding date N months back; a shorter month gives its last day.

    "At least 5 months before": reg 18(2).
    """
    return _shift_months(day, -months)[0]


def months_beginning_with(day: date, months: int) -> date:
    """Return the last of N months "starting with" a day, which is day 1 (s44(1)).

    It is the day before the corresponding date. Where there is no such date (12 months from
    29 February) it is the last day of that month (grade M).
    """
    shifted, month_too_short = _shift_months(day, months)
    return shifted if month_too_short else shifted - _ONE_DAY


def last_day_before(year: int, month: int, day: int) -> date:
    """Return the last day that is strictly before a date: "before 15 February" (reg 18(1))."""
    return date(year, month, day) - _ONE_DAY


def working_days_after(day: date, days: int, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the Nth working day after a day, which is itself not counted (reg 34(1)).

    :param days: one or more
    """
    while days > 0:
        day += _ONE_DAY
        days -= calendar.is_working_day(day)
    return day


def working_days_beginning_with(day: date, days: int, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the last of N working days "beginning with" a day (reg 15(2)).

    The first working day on or after the day is day 1.

    :param days: one or more
    """
    return working_days_after(calendar.on_or_after(day), days - 1, calendar)


def working_days_before(day: date, days: int, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the last day that gives N working days before a day (reg 37(2)).

    :param days: one or more
    """
    while days > 0:
        day -= _ONE_DAY
        days -= calendar.is_working_day(day)
    return day


def tribunal_working_days_after(day: date, days: int, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the Nth working day after a day, leaving out the days on which the Tribunal waits.

    For steps other than starting an appeal: FTR 2008 r 12(3)(b). Grade P.

    :param days: one or more
    """
    while days > 0:
        day += _ONE_DAY
        days -= calendar.is_working_day(day) and not tribunal_waits(day)
    return day


def tribunal_working_days_before(day: date, days: int, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the last day that gives N working days before a day on which the Tribunal sits.

    The days on which it waits are left out: FTR 2008 r 12(3)(b). Grade P.

    :param days: one or more
    """
    while days > 0:
        day -= _ONE_DAY
        days -= calendar.is_working_day(day) and not tribunal_waits(day)
    return day


def tribunal_days_after(day: date, days: int) -> date:
    """Return the Nth day after a day, leaving out the days on which the Tribunal waits.

    Weekends and bank holidays count: FTR 2008 r 12(3)(b). Grade P.

    :param days: one or more
    """
    while days > 0:
        day += _ONE_DAY
        days -= not tribunal_waits(day)
    return day


def roll_to_working_day(day: date, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the day, or the next working day where it is not one (FTR 2008 r 12(2))."""
    return calendar.on_or_after(day)


def roll_start_of_appeal(day: date, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the last day to start an appeal whose time runs out on this day.

    Time that ends in August, or from 25 December to 1 January, runs to the first working day
    after it; it is rolled on, not paused (FTR 2008 r 12(2), (3)(a)). Grade P.
    """
    while tribunal_waits(day) or not calendar.is_working_day(day):
        day += _ONE_DAY
    return day
