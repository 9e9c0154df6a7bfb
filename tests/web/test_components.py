"""What components are given, and the addresses that keep a list's state."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from markupsafe import Markup

from wayforward.web.components.addresses import with_value, without
from wayforward.web.components.pages import Pages, page_asked
from wayforward.web.components.parts import Column, FilterGroup, Option, Table, Task
from wayforward.web.components.urgency import COLOURS, Urgency, due, tag, waiting_with

TODAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (-1, "Late"),
        (0, "This week"),
        (6, "This week"),
        (7, "Soon"),
        (20, "Soon"),
        (21, "On track"),
    ],
)
def test_urgency_by_days_left(days, word):
    assert due(TODAY + timedelta(days=days), on=TODAY) == word


def test_every_urgency_word_has_its_own_colour():
    assert set(COLOURS) == set(Urgency)
    assert len({tag(word).colour for word in Urgency}) == len(Urgency)


def test_waiting_says_with_whom_and_since_when():
    assert (
        waiting_with("health", since=date(2026, 5, 3), on=TODAY).text == "With health since 3 May"
    )
    last_year = waiting_with("health", since=date(2025, 12, 3), on=TODAY)
    assert last_year.text == "With health since 3 December 2025"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        (None, 1),
        ("", 1),
        ("abc", 1),
        ("0", 1),
        ("-2", 1),
        ("3", 3),
        ("٣", 1),
        ("9" * 400, 1),
        ("9999999", 1_000_000),
    ],
)
def test_any_page_can_be_asked_for(typed, page):
    assert page_asked(typed) == page


@pytest.mark.parametrize(
    ("number", "total", "shown", "words"),
    [
        (1, 0, ["1*"], "Nothing found"),
        (1, 20, ["1*"], "Showing 1 to 20 of 20"),
        (2, 45, ["1", "2*", "3"], "Showing 21 to 40 of 45"),
        (99, 45, ["1", "2", "3*"], "Showing 41 to 45 of 45"),
        (5, 2000, ["1", "…", "4", "5*", "6", "…", "100"], "Showing 81 to 100 of 2,000"),
    ],
)
def test_the_pages_of_a_list(number, total, shown, words):
    pages = Pages(number, total)
    items = pages.parameters(QueryDict("q=a"))["items"]
    assert [
        "…" if "ellipsis" in item else f"{item['number']}{'*' if item['current'] else ''}"
        for item in items
    ] == shown
    assert pages.summary == words


def test_a_page_link_keeps_the_rest_of_the_address():
    found = Pages(1, 45).parameters(QueryDict("q=my+son&need=deaf&need=autism&page=1"))
    assert found["next"] == {"href": "?q=my+son&need=deaf&need=autism&page=2"}
    assert "previous" not in found


def test_a_filter_is_taken_off_and_put_on():
    query = QueryDict("q=a&need=deaf&need=autism&page=3")
    assert without(query, "need", "deaf") == "?q=a&need=autism"
    assert without(query, "need") == "?q=a"
    assert without(query, "cost", "free") == "?q=a&need=deaf&need=autism"
    assert with_value(query, "sort", "nearest") == "?q=a&need=deaf&need=autism&sort=nearest"


def test_a_filter_says_how_many_it_would_leave():
    assert Option("a", "A").counted == ""
    assert Option("a", "A", count=1200).counted == " (1,200)"
    assert Option("a", "A", count=1000, more_than=True).counted == " (over 1,000)"
    chosen = Option("b", "B", chosen=True)
    assert FilterGroup("need", "Need", [Option("a", "A"), chosen]).chosen == [chosen]


def test_only_markup_in_a_table_is_html():
    table = Table("C", [Column("A"), Column("B", numeric=True)], [["<b>", Markup("<i>x</i>")]])
    assert table.parameters()["rows"] == [
        [{"html": "&lt;b&gt;", "format": None}, {"html": "<i>x</i>", "format": "numeric"}]
    ]


@pytest.mark.parametrize(
    ("done", "status"),
    [
        (True, {"text": "Completed"}),
        (None, {"text": "Cannot start yet"}),
        (False, {"tag": {"text": "To do", "classes": "govuk-tag--blue"}}),
    ],
)
def test_a_task_says_how_far_it_is(done, status):
    assert Task("About the child", done=done).parameters()["status"] == status
