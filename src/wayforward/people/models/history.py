"""Row histories: what each record about a child looked like, after every change, by triggers."""

from typing import Any, TypeVar

import pghistory
from django.db import models

Kind = TypeVar("Kind", bound=type[models.Model])


def kept_history(model: Kind) -> Kind:
    """Keep every version of a model's rows, in a table of events that nobody can alter."""
    tracked: Any = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        attrs={"append_only": True},
    )
    kept: Kind = tracked(model)
    return kept
