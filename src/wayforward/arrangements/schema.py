"""The shape of a profile: everything that one authority may say about itself.

Each class is one block of the TOML files. ``docs/reference/arrangements.md`` is generated from
the docstrings here. Nothing here can loosen the law: statutory limits, rights and amounts are
code in the statute package. A limit may be made stricter with its reason, a rule that nobody has
verified may be put right, and the week in which the forum hears requests may be earlier than the
law's limit and never later.

Every block carries ``source`` (where the fact was read) and ``as_of`` (the day it was read).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from wayforward.arrangements.blocks import (
    About,
    Authority,
    Colours,
    Contact,
    Forum,
    Quicklink,
    Role,
    Sourced,
    Team,
    Texts,
    Vision,
)
from wayforward.arrangements.law import LawChoices, LawCorrection, law_with
from wayforward.arrangements.retention import RetentionRule
from wayforward.arrangements.rules import (
    SOME,
    Code,
    District,
    Slug,
    WebAddress,
    number_from,
    one_of,
)
from wayforward.arrangements.standards import Standard, Standards
from wayforward.statute.rule_sets import RuleSet

__all__ = [
    "About",
    "Area",
    "Arrangements",
    "Authority",
    "Colours",
    "Contact",
    "Forum",
    "FundingElement",
    "KeyDocument",
    "LawChoices",
    "LawCorrection",
    "LocalSynonym",
    "LocalTerm",
    "OtherWay",
    "Quicklink",
    "RetentionRule",
    "Role",
    "SocialLink",
    "Sourced",
    "Stage",
    "Standard",
    "Standards",
    "Team",
    "Term",
    "TermDates",
    "Texts",
    "Vision",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDocument(Sourced):
    """A paper that people ask for by name.

    :ivar code: its code.
    :ivar name: its full name.
    :ivar what: what it is and when to use it.
    :ivar short_name: how people say it.
    :ivar audiences: who uses it, as audience codes of taxonomies.json.
    :ivar guidance: the slug of our page about it.
    :ivar url: where the authority publishes it.
    :ivar note: a doubt that readers should know.
    """

    code: Code
    name: str
    what: str
    short_name: str | None = None
    audiences: tuple[Code, ...] = ()
    guidance: Slug | None = None
    url: WebAddress | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingElement(Sourced):
    """One element of the money for a pupil's support. Amounts are words, never rules.

    :ivar number: 1, 2 or 3.
    :ivar name: its name.
    :ivar what: what it pays for and who holds it.
    :ivar amount: what is known about its size, in words.
    """

    number: Annotated[int, number_from(1, 3)]
    name: str
    what: str
    amount: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Sourced):
    """One stage of the graduated approach.

    :ivar code: universal, targeted or personalised.
    :ivar name: the authority's name for it.
    :ivar what: what it means for a child.
    :ivar elements: the funding elements that pay for it.
    """

    code: Annotated[str, one_of("universal", "targeted", "personalised")]
    name: str
    what: str
    elements: Annotated[tuple[int, ...], SOME]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One school term or half term.

    :ivar name: its name, such as "Autumn term 2026".
    :ivar first_day: the first school day.
    :ivar last_day: the last school day.
    """

    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDates(Sourced):
    """School term dates.

    :ivar status: published (by the authority), example (made up, and shown as such) or unknown.
    :ivar note: what a reader should know about them.
    :ivar terms: the terms in order; none if unknown.
    """

    status: Annotated[str, one_of("published", "example", "unknown")]
    note: str
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialLink(Sourced):
    """A page on a social network.

    :ivar code: its code.
    :ivar name: the name of the network and page.
    :ivar url: its address.
    """

    code: Code
    name: str
    url: WebAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWay(Sourced):
    """A way to get the Local Offer without the internet, or in another form.

    :ivar code: its code.
    :ivar title: a few words.
    :ivar text: what to do.
    """

    code: Code
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Sourced):
    """The ground that searches cover.

    :ivar postcode_districts: ONS codes of the districts whose postcodes are loaded: the
        authority's own first, then its neighbours'.
    """

    postcode_districts: Annotated[tuple[District, ...], SOME]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTerm(Sourced):
    """A word that only this area uses; added to the shared glossary.

    :ivar term: the word.
    :ivar meaning: what it means, in one or two plain sentences.
    :ivar also: other spellings.
    :ivar expansion: the words behind an abbreviation.
    """

    term: str
    meaning: str
    also: Texts = ()
    expansion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSynonym(Sourced):
    """Search words that only this area uses; added to the shared vocabulary.

    :ivar words: what people type, in lower case.
    :ivar means: the words to search for as well.
    """

    words: Annotated[Texts, SOME]
    means: Annotated[Texts, SOME]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangements:
    """One authority's local arrangements.

    :ivar authority: the authority itself.
    :ivar vision: its vision.
    :ivar about: what the Local Offer is and who it is for.
    :ivar contacts: whom to ring or write to.
    :ivar quicklinks: the main doors, in order.
    :ivar teams: the teams and what they do.
    :ivar roles: public roles, without names.
    :ivar forum: the meeting that talks over requests.
    :ivar documents: the papers that people ask for by name.
    :ivar funding: the funding elements.
    :ivar stages: the stages of the graduated approach.
    :ivar term_dates: school terms.
    :ivar social: social network pages.
    :ivar other_ways: paper and other forms.
    :ivar area: the districts whose postcodes are loaded.
    :ivar local_terms: words for the glossary.
    :ivar local_synonyms: words for the search.
    :ivar law: how the authority counts, where the law leaves it open.
    :ivar law_corrections: limits that the authority makes stricter than the law.
    :ivar retention: how long records are kept, by category; without a rule a category is kept.
    :ivar standards: what is expected of every setting; without it there is nothing to review.
    :ivar folder: the folder that the profile was read from; not a key of the files.
    """

    authority: Authority
    vision: Vision
    about: About
    contacts: Annotated[tuple[Contact, ...], SOME]
    quicklinks: Annotated[tuple[Quicklink, ...], SOME]
    teams: Annotated[tuple[Team, ...], SOME]
    forum: Forum
    documents: tuple[KeyDocument, ...]
    funding: Annotated[tuple[FundingElement, ...], SOME]
    stages: Annotated[tuple[Stage, ...], SOME]
    term_dates: TermDates
    other_ways: Annotated[tuple[OtherWay, ...], SOME]
    area: Area
    roles: tuple[Role, ...] = ()
    social: tuple[SocialLink, ...] = ()
    local_terms: tuple[LocalTerm, ...] = ()
    local_synonyms: tuple[LocalSynonym, ...] = ()
    law: LawChoices | None = None
    law_corrections: tuple[LawCorrection, ...] = ()
    retention: tuple[RetentionRule, ...] = ()
    standards: Standards | None = None
    folder: Path = field(default=Path(), compare=False, metadata={"file": False})

    @property
    def local_offer_folder(self) -> Path:
        """The folder that holds services.json and the other content files."""
        return self.folder / "local_offer"

    @property
    def law_in_force(self) -> RuleSet:
        """The law now in force, with what the authority makes stricter."""
        return law_with(self.law, self.law_corrections)

    @property
    def always_shown(self) -> tuple[Contact, ...]:
        """The contacts to keep in sight on every public page."""
        return tuple(contact for contact in self.contacts if contact.always_shown)

    @property
    def for_safety(self) -> tuple[Contact, ...]:
        """The contacts to ring when a child may not be safe."""
        return tuple(contact for contact in self.contacts if contact.for_safety)
