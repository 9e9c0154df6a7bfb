"""How allauth does things here: no sign-up, our words, sealed secrets, a new device is told."""

import base64
import hashlib
import logging
import secrets
from smtplib import SMTPException
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now  # noqa: TID251 -- allauth calls this in place of a view

from wayforward.people.models import User
from wayforward.signing_in import sessions
from wayforward.signing_in.actions import note_device, note_refusal
from wayforward.signing_in.devices import in_words
from wayforward.signing_in.permissions import must_have_second_factor
from wayforward.signing_in.providers import account_that_is_meant
from wayforward.web.authority import current

log = logging.getLogger(__name__)

DEVICE_COOKIE = "device"
A_YEAR = 31_536_000  # seconds
WRONG_PAIR = "The e-mail address and password do not belong together. Check both and try again"
TOO_MANY = "Too many tries. Wait 5 minutes and try again"
CODE_NOT_RIGHT = "That code is not right, or is no longer. Enter the one that is shown now"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or a school; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask the administrator of this site",
        "email_password_mismatch": WRONG_PAIR,
        "enter_current_password": "That is not the password that you have now",
        "incorrect_code": "That code is not right. Enter the one in the newest e-mail",
        "incorrect_password": "That is not your password",
        "invalid_login": WRONG_PAIR,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again before what matters, but not of whoever signed in a moment ago."""
        return not sessions.is_fresh(context.request.session)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell somebody of a change; a mail server that is down keeps nobody out."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except (OSError, SMTPException) as problem:
            log.error("A notification could not be sent: %s", type(problem).__name__)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> HttpResponse:
        """Keep which browser it was, and tell of one that is new."""
        answer = super().post_login(request, user, **more)
        assert isinstance(user, User)
        token = request.COOKIES.get(DEVICE_COOKIE, "")
        if len(token) != 43:
            token = secrets.token_urlsafe(32)
        if note_device(by=user, token=token, at=now()):
            self.send_notification_mail(
                "account/email/new_device",
                user,
                {"device": in_words(self.get_http_user_agent(request)), "at": now()},
            )
        answer.set_cookie(
            DEVICE_COOKIE,
            token,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return answer


class SocialAdapter(DefaultSocialAccountAdapter):
    """The sign-in services of the council and of schools open accounts that are here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody gets an account by signing in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Match who the service says it is with an account, once; refuse everybody else.

        Later it is known by the service's own number of the person: an address may pass on.
        """
        if sociallogin.state.get("process") != "login":
            self.refuse(request)
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                self.refuse(request)
            return
        account = sociallogin.account
        user = account_that_is_meant(
            account.provider, account.get_provider_account().get_user_data()
        )
        if user is None:
            self.refuse(request)
        others = SocialAccount.objects.filter(user=user, provider=account.provider)
        if others.exists():
            note_refusal(user=user, why="another_person_at_the_service")
            self.refuse(request)
        sociallogin.connect(request, user)

    def refuse(self, request: HttpRequest) -> NoReturn:
        """Say that there is no such account here."""
        page = render(request, "socialaccount/authentication_error.jinja", {"no_account": True})
        page.status_code = 403
        raise ImmediateHttpResponse(page)


def sealer() -> MultiFernet:
    """Return what seals the secrets of second factors, made from the site's own key.

    An older key in SECRET_KEY_FALLBACKS still opens what it sealed.
    """
    keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    hashlib.blake2b(key.encode(), digest_size=32, person=b"second-factor").digest()
                )
            )
            for key in keys
        ]
    )


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: sealed in the database, and never taken away from whoever must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "You need a second way of showing that it is you. Add a passkey first, then remove the app"
        ),
        "cannot_generate_recovery_codes": "Add an authenticator app or a passkey first",
        "incorrect_code": CODE_NOT_RIGHT,
        "rate_limited": TOO_MANY,
    }

    def get_totp_issuer(self) -> str:
        """Return the name that the app shows."""
        return current().name

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return sealer().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse the last factor of somebody who must have one."""
        others = Authenticator.objects.filter(
            user=authenticator.user,
            type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN],
        ).exclude(pk=authenticator.pk)
        return not must_have_second_factor(authenticator.user) or others.exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Return what a passkey is called until somebody says."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}"
