"""How every action finds its import, and what it may refuse."""

import uuid
from typing import Any

from wayforward.access import require
from wayforward.imports.models import Import
from wayforward.imports.permissions import can_import_children


class ImportRefused(Exception):
    """The import is not in a state for this; the message says why."""


def import_to_change(import_id: uuid.UUID, states: tuple[str, ...], *, by: Any) -> Import:
    """Return the import, locked until the transaction ends.

    :raises PermissionDenied: if `by` may not import children
    :raises Import.DoesNotExist: if there is none
    :raises ImportRefused: if it is in another state
    """
    require(can_import_children, by, None)
    found = Import.objects.select_for_update().get(pk=import_id)
    if found.state not in states:
        raise ImportRefused(f"This import is {WORDS[found.state]}: look at it again")
    return found


WORDS = {
    Import.READY: "looked at and not written yet",
    Import.APPLYING: "being written",
    Import.APPLIED: "written",
    Import.UNDOING: "being undone",
    Import.UNDONE: "undone",
    Import.DISCARDED: "thrown away",
}
