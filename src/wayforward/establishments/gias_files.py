"""Reads the extracts of the register of schools, Get Information about Schools (GIAS).

Source: the Department for Education's daily files `edubasealldataYYYYMMDD.csv` and
`links_edubasealldataYYYYMMDD.csv` (Open Government Licence v3.0). Columns are found by name, never
by place, and those that are not named here are not read: among them every head teacher's name.
Dates are dd-mm-yyyy. The text is Windows-1252; UTF-8 is told apart and read too.
"""

import codecs
import csv
import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from wayforward.establishments.gias_columns import FACTS, Fact, Wrong, day_of

URN = re.compile(r"[0-9]{6}")
DAY_IN_NAME = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
LINK_COLUMNS = ("URN", "LinkURN", "LinkType", "LinkEstablishedDate")
AUTHORITY_COLUMNS = ("LA (code)", "GSSLACode (name)")
# Kinds of link in which the establishment of LinkURN came first. "Successor ..." is the reverse;
# others ("Sixth Form Centre Link", "Expansion", "Closure", "Other") are about something else.
LINKED_IS_EARLIER = ("predecessor", "merged", "result of amalgamation")
LINKED_IS_LATER = ("successor",)


class Problem(NamedTuple):
    """One thing that is wrong in a file. `row` counts as a spreadsheet does: 1 is the headings."""

    file: str
    row: int | None
    column: str
    reason: str

    def __str__(self) -> str:
        place = "" if self.row is None else f"row {self.row}: "
        return f"{self.file}: {place}{self.column + ': ' if self.column else ''}{self.reason}"


class ImportRefused(Exception):
    """An extract cannot be imported; `problems` names file, row, column and reason of each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


@dataclass(slots=True)
class Extract:
    """One extract as it is read: `rows()` yields each row's facts and gathers what is wrong.

    :ivar authorities: LA codes ("826") or GSS codes ("E06000042") to keep; none keeps all
    :ivar problems: what was wrong with the rows read so far; such rows are not yielded
    :ivar elsewhere: URNs of other authorities' establishments, which were passed over
    :ivar facts: the facts whose columns the file has
    """

    path: Path
    authorities: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)
    seen: dict[str, int] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield (row number, facts by field) of every row that is whole and kept.

        :raises ImportRefused: if the file cannot be read at all, or lacks a needed column
        """
        needed = [name for fact in FACTS if not fact.optional for name in fact.columns]
        with_place = Lines(self.path, needed)
        has = with_place.has
        self.facts = [fact for fact in FACTS if all(name in has for name in fact.columns)]
        picks = [(fact, [has[name] for name in fact.columns]) for fact in self.facts]
        urn_at = has["URN"]
        authority_at = [has[name] for name in AUTHORITY_COLUMNS if name in has]
        ukprns: dict[str, int] = {}
        for number, cells in with_place:
            urn = cells[urn_at].strip()
            if self.authorities and self.authorities.isdisjoint(
                cells[each].strip() for each in authority_at
            ):
                self.elsewhere.add(urn)
                continue
            facts = self._facts(number, cells, picks)
            if facts is not None and self._is_once(number, urn, facts, ukprns):
                yield number, facts
        self.problems += with_place.problems
        if not self.seen and not self.problems:
            what = (
                f"no row is of authority {', '.join(sorted(self.authorities))}"
                if self.authorities
                else "holds no establishments"
            )
            raise ImportRefused([Problem(self.path.name, None, "", what)])

    def _facts(
        self, number: int, cells: list[str], picks: list[tuple[Fact, list[int]]]
    ) -> dict[str, Any] | None:
        """Return a row's facts, or None and a problem for each cell that is wrong."""
        facts: dict[str, Any] = {}
        before = len(self.problems)
        for fact, places in picks:
            try:
                facts[fact.field] = fact.read(*[cells[place].strip() for place in places])
            except Wrong as wrong:
                column = wrong.column or fact.columns[0]
                problem = Problem(self.path.name, number, column, wrong.reason)
                if problem not in self.problems[before:]:  # two facts may share a column
                    self.problems.append(problem)
        if len(self.problems) > before:
            return None
        low, high = facts["age_min"], facts["age_max"]
        if low is not None and high is not None and low > high:
            self._wrong(number, "StatutoryHighAge", f"is {high}, below the lowest age, {low}")
        opened, closed = facts["opened_on"], facts["closed_on"]
        if opened and closed and closed < opened:
            self._wrong(
                number, "CloseDate", f"is {closed:%d-%m-%Y}, before it opened, {opened:%d-%m-%Y}"
            )
        return facts if len(self.problems) == before else None

    def _is_once(
        self, number: int, urn: str, facts: dict[str, Any], ukprns: dict[str, int]
    ) -> bool:
        """Tell whether no row before has this URN or, unless closed, this UKPRN."""
        if urn in self.seen:
            self._wrong(number, "URN", f"{urn} is in row {self.seen[urn]} already")
            return False
        self.seen[urn] = number
        ukprn = facts["ukprn"]
        if ukprn is not None and facts["status"] != "closed":
            if ukprn in ukprns:
                self._wrong(
                    number, "UKPRN", f"{ukprn} is in row {ukprns[ukprn]} already, and both are open"
                )
                return False
            ukprns[ukprn] = number
        return True

    def _wrong(self, number: int, column: str, reason: str) -> None:
        self.problems.append(Problem(self.path.name, number, column, reason))


