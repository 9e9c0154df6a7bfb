"""Recognises columns by their headings, however people write them (data/headings.toml)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wayforward.web.text import words_of

_FIELDS = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "headings.toml").read_text(encoding="utf-8")
)
CALLED: dict[str, str] = {field: entry["called"] for field, entry in _FIELDS.items()}
# Without one of these a row is nobody.
NAMES = {"last_name", "first_names", "full_name"}
FEWEST = 2  # recognised headings that make a row the row of headings
# Beside a legal name, a plain "Surname" is the one in use.
IN_USE = {"last_name": "known_last_name", "first_names": "known_as"}
MOST_HEADING = 60  # characters of a heading that are shown again


def key_of(heading: str) -> str:
    """Return the letters and figures of a heading, in lower case: "D.O.B." is dob."""
    return "".join(words_of(heading))


def _by_key() -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for field, entry in _FIELDS.items():
        for is_legal, spellings in ((False, entry["spellings"]), (True, entry.get("legal", ()))):
            for spelling in spellings:
                known = found.setdefault(key_of(spelling), (field, is_legal))
                if known != (field, is_legal):
                    raise ValueError(f"headings.toml: {spelling!r} heads {field} and {known[0]}")
    return found


_BY_KEY = _by_key()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where it is (from 0), its heading, and the fact it holds, or ""."""

    place: int
    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table.

    :param twice: pairs of headings that would both be the same fact
    """

    columns: tuple[Column, ...]
    twice: tuple[tuple[str, str], ...]

    @property
    def known(self) -> dict[int, str]:
        """Return place to fact, for the columns that are read."""
        return {column.place: column.field for column in self.columns if column.field}

    @property
    def is_enough(self) -> bool:
        """Tell whether a row so headed can be somebody."""
        fields = set(self.known.values())
        return len(fields) >= FEWEST and bool(fields & NAMES)


def recognise(cells: Sequence[str]) -> Headings:
    """Return what each cell of a row would head."""
    read = [(place, cell, _BY_KEY.get(key_of(cell))) for place, cell in enumerate(cells)]
    legal = {found[0] for _, _, found in read if found and found[1]}
    columns, twice = [], []
    taken: dict[str, str] = {}
    for place, cell, found in read:
        heading = " ".join(cell.split())[:MOST_HEADING]
        field = ""
        if found:
            field, is_legal = found
            if field in legal and not is_legal:
                field = IN_USE[field]
            if field in taken:
                twice.append((taken[field], heading))
                field = ""
            else:
                taken[field] = heading
        if heading:
            columns.append(Column(place, heading, field))
    return Headings(tuple(columns), tuple(twice))
