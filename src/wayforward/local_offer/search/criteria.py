"""What a search asks for, read from the parameters of an address. Nothing typed is ever lost.

A list filter that is repeated means any of its values; any other parameter that is repeated means
its last value. What cannot be used is left out of the search and said in `problems`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from wayforward.establishments.queries import Spot, looks_like_a_postcode

LONGEST_QUERY = 200  # characters; what is typed beyond that is not searched for
OLDEST = 120  # years
WITHIN_MILES = (1, 2, 5, 10, 20)
FURTHEST_MILES = 100
PAGE_SIZE = 20
DEEPEST_PAGE = 50
BEYOND_THE_LAST_PAGE = 10**6  # a higher number of a page is read as this
MOST_VALUES = 40  # values of one list filter that are read
MOST_NAMED = 3  # unknown values of one list filter that are named in the message
SORTS = {
    "best": "Best match",
    "nearest": "Nearest",
    "checked": "Last checked",
}
PLANS = {"no": "You do not need a plan", "yes": "You need a plan"}
# Parameter of each list filter to the prefixes of its codes in SearchEntry.facets.
LIST_FILTERS = {
    "need": ("need", "primary_need"),
    "category": ("topic", "quicklink"),
    "audience": ("audience",),
    "cost": ("cost",),
    "plan": ("plan",),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a list filter: its code in addresses, the facet that it is, its name.

    :ivar is_offered: shown as a box; a quicklink's code is taken as a category, but has its page
    :ivar broader: the code of the wider value that this one is part of, if any
    """

    code: str
    facet: str
    name: str
    is_offered: bool = True
    broader: str = ""


Options = dict[str, dict[str, Option]]  # filter to code to option


@dataclass(frozen=True, slots=True)
class Criteria:
    """One search.

    :ivar q: the words as typed
    :ivar filters: list filter to the codes chosen
    :ivar age: years
    :ivar places: names of places that may have been meant by a postcode or place not known
    :ivar age_to: with several ages, the oldest; from the words only, never in an address
    :ivar postcode: the postcode or place as typed
    :ivar spot: where that is, if it is known
    :ivar within: miles from the spot
    :ivar problems: field to what to do about what was typed there
    :ivar typed: field to what was typed, where it could not be used
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    postcode: str = ""
    spot: Spot | None = None
    within: int | None = None
    sort: str = "best"
    page: int = 1
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    age_to: int | None = None
    places: tuple[str, ...] = ()

    def parameters(self, **changes: Any) -> list[tuple[str, str]]:
        """Return the search as (name, value) pairs of an address, without what is default."""
        changed = (
            replace(self, page=1, **changes) if "page" not in changes else replace(self, **changes)
        )
        pairs = [("q", changed.q)] if changed.q else []
        pairs += [(name, code) for name, codes in changed.filters.items() for code in codes]
        pairs += [("age", str(changed.age))] if changed.age is not None else []
        pairs += [("postcode", changed.postcode)] if changed.postcode else []
        pairs += [("within", str(changed.within))] if changed.within else []
        pairs += [("sort", changed.sort)] if changed.sort != "best" else []
        pairs += [("page", str(changed.page))] if changed.page > 1 else []
        return pairs

    def address(self, **changes: Any) -> str:
        """Return the query part of the address of this search with `changes`."""
        return "?" + urlencode(self.parameters(**changes))

    def without(self, name: str, code: str) -> str:
        """Return the address of this search with one value of a list filter taken away."""
        left = tuple(each for each in self.filters.get(name, ()) if each != code)
        return self.address(filters={**self.filters, name: left})

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing at all is asked."""
        return not (self.q or any(self.filters.values()) or self.age is not None or self.postcode)


