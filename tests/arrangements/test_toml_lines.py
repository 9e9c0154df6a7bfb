"""Each key of a TOML text is found on its line, and no text makes the reader fail."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayforward.arrangements.reading import Problem, Reader, TomlFile, schema_of
from wayforward.arrangements.rules import INK, WHITE, contrast
from wayforward.arrangements.schema import Arrangements
from wayforward.arrangements.toml_lines import LineIndex

TEXT = '''# first
title = "a [b] # not a comment"
"quoted key" = 1
dotted.key = 2

[table]  # a comment with [brackets]
many = [
    "one",  # here
    "two",
]
long = """
[not a table]
key = 1
"""
raw = \'\'\'it's
= [\'\'\'
inline = { a = 1, b = [1, 2] }

[[rows]]
name = 'first'

[rows.inner]
x = 1

[[rows]]
name = "second"
names = ["one", "one"]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("title",), 2),
        (("quoted key",), 3),
        (("dotted", "key"), 4),
        (("table",), 6),
        (("table", "many"), 7),
        (("table", "long"), 11),
        (("table", "raw"), 15),
        (("table", "inline"), 17),
        (("table", "inline", "b"), 17),
        (("rows",), 19),
        (("rows", 0, "name"), 20),
        (("rows", 0, "inner", "x"), 23),
        (("rows", 1), 25),
        (("rows", 1, "name"), 26),
        (("nowhere", "at", "all"), 1),
    ],
)
def test_keys_are_found(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)
    assert LineIndex(TEXT).line(path) == line


def test_one_entry_of_a_list_is_found_by_its_text() -> None:
    index = LineIndex(TEXT)
    assert index.line(("table", "many", 1), "two") == 9
    assert index.line(("table", "many"), "three") == 7
    assert index.line(("rows", 1, "names", 1), "one", again=True) == 27


@pytest.mark.parametrize("end", ["", "\n", "  # a comment", " # one\n# two"])
def test_last_line_may_end_anyhow(end: str) -> None:
    assert LineIndex(f"a = 1\nb = [2]{end}").line(("b",)) == 2


def test_text_that_is_not_toml_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1 is not TOML"):
        LineIndex("?")


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(date(2000, 1, 1)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(schema_of(Arrangements))), ANY)
def test_any_value_is_read_or_refused(key: str, value: Any) -> None:
    problems: list[Problem] = []
    reader = Reader(TomlFile(Path("x.toml"), {}, LineIndex("")), problems)
    read = reader.value(schema_of(Arrangements)[key][0], value, (key,))
    assert problems or read is not None
    assert all(each.line == 1 and each.reason for each in problems)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_contrast_is_between_one_and_twenty_one(channels: tuple[int, ...]) -> None:
    colour = "#" + "".join(f"{each:02x}" for each in channels)
    assert 1 <= contrast(colour, WHITE) <= 21
    assert contrast(colour, INK) == contrast(INK, colour)


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
