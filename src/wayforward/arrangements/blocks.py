"""Blocks of a profile that say who people are: authority, contacts, quicklinks, teams, forum.

They are part of :mod:`wayforward.arrangements.schema`; import them from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from wayforward.arrangements.rules import (
    SOME,
    AuthorityCode,
    Code,
    ColourUnderInk,
    ColourUnderWhite,
    Email,
    Phone,
    Slug,
    Uuid,
    WebAddress,
    between,
    number_from,
    one_of,
)

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A block of facts that says where it comes from.

    :ivar source: where the facts were read: a page's address, a paper, or who decided.
    :ivar as_of: the day on which they were read.
    """

    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The authority's three colours, as ``#rrggbb`` in lower case.

    :ivar brand: header, buttons and links; white text is written on it.
    :ivar accent: what needs doing; dark text is written on it, never white.
    :ivar deep: footer and bands; white text is written on it.
    """

    brand: ColourUnderWhite
    accent: ColourUnderInk
    deep: ColourUnderWhite


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Sourced):
    """The local authority.

    :ivar name: its full name.
    :ivar short_name: the name of the place, as people say it.
    :ivar code: its ONS code.
    :ivar logo_text: the words that stand in for a logo.
    :ivar local_offer_name: what it calls its Local Offer.
    :ivar website: its own website.
    :ivar colours: the three colours.
    """

    name: str
    short_name: str
    code: AuthorityCode
    logo_text: str
    local_offer_name: str
    website: WebAddress
    colours: Colours


@dataclass(frozen=True, slots=True, kw_only=True)
class Vision(Sourced):
    """What the authority wants for its children and young people.

    :ivar text: its own words.
    """

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Sourced):
    """What the Local Offer is and who it is for.

    :ivar what: one or two sentences for the home page.
    :ivar who: who may use it.
    """

    what: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Sourced):
    """A person or team that people can ring or write to.

    :ivar code: its code.
    :ivar name: its name.
    :ivar what_for: when to get in touch, in plain words.
    :ivar phones: its numbers, the first one first.
    :ivar email: its e-mail address.
    :ivar website: its website.
    :ivar opening_hours: when it answers, as reported; say so if pages disagree.
    :ivar hours_confirmed: true only if the hours come from the team itself.
    :ivar always_shown: true to keep it in sight on every public page.
    :ivar for_safety: true to name it where somebody's words say that a child may not be safe.
    :ivar service: the id of its entry in services.json.
    """

    code: Code
    name: str
    what_for: str
    phones: tuple[Phone, ...] = ()
    email: Email | None = None
    website: WebAddress | None = None
    opening_hours: str | None = None
    hours_confirmed: bool = False
    always_shown: bool = False
    for_safety: bool = False
    service: Uuid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quicklink(Sourced):
    """One of the main doors into the Local Offer.

    A quicklink must lead somewhere: at least one guidance page, and at least three services
    by category and by hand together.

    :ivar code: its code, which is also a service category.
    :ivar label: its words on the page.
    :ivar order: its place, from 1.
    :ivar intro: two to four short paragraphs that help.
    :ivar categories: the service categories whose services it shows.
    :ivar guidance: slugs of pages in guidance.json, the most useful first.
    :ivar services: ids of services in services.json to show first.
    """

    code: Code
    label: str
    order: Annotated[int, number_from(1, 99)]
    intro: Annotated[Texts, between(2, 4)]
    categories: Annotated[tuple[Code, ...], SOME]
    guidance: Annotated[tuple[Slug, ...], SOME]
    services: tuple[Uuid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Sourced):
    """A team and what it does.

    :ivar code: its code.
    :ivar name: its name.
    :ivar what: one or two sentences.
    :ivar does: its main tasks, one line each.
    :ivar also_called: other names that people may know.
    :ivar ages: whom it works with, in words.
    :ivar contact: the code of its contact.
    :ivar service: the id of its entry in services.json.
    """

    code: Code
    name: str
    what: str
    does: Annotated[Texts, SOME]
    also_called: Texts = ()
    ages: str | None = None
    contact: Code | None = None
    service: Uuid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Sourced):
    """A role that the authority names in public.

    :ivar code: its code.
    :ivar title: the title of the role; no person is named.
    :ivar what: what the role leads or decides.
    """

    code: Code
    title: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum(Sourced):
    """The meeting that talks over requests and funding.

    :ivar name: its name.
    :ivar short_name: how staff say it.
    :ivar purpose: what it is for.
    :ivar members: who sits on it, by role.
    :ivar decides_on: what may come to it.
    :ivar frequency: how often it meets.
    :ivar weekday: the day on which it meets.
    :ivar rhythm: how its weeks work, one sentence each.
    :ivar heard_from_week: the first week of the legal clock in which it hears a request for an
        assessment.
    :ivar heard_to_week: the last such week; the decision must be sent in week 6, so never later.
    :ivar service: the id of its entry in services.json.
    """

    name: str
    short_name: str
    purpose: str
    members: Annotated[Texts, SOME]
    decides_on: Annotated[Texts, SOME]
    frequency: Annotated[str, one_of("weekly", "fortnightly", "monthly", "each half term")]
    weekday: Annotated[str, one_of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]
    rhythm: Texts = ()
    heard_from_week: Annotated[int, number_from(1, 6)] | None = None
    heard_to_week: Annotated[int, number_from(1, 6)] | None = None
    service: Uuid | None = None
