"""Lists of children to take away: as a file for a spreadsheet, or as a page to print.

Whoever may see a list may take it away, and nobody else. What left is written down twice: once as a
list (what was asked, how many), and once for each child, for those who read who has looked.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wayforward.access import require
from wayforward.access.relationships import reasons_of_each, relationships
from wayforward.audit.recording import record, record_each
from wayforward.people.models import Child
from wayforward.people.permissions import (
    can_manage_person_or_self,
    can_open_as_professional,
    can_open_records,
)
from wayforward.people.queries import find_children, with_setting
from wayforward.people.views.children import asked_for, listed
from wayforward.people.views.staff import managed, on_caseload
from wayforward.people.whole_record import WITHOUT
from wayforward.web.formats import short_day
from wayforward.web.spreadsheets import csv_response

MOST_TAKEN = 5_000  # children in one list that is taken away
FORMS = {"csv": "people.exported_child", "print": "people.printed_child"}
More = tuple[tuple[str, ...], dict[Any, tuple[str, ...]]]  # columns, cells by a child's id
COLUMNS = ("Name", "Date of birth", "Setting", "Reference")
TOO_MANY = (
    f"A list that is taken away holds {MOST_TAKEN:,} children at most. Search, or open one of your "
    "lists, and take that away"
)


@dataclass(frozen=True, slots=True)
class TakenList:
    """A list as it is taken away.

    :param asked: which list, for the audit: a code, never what somebody typed
    :param more: columns beside the usual ones, and their cells by the child's id
    :param about: whose list it is, if it is somebody's
    """

    title: str
    asked: str
    children: Sequence[Child]
    more: More = ((), {})
    about: Any = None


def place_of(child: Any) -> str:
    """Return where a child learns now, of one that `with_setting` found."""
    places = [
        each.establishment.name if each.establishment else WITHOUT[each.kind]
        for each in child.now_at
    ]
    return "; ".join(places) or "No setting known"


def given(request: HttpRequest, taken: TakenList, form: str) -> HttpResponse:
    """Write down that a list leaves, and give it out as `form`: "csv" or "print"."""
    user: Any = request.user
    on = localdate()
    columns, cells = taken.more
    header = (*COLUMNS, *columns)
    rights = reasons_of_each(user, [child.pk for child in taken.children], on=on)
    rows = [
        (
            *(child.full_name, _day(child.born_on, form), place_of(child), child.reference),
            *cells.get(child.pk, ()),
        )
        for child in taken.children
    ]
    facts = {"form": form, "asked": taken.asked}
    record("people.took_list", subject=taken.about, by=user, rows=len(rows), **facts)
    by_right: dict[tuple[str, ...], list[Child]] = {}
    for child in taken.children:
        by_right.setdefault(tuple(rights.get(child.pk, ())), []).append(child)
    for because, children in sorted(by_right.items()):
        record_each(FORMS[form], children, by=user, because=list(because), **facts)
    if form == "csv":
        return csv_response(header, rows, name="children.csv")
    context = {"title": taken.title, "header": header, "rows": rows, "at": now(), "user": user}
    return render(request, "people/printed_list.jinja", context)


def _day(day: Any, form: str) -> str:
    return str(day.isoformat()) if form == "csv" else short_day(day)


@require_safe
@cache_control(private=True, no_store=True)
def child_list(request: HttpRequest, form: str) -> HttpResponse:
    """Give out the children that a search found, or one's own list, whole."""
    require(can_open_records, request.user, None)
    if form not in FORMS:
        raise Http404
    on = localdate()
    text, by = asked_for(request)
    if text:
        found = find_children(text, user=request.user, on=on)
        whys: dict[Any, tuple[str, ...]] = {each.child.pk: (each.why,) for each in found}
        more: More = (("Found by",), whys) if any(each.why for each in found) else ((), {})
        children = [each.child for each in found]
        return given(request, TakenList("Children found", "search", children, more), form)
    visible = listed(request.user, by, on)
    if visible.count() > MOST_TAKEN:
        messages.error(request, TOO_MANY)
        back = reverse("people:child-list")
        return redirect(f"{back}?by={by}" if by else back)
    ordered = visible.order_by("last_name", "first_names", "pk")
    mine = {kind.code: kind.mine for kind in relationships()}.get(by, "")
    title = f"Children and young people {mine}".strip()
    return given(request, TakenList(title, by or "all", list(with_setting(ordered, on))), form)


@require_safe
@cache_control(private=True, no_store=True)
def caseload(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponse:
    """Give out somebody's caseload: the children on it whom whoever asks may see."""
    on, person = localdate(), managed(request, pk, can_manage_person_or_self)
    require(can_open_as_professional, request.user, person)
    if form not in FORMS:
        raise Http404
    allocations = list(on_caseload(person, request.user, on))
    known = with_setting(Child.objects.filter(pk__in=[each.child_id for each in allocations]), on)
    cells: dict[Any, tuple[str, ...]] = {}
    for each in allocations:
        until = _day(each.ends_on, form) if each.ends_on else ""
        cells[each.child_id] = (each.role, _day(each.starts_on, form), until)
    ordered = list(known.order_by("last_name", "first_names", "pk"))
    more: More = (("As what", "From", "To"), cells)
    title = f"Caseload of {person.full_name}"
    return given(request, TakenList(title, "caseload", ordered, more, person), form)
