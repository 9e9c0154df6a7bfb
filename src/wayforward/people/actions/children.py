"""Changes to a child's own facts: names, numbers, where they live, what they need."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people import codes
from wayforward.people.actions.finding import index_names
from wayforward.people.actions.opening import (
    ChangedMeanwhile,
    RecordRefused,
    child_to_change,
)
from wayforward.people.identifiers import (
    NumberRefused,
    new_reference,
    read_nhs_number,
    read_uln,
    read_upn,
)
from wayforward.people.models import (
    Allocation,
    Child,
    ChildAddress,
    Diagnosis,
    FormerName,
    Need,
    Profile,
)
from wayforward.people.names import read_name
from wayforward.people.permissions import can_add_children, can_edit_record
from wayforward.people.roles import ROLES
from wayforward.statute.ages import age_on, compulsory_school_age_ends

OLDEST = 26  # years: nobody over 25 has a plan (Children and Families Act 2014, section 46)
NUMBERS = {"upn": "UPN", "uln": "ULN", "nhs_number": "NHS number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFacts:
    """What a record says of a child; empty where it is not known. Fields as in models.Child."""

    first_names: str
    last_name: str = ""
    known_as: str = ""
    known_last_name: str = ""
    born_on: datetime.date
    sex: str = ""
    ethnicity: str = ""
    language: str = ""
    interpreter: str = ""
    uses_bsl: bool = False
    how_i_communicate: str = ""
    upn: str = ""
    upn_missing: str = ""
    uln: str = ""
    nhs_number: str = ""
    gp_practice: str = ""
    care: str = ""
    care_authority: str = ""


FACTS = tuple(each.name for each in fields(ChildFacts))


@transaction.atomic
def add_child(facts: ChildFacts, *, by: Any, on: datetime.date) -> Child:
    """Make a record of a child or young person, on the caseload of whoever makes it.

    :raises PermissionDenied: if `by` may not add children
    :raises RecordRefused: if a fact cannot be, or a number is another child's
    """
    require(can_add_children, by, None)
    child = put_child(facts, by=by, on=on)
    role = ROLES[by.role].name
    Allocation.objects.create(child=child, user=by, role=role, starts_on=on)
    return child


def put_child(facts: ChildFacts, *, by: Any, on: datetime.date, **told: Any) -> Child:
    """Make the record: for actions that have asked the rule.

    :param told: more for the audit, such as the import that it comes from
    :raises RecordRefused: as `add_child`
    """
    child = Child(reference=new_reference())
    set_facts(child, facts, on=on)
    _save(child)
    index_names(child)
    record("people.added_child", subject=child, by=by, **told)
    return child


@transaction.atomic
def edit_child(
    child_id: uuid.UUID, facts: ChildFacts, *, seen: int, by: Any, on: datetime.date
) -> None:
    """Correct a child's facts. A legal name that changes is kept as a former one.

    :param seen: `changes` of the record as `by` read it; one saved since then is not overwritten
    :raises PermissionDenied: if `by` may not edit the record
    :raises RecordRefused: if a fact cannot be, or a number is another child's
    :raises ChangedMeanwhile: if somebody else has saved it since `seen`
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    if child.changes != seen:
        raise ChangedMeanwhile(child)
    put_facts(child, facts, by=by, on=on)


def put_facts(child: Child, facts: ChildFacts, *, by: Any, on: datetime.date, **told: Any) -> None:
    """Save the facts of a child: for actions that have found it, locked it and asked the rule.

    :param told: more for the audit
    :raises RecordRefused: as `edit_child`
    """
    before = {name: getattr(child, name) for name in FACTS}
    set_facts(child, facts, on=on)
    changed = sorted(name for name in FACTS if getattr(child, name) != before[name])
    if not changed:
        return
    if {"first_names", "last_name"} & set(changed):
        FormerName.objects.create(
            child=child,
            first_names=before["first_names"],
            last_name=before["last_name"],
            until=on,
        )
    child.changes += 1
    _save(child)
    index_names(child)
    record("people.edited_child", subject=child, by=by, fields=changed, **told)


def set_facts(child: Child, facts: ChildFacts, *, on: datetime.date) -> None:
    """Put the facts in a record that is not saved yet, each read and checked.

    :raises RecordRefused: if a fact cannot be
    """
    for name, value in asdict(facts).items():
        setattr(child, name, value)
    for name in ("first_names", "last_name", "known_as", "known_last_name"):
        setattr(child, name, read_name(getattr(facts, name)))
    if not child.first_names:
        raise RecordRefused("Enter the child’s first names", "first_names")
    if facts.born_on > on:
        raise RecordRefused("Date of birth must be today or in the past", "born_on")
    if age_on(facts.born_on, on) > OLDEST:
        raise RecordRefused(
            f"Date of birth must be in the last {OLDEST} years: records are of people up to 25",
            "born_on",
        )
    child.rights_pass_on = compulsory_school_age_ends(facts.born_on) + datetime.timedelta(days=1)
    readers = {"upn": read_upn, "uln": read_uln, "nhs_number": read_nhs_number}
    for name, read in readers.items():
        typed = getattr(facts, name).strip()
        try:
            setattr(child, name, read(typed) if typed else None)
        except NumberRefused as refusal:
            raise RecordRefused(str(refusal), name) from refusal
    if child.upn and facts.upn_missing:
        raise RecordRefused("Leave the reason out: there is a UPN", "upn_missing")
    known = {"sex": codes.SEXES, "ethnicity": codes.ETHNICITIES, "care": codes.CARE}
    for name, words in (known | {"upn_missing": codes.UPN_MISSING}).items():
        if (code := getattr(facts, name)) and code not in words:
            raise RecordRefused("Select one of the answers shown", name)


