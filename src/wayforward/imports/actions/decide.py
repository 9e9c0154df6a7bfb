"""Decides about rows before they are written: the same child, another child, or leave it out."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from wayforward.audit.recording import record
from wayforward.imports.actions.opening import ImportRefused, import_to_change
from wayforward.imports.judging import counts_of, judge
from wayforward.imports.models import Import, Row

TO_DECIDE = (Row.NEW, Row.CHANGES, Row.DOUBTFUL, Row.LEFT_OUT, Row.NOTHING)


@transaction.atomic
def decide_row(
    row_id: uuid.UUID,
    decision: str,
    *,
    child_id: uuid.UUID | None = None,
    by: Any,
    on: datetime.date,
) -> Row:
    """Decide whom a row is about, or leave it out; "" takes a decision back.

    :param child_id: of the same child: one that was found for the row
    :raises PermissionDenied: if `by` may not import children
    :raises ImportRefused: if the import is past deciding, or the child was not found for the row
    """
    of = import_to_change(Row.objects.get(pk=row_id).of_id, (Import.READY,), by=by)
    row = Row.objects.select_for_update(of=("self",)).get(pk=row_id)
    if row.verdict == Row.REFUSED and not row.decision:
        raise ImportRefused("This row cannot be imported: put the file right and send it again")
    if decision == Row.SAME and child_id not in may_be(row):
        raise ImportRefused("Select one of the children shown")
    row.decision = decision
    row.decided_child_id = child_id if decision == Row.SAME else None
    row.decided_by = by if decision else None
    (judged,) = judge([row], home=of.home, on=on)
    judged.put(row)
    row.save()
    record("imports.decided_row", subject=of, by=by, row=row.number, decision=decision)
    return row


def may_be(row: Row) -> set[uuid.UUID]:
    """Return the ids of the children that were found for a row."""
    found = {uuid.UUID(each["child"]) for each in row.candidates}
    return found | {pk for pk in (row.child_id, row.decided_child_id) if pk}


@transaction.atomic
def look_again(import_id: uuid.UUID, *, by: Any, on: datetime.date) -> Import:
    """Judge every row anew, as the records stand now.

    :raises ImportRefused: if the import is past deciding
    """
    kept = import_to_change(import_id, (Import.READY,), by=by)
    judge_again(kept, by=by, on=on)
    kept.told = ""
    kept.save(update_fields=["told"])
    return kept


def judge_again(kept: Import, *, by: Any, on: datetime.date) -> list[Row]:
    """Judge every row anew and save it; return all of them, in order."""
    rows = list(kept.rows.select_related("decided_child").order_by("number"))
    for row, judged in zip(rows, judge(rows, home=kept.home, on=on), strict=True):
        judged.put(row)
    fields = ["verdict", "why", "child", "candidates", "changes", "notes"]
    Row.objects.bulk_update(rows, fields, batch_size=500)
    record("imports.looked_again", subject=kept, by=by, rows=counts_of(rows))
    return rows


@transaction.atomic
def discard_import(import_id: uuid.UUID, *, by: Any, at: datetime.datetime) -> None:
    """Throw an import away that was not written, with all that its rows said.

    :raises ImportRefused: if it was written
    """
    kept = import_to_change(import_id, (Import.READY,), by=by)
    kept.rows.all().delete()
    kept.state, kept.forgotten_at = Import.DISCARDED, at
    kept.save(update_fields=["state", "forgotten_at"])
    record("imports.discarded", subject=kept, by=by)
