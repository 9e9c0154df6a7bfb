"""Work that passes from one person to another: one child's, a caseload, a leaver's.

Restricted records pass on one at a time, by somebody who sees them, and never in bulk.
"""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.establishments.models import Establishment
from wayforward.people import jobs
from wayforward.people.actions.opening import RecordRefused, child_to_change
from wayforward.people.models import Absence, Allocation, Task, User
from wayforward.people.permissions import can_edit_record, can_manage_person_or_self
from wayforward.people.workload import OpenWork, colleagues_of, pupils_of
from wayforward.web.formats import count_of

A_DAY = datetime.timedelta(days=1)


def successor(person: Any, to_id: Any, *, on: datetime.date, place: Any = None) -> User:
    """Return who takes on somebody's work.

    :param place: only somebody with a post at this setting
    :raises RecordRefused: if it is none of those who can
    """
    found = colleagues_of(person, on=on, place=place).filter(pk=to_id).first() if to_id else None
    if found is None:
        raise RecordRefused("Select who takes on the work", "to")
    return found


@transaction.atomic
def pass_on_child(
    allocation_id: uuid.UUID, to_id: Any, *, note: str, by: Any, on: datetime.date
) -> Allocation:
    """Pass one child, and what was promised about the child, to another worker from today.

    :raises RecordRefused: if it is none of those who can, or they have the child already
    """
    old = Allocation.objects.select_related("user").get(pk=allocation_id)
    child = child_to_change(old.child_id, can_edit_record, by=by, on=on)
    to = successor(old.user, to_id, on=on)
    if child.allocations.filter(_not_over(on), user=to).exists():
        raise RecordRefused(f"{to} has this child already", "to")
    new = Allocation(child=child, user=to, role=old.role, note=note.strip(), starts_on=on)
    _end(old, on - A_DAY)
    new.save()
    for task in child.tasks.filter(asked_of=old.user, done_on__isnull=True):
        _ask_instead(task, to, by=by)
    record("people.passed_on_child", subject=child, by=by, to=str(to.pk), of=str(old.user_id))
    return new


@transaction.atomic
def hand_over(
    person_id: uuid.UUID,
    to_id: Any,
    *,
    last_day: datetime.date,
    note: str,
    by: Any,
    on: datetime.date,
) -> int:
    """Pass everything that somebody has to another, who sees it from the day after `last_day`.

    Restricted records stay where they are.

    :returns: how many children and tasks
    :raises PermissionDenied: unless it is their own work, or `by` manages them
    :raises RecordRefused: if it is none of those who can, or the day is long past
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person_id)
    require(can_manage_person_or_self(on), by, person)
    refuse_day_long_past(last_day, on=on)
    to = successor(person, to_id, on=on)
    return pass_on_everything(person, to, last_day=last_day, note=note, by=by, on=on)


def refuse_day_long_past(last_day: datetime.date, *, on: datetime.date) -> None:
    """Refuse a last day before yesterday: what was seen since then was seen.

    :raises RecordRefused: about `last_day`
    """
    if last_day < on - A_DAY:
        raise RecordRefused("The last day must be yesterday or later", "last_day")


def pass_on_everything(
    person: User,
    to: User,
    *,
    last_day: datetime.date,
    note: str,
    by: Any,
    on: datetime.date,
    place: Any = None,
) -> int:
    """Pass on caseload, tasks and covers; return how many children and tasks.

    Children pass by their dates, the day after the last; the rest then too, by a job if that is to
    come.

    :param place: only what is about the pupils of this setting; covers then stay
    """
    mine = Q(child__is_restricted=False)
    if place is not None:
        mine &= Q(child_id__in=pupils_of(place, on=on))
    old = list(
        person.allocations.select_for_update(of=("self",))
        .filter(mine, _not_over(last_day + A_DAY))
        .select_related("child")
    )
    has_already = set(to.allocations.filter(_not_over(last_day + A_DAY)).values_list("child_id"))
    Allocation.objects.bulk_create(
        Allocation(
            child_id=each.child_id,
            user=to,
            role=each.role,
            note=note.strip(),
            starts_on=max(last_day + A_DAY, each.starts_on),
        )
        for each in old
        if (each.child_id,) not in has_already
    )
    for each in old:
        _end(each, last_day)
        record(
            "people.passed_on_child",
            subject=each.child,
            by=by,
            to=str(to.pk),
            of=str(person.pk),
        )
    tasks = person.tasks.filter(mine, done_on__isnull=True).count()
    if last_day < on:
        pass_on_promises(person, to, by=by, on=on, place=place)
    else:
        jobs.pass_on_promises(person, to, by=by, after=last_day, place=place)
    record("people.handed_over", subject=person, by=by, to=str(to.pk), children=len(old))
    return len(old) + tasks


def pass_on_promises(
    person: User, to: User, *, by: Any, on: datetime.date, place: Any = None
) -> int:
    """Pass on what is asked of somebody, and whom they cover for; return how many tasks.

    :param place: only what is about the pupils of this setting; covers then stay
    """
    tasks = person.tasks.filter(done_on__isnull=True, child__is_restricted=False)
    if place is not None:
        tasks = tasks.filter(child_id__in=pupils_of(place, on=on))
    passed = list(tasks.select_related("child"))
    for task in passed:
        _ask_instead(task, to, by=by)
    if place is None:
        covers = Absence.objects.filter(covered_by=person, ends_on__gte=on)
        covers.filter(user=to).update(covered_by=None)
        covers.exclude(user=to).update(covered_by=to)
    return len(passed)


@transaction.atomic
def pass_on_promises_when_due(
    person_id: str, to_id: str, *, by_id: str, place_id: str, on: datetime.date
) -> int:
    """Pass on what was to pass after a last day; return how many tasks.

    Nothing passes to somebody whose account was closed meanwhile: managers find it without an owner.
    """
    person, to = User.objects.get(pk=person_id), User.objects.get(pk=to_id)
    if not to.is_active:
        return 0
    place = Establishment.objects.get(pk=place_id) if place_id else None
    return pass_on_promises(person, to, by=User.objects.get(pk=by_id), on=on, place=place)


def refuse_restricted(person: Any, work: OpenWork) -> None:
    """Refuse to let somebody go who has restricted records, which pass on one at a time.

    :raises RecordRefused: about `to`
    """
    if work.restricted:
        raise RecordRefused(
            f"{person} still has work on {count_of(work.restricted, 'restricted record')}. "
            "Somebody who sees them passes each on first",
            "to",
        )


def _not_over(on: datetime.date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=on)


def _end(allocation: Allocation, last_day: datetime.date) -> None:
    """End an allocation; one that has not begun by then is as if it had not been."""
    if allocation.starts_on > last_day:
        allocation.delete()
    else:
        allocation.ends_on = last_day
        allocation.save(update_fields=["ends_on"])


def _ask_instead(task: Task, to: User, *, by: Any) -> None:
    task.asked_of = to
    task.save(update_fields=["asked_of"])
    record("people.passed_on_task", subject=task.child, by=by, task=str(task.pk), to=str(to.pk))
