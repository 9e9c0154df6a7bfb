"""Checks between blocks: does everything that a profile points to exist?"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from wayforward.arrangements.blocks import Quicklink
from wayforward.arrangements.content import ContentNames
from wayforward.arrangements.reading import Problem, TomlFile
from wayforward.arrangements.toml_lines import Path

#: A quicklink must show at least this many services.
LEAST_SERVICES = 3


def check_links(
    values: Mapping[str, Any],
    homes: Mapping[str, TomlFile],
    content: ContentNames,
    problems: list[Problem],
) -> None:
    """Refuse a pointer to a service, page, category or audience that is not in the content."""
    allowed: dict[str, tuple[str, Collection[str]]] = {
        "guidance": ("the slug of a guidance page", content.guidance),
        "service": ("the id of a service", content.services),
        "services": ("the id of a service", content.services),
        "categories": ("the code of a category", content.categories),
        "audiences": ("the code of an audience", content.audiences),
    }
    for name, home in homes.items():
        for place, entry in _entries(name, values[name]):
            for key, (wanted, known) in allowed.items():
                for each in _as_tuple(getattr(entry, key, None)):
                    if each not in known:
                        reason = f"{each!r} is not {wanted}"
                        problems.append(home.problem((*place, key), reason, each))
            if isinstance(entry, Quicklink):
                _refuse_empty(entry, place, home, content, problems)


def check_across(
    values: Mapping[str, Any], homes: Mapping[str, TomlFile], problems: list[Problem]
) -> None:
    """Refuse blocks that contradict one another."""
    contacts = _given("contacts", "code", homes)
    for place, team in _entries("teams", values.get("teams")):
        if team.contact and team.contact not in contacts:
            reason = f"{team.contact!r} is not the code of a contact"
            problems.append(homes["teams"].problem((*place, "contact"), reason))
    numbers = _given("funding", "number", homes)
    for place, stage in _entries("stages", values.get("stages")):
        for each in sorted(set(stage.elements) - numbers):
            reason = f"there is no funding element {each}"
            problems.append(homes["stages"].problem((*place, "elements"), reason))
    forum = values.get("forum")
    if forum and (forum.heard_from_week or 0) > (forum.heard_to_week or 6):
        reason = "must not be after heard_to_week"
        problems.append(homes["forum"].problem(("forum", "heard_from_week"), reason))
    authority, area = values.get("authority"), values.get("area")
    if authority and area and not _covers(area.postcode_districts, authority.code):
        reason = f"must begin with the authority's own code, {authority.code}"
        problems.append(homes["area"].problem(("area", "postcode_districts"), reason))
    terms = values.get("term_dates")
    if terms:
        _check_terms(terms, homes["term_dates"], problems)


def _covers(districts: tuple[str, ...], code: str) -> bool:
    """Do the districts begin with the authority? A county's own code is never a district's."""
    return code.startswith("E10") or districts[0] == code


def _check_terms(term_dates: Any, home: TomlFile, problems: list[Problem]) -> None:
    if bool(term_dates.terms) is (term_dates.status == "unknown"):
        reason = "must hold terms unless the status is unknown, and none if it is"
        problems.append(home.problem(("term_dates", "terms"), reason))
    for at, term in enumerate(term_dates.terms):
        if term.first_day > term.last_day:
            reason = "must not be before first_day"
            problems.append(home.problem(("term_dates", "terms", at, "last_day"), reason))


def _refuse_empty(
    quicklink: Quicklink,
    place: Path,
    home: TomlFile,
    content: ContentNames,
    problems: list[Problem],
) -> None:
    shown = {
        each
        for each, categories in content.services.items()
        if each in quicklink.services or set(categories) & set(quicklink.categories)
    }
    if len(shown) < LEAST_SERVICES:
        reason = f"shows {len(shown)} services; a quicklink needs at least {LEAST_SERVICES}"
        problems.append(home.problem((*place, "categories"), reason))


def _given(name: str, key: str, homes: Mapping[str, TomlFile]) -> set[Any]:
    """Return the values of ``key`` in every entry of a list, whether or not the entry is right."""
    entries = homes[name].values[name] if name in homes else ()
    found = (each.get(key) for each in _as_list(entries) if isinstance(each, dict))
    return {each for each in found if isinstance(each, str | int)}


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _entries(name: str, value: Any) -> Iterator[tuple[Path, Any]]:
    """Yield the path and value of each block under a top-level key that could be read."""
    if isinstance(value, tuple):
        for at, each in enumerate(value):
            if dataclasses.is_dataclass(each):
                yield (name, at), each
    elif dataclasses.is_dataclass(value):
        yield (name,), value


def _as_tuple(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
