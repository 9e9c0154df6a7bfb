"""Loading an authority's whole Local Offer from its files: one action, safe to run again."""

import datetime
import uuid
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from wayforward.arrangements.schema import Arrangements, LocalTerm
from wayforward.arrangements.words import GlossaryTerm as GlossaryEntry
from wayforward.arrangements.words import Vocabulary
from wayforward.audit.recording import record
from wayforward.establishments.actions.load import (
    load_places,
    load_postcodes,
    load_schools,
    place_key,
)
from wayforward.establishments.models import Place, Postcode
from wayforward.establishments.postcodes import normalised
from wayforward.local_offer import models
from wayforward.local_offer.data_files import GuidanceEntry, LocationEntry, ServiceEntry
from wayforward.local_offer.loading import TAXONOMIES, TERM_FIELDS, Directory, read_directory
from wayforward.local_offer.search.index import rebuild
from wayforward.web.text import words_of

# Ids of rows that the files do not name are made from this and what the row is.
NAMESPACE = uuid.UUID("0d4c9f6a-52f1-5f0e-9a7e-3f6b1c2d4e5f")


@transaction.atomic
def load_local_offer(
    folder: Path,
    arrangements: Arrangements,
    vocabulary: Vocabulary,
    glossary: tuple[GlossaryEntry, ...],
    *,
    by: Model | None,
    on: datetime.date,
) -> dict[str, int]:
    """Load one authority's whole Local Offer, in one transaction. Return counts by name.

    Run again it changes nothing but what the files have changed. A service that is no longer in
    the files stays, and is counted under "services no longer in the files".

    :param on: the day; a service that is new here was added on it
    :raises DataRefused: naming file, entry, field and reason; then nothing is loaded
    """
    directory = read_directory(folder, on=on)
    counts = {
        "postcodes": load_postcodes(set(arrangements.area.postcode_districts), by=by),
        "places": load_places(folder / "places.json", by=by),
        "schools": load_schools(folder / "schools.json", by=by),
    }
    _load_terms(directory)
    _upsert(
        models.Organisation,
        [
            models.Organisation(
                id=entry.id, name=entry.name, description=entry.description, url=entry.url or ""
            )
            for entry in directory.organisations
        ],
    )
    _load_services(directory, area=arrangements.authority.short_name, on=on)
    unplaced = _load_locations(directory.services)
    _load_guidance(directory.guidance)
    _load_words(arrangements, vocabulary, glossary)
    ids = [entry.id for entry in directory.services]
    counts |= {
        "organisations": len(directory.organisations),
        "services": len(directory.services),
        "guidance pages": len(directory.guidance),
        "locations whose postcode or place is not known here (they have no distance)": unplaced,
        "services no longer in the files": models.Service.objects.exclude(id__in=ids).count(),
    }
    rebuild()
    record("local_offer.loaded_directory", by=by, counts=counts)
    return counts


def _upsert(model: type[Model], rows: list[Any]) -> None:
    """Add rows by id; a row that is here already takes the new values."""
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_create(  # type: ignore[attr-defined]
        rows, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=fields
    )


def _made_id(*parts: object) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def _load_terms(directory: Directory) -> None:
    taxonomies = [
        models.Taxonomy(code=code, name=name, description=description)
        for code, name, description in TAXONOMIES.values()
    ]
    _upsert(models.Taxonomy, taxonomies)
    _upsert(
        models.TaxonomyTerm,
        [
            models.TaxonomyTerm(
                id=_made_id("term", TAXONOMIES[key][0], entry.code),
                taxonomy_id=TAXONOMIES[key][0],
                code=entry.code,
                name=entry.name,
                description=entry.description,
                position=position,
                broader=entry.need or "",
            )
            for key, entries in directory.terms.items()
            for position, entry in enumerate(entries)
        ],
    )


def _load_services(directory: Directory, *, area: str, on: datetime.date) -> None:
    entries = directory.services
    added = dict(models.Service.objects.values_list("id", "added_on"))
    _upsert(models.Service, [_service(entry, added.get(entry.id, on)) for entry in entries])
    ids = [entry.id for entry in entries]
    parts: dict[type[Any], list[Any]] = {
        models.Phone: [],
        models.Contact: [],
        models.Schedule: [],
        models.CostOption: [],
        models.Accessibility: [],
        models.ServiceArea: [],
    }
    for entry in entries:
        for part in _parts(entry, area):
            parts[type(part)].append(part)
    for model, rows in parts.items():
        model.objects.filter(service_id__in=ids).delete()
        model.objects.bulk_create(rows)
    term_ids = {
        (term.taxonomy_id, term.code): term.id for term in models.TaxonomyTerm.objects.all()
    }
    through = models.Service.terms.through
    through.objects.filter(service_id__in=ids).delete()
    through.objects.bulk_create(
        through(service_id=entry.id, taxonomyterm_id=term_ids[TAXONOMIES[key][0], code])
        for entry in entries
        for field, key in TERM_FIELDS.items()
        for code in dict.fromkeys(getattr(entry, field))
    )


def _service(entry: ServiceEntry, added_on: datetime.date) -> models.Service:
    return models.Service(
        id=entry.id,
        organisation_id=entry.organisation,
        establishment_id=entry.school,
        name=entry.name,
        kind=entry.kind,
        description=entry.description,
        url=entry.url or "",
        age_min=entry.age_min,
        age_max=entry.age_max,
        plan_needed={"yes": True, "no": False}.get(entry.plan_needed or ""),
        referral=entry.referral or "",
        keywords=entry.keywords,
        notes=entry.notes or "",
        facts_as_of=entry.facts_as_of or "",
        source=entry.source_url,
        last_checked_on=entry.last_checked_on,
        last_checked_by=entry.last_checked_by,
        next_check_due_on=entry.next_check_due,
        added_on=added_on,
    )


