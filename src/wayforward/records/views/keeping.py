"""Pages of keeping: what has reached its day, proposals, holds, certificates."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayforward.access import require
from wayforward.arrangements.retention import CATEGORIES
from wayforward.audit.recording import record
from wayforward.documents import rendering
from wayforward.documents.checking.kinds import PDF
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Child
from wayforward.people.views.asking import asked as ask
from wayforward.people.views.asking import sent
from wayforward.records import forms
from wayforward.records.actions import keeping as actions
from wayforward.records.certificates import as_document
from wayforward.records.keeping import due_on
from wayforward.records.models import Certificate, Disposal, Hold
from wayforward.records.permissions import can_decide_disposal, can_dispose, children_answered_for
from wayforward.records.views.requests import note_looks
from wayforward.web.arranged import arrangements
from wayforward.web.components.pages import Pages, page_asked

no_store = cache_control(private=True, no_store=True)
STATES = {
    Disposal.PROPOSED: ("Proposed", "yellow"),
    Disposal.APPROVED: ("Approved", "orange"),
    Disposal.KEPT: ("Kept longer", "blue"),
    Disposal.DONE: ("Removed", "grey"),
}


@require_safe
@no_store
def due_list(request: HttpRequest) -> HttpResponse:
    """Show what has reached its day, and the rules by which it has."""
    require(can_dispose, request.user, None)
    on = localdate()
    rules = arrangements().retention
    found = due_on(on, rules, children_answered_for(request.user, on))
    pages = Pages(page_asked(request.GET.get("page")), len(found))
    rows = found[pages.slice]
    note_looks(request, {row.child.pk: row.child for row in rows}.values(), "records:due-list")
    context = {"rows": rows, "pages": pages, "rules": rules, "categories": CATEGORIES}
    return render(request, "records/due_list.jinja", context)


@require_POST
@no_store
def propose(request: HttpRequest) -> HttpResponse:
    """Propose one category of one record."""
    require(can_dispose, request.user, None)
    try:
        child, thing = uuid.UUID(request.POST["child"]), uuid.UUID(request.POST["thing"])
        category = request.POST["category"]
        actions.propose_disposal(
            child,
            category=category,
            thing_key=thing,
            rules=arrangements().retention,
            by=request.user,
            on=localdate(),
            at=now(),
        )
    except (KeyError, ValueError, Child.DoesNotExist) as wrong:
        raise Http404 from wrong
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is proposed. Somebody else decides")
    return redirect("records:due-list")


@require_safe
@no_store
def disposal_list(request: HttpRequest) -> HttpResponse:
    """Show what was proposed, what became of it, and the certificates."""
    require(can_dispose, request.user, None)
    found = Disposal.objects.select_related("proposed_by", "decided_by", "certificate")
    pages = Pages(page_asked(request.GET.get("page")), found.count())
    context = {
        "rows": [
            (each, STATES[each.state], can_decide_disposal(request.user, each))
            for each in found.order_by("-proposed_at", "-pk")[pages.slice]
        ],
        "pages": pages,
        "categories": CATEGORIES,
    }
    return render(request, "records/disposal_list.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def decide_disposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whether something goes; only of somebody other than whoever proposed it."""
    require(can_dispose, request.user, None)
    proposal = Disposal.objects.filter(pk=pk).select_related("proposed_by").first()
    if proposal is None:
        raise Http404
    require(can_decide_disposal, request.user, proposal)

    def change(answers: dict[str, Any]) -> None:
        told: dict[str, Any] = {"by": request.user, "on": localdate(), "at": now()}
        if answers["decision"] == "approve":
            actions.approve_disposal(pk, rules=arrangements().retention, **told)
        else:
            actions.keep_longer(pk, until=answers["until"], because=answers["because"], **told)

    return ask(
        request,
        forms.DecideDisposalForm(sent(request)),
        change,
        done="It is decided",
        to=reverse("records:disposal-list"),
        title=f"Does it go? Record {proposal.reference}",
        button="Save this decision",
        about=[
            f"{CATEGORIES[proposal.category]}. Born in {proposal.born_in}.",
            f"Proposed by {proposal.proposed_by.full_name}. Rule: {proposal.rule}",
        ],
    )


@require_safe
@no_store
def hold_list(request: HttpRequest) -> HttpResponse:
    """Show which records are held, and which were."""
    require(can_dispose, request.user, None)
    children = children_answered_for(request.user, localdate())
    found = Hold.objects.filter(child__in=children)
    pages = Pages(page_asked(request.GET.get("page")), found.count())
    holds = list(
        found.select_related("child", "placed_by", "lifted_by").order_by("-placed_at", "-pk")[
            pages.slice
        ]
    )
    note_looks(request, {each.child_id: each.child for each in holds}.values(), "records:hold-list")
    return render(request, "records/hold_list.jinja", {"holds": holds, "pages": pages})


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def place_hold(request: HttpRequest) -> HttpResponse:
    """Ask whose record is held, and why."""
    require(can_dispose, request.user, None)
    return ask(
        request,
        forms.HoldForm(sent(request)),
        lambda answers: actions.place_hold(**answers, by=request.user, on=localdate(), at=now()),
        done="The record is held",
        to=reverse("records:hold-list"),
        title="Hold a record",
        button="Hold this record",
        about=["Nothing of a held record is listed for disposal or removed until it is lifted."],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def lift_hold(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask why a hold ends."""
    require(can_dispose, request.user, None)
    children = children_answered_for(request.user, localdate())
    found = Hold.objects.filter(pk=pk, lifted_at__isnull=True, child__in=children)
    hold = found.select_related("child").first()
    if hold is None:
        raise Http404
    if request.method != "POST":
        note_looks(request, [hold.child], "records:lift-hold")
    return ask(
        request,
        forms.LiftHoldForm(sent(request)),
        lambda answers: actions.lift_hold(pk, **answers, by=request.user, on=localdate(), at=now()),
        done="The hold is lifted",
        to=reverse("records:hold-list"),
        title=f"Lift the hold on record {hold.child.reference}",
        button="Lift the hold",
        about=[f"Held because: {hold.because}"],
    )


@require_safe
@no_store
def certificate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give out a certificate of disposal as PDF."""
    require(can_dispose, request.user, None)
    found = Certificate.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    record("records.took_certificate", subject=found, by=request.user)  # type: ignore[arg-type]  # signed in
    content, layout = as_document(found)
    answer = HttpResponse(rendering.render_pdf(content, layout), content_type=PDF.content_type)
    answer["Content-Disposition"] = f'attachment; filename="certificate-of-disposal-{pk}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
