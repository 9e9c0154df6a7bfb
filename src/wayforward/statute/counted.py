"""From a limit that is data to its last day."""

from collections.abc import Callable, Sequence
from datetime import date

from wayforward.statute import counting
from wayforward.statute.calendars import ENGLAND, WorkingCalendar
from wayforward.statute.rule import Basis, Count, Period

Days = Sequence[date]

PLAIN_COUNTERS: dict[Basis, Callable[[date, int], date]] = {
    Basis.WEEKS_AFTER: counting.weeks_after,
    Basis.WEEKS_BEGINNING: counting.weeks_beginning_with,
    Basis.DAYS_AFTER: counting.days_after,
    Basis.DAYS_BEGINNING: counting.days_beginning_with,
    Basis.DAYS_BEFORE: counting.days_before,
    Basis.TRIBUNAL_CALENDAR_DAYS_AFTER: counting.tribunal_days_after,
    Basis.MONTHS_AFTER: counting.months_after,
    Basis.MONTHS_BEGINNING: counting.months_beginning_with,
    Basis.MONTHS_BEFORE: counting.months_before,
}
_WORKING_COUNTERS: dict[Basis, Callable[[date, int, WorkingCalendar], date]] = {
    Basis.WORKING_DAYS_AFTER: counting.working_days_after,
    Basis.WORKING_DAYS_BEGINNING: counting.working_days_beginning_with,
    Basis.WORKING_DAYS_BEFORE: counting.working_days_before,
    Basis.TRIBUNAL_DAYS_AFTER: counting.tribunal_working_days_after,
    Basis.TRIBUNAL_DAYS_BEFORE: counting.tribunal_working_days_before,
}


def counted(count: Count, day: date, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the last day of one count from a day.

    For BEFORE only the year of the day matters.
    """
    plain = PLAIN_COUNTERS.get(count.basis)
    if plain is not None:
        return plain(day, count.n)
    working = _WORKING_COUNTERS.get(count.basis)
    if working is not None:
        return working(day, count.n, calendar)
    if count.reckoned is not None:
        return count.reckoned(day)
    return counting.last_day_before(day.year, count.month, count.n)


def last_day(period: Period, day: date, calendar: WorkingCalendar = ENGLAND) -> date:
    """Return the last day of a limit, counted from its anchor's day."""
    for count in period.counts:
        day = counted(count, day, calendar)
    return day
