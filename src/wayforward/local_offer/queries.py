"""Reads for the public pages. Each is a fixed number of queries, whatever it finds."""

import functools
import re
import uuid
from collections.abc import Iterable, Sequence

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When
from markupsafe import Markup, escape

from wayforward.arrangements.schema import Quicklink
from wayforward.establishments.models import (
    Establishment,
    EstablishmentLink,
    SpecialistProvision,
)
from wayforward.establishments.queries import known_as
from wayforward.local_offer.models import (
    GlossaryTerm,
    GuidancePage,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)

NEWEST = 5
MOST_IN_LIST = 200  # services shown on one category, organisation or quicklink page


def whole_services() -> QuerySet[Service]:
    """Return services with all that a page of one shows."""
    return Service.objects.select_related("organisation", "establishment").prefetch_related(
        "phones",
        "contacts",
        "schedules",
        "cost_options",
        "accessibility",
        "areas",
        Prefetch("at_locations", ServiceAtLocation.objects.select_related("location")),
        Prefetch("terms", TaxonomyTerm.objects.order_by("taxonomy_id", "position")),
    )


def listed_services() -> QuerySet[Service]:
    """Return services with what a list shows of each."""
    return Service.objects.select_related("organisation").prefetch_related(
        "phones",
        "cost_options",
        "areas",
        Prefetch("at_locations", ServiceAtLocation.objects.select_related("location")),
    )


def services_in_order(ids: Sequence[uuid.UUID]) -> QuerySet[Service]:
    """Return the services with `ids`, whole, in that order; unknown ids are left out."""
    if not ids:
        return Service.objects.none()
    order = Case(*(When(pk=pk, then=position) for position, pk in enumerate(ids)))
    return whole_services().filter(pk__in=ids).order_by(order)


def newest_services() -> QuerySet[Service]:
    """Return what was added last, for "what is new": after the first day, when all was new."""
    first = Service.objects.order_by("added_on").values("added_on")[:1]
    newer = Service.objects.filter(added_on__gt=first)
    return newer.only("name", "added_on").order_by("-added_on", "name")[:NEWEST]


def quicklink_services(quicklink: Quicklink) -> list[Service]:
    """Return a quicklink's services: those picked by hand first, then its categories', by name."""
    picked = [uuid.UUID(text) for text in quicklink.services]
    by_hand = {service.pk: service for service in listed_services().filter(pk__in=picked)}
    rest = (
        listed_services()
        .filter(terms__taxonomy_id="quicklink", terms__code__in=quicklink.categories)
        .exclude(pk__in=picked)
        .distinct()
        .order_by("name")[:MOST_IN_LIST]
    )
    return [by_hand[pk] for pk in picked if pk in by_hand] + list(rest)


def quicklink_guidance(quicklink: Quicklink) -> list[GuidancePage]:
    """Return a quicklink's guidance: the pages picked by hand first, then the rest by title."""
    pages = GuidancePage.objects.filter(quicklinks__contains=[quicklink.code]).defer("words")
    picked = GuidancePage.objects.filter(slug__in=quicklink.guidance).defer("words")
    found = {page.slug: page for page in (pages | picked).order_by("title")}
    first = [found.pop(slug) for slug in quicklink.guidance if slug in found]
    ours_first = sorted(found.values(), key=lambda page: (not page.is_ours, page.title))
    return first + ours_first


def topics_with_counts() -> QuerySet[TaxonomyTerm]:
    """Return the topics that have services, with `number` of them."""
    return (
        TaxonomyTerm.objects.filter(taxonomy_id="topic")
        .annotate(number=Count("services"))
        .filter(number__gt=0)
        .order_by("name")
    )


def term_services(term: TaxonomyTerm) -> QuerySet[Service]:
    """Return the services of a topic or other term, by name."""
    return listed_services().filter(terms=term).order_by("name")


def related_guidance(service: Service, most: int = 3) -> QuerySet[GuidancePage]:
    """Return guidance on what a service is about: sharing a topic first, then a quicklink."""
    topics = [term.code for term in service.terms.all() if term.taxonomy_id == "topic"]
    return (
        GuidancePage.objects.filter(topics__overlap=topics)
        .order_by("-is_ours", "title")
        .only("slug", "title", "summary")[:most]
    )


def schools() -> QuerySet[Establishment]:
    """Return every establishment, by name, with its specialist provision and what came of it."""
    return Establishment.objects.prefetch_related(
        "specialist_provision",
        Prefetch("later_links", EstablishmentLink.objects.select_related("later")),
    ).order_by("name", "pk")


def listed_schools(
    *, home: str, text: str = "", phase: str = "", special: bool = False, closed: bool = False
) -> QuerySet[Establishment]:
    """Return the schools of the authority `home` (a GSS code); with `text`, those it names anywhere.

    Profile data need not say the authority: such schools are its own.

    :param special: only special schools, and those that keep places for one kind of need
    :param closed: also those that have closed
    """
    found = schools()
    if text:
        found = found.filter(pk__in=known_as(text).values("pk"))
    else:
        found = found.filter(la_gss_code__in=["", home])
    if phase:
        found = found.filter(phase=phase)
    if special:
        keeps = SpecialistProvision.objects.filter(establishment=OuterRef("pk"))
        found = found.filter(Q(phase="special") | Exists(keeps))
    return found if closed or text else found.exclude(status=Establishment.CLOSED)


class Explainer:
    """Explains the terms of the trade on one page: marks the first use of each, lists them below.

    `mark(text)` returns the text with each term's first use linked to its meaning; `used` holds
    the terms so far, in the order that they came.
    """

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self.by_word = {
            word.lower(): term for term in terms for word in [term.term, *term.also] if word
        }
        self.pattern = _pattern(tuple(sorted(self.by_word, key=len, reverse=True)))
        self.used: dict[str, GlossaryTerm] = {}

    @classmethod
    def load(cls) -> "Explainer":
        """Return an explainer that knows the whole glossary. One query."""
        return cls(GlossaryTerm.objects.filter(is_removed=False))

    def mark(self, text: str) -> Markup:
        """Return `text`, escaped, with the first use on this page of each term marked."""
        if self.pattern is None or not text:
            return escape(text)
        parts, end = [], 0
        for match in self.pattern.finditer(text):
            term = self.by_word[match[0].lower()]
            if term.term in self.used or not _is_the_term(match[0], term):
                continue
            self.used[term.term] = term
            parts += [
                escape(text[end : match.start()]),
                Markup('<a class="glossary-term" href="#word-{}">{}</a>').format(
                    anchor(term.term), match[0]
                ),
            ]
            end = match.end()
        return Markup("").join([*parts, escape(text[end:])])


def _is_the_term(found: str, term: GlossaryTerm) -> bool:
    """Tell whether `found` is meant: an abbreviation ("OT", "SALT") only in its own capitals."""
    words = [word for word in [term.term, *term.also] if word.lower() == found.lower()]
    return any(not word.isupper() or word == found for word in words)


@functools.lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


def anchor(term: str) -> str:
    """Return a term as part of an address: "EHC plan" is "ehc-plan"."""
    return re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")
