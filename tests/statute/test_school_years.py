"""The school year, year group, key stage, age band and moves of a child."""

from datetime import date

import pytest

from wayforward.statute import ages
from wayforward.statute.errors import WrongDate
from wayforward.statute.rule_sets import CURRENT
from wayforward.statute.school_years import (
    KeyStage,
    Schools,
    academic_year,
    age_band,
    key_stage,
    looks_to_adulthood,
    national_curriculum_year,
    phase_transfers,
    transfers_within_a_year,
    year_name,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 31), "2025 to 2026"),
        (date(2026, 9, 1), "2026 to 2027"),
        (date(2026, 12, 31), "2026 to 2027"),
        (date(2027, 1, 1), "2026 to 2027"),
    ],
)
def test_a_school_year_runs_from_september_to_august(day, name):
    year = academic_year(day)
    assert year.name == name
    assert year.starts_on <= day <= year.ends_on
    assert (year.starts_on.month, year.starts_on.day) == (9, 1)
    assert (year.ends_on.month, year.ends_on.day) == (8, 31)


@pytest.mark.parametrize(
    ("born_on", "day", "year"),
    [
        (date(2012, 8, 31), date(2026, 9, 1), 10),  # 14 the day before: the oldest year
        (date(2012, 9, 1), date(2026, 9, 1), 9),  # reaches 14 that day: year 9
        (date(2013, 8, 31), date(2026, 9, 1), 9),  # the youngest of year 9
        (date(2013, 9, 1), date(2026, 9, 1), 8),
        (date(2012, 9, 1), date(2026, 8, 31), 8),
        (date(2022, 8, 31), date(2026, 9, 1), 0),
        (date(2022, 9, 1), date(2026, 9, 1), -1),
        (date(2010, 1, 10), date(2026, 11, 1), 12),
        (date(2012, 2, 29), date(2026, 11, 1), 10),
    ],
)
def test_the_year_group_follows_from_birth(born_on, day, year):
    assert national_curriculum_year(born_on, day) == year


def test_a_child_may_be_taught_out_of_year():
    born_on, day = date(2013, 8, 31), date(2026, 9, 1)
    assert national_curriculum_year(born_on, day, out_of_year=-1) == 8
    assert looks_to_adulthood(born_on, day)
    assert not looks_to_adulthood(born_on, day, out_of_year=-1)
    assert looks_to_adulthood(date(2013, 9, 1), day, out_of_year=1)
    assert not looks_to_adulthood(date(2013, 9, 1), day)


@pytest.mark.parametrize("asked", [national_curriculum_year, age_band, transfers_within_a_year])
def test_a_birth_after_the_day_asked_about_is_refused(asked):
    with pytest.raises(WrongDate) as refused:
        asked(date(2026, 9, 2), date(2026, 9, 1))
    assert str(refused.value) == ("born_on: 2026-09-02 is after 2026-09-01, the day asked about")


def test_a_birth_on_the_day_asked_about_is_answered():
    assert age_band(date(2026, 9, 1), date(2026, 9, 1)) == "0 to 4"


@pytest.mark.parametrize(
    ("year", "name", "stage"),
    [
        (-2, "Before nursery", KeyStage.EARLY_YEARS),
        (-1, "Nursery", KeyStage.EARLY_YEARS),
        (0, "Reception", KeyStage.EARLY_YEARS),
        (1, "Year 1", KeyStage.ONE),
        (2, "Year 2", KeyStage.ONE),
        (3, "Year 3", KeyStage.TWO),
        (6, "Year 6", KeyStage.TWO),
        (7, "Year 7", KeyStage.THREE),
        (9, "Year 9", KeyStage.THREE),
        (10, "Year 10", KeyStage.FOUR),
        (11, "Year 11", KeyStage.FOUR),
        (12, "Year 12", KeyStage.AFTER_16),
        (15, "Year 15", KeyStage.AFTER_16),
    ],
)
def test_year_groups_have_names_and_key_stages(year, name, stage):
    assert (year_name(year), key_stage(year)) == (name, stage)


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2021, 9, 2), "0 to 4"),
        (date(2021, 9, 1), "5 to 10"),
        (date(2015, 9, 2), "5 to 10"),
        (date(2015, 9, 1), "11 to 15"),
        (date(2010, 9, 1), "16 to 19"),
        (date(2006, 9, 1), "20 to 25"),
        (date(2000, 9, 2), "20 to 25"),
        (date(2000, 9, 1), "26 and over"),
    ],
)
def test_age_bands_are_those_of_the_statistics(born_on, band):
    assert age_band(born_on, date(2026, 9, 1)) == band


