"""The shape of an authority's Local Offer files: organisations, services, guidance, taxonomies.

Unknown facts are left out of the files. establishments/data_files.py reads and refuses them.
"""

import datetime
import uuid
from typing import Annotated, Literal

import msgspec

from wayforward.establishments.data_files import Age, Name, PostcodeText, Short, Text

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_]+$", max_length=60)]
Email = Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
WebAddress = Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$", max_length=500)]


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """What every entry of these files is: without a field that we do not know."""


class OrganisationEntry(Entry):
    """One provider."""

    id: uuid.UUID
    name: Name
    description: Text
    url: WebAddress | None = None


class PhoneEntry(Entry):
    """A number, and what it is for."""

    number: Annotated[str, msgspec.Meta(pattern=r"^[0-9+() ]{5,40}$")]
    note: Name | None = None


class LocationEntry(Entry):
    """Where a service is given: an address, a postcode, a named place, or some of them."""

    id: uuid.UUID
    name: Name | None = None
    address: Annotated[str, msgspec.Meta(min_length=1, max_length=300)] | None = None
    postcode: PostcodeText | None = None
    place: Short | None = None


class ServiceEntry(Entry):
    """One service; arrangements keep the codes, taxonomies.json their names."""

    id: uuid.UUID
    organisation: uuid.UUID
    name: Name
    kind: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+$", max_length=20)]
    description: Text
    categories: Annotated[list[Code], msgspec.Meta(min_length=1)]
    audiences: Annotated[list[Code], msgspec.Meta(min_length=1)]
    topics: Annotated[list[Code], msgspec.Meta(min_length=1)]
    source_url: Text
    last_checked_on: datetime.date
    last_checked_by: Name
    next_check_due: datetime.date
    schedule2: list[Code] = []
    needs: list[Code] = []
    primary_needs: list[Code] = []
    stages: list[Code] = []
    plan_needed: Literal["yes", "no"] | None = None
    age_min: Age | None = None
    age_max: Age | None = None
    cost: Literal["free", "charged", "varies"] | None = None
    cost_note: Annotated[str, msgspec.Meta(min_length=1, max_length=300)] | None = None
    referral: Text | None = None
    phones: list[PhoneEntry] = []
    emails: list[Email] = []
    url: WebAddress | None = None
    opening_hours: Text | None = None
    locations: list[LocationEntry] = []
    area_wide: bool = False
    accessibility: list[Text] = []
    keywords: list[Short] = []
    notes: Text | None = None
    facts_as_of: Annotated[str, msgspec.Meta(min_length=1, max_length=20)] | None = None
    school: uuid.UUID | None = None


class Block(Entry):
    """One block of a guidance page: a heading, paragraph or note has `text`, a list `items`."""

    kind: Literal["heading", "paragraph", "list", "steps", "note"]
    text: Text | None = None
    items: list[Text] = []


class SourceEntry(Entry):
    """Where a page's facts come from."""

    name: Text
    url: WebAddress | None = None


class GuidanceEntry(Entry):
    """One guidance page; `ours` when written for Wayforward, with its sources."""

    id: uuid.UUID
    slug: Slug
    title: Name
    section: Short
    kind: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+$", max_length=20)]
    quicklinks: Annotated[list[Code], msgspec.Meta(min_length=1)]
    audiences: Annotated[list[Code], msgspec.Meta(min_length=1)]
    summary: Text
    body: Annotated[list[Block], msgspec.Meta(min_length=1)]
    last_checked_on: datetime.date
    last_checked_by: Name
    topics: list[Code] = []
    keywords: list[Short] = []
    ours: bool = False
    sources: list[SourceEntry] = []
    source_url: Text | None = None
    text_seen: bool = True
    next_check_due: datetime.date | None = None
    facts_as_of: Text | None = None


class TermEntry(Entry):
    """One term of a taxonomy."""

    code: Code
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=150)]
    description: Text
    need: Code | None = None  # the broad area that a primary need belongs to
    paragraph: Text | None = None  # of Schedule 2 to the SEND Regulations 2014
