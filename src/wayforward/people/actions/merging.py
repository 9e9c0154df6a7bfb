"""Makes one of two records of one child, and takes it apart again: nothing is lost either way."""

import datetime
import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any

import pghistory
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import localtime

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions.finding import index_names
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.merging import (
    NUMBERS,
    Columns,
    Plan,
    differing,
    plain,
    plan_facts,
    plan_names,
    plan_rows,
)
from wayforward.people.models import Child, Merge, NameUse, Need, NotSame
from wayforward.people.permissions import can_merge

LONGEST_BECAUSE = 300
# Columns that only make sense together: all of them go back, or none.
TOGETHER = (
    {"upn", "upn_missing"},
    {"born_on", "rights_pass_on"},
    {"first_names", "last_name"},
    {"known_as", "known_last_name"},
    {"care", "care_authority"},
    {"photo_id", "photo_agreed_by"},
    {"is_restricted", "restricted_because"},
    {"first_id", "second_id"},
    {"told", "court_limit"},
    {"attendance", "attendance_as_of"},
    {"hours_a_week", "reduced_until"},
)
# These go back before the rest of a row: where it is decides what may be there.
FIRST = {"merged_into_id", "child_id"}
PASSING = {"changes"}  # counts how often a record was saved; never goes back


def two_to_change(
    one: uuid.UUID, other: uuid.UUID, *, by: Any, on: datetime.date
) -> tuple[Child, Child]:
    """Return two records, locked in a fixed order until the transaction ends.

    :raises Child.DoesNotExist: if `by` does not see both
    :raises PermissionDenied: if `by` may not merge
    """
    visible = Child.objects.visible_to(by, on=on).select_for_update(of=("self",))
    found = {child.pk: child for child in visible.filter(pk__in=[one, other]).order_by("pk")}
    if len(found) != 2:
        raise Child.DoesNotExist
    for child in found.values():
        require(can_merge, by, child)
    return found[one], found[other]


def make_plan(kept: Child, gone: Child, chosen: Mapping[str, bool], *, on: datetime.date) -> Plan:
    """Work out what a merge would do. A fixed number of queries, and no change.

    :param chosen: code of a fact to whether it is as `gone` says it
    :raises RecordRefused: if a fact is not chosen, or both have an account
    """
    for fact in differing(kept, gone):
        if fact.code not in chosen:
            raise RecordRefused(f"Select which is right: {fact.called}", fact.code)
    if kept.user_id and gone.user_id:
        raise RecordRefused(
            "Both records have an account of the young person. Close one of the accounts first",
            "stays",
        )
    plan = Plan(kept, gone, on)
    plan_facts(plan, dict(chosen))
    plan_names(plan)
    plan_rows(plan)
    return plan


def outlook(one: Child, other: Child, *, on: datetime.date) -> tuple[str, list[str]]:
    """Return how two records stand, in short, and what would be decided by rule, in words.

    The first is the same as long as nobody changes either. A fixed number of queries.
    """
    first, second = sorted([one, other], key=lambda each: each.pk)
    notes: dict[str, None] = {}
    said: list[Any] = []
    for kept, gone in ((first, second), (second, first)):
        plan = Plan(kept, gone, on)
        plan_facts(plan, {fact.code: False for fact in differing(kept, gone)})
        plan_rows(plan)
        notes |= dict.fromkeys(plan.notes)
        said += [step.as_json() for step in plan.steps]
        said += [kept.changes, kept.is_restricted]
    text = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32], list(notes)


@transaction.atomic
def merge(
    kept_id: uuid.UUID,
    gone_id: uuid.UUID,
    chosen: Mapping[str, bool],
    *,
    seen: str,
    by: Any,
    at: datetime.datetime,
) -> Merge:
    """Merge one record into another: everything of it moves to the record that stays.

    :param chosen: code of each differing fact to whether it is as the record that goes says it
    :param seen: how the two stood when `by` read them, from `outlook`
    :raises Child.DoesNotExist: if `by` does not see both
    :raises PermissionDenied: if `by` may not merge
    :raises RecordRefused: if somebody has changed one since, a fact is not chosen, or it cannot be
    """
    on = localtime(at).date()
    kept, gone = two_to_change(kept_id, gone_id, by=by, on=on)
    if seen != outlook(kept, gone, on=on)[0]:
        raise RecordRefused(
            "One of the records was changed since you opened this page. Look at them again", "stays"
        )
    plan = make_plan(kept, gone, chosen, on=on)
    numbers = {getattr(child, name) for child in (kept, gone) for name in NUMBERS}
    done = Merge(child=kept, gone=gone, merged_into=kept.pk, merged_at=at, merged_by=by)
    with pghistory.context(user=str(by.pk), merge=str(done.pk)):
        done.changes = [step.as_json() for step in plan.steps]
        for step in plan.steps:
            if step.after is None:
                step.row.delete()
            elif step.before is None:
                step.row.save(force_insert=True)
            else:
                rows = type(step.row)._base_manager.filter(pk=step.row.pk)
                rows.update(**step.after)
        kept = Child.objects.get(pk=kept.pk)
        numbers -= {getattr(kept, name) for name in NUMBERS}
        done.old_numbers = [gone.reference, *sorted(filter(None, numbers))]
        NameUse.objects.filter(child=gone).delete()
        index_names(kept)
        done.save(force_insert=True)
    facts = {"merge": str(done.pk), "rows": len(plan.steps)}
    record("people.merged", subject=kept, by=by, gone=str(gone.pk), **facts)
    record("people.merged_into_another", subject=gone, by=by, stays=str(kept.pk), **facts)
    return done


