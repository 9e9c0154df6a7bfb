"""Who may do what with the Local Offer beyond reading it, which everyone may."""

from typing import Any


def can_edit_words(user: Any, subject: object) -> bool:
    """Staff who look after the Local Offer may edit its search words and its glossary."""
    return bool(user.has_perm("local_offer.edit_words"))
