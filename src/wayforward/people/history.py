"""What was changed in a child's record, by whom, in words; and the record as it stood on a day.

Read from the row histories that triggers keep (models/history.py): every version of every row.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.db.models import Model

from wayforward.establishments.models import Establishment
from wayforward.people import codes
from wayforward.people.models import Child, User
from wayforward.web.formats import short_day

# What each kind of row is called, and the fields that say which one it is.
CALLED: dict[str, tuple[str, tuple[str, ...]]] = {
    "people.Child": ("The record", ()),
    "people.FormerName": ("Former name", ("first_names", "last_name")),
    "people.ChildAddress": ("Address", ("town", "postcode")),
    "people.Schooling": ("Setting", ("establishment_id",)),
    "people.Need": ("Need", ("code",)),
    "people.Diagnosis": ("Diagnosis", ("what",)),
    "people.Profile": ("One-page profile", ("written_on",)),
    "people.OwnWords": ("Own words", ("about",)),
    "people.Caring": ("Carer", ("relation",)),
    "people.Allocation": ("Caseload", ("role",)),
    "people.TeamWork": ("Team’s work", ("team_id",)),
    "people.Task": ("Something asked", ("what",)),
    "people.Named": ("Person named", ()),
}
NOT_TOLD = {
    *("id", "child_id", "changes", "rights_pass_on", "created_at", "user_id"),
    *("document_id", "photo_id", "merged_into_id"),
}
MOST_EVENTS = 500
DID = {"insert": "added", "update": "changed", "delete": "removed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what, when, by whom, and each field before and after."""

    title: str
    at: datetime.datetime
    by: str
    fields: tuple[tuple[str, str, str], ...] = ()


def changes_of(child: Child, *, may_see_protected: bool) -> list[Change]:
    """Return what was changed in a record, the newest first, at most MOST_EVENTS. Four queries.

    Also in the records that were merged into it.
    """
    tracked = list(event_models())
    kept: Any = pghistory.models.Events.objects
    merged = Child.all_records.filter(merged_into=child)
    events = list(
        kept.references(child, *merged)
        .across(*tracked)
        .order_by("-pgh_created_at", "-pgh_id")[:MOST_EVENTS]
    )
    ids = {(event.pgh_context or {}).get("user") for event in events}
    names = {
        str(pk): name
        for pk, name in User.objects.filter(pk__in=[each for each in ids if each]).values_list(
            "pk", "full_name"
        )
    }
    places = {event.pgh_data.get("establishment_id") for event in events} - {None}
    named = Establishment.objects.filter(pk__in=places).values_list("pk", "name")
    names |= {str(pk): name for pk, name in named}
    return [
        _change(event, names, may_see_protected=may_see_protected)
        for event in events
        if event.pgh_obj_model in CALLED
    ]


def event_models() -> Iterable[type[Model]]:
    """Return the history of each kind of row that belongs to a child."""
    for label in CALLED:
        yield apps.get_model(f"{label}Event")


def _change(event: Any, names: dict[str, str], *, may_see_protected: bool) -> Change:
    called, says_which = CALLED[event.pgh_obj_model]
    data = event.pgh_data
    which = ", ".join(str(data.get(name) or "") for name in says_which if data.get(name))
    hidden = data.get("is_protected") and not may_see_protected
    which = names.get(which, which)
    title = called if hidden or not which else f"{called} ({_said(says_which[0], which)})"
    diff = event.pgh_diff or {}
    told = (
        ()
        if hidden
        else tuple(
            (_called(name), _said(name, before), _said(name, after))
            for name, (before, after) in diff.items()
            if name not in NOT_TOLD
        )
    )
    by = names.get(str((event.pgh_context or {}).get("user")), "the system")
    did = DID.get(event.pgh_label, event.pgh_label)
    if {"child_id", "merged_into_id"} & set(diff):
        did = "moved between two records of the child"
    return Change(f"{title} {did}", event.pgh_created_at, by, told)


def _called(field: str) -> str:
    """Return a field's name in words."""
    return {
        "born_on": "date of birth",
        "upn": "UPN",
        "uln": "ULN",
        "nhs_number": "NHS number",
        "gp_practice": "GP practice",
        "ends_on": "last day",
        "starts_on": "first day",
        "lived_to": "last day",
        "is_restricted": "restricted",
    }.get(field, field.removesuffix("_id").replace("_", " "))


def _said(field: str, value: Any) -> str:
    """Return a value in words."""
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    tables = {
        "sex": codes.SEXES,
        "ethnicity": codes.ETHNICITIES,
        "code": codes.NEEDS,
        "care": codes.CARE,
        "upn_missing": codes.UPN_MISSING,
    }
    if field in tables:
        return tables[field].get(str(value), str(value))
    try:
        return short_day(datetime.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def as_it_stood(child: Child, until: datetime.datetime) -> dict[str, list[Any]]:
    """Return the rows of a record as they stood at a moment: kind to rows of its history.

    Of each row the newest version up to then, unless that version removed it. One query a kind.
    """
    found: dict[str, list[Any]] = {}
    for label in CALLED:
        model = apps.get_model(f"{label}Event")
        own = {"pgh_obj_id": child.pk} if label == "people.Child" else {"child_id": child.pk}
        # A row may have been another record's before or since: the newest version says whose.
        ever = model.objects.filter(**own).values("pgh_obj_id")
        newest = (
            model.objects.filter(pgh_obj_id__in=ever, pgh_created_at__lte=until)
            .order_by("pgh_obj_id", "-pgh_created_at", "-pgh_id")
            .distinct("pgh_obj_id")
        )
        key, value = next(iter(own.items()))
        found[label] = [
            row for row in newest if row.pgh_label != "delete" and getattr(row, key) == value
        ]
    return found