def _parts(entry: ServiceEntry, area: str) -> list[Any]:
    """Return the rows that belong to one service: numbers, addresses, hours, cost, access, area."""
    rows: list[Any] = [
        models.Phone(
            id=_made_id(entry.id, "phone", phone.number),
            service_id=entry.id,
            number=phone.number,
            description=phone.note or "",
        )
        for phone in entry.phones
    ]
    rows += [
        models.Contact(id=_made_id(entry.id, "email", email), service_id=entry.id, email=email)
        for email in entry.emails
    ]
    rows += [
        models.Accessibility(
            id=_made_id(entry.id, "accessibility", text), service_id=entry.id, description=text
        )
        for text in entry.accessibility
    ]
    if entry.opening_hours:
        rows.append(
            models.Schedule(
                id=_made_id(entry.id, "schedule"),
                service_id=entry.id,
                description=entry.opening_hours,
            )
        )
    if entry.cost:
        rows.append(
            models.CostOption(
                id=_made_id(entry.id, "cost"),
                service_id=entry.id,
                option=entry.cost,
                description=entry.cost_note or "",
            )
        )
    if entry.area_wide:
        rows.append(
            models.ServiceArea(id=_made_id(entry.id, "area"), service_id=entry.id, name=area)
        )
    return rows


def _load_locations(entries: list[ServiceEntry]) -> int:
    """Load where services are given, each with a position from its postcode or its place.

    Return how many have a postcode or a place, and neither is known.
    """
    codes = {
        normalised(location.postcode)
        for entry in entries
        for location in entry.locations
        if location.postcode
    }
    spots = {row.code: (row.easting, row.northing) for row in Postcode.objects.filter(pk__in=codes)}
    places = {}
    for place in Place.objects.all():
        for key in [place.key, *place.other_keys]:
            places[key] = (place.easting, place.northing)
    rows = {
        location.id: _location(location, spots, places)
        for entry in entries
        for location in entry.locations
    }
    _upsert(models.Location, list(rows.values()))
    models.ServiceAtLocation.objects.filter(service_id__in=[entry.id for entry in entries]).delete()
    models.ServiceAtLocation.objects.bulk_create(
        models.ServiceAtLocation(
            id=_made_id(entry.id, "at", location.id),
            service_id=entry.id,
            location_id=location.id,
        )
        for entry in entries
        for location in entry.locations
    )
    return sum(row.easting is None and bool(row.postcode or row.place) for row in rows.values())


def _location(
    entry: LocationEntry,
    spots: dict[str, tuple[int, int]],
    places: dict[str, tuple[int, int]],
) -> models.Location:
    exact = spots.get(normalised(entry.postcode or ""))
    rough = places.get(place_key(entry.place or ""))
    position = exact or rough
    return models.Location(
        id=entry.id,
        name=entry.name or "",
        address=entry.address or "",
        place=entry.place or "",
        postcode=entry.postcode or "",
        easting=position[0] if position else None,
        northing=position[1] if position else None,
        position_is_approximate=exact is None and rough is not None,
    )


def _load_guidance(pages: list[GuidanceEntry]) -> None:
    _upsert(
        models.GuidancePage,
        [
            models.GuidancePage(
                id=page.id,
                slug=page.slug,
                title=page.title,
                section=page.section,
                kind=page.kind,
                quicklinks=page.quicklinks,
                audiences=page.audiences,
                topics=page.topics,
                keywords=page.keywords,
                summary=page.summary,
                body=[
                    {"kind": block.kind, "text": block.text or "", "items": block.items}
                    for block in page.body
                ],
                is_ours=page.ours,
                sources=[{"name": source.name, "url": source.url or ""} for source in page.sources]
                or [{"name": page.title, "url": page.source_url or ""}],
                text_was_seen=page.text_seen,
                last_checked_on=page.last_checked_on,
                last_checked_by=page.last_checked_by,
                next_check_due_on=page.next_check_due,
            )
            for page in pages
        ],
    )


def _load_words(
    arrangements: Arrangements, vocabulary: Vocabulary, glossary: tuple[GlossaryEntry, ...]
) -> None:
    """Load the search words and the glossary: the shared ones, and this authority's own."""
    word, phrase, filler = models.Synonym.WORD, models.Synonym.PHRASE, models.Synonym.FILLER
    groups = [(word, entry.words, entry.means) for entry in vocabulary.synonym]
    groups += [(word, entry.words, entry.means) for entry in arrangements.local_synonyms]
    groups += [(phrase, entry.says, entry.means) for entry in vocabulary.phrase]
    groups += [(filler, entry.words, ()) for entry in vocabulary.filler]
    rows = {}
    for kind, typed, means in groups:
        key = _made_id("synonym", kind, typed[0])
        rows[key] = models.Synonym(
            id=key,
            kind=kind,
            typed=[" ".join(words_of(text)) for text in typed],
            means=[" ".join(words_of(text)) for text in means],
        )
    for edited in models.Synonym.objects.filter(is_edited=True, id__in=rows):
        del rows[edited.id]
    _upsert(models.Synonym, list(rows.values()))
    terms: list[GlossaryEntry | LocalTerm] = [*glossary, *arrangements.local_terms]
    known = {
        entry.term: models.GlossaryTerm(
            term=entry.term,
            also=list(entry.also),
            expansion=entry.expansion or "",
            meaning=entry.meaning,
            source=entry.source,
        )
        for entry in terms
    }
    ours = models.GlossaryTerm.objects.filter(is_edited=True, term__in=known)
    for term in ours.values_list("term", flat=True):
        del known[term]
    _upsert(models.GlossaryTerm, list(known.values()))
