"""Pages of imports: send a file, look at what it would change, decide, write, undo."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayforward.access import require
from wayforward.audit.recording import record, record_each
from wayforward.imports import forms
from wayforward.imports.actions import decide as deciding
from wayforward.imports.actions import send as sending
from wayforward.imports.actions import undo as undoing
from wayforward.imports.actions import write as writing
from wayforward.imports.actions.opening import ImportRefused
from wayforward.imports.models import Import, Row
from wayforward.imports.permissions import can_import_children
from wayforward.imports.reading.headings import CALLED
from wayforward.imports.reading.tables import FileRefused
from wayforward.imports.shown import (
    MOST_SHOWN,
    STATES,
    VERDICTS,
    Candidate,
    candidates_of,
    filters,
    given_in_words,
    name_of,
    shown_rows,
)
from wayforward.web.arranged import arrangements
from wayforward.web.components.pages import Pages, page_asked
from wayforward.web.fields import Choice
from wayforward.web.spreadsheets import csv_response

no_store = cache_control(private=True, no_store=True)
BECAUSE = ["an import"]


@require_safe
@no_store
def import_list(request: HttpRequest) -> HttpResponse:
    """Show the imports, the newest first."""
    require(can_import_children, request.user, None)
    found = Import.objects.select_related("sent_by").order_by("-sent_at", "-pk")
    pages = Pages(page_asked(request.GET.get("page")), found.count())
    context = {"imports": found[pages.slice], "pages": pages, "states": STATES}
    return render(request, "imports/import_list.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def send_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file, read it and judge its rows."""
    require(can_import_children, request.user, None)
    sent = request.method == "POST"
    form = forms.SendFileForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        try:
            kept = sending.send_file(
                form.cleaned_data["file"],
                home=arrangements().authority.code,
                school=form.cleaned_data["school"],
                by=request.user,
                on=localdate(),
                at=now(),
            )
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("imports:import", pk=kept.pk)
    return render(request, "imports/send_file.jinja", {"form": form})


def found_import(request: HttpRequest, pk: uuid.UUID) -> Import:
    """Return the import; 403 for whoever may not import, 404 if there is none."""
    require(can_import_children, request.user, None)
    found = Import.objects.select_related("sent_by", "applied_by", "undone_by").filter(pk=pk)
    kept = found.first()
    if kept is None:
        raise Http404
    return kept


@require_safe
@no_store
def show_import(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what an import would change, or what it changed, row by row."""
    kept = found_import(request, pk)
    on = localdate()
    verdict = request.GET.get("verdict", "")
    chosen = verdict if verdict in VERDICTS else ""
    verdicts = filters(kept, chosen)
    total = sum(each["number"] for each in verdicts if not chosen or each["chosen"])
    pages = Pages(page_asked(request.GET.get("page")), total, size=MOST_SHOWN)
    rows = kept.rows.filter(verdict=chosen) if chosen else kept.rows.all()
    shown = list(rows.select_related("child").order_by("number")[pages.slice])
    children = candidates_of(shown, on=on)
    record("imports.looked", subject=kept, by=request.user, verdict=chosen, page=pages.current)  # type: ignore[arg-type]  # signed in
    record_each(
        "people.looked",
        children.values(),
        by=request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
        page="imports:import",
        because=BECAUSE,
    )
    counted = {each["verdict"]: each["number"] for each in verdicts}
    context = {
        "kept": kept,
        "state": STATES[kept.state],
        "rows": shown_rows(shown, children, user=request.user, on=on),
        "filters": verdicts,
        "chosen": chosen,
        "pages": pages,
        "to_write": counted.get(Row.NEW, 0) + counted.get(Row.CHANGES, 0),
        "counted": counted,
        "facts": CALLED,
        "is_ready": kept.state == Import.READY,
        "left": kept.rows.filter(outcome=Row.KEPT).count() if kept.undone_at else 0,
    }
    return render(request, "imports/show_import.jinja", context)


@require_safe
@no_store
def rows_csv(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give out the rows with their verdicts, to put a file right by."""
    kept = found_import(request, pk)
    verdict = request.GET.get("verdict", "")
    chosen = verdict if verdict in VERDICTS else ""
    rows = kept.rows.filter(verdict=chosen) if chosen else kept.rows.all()
    header = ("Row", "Name", "Verdict", "Why", "Left out")
    cells = [
        (
            *(str(row.number), name_of(row.given), VERDICTS[row.verdict][1], row.why),
            "; ".join(row.notes),
        )
        for row in rows.order_by("number")
    ]
    record("imports.exported_rows", subject=kept, by=request.user, verdict=chosen)  # type: ignore[arg-type]  # signed in
    return csv_response(header, cells, name="rows.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def decide_row(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whom a row is about."""
    require(can_import_children, request.user, None)
    row = Row.objects.select_related("of").filter(pk=pk).first()
    if row is None:
        raise Http404
    on = localdate()
    children = candidates_of([row], on=on)
    why = {each["child"]: each["why"] for each in row.candidates}
    candidates = [Candidate(child, why.get(key, row.why)) for key, child in children.items()]
    options = [
        Choice(str(each.child.pk), f"The same child: {each.text}", each.hint) for each in candidates
    ]
    chosen = str(row.decided_child_id) if row.decided_child_id else row.decision
    sent = request.POST if request.method == "POST" else None
    form = forms.DecideForm(sent, options=options, initial={"decision": chosen})
    if sent is not None and form.is_valid():
        decision, child_id = form.answer()
        try:
            deciding.decide_row(row.pk, decision, child_id=child_id, by=request.user, on=on)
        except ImportRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"It is decided about row {row.number}.")
            return redirect("imports:import", pk=row.of_id)
    record_each(
        "people.looked",
        children.values(),
        by=request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
        page="imports:decide-row",
        because=BECAUSE,
    )
    context = {
        "form": form,
        "row": row,
        "name": name_of(row.given),
        "given": given_in_words(row),
        "button": "Save this decision",
    }
    return render(request, "imports/decide_row.jinja", context)


def _changed(request: HttpRequest, pk: uuid.UUID, change: Callable[[Import], Any]) -> HttpResponse:
    """Make a change, say what is wrong if it is refused, and show the import again."""
    kept = found_import(request, pk)
    try:
        change(kept)
    except ImportRefused as refusal:
        messages.warning(request, f"{refusal}.")
    return redirect("imports:import", pk=pk)


@require_POST
@no_store
def write(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write an import: at once, or by a job if it is large."""

    def change(kept: Import) -> None:
        by_job = writing.begin_writing(kept.pk, by=request.user, at=now())
        if not by_job:
            done = writing.write_import(kept.pk, by=request.user, on=localdate(), at=now())
            if done.state == Import.APPLIED:
                messages.success(request, "It is written.")

    return _changed(request, pk, change)


@require_POST
@no_store
def undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Undo an import: at once, or by a job if it is large."""

    def change(kept: Import) -> None:
        by_job = undoing.begin_undoing(kept.pk, by=request.user, at=now())
        if not by_job:
            undoing.undo_import(kept.pk, by=request.user, at=now())
            messages.success(request, "The import is undone.")

    return _changed(request, pk, change)


@require_POST
@no_store
def look_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Judge every row anew."""
    return _changed(
        request,
        pk,
        lambda kept: deciding.look_again(kept.pk, by=request.user, on=localdate()),
    )


@require_POST
@no_store
def discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw an import away that was not written."""

    def change(kept: Import) -> None:
        deciding.discard_import(kept.pk, by=request.user, at=now())
        messages.success(request, "The import is thrown away. Nothing of it is kept.")

    return _changed(request, pk, change)
