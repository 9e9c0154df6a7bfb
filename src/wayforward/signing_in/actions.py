"""What is kept about signing in."""

import hashlib
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from wayforward.audit.recording import record
from wayforward.people.models import User
from wayforward.signing_in.models import Device


@transaction.atomic
def note_device(*, by: User, token: str, at: datetime) -> bool:
    """Keep that `by` signed in with the browser that has `token`.

    :returns: whether they should be told: it is new to them, and not the first they ever used
    """
    token_hash = hashlib.sha256(token.encode()).hexdigest()
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    had_others = Device.objects.filter(user=by).exists()
    _, is_new = Device.objects.update_or_create(
        user=by,
        token_hash=token_hash,
        defaults={"last_used_at": at},
        create_defaults={"first_used_at": at, "last_used_at": at},
    )
    record("signing_in.signed_in", subject=by, by=by, new_device=is_new)
    return is_new and had_others


def note_refusal(*, user: User, why: str) -> None:
    """Keep that somebody was turned away at the account of `user`; `why` is a code, never words."""
    record("signing_in.refused", subject=user, by=None, why=why)


def note_change(*, by: User, what: str, kind: str) -> None:
    """Keep that `by` changed how they sign in: `what` is a verb, `kind` of password or factor."""
    record(f"signing_in.{what}", subject=by, by=by, kind=kind)


@transaction.atomic
def remove_second_factor(*, user: User, by: User | None) -> int:
    """Take away every second factor of `user` and end their sessions; return how many there were.

    :param by: who does it; None at the command line
    """
    number, _ = Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    record("signing_in.removed_factor", subject=user, by=by, kind="all", number=number)
    return number


@transaction.atomic
def end_sessions(*, user: User | None, by: User | None) -> int:
    """End every session of `user`, or of everybody if None; return how many there were.

    :param by: who does it; None at the command line
    """
    if user is None:
        number, _ = Session.objects.all().delete()
        UserSession.objects.all().delete()
    else:
        of_user = UserSession.objects.filter(user=user)
        number = len(of_user)
        for session in of_user:
            session.end()
    record("signing_in.ended_sessions", subject=user, by=by, number=number)
    return number
