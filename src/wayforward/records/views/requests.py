"""Pages of requests for a record: log, look at the passages, decide, send, take away."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayforward.access import require
from wayforward.audit.recording import record, record_each
from wayforward.documents.models import Version
from wayforward.documents.responses import file_response
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.views.asking import asked as ask
from wayforward.people.views.asking import sent
from wayforward.records import forms
from wayforward.records.actions import requests as actions
from wayforward.records.answer import as_archive, facts_of, given_cells
from wayforward.records.clock import RULE, Clock, clock_of, limit_of
from wayforward.records.grounds import GROUNDS
from wayforward.records.models import AccessRequest, Passage
from wayforward.records.permissions import (
    can_answer_requests,
    can_make_inspection_file,
    children_answered_for,
)
from wayforward.web.components.pages import Pages, page_asked

no_store = cache_control(private=True, no_store=True)
BECAUSE = "a request for the record"
BY_LAW = (
    "For a request by law for everything that is kept about somebody. Families who sign in take "
    "away their own file at once, without this."
)
SIZE = 50  # passages on a page
SHOWN = {
    "": "All passages",
    "open": "To decide",
    "marked": "Marked",
    "withheld": "Withheld or blacked out",
}


def note_looks(request: HttpRequest, children: Any, page: str, because: str = BECAUSE) -> None:
    """Record that whoever asks looks at these children's records, on this page."""
    record_each("people.looked", children, by=request.user, page=page, because=[because])  # type: ignore[arg-type]  # signed in


def found_request(request: HttpRequest, pk: uuid.UUID) -> AccessRequest:
    """Return a request; 403 for whoever may not answer any, 404 for a record they may not open."""
    require(can_answer_requests, request.user, None)
    children = children_answered_for(request.user, localdate())
    found = AccessRequest.objects.select_related(
        *("child__user", "carer", "logged_by", "sent_by", "extended_by", "document")
    )
    asked = found.filter(pk=pk, child__in=children).first()
    if asked is None:
        raise Http404
    return asked


