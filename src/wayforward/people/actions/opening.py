"""How every action finds its child: among those that whoever acts may see, locked for the change."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from wayforward.access import require
from wayforward.people.models import Child


class RecordRefused(Exception):
    """A record cannot be kept; the message says why. `field` is what it is about."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class ChangedMeanwhile(Exception):
    """Somebody else saved the record since it was read. `now` is how it stands."""

    def __init__(self, now: Child) -> None:
        super().__init__("Somebody else has saved this record since you opened it")
        self.now = now


def child_to_change(
    child_id: uuid.UUID, rule: Callable[[Any, Any], bool], *, by: Any, on: datetime.date
) -> Child:
    """Return the child, locked until the transaction ends.

    :raises Child.DoesNotExist: if `by` may not see the child, or there is none
    :raises PermissionDenied: if the rule does not let `by` make the change
    """
    child: Child = (
        Child.objects.visible_to(by, on=on).select_for_update(of=("self",)).get(pk=child_id)
    )
    require(rule, by, child)
    return child


def refuse_disorder(first: datetime.date | None, last: datetime.date | None, field: str) -> None:
    """Refuse a last day before the first.

    :raises RecordRefused: about `field`
    """
    if first and last and last < first:
        raise RecordRefused("The last day must not be before the first day", field)