@transaction.atomic
def unmerge(merge_id: uuid.UUID, *, by: Any, at: datetime.datetime) -> Merge:
    """Make two records again: what the merge moved goes back, what was added since stays.

    What was changed since is left as it is, and told.

    :raises Merge.DoesNotExist: if `by` does not see the record, or there is no such merge
    :raises PermissionDenied: if `by` may not merge
    :raises RecordRefused: if it was undone already, or the record was merged on since
    """
    on = localtime(at).date()
    visible = Child.objects.visible_to(by, on=on)
    found = Merge.objects.filter(pk=merge_id, child__in=visible.values("pk")).first()
    if found is None:
        raise Merge.DoesNotExist
    pair = [found.child_id, found.gone_id]
    locked = Child.all_records.select_for_update().filter(pk__in=pair).order_by("pk")
    children = {child.pk: child for child in locked}
    done = Merge.objects.select_for_update().get(pk=merge_id)
    kept, gone = children[found.child_id], children[found.gone_id]
    require(can_merge, by, kept)
    if done.undone_at is not None:
        raise RecordRefused("This was undone already")
    if done.merged_into != done.child_id:
        raise RecordRefused("The record was merged into another one since: undo that first")
    told: list[str] = []
    with pghistory.context(user=str(by.pk), unmerged=str(done.pk)):
        for change in reversed(done.changes):
            told += _put_back(change)
        Child.all_records.filter(pk__in=pair).update(changes=F("changes") + 1)
        for child in Child.all_records.filter(pk__in=pair).order_by("pk"):
            _number_needs(child)
            index_names(child)
    done.undone_at, done.undone_by, done.told = at, by, list(dict.fromkeys(told))
    done.save(update_fields=["undone_at", "undone_by", "told"])
    facts = {"merge": str(done.pk), "left": len(done.told)}
    record("people.unmerged", subject=kept, by=by, other=str(gone.pk), **facts)
    record("people.unmerged", subject=gone, by=by, other=str(kept.pk), **facts)
    return done


def _put_back(change: dict[str, Any]) -> list[str]:
    """Undo one step. Return what could not be put back, in words."""
    model: Any = apps.get_model(change["model"])
    called = str(model._meta.verbose_name).capitalize()
    before, after = change["before"], change["after"]
    row = model._base_manager.select_for_update().filter(pk=change["pk"]).first()
    if after is None:
        return _insert(model, before, called)
    if before is None:
        if row is None:
            return []
        if any(plain(getattr(row, name)) != value for name, value in after.items()):
            return [f"{called} {row}: changed since, so it stays with the record that stayed"]
        row.delete()
        return []
    if row is None:
        return [f"{called}: removed since"]
    left: list[str] = []
    for names in _groups(after):
        left += _put_columns_back(row, names, before, after, called)
    return left


def _groups(after: Columns) -> list[list[str]]:
    """Return the names of columns that go back together; first where the row is."""
    names = [name for name in after if name not in PASSING]
    groups = [[name for name in names if name in linked] for linked in TOGETHER]
    linked = {name for group in groups for name in group}
    single = sorted(names, key=lambda name: name not in FIRST)
    return [*([name] for name in single if name not in linked), *filter(None, groups)]


def _put_columns_back(
    row: Any, names: list[str], before: Columns, after: Columns, called: str
) -> list[str]:
    fields = {each.attname: each for each in row._meta.concrete_fields}
    words = ", ".join(str(fields[name].verbose_name) for name in names)
    if any(plain(getattr(row, name)) != after[name] for name in names):
        return [f"{called}, {words}: changed since, so it stays as it is"]
    old = {
        name: None if before[name] is None else fields[name].to_python(before[name])
        for name in names
    }
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**old)
    except IntegrityError:
        return [f"{called}, {words}: what it said before is taken by something else since"]
    return []


def _insert(model: Any, columns: Columns, called: str) -> list[str]:
    """Put a row back that the merge took away."""
    row = model()
    fields = {each.attname: each for each in model._meta.concrete_fields}
    for name in fields.keys() & columns.keys():
        value = columns[name]
        setattr(row, name, None if value is None else fields[name].to_python(value))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return [f"{called} {row}: something has its place since"]
    return []


def _number_needs(child: Child) -> None:
    """Number a child's needs again where two have one rank: the constraint asks at the end."""
    rows = list(Need.objects.filter(child=child).order_by("rank", "pk"))
    if len({row.rank for row in rows}) == len(rows):
        return
    for rank, row in enumerate(rows, start=1):
        if row.rank != rank:
            row.rank = rank
            row.save(update_fields=["rank"])


@transaction.atomic
def say_not_same(
    one: uuid.UUID, other: uuid.UUID, *, because: str, by: Any, at: datetime.datetime
) -> NotSame:
    """Remember that two records are of two children: they are not suggested again.

    :raises Child.DoesNotExist: if `by` does not see both
    :raises PermissionDenied: if `by` may not merge
    """
    first, second = sorted(
        two_to_change(one, other, by=by, on=localtime(at).date()), key=lambda each: each.pk
    )
    said, is_new = NotSame.objects.get_or_create(
        first=first,
        second=second,
        defaults={"because": because.strip()[:LONGEST_BECAUSE], "said_by": by, "said_at": at},
    )
    if is_new:
        record("people.said_not_same", subject=first, by=by, other=str(second.pk))
        record("people.said_not_same", subject=second, by=by, other=str(first.pk))
    return said
