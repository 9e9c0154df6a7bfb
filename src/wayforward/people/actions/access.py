"""Changes to who may see a record: caseloads, team work, tasks, restrictions, emergencies."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions.opening import RecordRefused, child_to_change
from wayforward.people.jobs import tell_of_emergency
from wayforward.people.models import (
    Allocation,
    BreakGlass,
    Child,
    Named,
    Task,
    Team,
    TeamWork,
    User,
)
from wayforward.people.permissions import (
    can_edit_record,
    can_open_in_emergency,
    can_restrict,
    can_review_emergency,
)
from wayforward.people.queries import merged_with
from wayforward.people.relationships import those_covered
from wayforward.people.workload import managers_of

EMERGENCY = datetime.timedelta(hours=4)
SHORTEST_REASON = 20  # characters: "urgent" explains nothing to whoever reviews it


@transaction.atomic
def allocate(
    child_id: uuid.UUID, user_id: uuid.UUID, *, role: str, by: Any, on: datetime.date
) -> Allocation:
    """Put a child on somebody's caseload.

    :param role: what they are to the family: "Caseworker"
    :raises RecordRefused: if there is no such person, or the child is on it already
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if person is None or not person.has_perm("people.open_records"):
        raise RecordRefused("Select somebody who may open children’s records", "user")
    if child.allocations.filter(user=person, ends_on__isnull=True).exists():
        raise RecordRefused(f"{person} has this child already", "user")
    allocation = Allocation.objects.create(child=child, user=person, role=role, starts_on=on)
    record("people.allocated", subject=child, by=by, to=str(person.pk))
    return allocation


