"""Cells as people fill them: read as the fact that they are, or refused; never anything else."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayforward.imports.reading import cells
from wayforward.imports.reading.cells import CellRefused
from wayforward.imports.reading.spreadsheets import words_of_cell
from wayforward.imports.reading.tables import LONGEST_CELL, named, tidy
from wayforward.people import codes

DAY = datetime.date(2017, 3, 4)
READERS = [
    *(cells.read_day, cells.read_sex, cells.read_ethnicity, cells.read_need, cells.read_year),
    *(cells.read_yes, cells.read_postcode, cells.read_email, cells.read_phone, cells.split_name),
]


@pytest.mark.parametrize(
    "words",
    [
        *("04/03/2017", "4/3/2017", "4/3/17", "04-03-2017", "04.03.2017", "4 3 2017"),
        *("2017-03-04", "2017-03-04T00:00:00", "2017-03-04 00:00:00", "20170304", "2017/03/04"),
        *("4 March 2017", "4 Mar 17", "04-Mar-2017", "4th March 2017", "Saturday, 4 March 2017"),
        *("42798", "04/03/2017 00:00", "4 MARCH 2017"),
    ],
)
def test_a_day_is_read_however_it_is_written(words):
    assert cells.read_day(words) == DAY


@pytest.mark.parametrize(
    "words",
    ["", "31/02/2017", "04/23/2017", "March 2017", "2017", "12345", "4/3", "4 Marzo 2017", "99999"],
)
def test_what_is_no_day_is_refused(words):
    with pytest.raises(CellRefused, match="day, month and year"):
        cells.read_day(words)


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31)))
def test_every_day_is_read_back_in_every_way_of_writing_it(day):
    serial = (day - cells.SPREADSHEETS_BEGIN).days
    for words in (
        *(f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(), f"{day:%Y%m%d}"),
        *(f"{day:%d %B %Y}", f"{day:%d-%b-%Y}", f"{day:%d/%m/%y}", str(serial), f"{day}T00:00:00"),
    ):
        assert cells.read_day(words) == day


@given(st.text(max_size=60))
def test_no_words_break_a_reader(words):
    refused = []
    for read in READERS:
        try:
            read(tidy(words))
        except CellRefused as refusal:
            refused.append(str(refusal))
    assert all(refused)


@given(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates()),
        *(st.datetimes(), st.times()),
    )
)
def test_every_cell_has_words_that_are_tidy(cell):
    words = words_of_cell(cell)
    assert words == tidy(words)
    assert len(words) <= LONGEST_CELL


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31)), st.booleans())
def test_a_day_in_a_cell_is_the_day_that_is_read(day, as_moment):
    cell = datetime.datetime.combine(day, datetime.time()) if as_moment else day
    assert cells.read_day(words_of_cell(cell)) == day


@pytest.mark.parametrize("code", codes.NEEDS)
def test_needs_are_read_by_code_and_by_words(code):
    for words in (code, code.lower(), codes.NEEDS[code], f"{code} - {codes.NEEDS[code]}"):
        assert cells.read_need(words) == code


@pytest.mark.parametrize("code", codes.ETHNICITIES)
def test_ethnicities_are_read_by_code_and_by_words(code):
    for words in (code, codes.ETHNICITIES[code], codes.ETHNICITIES[code].replace(" ", " - ")):
        assert cells.read_ethnicity(words) == code


@pytest.mark.parametrize(
    ("read", "words", "fact"),
    [
        (cells.read_sex, "Girl", "F"),
        (cells.read_sex, "m.", "M"),
        (cells.read_need, "Autism", "ASD"),
        (cells.read_need, "ASC", "ASD"),
        (cells.read_need, "NSA", ""),
        (cells.read_ethnicity, "WENG", "WBRI"),
        (cells.read_ethnicity, "White - British", "WBRI"),
        (cells.read_year, "Year 7", 7),
        (cells.read_year, "Y7", 7),
        (cells.read_year, "07", 7),
        (cells.read_year, "R", 0),
        (cells.read_year, "Reception", 0),
        (cells.read_year, "N2", -1),
        (cells.read_year, "-2", -2),
        (cells.read_yes, "Y", True),
        (cells.read_yes, "false", False),
        (cells.read_postcode, "mk93ej", "MK9 3EJ"),
        (cells.read_email, "Pat@Example.org", "pat@example.org"),
        (cells.read_phone, "7700900123", "07700900123"),
        (cells.read_phone, "+44 7700 900123", "+44 7700 900123"),
        (cells.split_name, "Van der Berg, Zoë Anne", ("Van der Berg", "Zoë Anne")),
    ],
)
def test_cells_are_read_as_people_write_them(read, words, fact):
    assert read(words) == fact


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (cells.read_sex, "X"),
        (cells.read_need, "BESD"),
        (cells.read_ethnicity, "Blue"),
        (cells.read_year, "15"),
        (cells.read_year, "7 to 9"),
        (cells.read_yes, "perhaps"),
        (cells.read_postcode, "MK9"),
        (cells.read_email, "pat at example"),
        (cells.read_phone, "12"),
        (cells.split_name, "Zoë Example"),
        (cells.split_name, "Example,"),
    ],
)
def test_cells_that_are_no_such_fact_are_refused(read, words):
    with pytest.raises(CellRefused):
        read(words)


def test_many_cells_are_named_in_a_sentence():
    assert named(["A1", "B2"]) == "A1, B2"
    assert named([f"A{n}" for n in range(12)]).endswith("A9 and 2 more")
