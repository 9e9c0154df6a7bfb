"""Changes to the people who sign in."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model

from wayforward.audit.recording import record
from wayforward.people.models import User
from wayforward.people.roles import ROLES


class AccountRefused(Exception):
    """An account cannot be made; the message says what to do."""


@transaction.atomic
def create_account(
    *, email: str, full_name: str, role: str, password: str, by: Model | None
) -> User:
    """Make an account that can sign in at once.

    :param role: a code of people/roles.py
    :param by: who makes it; None at the command line
    :raises AccountRefused: if the address is no e-mail address or is taken, or the role is unknown
    """
    if role not in ROLES:
        raise AccountRefused(f"There is no role {role!r}. The roles are {', '.join(ROLES)}.")
    try:
        validate_email(email)
    except ValidationError as problem:
        raise AccountRefused(f"{email!r} is no e-mail address.") from problem
    if not full_name.strip():
        raise AccountRefused("Give the person's full name.")
    if User.objects.filter(email=email.lower()).exists():
        raise AccountRefused(f"{email} has an account already.")
    user = User.objects.create_user(email, password, full_name=full_name.strip(), role=role)
    record("people.created_account", subject=user, by=by, role=role)
    return user