@transaction.atomic
def end_allocation(allocation_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Take a child off somebody's caseload from today: yesterday was the last day."""
    allocation = Allocation.objects.get(pk=allocation_id)
    child = child_to_change(allocation.child_id, can_edit_record, by=by, on=on)
    if allocation.starts_on == on:
        allocation.delete()
    else:
        allocation.ends_on = on - datetime.timedelta(days=1)
        allocation.save(update_fields=["ends_on"])
    record("people.ended_allocation", subject=child, by=by, to=str(allocation.user_id))


@transaction.atomic
def start_team_work(
    child_id: uuid.UUID, team_code: str, *, what: str, by: Any, on: datetime.date
) -> TeamWork:
    """Record that a team works with a child; its members then see the record.

    :raises RecordRefused: if there is no such team, or it works with the child already
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    team = Team.objects.filter(pk=team_code).first()
    if team is None:
        raise RecordRefused("Select a team", "team")
    if child.team_work.filter(team=team, ends_on__isnull=True).exists():
        raise RecordRefused(f"{team} works with this child already", "team")
    work = TeamWork.objects.create(child=child, team=team, what=what.strip(), starts_on=on)
    record("people.started_team_work", subject=child, by=by, team=team.pk)
    return work


@transaction.atomic
def ask(
    child_id: uuid.UUID,
    asked_of_id: uuid.UUID,
    *,
    what: str,
    due_on: datetime.date | None,
    by: Any,
    on: datetime.date,
) -> Task:
    """Ask something of somebody about a child; until it is done they see the record.

    :raises RecordRefused: if nothing is asked, or it was due before today
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    person = User.objects.filter(pk=asked_of_id, is_active=True).first()
    if person is None or not person.has_perm("people.open_records"):
        raise RecordRefused("Select somebody who may open children’s records", "asked_of")
    if not what.strip():
        raise RecordRefused("Enter what you ask of them", "what")
    if due_on and due_on < on:
        raise RecordRefused("The day must be today or later", "due_on")
    task = Task.objects.create(
        child=child, asked_of=person, asked_by=by, what=what.strip(), asked_on=on, due_on=due_on
    )
    record("people.asked", subject=child, by=by, task=str(task.pk), of=str(person.pk))
    return task


@transaction.atomic
def finish_task(task_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Say that what was asked is done: by whom it was asked of or whoever covers, or asked it.

    :raises PermissionDenied: if it is neither
    """
    task = Task.objects.get(pk=task_id)

    def is_theirs(user: Any, child: Any) -> bool:
        covers = those_covered(user, on).filter(user_id=task.asked_of_id)
        return user.pk in (task.asked_of_id, task.asked_by_id) or covers.exists()

    child = child_to_change(task.child_id, is_theirs, by=by, on=on)
    task.done_on = on
    task.save(update_fields=["done_on"])
    record("people.finished_task", subject=child, by=by, task=str(task.pk))


@transaction.atomic
def restrict(child_id: uuid.UUID, *, because: str, by: Any, on: datetime.date) -> None:
    """Restrict a record to the family, the caseworker and those named: staff's own children, say.

    Whoever restricts it is named too, so that it is never out of everybody's sight.

    :raises RecordRefused: without a reason
    """
    child = child_to_change(child_id, can_restrict, by=by, on=on)
    if not because.strip():
        raise RecordRefused("Enter why the record is restricted", "because")
    child.is_restricted, child.restricted_because = True, because.strip()
    child.save(update_fields=["is_restricted", "restricted_because"])
    Named.objects.get_or_create(child=child, user=by, defaults={"because": "Restricted the record"})
    record("people.restricted", subject=child, by=by)


@transaction.atomic
def lift_restriction(child_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Let those who work with a child see the record again."""
    child = child_to_change(child_id, can_restrict, by=by, on=on)
    child.is_restricted, child.restricted_because = False, ""
    child.save(update_fields=["is_restricted", "restricted_because"])
    record("people.lifted_restriction", subject=child, by=by)


@transaction.atomic
def name_person(
    child_id: uuid.UUID, user_id: uuid.UUID, *, because: str, by: Any, on: datetime.date
) -> None:
    """Let one more person see a restricted record.

    :raises RecordRefused: if there is no such person, or no reason
    """
    child = child_to_change(child_id, can_restrict, by=by, on=on)
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if person is None:
        raise RecordRefused("Select a person", "user")
    if not because.strip():
        raise RecordRefused("Enter why they may see it", "because")
    Named.objects.get_or_create(child=child, user=person, defaults={"because": because.strip()})
    record("people.named_person", subject=child, by=by, person=str(person.pk))


@transaction.atomic
def open_in_emergency(
    reference: str, *, reason: str, site: str, by: Any, at: datetime.datetime
) -> BreakGlass:
    """Open a record that one does not see, for some hours, with a reason that a manager reads.

    The record must be named by its reference: nobody browses this way. Managers are told at once.

    :param site: how the address of this site begins: "https://send.example.org"
    :raises PermissionDenied: if `by` may not
    :raises RecordRefused: if there is no such record, or the reason is too short to judge
    """
    require(can_open_in_emergency, by, None)
    if len(reason.strip()) < SHORTEST_REASON:
        raise RecordRefused("Say why you need this record now, so that it can be judged", "reason")
    child = (
        Child.objects.filter(reference=reference).first()
        or Child.objects.filter(pk__in=merged_with(reference)).first()
    )
    if child is None:
        raise RecordRefused("There is no record with this reference", "reference")
    opened = BreakGlass.objects.create(
        child=child, user=by, reason=reason.strip(), opened_at=at, closes_at=at + EMERGENCY
    )
    managers = managers_of(by, on=localtime(at).date())
    tell_of_emergency(opened, managers, site=site)
    record(
        "people.opened_in_emergency",
        subject=child,
        by=by,
        emergency=str(opened.pk),
        told=len(managers),
    )
    return opened


@transaction.atomic
def review_emergency(
    emergency_id: uuid.UUID, *, was_right: bool, review: str, by: Any, at: datetime.datetime
) -> None:
    """Say whether a record was rightly opened in an emergency; nobody reviews their own.

    :raises PermissionDenied: if `by` may not review, or opened it
    :raises RecordRefused: if it was reviewed already, or a wrong one has no words
    """
    emergency = BreakGlass.objects.select_for_update().get(pk=emergency_id)
    require(can_review_emergency(localtime(at).date()), by, emergency.user)

    def is_anothers(user: Any, subject: BreakGlass) -> bool:
        return bool(user.pk != subject.user_id)

    require(is_anothers, by, emergency)
    if emergency.reviewed_at is not None:
        raise RecordRefused("This was reviewed already", "was_right")
    if not was_right and not review.strip():
        raise RecordRefused("Enter what was wrong and what you did", "review")
    emergency.reviewed_at, emergency.reviewed_by = at, by
    emergency.was_right, emergency.review = was_right, review.strip()
    emergency.save()
    record("people.reviewed_emergency", subject=emergency.child, by=by, emergency=str(emergency.pk))
