"""Writes an import: all of it in one transaction, or nothing.

A process that is killed at any moment leaves nothing half-written: PostgreSQL takes back what was
not committed. The import then still says "being written", and whoever asks again, or the job that
is run again, begins anew; `select_for_update` lets only one write at a time.
"""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

import pghistory
from django.db import IntegrityError, transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.imports import jobs
from wayforward.imports.actions.decide import judge_again
from wayforward.imports.actions.opening import ImportRefused, import_to_change
from wayforward.imports.differences import Learning, Plan
from wayforward.imports.judging import TOGETHER, facts_of, judge
from wayforward.imports.models import Import, Row
from wayforward.imports.permissions import can_import_children
from wayforward.imports.snapshots import Snapshot, changed, snapshots
from wayforward.people.actions.children import (
    ChildFacts,
    put_address,
    put_child,
    put_facts,
    put_needs,
)
from wayforward.people.actions.families import CarerFacts, CaringFacts, put_carer
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.actions.schooling import MAIN_KINDS, put_schooling
from wayforward.people.models import Child, Schooling

AT_ONCE = 100  # rows that a page writes while one waits; more are a job's
LONGEST_TOLD = 400


@transaction.atomic
def begin_writing(import_id: uuid.UUID, *, by: Any, at: datetime.datetime) -> bool:
    """Say that an import is to be written. Tell whether a job will do it; else the caller does.

    :raises PermissionDenied: if `by` may not import children
    :raises ImportRefused: if it was written, or there is nothing to write
    """
    kept = import_to_change(import_id, (Import.READY, Import.APPLYING), by=by)
    to_write = kept.rows.filter(verdict__in=[Row.NEW, Row.CHANGES]).count()
    if not to_write:
        raise ImportRefused("There is nothing to write")
    kept.state, kept.begun_at, kept.told = Import.APPLYING, at, ""
    kept.save(update_fields=["state", "begun_at", "told"])
    record("imports.began_writing", subject=kept, by=by, rows=to_write)
    if to_write > AT_ONCE:
        jobs.ask_for(jobs.WRITE, kept.pk, by.pk)
        return True
    return False


def write_import(
    import_id: uuid.UUID, *, by: Any, on: datetime.date, at: datetime.datetime
) -> Import:
    """Write what was looked at: new children, and what changes in records. Return the import.

    It is written, or it is as it was and `told` says why.

    :raises PermissionDenied: if `by` may not import children
    """
    require(can_import_children, by, None)
    try:
        with transaction.atomic(), pghistory.context(user=str(by.pk), imported=str(import_id)):
            kept = Import.objects.select_for_update().get(pk=import_id)
            if kept.state == Import.APPLYING:
                _write(kept, by=by, on=on, at=at)
            return kept
    except (RecordRefused, IntegrityError) as problem:
        reason = str(problem) if isinstance(problem, RecordRefused) else "a number was taken"
        with transaction.atomic():
            kept = import_to_change(import_id, (Import.APPLYING,), by=by)
            judge_again(kept, by=by, on=on)
            _not_written(kept, f"Nothing was written: {reason}. Look at the rows again", by=by)
            return kept


def _not_written(kept: Import, told: str, *, by: Any) -> None:
    kept.state, kept.told = Import.READY, told[:LONGEST_TOLD]
    kept.save(update_fields=["state", "told"])
    record("imports.did_not_write", subject=kept, by=by)


