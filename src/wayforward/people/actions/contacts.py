"""Changes to who in health, social care and elsewhere works with a child or is in a team."""

import datetime
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions.opening import RecordRefused, child_to_change, refuse_disorder
from wayforward.people.models import ChildContact, Contact, Team
from wayforward.people.permissions import can_edit_record, can_manage_team

KINDS = {"health": "Health", "care": "Social care", "other": "Somewhere else"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """Who a contact is and how to reach them. Fields as in models.Contact."""

    full_name: str
    title: str
    kind: str
    organisation: str = ""
    phone: str = ""
    email: str = ""


@transaction.atomic
def add_to_team(code: str, facts: ContactFacts, *, by: Any, on: datetime.date) -> Contact:
    """Add a professional to a team of health or social care.

    :raises PermissionDenied: if `by` does not manage the team
    :raises RecordRefused: if a fact is missing, or the team is one of the authority's own
    """
    team = Team.objects.get(pk=code)
    require(can_manage_team(on), by, team)
    if team.kind == "authority":
        raise RecordRefused("Invite those who are in one of the authority’s teams")
    contact = _kept(facts)
    contact.team = team
    contact.save()
    record("people.added_contact", subject=contact, by=by, team=team.pk)
    return contact


@transaction.atomic
def add_to_child(
    child_id: uuid.UUID, facts: ContactFacts, *, by: Any, on: datetime.date
) -> ChildContact:
    """Record that a professional who does not sign in here works with a child, from today.

    :raises RecordRefused: if a fact is missing, or they do already
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    contact = _kept(facts)
    if child.contacts.filter(contact=contact, ends_on__isnull=True).exists():
        raise RecordRefused(f"{contact} is recorded already", "full_name")
    link = ChildContact.objects.create(child=child, contact=contact, starts_on=on)
    record("people.added_contact_to_child", subject=child, by=by, contact=str(contact.pk))
    return link


@transaction.atomic
def end_contact(link_id: uuid.UUID, *, ends_on: datetime.date, by: Any, on: datetime.date) -> None:
    """Record the last day on which a contact worked with a child.

    :raises RecordRefused: if it is before the first day
    """
    link = ChildContact.objects.get(pk=link_id)
    child = child_to_change(link.child_id, can_edit_record, by=by, on=on)
    refuse_disorder(link.starts_on, ends_on, "ends_on")
    link.ends_on = ends_on
    link.save(update_fields=["ends_on"])
    record("people.ended_contact", subject=child, by=by, contact=str(link.contact_id))


def _kept(facts: ContactFacts) -> Contact:
    """Return the contact with these facts: the one we know, or a new one.

    :raises RecordRefused: if a fact is missing
    """
    kept = {name: value.strip() for name, value in asdict(facts).items()}
    for name, missing in (
        ("full_name", "Enter their full name"),
        ("title", "Enter what they are"),
    ):
        if not kept[name]:
            raise RecordRefused(missing, name)
    if kept["kind"] not in KINDS:
        raise RecordRefused("Select where they work", "kind")
    return Contact.objects.filter(**kept).order_by("pk").first() or Contact.objects.create(**kept)
