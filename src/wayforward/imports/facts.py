"""Turns the words of a row into facts: checked, with what is left out and why.

What stops a row is a refusal; what only stops a part of it is a note, and the rest goes on.
"""

import datetime
import re
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower

from wayforward.establishments.models import Establishment
from wayforward.imports.reading import cells
from wayforward.imports.reading.cells import CellRefused
from wayforward.imports.reading.headings import CALLED
from wayforward.people import codes
from wayforward.people.identifiers import NumberRefused, read_nhs_number, read_uln, read_upn
from wayforward.people.models.children import NAME_LENGTH
from wayforward.people.names import read_name
from wayforward.web.text import words_of

NAME_FIELDS = ("first_names", "last_name", "known_as", "known_last_name")
LONGEST = {"language": 60, "care_authority": 120, "street": 200, "town": 120}
SHOWN = 60  # characters of a cell that a message repeats
CARERS = (1, 2)
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir", "lady", "lord"}


@dataclass(frozen=True, slots=True)
class CarerGiven:
    """A parent or carer whom a row names."""

    title: str
    first_names: str
    last_name: str
    relation: str
    phone: str
    email: str

    @property
    def full_name(self) -> str:
        """Return title and names."""
        return " ".join(filter(None, [self.title, self.first_names, self.last_name]))


