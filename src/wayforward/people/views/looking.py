"""Pages for managers about looks that were out of the ordinary."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.access import require
from wayforward.people.actions.looking import review_looks
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.forms.merging import LookReviewForm
from wayforward.people.models import LookReview
from wayforward.people.odd_looks import LOOKED_BACK, PATTERNS, odd_looks, shown
from wayforward.people.permissions import can_review_looks
from wayforward.web.components.pages import Pages, page_asked

SIZE = 50
REVIEWED_SHOWN = 20


@require_safe
@cache_control(private=True, no_store=True)
def odd_look_list(request: HttpRequest) -> HttpResponse:
    """List looks to ask about, and the last that were reviewed."""
    require(can_review_looks, request.user, None)
    found = odd_looks(now(), by=request.user)
    pages = Pages(page_asked(request.GET.get("page")), len(found), size=SIZE)
    reviewed = LookReview.objects.select_related("looker", "reviewed_by").order_by("-reviewed_at")
    context = {
        "looks": shown(found[pages.slice]),
        "pages": pages,
        "days": LOOKED_BACK.days,
        "reviewed": [(each, PATTERNS[each.pattern]) for each in reviewed[:REVIEWED_SHOWN]],
    }
    return render(request, "people/odd_look_list.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def review_odd_look(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask what a manager makes of some looks."""
    require(can_review_looks, request.user, None)
    found = [each for each in odd_looks(now(), by=request.user) if each.pk == pk]
    if not found:
        raise Http404
    form = LookReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_looks(pk, **form.cleaned_data, by=request.user, at=now())
        except RecordRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Your review is saved.")
            return redirect("people:odd-look-list")
    context = {"form": form, "odd": shown(found)[0], "title": "Review these looks"}
    return render(request, "people/review_odd_look.jinja", context | {"button": "Save this review"})
