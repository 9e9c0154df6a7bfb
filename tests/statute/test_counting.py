"""Counting: each way of counting at its edges."""

from datetime import date, timedelta

import pytest

from wayforward.statute import counting
from wayforward.statute.calendars import ENGLAND, WorkingCalendar, tribunal_waits
from wayforward.statute.counted import counted, last_day
from wayforward.statute.rule import Basis, Count, Period

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("basis", "n", "expected"),
    [
        (Basis.WEEKS_AFTER, 1, date(2026, 3, 9)),
        (Basis.WEEKS_BEGINNING, 1, date(2026, 3, 8)),
        (Basis.WEEKS_BEGINNING, 2, date(2026, 3, 15)),
        (Basis.DAYS_AFTER, 1, date(2026, 3, 3)),
        (Basis.DAYS_BEGINNING, 1, MONDAY),
        (Basis.DAYS_BEGINNING, 15, date(2026, 3, 16)),
        (Basis.DAYS_BEFORE, 14, date(2026, 2, 16)),
        (Basis.WORKING_DAYS_AFTER, 5, date(2026, 3, 9)),
        (Basis.WORKING_DAYS_BEGINNING, 5, date(2026, 3, 6)),
        (Basis.WORKING_DAYS_BEGINNING, 1, MONDAY),
        (Basis.WORKING_DAYS_BEFORE, 5, date(2026, 2, 23)),
        (Basis.TRIBUNAL_DAYS_AFTER, 5, date(2026, 3, 9)),
        (Basis.MONTHS_AFTER, 1, date(2026, 4, 2)),
        (Basis.MONTHS_BEGINNING, 1, date(2026, 4, 1)),
        (Basis.MONTHS_BEFORE, 1, date(2026, 2, 2)),
    ],
)
def test_each_basis_counts_its_own_way(basis, n, expected):
    assert counted(Count(n, basis), MONDAY) == expected


def test_before_uses_only_the_year_and_stays_strictly_before():
    assert counted(Count(15, Basis.BEFORE, month=2), date(2027, 9, 1)) == date(2027, 2, 14)
    assert counted(Count(1, Basis.BEFORE, month=3), date(2028, 1, 1)) == date(2028, 2, 29)


def test_a_limit_counts_one_after_the_other():
    limit = Period("x", "the day", (Count(1, Basis.MONTHS_AFTER), Count(3, Basis.DAYS_BEFORE)))
    assert last_day(limit, MONDAY) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_after_clamps_to_the_month_end(day, months, expected):
    assert counting.months_after(day, months) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 28), 1, date(2026, 2, 27)),
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2028, 1, 29), 1, date(2028, 2, 28)),
        (date(2026, 2, 1), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
    ],
)
def test_months_beginning_with_ends_the_day_before_or_at_the_month_end(day, months, expected):
    assert counting.months_beginning_with(day, months) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 7, 31), 5, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
    ],
)
def test_months_before_clamps_to_the_month_end(day, months, expected):
    assert counting.months_before(day, months) == expected


@pytest.mark.parametrize("count", [counting.working_days_after, counting.working_days_before])
def test_no_working_days_is_the_day_itself(count):
    assert count(date(2026, 3, 7), 0) == date(2026, 3, 7)


def test_working_days_begin_with_the_first_working_day_on_or_after():
    saturday = date(2026, 3, 7)
    assert counting.working_days_beginning_with(saturday, 1) == date(2026, 3, 9)
    assert counting.working_days_beginning_with(saturday, 3) == date(2026, 3, 11)


def test_working_days_leave_out_weekends_and_bank_holidays():
    thursday = date(2026, 4, 2)  # Good Friday and Easter Monday follow
    assert counting.working_days_after(thursday, 1) == date(2026, 4, 7)
    assert counting.working_days_before(date(2026, 4, 7), 1) == thursday


@pytest.mark.parametrize(
    ("day", "waits"),
    [
        (date(2026, 7, 31), False),
        (date(2026, 8, 1), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
        (date(2026, 12, 24), False),
        (date(2026, 12, 25), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 2), False),
        (date(2027, 2, 1), False),
        (date(2026, 11, 25), False),
    ],
)
def test_the_tribunal_waits_in_august_and_at_christmas(day, waits):
    assert tribunal_waits(day) is waits


def test_tribunal_working_days_leave_out_what_the_tribunal_leaves_out():
    assert counting.tribunal_working_days_after(date(2026, 7, 31), 1) == date(2026, 9, 1)
    assert counting.tribunal_working_days_after(date(2026, 12, 24), 1) == date(2027, 1, 4)
    assert counting.working_days_after(date(2026, 7, 31), 1) == date(2026, 8, 3)


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2026, 7, 31), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2027, 8, 31), date(2027, 9, 1)),
        (date(2026, 5, 2), date(2026, 5, 5)),
        (date(2027, 12, 25), date(2028, 1, 4)),
    ],
)
def test_an_appeal_rolls_on_past_the_break_and_the_weekend(day, rolled):
    assert counting.roll_start_of_appeal(day) == rolled


def test_rolling_to_a_working_day_does_not_know_the_tribunal():
    assert counting.roll_to_working_day(date(2026, 8, 1)) == date(2026, 8, 3)
    assert counting.roll_to_working_day(date(2026, 8, 3)) == date(2026, 8, 3)


def test_on_or_before_is_the_day_itself_when_people_work():
    assert ENGLAND.on_or_before(MONDAY) == MONDAY
    assert ENGLAND.on_or_before(date(2026, 3, 8)) == date(2026, 3, 6)
    assert ENGLAND.on_or_before(date(2026, 3, 8)) == date(2026, 3, 6)


def test_an_override_adds_or_removes_a_bank_holiday():
    calendar = WorkingCalendar({MONDAY: "A coronation", date(2026, 5, 25): None})
    assert calendar.bank_holiday(MONDAY) == "A coronation"
    assert not calendar.is_working_day(MONDAY)
    assert calendar.is_working_day(date(2026, 5, 25))
    assert ENGLAND.bank_holiday(date(2026, 5, 25)) == "Spring Bank Holiday"
    assert counting.working_days_after(date(2026, 2, 27), 1, calendar) == date(2026, 3, 3)


def test_england_is_not_scotland():
    assert ENGLAND.is_working_day(date(2026, 11, 30))  # St Andrew's Day
    assert ENGLAND.is_working_day(date(2026, 1, 2))


def test_days_are_whole_days():
    assert counting.weeks_after(MONDAY, 6) - MONDAY == timedelta(days=42)
    assert counting.days_before(MONDAY, 1) == date(2026, 3, 1)
    assert counting.last_day_before(2027, 1, 1) == date(2026, 12, 31)
