"""Pages of a setting's yearly review, and of what settings find across the area."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayforward.access import require
from wayforward.arrangements.standards import AREAS, PHASES, TIER_WORDS, TIERS, Standard
from wayforward.establishments.models import Establishment
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.views.asking import hide_unless, sent
from wayforward.sen_support import queries, standing
from wayforward.sen_support.actions import reviews as actions
from wayforward.sen_support.forms.reviews import JudgeForm
from wayforward.sen_support.models import SelfReview
from wayforward.sen_support.permissions import (
    can_compare_reviews,
    can_judge,
    can_list_reviews,
    can_read_review,
)
from wayforward.statute.school_years import academic_year
from wayforward.web.arranged import arrangements
from wayforward.web.components.pages import Pages, page_asked
from wayforward.web.components.parts import Task

no_store = cache_control(private=True, no_store=True)
LONGEST_NAME = 100


def all_standards() -> tuple[Standard, ...]:
    """Return the authority's standards; none if it has none."""
    block = arrangements().standards
    return block.standard if block else ()


def this_year() -> int:
    """Return the year in which today's school year began."""
    return academic_year(localdate()).starts_on.year


def year_asked(request: HttpRequest, years: list[int]) -> int:
    """Return the school year that `year=` means: one of those there are, else this one."""
    typed = request.GET.get("year", "")
    return int(typed) if typed in {str(year) for year in years} else this_year()


def readable(request: HttpRequest, pk: uuid.UUID) -> SelfReview:
    """Return a review that the user may read; 404 otherwise."""
    found = SelfReview.objects.select_related("establishment").prefetch_related("judgements")
    review = get_object_or_404(found, pk=pk)
    hide_unless(can_read_review(localdate()), request.user, review.establishment)
    return review


@require_safe
@no_store
def review_list(request: HttpRequest) -> HttpResponse:
    """Show the reviews of one's own settings; the authority's staff see those of all, by year."""
    require(can_list_reviews, request.user, None)
    on = localdate()
    places = list(queries.settings_of(request.user, on=on))
    reviews = queries.reviews_of(places)
    judges = {
        post.establishment_id
        for post in request.user.posts.filter(sees_all=True)  # type: ignore[union-attr]  # signed in
        if post.starts_on <= on and (post.ends_on is None or post.ends_on >= on)
    }
    context: dict[str, Any] = {
        "own": [
            {
                "place": place,
                "reviews": reviews[place.pk],
                "can_start": place.pk in judges
                and all(each.year != this_year() for each in reviews[place.pk]),
            }
            for place in places
        ],
        "this_year": this_year(),
        "can_compare": can_compare_reviews(request.user, None),
    }
    if context["can_compare"]:
        years = queries.years_with_reviews()
        year = year_asked(request, years)
        named = request.GET.get("q", "").replace("\0", "")[:LONGEST_NAME].strip()
        found = queries.reviews_in(year, named)
        pages = Pages(page_asked(request.GET.get("page")), found.count(), size=50)
        context |= {"years": years, "year": year, "q": named, "pages": pages}
        context["reviews"] = found[pages.slice]
    return render(request, "sen_support/review_list.jinja", context)


@require_POST
@no_store
def start_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Start this school year's review of a setting."""
    place = get_object_or_404(Establishment, pk=pk)
    hide_unless(can_read_review(localdate()), request.user, place)
    try:
        review = actions.start_review(
            pk, standards=all_standards(), by=request.user, on=localdate()
        )
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("sen_support:review-list")
    messages.success(request, "The review is started. Begin with any page below.")
    return redirect("sen_support:review", pk=review.pk)


