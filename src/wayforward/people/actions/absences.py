"""Changes to who is away, who covers, and what whoever covers should know."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions.opening import RecordRefused, refuse_disorder
from wayforward.people.models import Absence, HandoverNote, Task, User
from wayforward.people.permissions import can_manage_person_or_self
from wayforward.people.workload import colleagues_of

LONGEST_NOTE = 2000


@transaction.atomic
def record_absence(
    person_id: uuid.UUID,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date,
    cover_id: Any,
    note: str,
    by: Any,
    on: datetime.date,
) -> Absence:
    """Record that somebody is away, and who sees their work meanwhile.

    :param ends_on: the last day away
    :param cover_id: None if nobody is found yet: managers then find it without an owner
    :raises PermissionDenied: unless it is their own absence, or `by` manages them
    :raises RecordRefused: if it is over, or overlaps another, or whoever covers cannot
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person_id)
    require(can_manage_person_or_self(on), by, person)
    refuse_disorder(starts_on, ends_on, "ends_on")
    if ends_on < on:
        raise RecordRefused("The last day must be today or later", "ends_on")
    if person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise RecordRefused("They are away then already", "starts_on")
    absence = Absence(user=person, starts_on=starts_on, ends_on=ends_on, note=note.strip())
    absence.covered_by = _cover(absence, cover_id, on=on)
    absence.save()
    record("people.recorded_absence", subject=person, by=by, **_facts(absence))
    return absence


@transaction.atomic
def change_cover(absence_id: uuid.UUID, *, cover_id: Any, by: Any, on: datetime.date) -> None:
    """Say who covers instead: they see the work, and whoever did before sees it no more.

    :raises PermissionDenied: unless it is their own absence, or `by` manages them
    :raises RecordRefused: if the absence is over, or whoever covers cannot
    """
    absence = _open(absence_id, by=by, on=on)
    absence.covered_by = _cover(absence, cover_id, on=on)
    absence.save(update_fields=["covered_by"])
    record("people.changed_cover", subject=absence.user, by=by, **_facts(absence))


@transaction.atomic
def end_absence(absence_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Say that somebody is back today, or does not go: yesterday was the last day away.

    :raises PermissionDenied: unless it is their own absence, or `by` manages them
    :raises RecordRefused: if it is over
    """
    absence = _open(absence_id, by=by, on=on)
    facts = _facts(absence)
    if absence.starts_on >= on:
        absence.delete()
    else:
        absence.ends_on = on - datetime.timedelta(days=1)
        absence.save(update_fields=["ends_on"])
    record("people.ended_absence", subject=absence.user, by=by, **facts)


@transaction.atomic
def write_handover(
    absence_id: uuid.UUID, *, notes: Mapping[str, str], by: Any, on: datetime.date
) -> int:
    """Keep a note on each thing that was promised; an empty one takes a note away.

    :param notes: the id of a task to words
    :returns: how many notes there are then
    :raises PermissionDenied: unless it is their own absence, or `by` manages them
    :raises RecordRefused: if the absence is over, a note is too long, or a task is not theirs
    """
    absence = _open(absence_id, by=by, on=on)
    tasks = {
        str(task.pk): task
        for task in Task.objects.filter(asked_of=absence.user, done_on__isnull=True)
    }
    for task_id, words in notes.items():
        if task_id not in tasks:
            raise RecordRefused("One of these was done meanwhile. Open the page again")
        if len(words) > LONGEST_NOTE:
            raise RecordRefused(f"A note can have {LONGEST_NOTE} characters", f"note-{task_id}")
        if words.strip():
            HandoverNote.objects.update_or_create(
                absence=absence, task=tasks[task_id], defaults={"words": words.strip()}
            )
        else:
            absence.notes.filter(task=tasks[task_id]).delete()
    number = absence.notes.count()
    record("people.wrote_handover", subject=absence.user, by=by, notes=number)
    return number


def _open(absence_id: uuid.UUID, *, by: Any, on: datetime.date) -> Absence:
    """Return an absence that is not over, locked."""
    absence = (
        Absence.objects.select_for_update(of=("self",)).select_related("user").get(pk=absence_id)
    )
    require(can_manage_person_or_self(on), by, absence.user)
    if absence.ends_on < on:
        raise RecordRefused("This absence is over")
    return absence


def _cover(absence: Absence, cover_id: Any, *, on: datetime.date) -> User | None:
    """Return who covers, or None if nobody is named.

    :raises RecordRefused: if they cannot, or are away themselves
    """
    if not cover_id:
        return None
    cover = colleagues_of(absence.user, on=on).filter(pk=cover_id).first()
    if cover is None:
        raise RecordRefused("Select somebody of the same team or setting", "cover")
    if cover.absences.filter(
        starts_on__lte=absence.ends_on, ends_on__gte=absence.starts_on
    ).exists():
        raise RecordRefused(f"{cover} is away then too", "cover")
    if cover.ends_on is not None and cover.ends_on < absence.ends_on:
        raise RecordRefused(f"{cover} will have left by then", "cover")
    return cover


def _facts(absence: Absence) -> dict[str, str]:
    return {
        "cover": str(absence.covered_by_id or ""),
        "starts_on": absence.starts_on.isoformat(),
        "ends_on": absence.ends_on.isoformat(),
    }
