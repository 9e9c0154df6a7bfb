"""Looking after the Local Offer: problems that anyone reports, and search words that staff edit."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayforward.establishments.models import Establishment
from wayforward.local_offer.actions import problems, words
from wayforward.local_offer.forms import ReportProblemForm, WordsForm
from wayforward.local_offer.models import (
    GuidancePage,
    Organisation,
    Service,
    Synonym,
    TaxonomyTerm,
)
from wayforward.local_offer.permissions import can_edit_words
from wayforward.web.arranged import arrangements
from wayforward.web.components.pages import Pages, page_asked
from wayforward.web.text import words_of


def titled(path: str) -> str:
    """Return the title of the public page at `path`.

    :raises Http404: if there is no such page
    """
    try:
        match = resolve(path)
    except Resolver404 as problem:
        raise Http404 from problem
    pk: Any = match.kwargs.get("pk")
    lookups: dict[str, Any] = {
        "local_offer:service": lambda: Service.objects.filter(pk=pk).first(),
        "local_offer:organisation": lambda: Organisation.objects.filter(pk=pk).first(),
        "local_offer:school": lambda: Establishment.objects.filter(pk=pk).first(),
        "local_offer:guidance": lambda: GuidancePage.objects.filter(**match.kwargs).first(),
        "local_offer:category": lambda: TaxonomyTerm.objects.filter(
            taxonomy_id="topic", **match.kwargs
        ).first(),
        "local_offer:quicklink": lambda: next(
            (each.label for each in arrangements().quicklinks if each.code == match.kwargs["code"]),
            None,
        ),
    }
    found = lookups[match.view_name]() if match.view_name in lookups else None
    if found is None:
        raise Http404
    return str(found)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest) -> HttpResponse:
    """Ask what is wrong with the page at `?page=`, and keep the answer."""
    path = request.GET.get("page", "")[:300].replace("\0", "")
    title = titled(path)
    form = ReportProblemForm(request.POST or None, initial={"form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        problems.report_problem(
            page=path,
            page_title=title[:250],
            by=request.user if request.user.is_authenticated else None,
            at=now(),
            **form.cleaned_data,
        )
        return render(request, "local_offer/problem_reported.jinja", {"page_path": path})
    context = {"form": form, "page_path": path, "page_title": title}
    return render(request, "local_offer/report_problem.jinja", context)


@require_safe
def word_list(request: HttpRequest) -> HttpResponse:
    """Draw the search words, a page at a time; `q` finds entries that hold a word."""
    allow(request)
    q = " ".join(words_of(request.GET.get("q", "")[:100]))
    entries = Synonym.objects.filter(is_removed=False).exclude(kind=Synonym.FILLER)
    if q:
        entries = entries.filter(typed__contains=[q]) | entries.filter(means__contains=[q])
    pages = Pages(page_asked(request.GET.get("page")), entries.count())
    context = {
        "words": entries.order_by("typed")[pages.slice],
        "pages": pages,
        "q": q,
    }
    return render(request, "local_offer/word_list.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_words(request: HttpRequest, pk: uuid.UUID | None = None) -> HttpResponse:
    """Ask for the words of one entry, or of a new one."""
    allow(request)
    synonym = None
    if pk is not None:
        editable = Synonym.objects.filter(is_removed=False).exclude(kind=Synonym.FILLER)
        synonym = get_object_or_404(editable, pk=pk)
    initial = (
        {"typed": "\n".join(synonym.typed), "means": "\n".join(synonym.means)} if synonym else {}
    )
    form = WordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            words.save_words(pk, **form.cleaned_data, by=request.user)
        except words.WordsTaken as refusal:
            form.add_error("typed", str(refusal))
        else:
            messages.success(request, "Saved. Searches use these words now.")
            return redirect("local_offer:word-list")
    return render(request, "local_offer/edit_words.jinja", {"form": form, "synonym": synonym})


@require_POST
def remove_words(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take one entry out of the search."""
    allow(request)
    try:
        words.remove_words(pk, by=request.user)
    except Synonym.DoesNotExist as problem:
        raise Http404 from problem
    messages.success(request, "Removed. Searches no longer use these words.")
    return redirect("local_offer:word-list")


def allow(request: HttpRequest) -> None:
    """Let pass only those who may edit the search words.

    :raises PermissionDenied: for anybody else
    """
    if not can_edit_words(request.user, None):
        raise PermissionDenied
