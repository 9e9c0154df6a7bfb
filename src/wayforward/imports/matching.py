"""Finds whom a row is about: by number, or by date of birth and name; how sure, and why.

A number alone is not enough: whoever typed it may have taken the wrong line, so the name or the
date of birth must agree. A name alone never is: many children share one.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from wayforward.imports.facts import Parsed
from wayforward.people.identifiers import is_temporary
from wayforward.people.models import Child, NameUse, Schooling
from wayforward.people.queries import alike
from wayforward.web.text import words_of

CERTAIN, LIKELY, DOUBTFUL, NOBODY, REFUSED = "certain", "likely", "doubtful", "nobody", "refused"
NUMBERS = {"upn": "UPN", "uln": "ULN", "nhs_number": "NHS number"}
MOST_CANDIDATES = 5
RESTRICTED = (
    "This may be a record that only those named for it may see. Give the row to the head of service"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row is about.

    :param sure: CERTAIN or LIKELY (`child` is set), DOUBTFUL (`candidates` are), NOBODY, REFUSED
    :param why: in words
    """

    sure: str
    why: str
    child: Any = None
    candidates: Sequence[tuple[Any, str]] = field(default_factory=tuple)


class Register:
    """The records that some rows may be about. Four queries, however many the rows."""

    def __init__(self, rows: Iterable[Parsed]) -> None:
        rows = list(rows)
        numbers = {name: {row.facts[name] for row in rows if name in row.facts} for name in NUMBERS}
        days = {day for row in rows for day in _days(row)}
        self.by_number: dict[tuple[str, str], Child] = {}
        by_any = Q(upn__in=numbers["upn"]) | Q(uln__in=numbers["uln"])
        for child in Child.objects.filter(by_any | Q(nhs_number__in=numbers["nhs_number"])):
            for name in NUMBERS:
                if value := getattr(child, name):
                    self.by_number[name, value] = child
        self.by_day: dict[datetime.date, list[Child]] = {}
        for child in Child.objects.filter(born_on__in=days).order_by("pk"):
            self.by_day.setdefault(child.born_on, []).append(child)
        known = {child.pk for child in self.by_number.values()}
        known |= {child.pk for born in self.by_day.values() for child in born}
        self.words: dict[Any, set[str]] = {}
        uses = NameUse.objects.filter(child__in=known)
        for child_id, word in uses.values_list("child_id", "word_id"):
            self.words.setdefault(child_id, set()).add(word)
        places = {row.place[0] for row in rows if row.place}
        self.at_place = set(
            Schooling.objects.filter(
                child__in=known, establishment__in=places, ends_on__isnull=True
            ).values_list("child_id", "establishment_id")
        )

    def match(self, row: Parsed) -> Match:
        """Return whom a row is about."""
        found = self._match(row)
        concerned = [found.child, *(child for child, _ in found.candidates)]
        if any(child is not None and child.is_restricted for child in concerned):
            return Match(REFUSED, RESTRICTED)
        return found

    def _match(self, row: Parsed) -> Match:
        holders = {
            name: self.by_number[name, row.facts[name]]
            for name in NUMBERS
            if name in row.facts and (name, row.facts[name]) in self.by_number
        }
        if len({child.pk for child in holders.values()}) > 1:
            return Match(REFUSED, "Its numbers belong to two different records: check them")
        for name, child in holders.items():
            return self._by_number(row, child, NUMBERS[name])
        if "born_on" not in row.facts:
            return Match(REFUSED, "There is no date of birth, and no number that we know")
        return self._by_name(row)

    def _by_number(self, row: Parsed, child: Child, called: str) -> Match:
        same_name = self._exact(row, child) or self._near(row, child)
        born_on = row.facts.get("born_on", child.born_on)
        if same_name and born_on == child.born_on:
            if called != NUMBERS["upn"] and _other_upn(row, child):
                why = f"the same {called}, name and date of birth; the record has another UPN"
                return Match(DOUBTFUL, "Is this the same child?", candidates=[(child, why)])
            return Match(CERTAIN, f"The same {called}", child)
        if same_name:
            why = f"the same {called} and name, another date of birth"
        elif born_on == child.born_on and "born_on" in row.facts:
            why = f"the same {called} and date of birth, another name"
        else:
            return Match(REFUSED, f"The {called} is another child’s: check the figures")
        return Match(DOUBTFUL, "Is this the same child?", candidates=[(child, why)])

    def _by_name(self, row: Parsed) -> Match:
        exact, doubtful = [], []
        for child in self.by_day.get(row.facts["born_on"], ()):
            other_upn = _other_upn(row, child)
            if self._exact(row, child):
                if other_upn:
                    why = "the same name and date of birth; the record has another UPN"
                    doubtful.append((child, why))
                else:
                    exact.append((child, "the same name and date of birth"))
            elif other_upn:
                continue
            elif self._near(row, child):
                doubtful.append((child, "the same date of birth, a name nearly so"))
            elif self._same_first(row, child) and self._same_place(row, child):
                doubtful.append(
                    (child, "the same first name, date of birth and school, another last name")
                )
        for day in _days(row) - {row.facts["born_on"]}:
            for child in self.by_day.get(day, ()):
                if self._exact(row, child) and not _other_upn(row, child):
                    doubtful.append((child, "the same name; day and month changed round"))
        if len(exact) == 1 and not doubtful:
            return Match(LIKELY, "The same name and date of birth", exact[0][0])
        if candidates := [*exact, *doubtful][:MOST_CANDIDATES]:
            return Match(DOUBTFUL, "Is this a child whom we know?", candidates=candidates)
        return Match(NOBODY, "Nobody like this is known")

    def _exact(self, row: Parsed, child: Child) -> bool:
        """Tell whether first and last name are among the child's names, former ones too."""
        first, last = _first(row), _last(row)
        known = self.words.get(child.pk, set())
        if not first:  # a name without letters is compared as it is written
            return bool(row.facts.get("first_names") == child.first_names)
        own_first = words_of(f"{child.first_names} {child.known_as}")
        return first[0] in own_first and last <= known and (bool(last) or not child.last_name)

    def _near(self, row: Parsed, child: Child) -> bool:
        first, last = _first(row), _last(row)
        own_first = words_of(f"{child.first_names} {child.known_as}")
        own_last = self.words.get(child.pk, set()) - set(own_first) or set(own_first)
        return bool(first) and (
            any(alike(first[0], word) or alike(word, first[0]) for word in own_first)
            and (not last or any(alike(word, own) for word in last for own in own_last))
        )

    def _same_first(self, row: Parsed, child: Child) -> bool:
        first = _first(row)
        return bool(first) and first[0] in words_of(f"{child.first_names} {child.known_as}")

    def _same_place(self, row: Parsed, child: Child) -> bool:
        return row.place is not None and (child.pk, row.place[0]) in self.at_place


def _first(row: Parsed) -> list[str]:
    return words_of(row.facts.get("first_names", ""))


def _last(row: Parsed) -> set[str]:
    return set(words_of(row.facts.get("last_name", "")))


def _other_upn(row: Parsed, child: Child) -> bool:
    """Tell whether both have a UPN of their own, and not the same; a temporary one may change."""
    given = row.facts.get("upn")
    if not given or not child.upn or given == child.upn:
        return False
    return not (is_temporary(given) or is_temporary(child.upn))


def _days(row: Parsed) -> set[datetime.date]:
    """Return the date of birth, and the one that it is with day and month changed round."""
    born_on = row.facts.get("born_on")
    if born_on is None:
        return set()
    if born_on.day > 12:
        return {born_on}
    return {born_on, born_on.replace(month=born_on.day, day=born_on.month)}
