"""The menu, and what every page shows around its content. The one place that links the apps."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from wayforward.web.arranged import arrangements
from wayforward.web.authority import Authority, Colours, Contact, current

# The menu and the foot of every page: words, the page's name, and the start of its address.
MENU = [
    ("Local Offer", "local_offer:home"),
    ("Find help", "local_offer:search"),
    ("Guidance", "local_offer:guidance-list"),
    ("Schools", "local_offer:school-list"),
    ("The law", "law:rule-list"),
    ("Your shortlist", "local_offer:shortlist"),
]
STAFF_MENU = [
    ("Search words", "local_offer:word-list"),
    ("Schools and other places", "establishments:place-list"),
]
FOOTER = [
    ("Accessibility", "web:accessibility"),
    ("Words explained", "local_offer:glossary"),
    ("Work out the dates", "law:calculator"),
    ("How these pages are made", "web:design"),
]


def authority() -> Authority:
    """Return the authority as every page shows it, from its local arrangements."""
    arranged = arrangements()
    first, *others = [
        Contact(
            name=contact.name,
            phone=next(iter(contact.phones), ""),
            email=contact.email or "",
            hours=(contact.opening_hours or "") if contact.hours_confirmed else "",
        )
        for contact in arranged.always_shown
    ]
    colours = arranged.authority.colours
    return Authority(
        name=arranged.authority.name,
        duty_line=first,
        independent_advice=others[0] if others else None,
        colours=Colours(brand=colours.brand, accent=colours.accent),
    )


def address(name: str) -> str | None:
    """Return the path of the page called `name`, or None while there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def links(entries: list[tuple[str, str]], here: str) -> list[dict[str, Any]]:
    """Return a link for each entry whose page there is.

    `current` is the page that is open; `active` has the open page beneath it.
    """
    found = ((text, address(name)) for text, name in entries)
    return [
        {
            "text": text,
            "href": path,
            "current": path == here,
            "active": here.startswith(f"{path}/"),
        }
        for text, path in found
        if path
    ]


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs beside the page's own context. Asks nothing of the database."""
    return {
        "authority": current(),
        "request": request,
        "menu": links(MENU, request.path),
        "footer_links": links(FOOTER, request.path),
        "search_path": address("local_offer:search") or "/local-offer/search",
        "sign_in_path": address("people:sign-in"),
        "sign_out_path": address("people:sign-out"),
        # {"tag", "text"}: shown on every page, where the people in the database are invented.
        "banner": None,
    }
