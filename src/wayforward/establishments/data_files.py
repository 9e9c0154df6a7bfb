"""The shape of an authority's schools.json and places.json, and one reader for such files.

Unknown facts are left out of the files: an empty text or an unknown field is refused.
"""

import datetime
import json
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000, pattern=r"\S")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\S")]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]
Phase = Literal[
    "nursery",
    "infant",
    "junior",
    "first",
    "primary",
    "middle",
    "secondary",
    "all-through",
    "special",
    "alternative provision",
    "post-16",
]
Age = Annotated[int, msgspec.Meta(ge=0, le=120)]
Urn = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]
PostcodeText = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$", max_length=10)
]
# Characters that no text holds: PostgreSQL cannot keep a NUL, nor UTF-8 half of a pair.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MISSING = re.compile(r"Object missing required field `(\w+)`")
UNKNOWN = re.compile(r"Object contains unknown field `(\w+)`")
# What the checker says, in the words of somebody who writes a file.
PLAIN = [
    (
        re.compile(r"Expected `str` matching regex '\^\[A-Z\]\{1,2\}.*"),
        "is not a postcode like AB1 2CD",
    ),
    (re.compile(r"Invalid RFC3339 .*|Expected `date`.*"), "is not a day like 2026-11-23"),
    (re.compile(r"Expected `str` matching regex .*"), "is not written in the form that it needs"),
    (re.compile(r"Expected `str` of length <= (\d+)"), r"is longer than {0} characters"),
    (
        re.compile(r"Expected `str` of length >= 1"),
        "is empty: fill it in, or leave it out if unknown",
    ),
    (re.compile(r"Expected `array` of length >= 1"), "is empty: give at least one"),
    (re.compile(r"Expected `int` >= (-?\d+)"), "must be {0} or more"),
    (re.compile(r"Expected `int` <= (-?\d+)"), "must be {0} or less"),
    (re.compile(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`"), r"must be {0}, not {1}"),
    (re.compile(r"Invalid enum value '?(.*?)'?$"), r"{0} is none of the values that it may have"),
    (re.compile(r"Invalid UUID"), "is no UUID"),
]
KINDS = {
    "str": "text",
    "int": "a whole number",
    "array": "a list",
    "object": "an object",
    "bool": "true or false",
    "date": "a day (2026-11-23)",
    "null": "nothing",
    "uuid": "a UUID",
    "float": "a number",
}
Kind = TypeVar("Kind", bound=msgspec.Struct)


class DataRefused(Exception):
    """A data file cannot be loaded.

    :ivar refusals: each thing that is wrong: file, entry, field and reason
    """

    def __init__(self, *refusals: str) -> None:
        super().__init__("\n".join(refusals))
        self.refusals = refusals


class Provision(msgspec.Struct, forbid_unknown_fields=True):
    """Places that a school keeps for one kind of need."""

    need: Name
    primary_needs: list[Text] = []
    places: Annotated[int, msgspec.Meta(ge=0, le=2000)] | None = None
    places_added: Annotated[int, msgspec.Meta(ge=0, le=2000)] | None = None
    note: Text | None = None
    as_at: Short | None = None


class SchoolEntry(msgspec.Struct, forbid_unknown_fields=True):
    """One school, nursery or college."""

    id: uuid.UUID
    name: Name
    phase: Phase
    type: Annotated[str, msgspec.Meta(min_length=1, max_length=80)] | None = None
    urn: Urn | None = None
    urn_source: Text | None = None
    former_urns: list[Urn] = []
    postcode: PostcodeText | None = None
    postcode_verified: bool = False
    area: Short | None = None
    age_min: Age | None = None
    age_max: Age | None = None
    specialist_provision: list[Provision] = []
    notes: Text | None = None
    source_url: Text | None = None


class PlaceEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A named place and the postcode sectors ("MK12 5") or outcodes that it covers."""

    name: Short
    postcode_sectors: Annotated[list[Text], msgspec.Meta(min_length=1)]
    aliases: list[Text] = []


FROM_NOUGHT = re.compile(r"\[(\d+)\]")  # a place in a list as msgspec counts; we count from 1


def read_entries(path: Path, key: str, kind: type[Kind]) -> tuple[dict[str, Any], list[Kind]]:
    """Return the file's own facts and its list `key`, each entry checked as a `kind`.

    :raises DataRefused: for every wrong entry: file, entry (by place in the list), field, reason
    """
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise DataRefused(f"{path.name}: there is no such file in {path.parent}") from problem
    except UnicodeDecodeError as problem:
        raise DataRefused(f"{path.name}: not UTF-8 text (byte {problem.start})") from problem
    except json.JSONDecodeError as problem:
        raise DataRefused(f"{path.name}: line {problem.lineno}: {problem.msg}") from problem
    if not isinstance(whole, dict) or not isinstance(whole.get(key), list):
        raise DataRefused(f"{path.name}: must be an object with a list called {key!r}")
    entries: list[Kind] = []
    refusals: list[str] = []
    for number, entry in enumerate(whole[key], start=1):
        named = entry.get("name", entry.get("title")) if isinstance(entry, dict) else None
        shown = UNKEEPABLE.sub("?", str(named or "without a name"))[:80]
        here = f"{path.name}: entry {number} ({shown}): field"
        if where := unkeepable(entry):
            refusals.append(f"{here} {where}: holds a character that cannot be kept")
            continue
        if isinstance(entry, dict) and (where := path_of(entry, lambda each: each is None)):
            refusals.append(f"{here} {where}: is null: leave it out if it is not known")
            continue
        try:
            entries.append(msgspec.convert(entry, kind))
        except msgspec.ValidationError:
            refusals += [f"{here} {fault}" for fault in faults(entry, kind)]
    if refusals:
        raise DataRefused(*refusals)
    return {name: value for name, value in whole.items() if name != key}, entries


def faults(entry: Any, kind: type[Kind]) -> list[str]:
    """Return what is wrong with an entry: "field: reason" for each of its fields, in their order.

    Of a field that holds several things, the first that is wrong.
    """
    if not isinstance(entry, dict):
        return [f"as a whole: {fault_of(entry, kind)}"]
    found, known = [], {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name, value in entry.items():
        if name not in known:
            found.append(f"{name}: is no field that we know")
        elif fault := fault_of(value, known[name].type, name):
            found.append(fault)
    return found + [
        f"{name}: is missing"
        for name, field in known.items()
        if field.required and name not in entry
    ]


def fault_of(value: Any, kind: Any, name: str = "") -> str:
    """Return what is wrong with one value ("field: reason" if it has a `name`), or ""."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        reason, _, where = str(problem).partition(" - at `$")
        field, words = in_plain_words(reason)
        where = FROM_NOUGHT.sub(lambda place: f"[{int(place[1]) + 1}]", where.strip("`"))
        where = ".".join(filter(None, [name + where, field]))
        return f"{where}: {words}" if where else words
    return ""


def unkeepable(value: Any) -> str:
    """Return the path of the first text that holds a character that cannot be kept, or ""."""
    return path_of(value, lambda each: isinstance(each, str) and bool(UNKEEPABLE.search(each)))


def path_of(value: Any, is_wrong: Callable[[Any], bool], where: str = "") -> str:
    """Return the path of the first value, however deep, that is wrong; "" if none is.

    Places in lists count from 1, as entries do.
    """
    if is_wrong(value):
        return where or "as a whole"
    pairs: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        pairs = [(f"{where}.{key}".strip("."), each) for key, each in value.items()]
    elif isinstance(value, list):
        pairs = [(f"{where}[{place}]", each) for place, each in enumerate(value, start=1)]
    return next((found for path, each in pairs if (found := path_of(each, is_wrong, path))), "")


def in_plain_words(reason: str) -> tuple[str, str]:
    """Return what is wrong as somebody who writes the file would say it.

    The first of the pair is the field that the reason itself names (missing or unknown), or "".
    """
    for pattern, words in ((MISSING, "is missing"), (UNKNOWN, "is no field that we know")):
        if match := pattern.fullmatch(reason):
            return match[1], words
    for pattern, words in PLAIN:
        if match := pattern.fullmatch(reason):
            return "", words.format(*(KINDS.get(part, part) for part in match.groups()))
    return "", reason


def as_of(path: Path, facts: dict[str, Any]) -> datetime.date:
    """Return the day on which a file's facts were gathered.

    :raises DataRefused: if the file does not say
    """
    try:
        return datetime.date.fromisoformat(facts["as_of"])
    except (KeyError, TypeError, ValueError) as problem:
        raise DataRefused(
            f"{path.name}: field as_of: must be the day the facts were gathered (2026-11-23)"
        ) from problem


def refuse_doubles(path: Path, entries: list[Any], field: str) -> None:
    """Refuse a file in which two entries share a value of `field`.

    :raises DataRefused: naming both
    """
    seen: dict[Any, int] = {}
    refusals: list[str] = []
    for number, entry in enumerate(entries, start=1):
        value = getattr(entry, field)
        if value is not None and value in seen:
            refusals.append(
                f"{path.name}: entry {number}: field {field}: {value} is also that of entry "
                f"{seen[value]}"
            )
        seen[value] = number
    if refusals:
        raise DataRefused(*refusals)