@dataclass(slots=True)
class Parsed:
    """A row as facts. Only what it says is there: nothing stands for "not said".

    :ivar facts: of models.Child
    :ivar place: id of the school or other setting, and its name
    :ivar refusals: why the row cannot be imported
    :ivar notes: what of it is left out, and why
    """

    facts: dict[str, Any] = field(default_factory=dict)
    place: tuple[uuid.UUID, str] | None = None
    year: int | None = None
    entry: datetime.date | None = None
    needs: list[str] = field(default_factory=list)
    street: str = ""
    town: str = ""
    postcode: str = ""
    carers: list[CarerGiven] = field(default_factory=list)
    looked_after: bool | None = None
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the legal name."""
        both = (self.facts.get("first_names", ""), self.facts.get("last_name", ""))
        return " ".join(filter(None, both))


class Places:
    """The settings that the rows of one file may mean. Two queries, however many the rows."""

    def __init__(self, rows: Collection[Mapping[str, str]], *, home: str) -> None:
        urns = {digits(row.get("school_urn", "")) for row in rows}
        numbers = {digits(row.get("school_number", "")) for row in rows}
        names = {row["school"].lower() for row in rows if "school" in row}
        urns |= {digits(name) for name in names if re.fullmatch(r"[0-9]{6}", name)}
        numbers |= {digits(name) for name in names if re.fullmatch(r"[0-9]{3}/?[0-9]{4}", name)}
        at_home = Q(la_code=home) | Q(la_gss_code=home)
        found = Establishment.objects.annotate(lower_name=Lower("name")).filter(
            Q(urn__in=urns)
            | Q(former_urns__overlap=sorted(urns))
            | Q(la_code__in={each[:3] for each in numbers if len(each) == 7})
            & Q(establishment_number__in={each[-4:] for each in numbers})
            | at_home & Q(establishment_number__in={each for each in numbers if len(each) == 4})
            | Q(lower_name__in=names)
            | (at_home if names else Q(pk__in=[]))
        )
        self._urns: dict[str, Establishment] = {}
        self._numbers: dict[str, Establishment] = {}
        self._names: dict[str, list[Establishment]] = {}
        # Those that are open come last, and so win.
        for each in sorted(found.order_by("pk"), key=lambda each: each.status != "closed"):
            for urn in filter(None, [*each.former_urns, each.urn]):
                self._urns[urn] = each
            if each.establishment_number:
                self._numbers[each.la_code + each.establishment_number] = each
                if home in (each.la_code, each.la_gss_code):
                    self._numbers[each.establishment_number] = each
            if each.status != "closed":
                self._names.setdefault("".join(words_of(each.name)), []).append(each)

    def find(self, row: Mapping[str, str]) -> Establishment | None:
        """Return the setting that a row means: by URN, by number, by name.

        :raises CellRefused: if it means none that we know, or more than one
        """
        name = row.get("school", "")
        asked = digits(name) if re.fullmatch(r"[0-9/ ]+", name) else ""
        urn, number = digits(row.get("school_urn", "")), digits(row.get("school_number", ""))
        if not (urn or number or name):
            return None
        for key, known in (
            (urn, self._urns),
            (number, self._numbers),
            (asked, self._urns),
            (asked, self._numbers),
        ):
            if key in known:
                return known[key]
        called = self._names.get("".join(words_of(name)), []) if not asked else []
        if len(called) == 1:
            return called[0]
        if called:
            raise CellRefused("is the name of more than one place: give its URN or DfE number")
        raise CellRefused("is no place that we know")


def digits(words: str) -> str:
    """Return the figures of a number."""
    return re.sub(r"[^0-9]", "", words)


def parse(given: Mapping[str, str], places: Places, *, on: datetime.date) -> Parsed:
    """Return a row as facts."""
    row = Parsed()
    _names(row, given)
    _day_of_birth(row, given, on)
    _numbers(row, given)
    _codes(row, given)
    _learning(row, given, places, on)
    _address(row, given)
    for place in CARERS:
        _carer(row, given, place)
    return row


def said(called: str, words: str, problem: object) -> str:
    """Return a sentence about a cell: "Date of birth “31/02/2017” is no day"."""
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
    return f"{called} “{shown}” {problem}"


def _noted(row: Parsed, given: Mapping[str, str], name: str, read: Callable[[str], Any]) -> Any:
    """Return a fact, or None and a note if its cell cannot be one."""
    if not given.get(name):
        return None
    try:
        return read(given[name])
    except CellRefused as problem:
        row.notes.append(said(CALLED[name], given[name], f"{problem}. It is left out"))
        return None


def _names(row: Parsed, given: Mapping[str, str]) -> None:
    words = dict(given)
    if given.get("full_name") and not (given.get("first_names") or given.get("last_name")):
        try:
            words["last_name"], words["first_names"] = cells.split_name(given["full_name"])
        except CellRefused as problem:
            row.refusals.append(said(CALLED["full_name"], given["full_name"], problem))
            return
    # Where the legal first name is not told, the first name in use is the best there is.
    words.setdefault("first_names", words.get("known_as", ""))
    words.setdefault("last_name", words.get("known_last_name", ""))
    if middle := words.get("middle_names"):
        words["first_names"] = f"{words['first_names']} {middle}"
    for name in NAME_FIELDS:
        kept = read_name(words.get(name, ""))
        if len(kept) > NAME_LENGTH:
            row.refusals.append(
                f"{CALLED[name]} has {len(kept)} characters: at most {NAME_LENGTH} can be kept"
            )
        elif kept:
            row.facts[name] = kept
    for legal, used in (("first_names", "known_as"), ("last_name", "known_last_name")):
        if row.facts.get(used) == row.facts.get(legal):
            row.facts.pop(used, None)
    if "first_names" not in row.facts and not row.refusals:
        row.refusals.append(
            "There is no first name. A child with one name has it as the first name"
            if "last_name" in row.facts
            else "There is no name"
        )


def _day_of_birth(row: Parsed, given: Mapping[str, str], on: datetime.date) -> None:
    words = given.get("born_on", "")
    if not words:
        return
    try:
        row.facts["born_on"] = cells.read_day(words)
    except CellRefused as problem:
        row.refusals.append(said(CALLED["born_on"], words, problem))
        return
    if row.facts["born_on"] > on:
        row.refusals.append(said(CALLED["born_on"], words, "is in time to come"))


def _numbers(row: Parsed, given: Mapping[str, str]) -> None:
    for name, read in (("upn", read_upn), ("uln", read_uln), ("nhs_number", read_nhs_number)):
        words = given.get(name, "")
        if name == "upn" and words.upper() in codes.UPN_MISSING:
            row.facts["upn_missing"] = words.upper()
        elif words:
            try:
                row.facts[name] = read(words)
            except NumberRefused as problem:
                row.refusals.append(str(problem))


def _codes(row: Parsed, given: Mapping[str, str]) -> None:
    for name, read in (("sex", cells.read_sex), ("ethnicity", cells.read_ethnicity)):
        if code := _noted(row, given, name, read):
            row.facts[name] = code
    row.looked_after = _noted(row, given, "looked_after", cells.read_yes)
    for name in ("language", "care_authority"):
        if words := given.get(name, ""):
            if len(words) > LONGEST[name]:
                row.notes.append(said(CALLED[name], words, "is too long. It is left out"))
            elif words.lower() != "english" or name != "language":
                row.facts[name] = words
    for place in (1, 2):
        code = _noted(row, given, f"need_{place}", cells.read_need)
        if code and code not in row.needs:
            row.needs.append(code)


def _learning(row: Parsed, given: Mapping[str, str], places: Places, on: datetime.date) -> None:
    row.year = _noted(row, given, "year", cells.read_year)
    row.entry = _noted(row, given, "entry_date", cells.read_day)
    if row.entry and row.entry > on:
        row.notes.append(
            said(CALLED["entry_date"], given["entry_date"], "is in time to come. It is left out")
        )
        row.entry = None
    try:
        found = places.find(given)
    except CellRefused as problem:
        told = given.get("school") or given.get("school_urn") or given.get("school_number") or ""
        row.notes.append(said("School", told, f"{problem}. The school is left out"))
    else:
        row.place = (found.pk, found.name) if found else None


def _address(row: Parsed, given: Mapping[str, str]) -> None:
    parts = {
        "street": ", ".join(filter(None, [given.get("street"), given.get("street_2")])),
        "town": given.get("town", ""),
    }
    postcode = _noted(row, given, "postcode", cells.read_postcode)
    for name, words in parts.items():
        if len(words) > LONGEST[name]:
            row.notes.append(f"{CALLED[name]} is too long. The address is left out")
            return
    row.street, row.town, row.postcode = parts["street"], parts["town"], postcode or ""


def _carer(row: Parsed, given: Mapping[str, str], place: int) -> None:
    words = read_name(given.get(f"carer_{place}_name", ""))
    if not words:
        return
    last, comma, first = words.partition(",")
    parts = (first if comma else words).split() or words.replace(",", " ").split()
    if not parts:
        return
    title = parts.pop(0) if len(parts) > 1 and parts[0].lower().strip(".") in TITLES else ""
    if comma and first.strip():
        first_names, last_name = " ".join(parts), last.strip()
    else:  # "Mrs Example": one name is kept as the first
        first_names, last_name = " ".join(parts[:-1] or parts), parts[-1] if parts[1:] else ""
    row.carers.append(
        CarerGiven(
            title=title[:40],
            first_names=first_names[:NAME_LENGTH],
            last_name=last_name[:NAME_LENGTH],
            relation=given.get(f"carer_{place}_relation", "")[:60] or "parent or carer",
            phone=_noted(row, given, f"carer_{place}_phone", cells.read_phone) or "",
            email=_noted(row, given, f"carer_{place}_email", cells.read_email) or "",
        )
    )
