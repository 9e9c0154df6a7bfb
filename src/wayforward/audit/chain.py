"""What a seal's hash is made from. Nothing here may change for a form that is in use.

hash = SHA-256(previous hash + canonical JSON of form, position, horizon and the event's columns).
A new column of `Event` needs a new form; the older ones stay, so that older seals still verify.
"""

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from wayforward.audit.models import Event

FORM = 1
START = bytes(32)  # what the first seal calls its previous hash


class Columns(NamedTuple):
    """Every column of an event as it is hashed; `facts` is PostgreSQL's own text of the JSON."""

    id: uuid.UUID
    happened_at: datetime.datetime
    action: str
    actor: str
    subject_type: str
    subject_id: str
    facts: str
    written_in: int


def columns_of(events: "Iterable[Event]") -> list[Columns]:
    """Return the columns of a queryset of events, in its order."""
    names = ["facts_text" if name == "facts" else name for name in Columns._fields]
    rows = events.annotate(facts_text=Cast("facts", TextField()))  # type: ignore[attr-defined]
    return [Columns(*row) for row in rows.values_list(*names)]


def hash_of(event: Columns, *, form: int, position: int, horizon: int, previous: bytes) -> bytes:
    """Return the 32 bytes that seal `event` at `position`."""
    moment = event.happened_at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    document = event._asdict() | {
        "id": str(event.id),
        "happened_at": moment,
        "form": form,
        "position": position,
        "horizon": horizon,
    }
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(previous + canonical.encode("ascii")).digest()