def test_age_bands_can_be_others():
    bands = ((0, 10), (11, 18))
    assert age_band(date(2010, 1, 1), date(2026, 1, 1), bands=bands) == "11 to 18"
    assert age_band(date(2000, 1, 1), date(2026, 1, 1), bands=bands) == "19 and over"


def test_the_moves_of_a_childs_time_at_school():
    moves = phase_transfers(date(2015, 12, 1))
    assert [(m.kind.value, m.on, m.into_year, m.rule_id) for m in moves] == [
        ("early years to school", date(2020, 9, 1), 0, "PHASE_GENERAL"),
        ("primary to secondary school", date(2027, 9, 1), 7, "PHASE_GENERAL"),
        ("secondary school to a post-16 institution", date(2032, 9, 1), 12, "PHASE_POST16"),
    ]
    for move in moves:
        assert national_curriculum_year(date(2015, 12, 1), move.on) == move.into_year
        assert move.rule_id in CURRENT.rules


@pytest.mark.parametrize(
    ("schools", "years"),
    [
        (Schools.INFANT_JUNIOR_SECONDARY, [2020, 2023, 2027, 2032]),
        (Schools.FIRST_MIDDLE_UPPER, [2020, 2025, 2029, 2032]),
    ],
)
def test_the_moves_depend_on_the_areas_schools(schools, years):
    moves = phase_transfers(date(2015, 12, 1), schools=schools)
    assert [m.on.year for m in moves] == years


@pytest.mark.parametrize(("born_on", "year"), [(date(2016, 8, 31), 2027), (date(2016, 9, 1), 2028)])
def test_the_cut_is_between_august_and_september(born_on, year):
    assert phase_transfers(born_on)[1].on == date(year, 9, 1)


def test_a_child_taught_a_year_below_moves_a_year_later():
    below = phase_transfers(date(2015, 12, 1), out_of_year=-1)
    assert [m.on.year for m in below] == [2021, 2028, 2033]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 31), []),
        (date(2026, 9, 1), [2027]),
        (date(2027, 8, 31), [2027]),
        (date(2027, 9, 1), []),
    ],
)
def test_a_move_is_due_within_twelve_months(day, expected):
    assert [m.on.year for m in transfers_within_a_year(date(2015, 12, 1), day)] == expected


def test_a_child_taught_out_of_year_has_the_moves_of_that_year():
    born, day = date(2015, 12, 1), date(2027, 10, 1)
    assert transfers_within_a_year(born, day) == ()
    (move,) = transfers_within_a_year(born, day, out_of_year=-1)
    assert move.on == date(2028, 9, 1)


def test_twelve_months_can_hold_a_leap_day():
    (move,) = transfers_within_a_year(date(2016, 12, 1), date(2027, 9, 1))
    assert move.on == date(2028, 9, 1)


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2012, 2, 29), date(2028, 2, 28), 15),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2012, 2, 29), date(2029, 2, 28), 16),
        (date(2012, 2, 29), date(2029, 3, 1), 17),
        (date(2012, 5, 10), date(2026, 5, 9), 13),
        (date(2012, 5, 10), date(2026, 5, 10), 14),
    ],
)
def test_age_in_whole_years(born_on, day, age):
    assert ages.age_on(born_on, day) == age


def test_a_birthday_on_a_leap_day_falls_on_1_march_in_other_years():
    assert ages.birthday(date(2012, 2, 29), 25) == date(2037, 3, 1)
    assert ages.birthday(date(2012, 2, 29), 16) == date(2028, 2, 29)
    assert ages.birthday(date(2012, 5, 10), 25) == date(2037, 5, 10)
    assert ages.day_before_26(date(2012, 2, 29)) == date(2038, 2, 28)


def test_school_age_ends_with_the_school_year_of_the_16th_birthday():
    assert ages.compulsory_school_age_ends(date(2010, 6, 30)) == date(2026, 6, 26)
    assert ages.compulsory_school_age_ends(date(2009, 9, 1)) == date(2026, 6, 26)
    assert ages.compulsory_school_age_ends(date(2009, 8, 31)) == date(2025, 6, 27)
