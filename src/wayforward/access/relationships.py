"""Kinds of relationship that let a person see a child's record. Apps register theirs at start.

Nothing here knows a model: each kind brings a function that returns ids of children as a query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Value


@dataclass(frozen=True, slots=True)
class Relationship:
    """One kind of relationship.

    :param code: its name in the audit and in tables
    :param words: what it is, for those who read who looked: "a pupil of the school where they work"
    :param mine: what the list of such children is, for whose it is: "at your school"
    :param children: user and day to a query of one column, the ids of children
    :param holds_when_restricted: whether it also opens a restricted record
    """

    code: str
    words: str
    mine: str
    children: Callable[[Any, date], Any]
    holds_when_restricted: bool = False


_REGISTERED: dict[str, Relationship] = {}


def register(relationship: Relationship) -> None:
    """Add a kind of relationship; the same code twice is a mistake, unless it is the same one."""
    known = _REGISTERED.setdefault(relationship.code, relationship)
    if known != relationship:
        raise ValueError(f"{relationship.code} is registered twice")


def relationships() -> tuple[Relationship, ...]:
    """Return every kind, by code."""
    return tuple(_REGISTERED[code] for code in sorted(_REGISTERED))


def children_of(user: Any, *, on: date, restricted: bool = False) -> Any:
    """Return a query of the ids of the children whom `user` may see on a day.

    :param restricted: only through relationships that also open a restricted record
    """
    queries = [
        kind.children(user, on)
        for kind in relationships()
        if kind.holds_when_restricted or not restricted
    ]
    first, *others = queries
    return first.union(*others, all=True)


def reasons_of_each(user: Any, child_ids: Any, *, on: date) -> dict[Any, list[str]]:
    """Return the codes of the relationships by which `user` sees each of some children. One query.

    Whoever is seen by role alone is left out.
    """
    first, *others = (
        kind.children(user, on)
        .filter(child_id__in=child_ids)
        .annotate(reason=Value(kind.code, output_field=CharField()))
        .values_list("child_id", "reason")
        for kind in relationships()
    )
    found: dict[Any, list[str]] = {}
    for child_id, reason in sorted(set(first.union(*others)), key=lambda row: row[1]):
        found.setdefault(child_id, []).append(reason)
    return found


def reasons(user: Any, child_id: Any, *, on: date) -> list[str]:
    """Return the codes of the relationships by which `user` sees one child. One query."""
    first, *others = (
        kind.children(user, on)
        .filter(child_id=child_id)
        .annotate(reason=Value(kind.code, output_field=CharField()))
        .values_list("reason", flat=True)
        for kind in relationships()
    )
    return sorted(set(first.union(*others)))
