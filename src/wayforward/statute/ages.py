"""Ages, and the days on which the law changes because of one."""

from datetime import date, timedelta

from wayforward.statute.counting import months_after

_FRIDAY, _JUNE, _JULY, _SEPTEMBER = 4, 6, 7, 9


def age_on(born_on: date, day: date) -> int:
    """Return the age in whole years on a day; a birthday on 29 February falls on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: date, age: int) -> date:
    """Return the day on which a person reaches an age (1 March for one born on 29 February)."""
    day = months_after(born_on, 12 * age)
    return day if day.day == born_on.day else day + timedelta(days=1)


def academic_year_end(day: date) -> date:
    """Return 31 August of the school's academic year (from 1 September) that a day is in."""
    return date(day.year + (day.month >= _SEPTEMBER), 8, 31)


def compulsory_school_age_ends(born_on: date) -> date:
    """Return the last day of compulsory school age.

    The last Friday in June of the academic year, to 31 August, in which the person turns 16:
    Education Act 1996 s8. Grade S.
    """
    last = date(academic_year_end(birthday(born_on, 16)).year, _JUNE, 30)
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)


def college_year_of_25(born_on: date) -> date:
    """Return 31 July of the college year (from 1 August) in which a person turns 25.

    CFA 2014 s46; SEND Regulations 2014 reg 46(1)(a). Grade P.
    """
    turns = birthday(born_on, 25)
    return date(turns.year + (turns.month > _JULY), _JULY, 31)


def day_before_26(born_on: date) -> date:
    """Return the day before the 26th birthday (reg 46(1)(b), (c)). Grade P."""
    return birthday(born_on, 26) - timedelta(days=1)
