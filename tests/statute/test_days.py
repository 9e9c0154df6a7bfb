"""Days read from text and written in words; each fault has one clear line."""

from datetime import date

import pytest

from wayforward.statute import days
from wayforward.statute.errors import WrongDate


def test_a_day_is_read():
    assert days.read_day("2026-03-27") == date(2026, 3, 27)
    assert days.read_day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2026", "clock_start: '31/02/2026' is not a date like 2026-03-27"),
        ("2026-02-31", "clock_start: 2026-02-31 is not a day in the calendar"),
        ("2025-02-29", "clock_start: 2025-02-29 is not a day in the calendar"),
        ("0026-02-01", "clock_start: the year 0026 is not between 1900 and 2199"),
        ("2200-01-01", "clock_start: the year 2200 is not between 1900 and 2199"),
        ("soon", "clock_start: 'soon' is not a date like 2026-03-27"),
        ("", "clock_start: '' is not a date like 2026-03-27"),
        ("2026-3-7", "clock_start: '2026-3-7' is not a date like 2026-03-27"),
        (" 2026-03-07", "clock_start: ' 2026-03-07' is not a date like 2026-03-27"),
        ("2026-03-07\n", r"clock_start: '2026-03-07\n' is not a date like 2026-03-27"),
        ("２026-03-07", "clock_start: '２026-03-07' is not a date like 2026-03-27"),
        (20260307, "clock_start: 20260307 is not a date like 2026-03-27"),
        (None, "clock_start: None is not a date like 2026-03-27"),
    ],
)
def test_what_is_not_a_day_is_refused_in_one_line(text, message):
    with pytest.raises(WrongDate) as refused:
        days.read_day(text, "clock_start")
    assert str(refused.value) == message


def test_a_long_fault_is_shortened():
    with pytest.raises(WrongDate) as refused:
        days.read_day("x" * 500)
    assert str(refused.value) == f"the day: '{'x' * 56}... is not a date like 2026-03-27"


def test_a_fault_of_sixty_characters_is_shown_whole():
    with pytest.raises(WrongDate) as refused:
        days.read_day("x" * 58)
    assert str(refused.value) == f"the day: '{'x' * 58}' is not a date like 2026-03-27"


@pytest.mark.parametrize("text", ["1900", "2027", "2199"])
def test_a_year_is_read(text):
    assert days.read_year(text) == int(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("27", "transfer_year: '27' is not a year like 2027"),
        ("2027-02-01", "transfer_year: '2027-02-01' is not a year like 2027"),
        (2027, "transfer_year: 2027 is not a year like 2027"),
        ("0027", "transfer_year: the year 0027 is not between 1900 and 2199"),
        ("2200", "transfer_year: the year 2200 is not between 1900 and 2199"),
    ],
)
def test_what_is_not_a_year_is_refused_in_one_line(text, message):
    with pytest.raises(WrongDate) as refused:
        days.read_year(text, "transfer_year")
    assert str(refused.value) == message


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_last_believable_years(year):
    assert days.check_day(date(year, 1, 1)) == date(year, 1, 1)


@pytest.mark.parametrize("year", [26, 1899, 2200])
def test_an_unbelievable_year_is_refused(year):
    with pytest.raises(WrongDate, match=f"the day: the year {year:04d} is not between"):
        days.check_day(date(year, 1, 1))


def test_a_day_in_words():
    assert days.in_words(date(2026, 1, 5)) == "Monday 5 January 2026"
    assert days.in_words(date(2026, 12, 31)) == "Thursday 31 December 2026"


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0, "day", "no days"),
        (1, "week", "one week"),
        (6, "week", "six weeks"),
        (20, "week", "twenty weeks"),
        (21, "day", "21 days"),
        (30, "working day", "30 working days"),
    ],
)
def test_a_count_in_words(number, unit, words):
    assert days.count_in_words(number, unit) == words
