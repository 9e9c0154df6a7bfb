"""Loading schools, places and postcodes from an authority's data. Each can be run again."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model

from wayforward.audit.recording import record
from wayforward.establishments.data_files import (
    DataRefused,
    PlaceEntry,
    SchoolEntry,
    as_of,
    read_entries,
    refuse_doubles,
)
from wayforward.establishments.models import (
    Establishment,
    Place,
    Postcode,
    SpecialistProvision,
)
from wayforward.establishments.postcodes import PostcodeRow, normalised, rows_in

# What the profile's file says of a school; and what it may still say once the register of schools
# has spoken, which knows the rest better.
BESIDE_GIAS = ["former_urns", "area", "notes", "source_url"]
OURS = [
    *("name", "phase", "type", "urn", "postcode", "postcode_is_verified", "age_min", "age_max"),
    *("as_of", *BESIDE_GIAS),
]
SECTOR = re.compile(r"(?P<outcode>[A-Z]{1,2}[0-9][A-Z0-9]?)( (?P<sector>[0-9]))?")


def place_key(name: str) -> str:
    """Return a place's name as it is looked up: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@transaction.atomic
def load_schools(path: Path, *, by: Model | None) -> int:
    """Load schools.json; entries already here are brought up to date. Return how many.

    Of a school that the register of schools has brought up to date, only what the register does
    not know is changed. What staff recorded stays.

    :raises DataRefused: if the file is wrong; then nothing is loaded
    """
    facts, entries = read_entries(path, "schools", SchoolEntry)
    refuse_doubles(path, entries, "id")
    refuse_doubles(path, entries, "urn")
    day = as_of(path, facts)
    ids = [entry.id for entry in entries]
    urns = [entry.urn for entry in entries if entry.urn]
    for taken in Establishment.objects.filter(urn__in=urns).exclude(id__in=ids):
        raise DataRefused(
            f"{path.name}: field urn: {taken.urn} is the number of {taken.name} here, which has "
            f"another id, {taken.id}"
        )
    register = set(
        Establishment.objects.filter(id__in=ids, gias_as_of__isnull=False).values_list(
            "id", flat=True
        )
    )
    _upsert([_establishment(entry, day) for entry in entries if entry.id not in register], OURS)
    _upsert([_establishment(entry, day) for entry in entries if entry.id in register], BESIDE_GIAS)
    provisions = SpecialistProvision.objects.filter(origin=Establishment.PROFILE)
    provisions.filter(establishment_id__in=ids).delete()
    SpecialistProvision.objects.bulk_create(
        SpecialistProvision(
            establishment_id=entry.id,
            kind=SpecialistProvision.SPECIAL_SCHOOL if entry.phase == "special" else "",
            need=provision.need,
            primary_needs=provision.primary_needs,
            places=provision.places,
            places_added=provision.places_added,
            note=provision.note or "",
            as_at=provision.as_at or "",
        )
        for entry in entries
        for provision in entry.specialist_provision
    )
    record("establishments.loaded_schools", by=by, schools=len(entries))
    return len(entries)


def _upsert(rows: list[Establishment], fields: list[str]) -> None:
    """Add rows by id; of a row that is here already, change only `fields`."""
    Establishment.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _establishment(entry: SchoolEntry, day: date) -> Establishment:
    return Establishment(
        id=entry.id,
        name=entry.name,
        phase=entry.phase,
        type=entry.type or "",
        urn=entry.urn,
        former_urns=entry.former_urns,
        postcode=entry.postcode or "",
        postcode_is_verified=entry.postcode_verified,
        area=entry.area or "",
        age_min=entry.age_min,
        age_max=entry.age_max,
        notes=entry.notes or "",
        source_url=entry.source_url or "",
        as_of=day,
    )


@transaction.atomic
def load_postcodes(districts: set[str], *, by: Model | None) -> int:
    """Replace the postcodes kept by those of `districts` (GSS codes). Return how many."""
    with connection.cursor() as cursor:
        cursor.execute("delete from establishments_postcode")
        return copy_postcodes(rows_in(districts), by=by)


@transaction.atomic
def copy_postcodes(rows: Iterable[PostcodeRow], *, by: Model | None) -> int:
    """Add `rows` by COPY; return how many there are now."""
    with connection.cursor() as cursor:
        into = "copy establishments_postcode (code, district, easting, northing) from stdin"
        with cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)
    count = Postcode.objects.count()
    record("establishments.loaded_postcodes", by=by, postcodes=count)
    return count


@transaction.atomic
def load_places(path: Path, *, by: Model | None) -> int:
    """Load places.json; each place stands at the middle of its postcodes. Return how many.

    :raises DataRefused: if the file is wrong, or a place has no postcode that is loaded
    """
    _, entries = read_entries(path, "places", PlaceEntry)
    places = []
    for number, entry in enumerate(entries, start=1):
        middle = _middle(entry.postcode_sectors)
        if middle is None:
            raise DataRefused(
                f"{path.name}: entry {number} ({entry.name}): field postcode_sectors: no postcode "
                f"of {', '.join(entry.postcode_sectors)} is known; check the sectors and the "
                "districts in the arrangements"
            )
        places.append(
            Place(
                name=entry.name,
                key=place_key(entry.name),
                other_keys=[place_key(alias) for alias in entry.aliases],
                easting=middle[0],
                northing=middle[1],
            )
        )
    refuse_doubles(path, places, "key")
    Place.objects.all().delete()
    Place.objects.bulk_create(places)
    record("establishments.loaded_places", by=by, places=len(places))
    return len(places)


def _middle(sectors: list[str]) -> tuple[int, int] | None:
    """Return the mean easting and northing of all postcodes in `sectors`, in metres."""
    patterns = []
    for text in sectors:
        match = SECTOR.fullmatch(text.upper().strip())
        if match is None:
            return None
        digit = match["sector"] or "[0-9]"
        patterns.append(f"{normalised(match['outcode'])}{digit}[A-Z]{{2}}")
    with connection.cursor() as cursor:
        cursor.execute(
            "select round(avg(easting))::int, round(avg(northing))::int "
            "from establishments_postcode where code ~ %s",
            [f"^({'|'.join(patterns)})$"],
        )
        easting, northing = cursor.fetchone()
    return None if easting is None else (easting, northing)
