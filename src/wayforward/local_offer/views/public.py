"""The pages that anyone can read: home, quicklinks, topics, services, guidance, schools, words."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from wayforward.establishments.gias_columns import NEEDS
from wayforward.establishments.postcodes import ATTRIBUTION
from wayforward.establishments.queries import section_41_on
from wayforward.local_offer import queries
from wayforward.local_offer.models import GuidancePage, Organisation, TaxonomyTerm
from wayforward.web.arranged import arrangements
from wayforward.web.components.pages import Pages, page_asked

SCHOOLS_A_PAGE = 100
GIAS = "https://get-information-schools.service.gov.uk/Establishments/Establishment/Details/"


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
def front_door(request: HttpRequest) -> HttpResponse:
    """Send whoever typed /local-offer to the front page, with what stood after the address."""
    query = request.META.get("QUERY_STRING", "")
    home = reverse("local_offer:home")
    return HttpResponsePermanentRedirect(f"{home}?{query}" if query else home)


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
    """Draw the schools a page at a time; a name, phase, specialist places or closed narrow it."""
    home = arrangements().authority.code
    text = request.GET.get("q", "")[:100].replace("\0", "").strip()
    every = queries.listed_schools(home=home)
    phases = sorted(set(every.order_by().values_list("phase", flat=True)))
    phase = request.GET.get("phase", "")
    special = request.GET.get("specialist", "") == "yes"
    closed = request.GET.get("closed", "") == "yes"
    found = queries.listed_schools(
        home=home,
        text=text,
        phase=phase if phase in phases else "",
        special=special,
        closed=closed,
    )
    pages = Pages(page_asked(request.GET.get("page")), found.count(), size=SCHOOLS_A_PAGE)
    return draw(
        request,
        "school_list",
        schools=found[pages.slice],
        pages=pages,
        phases=phases,
        phase=phase if phase in phases else "",
        specialist=special,
        closed=closed,
        q=text,
        total=None if text else every.count(),
    )


@login_not_required
@require_safe
def school(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw one school: what it is, section 41, specialist provision, and who took whose place."""
    found = get_object_or_404(queries.schools().prefetch_related("approvals"), pk=pk)
    return draw(
        request,
        "school",
        school=found,
        services=found.services.all(),
        earlier_links=found.earlier_links.select_related("earlier").order_by("earlier__name"),
        section_41=section_41_on(found, localdate()),
        needs=[NEEDS[code] for code in found.approved_needs if code in NEEDS],
        gias=GIAS,
    )
