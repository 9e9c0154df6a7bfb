"""The kinds of text that a profile may hold, and how each is checked.

A rule is a sentence (what the value must be) and a test. Rules are attached to a field with
``Annotated`` in :mod:`wayforward.arrangements.schema`, so the reader, the refusals and the
reference page all say the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

#: The text colour that is written on the accent colour.
INK = "#0b0c0c"
WHITE = "#ffffff"
#: The least contrast between text and its background (WCAG 2.2, success criterion 1.4.3, AA).
LEAST_CONTRAST = 4.5

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DISTRICT = re.compile(r"E0[6-9]\d{6}")
_AUTHORITY = re.compile(r"E(06|08|09|10)\d{6}")
_PHONE = re.compile(r"0\d{2,4} ?\d{3,4} ?\d{3,4}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be (``wanted``, the end of "must be …") and the test that decides."""

    wanted: str
    passes: Callable[[Any], bool]


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: pattern.fullmatch(value) is not None


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in value


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _carries(text: str) -> Callable[[Any], bool]:
    """Return a test: is this a colour on which ``text`` can be read?"""
    return lambda value: (
        _COLOUR.fullmatch(value) is not None and contrast(value, text) >= LEAST_CONTRAST
    )


def between(least: int, most: int) -> Rule:
    """Return a rule for a list with ``least`` to ``most`` entries."""

    def passes(value: Sized) -> bool:
        return least <= len(value) <= most

    return Rule(f"a list of {least} to {most}", passes)


def number_from(least: int, most: int) -> Rule:
    """Return a rule for a whole number from ``least`` to ``most``."""

    def passes(value: int) -> bool:
        return least <= value <= most

    return Rule(f"a whole number from {least} to {most}", passes)


def one_of(*choices: str) -> Rule:
    """Return a rule for one of a few fixed words."""
    return Rule("one of " + ", ".join(choices), lambda value: value in choices)


SOME = Rule("a list with something in it", lambda value: len(value) > 0)

Email = Annotated[str, Rule("an e-mail address", _matches(_EMAIL))]
Phone = Annotated[str, Rule("a United Kingdom phone number", _matches(_PHONE))]
WebAddress = Annotated[str, Rule("a web address that starts with http", _is_address)]
Uuid = Annotated[str, Rule("a UUID in lower case", _is_uuid)]
Code = Annotated[str, Rule("a code of lower-case letters, digits and _", _matches(_CODE))]
Slug = Annotated[str, Rule("a slug of lower-case letters, digits and -", _matches(_SLUG))]
District = Annotated[
    str, Rule("the ONS code of an English district, such as E06000001", _matches(_DISTRICT))
]
AuthorityCode = Annotated[
    str,
    Rule("the ONS code of a unitary, metropolitan, London or county council", _matches(_AUTHORITY)),
]
ColourUnderWhite = Annotated[
    str,
    Rule(
        f"a colour such as #123456 with a contrast of at least {LEAST_CONTRAST} to white text",
        _carries(WHITE),
    ),
]
ColourUnderInk = Annotated[
    str,
    Rule(
        f"a colour such as #fedcba with a contrast of at least {LEAST_CONTRAST} to {INK} text",
        _carries(INK),
    ),
]
