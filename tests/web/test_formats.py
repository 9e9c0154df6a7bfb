"""Dates and counts as people read them."""

from datetime import UTC, date, datetime

import pytest

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
