"""What the pages of an import show of each row."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from wayforward.imports.models import Import, Row
from wayforward.imports.reading.headings import CALLED
from wayforward.people.models import Child
from wayforward.people.queries import with_setting
from wayforward.web.formats import short_day

# Verdict to the words of its filter and of its tag, and the tag's colour.
VERDICTS = {
    Row.DOUBTFUL: ("To decide", "To decide", "yellow"),
    Row.REFUSED: ("Refused", "Refused", "red"),
    Row.NEW: ("New children", "New child", "green"),
    Row.CHANGES: ("Changes", "Changes", "blue"),
    Row.NOTHING: ("Nothing to do", "Nothing to do", "grey"),
    Row.LEFT_OUT: ("Left out", "Left out", "grey"),
}
OUTCOMES = {
    Row.ADDED: ("Record made", "green"),
    Row.CHANGED: ("Changed", "green"),
    Row.UNDONE: ("Undone", "grey"),
    Row.KEPT: ("Not undone", "yellow"),
}
STATES = {
    Import.READY: ("Not written yet", "blue"),
    Import.APPLYING: ("Being written", "yellow"),
    Import.APPLIED: ("Written", "green"),
    Import.UNDOING: ("Being undone", "yellow"),
    Import.UNDONE: ("Undone", "grey"),
    Import.DISCARDED: ("Thrown away", "grey"),
}
MOST_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be that of the same child."""

    child: Child
    why: str

    @property
    def text(self) -> str:
        """Return who it is in one line."""
        return f"{self.child.full_name}, born {short_day(self.child.born_on)}"

    @property
    def hint(self) -> str:
        """Return why, and what else tells the child from others."""
        places = [each.establishment.name for each in self.child.now_at if each.establishment]  # type: ignore[attr-defined]  # prefetched
        return ". ".join([self.why[:1].upper() + self.why[1:], *places, self.child.reference])


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as a page shows it.

    :ivar may_open: whether whoever looks may open the child's record
    """

    row: Row
    name: str
    candidates: Sequence[Candidate]
    may_open: bool

    @property
    def changes(self) -> list[dict[str, str]]:
        """Return what changes; nothing of a record that was restricted since."""
        is_restricted = self.row.child is not None and self.row.child.is_restricted
        return [] if is_restricted else self.row.changes

    @property
    def tag(self) -> dict[str, str]:
        """Return the tag: what came of the row, or else the verdict."""
        if self.row.outcome:
            text, colour = OUTCOMES[self.row.outcome]
        else:
            _, text, colour = VERDICTS[self.row.verdict]
        return {"text": text, "classes": f"govuk-tag--{colour}"}


def name_of(given: dict[str, str]) -> str:
    """Return the name that a row gives, as it is written there."""
    first = given.get("first_names") or given.get("known_as") or ""
    last = given.get("last_name") or given.get("known_last_name") or ""
    return " ".join(filter(None, [first, last])) or given.get("full_name", "") or "No name"


def given_in_words(row: Row) -> list[tuple[str, str]]:
    """Return what a row says, under the names of its facts."""
    return [(CALLED[name], row.given[name]) for name in CALLED if name in row.given]


def candidates_of(rows: Sequence[Row], *, on: datetime.date) -> dict[str, Child]:
    """Return the children who may be meant, by id. Two queries."""
    ids = {each["child"] for row in rows for each in row.candidates}
    ids |= {str(pk) for row in rows for pk in (row.child_id, row.decided_child_id) if pk}
    found = Child.objects.filter(pk__in=ids, is_restricted=False)
    return {str(child.pk): child for child in with_setting(found, on)}


def shown_rows(
    rows: Sequence[Row], children: dict[str, Child], *, user: Any, on: datetime.date
) -> list[ShownRow]:
    """Return rows as a page shows them. One query."""
    visible: set[uuid.UUID] = set()
    if user.has_perm("people.open_records"):
        asked = Child.objects.visible_to(user, on=on).filter(pk__in=list(children))
        visible = set(asked.values_list("pk", flat=True))
    return [
        ShownRow(
            row=row,
            name=name_of(row.given),
            candidates=[
                Candidate(children[each["child"]], each["why"])
                for each in row.candidates
                if each["child"] in children
            ],
            may_open=row.child_id in visible,
        )
        for row in rows
    ]


def filters(kept: Import, chosen: str) -> list[dict[str, Any]]:
    """Return each verdict that there is, with how many rows and whether it is chosen. One query."""
    counted = dict(kept.rows.values_list("verdict").annotate(number=Count("pk")))
    return [
        {"verdict": verdict, "text": words, "number": counted[verdict], "chosen": verdict == chosen}
        for verdict, (words, *_) in VERDICTS.items()
        if verdict in counted
    ]
