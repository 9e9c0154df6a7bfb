"""Changes to a family: who is who, how to reach them, and what each may be told."""

import datetime
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from wayforward.audit.recording import record
from wayforward.people.actions.opening import RecordRefused, child_to_change, refuse_disorder
from wayforward.people.models import Carer, Caring, Child
from wayforward.people.names import read_name
from wayforward.people.permissions import can_edit_family

WAYS = {
    Carer.LETTER: "By letter",
    Carer.EMAIL: "By e-mail",
    Carer.PHONE: "By telephone",
    Carer.TEXT: "By text message",
}
TOLD = {
    Caring.ALL: "Everything",
    Caring.LIMITED: "Only what the court allows",
    Caring.NOTHING: "Nothing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerFacts:
    """How to reach a carer, and what they need of us. Fields as in models.Carer."""

    title: str = ""
    first_names: str
    last_name: str = ""
    email: str = ""
    phone: str = ""
    reach_by: str = Carer.LETTER
    language: str = ""
    interpreter: str = ""
    large_print: bool = False
    easy_words: bool = False
    other_needs: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaringFacts:
    """What a carer is to a child, and what they may be told. Fields as in models.Caring."""

    relation: str
    has_responsibility: bool = False
    has_care: bool = False
    told: str = Caring.ALL
    court_limit: str = ""


@transaction.atomic
def add_carer(
    child_id: uuid.UUID, carer: CarerFacts, caring: CaringFacts, *, by: Any, on: datetime.date
) -> Caring:
    """Add a parent or carer whom we do not know yet to a child's family.

    :raises PermissionDenied: if `by` may not edit families
    :raises RecordRefused: if a fact cannot be, or we could not reach them as they ask
    """
    child = child_to_change(child_id, can_edit_family, by=by, on=on)
    return put_carer(child, carer, caring, by=by, on=on)


def put_carer(
    child: Child, carer: CarerFacts, caring: CaringFacts, *, by: Any, on: datetime.date
) -> Caring:
    """Save a new carer: for actions that have found the child, locked it and asked the rule.

    :raises RecordRefused: as `add_carer`
    """
    person = Carer(**_checked(carer))
    person.save()
    link = Caring.objects.create(child=child, carer=person, starts_on=on, **_checked_caring(caring))
    record("people.added_carer", subject=child, by=by, carer=str(person.pk), told=link.told)
    return link


@transaction.atomic
def join_family(
    child_id: uuid.UUID, carer_id: uuid.UUID, caring: CaringFacts, *, by: Any, on: datetime.date
) -> Caring:
    """Add a carer of another child, a brother or sister say, to this child's family.

    :raises RecordRefused: if the carer is no carer of a child whom `by` may see, or is here already
    """
    child = child_to_change(child_id, can_edit_family, by=by, on=on)
    visible = type(child).objects.visible_to(by, on=on).values("pk")
    carer = Carer.objects.filter(pk=carer_id, carings__child__in=visible).first()
    if carer is None:
        raise RecordRefused("Select the carer", "carer")
    if child.carings.filter(carer=carer, ends_on__isnull=True).exists():
        raise RecordRefused(f"{carer} is in this family already", "carer")
    link = Caring.objects.create(child=child, carer=carer, starts_on=on, **_checked_caring(caring))
    record("people.added_carer", subject=child, by=by, carer=str(carer.pk), told=link.told)
    return link


@transaction.atomic
def edit_carer(
    caring_id: uuid.UUID, carer: CarerFacts, caring: CaringFacts, *, by: Any, on: datetime.date
) -> None:
    """Correct a carer's facts and what they are to a child.

    :raises RecordRefused: as for `add_carer`
    """
    link = Caring.objects.select_related("carer").get(pk=caring_id)
    child = child_to_change(link.child_id, can_edit_family, by=by, on=on)
    for name, value in _checked(carer).items():
        setattr(link.carer, name, value)
    for name, value in _checked_caring(caring).items():
        setattr(link, name, value)
    link.carer.save()
    link.save()
    record("people.edited_carer", subject=child, by=by, carer=str(link.carer_id), told=link.told)


@transaction.atomic
def end_caring(caring_id: uuid.UUID, *, ends_on: datetime.date, by: Any, on: datetime.date) -> None:
    """Record the last day on which somebody was a carer of a child; they see the record no more.

    :raises RecordRefused: if it is before the first day
    """
    link = Caring.objects.get(pk=caring_id)
    child = child_to_change(link.child_id, can_edit_family, by=by, on=on)
    refuse_disorder(link.starts_on, ends_on, "ends_on")
    link.ends_on = ends_on
    link.save(update_fields=["ends_on"])
    record("people.ended_caring", subject=child, by=by, carer=str(link.carer_id))


@transaction.atomic
def record_agreement(caring_id: uuid.UUID, *, agrees: bool, by: Any, on: datetime.date) -> None:
    """Record whether the young person lets a parent go on seeing the record and being told.

    The rights are the young person's from the end of compulsory school age (Children and Families
    Act 2014, section 83(2)); before that the question has no effect yet.

    :raises PermissionDenied: unless it is the young person, or one who edits families
    """
    link = Caring.objects.select_related("child").get(pk=caring_id)

    def may_say(user: Any, child: Any) -> bool:
        return child.user_id == user.pk or can_edit_family(user, child)

    child = child_to_change(link.child_id, may_say, by=by, on=on)
    link.young_person_agrees = agrees
    link.save(update_fields=["young_person_agrees"])
    record(
        "people.recorded_agreement", subject=child, by=by, carer=str(link.carer_id), agrees=agrees
    )


def _checked(facts: CarerFacts) -> dict[str, Any]:
    """Return the facts of a carer as they are kept.

    :raises RecordRefused: if there is no name, or no way to reach them as they ask
    """
    kept = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in asdict(facts).items()
    }
    for name in ("first_names", "last_name"):
        kept[name] = read_name(kept[name])
    if not kept["first_names"]:
        raise RecordRefused("Enter the carer’s first names", "first_names")
    if kept["reach_by"] not in WAYS:
        raise RecordRefused("Select one of the answers shown", "reach_by")
    if kept["reach_by"] == Carer.EMAIL and not kept["email"]:
        raise RecordRefused("Enter an e-mail address, or choose another way", "email")
    if kept["reach_by"] in (Carer.PHONE, Carer.TEXT) and not kept["phone"]:
        raise RecordRefused("Enter a telephone number, or choose another way", "phone")
    return kept


def _checked_caring(facts: CaringFacts) -> dict[str, Any]:
    """Return what a carer is to a child as it is kept.

    :raises RecordRefused: if nothing is said of the relation, or a limit has no reason
    """
    kept = asdict(facts)
    kept["relation"], kept["court_limit"] = facts.relation.strip(), facts.court_limit.strip()
    if not kept["relation"]:
        raise RecordRefused("Enter what they are to the child", "relation")
    if kept["told"] not in TOLD:
        raise RecordRefused("Select one of the answers shown", "told")
    if kept["told"] != Caring.ALL and not kept["court_limit"]:
        raise RecordRefused("Enter what the court has ordered", "court_limit")
    return kept
