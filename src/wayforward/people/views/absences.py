"""Pages about who is away, who covers, and what was promised meanwhile."""

import uuid
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions import absences
from wayforward.people.forms import posts as forms
from wayforward.people.models import Absence, Child
from wayforward.people.permissions import (
    can_manage_person_or_self,
    can_open_as_professional,
    can_see_teams,
)
from wayforward.people.views.asking import asked, hide_unless, sent
from wayforward.people.views.staff import managed
from wayforward.people.workload import colleagues_of, open_work_of, promises_of

ASKS = ["GET", "HEAD", "POST"]


@require_safe
@cache_control(private=True, no_store=True)
def absence_list(request: HttpRequest) -> HttpResponse:
    """Show one's own absences to come, and those that one covers."""
    on = localdate()
    require(can_see_teams, request.user, None)
    shown = Absence.objects.filter(ends_on__gte=on).select_related("user", "covered_by")
    context = {
        "own": shown.filter(user=request.user.pk).order_by("starts_on"),
        "covering": shown.filter(covered_by=request.user.pk).order_by("starts_on"),
        "on": on,
    }
    return render(request, "people/absence_list.jinja", context)


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def record_absence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask from when to when somebody is away, and who covers."""
    on, person = localdate(), managed(request, pk, can_manage_person_or_self)
    form = forms.AbsenceForm(sent(request), people=colleagues_of(person, on=on))
    made: list[Absence] = []

    def change(answers: dict[str, Any]) -> None:
        made.append(
            absences.record_absence(
                person.pk,
                starts_on=answers["starts_on"],
                ends_on=answers["ends_on"],
                cover_id=answers["cover"],
                note=answers["note"],
                by=request.user,
                on=on,
            )
        )

    is_own = person.pk == request.user.pk
    back = (
        reverse("people:absence-list")
        if is_own
        else reverse("people:staff-member", kwargs={"pk": person.pk})
    )
    return asked(
        request,
        form,
        change,
        done="The absence is recorded. Next, say what whoever covers should know of each promise.",
        to=back,
        title="You will be away" if is_own else f"{person.full_name} is away",
        button="Save this absence",
    )


def absence_of(request: HttpRequest, pk: uuid.UUID, *, to_change: bool) -> Absence:
    """Return an absence: one's own, of somebody whom one manages, or that one covers; else 404.

    :param to_change: not for whoever covers
    """
    absence = get_object_or_404(Absence.objects.select_related("user", "covered_by"), pk=pk)
    on, user = localdate(), request.user
    covers = absence.covered_by_id == user.pk and absence.ends_on >= on
    if covers and not to_change:
        return absence
    hide_unless(can_manage_person_or_self(on), user, absence.user)
    return absence


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def handover(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what was promised, to whom and by when; whoever is away writes a note on each.

    Only about the children that whoever looks may see.
    """
    on, user = localdate(), request.user
    absence = absence_of(request, pk, to_change=request.method == "POST")
    require(can_open_as_professional, user, absence.user)
    visible = Child.objects.visible_to(user, on=on).values("pk")
    every = promises_of(absence.user).filter(Q(child__is_restricted=False) | Q(asked_of_id=user.pk))
    promises = list(every.filter(child_id__in=visible))
    notes = dict(absence.notes.values_list("task_id", "words"))
    writes = can_manage_person_or_self(on)(user, absence.user) and absence.ends_on >= on
    form = forms.HandoverForm(sent(request), tasks=promises if writes else (), notes=notes)
    if request.method != "POST":
        record(
            "people.looked_at_handover",
            subject=absence.user,
            by=user,  # type: ignore[arg-type]  # signed in, as the middleware asks
            children=sorted({str(task.child_id) for task in promises}),
        )
    return asked(
        request,
        form,
        lambda _: absences.write_handover(pk, notes=form.notes(), by=user, on=on),
        done="The notes are saved.",
        to=reverse("people:handover", kwargs={"pk": pk}),
        template="people/handover.jinja",
        title=f"Handover of {absence.user.full_name}",
        button="Save the notes",
        absence=absence,
        promises=promises,
        notes=notes,
        hidden=every.count() - len(promises),
        work=open_work_of(absence.user, after=on),
        writes=writes,
        on=on,
    )


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def change_cover(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask who covers instead."""
    on, absence = localdate(), absence_of(request, pk, to_change=True)
    refuse_what_is_over(absence)
    form = forms.CoverForm(
        sent(request),
        people=colleagues_of(absence.user, on=on),
        initial={"cover": str(absence.covered_by_id or "")},
    )

    def change(answers: dict[str, Any]) -> None:
        absences.change_cover(pk, cover_id=answers["cover"], by=request.user, on=on)

    return asked(
        request,
        form,
        change,
        done="It is saved.",
        to=reverse("people:handover", kwargs={"pk": pk}),
        title=f"Who covers for {absence.user.full_name}",
        button="Save who covers",
    )


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def end_absence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whether somebody is back."""
    on, absence = localdate(), absence_of(request, pk, to_change=True)
    refuse_what_is_over(absence)
    is_own = absence.user_id == request.user.pk
    to = (
        reverse("people:absence-list")
        if is_own
        else reverse("people:staff-member", kwargs={"pk": absence.user_id})
    )
    return asked(
        request,
        forms.NothingForm(sent(request)),
        lambda _: absences.end_absence(pk, by=request.user, on=on),
        done="It is saved. Whoever covered does not see the work any more.",
        to=to,
        title=f"{absence.user.full_name} is back, or does not go",
        button="Yes, end this absence",
    )


def refuse_what_is_over(absence: Absence) -> None:
    """Show no question about an absence that is over.

    :raises Http404: if it is
    """
    if absence.ends_on < localdate():
        raise Http404
