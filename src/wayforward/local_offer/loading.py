"""Reads an authority's Local Offer folder and holds it together: every reference must resolve."""

import contextlib
import datetime
import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wayforward.establishments.data_files import (
    DataRefused,
    Kind,
    PlaceEntry,
    SchoolEntry,
    as_of,
    read_entries,
    refuse_doubles,
)
from wayforward.local_offer.data_files import (
    GuidanceEntry,
    OrganisationEntry,
    ServiceEntry,
    TermEntry,
)

FILES = (
    "organisations.json",
    "services.json",
    "guidance.json",
    "taxonomies.json",
    "schools.json",
    "places.json",
)
# Each list of terms: its key in taxonomies.json, its code here, its name, what it is.
TAXONOMIES = {
    "topics": ("topic", "Topics", "What the help is about."),
    "categories": ("quicklink", "Quicklinks", "The main doors into the Local Offer."),
    "needs": (
        "need",
        "Areas of need",
        "The four broad areas of need of the SEND code of practice.",
    ),
    "primary_needs": ("primary_need", "Types of need", "The Department for Education's codes."),
    "stages": ("stage", "Stages", "The stages of the graduated approach."),
    "audiences": ("audience", "Who it is for", "The people who use a service."),
    "costs": ("cost", "Cost", "Whether people pay."),
    "schedule2": (
        "schedule2",
        "Heads of Schedule 2",
        "What a Local Offer must hold: Schedule 2 of the SEND Regulations 2014.",
    ),
}
# Which fields of a service hold the codes of which list.
TERM_FIELDS = {
    "topics": "topics",
    "categories": "categories",
    "needs": "needs",
    "primary_needs": "primary_needs",
    "stages": "stages",
    "audiences": "audiences",
    "schedule2": "schedule2",
}


@dataclass(frozen=True, slots=True)
class Directory:
    """All that the files of one Local Offer hold, checked."""

    organisations: list[OrganisationEntry]
    services: list[ServiceEntry]
    guidance: list[GuidanceEntry]
    terms: dict[str, list[TermEntry]]


def fingerprint(paths: Iterable[Path]) -> str:
    """Return a hash of the files' names and contents; a missing file counts as empty."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def read_directory(folder: Path, *, on: datetime.date) -> Directory:
    """Return what `folder` holds.

    :param on: today; nothing was checked after it
    :raises DataRefused: for everything that is wrong: file, entry, field and reason
    """
    refusals: list[str] = []

    def read(name: str, key: str, kind: type[Kind], *differ: str) -> list[Kind]:
        with gathered(refusals):
            facts, entries = read_entries(folder / name, key, kind)
            for field in differ:
                with gathered(refusals):
                    refuse_doubles(folder / name, entries, field)
            if key in {"services", "schools"}:
                with gathered(refusals):
                    refuse_day_to_come(folder / name, as_of(folder / name, facts), on)
            return entries
        return []

    terms = {key: read("taxonomies.json", key, TermEntry, "code") for key in TAXONOMIES}
    organisations = read("organisations.json", "organisations", OrganisationEntry, "id")
    services = read("services.json", "services", ServiceEntry, "id")
    guidance = read("guidance.json", "pages", GuidanceEntry, "id", "slug")
    schools = read("schools.json", "schools", SchoolEntry, "id", "urn")
    read("places.json", "places", PlaceEntry)
    if not refusals:  # what was not read cannot be referred to
        known = {key: {entry.code for entry in entries} for key, entries in terms.items()}
        refusals += check_services(
            services,
            known,
            organisations={entry.id for entry in organisations},
            schools={entry.id for entry in schools},
            on=on,
        )
        refusals += check_guidance(guidance, known, on=on)
    if refusals:
        raise DataRefused(*dict.fromkeys(refusals))
    return Directory(organisations, services, guidance, terms)


def refuse_day_to_come(path: Path, gathered_on: datetime.date, on: datetime.date) -> None:
    """Refuse facts that were gathered after `on`, which is today.

    :raises DataRefused: naming the day
    """
    if gathered_on > on:
        raise DataRefused(f"{path.name}: field as_of: {gathered_on} is still to come")


@contextlib.contextmanager
def gathered(refusals: list[str]) -> Iterator[None]:
    """Add what is refused inside to `refusals`, and go on after it."""
    try:
        yield
    except DataRefused as refusal:
        refusals.extend(refusal.refusals)


def check_services(
    services: list[ServiceEntry],
    known: dict[str, set[str]],
    *,
    organisations: set[uuid.UUID],
    schools: set[uuid.UUID],
    on: datetime.date,
) -> Iterator[str]:
    """Refuse a service that names what does not exist, or whose ages or days cannot be."""
    for number, entry in enumerate(services, start=1):
        here = f"services.json: entry {number} ({entry.name}): field"
        if entry.organisation not in organisations:
            yield f"{here} organisation: no organisation has id {entry.organisation}"
        if entry.school is not None and entry.school not in schools:
            yield f"{here} school: no school has id {entry.school}"
        for field, key in TERM_FIELDS.items():
            for code in getattr(entry, field):
                if code not in known[key]:
                    yield f"{here} {field}: {code!r} is not in taxonomies.json"
        known_ages = entry.age_min is not None and entry.age_max is not None
        if known_ages and entry.age_min > entry.age_max:  # type: ignore[operator]
            yield f"{here} age_max: {entry.age_max} is below {entry.age_min}"
        if entry.last_checked_on > on:
            yield f"{here} last_checked_on: {entry.last_checked_on} is still to come"


def check_guidance(
    pages: list[GuidanceEntry], known: dict[str, set[str]], *, on: datetime.date
) -> Iterator[str]:
    """Refuse a page that names an unknown code, has an empty block, or a day still to come."""
    for number, page in enumerate(pages, start=1):
        here = f"guidance.json: entry {number} ({page.title}): field"
        lists = {
            "quicklinks": "categories",
            "audiences": "audiences",
            "topics": "topics",
        }
        for field, key in lists.items():
            for code in getattr(page, field):
                if code not in known[key]:
                    yield f"{here} {field}: {code!r} is not in taxonomies.json"
        for place, block in enumerate(page.body, start=1):
            if not (block.text or block.items):
                yield f"{here} body: block {place} has neither text nor items"
        if page.last_checked_on > on:
            yield f"{here} last_checked_on: {page.last_checked_on} is still to come"
