"""Which records have reached the end of their time: asked of many at once, and of one to be sure.

The list asks the database in a fixed number of queries; the sum itself is `arrangements.retention`'s.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from wayforward.arrangements.retention import (
    BIRTH,
    CLOSED,
    LOOKED_AFTER,
    PICTURES,
    RECORD,
    REQUEST,
    DatedFacts,
    MayGo,
    RetentionRule,
    may_go,
    years_after,
)
from wayforward.people.merging import Plan
from wayforward.people.models import Allocation, Child, OwnWords, Schooling, Task, TeamWork
from wayforward.records.models import AccessRequest, Disposal, Hold

# Codes of people/codes.py that say a child is or was looked after.
CARED_FOR = ("looked_after", "previously_looked_after")
MOST_DUE = 2_000  # listed at once; the rest comes up as these are decided


@dataclass(frozen=True, slots=True)
class Due:
    """A category of a child's record that has reached its day."""

    child: Child
    category: str
    thing_key: uuid.UUID
    may_go: MayGo


def born_before(on: date, rules: Iterable[RetentionRule]) -> date:
    """Return the latest birth of which anything but a request can be due: by the shortest rule."""
    years = [rule.years for rule in rules if rule.counted_from == BIRTH]
    return date(on.year - min(years, default=200), on.month, min(on.day, 28)) + datetime.timedelta(
        days=3
    )


def _with_dates(children: QuerySet[Child]) -> QuerySet[Child]:
    """Return children with `worked_on`, the last day of any work, and `in_use`."""

    def last(model: Any, field: str) -> Subquery:
        found = model.objects.filter(child=OuterRef("pk")).order_by().values("child")
        return Subquery(found.annotate(last=Max(field)).values("last"))

    return children.annotate(
        last_setting=last(Schooling, "ends_on"),
        began_setting=last(Schooling, "starts_on"),
        last_caseload=last(Allocation, "ends_on"),
        last_team=last(TeamWork, "ends_on"),
        last_task=last(Task, "done_on"),
        last_words=last(OwnWords, "said_on"),
        open_caseload=Subquery(
            Allocation.objects.filter(child=OuterRef("pk"), ends_on__isnull=True).values("pk")[:1]
        ),
        open_team=Subquery(
            TeamWork.objects.filter(child=OuterRef("pk"), ends_on__isnull=True).values("pk")[:1]
        ),
        open_task=Subquery(
            Task.objects.filter(child=OuterRef("pk"), done_on__isnull=True).values("pk")[:1]
        ),
        open_request=Subquery(
            AccessRequest.objects.filter(child=OuterRef("pk"), sent_on__isnull=True).values("pk")[
                :1
            ]
        ),
        was_looked_after=Subquery(  # now or at any time since the record was begun
            apps.get_model("people", "ChildEvent")
            .objects.filter(pgh_obj_id=OuterRef("pk"), care__in=CARED_FOR)
            .values("pk")[:1]
        ),
        a_file=Subquery(
            OwnWords.objects.filter(child=OuterRef("pk"), document__isnull=False).values("pk")[:1]
        ),
    )


def facts_of(child: Any) -> DatedFacts:
    """Return the dated facts of a child as `_with_dates` found it."""
    days = [
        *(child.last_setting, child.began_setting, child.last_caseload, child.last_team),
        *(child.last_task, child.last_words),
    ]
    return DatedFacts(
        born_on=child.born_on,
        last_contact_on=max((day for day in days if day), default=None),
        in_use=any((child.open_caseload, child.open_team, child.open_task, child.open_request)),
    )


def category_of(child: Any) -> str:
    """Return which rules the whole record goes by, of a child as `_with_dates` found it."""
    return LOOKED_AFTER if child.was_looked_after else RECORD


def _not_held(on: date) -> Q:
    """Return the condition that no hold keeps a child's record."""
    held = Hold.objects.filter(lifted_at__isnull=True).values("child_id")
    return ~Q(pk__in=held)


def due_on(on: date, rules: Sequence[RetentionRule], children: QuerySet[Child]) -> list[Due]:
    """Return what of some children's records has reached its day, the longest due first.

    Nothing that is held; nothing that waits for a decision, is decided, or is kept longer. Three
    queries, whatever is found.
    """
    free = children.filter(_not_held(on))
    old = _with_dates(free.filter(born_on__lte=born_before(on, rules))).order_by("born_on", "pk")
    found = []
    for child in old[:MOST_DUE]:
        facts = facts_of(child)
        whole = category_of(child)
        wanted = [whole] + [PICTURES] * bool(child.photo_id or child.a_file)  # type: ignore[attr-defined]  # annotated
        for category in wanted:
            told = may_go(category, facts, rules)
            if told.on is not None and told.on <= on:
                found.append(Due(child, category, child.pk, told))
                if category == whole:
                    break  # with the record go its pictures
    found += _requests_due(on, rules, free, {each.child.pk for each in found if _is_whole(each)})
    waiting = set(
        Disposal.objects.filter(
            Q(state__in=[Disposal.PROPOSED, Disposal.APPROVED])
            | Q(state=Disposal.KEPT, kept_until__gt=on),
            thing_key__in=[each.thing_key for each in found],
        ).values_list("thing_key", "category")
    )
    left = [each for each in found if (each.thing_key, each.category) not in waiting]
    return sorted(left, key=lambda each: (each.may_go.on, str(each.thing_key), each.category))


def _is_whole(due: Due) -> bool:
    return due.category in (RECORD, LOOKED_AFTER)


def _requests_due(
    on: date, rules: Sequence[RetentionRule], free: QuerySet[Child], going: set[uuid.UUID]
) -> list[Due]:
    """Return the answered requests that have reached their day, but of records that go whole."""
    years = [rule.years for rule in rules if rule.counted_from == CLOSED]
    before = years_after(on, -min(years)) if years else date.min
    asked = AccessRequest.objects.filter(sent_on__lte=before, child__in=free.values("pk"))
    found = []
    for each in asked.select_related("child").order_by("sent_on", "pk")[:MOST_DUE]:
        facts = DatedFacts(born_on=each.child.born_on, closed_on=each.sent_on)
        told = may_go(REQUEST, facts, rules)
        if told.on is not None and told.on <= on and each.child_id not in going:
            found.append(Due(each.child, REQUEST, each.pk, told))
    return found


def still_due(
    child: Child, category: str, thing_key: uuid.UUID, on: date, rules: Sequence[RetentionRule]
) -> MayGo | None:
    """Return why one category may go now; None if it may not: it is held, in use, or not its time."""
    one = Child.objects.filter(pk=child.pk).filter(_not_held(on))
    found = _with_dates(one).first()
    if found is None:
        return None
    if category == REQUEST:
        asked = AccessRequest.objects.filter(pk=thing_key, child=child).first()
        if asked is None:
            return None
        facts = DatedFacts(born_on=child.born_on, closed_on=asked.sent_on)
    else:
        facts = facts_of(found)
        if category != PICTURES and category != category_of(found):
            return None
    told = may_go(category, facts, rules)
    return told if told.on is not None and told.on <= on else None


def move_hold(plan: Plan, model: Any, key: str) -> None:
    """Move the holds of a record that is merged into another; of two that hold, each keeps its own.

    A rule of a merge (people/merging.py).
    """
    held = Hold.objects.filter(child=plan.kept, lifted_at__isnull=True).exists()
    for hold in Hold.objects.filter(child=plan.gone).order_by("pk"):
        if held and hold.lifted_at is None:
            plan.note("Both records are held: the one that stays is held as it was")
        else:
            plan.move(hold, key)
