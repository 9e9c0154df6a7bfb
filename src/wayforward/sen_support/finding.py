"""Finding standards by words and by what they are about. Asks nothing of the database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from wayforward.arrangements.standards import AREAS, KINDS, PHASES, TIERS, Standard
from wayforward.web.components.parts import FilterGroup, Option

WORD = re.compile(r"[a-z0-9']+")
LONGEST = 100
# Filter, its title, its options, and what of a standard it looks at.
FILTERS = (
    ("area", "Area of need", AREAS),
    ("phase", "Phase", PHASES),
    ("tier", "For whom", TIERS),
    ("kind", "What it is about", KINDS),
)


@dataclass(frozen=True, slots=True)
class FoundStandards:
    """What was asked for and what was found, by area and tier in their order."""

    q: str
    filters: list[FilterGroup]
    standards: tuple[Standard, ...]

    @property
    def groups(self) -> list[tuple[str, str, str, list[Standard]]]:
        """Return code of the area, its words, the tier, and the standards; without empty ones."""
        return [
            (area, AREAS[area], tier, found)
            for area in AREAS
            for tier in TIERS
            if (
                found := [each for each in self.standards if (each.area, each.tier) == (area, tier)]
            )
        ]


def values_of(standard: Standard, name: str) -> tuple[str, ...]:
    """Return which options of a filter a standard has."""
    return standard.phases if name == "phase" else (getattr(standard, name),)


def words_in(standard: Standard) -> set[str]:
    """Return the words of a standard, small."""
    text = " ".join(
        (
            *(standard.statement, standard.why, standard.example, standard.evidence),
            *(standard.part or "", AREAS[standard.area], KINDS[standard.kind]),
        )
    )
    return set(WORD.findall(text.lower().replace("’", "'")))


def find(standards: Sequence[Standard], asked: QueryDict) -> FoundStandards:
    """Return the standards that have all the words, or beginnings of them, and one of each filter."""
    q = asked.get("q", "").replace("\0", "")[:LONGEST].strip()
    typed = WORD.findall(q.lower().replace("’", "'"))
    with_words = [
        each
        for each in standards
        if all(any(word.startswith(begun) for word in words_in(each)) for begun in typed)
    ]
    chosen = {
        name: [value for value in asked.getlist(name) if value in options]
        for name, _, options in FILTERS
    }

    def fits(standard: Standard, but: str = "") -> bool:
        return all(
            name == but or not wanted or set(wanted) & set(values_of(standard, name))
            for name, wanted in chosen.items()
        )

    groups = [
        FilterGroup(
            name,
            title,
            [
                Option(
                    value,
                    words,
                    sum(value in values_of(each, name) and fits(each, name) for each in with_words),
                    value in chosen[name],
                )
                for value, words in options.items()
            ],
        )
        for name, title, options in FILTERS
    ]
    return FoundStandards(q, groups, tuple(each for each in with_words if fits(each)))