class Link(NamedTuple):
    """One row of the links file: `later` took the place of `earlier` (URNs)."""

    row: int
    earlier: str
    later: str
    kind: str
    established_on: datetime.date | None


def read_links(path: Path) -> tuple[list[Link], list[Problem]]:
    """Return who took whose place, and what is wrong with the file's rows.

    :raises ImportRefused: if the file cannot be read at all, or lacks a needed column
    """
    lines = Lines(path, LINK_COLUMNS)
    places = [lines.has[name] for name in LINK_COLUMNS]
    links, problems = [], []
    for number, cells in lines:
        urn, linked, kind, day = (cells[place].strip() for place in places)
        said = kind.lower()
        wrong = [
            Problem(path.name, number, column, f"{value!r} is no URN, which has six figures")
            for column, value in (("URN", urn), ("LinkURN", linked))
            if not URN.fullmatch(value)
        ]
        if not wrong and urn == linked:
            wrong = [Problem(path.name, number, "LinkURN", f"{linked} is linked to itself")]
        try:
            established_on = day_of(day)
        except Wrong as refusal:
            wrong.append(Problem(path.name, number, "LinkEstablishedDate", refusal.reason))
        if wrong:
            problems += wrong
        elif said.startswith(LINKED_IS_EARLIER):
            links.append(Link(number, linked, urn, kind[:80], established_on))
        elif said.startswith(LINKED_IS_LATER):
            links.append(Link(number, urn, linked, kind[:80], established_on))
    return links, problems + lines.problems


class Lines:
    """The rows of a CSV file under their headings, with its encoding found first.

    :ivar has: the place of each heading
    :ivar problems: rows that have another number of cells than the headings
    :raises ImportRefused: if there is no such file, it is no such text, or a heading is missing
    """

    def __init__(self, path: Path, needed: Sequence[str]) -> None:
        self.path, self.problems = path, list[Problem]()
        self.encoding = encoding_of(path)
        headings = next(self._cells(), [])
        self.has = {name.strip(): place for place, name in enumerate(headings)}
        self.width = len(headings)
        if not headings:
            raise ImportRefused([Problem(path.name, None, "", "is empty")])
        missing = [name for name in dict.fromkeys(needed) if name not in self.has]
        if missing:
            raise ImportRefused(
                [Problem(path.name, 1, name, "there is no such column") for name in missing]
            )

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        rows = self._cells()
        next(rows)
        for number, cells in enumerate(rows, start=2):
            if len(cells) == self.width:
                yield number, cells
            elif cells:  # an empty line is nothing
                reason = f"has {len(cells)} cells, and there are {self.width} headings"
                self.problems.append(Problem(self.path.name, number, "", reason))

    def _cells(self) -> Iterator[list[str]]:
        number = 0
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                for number, cells in enumerate(csv.reader(file), start=1):  # noqa: B007 -- told below
                    yield cells
        except UnicodeDecodeError as problem:
            byte = problem.object[problem.start]
            reason = f"is not Windows-1252 text (byte {byte:#04x}) near row {number + 1}"
            raise ImportRefused([Problem(self.path.name, None, "", reason)]) from problem
        except csv.Error as problem:
            reason = f"is not CSV: {problem}"
            raise ImportRefused([Problem(self.path.name, number + 1, "", reason)]) from problem


def encoding_of(path: Path) -> str:
    """Return "utf-8-sig" for a file that can only be UTF-8, else "cp1252".

    :raises ImportRefused: if there is no such file, or it is UTF-16
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf_8 = True
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} or b"\0" in start:
                reason = "is UTF-16; save it as CSV, which is Windows-1252"
                raise ImportRefused([Problem(path.name, None, "", reason)])
            file.seek(0)
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        is_utf_8 = False
    except OSError as problem:
        reason = f"cannot be opened: {problem.strerror}"
        raise ImportRefused([Problem(path.name, None, "", reason)]) from problem
    return "utf-8-sig" if is_utf_8 else "cp1252"


def day_in_name(path: Path) -> datetime.date | None:
    """Return the day in a file's name: edubasealldata20261124.csv was made on 24 November 2026."""
    found = DAY_IN_NAME.search(path.name)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
