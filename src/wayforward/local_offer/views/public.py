"""The pages that anyone can read: home, quicklinks, topics, services, guidance, schools, words."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from wayforward.establishments.postcodes import ATTRIBUTION
from wayforward.local_offer import queries
from wayforward.local_offer.models import GlossaryTerm, GuidancePage, Organisation, TaxonomyTerm
from wayforward.web.arranged import arrangements


def draw(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Draw a public page with what all of them need: the day, and the glossary."""
    context = {
        "today": localdate(),
        "explain": queries.Explainer.load(),
        "anchor": queries.anchor,
        **context,
    }
    return render(request, f"local_offer/{template}.jinja", context)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Draw the front page: search, quicklinks, whom to ring, what is new, other ways."""
    return draw(
        request, "home", newest=queries.newest_services(), topics=queries.topics_with_counts()
    )


@login_not_required
@require_safe
def quicklink(request: HttpRequest, code: str) -> HttpResponse:
    """Draw one of the main doors: a few words, guidance, then services."""
    found = next((each for each in arrangements().quicklinks if each.code == code), None)
    if found is None:
        raise Http404
    return draw(
        request,
        "quicklink",
        quicklink=found,
        guidance=queries.quicklink_guidance(found),
        services=queries.quicklink_services(found),
    )


@login_not_required
@require_safe
def category(request: HttpRequest, code: str) -> HttpResponse:
    """Draw everything on one topic."""
    term = get_object_or_404(TaxonomyTerm, taxonomy_id="topic", code=code)
    services = list(queries.term_services(term)[: queries.MOST_IN_LIST + 1])
    return draw(
        request,
        "category",
        term=term,
        services=services[: queries.MOST_IN_LIST],
        has_more=len(services) > queries.MOST_IN_LIST,
        guidance=GuidancePage.objects.filter(topics__contains=[code]).order_by("-is_ours", "title"),
    )


@login_not_required
@require_safe
def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw one service: contact first, then who it is for, how to get it, when, where, cost."""
    found = get_object_or_404(queries.whole_services(), pk=pk)
    terms: dict[str, list[TaxonomyTerm]] = {}
    for term in found.terms.all():
        terms.setdefault(term.taxonomy_id, []).append(term)
    return draw(
        request,
        "service",
        service=found,
        terms=terms,
        guidance=queries.related_guidance(found),
        is_shortlisted=str(found.pk) in request.session.get("shortlist", []),
        attribution=ATTRIBUTION,
    )


@login_not_required
@require_safe
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw one organisation and its services."""
    found = get_object_or_404(Organisation, pk=pk)
    services = queries.listed_services().filter(organisation=found).order_by("name")
    return draw(
        request, "organisation", organisation=found, services=services[: queries.MOST_IN_LIST]
    )


@login_not_required
@require_safe
def guidance_list(request: HttpRequest) -> HttpResponse:
    """Draw the list of guidance: our guides first, then the council's pages by section."""
    pages = list(
        GuidancePage.objects.order_by("section", "title").only(
            "slug", "title", "summary", "section", "is_ours", "kind"
        )
    )
    sections: dict[str, list[GuidancePage]] = {}
    for page in pages:
        if not page.is_ours:
            sections.setdefault(page.section, []).append(page)
    return draw(
        request,
        "guidance_list",
        ours=[page for page in pages if page.is_ours],
        sections=sections,
    )


@login_not_required
@require_safe
def guidance(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw one guidance page."""
    page = get_object_or_404(GuidancePage.objects.defer("words"), slug=slug)
    topics = TaxonomyTerm.objects.filter(taxonomy_id="topic", code__in=page.topics)
    doors = [each for each in arrangements().quicklinks if each.code in page.quicklinks]
    return draw(request, "guidance", page=page, topics=topics, doors=doors)


@login_not_required
@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """Draw the schools, those with specialist provision marked; `phase` narrows the list."""
    every = list(queries.schools())
    phases = sorted({school.phase for school in every})
    phase = request.GET.get("phase", "")
    special = request.GET.get("specialist", "") == "yes"
    shown = [
        school
        for school in every
        if (phase not in phases or school.phase == phase)
        and (not special or school.specialist_provision.all() or school.phase == "special")
    ]
    return draw(
        request,
        "school_list",
        schools=shown,
        phases=phases,
        phase=phase if phase in phases else "",
        specialist=special,
        total=len(every),
    )


@login_not_required
@require_safe
def school(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw one school with its specialist provision."""
    found = get_object_or_404(queries.schools(), pk=pk)
    return draw(request, "school", school=found, services=found.services.all())


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Draw the glossary, from A to Z."""
    terms = sorted(GlossaryTerm.objects.all(), key=lambda term: term.term.lower())
    letters: dict[str, list[GlossaryTerm]] = {}
    for term in terms:
        letters.setdefault(term.term[0].upper(), []).append(term)
    return draw(request, "glossary", letters=letters)
