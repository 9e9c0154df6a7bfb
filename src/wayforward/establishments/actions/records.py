"""What staff record of establishments: places that the register lacks, provision, section 41."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.establishments.models import (
    Establishment,
    EstablishmentApproval,
    SpecialistProvision,
)
from wayforward.establishments.permissions import can_edit_establishments
from wayforward.establishments.queries import may_be_approved

PHASE_OF_KIND = {
    Establishment.NURSERY: "nursery",
    Establishment.CHILDMINDER: "childminder",
    Establishment.POST_16: "post-16",
    Establishment.INDEPENDENT: "independent",
    Establishment.OTHER: "not stated",
}


class RecordRefused(Exception):
    """A record cannot be kept; the message says why. `field` is what it is about."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


@transaction.atomic
def add_establishment(
    *,
    kind: str,
    name: str,
    town: str = "",
    postcode: str = "",
    phone: str = "",
    email: str = "",
    contact_role: str = "",
    website: str = "",
    ofsted_urn: str = "",
    ukprn: str = "",
    age_min: int | None = None,
    age_max: int | None = None,
    by: Any,
    on: datetime.date,
) -> Establishment:
    """Add a place that the register of schools lacks: a nursery, childminder, post-16 place...

    :param kind: a kind of Establishment, but not a school: schools come with the register
    :param age_min: the youngest it takes, in years
    :raises PermissionDenied: if `by` may not edit establishments
    :raises RecordRefused: if it is here already, or another has one of its numbers
    """
    require(can_edit_establishments, by, None)
    if kind not in PHASE_OF_KIND:
        raise RecordRefused(f"{kind!r} is no kind of place that can be added.", "kind")
    alike = Establishment.objects.filter(name__iexact=name, postcode=postcode)
    if alike.exclude(status=Establishment.CLOSED).exists():
        raise RecordRefused("There is a place with this name and postcode already.", "name")
    _refuse_taken(ofsted_urn=ofsted_urn, ukprn=ukprn)
    _refuse_disorder(age_min, age_max, "Oldest age must be no less than youngest age.", "age_max")
    establishment = Establishment.objects.create(
        kind=kind,
        phase=PHASE_OF_KIND[kind],
        name=name,
        town=town,
        postcode=postcode,
        phone=phone,
        email=email,
        contact_role=contact_role,
        website=website,
        ofsted_urn=ofsted_urn or None,
        ukprn=ukprn or None,
        age_min=age_min,
        age_max=age_max,
        origin=Establishment.STAFF,
        as_of=on,
    )
    record("establishments.added", subject=establishment, by=by, kind=kind)
    return establishment


@transaction.atomic
def close_establishment(
    establishment_id: uuid.UUID, *, closed_on: datetime.date, by: Any, on: datetime.date
) -> None:
    """Record that a place that staff added has closed. The register says so of the others.

    :param closed_on: the first day without it
    :raises PermissionDenied: if `by` may not edit establishments
    :raises RecordRefused: if it is the register's, is closed already, or the day is to come
    """
    require(can_edit_establishments, by, None)
    establishment = Establishment.objects.select_for_update().get(pk=establishment_id)
    if establishment.gias_as_of is not None:
        raise RecordRefused("The register of schools says when this one closes.")
    if establishment.status == Establishment.CLOSED:
        raise RecordRefused("This place is closed already.")
    if closed_on > on:
        raise RecordRefused("The day it closed must be today or in the past.", "closed_on")
    establishment.status, establishment.closed_on = Establishment.CLOSED, closed_on
    establishment.as_of = on
    establishment.save(update_fields=["status", "closed_on", "as_of"])
    record("establishments.closed", subject=establishment, by=by, closed_on=str(closed_on))


@transaction.atomic
def record_provision(
    establishment_id: uuid.UUID,
    *,
    kind: str,
    need: str,
    primary_needs: Sequence[str] = (),
    places: int | None = None,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    note: str = "",
    source: str,
    by: Any,
) -> SpecialistProvision:
    """Record that an establishment keeps places for one kind of need.

    :param kind: a kind of SpecialistProvision
    :param primary_needs: DfE codes
    :param places: how many are commissioned
    :param source: where this was read or who said it
    :raises PermissionDenied: if `by` may not edit establishments
    :raises RecordRefused: if it would end before it starts
    """
    require(can_edit_establishments, by, None)
    establishment = Establishment.objects.select_for_update().get(pk=establishment_id)
    _refuse_disorder(starts_on, ends_on, "The last day must not be before the first.", "ends_on")
    provision = SpecialistProvision.objects.create(
        establishment=establishment,
        kind=kind,
        need=need,
        primary_needs=list(primary_needs),
        places=places,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note,
        source=source,
        origin=Establishment.STAFF,
    )
    record(
        "establishments.recorded_provision",
        subject=establishment,
        by=by,
        provision=provision.pk,
        kind=kind,
        places=places,
    )
    return provision


