"""Every page, and what each role gets when it opens it. A page that is not here fails the build.

302 is "sign in first"; 404 is also what somebody gets who may not know that the thing exists.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """The status each role gets.

    :param kwargs: an example of the address's parts, or a function that makes the thing it names
    :param method: "get" unless the address only takes a form
    """

    anonymous: int
    staff: int
    administrator: int
    kwargs: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    method: str = "get"


def public(status: int = 200, **more: Any) -> Page:
    """Return a page that everybody gets alike."""
    return Page(status, status, status, **more)


PAGES: dict[str, Page] = {
    # config
    "healthz": public(503),  # no job worker runs beside the tests
    # web
    "web:authority-css": public(),
    "web:accessibility": public(),
    "web:design": public(),
    "web:design-fields": public(),
    "web:design-patterns": public(),
    "web:design-question": public(),
    "web:design-error": public(kwargs={"status": 404}),
    # people
    "people:sign-in": public(),
    "people:sign-out": Page(302, 302, 302, method="post"),
    # local_offer
    "local_offer:home": public(),
}