def _write(kept: Import, *, by: Any, on: datetime.date, at: datetime.datetime) -> None:
    rows = list(kept.rows.select_related("decided_child").order_by("number"))
    known = sorted(row.child_id for row in rows if row.child_id)
    # From here on nobody else changes them: what is judged now holds until it is written.
    list(Child.objects.select_for_update().filter(pk__in=known).order_by("pk").values_list("pk"))
    judged = list(judge(rows, home=kept.home, on=on))
    stale = [row for row, now in zip(rows, judged, strict=True) if not now.is_that_of(row)]
    if stale:
        judge_again(kept, by=by, on=on)
        which = ", ".join(str(row.number) for row in stale[:10])
        more = f" and {len(stale) - 10} more" if len(stale) > 10 else ""
        told = f"Nothing was written: rows {which}{more} are judged otherwise by now. Look again"
        _not_written(kept, told, by=by)
        return
    planned = [
        (row, now.child, now.plan)
        for row, now in zip(rows, judged, strict=True)
        if now.plan is not None and now.plan.words
    ]
    for start in range(0, len(planned), TOGETHER):
        _write_rows(planned[start : start + TOGETHER], kept=kept, by=by, on=on)
    counts = {
        outcome: sum(row.outcome == outcome for row, *_ in planned)
        for outcome in (Row.ADDED, Row.CHANGED)
    }
    kept.state, kept.applied_at, kept.applied_by = Import.APPLIED, at, by
    kept.save(update_fields=["state", "applied_at", "applied_by"])
    record("imports.wrote", subject=kept, by=by, **counts)


def _write_rows(
    planned: Sequence[tuple[Row, Child | None, Plan]], *, kept: Import, by: Any, on: datetime.date
) -> None:
    """Write some rows, and keep with each how the record stood before and stands now."""
    known = [child.pk for _, child, _ in planned if child]
    before = snapshots(known, family=False)
    children = Child.objects.in_bulk(known)  # without what was fetched beside them for judging
    for row, child, plan in planned:
        if child is None:
            facts = ChildFacts(**plan.facts)
            row.child = put_child(facts, by=by, on=on, in_import=str(kept.pk))
            row.outcome = Row.ADDED
        else:
            row.child = children[child.pk]
            row.outcome = Row.CHANGED
            if plan.facts:
                facts = ChildFacts(**(facts_of(row.child) | plan.facts))
                put_facts(row.child, facts, by=by, on=on, in_import=str(kept.pk))
        _write_parts(row.child, plan, by=by, on=on, is_new=row.outcome == Row.ADDED)
    new: list[Any] = [row.child_id for row, child, _ in planned if child is None]
    after: dict[Any, Snapshot] = snapshots(known, family=False) | snapshots(new, family=True)
    for row, child, _ in planned:
        if child is None:
            row.after = after[row.child_id]
        else:
            row.before, row.after = changed(before[child.pk], after[child.pk])
    Row.objects.bulk_update([row for row, *_ in planned], ["child", "outcome", "before", "after"])


def _write_parts(child: Child, plan: Plan, *, by: Any, on: datetime.date, is_new: bool) -> None:
    """Write what is not among the child's own facts."""
    if plan.needs is not None:
        put_needs(child, plan.needs, by=by)
    if plan.address is not None:
        street, town, postcode = plan.address
        since = None if is_new else on
        put_address(
            child, street=street, town=town, postcode=postcode, lived_from=since, by=by, on=on
        )
    if plan.learning is not None:
        _write_learning(child, plan.learning, by=by)
    for carer in plan.carers:
        put_carer(
            child,
            CarerFacts(
                title=carer.title,
                first_names=carer.first_names,
                last_name=carer.last_name,
                email=carer.email,
                phone=carer.phone,
            ),
            CaringFacts(relation=carer.relation),
            by=by,
            on=on,
        )


def _write_learning(child: Child, learning: Learning, *, by: Any) -> None:
    """Begin at a setting; or, where the setting stays, change the year taught there."""
    if learning.place is not None and learning.starts_on is not None:
        put_schooling(
            child,
            establishment_id=learning.place,
            kind=Schooling.MAIN,
            starts_on=learning.starts_on,
            year_taught=learning.year,
            by=by,
        )
        return
    now = child.schoolings.get(ends_on__isnull=True, kind__in=MAIN_KINDS)
    now.year_taught = learning.year
    now.save(update_fields=["year_taught"])
    record("people.recorded_year", subject=child, by=by, year=learning.year)