@transaction.atomic
def end_provision(provision_id: int, *, ends_on: datetime.date, by: Any) -> None:
    """Record the last day of specialist provision that staff recorded.

    :raises PermissionDenied: if `by` may not edit establishments
    :raises RecordRefused: if it comes from elsewhere, has ended, or the day is before the first
    """
    require(can_edit_establishments, by, None)
    provision = SpecialistProvision.objects.select_for_update().get(pk=provision_id)
    if provision.origin != Establishment.STAFF:
        raise RecordRefused("This comes from a file, which is loaded again. Change the file.")
    if provision.ends_on is not None:
        raise RecordRefused("This has an end already.")
    _refuse_disorder(
        provision.starts_on, ends_on, "The last day must not be before the first.", "ends_on"
    )
    provision.ends_on = ends_on
    provision.save(update_fields=["ends_on"])
    record(
        "establishments.ended_provision",
        subject=provision.establishment,
        by=by,
        provision=provision.pk,
        ends_on=str(ends_on),
    )


@transaction.atomic
def record_section_41(
    establishment_id: uuid.UUID,
    *,
    approved_from: datetime.date,
    approved_to: datetime.date | None = None,
    source: str,
    by: Any,
) -> EstablishmentApproval:
    """Record a time in which an institution was approved under section 41.

    What the register of schools only saw at some day gives way to the days that are recorded here.

    :param approved_to: the last day; None while it is approved
    :param source: the list or letter of the Secretary of State
    :raises PermissionDenied: if `by` may not edit establishments
    :raises RecordRefused: if such a place cannot be approved, the days are in the wrong order, or
        they overlap a time that is recorded already
    """
    require(can_edit_establishments, by, None)
    establishment = Establishment.objects.select_for_update().get(pk=establishment_id)
    if not may_be_approved(establishment):
        raise RecordRefused(
            "Only independent schools and special post-16 institutions can be approved."
        )
    _refuse_disorder(
        approved_from, approved_to, "The last day must not be before the first.", "approved_to"
    )
    ends_after = Q(approved_to__isnull=True) | Q(approved_to__gte=approved_from)
    overlapping = establishment.approvals.filter(ends_after)
    if approved_to is not None:
        overlapping = overlapping.filter(approved_from__lte=approved_to)
    if overlapping.filter(from_is_first_seen=False).exists():
        raise RecordRefused("These days overlap a time that is recorded already.", "approved_from")
    replaced, _ = overlapping.delete()
    approval = EstablishmentApproval.objects.create(
        establishment=establishment,
        approved_from=approved_from,
        approved_to=approved_to,
        source=source,
    )
    record(
        "establishments.recorded_section_41",
        subject=establishment,
        by=by,
        approval=str(approval.pk),
        approved_from=str(approved_from),
        approved_to=None if approved_to is None else str(approved_to),
        replaced=replaced,
    )
    return approval


@transaction.atomic
def end_section_41(
    approval_id: uuid.UUID, *, approved_to: datetime.date, source: str, by: Any
) -> None:
    """Record the last day of an approval under section 41 that was withdrawn.

    :raises PermissionDenied: if `by` may not edit establishments
    :raises RecordRefused: if it has ended, or the day is before the first
    """
    require(can_edit_establishments, by, None)
    approval = EstablishmentApproval.objects.select_for_update().get(pk=approval_id)
    if approval.approved_to is not None:
        raise RecordRefused("This approval has ended already.")
    _refuse_disorder(
        approval.approved_from,
        approved_to,
        "The last day must not be before the first.",
        "approved_to",
    )
    approval.approved_to = approved_to
    approval.source = f"{approval.source}; ended: {source}"[:300]
    approval.save(update_fields=["approved_to", "source"])
    record(
        "establishments.ended_section_41",
        subject=approval.establishment,
        by=by,
        approval=str(approval.pk),
        approved_to=str(approved_to),
    )


def _refuse_taken(*, ofsted_urn: str, ukprn: str) -> None:
    """Refuse a number that another establishment has; a closed one's UKPRN may pass on."""
    open_ones = Establishment.objects.exclude(status=Establishment.CLOSED)
    holders = {
        "ofsted_urn": Establishment.objects.filter(ofsted_urn=ofsted_urn),
        "ukprn": open_ones.filter(ukprn=ukprn),
    }
    for field, found in holders.items():
        if (taken := found.first()) is not None:
            raise RecordRefused(f"{taken.name} has this number already.", field)


def _refuse_disorder(first: Any, last: Any, reason: str, field: str) -> None:
    if first is not None and last is not None and last < first:
        raise RecordRefused(reason, field)
