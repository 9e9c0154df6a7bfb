"""Keeps in the session what the later pages ask about, and audits changes of how somebody signs in."""

from typing import Any

from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_reset,
    password_set,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from wayforward.people.models import User
from wayforward.people.signals import invited
from wayforward.signing_in import jobs, sessions
from wayforward.signing_in.actions import note_change

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@receiver(user_logged_in)
def start_session(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Note when the session began."""
    sessions.start(request.session)


@receiver(authentication_step_completed)
def note_step(sender: Any, request: HttpRequest, method: str, user: User, **_: Any) -> None:
    """Note a second factor."""
    if method in sessions.SECOND_FACTORS:
        sessions.note_second_factor(request, user)


@receiver(authenticator_added)
def added(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """A factor that was just set up has been shown to work."""
    note_change(by=user, what="added_factor", kind=authenticator.type)
    if authenticator.type in FACTORS:
        sessions.note_second_factor(request, user)


@receiver(authenticator_reset)
def renewed(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Audit new recovery codes."""
    note_change(by=user, what="renewed_factor", kind=authenticator.type)


@receiver(authenticator_removed)
def removed(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Whoever took away their last factor is asked to set one up again."""
    note_change(by=user, what="removed_factor", kind=authenticator.type)
    if not Authenticator.objects.filter(user=user, type__in=FACTORS).exists():
        sessions.forget_second_factor(request)


@receiver([password_changed, password_set, password_reset])
def new_password(sender: Any, user: User, **_: Any) -> None:
    """Audit a new password."""
    note_change(by=user, what="set_password", kind="password")


@receiver(invited)
def send_invitation(sender: Any, user: User, site: str, **_: Any) -> None:
    """Have the way in sent by e-mail; an invitation that is rolled back sends none."""
    jobs.send_invitation(user, site=site)
