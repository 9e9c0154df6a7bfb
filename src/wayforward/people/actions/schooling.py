"""Changes to where a child learns."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.db import transaction

from wayforward.audit.recording import record
from wayforward.establishments.models import Establishment
from wayforward.people.actions.opening import RecordRefused, child_to_change, refuse_disorder
from wayforward.people.models import Child, Schooling
from wayforward.people.permissions import can_edit_record

MAIN_KINDS = (Schooling.MAIN, Schooling.HOME, Schooling.NONE)
YEARS = range(-2, 15)  # National Curriculum years: -2 and -1 before Reception, 0 Reception


@transaction.atomic
def start_schooling(
    child_id: uuid.UUID,
    *,
    establishment_id: uuid.UUID | None,
    kind: str,
    starts_on: datetime.date,
    year_taught: int | None = None,
    note: str = "",
    by: Any,
    on: datetime.date,
) -> Schooling:
    """Record that a child begins at a setting, is educated at home or is out of school.

    A new main setting ends the one before on the day before.

    :param year_taught: the National Curriculum year that the child is taught with
    :raises RecordRefused: if there is no such setting, or it does not follow the one before
    """
    child = child_to_change(child_id, can_edit_record, by=by, on=on)
    return put_schooling(
        child,
        establishment_id=establishment_id,
        kind=kind,
        starts_on=starts_on,
        year_taught=year_taught,
        note=note,
        by=by,
    )


def put_schooling(
    child: Child,
    *,
    establishment_id: uuid.UUID | None,
    kind: str,
    starts_on: datetime.date,
    year_taught: int | None = None,
    note: str = "",
    by: Any,
) -> Schooling:
    """Save a time at a setting: for actions that have found the child, locked it, asked the rule.

    :raises RecordRefused: as `start_schooling`
    """
    needs_setting = kind not in (Schooling.HOME, Schooling.NONE)
    if kind not in Schooling.KINDS:
        raise RecordRefused("Select one of the answers shown", "kind")
    known = Establishment.objects.filter(pk__in=[establishment_id] if establishment_id else [])
    if needs_setting and not known.exists():
        raise RecordRefused("Select the school or other setting", "establishment")
    if year_taught is not None and year_taught not in YEARS:
        raise RecordRefused("Year group must be between -2 and 14", "year_taught")
    if starts_on < child.born_on:
        raise RecordRefused("The first day must be after the child was born", "starts_on")
    if kind in MAIN_KINDS:
        for earlier in child.schoolings.filter(ends_on__isnull=True, kind__in=MAIN_KINDS):
            if earlier.starts_on >= starts_on:
                raise RecordRefused(
                    "The first day must be after that of the setting before", "starts_on"
                )
            earlier.ends_on = starts_on - datetime.timedelta(days=1)
            earlier.save(update_fields=["ends_on"])
    schooling = Schooling.objects.create(
        child=child,
        establishment_id=establishment_id if needs_setting else None,
        kind=kind,
        starts_on=starts_on,
        year_taught=year_taught,
        note=note.strip(),
    )
    record(
        "people.started_schooling",
        subject=child,
        by=by,
        kind=kind,
        establishment=str(establishment_id or ""),
    )
    return schooling


@transaction.atomic
def record_attendance(
    schooling_id: uuid.UUID,
    *,
    attendance: Decimal | None,
    as_of: datetime.date,
    hours_a_week: Decimal | None = None,
    reduced_until: datetime.date | None = None,
    suspended_days: Decimal | None = None,
    by: Any,
    on: datetime.date,
) -> None:
    """Record attendance at a setting, a reduced timetable and days of suspension this year.

    :param attendance: per cent of the sessions that were possible
    :param hours_a_week: of a reduced timetable; None for a full one
    :raises RecordRefused: if a figure cannot be
    """
    schooling = Schooling.objects.select_related("child").get(pk=schooling_id)
    child = child_to_change(schooling.child_id, can_edit_record, by=by, on=on)
    if attendance is not None and not 0 <= attendance <= 100:
        raise RecordRefused("Attendance must be between 0 and 100 per cent", "attendance")
    if as_of > on:
        raise RecordRefused("The day must be today or in the past", "as_of")
    refuse_disorder(schooling.starts_on, as_of, "as_of")
    if hours_a_week is not None and not 0 <= hours_a_week <= 40:
        raise RecordRefused("Hours a week must be between 0 and 40", "hours_a_week")
    if hours_a_week is not None and reduced_until is None:
        raise RecordRefused("Enter when the reduced timetable is to end", "reduced_until")
    schooling.attendance, schooling.attendance_as_of = attendance, as_of
    schooling.hours_a_week, schooling.reduced_until = hours_a_week, reduced_until
    schooling.suspended_days = suspended_days
    schooling.save()
    record("people.recorded_attendance", subject=child, by=by, schooling=str(schooling.pk))


@transaction.atomic
def end_schooling(
    schooling_id: uuid.UUID, *, ends_on: datetime.date, by: Any, on: datetime.date
) -> None:
    """Record the last day at a setting.

    :raises RecordRefused: if it is before the first
    """
    schooling = Schooling.objects.get(pk=schooling_id)
    child = child_to_change(schooling.child_id, can_edit_record, by=by, on=on)
    refuse_disorder(schooling.starts_on, ends_on, "ends_on")
    schooling.ends_on = ends_on
    schooling.save(update_fields=["ends_on"])
    record("people.ended_schooling", subject=child, by=by, schooling=str(schooling.pk))
