"""The rows of a record as they stand, kept as JSON: what an import did, so that it can be undone.

A snapshot is {table: {id: {column: value}}}, by the model's label. Values are as JSON has them;
days, decimals and ids as text.
"""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

import pghistory.models
from django.db import models

from wayforward.people.models import (
    Carer,
    Caring,
    Child,
    ChildAddress,
    FormerName,
    NameUse,
    Need,
    Schooling,
)

Snapshot = dict[str, dict[str, dict[str, Any]]]
CHILD = Child._meta.label
# What an import may change of a child whom we know, beside the child's own facts.
GROUPS: tuple[type[models.Model], ...] = (FormerName, ChildAddress, Need, Schooling)
CALLED = {
    FormerName._meta.label: "former names",
    ChildAddress._meta.label: "addresses",
    Need._meta.label: "needs",
    Schooling._meta.label: "settings",
}
# Not facts: when and how often the record was saved.
PASSING = {"created_at", "changes"}


def plain(value: Any) -> Any:
    """Return a column's value as JSON has it."""
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def row_of(row: models.Model) -> dict[str, Any]:
    """Return the columns of a row."""
    return {
        each.attname: plain(getattr(row, each.attname))
        for each in row._meta.concrete_fields
        if each.attname not in PASSING
    }


def put_row(row: models.Model, columns: dict[str, Any]) -> None:
    """Put columns back in a row, which is not saved."""
    for each in row._meta.concrete_fields:
        if each.attname in columns:
            value = columns[each.attname]
            setattr(row, each.attname, None if value is None else each.to_python(value))


def snapshots(ids: Collection[uuid.UUID], *, family: bool) -> dict[uuid.UUID, Snapshot]:
    """Return how some records stand: five queries, seven with the family.

    :param family: with the carers, whom only the import of a new record makes
    """
    found: dict[uuid.UUID, Snapshot] = {pk: {} for pk in ids}
    for child in Child.objects.filter(pk__in=ids):
        found[child.pk][CHILD] = {str(child.pk): row_of(child)}
    groups: tuple[Any, ...] = (*GROUPS, Caring) if family else GROUPS
    for model in groups:
        for row in model._default_manager.filter(child__in=ids):
            group = found[row.child_id].setdefault(model._meta.label, {})
            group[str(row.pk)] = row_of(row)
    if family:
        carers = Carer.objects.filter(carings__child__in=ids).distinct()
        links = Caring.objects.filter(child__in=ids).values_list("carer_id", "child_id")
        of: dict[Any, list[uuid.UUID]] = {}
        for carer_id, child_id in links:
            of.setdefault(carer_id, []).append(child_id)
        for carer in carers:
            for child_id in of[carer.pk]:
                group = found[child_id].setdefault(Carer._meta.label, {})
                group[str(carer.pk)] = row_of(carer)
    return found


def changed(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Return of two snapshots only what differs: columns of the child, and whole groups."""
    old: Snapshot = {}
    new: Snapshot = {}
    for pk, columns in after.get(CHILD, {}).items():
        was = before[CHILD][pk]
        names = [name for name in columns if columns[name] != was[name]]
        if names:
            old[CHILD] = {pk: {name: was[name] for name in names}}
            new[CHILD] = {pk: {name: columns[name] for name in names}}
    for model in GROUPS:
        label = model._meta.label
        if before.get(label, {}) != after.get(label, {}):
            old[label], new[label] = before.get(label, {}), after.get(label, {})
    return old, new


def with_other_records(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    """Return child to what else there is about the child: rows that no import makes, in words."""
    made = {*GROUPS, Caring, NameUse}
    found: dict[uuid.UUID, set[str]] = {}
    for model, name in pointing_at(Child):
        if model in made:
            continue
        those = model._default_manager.filter(**{f"{name}__in": ids})
        for child_id in those.values_list(name, flat=True):
            found.setdefault(child_id, set()).add(str(model._meta.verbose_name_plural))
    return found


def pointing_at(model: type[models.Model]) -> Iterable[tuple[type[models.Model], str]]:
    """Return each model with a key to this one that it shows, and the key's name."""
    for relation in model._meta.related_objects:
        if issubclass(relation.related_model, pghistory.models.Event):
            continue  # the histories, which stay
        yield relation.related_model, relation.field.name
