"""Pages for administrators: find an establishment, add one, record what is known of it."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.access import require
from wayforward.establishments import forms
from wayforward.establishments.actions import records
from wayforward.establishments.models import (
    Establishment,
    EstablishmentApproval,
    SpecialistProvision,
)
from wayforward.establishments.permissions import can_edit_establishments
from wayforward.establishments.queries import known_as, section_41_on
from wayforward.web.components.pages import Pages, page_asked


@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    """Find an establishment by name or number, a page at a time."""
    require(can_edit_establishments, request.user, None)
    text = request.GET.get("q", "")[:100].replace("\0", "").strip()
    found = known_as(text) if text else Establishment.objects.all()
    pages = Pages(page_asked(request.GET.get("page")), found.count(), size=50)
    places = found.order_by("name", "pk")[pages.slice]
    context = {"places": places, "pages": pages, "q": text}
    return render(request, "establishments/place_list.jinja", context)


@require_safe
def place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what is recorded of one establishment, and lead to what can be changed."""
    require(can_edit_establishments, request.user, None)
    found = get_object_or_404(Establishment, pk=pk)
    context = {
        "place": found,
        "provisions": found.specialist_provision.order_by("pk"),
        "section_41": section_41_on(found, localdate()),
        "earlier": found.earlier_links.select_related("earlier").order_by("earlier__name"),
        "later": found.later_links.select_related("later").order_by("later__name"),
        "can_close": found.gias_as_of is None and found.status != Establishment.CLOSED,
    }
    return render(request, "establishments/place.jinja", context)


def asked(
    request: HttpRequest,
    form: django_forms.Form,
    change: Callable[[dict[str, Any]], Establishment],
    **context: Any,
) -> HttpResponse:
    """Draw a question, or make the change and go to the establishment's page.

    :param change: makes the change from the cleaned answers; returns the establishment
    :param context: what `establishments/record.jinja` takes: title, button, place, done
    """
    if request.method == "POST" and form.is_valid():
        try:
            changed = change(form.cleaned_data)
        except records.RecordRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, context["done"])
            return redirect("establishments:place", pk=changed.pk)
    return render(request, "establishments/record.jinja", {"form": form, **context})


@require_http_methods(["GET", "HEAD", "POST"])
def add_place(request: HttpRequest) -> HttpResponse:
    """Ask for a nursery, childminder, post-16 or independent place that the register lacks."""
    require(can_edit_establishments, request.user, None)
    return asked(
        request,
        forms.AddPlaceForm(request.POST or None),
        lambda answers: records.add_establishment(**answers, by=request.user, on=localdate()),
        title="Add a place",
        button="Add this place",
        done="The place is added.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def close_place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the day on which a place that staff added closed."""
    require(can_edit_establishments, request.user, None)
    found = get_object_or_404(Establishment, pk=pk)

    def change(answers: dict[str, Any]) -> Establishment:
        records.close_establishment(pk, **answers, by=request.user, on=localdate())
        return found

    return asked(
        request,
        forms.ClosedForm(request.POST or None),
        change,
        title="Record that it has closed",
        button="Record that it has closed",
        done="It is recorded as closed.",
        place=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_provision(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for specialist provision of one establishment."""
    require(can_edit_establishments, request.user, None)
    found = get_object_or_404(Establishment, pk=pk)

    def change(answers: dict[str, Any]) -> Establishment:
        return records.record_provision(pk, **answers, by=request.user).establishment

    return asked(
        request,
        forms.ProvisionForm(request.POST or None),
        change,
        title="Record specialist provision",
        button="Save this provision",
        done="The provision is saved.",
        place=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_provision(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the last day of specialist provision."""
    require(can_edit_establishments, request.user, None)
    provision = get_object_or_404(
        SpecialistProvision.objects.select_related("establishment"), pk=pk
    )

    def change(answers: dict[str, Any]) -> Establishment:
        records.end_provision(pk, **answers, by=request.user)
        return provision.establishment

    return asked(
        request,
        forms.EndProvisionForm(request.POST or None),
        change,
        title="End specialist provision",
        button="Save its last day",
        done="Its last day is saved.",
        place=provision.establishment,
        about=provision.need,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_section_41(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for a time of approval under section 41."""
    require(can_edit_establishments, request.user, None)
    found = get_object_or_404(Establishment, pk=pk)

    def change(answers: dict[str, Any]) -> Establishment:
        return records.record_section_41(pk, **answers, by=request.user).establishment

    return asked(
        request,
        forms.Section41Form(request.POST or None),
        change,
        title="Record approval under section 41",
        button="Save this approval",
        done="The approval is saved.",
        place=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_section_41(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the last day of an approval that was withdrawn."""
    require(can_edit_establishments, request.user, None)
    approval = get_object_or_404(
        EstablishmentApproval.objects.select_related("establishment"), pk=pk
    )

    def change(answers: dict[str, Any]) -> Establishment:
        records.end_section_41(pk, **answers, by=request.user)
        return approval.establishment

    return asked(
        request,
        forms.EndSection41Form(request.POST or None),
        change,
        title="End approval under section 41",
        button="Save its last day",
        done="Its last day is saved.",
        place=approval.establishment,
    )
