"""The menu, and what every page shows around its content. The one place that links the apps."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from wayforward.establishments.permissions import can_edit_establishments
from wayforward.imports.permissions import can_import_children
from wayforward.local_offer.permissions import can_edit_words
from wayforward.people.permissions import can_open_records, can_review_looks, can_see_teams
from wayforward.records.permissions import can_answer_requests, can_dispose
from wayforward.sen_support.permissions import can_list_reviews
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
# The menu of those who have signed in, on the pages that ask for it: the same, and what is needed.
WORKSPACE_MENU = [
    ("For you today", "people:home", None),
    ("Children", "people:child-list", can_open_records),
    ("Emergencies", "people:emergency-list", can_review_looks),
    ("Self-reviews", "sen_support:review-list", can_list_reviews),
    ("Teams", "people:team-list", can_see_teams),
    ("Imports", "imports:import-list", can_import_children),
    ("Requests for records", "records:request-list", can_answer_requests),
    ("Keeping records", "records:due-list", can_dispose),
    ("Search words", "local_offer:word-list", can_edit_words),
    ("Glossary", "local_offer:term-list", can_edit_words),
    ("Schools and other places", "establishments:place-list", can_edit_establishments),
    ("The law", "law:rule-list", None),
    ("Local Offer", "local_offer:home", None),
]
DEMO_FOOTER = [("Look around as somebody", "demo:sign-in-as")]
DEMO_BANNER = {
    "tag": "Demo",
    "text": "Everybody here is invented. Only the schools and services are real.",
}
LOCAL_OFFER_SEARCH = {
    "page": "local_offer:search",
    "label": "Search the Local Offer",
    "placeholder": "Find help near you",
}
CHILD_SEARCH = {
    "page": "people:child-list",
    "label": "Find a child",
    "placeholder": "Name, UPN or reference",
}
FOOTER = [
    ("Accessibility", "web:accessibility"),
    ("Words explained", "local_offer:glossary"),
    ("Standards for every setting", "sen_support:standard-list"),
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

    `current` is the page that is open, `active` the one that leads to it.
    """
    found = ((text, address(name)) for text, name in entries)
    return [
        {
            "text": text,
            "href": path,
            "current": path == here,
            "active": path != "/" and here.startswith(f"{path}/"),
        }
        for text, path in found
        if path
    ]


def is_workspace(request: HttpRequest) -> bool:
    """Tell whether a page is one that asks for signing in, and somebody has."""
    match = request.resolver_match
    asks = match is not None and getattr(match.func, "login_required", True)
    return bool(asks and hasattr(request, "user") and request.user.is_authenticated)


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs beside the page's own context.

    Asks nothing of the database, but who looks on a page that asks for signing in.
    """
    menu, search = links(MENU, request.path), LOCAL_OFFER_SEARCH
    if is_workspace(request):
        wanted = [
            (text, name)
            for text, name, rule in WORKSPACE_MENU
            if rule is None or rule(request.user, None)
        ]
        menu = links(wanted, request.path)
        if can_open_records(request.user, None):
            search = CHILD_SEARCH
    return {
        "authority": current(),
        "request": request,
        "menu": menu,
        "footer_links": links(FOOTER + DEMO_FOOTER * settings.DEMO, request.path),
        "site_search": search | {"path": address(search["page"]) or "/"},
        "account_path": address("mfa_index"),
        "search_path": address("local_offer:search") or "/local-offer/search",
        "home_path": None if is_workspace(request) else address("people:home"),
        "sign_in_path": address("account_login"),
        "sign_out_path": address("account_logout"),
        # {"tag", "text"}: shown on every page, where the people in the database are invented.
        "banner": DEMO_BANNER if settings.DEMO else None,
    }
