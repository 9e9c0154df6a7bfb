"""England's working days, and the Tribunal's.

Bank holidays come from the `holidays` package. A day that it does not yet know, or has wrong,
is put right in `OVERRIDES` here, or in the calendar that an authority makes for itself.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

# A day and its name, or None for "not a bank holiday after all".
OVERRIDES: Mapping[date, str | None] = MappingProxyType({})

_ONE_DAY = timedelta(days=1)
_AUGUST, _DECEMBER, _SATURDAY = 8, 12, 5


@lru_cache(maxsize=512)
def _holidays_of(year: int) -> Mapping[date, str]:
    """Return England's bank holidays of one year by day."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


class WorkingCalendar:
    """Which days are working days: not a weekend, Christmas Day, Good Friday or bank holiday.

    :param overrides: more days put right by hand, each with a name, or None where the day is not
        a bank holiday after all
    """

    __slots__ = ("_overrides", "_previous", "_working")

    def __init__(self, overrides: Mapping[date, str | None] = MappingProxyType({})) -> None:
        """Keep the overrides; working days are worked out when asked, and remembered."""
        self._overrides = {**OVERRIDES, **overrides}
        self._working: dict[date, bool] = {}
        self._previous: dict[date, date] = {}

    def bank_holiday(self, day: date) -> str | None:
        """Return the name of the bank holiday on this day, or None."""
        if day in self._overrides:
            return self._overrides[day]
        return _holidays_of(day.year).get(day)

    def is_working_day(self, day: date) -> bool:
        """Return whether people work on this day."""
        known = self._working.get(day)
        if known is None:
            known = day.weekday() < _SATURDAY and self.bank_holiday(day) is None
            self._working[day] = known
        return known

    def on_or_before(self, day: date) -> date:
        """Return this day if it is a working day, otherwise the last working day before it."""
        found = self._previous.get(day)
        if found is None:
            found = day
            while not self.is_working_day(found):
                found -= _ONE_DAY
            self._previous[day] = found
        return found

    def on_or_after(self, day: date) -> date:
        """Return this day if it is a working day, otherwise the next working day."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day


ENGLAND = WorkingCalendar()


def tribunal_waits(day: date) -> bool:
    """Return whether the Tribunal's calendar leaves this day out.

    August, and 25 December to 1 January: Tribunal Procedure (First-tier Tribunal) (HESC
    Chamber) Rules 2008, r 12(3). Grade P.
    """
    return (
        day.month == _AUGUST
        or (day.month == _DECEMBER and day.day >= 25)
        or (day.month == 1 and day.day == 1)
    )