def read(
    parameters: QueryDict,
    options: Options,
    find_spot: Any,
    knows_postcodes: Callable[[], bool],
    places_like: Callable[[str], tuple[str, ...]],
) -> Criteria:
    """Return the search that `parameters` ask for.

    :param find_spot: text to Spot or None
    :param knows_postcodes: whether any postcode is loaded; asked only for one that is not known
    :param places_like: the names that a place may be a slip for; asked only for one not known
    """
    problems: dict[str, str] = {}
    typed: dict[str, str] = {}

    def refuse(name: str, value: str, message: str) -> None:
        problems[name], typed[name] = message, value

    q = clean(parameters.get("q", ""))
    if len(q) > LONGEST_QUERY:
        refuse(
            "q",
            q,
            f"We searched for the first {LONGEST_QUERY} characters. "
            "Use fewer words to search for something else.",
        )
        q = q[:LONGEST_QUERY]
    filters = {
        name: _chosen(name, parameters.getlist(name), options[name], refuse)
        for name in LIST_FILTERS
    }
    postcode = clean(parameters.get("postcode", ""))[:60]
    spot = find_spot(postcode) if postcode else None
    places: tuple[str, ...] = ()
    if postcode and spot is None:
        places = () if looks_like_a_postcode(postcode) else places_like(postcode)
        refuse("postcode", postcode, unknown_place(postcode, knows_postcodes))
    within = _number(parameters.get("within", ""), 1, FURTHEST_MILES)
    if within is None and clean(parameters.get("within", "")):
        refuse(
            "within",
            clean(parameters.get("within", ""))[:20],
            f"Choose a distance from 1 to {FURTHEST_MILES} miles.",
        )
    elif within and not postcode:
        problems["postcode"] = "Enter a postcode or place to search within a distance of it."
    age = _number(parameters.get("age", ""), 0, OLDEST)
    if age is None and clean(parameters.get("age", "")):
        refuse(
            "age",
            clean(parameters.get("age", ""))[:20],
            f"Enter an age in whole years from 0 to {OLDEST}, for example 9.",
        )
    sort = clean(parameters.get("sort", "")) or "best"
    if sort not in SORTS:
        refuse("sort", sort[:20], "Choose how to sort: best match, nearest or last checked.")
        sort = "best"
    elif sort == "nearest" and spot is None and "postcode" not in problems:
        problems["postcode"] = "Enter a postcode or place to see the nearest first."
    page = _page_number(clean(parameters.get("page", "")))
    if page is None:
        if clean(parameters.get("page", "")):
            refuse(
                "page",
                clean(parameters.get("page", ""))[:20],
                "There is no such page. This is the first one.",
            )
        page = 1
    return Criteria(
        q, filters, age, postcode, spot, within, sort, page, problems, typed, places=places
    )


def unknown_place(text: str, knows_postcodes: Callable[[], bool]) -> str:
    """Say that we do not know where `text` is, and what to do; no fault of theirs if none is."""
    if not looks_like_a_postcode(text):
        return f"We do not know the postcode or place “{text}”. Check it, or enter a town or village nearby."
    if knows_postcodes():
        return f"We do not know the postcode “{text}”. Check it, or enter a town or village nearby."
    return (
        "We cannot look up postcodes yet: none is loaded here. These results are not by distance."
    )


def clean(value: str) -> str:
    """Return typed text without control characters, its white space folded."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", value).split())


def _number(value: str, least: int, most: int) -> int | None:
    text = clean(value)
    if not re.fullmatch(r"[0-9]{1,7}", text):
        return None
    return int(text) if least <= int(text) <= most else None


def _page_number(text: str) -> int | None:
    """Return the number of a page; a number however large is one, past the last."""
    if not re.fullmatch(r"[0-9]+", text) or not text.strip("0"):
        return None
    return min(int(text.lstrip("0")[:8]), BEYOND_THE_LAST_PAGE)


def _chosen(name: str, values: list[str], known: dict[str, Option], refuse: Any) -> tuple[str, ...]:
    """Return the known codes among `values`, once each; an unknown one is refused."""
    codes = list(filter(None, dict.fromkeys(clean(value) for value in values[:1000])))
    if unknown := [code for code in codes if code not in known]:
        refuse(name, unknown[-1][:60], _left_out([code[:60] for code in unknown]))
    return tuple(code for code in codes if code in known)[:MOST_VALUES]


def _left_out(codes: list[str]) -> str:
    """Say which values were left out: the first few by name, and how many more."""
    named = [f"“{code}”" for code in codes[:MOST_NAMED]]
    if len(codes) == 1:
        return f"We do not know {named[0]}. It was left out of the search."
    if more := len(codes) - len(named):
        return (
            f"We do not know {', '.join(named)} and {more} more. They were left out of the search."
        )
    return (
        f"We do not know {', '.join(named[:-1])} and {named[-1]}. They were left out of the search."
    )
