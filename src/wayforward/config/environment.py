"""Reads settings from environment variables; a missing or wrong one stops the start by name."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[3]


class SettingMissing(Exception):
    """An environment variable that has no default is not set."""


class SettingWrong(Exception):
    """An environment variable holds something that cannot be used."""


@dataclass(frozen=True, slots=True)
class OpenIDProvider:
    """A council's or a school's own sign-in service, by OpenID Connect.

    :param server: its issuer's address; for Microsoft Entra ID that of one tenant
    :param domains: of the e-mail addresses that it may speak for
    """

    code: str
    name: str
    server: str
    client_id: str
    client_secret: str = field(repr=False)
    domains: frozenset[str]

    @property
    def origin(self) -> str:
        """Return the start of its address, for the policy of where forms may lead."""
        parts = urlsplit(self.server)
        return f"{parts.scheme}://{parts.netloc}"

    def as_app(self) -> dict[str, Any]:
        """Return it as allauth has it."""
        return {
            "provider_id": self.code,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {"server_url": self.server, "oauth_pkce_enabled": True},
        }


class Environment:
    """Typed reads of `variables`: `text`, `flag`, `words`, `whole_number`, `choice` and `database`."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self.variables = variables

    def text(self, name: str, default: str | None = None) -> str:
        """Return the variable; without a default it must be set and not empty."""
        value = self.variables.get(name) or default
        if value is None:
            raise SettingMissing(
                f"The environment variable {name} is not set. docs/reference/settings.md says "
                "what it is for."
            )
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a yes or no: true, yes, on, 1; false, no, off, 0."""
        value = self.text(name, str(default)).strip().lower()
        if value not in {"true", "yes", "on", "1", "false", "no", "off", "0"}:
            raise SettingWrong(f"{name} must be true or false, not {value!r}.")
        return value in {"true", "yes", "on", "1"}

    def words(self, name: str, default: str = "") -> list[str]:
        """Return a list written with commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def whole_number(self, name: str, *, default: int) -> int:
        """Return a whole number."""
        value = self.text(name, str(default))
        if not value.isdecimal():
            raise SettingWrong(f"{name} must be a whole number, not {value!r}.")
        return int(value)

    def choice(self, name: str, options: set[str], *, default: str) -> str:
        """Return one of the words that it may be."""
        value = self.text(name, default).strip().lower()
        if value not in options:
            raise SettingWrong(f"{name} must be {' or '.join(sorted(options))}, not {value!r}.")
        return value

    def oidc_providers(self) -> list["OpenIDProvider"]:
        """Return the sign-in services whose codes OIDC_PROVIDERS lists.

        Each code brings OIDC_<CODE>_NAME, _SERVER, _CLIENT_ID, _CLIENT_SECRET and _DOMAINS.
        """
        found = []
        for code in self.words("OIDC_PROVIDERS"):
            if not re.fullmatch("[a-z][a-z0-9]*", code):
                raise SettingWrong(
                    f"OIDC_PROVIDERS must list codes of small letters and figures, not {code!r}."
                )
            start = f"OIDC_{code.upper()}"
            server = self.text(f"{start}_SERVER").rstrip("/")
            parts = urlsplit(server)
            is_local = parts.hostname in {"localhost", "127.0.0.1"}
            if not parts.hostname or not (parts.scheme == "https" or is_local):
                raise SettingWrong(f"{start}_SERVER must begin with https://, not {server!r}.")
            domains = frozenset(word.lower() for word in self.words(f"{start}_DOMAINS"))
            if not domains:
                raise SettingMissing(
                    f"The environment variable {start}_DOMAINS is not set: without it the service "
                    "could speak for nobody's e-mail address."
                )
            found.append(
                OpenIDProvider(
                    code=code,
                    name=self.text(f"{start}_NAME"),
                    server=server,
                    client_id=self.text(f"{start}_CLIENT_ID"),
                    client_secret=self.text(f"{start}_CLIENT_SECRET"),
                    domains=domains,
                )
            )
        return found

    def database(self, name: str) -> dict[str, Any]:
        """Return Django's settings for the PostgreSQL address (a URL) in variable `name`."""
        address = self.text(name)
        try:
            parts = cast(dict[str, Any], conninfo_to_dict(address))
        except Exception as problem:
            raise SettingWrong(
                f"{name} is no PostgreSQL address (postgresql://user:password@host:5432/database)."
            ) from problem
        options = {
            key: value
            for key, value in parts.items()
            if key not in {"dbname", "user", "password", "host", "port"}
        }
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.get("dbname", ""),
            "USER": parts.get("user", ""),
            "PASSWORD": parts.get("password", ""),
            "HOST": parts.get("host", ""),
            "PORT": parts.get("port", ""),
            "OPTIONS": options,
        }
