"""Who may change the record of nurseries, schools and colleges. Everyone may read most of it."""

from typing import Any


def can_edit_establishments(user: Any, subject: object) -> bool:
    """Those who look after this installation may add places and change what is known of them."""
    return bool(user.has_perm("establishments.edit"))
