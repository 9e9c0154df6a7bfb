"""Pages of whole files for inspectors. For everybody who may not make one, they are not there."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.audit.recording import record
from wayforward.documents.models import Version
from wayforward.documents.responses import file_response
from wayforward.people.models import Child
from wayforward.people.views.asking import asked as ask
from wayforward.people.views.asking import hide_unless, sent
from wayforward.records import forms
from wayforward.records.actions.inspections import make_inspection_file
from wayforward.records.models import InspectionFile
from wayforward.records.permissions import can_make_inspection_file
from wayforward.records.views.requests import note_looks
from wayforward.records.whole_file import as_archive
from wayforward.web.components.pages import Pages, page_asked

no_store = cache_control(private=True, no_store=True)
BECAUSE = "an inspection"
WARNINGS = [
    (
        "One PDF of everything in one child’s record, with the files attached to it. Nothing in it is "
        "blacked out: it names other people, and may hold addresses that are protected."
    ),
    (
        "For whom it is, why and when it was made stand on every page. Making it and each download are "
        "written down, and the family can ask who has looked."
    ),
]


def made_for_inspectors(request: HttpRequest) -> Any:
    """Return the files about records that whoever asks may see; 404 for who may make none."""
    hide_unless(can_make_inspection_file, request.user, None)
    visible = Child.objects.visible_to(request.user, on=localdate())
    return InspectionFile.objects.filter(child__in=visible.values("pk"))


def found_file(request: HttpRequest, pk: uuid.UUID) -> InspectionFile:
    """Return one of them, with the child; 404 if there is none."""
    known = made_for_inspectors(request).select_related("child", "made_by", "document")
    made: InspectionFile | None = known.filter(pk=pk).first()
    if made is None:
        raise Http404
    return made


@require_safe
@no_store
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Show what was made, the newest first."""
    known = made_for_inspectors(request)
    pages = Pages(page_asked(request.GET.get("page")), known.count())
    ordered = known.select_related("child", "made_by").order_by("-made_at", "-pk")
    rows = list(ordered[pages.slice])
    children = {each.child_id: each.child for each in rows}.values()
    note_looks(request, children, "records:inspection-list", BECAUSE)
    return render(request, "records/inspection_list.jinja", {"rows": rows, "pages": pages})


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def make(request: HttpRequest) -> HttpResponse:
    """Ask whose file it is, for whom and why, and make it."""
    hide_unless(can_make_inspection_file, request.user, None)
    return ask(
        request,
        forms.InspectionForm(sent(request)),
        lambda answers: make_inspection_file(**answers, by=request.user, on=localdate(), at=now()),
        done="The file is made",
        to=reverse("records:inspection-list"),
        then=lambda made: reverse("records:inspection", args=[made.pk]),
        title="Make one child’s whole file for an inspector",
        button="Make the file",
        about=WARNINGS,
    )


@require_safe
@no_store
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what was made, for whom and why, and what is attached to it."""
    made = found_file(request, pk)
    note_looks(request, [made.child], "records:inspection", BECAUSE)
    return render(request, "records/inspection.jinja", {"made": made})


@require_safe
@no_store
def take(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponseBase:
    """Give out the PDF, or all of it with the files attached."""
    made = found_file(request, pk)
    version = Version.objects.newest_of(made.document)
    if version is None or form not in ("pdf", "zip"):
        raise Http404
    record(
        "records.took_inspection_file",
        subject=made.child,
        by=request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
        file=str(pk),
        form=form,
        because=[BECAUSE],
    )
    if form == "pdf":
        return file_response(version)
    download = HttpResponse(as_archive(made, version), content_type="application/zip")
    name = f"whole-file-{made.child.reference}.zip"
    download["Content-Disposition"] = f'attachment; filename="{name}"'
    download["X-Content-Type-Options"] = "nosniff"
    return download
