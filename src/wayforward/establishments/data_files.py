"""The shape of an authority's schools.json and places.json, and one reader for such files.

Unknown facts are left out of the files: an empty text or an unknown field is refused.
"""

import datetime
import json
import uuid
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

Text = Annotated[str, msgspec.Meta(min_length=1, pattern=r"\S")]
Age = Annotated[int, msgspec.Meta(ge=0, le=120)]
Urn = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]
Kind = TypeVar("Kind", bound=msgspec.Struct)


class DataRefused(Exception):
    """A data file cannot be loaded; the message names file, entry, field and reason."""


class Provision(msgspec.Struct, forbid_unknown_fields=True):
    """Places that a school keeps for one kind of need."""

    need: Text
    primary_needs: list[Text] = []
    places: Annotated[int, msgspec.Meta(ge=0, le=2000)] | None = None
    places_added: Annotated[int, msgspec.Meta(ge=0, le=2000)] | None = None
    note: Text | None = None
    as_at: Text | None = None


class SchoolEntry(msgspec.Struct, forbid_unknown_fields=True):
    """One school, nursery or college."""

    id: uuid.UUID
    name: Text
    phase: Text
    type: Text | None = None
    urn: Urn | None = None
    urn_source: Text | None = None
    former_urns: list[Urn] = []
    postcode: Text | None = None
    postcode_verified: bool = False
    area: Text | None = None
    age_min: Age | None = None
    age_max: Age | None = None
    specialist_provision: list[Provision] = []
    notes: Text | None = None
    source_url: Text | None = None


class PlaceEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A named place and the postcode sectors ("MK12 5") or outcodes that it covers."""

    name: Text
    postcode_sectors: Annotated[list[Text], msgspec.Meta(min_length=1)]
    aliases: list[Text] = []


def read_entries(path: Path, key: str, kind: type[Kind]) -> tuple[dict[str, Any], list[Kind]]:
    """Return the file's own facts and its list `key`, each entry checked as a `kind`.

    :raises DataRefused: naming file, entry (by name or place in the list), field and reason
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
    entries = []
    for number, entry in enumerate(whole[key], start=1):
        try:
            entries.append(msgspec.convert(entry, kind))
        except msgspec.ValidationError as problem:
            reason, _, where = str(problem).partition(" - at `$")
            named = entry.get("name", entry.get("title")) if isinstance(entry, dict) else None
            raise DataRefused(
                f"{path.name}: entry {number} ({named or 'without a name'}): "
                f"field {where.strip('`.') or 'as a whole'}: {reason}"
            ) from problem
    return {name: value for name, value in whole.items() if name != key}, entries


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
    for number, entry in enumerate(entries, start=1):
        value = getattr(entry, field)
        if value is not None and value in seen:
            raise DataRefused(
                f"{path.name}: entry {number}: field {field}: {value} is also that of entry "
                f"{seen[value]}"
            )
        seen[value] = number
