"""Dates and counts as people read them."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from wayforward.web import formats

TODAY = date(2026, 5, 11)


def test_days_and_moments():
    assert formats.day(date(2026, 1, 5)) == "Monday 5 January 2026"
    assert formats.short_day(date(2026, 1, 5)) == "5 January 2026"
    at = datetime(2026, 1, 5, 10, 42, tzinfo=UTC)
    assert formats.moment(at) == formats.when(at) == "5 January 2026 at 10:42"
    assert formats.when(date(2026, 1, 5)) == "5 January 2026"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 services"), (1, "1 service"), (1200, "1,200 services")]
)
def test_counts(number, words):
    assert formats.count_of(number, "service") == words


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 5, 11), "today"),
        (date(2026, 5, 12), "tomorrow"),
        (date(2026, 5, 13), "in 2 days"),
        (date(2026, 6, 1), "in 3 weeks"),
        (date(2026, 8, 11), "in 3 months"),
        (date(2026, 5, 10), "1 day late"),
        (date(2026, 5, 9), "2 days late"),
    ],
)
def test_days_left(due_on, words):
    assert formats.days_left(due_on, TODAY) == words


@pytest.mark.parametrize(
    ("youngest", "oldest", "words"),
    [
        (5, 11, "5 to 11 years"),
        (0, 25, "0 to 25 years"),
        (4, None, "from 4 years; upper age not known"),
        (1, None, "from 1 year; upper age not known"),
        (0, None, "from birth; upper age not known"),
        (None, 16, "up to 16 years; lower age not known"),
        (None, None, ""),
    ],
)
def test_a_missing_end_of_the_ages_is_not_known(youngest, oldest, words):
    assert formats.ages_in_words(youngest, oldest) == words


@pytest.mark.parametrize(
    ("far", "words"),
    [
        (0.0, "less than 0.1 miles"),
        (0.049, "less than 0.1 miles"),
        (0.05, "0.1 miles"),
        (0.96, "1.0 mile"),
        (2.44, "2.4 miles"),
    ],
)
def test_a_distance_in_miles(far, words):
    assert formats.miles(far) == words


@pytest.mark.parametrize(
    ("far", "words"),
    [
        (0.0, "about half a mile or less"),
        (0.49, "about half a mile or less"),
        (0.96, "about 1.0 mile"),
        (1.61, "about 1.6 miles"),
        (2.44, "about 2.4 miles"),
    ],
)
def test_a_distance_to_the_middle_of_a_place_is_not_told_to_the_yard(far, words):
    assert formats.miles(far, is_rough=True) == words


def test_a_day_kept_as_text_is_written_as_a_day():
    kept = ["2025-04-22", "2016", "May 2024", "2025-02-30", "ten letter"]
    assert [formats.year_or_day(text) for text in kept] == ["22 April 2025", *kept[1:]]


def test_raising_the_first_letter_leaves_the_names_in_the_rest():
    raise_first = formats.upper_first
    assert raise_first("planned for September, in Key Stage 2") == (
        "Planned for September, in Key Stage 2"
    )
    assert raise_first("") == ""
    assert raise_first(Markup("<b>a</b>")) == Markup("<b>a</b>")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "https://github.com/MastodonC/witan.gias",
            "an open copy of the government’s register of schools",
        ),
        ("https://www.example.org/help", "example.org/help"),
        ("http://example.org/" + "a" * 70, "example.org/" + "a" * 57 + "…"),
    ],
)
def test_a_source_is_named_in_words_or_by_its_address(url, words):
    assert formats.source_name(url) == words
