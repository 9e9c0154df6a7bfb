"""Who may do what with records about people.

Which children somebody may see at all is not here but in `Child.objects.visible_to`: an action
first finds its child among those, and then asks one of these.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q


def can_open_records(user: Any, subject: object) -> bool:
    """Professionals and families open the records that they may see."""
    return bool(user.has_perm("people.open_records") or user.has_perm("people.open_family"))


def can_open_as_professional(user: Any, subject: object) -> bool:
    """Professionals see the parts of a record that are for those who work with the child."""
    return bool(user.has_perm("people.open_records"))


def can_add_children(user: Any, subject: object) -> bool:
    """Caseworkers, duty officers, SENCOs and heads of service make new records."""
    return bool(user.has_perm("people.add_children"))


def can_edit_record(user: Any, subject: object) -> bool:
    """Those who work with the child keep the record true."""
    return bool(user.has_perm("people.edit_records"))


def can_add_own_words(user: Any, subject: object) -> bool:
    """Those who work with the child, the family and the young person keep the child's own words."""
    return can_edit_record(user, subject) or bool(user.has_perm("people.open_family"))


def can_edit_family(user: Any, subject: object) -> bool:
    """The casework team records who is who in the family, and who may be told what."""
    return bool(user.has_perm("people.edit_families"))


def can_open_in_emergency(user: Any, subject: object) -> bool:
    """The authority's own professionals may open a record that they do not see, with a reason."""
    return bool(user.has_perm("people.open_in_emergency"))


def can_review_looks(user: Any, subject: object) -> bool:
    """Managers see who has looked at a record, and review what was opened in an emergency."""
    return bool(user.has_perm("people.review_looks"))


def can_restrict(user: Any, subject: object) -> bool:
    """The head of service restricts a record to those named."""
    return bool(user.has_perm("people.restrict_records"))


def can_see_protected_address(user: Any, subject: object) -> bool:
    """A protected address is for the casework team and the head of service alone."""
    return bool(user.has_perm("people.edit_families"))


def can_manage_accounts(user: Any, subject: object) -> bool:
    """Administrators make accounts and say who is in which team."""
    return bool(user.has_perm("people.manage_accounts"))


def can_manage_posts(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: administrators, and a setting's own managers of its users."""

    def can_manage_posts_there(user: Any, establishment: Any) -> bool:
        if can_manage_accounts(user, establishment):
            return True
        posts = establishment.posts.filter(user=user, manages_users=True, starts_on__lte=on)
        return bool(posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).exists())

    return can_manage_posts_there
