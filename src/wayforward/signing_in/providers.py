"""The sign-in services of the council and of schools, from the settings."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from wayforward.people.models import User


@dataclass(frozen=True, slots=True)
class Way:
    """One way to sign in that is somebody else's: its name, and where to begin."""

    name: str
    href: str


def sign_in_ways() -> list[Way]:
    """Return the services that people can sign in with."""
    return [
        Way(provider.name, reverse("openid_connect_login", kwargs={"provider_id": provider.code}))
        for provider in settings.OIDC_PROVIDERS
    ]


def account_that_is_meant(code: str, claims: dict[str, Any]) -> User | None:
    """Return the open account whose address the service `code` vouches for, if there is one.

    A service speaks only for the addresses of its own domains, and not for one that it calls
    unverified.
    """
    provider = next(each for each in settings.OIDC_PROVIDERS if each.code == code)
    email = str(claims.get("email") or "").lower()
    if email.rpartition("@")[2] not in provider.domains:
        return None
    if claims.get("email_verified", True) is not True:
        return None
    return User.objects.filter(email=email, is_active=True).first()
