"""What an import of the register of schools changed, or would change, and how it is told."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wayforward.establishments.gias_files import Problem
from wayforward.web.formats import count_of

MOST_TOLD = 50  # lines of one kind in a report


@dataclass(frozen=True, slots=True)
class Changed:
    """One establishment whose facts are new: `facts` maps a field to its old and new value."""

    urn: str
    name: str
    facts: dict[str, tuple[Any, Any]]

    def __str__(self) -> str:
        told = ", ".join(
            f"{name} {_said(old)} → {_said(new)}" for name, (old, new) in self.facts.items()
        )
        return f"{self.urn} {self.name}: {told}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row that may be an entry which has no URN yet: same name, and same postcode if it has one.

    Nothing is done with either until somebody says whether they are the same.
    """

    urn: str
    name: str
    establishment_id: uuid.UUID
    known_as: str
    postcode: str

    def __str__(self) -> str:
        return (
            f"{self.urn} {self.name}, {self.postcode or 'no postcode'}: may be {self.known_as}, "
            f"which has no URN: --same {self.urn}={self.establishment_id} or --apart {self.urn}"
        )


@dataclass(slots=True)
class Changes:
    """What an import did. Lists hold words that name the establishment.

    :ivar as_of: the day on which the extract was made
    :ivar rows: how many rows were read and kept
    :ivar missing: known from an earlier extract, and not in this one; they stay
    :ivar provision: changes to units and resourced provision, in words
    :ivar section_41: approvals begun and ended, in words
    :ivar to_check: where the extract contradicts what staff recorded
    :ivar no_such: links to a URN that is not known; they are left out
    :ivar left_out: rows left out because they are wrong
    """

    as_of: datetime.date
    rows: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    provision: list[str] = field(default_factory=list)
    section_41: list[str] = field(default_factory=list)
    to_check: list[str] = field(default_factory=list)
    no_such: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)

    LISTS = {
        "added": "added",
        "changed": "changed",
        "closed": "closed",
        "links": "links to a predecessor or successor, added or changed",
        "provision": "changes to SEN units and resourced provision",
        "section_41": "changes to approval under section 41",
        "to_check": "to check: the extract says otherwise than what staff recorded",
        "missing": "no longer in the extract; they stay as they are",
        "suggestions": "held back: say whether each is an entry that has no URN",
        "no_such": "links left out: no establishment here has the number",
        "left_out": "rows left out because they are wrong",
    }

    def counts(self) -> dict[str, int]:
        """Return how long each list is, and how many rows there were."""
        return {"rows": self.rows} | {name: len(getattr(self, name)) for name in self.LISTS}

    def report(self) -> Iterator[str]:
        """Yield the lines of a report, at most MOST_TOLD under each heading."""
        yield f"{count_of(self.rows, 'row')} read; the extract is of {self.as_of:%d-%m-%Y}"
        for name, heading in self.LISTS.items():
            entries = getattr(self, name)
            if not entries:
                continue
            yield f"{len(entries):,} {heading}"
            yield from (f"  {entry}" for entry in entries[:MOST_TOLD])
            if len(entries) > MOST_TOLD:
                yield f"  and {len(entries) - MOST_TOLD:,} more"


def _said(value: Any) -> str:
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, list):
        value = "/".join(value)
    return "nothing" if value in {None, ""} else str(value)
