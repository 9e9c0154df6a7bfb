"""Reads an authority's Local Offer folder and holds it together: every reference must resolve."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wayforward.establishments.data_files import (
    DataRefused,
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


def read_directory(folder: Path) -> Directory:
    """Return what `folder` holds.

    :raises DataRefused: naming file, entry, field and reason
    """
    terms = {key: read_entries(folder / "taxonomies.json", key, TermEntry)[1] for key in TAXONOMIES}
    for entries in terms.values():
        refuse_doubles(folder / "taxonomies.json", entries, "code")
    _, organisations = read_entries(
        folder / "organisations.json", "organisations", OrganisationEntry
    )
    refuse_doubles(folder / "organisations.json", organisations, "id")
    facts, services = read_entries(folder / "services.json", "services", ServiceEntry)
    as_of(folder / "services.json", facts)
    refuse_doubles(folder / "services.json", services, "id")
    _, guidance = read_entries(folder / "guidance.json", "pages", GuidanceEntry)
    refuse_doubles(folder / "guidance.json", guidance, "id")
    refuse_doubles(folder / "guidance.json", guidance, "slug")
    _, schools = read_entries(folder / "schools.json", "schools", SchoolEntry)
    known = {key: {entry.code for entry in entries} for key, entries in terms.items()}
    check_services(
        services,
        known,
        organisations={entry.id for entry in organisations},
        schools={entry.id for entry in schools},
    )
    check_guidance(guidance, known)
    return Directory(organisations, services, guidance, terms)


def check_services(
    services: list[ServiceEntry],
    known: dict[str, set[str]],
    *,
    organisations: set[uuid.UUID],
    schools: set[uuid.UUID],
) -> None:
    """Refuse a service that names what does not exist, or whose ages are the wrong way round."""
    for number, entry in enumerate(services, start=1):
        here = f"services.json: entry {number} ({entry.name}): field"
        if entry.organisation not in organisations:
            raise DataRefused(f"{here} organisation: no organisation has id {entry.organisation}")
        if entry.school is not None and entry.school not in schools:
            raise DataRefused(f"{here} school: no school has id {entry.school}")
        for field, key in TERM_FIELDS.items():
            for code in getattr(entry, field):
                if code not in known[key]:
                    raise DataRefused(f"{here} {field}: {code!r} is not in taxonomies.json")
        known_ages = entry.age_min is not None and entry.age_max is not None
        if known_ages and entry.age_min > entry.age_max:  # type: ignore[operator]
            raise DataRefused(f"{here} age_max: {entry.age_max} is below {entry.age_min}")


def check_guidance(pages: list[GuidanceEntry], known: dict[str, set[str]]) -> None:
    """Refuse a page that names an unknown quicklink, audience or topic, or has an empty block."""
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
                    raise DataRefused(f"{here} {field}: {code!r} is not in taxonomies.json")
        for place, block in enumerate(page.body, start=1):
            if not (block.text or block.items):
                raise DataRefused(f"{here} body: block {place} has neither text nor items")
