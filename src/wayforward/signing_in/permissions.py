"""Who must have a second factor, and who may sign in with a code sent by e-mail."""

from wayforward.people.models import User
from wayforward.people.roles import FAMILY_ROLES


def must_have_second_factor(user: User) -> bool:
    """Everybody who works here or at a school; families may choose."""
    return user.role not in FAMILY_ROLES


def can_sign_in_by_code(user: User) -> bool:
    """Parents, carers and young people: a code by e-mail is all that they need."""
    return user.is_active and user.role in FAMILY_ROLES