def _save(child: Child) -> None:
    """Save a child; a number that another child has is refused, and that child is not named."""
    for name, words in NUMBERS.items():
        value = getattr(child, name)
        if value and Child.objects.filter(**{name: value}).exclude(pk=child.pk).exists():
            raise RecordRefused(f"Another child has this {words}: check the figures", name)
    try:
        with transaction.atomic():
            child.save()
    except IntegrityError as problem:  # another was saved between the question and the answer
        name = next((each for each in NUMBERS if each in str(problem)), "")
        raise RecordRefused("Another child has this number: check the figures", name) from problem


@transaction.atomic
def record_address(
    child_id: uuid.UUID,
    *,
    street: str,
    town: str,
    postcode: str,
    lived_from: datetime.date | None,
    protected_because: str = "",
    by: Any,
    on: datetime.date,
) -> ChildAddress:
    """Record where a child lives; the address before ends the day before this one begins.

    :param protected_because: why few may see it: a refuge, an order; empty if anyone may
    :raises RecordRefused: if nothing of it is known, or it begins in time to come
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    return put_address(
        child,
        street=street,
        town=town,
        postcode=postcode,
        lived_from=lived_from,
        protected_because=protected_because,
        by=by,
        on=on,
    )


def put_address(
    child: Child,
    *,
    street: str,
    town: str,
    postcode: str,
    lived_from: datetime.date | None,
    protected_because: str = "",
    by: Any,
    on: datetime.date,
) -> ChildAddress:
    """Save an address: for actions that have found the child, locked it and asked the rule.

    :raises RecordRefused: as `record_address`
    """
    if not (street.strip() or town.strip() or postcode):
        raise RecordRefused("Enter at least one line of the address", "street")
    if lived_from and lived_from > on:
        raise RecordRefused("The first day must be today or in the past", "lived_from")
    ends = (lived_from or on) - datetime.timedelta(days=1)
    for earlier in child.addresses.filter(lived_to__isnull=True):
        if earlier.lived_from and earlier.lived_from > ends:
            raise RecordRefused(
                "The first day must be after that of the address before", "lived_from"
            )
        earlier.lived_to = ends
        earlier.save(update_fields=["lived_to"])
    address = ChildAddress.objects.create(
        child=child,
        street=street.strip(),
        town=town.strip(),
        postcode=postcode,
        lived_from=lived_from,
        is_protected=bool(protected_because.strip()),
        protected_because=protected_because.strip(),
    )
    record("people.recorded_address", subject=child, by=by, protected=address.is_protected)
    return address


@transaction.atomic
def record_needs(child_id: uuid.UUID, needs: Sequence[str], *, by: Any, on: datetime.date) -> None:
    """Record a child's types of need: the first is the primary one, the second the secondary.

    :param needs: the Department for Education's codes, each once
    :raises RecordRefused: if a code is not known or is there twice
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    put_needs(child, needs, by=by)


def put_needs(child: Child, needs: Sequence[str], *, by: Any) -> None:
    """Save types of need: for actions that have found the child, locked it and asked the rule.

    :raises RecordRefused: as `record_needs`
    """
    if len(set(needs)) != len(needs):
        raise RecordRefused("Select each type of need once", "secondary")
    if unknown := [code for code in needs if code not in codes.NEEDS]:
        raise RecordRefused(f"There is no type of need {unknown[0]!r}", "primary")
    kept = {need.code: need for need in child.needs.all()}
    for code, need in kept.items():
        if code not in needs:
            need.delete()
    for rank, code in enumerate(needs, start=1):
        if code not in kept:
            Need.objects.create(child=child, code=code, rank=rank)
        elif kept[code].rank != rank:
            kept[code].rank = rank
            kept[code].save(update_fields=["rank"])
    record("people.recorded_needs", subject=child, by=by, needs=list(needs))


@transaction.atomic
def record_diagnosis(
    child_id: uuid.UUID,
    *,
    what: str,
    reported_by: str,
    reported_on: datetime.date | None,
    by: Any,
    on: datetime.date,
) -> Diagnosis:
    """Record a diagnosis as it was reported, and by whom.

    :raises RecordRefused: if it was reported in time to come
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    if reported_on and reported_on > on:
        raise RecordRefused("The day must be today or in the past", "reported_on")
    diagnosis = Diagnosis.objects.create(
        child=child, what=what.strip(), reported_by=reported_by.strip(), reported_on=reported_on
    )
    record("people.recorded_diagnosis", subject=child, by=by, diagnosis=str(diagnosis.pk))
    return diagnosis


@transaction.atomic
def remove_diagnosis(diagnosis_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Take away a diagnosis that was recorded by mistake. The row's history keeps it."""
    diagnosis = Diagnosis.objects.get(pk=diagnosis_id)
    child = child_to_change(diagnosis.child_id, can_edit_record, by=by, on=on)
    diagnosis.delete()
    record("people.removed_diagnosis", subject=child, by=by, diagnosis=str(diagnosis_id))


@transaction.atomic
def write_profile(
    child_id: uuid.UUID,
    *,
    people_like: str,
    matters: str,
    how_to_help: str,
    written_with: str,
    by: Any,
    on: datetime.date,
) -> Profile:
    """Write a new one-page profile; earlier ones are kept.

    :raises RecordRefused: if nothing is said
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    words = [people_like.strip(), matters.strip(), how_to_help.strip()]
    if not any(words):
        raise RecordRefused("Write something under at least one heading", "people_like")
    profile = Profile.objects.create(
        child=child,
        written_on=on,
        written_with=written_with.strip(),
        people_like=words[0],
        matters=words[1],
        how_to_help=words[2],
    )
    record("people.wrote_profile", subject=child, by=by, profile=str(profile.pk))
    return profile