@require_safe
@no_store
def request_list(request: HttpRequest) -> HttpResponse:
    """Show the requests: those to answer first, the most urgent at the top."""
    require(can_answer_requests, request.user, None)
    on = localdate()
    children = children_answered_for(request.user, on)
    found = AccessRequest.objects.filter(child__in=children).select_related("child")
    pages = Pages(page_asked(request.GET.get("page")), found.count())
    ordered = found.order_by("-sent_on", "received_on", "pk")  # those without a day come first
    rows: list[tuple[AccessRequest, Clock]] = [
        (each, clock_of(each, on)) for each in ordered[pages.slice]
    ]
    note_looks(request, [each.child for each, _ in rows], "records:request-list")
    context = {
        "rows": rows,
        "pages": pages,
        "can_make_inspection_file": can_make_inspection_file(request.user, None),
    }
    return render(request, "records/request_list.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def log_request(request: HttpRequest) -> HttpResponse:
    """Ask who wants what record, and lay it out."""
    require(can_answer_requests, request.user, None)
    form = forms.LogRequestForm(sent(request))
    return ask(
        request,
        form,
        lambda answers: actions.log_request(**answers, by=request.user, on=localdate(), at=now()),
        done="The request is logged, and the record is laid out",
        to=reverse("records:request-list"),
        title="Log a request for a record",
        button="Log it and lay the record out",
        about=[BY_LAW],
    )


@require_safe
@no_store
def show_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a request, its clock and its passages."""
    asked = found_request(request, pk)
    on = localdate()
    note_looks(request, [asked.child], "records:request")
    passages = list(asked.passages.select_related("version", "decided_by").order_by("number"))
    shown = request.GET.get("show", "")
    wanted = {
        "open": [each for each in passages if each.is_open],
        "marked": [each for each in passages if each.marks],
        "withheld": [each for each in passages if each.ground and each.decision],
    }
    chosen = shown if shown in wanted else ""
    listed = wanted.get(chosen, passages)
    pages = Pages(page_asked(request.GET.get("page")), len(listed), size=SIZE)
    context = {
        "asked": asked,
        "asked_as": forms.ASKED_AS[asked.asked_as],
        "clock": clock_of(asked, on),
        "can_be_longer": asked.extended_on is None and on <= limit_of(asked, RULE).due_on,
        "rows": [(each, given_cells(each)) for each in listed[pages.slice]],
        "filters": [
            {"code": code, "words": words, "number": len(wanted.get(code, passages))}
            for code, words in SHOWN.items()
        ],
        "chosen": chosen,
        "pages": pages,
        "open": len(wanted["open"]),
        "facts": facts_of(asked, passages, asked.sent_on) if asked.sent_on else [],
        "grounds": GROUNDS,
        "decisions": forms.DECISIONS,
    }
    return render(request, "records/request.jinja", context)


@require_POST
@no_store
def lay_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Lay the record out again."""
    found_request(request, pk)
    try:
        actions.lay_out_again(pk, by=request.user, on=localdate())
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The record is laid out as it is now")
    return redirect("records:request", pk=pk)


@require_POST
@no_store
def send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Fix the answer, and record that it is sent."""
    found_request(request, pk)
    try:
        actions.send_answer(pk, by=request.user, on=localdate(), at=now())
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The answer is fixed, and recorded as sent today")
    return redirect("records:request", pk=pk)


@require_safe
@no_store
def answer(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponseBase:
    """Give out what was sent: as PDF, as data, or all of it with its files."""
    asked = found_request(request, pk)
    if asked.document is None or form not in ("pdf", "json", "zip"):
        raise Http404
    version = Version.objects.newest_of(asked.document)
    assert version is not None  # made here, so clean
    record("records.took_answer", subject=asked.child, by=request.user, request=str(pk), form=form)  # type: ignore[arg-type]  # signed in
    if form == "pdf":
        return file_response(version)
    if form == "json":
        made = json.dumps(asked.result, ensure_ascii=False, indent=2).encode()
        kind = "application/json; charset=utf-8"
    else:
        passages = list(asked.passages.select_related("version").order_by("number"))
        made, kind = as_archive(asked, passages, version), "application/zip"
    download = HttpResponse(made, content_type=kind)
    name = f"answer-{asked.child.reference}.{form}"
    download["Content-Disposition"] = f'attachment; filename="{name}"'
    download["X-Content-Type-Options"] = "nosniff"
    return download


def found_passage(request: HttpRequest, pk: uuid.UUID) -> Passage:
    """Return a passage of a request that may be opened, with the request; 403 and 404 as there."""
    require(can_answer_requests, request.user, None)
    passage = Passage.objects.select_related("version").filter(pk=pk).first()
    if passage is None:
        raise Http404
    passage.of = found_request(request, passage.of_id)
    return passage


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask what becomes of a passage."""
    passage = found_passage(request, pk)
    if request.method != "POST":
        note_looks(request, [passage.of.child], "records:decide-passage")
    known = {
        "decision": passage.decision,
        "ground": passage.ground,
        "because": passage.because,
        "chosen": "\n".join(passage.blacked),
    }
    back = reverse("records:request", args=[passage.of_id])
    return ask(
        request,
        forms.DecideForm(sent(request), initial=known),
        lambda answers: actions.decide_passage(
            pk, **answers, by=request.user, on=localdate(), at=now()
        ),
        done=f"Passage {passage.number} is decided",
        to=f"{back}?show=open",
        template="records/decide_passage.jinja",
        title=f"Passage {passage.number}: {passage.section}",
        button="Save this decision",
        passage=passage,
    )


@require_safe
@no_store
def passage_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Give out the file of a passage to whoever decides about it."""
    passage = found_passage(request, pk)
    if passage.version is None:
        raise Http404
    note_looks(request, [passage.of.child], "records:passage-file")
    return file_response(passage.version, inline=True, part=request.headers.get("Range", ""))
