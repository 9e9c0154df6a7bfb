"""The menu, and what every page shows around its content. The one place that links the apps."""

import functools
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from wayforward.web.authority import Authority, Contact

# The menu and the foot of every page: words, the page's name, and the start of its address.
MENU = [("Local Offer", "local_offer:home")]
FOOTER = [
    ("Accessibility", "web:accessibility"),
    ("Glossary", "local_offer:glossary"),
    ("How these pages are made", "web:design"),
]
# Until the local arrangements are read: an authority that does not exist.
PLACEHOLDER = Authority(
    name="Example City Council",
    duty_line=Contact(
        name="SEND duty line",
        phone="01632 960 001",
        email="send@example.org",
        hours="Monday to Friday, 9am to 5pm",
    ),
    independent_advice=Contact(name="SENDIAS", phone="01632 960 002"),
)


@functools.cache
def arrangements() -> Any:
    """Return the local arrangements of this installation's authority."""
    return None


def authority() -> Authority:
    """Return the authority as every page shows it."""
    return PLACEHOLDER


def address(name: str) -> str | None:
    """Return the path of the page called `name`, or None while there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def links(entries: list[tuple[str, str]], here: str) -> list[dict[str, Any]]:
    """Return a link for each entry whose page there is; `current` on the one that is open."""
    found = ((text, address(name)) for text, name in entries)
    return [{"text": text, "href": path, "current": path == here} for text, path in found if path]


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs beside the page's own context. Asks nothing of the database."""
    return {
        "authority": authority(),
        "request": request,
        "menu": links(MENU, request.path),
        "footer_links": links(FOOTER, request.path),
        "search_path": address("local_offer:search") or "/local-offer/search",
        "sign_in_path": address("people:sign-in"),
        "sign_out_path": address("people:sign-out"),
        # {"tag", "text"}: shown on every page, where the people in the database are invented.
        "banner": None,
    }
