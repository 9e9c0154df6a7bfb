"""Undoes an import: new records go, changed facts go back, unless somebody has gone on from there.

What was recorded since is never lost: such a record, fact or list stays as it is, and the row says
so. The histories and the audit keep all of it, the import and its undoing.
"""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

import pghistory
from django.db import IntegrityError, models, transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.imports import jobs
from wayforward.imports.actions.opening import ImportRefused, import_to_change
from wayforward.imports.actions.write import AT_ONCE
from wayforward.imports.differences import CALLED as FACTS_CALLED
from wayforward.imports.judging import TOGETHER
from wayforward.imports.models import Import, Row
from wayforward.imports.permissions import can_import_children
from wayforward.imports.snapshots import (
    CALLED,
    CHILD,
    GROUPS,
    Snapshot,
    pointing_at,
    put_row,
    snapshots,
    with_other_records,
)
from wayforward.people.actions.finding import index_names
from wayforward.people.models import Carer, Child

LONGEST_TOLD = 400
# Facts that only make sense together.
TOGETHER_FACTS = ({"upn", "upn_missing"}, {"born_on", "rights_pass_on"})


@transaction.atomic
def begin_undoing(import_id: uuid.UUID, *, by: Any, at: datetime.datetime) -> bool:
    """Say that an import is to be undone. Tell whether a job will do it; else the caller does.

    :raises PermissionDenied: if `by` may not import children
    :raises ImportRefused: if it is not written, or too old: what it did is forgotten
    """
    kept = import_to_change(import_id, (Import.APPLIED, Import.UNDOING), by=by)
    if kept.forgotten_at is not None:
        raise ImportRefused("This import is too old to undo: what its rows did is forgotten")
    kept.state, kept.begun_at = Import.UNDOING, at
    kept.save(update_fields=["state", "begun_at"])
    record("imports.began_undoing", subject=kept, by=by)
    if kept.rows.filter(outcome__in=[Row.ADDED, Row.CHANGED]).count() > AT_ONCE:
        jobs.ask_for(jobs.UNDO, kept.pk, by.pk)
        return True
    return False


def undo_import(import_id: uuid.UUID, *, by: Any, at: datetime.datetime) -> Import:
    """Undo an import in one transaction, as far as nobody has gone on from it. Return it.

    :raises PermissionDenied: if `by` may not import children
    """
    require(can_import_children, by, None)
    with transaction.atomic(), pghistory.context(user=str(by.pk), undone=str(import_id)):
        kept = Import.objects.select_for_update().get(pk=import_id)
        if kept.state != Import.UNDOING:
            return kept
        rows = list(
            kept.rows.filter(outcome__in=[Row.ADDED, Row.CHANGED])
            .select_related("child")
            .order_by("number")
        )
        ids = sorted(row.child_id for row in rows if row.child_id)
        list(Child.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        for start in range(0, len(rows), TOGETHER):
            _undo_rows(rows[start : start + TOGETHER], kept=kept, by=by)
        kept.state, kept.undone_at, kept.undone_by = Import.UNDONE, at, by
        kept.save(update_fields=["state", "undone_at", "undone_by"])
        left = sum(row.outcome == Row.KEPT for row in rows)
        record("imports.undid", subject=kept, by=by, undone=len(rows) - left, left=left)
    return kept


def _undo_rows(rows: Sequence[Row], *, kept: Import, by: Any) -> None:
    new = [row.child_id for row in rows if row.outcome == Row.ADDED and row.child_id]
    old = [row.child_id for row in rows if row.outcome == Row.CHANGED and row.child_id]
    now = snapshots(new, family=True) | snapshots(old, family=False)
    others = with_other_records(new)
    for row in rows:
        child = row.child
        if child is None:
            row.outcome, row.told = Row.KEPT, "The record is not there any more"
            continue
        try:
            with transaction.atomic():
                if row.outcome == Row.ADDED:
                    stands = others.get(child.pk, set())
                    left = _undo_new(row, child, now[child.pk], stands, kept=kept, by=by)
                else:
                    left = _undo_changes(row, child, now[child.pk], kept=kept, by=by)
        except IntegrityError:  # a number that it had before is another child's by now
            left = "Left: what it said before is another child’s by now"
        row.outcome, row.told = (Row.KEPT, left[:LONGEST_TOLD]) if left else (Row.UNDONE, "")
    Row.objects.bulk_update(rows, ["outcome", "told"])


def _undo_new(
    row: Row, child: Child, now: Snapshot, others: set[str], *, kept: Import, by: Any
) -> str:
    """Remove a record that the import made. Return why it stays, or nothing."""
    if others:
        return f"Left: there is more about the child since: {', '.join(sorted(others))}"
    if now != row.after:
        return "Left: the record was changed since"
    carers = list(Carer.objects.filter(pk__in=now.get(Carer._meta.label, {})))
    record("imports.removed_child", subject=child, by=by, in_import=str(kept.pk))
    child.delete()
    row.child = None
    for carer in carers:
        if carer.user_id is None and not _is_pointed_at(carer):
            carer.delete()
    return ""


def _is_pointed_at(carer: Carer) -> bool:
    """Tell whether anything still holds a carer: another child's family, a letter."""
    return any(
        model._default_manager.filter(**{name: carer}).exists()
        for model, name in pointing_at(type(carer))
    )


def _undo_changes(row: Row, child: Child, now: Snapshot, *, kept: Import, by: Any) -> str:
    """Put back what the import changed in a record. Return what stays, or nothing."""
    put_back, stays = _facts_to_put_back(row, now)
    if put_back:
        put_row(child, put_back)
        child.changes += 1
        child.save()
    done = sorted(put_back)
    for model in GROUPS:
        label = model._meta.label
        if label not in row.after:
            continue
        if now.get(label, {}) != row.after[label]:
            stays.append(CALLED[label])
            continue
        _put_back_group(model, row.before[label], row.after[label])
        done.append(CALLED[label])
    index_names(child)
    record("imports.undid_row", subject=child, by=by, in_import=str(kept.pk), fields=done)
    return f"Left as changed since: {', '.join(stays)}" if stays else ""


def _facts_to_put_back(row: Row, now: Snapshot) -> tuple[dict[str, Any], list[str]]:
    """Return the child's columns that still hold what the import wrote, and those that do not."""
    key = str(row.child_id)
    if key not in row.after.get(CHILD, {key: {}}):  # another record's, which was merged since
        return {}, ["the record was merged into another"]
    before, after = (each.get(CHILD, {}).get(key, {}) for each in (row.before, row.after))
    moved = {name for name, value in after.items() if now[CHILD][key][name] != value}
    for linked in TOGETHER_FACTS:
        if moved & linked:
            moved |= linked & set(after)
    put_back = {name: value for name, value in before.items() if name not in moved}
    stays = [FACTS_CALLED[name] for name in sorted(moved) if name in FACTS_CALLED]
    return put_back, stays


def _put_back_group(
    model: type[models.Model],
    before: dict[str, dict[str, Any]],
    after: dict[str, dict[str, Any]],
) -> None:
    """Make a group of rows what it was: those added go first, so that one may take their place."""
    rows = {str(row.pk): row for row in model._default_manager.filter(pk__in=[*before, *after])}
    for pk in after.keys() - before.keys():
        rows[pk].delete()
    for pk, columns in before.items():
        if after.get(pk) != columns:
            row = rows.get(pk) or model()
            put_row(row, columns)
            row.save(force_insert=pk not in rows)
