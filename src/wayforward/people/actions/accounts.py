"""Changes to the people who sign in."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model, Q

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions.handing_over import refuse_day_long_past
from wayforward.people.actions.teams import pass_on_what_is_open
from wayforward.people.models import Absence, User
from wayforward.people.permissions import can_close_account
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


@transaction.atomic
def close_account(
    person_id: uuid.UUID, *, last_day: datetime.date, to_id: Any, by: Any, on: datetime.date
) -> None:
    """End somebody's account, posts and places in teams after their last day.

    :param to_id: who takes on what they leave; may be None if that is nothing
    :raises PermissionDenied: if `by` may not; nobody ends their own
    :raises RecordRefused: if work would be left without an owner, or the day is long past
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person_id)
    require(can_close_account(on), by, person)
    refuse_day_long_past(last_day, on=on)
    pass_on_what_is_open(person, to_id, last_day=last_day, by=by, on=on)
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)
    for links in (person.memberships, person.posts):
        links.filter(not_over, starts_on__gt=last_day).delete()
        links.filter(not_over).update(ends_on=last_day)
    if not to_id and last_day < on:
        Absence.objects.filter(covered_by=person, ends_on__gt=last_day).update(covered_by=None)
    person.ends_on = last_day
    person.is_active = last_day >= on
    person.save(update_fields=["ends_on", "is_active"])
    record("people.closed_account", subject=person, by=by, last_day=last_day.isoformat())


@transaction.atomic
def close_accounts_that_ended(*, on: datetime.date) -> int:
    """Close the accounts whose last day is past; return how many. Safe to run twice.

    They see no record from that day on already; this keeps them from signing in too.
    """
    ended = list(User.objects.select_for_update(no_key=True).filter(is_active=True, ends_on__lt=on))
    for person in ended:
        person.is_active = False
        person.save(update_fields=["is_active"])
        record("people.closed_account", subject=person, by=None)
    return len(ended)
