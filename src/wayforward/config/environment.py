"""Reads settings from environment variables; a missing or wrong one stops the start by name."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[3]


class SettingMissing(Exception):
    """An environment variable that has no default is not set."""


class SettingWrong(Exception):
    """An environment variable holds something that cannot be used."""


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