@require_safe
@no_store
def show_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show where a setting stands, what is to be done, and what changed since last year."""
    review = readable(request, pk)
    place = review.establishment
    standards = standing.standards_for(place, all_standards())
    judged = standing.judged_by_code(review)
    before = queries.year_before(review)
    may_judge = can_judge(localdate())(request.user, place)
    is_open = may_judge and review.finished_on is None
    pages = standing.pages_of(standards, judged)
    known = {each.code for each in standards}
    context = {
        "review": review,
        "place": place,
        "chart": standing.picture(standards, judged),
        "phases": [PHASES[code] for code in PHASES if code in standing.phases_of(place)],
        "pages": pages,
        "tasks": [
            Task(
                page.title,
                href=f"{request.path}/{page.area}/{page.tier}",
                hint=f"{page.judged} of {len(page.standards)} judged",
                done=page.is_done,
            )
            for page in pages
        ],
        "left": sum(len(page.standards) - page.judged for page in pages),
        "gaps": sorted(
            (each for each in judged.values() if each.judgement in standing.GAPS),
            key=lambda each: (each.due_on or datetime.date.max, each.statement),
        ),
        "former": [each for code, each in judged.items() if code not in known],
        "before": before,
        "changes": standing.changes(standing.judged_by_code(before), judged) if before else [],
        "words": standing.JUDGEMENTS,
        "may_judge": may_judge,
        "is_open": is_open,
        "on": localdate(),
    }
    return render(request, "sen_support/review.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def judge(request: HttpRequest, pk: uuid.UUID, area: str, tier: str) -> HttpResponse:
    """Ask how the standards of one area and tier stand; saved page by page."""
    review = readable(request, pk)
    require(can_judge(localdate()), request.user, review.establishment)
    standards = standing.standards_for(review.establishment, all_standards())
    pages = standing.pages_of(standards)
    here = next((each for each in pages if (each.area, each.tier) == (area, tier)), None)
    if here is None:
        raise Http404
    if review.finished_on is not None:
        messages.warning(request, "The review is finished. Take it up again to change it.")
        return redirect("sen_support:review", pk=pk)
    place = pages.index(here)
    following = pages[place + 1] if place + 1 < len(pages) else None
    judged = standing.judged_by_code(review)
    form = JudgeForm(sent(request), standards=here.standards, judged=judged)
    if request.method == "POST" and form.is_valid() and _judged(request, pk, form):
        messages.success(request, f"Saved: {here.title}.")
        if following is None or "stop" in request.POST:
            return redirect("sen_support:review", pk=pk)
        return redirect("sen_support:judge", pk=pk, area=following.area, tier=following.tier)
    before = queries.year_before(review)
    context = {
        "form": form,
        "review": review,
        "here": here,
        "area": AREAS[area],
        "tier": TIERS[tier],
        "tier_words": TIER_WORDS[tier],
        "following": following,
        "number": f"Page {place + 1} of {len(pages)}",
        "before": standing.judged_by_code(before) if before else {},
        "last_year": before,
        "words": standing.JUDGEMENTS,
    }
    return render(request, "sen_support/judge.jinja", context)


def _judged(request: HttpRequest, pk: uuid.UUID, form: JudgeForm) -> bool:
    """Save what was said; where it cannot be, say so at the standard and keep what was typed."""
    try:
        actions.judge_standards(
            pk, form.answers(), standards=all_standards(), by=request.user, on=localdate()
        )
    except RecordRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except actions.JudgedMeanwhile as conflict:
        for code, now in conflict.now.items():
            form.seen[code] = now.changes
            said = f"{standing.JUDGEMENTS[now.judgement]}{f' ({now.note})' if now.note else ''}"
            form.add_error(
                f"{code}_judgement",
                f"Somebody else has judged this meanwhile: {said}. Save again to put yours in its place",
            )
    else:
        return True
    return False


@require_POST
@no_store
def finish_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Finish a review."""
    readable(request, pk)
    try:
        actions.finish_review(pk, standards=all_standards(), by=request.user, on=localdate())
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The review is finished. The authority sees it now.")
    return redirect("sen_support:review", pk=pk)


@require_POST
@no_store
def take_up_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open a finished review again."""
    readable(request, pk)
    try:
        actions.take_up_again(pk, by=request.user, on=localdate())
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The review is open again.")
    return redirect("sen_support:review", pk=pk)


@require_safe
@no_store
def gaps(request: HttpRequest) -> HttpResponse:
    """Show what settings find, by area and by standard, in the finished reviews of a year."""
    require(can_compare_reviews, request.user, None)
    years = queries.years_with_reviews()
    year = year_asked(request, years)
    area = request.GET.get("area", "")
    standards = [each for each in all_standards() if area not in AREAS or each.area == area]
    chart, found = standing.gaps_across(standards, queries.counted_judgements(year))
    context = {
        "years": years,
        "year": year,
        "area": area if area in AREAS else "",
        "areas": AREAS,
        "tiers": TIERS,
        "chart": chart,
        "gaps": found,
        "finished": SelfReview.objects.filter(year=year, finished_on__isnull=False).count(),
    }
    return render(request, "sen_support/gaps.jinja", context)


@require_safe
@no_store
def gap(request: HttpRequest, year: int, standard: str) -> HttpResponse:
    """Show how each setting judged one standard in the finished reviews of a year."""
    require(can_compare_reviews, request.user, None)
    found = next((each for each in all_standards() if each.code == standard), None)
    if found is None:
        raise Http404
    judged = sorted(
        queries.judged_at(year, standard), key=lambda each: standing.ORDER[each.judgement]
    )
    context = {"standard": found, "year": year, "judged": judged, "words": standing.JUDGEMENTS}
    return render(request, "sen_support/gap.jinja", context)
