"""The authority as every page shows it: its name, its colours, whom to ring.

`web` knows no local arrangements. The app at the top of the ladder says who the authority is:
`authority.register(function)` when it starts; pages find it as `authority` in every template.
"""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

WHITE = "#ffffff"
BLACK = "#0b0c0c"


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of a colour written #rrggbb."""
    digits = colour.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"{colour!r} is no colour: write it as #rrggbb")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(
        f"{round(mine * (1 - share) + theirs * share):02x}" for mine, theirs in pairs
    )


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    shares = [channel / 255 for channel in channels(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True)
class Colours:
    """The authority's colours, each #rrggbb.

    :param brand: the masthead, buttons and links; at least 4.5:1 against white
    :param accent: what needs doing; black text stands on it
    :raises ValueError: if one is too pale or too dark to read
    """

    brand: str = "#0b5563"
    accent: str = "#f2a33a"

    def __post_init__(self) -> None:
        if contrast(self.brand, WHITE) < 4.5:
            raise ValueError(f"brand {self.brand} is too pale: links in it could not be read")
        if contrast(self.accent, BLACK) < 4.5:
            raise ValueError(f"accent {self.accent} is too dark: black text stands on it")

    def properties(self) -> dict[str, str]:
        """Return the custom properties that the stylesheet reads."""
        dark, tint = mixed(self.brand, "#000000", 0.32), mixed(self.brand, WHITE, 0.925)
        line = mixed(self.brand, WHITE, 0.6)
        return {
            "--wf-brand": self.brand,
            "--wf-brand-dark": dark,
            "--wf-on-brand": WHITE,
            "--wf-accent": self.accent,
            "--wf-tint": tint,
            "--wf-line": line,
            "--govuk-brand-colour": self.brand,
            "--govuk-link-colour": self.brand,
            "--govuk-link-hover-colour": dark,
            "--govuk-template-background-colour": tint,
            "--govuk-surface-background-colour": tint,
            "--govuk-surface-border-colour": line,
        }


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ring or write to.

    :param phone: as people read it, "01632 960 001"
    :param hours: in words, "Monday to Friday, 9am to 5pm"; empty if not known
    """

    name: str
    phone: str = ""
    email: str = ""
    hours: str = ""

    @property
    def phone_link(self) -> str:
        """Return the number for a `tel:` link."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class Authority:
    """What the frame of a page says about the authority.

    :param name: "Example City Council"
    :param duty_line: whom anybody may ring about SEND
    :param independent_advice: the service that advises families impartially (SENDIAS)
    """

    name: str
    duty_line: Contact
    independent_advice: Contact | None = None
    colours: Colours = field(default_factory=Colours)

    def stylesheet(self) -> str:
        """Return the authority's own stylesheet: its colours."""
        lines = "".join(f"{name}:{value};" for name, value in self.colours.properties().items())
        # Text is printed in true black; everything else keeps its colour.
        return f":root{{{lines}}}\n"

    def stylesheet_version(self) -> str:
        """Return a short hash of the stylesheet, for an address that can be kept for ever."""
        return hashlib.sha256(self.stylesheet().encode()).hexdigest()[:12]


NOBODY = Authority(name="Wayforward", duty_line=Contact(name="The duty line"))


class _Registered:
    """Who answers for the authority; one function, set once at start."""

    find: Callable[[], Authority] = staticmethod(lambda: NOBODY)


def register(find: Callable[[], Authority]) -> None:
    """Let `find` say who the authority is, from now on."""
    _Registered.find = staticmethod(functools.cache(find))


def current() -> Authority:
    """Return the authority of this installation."""
    return _Registered.find()
