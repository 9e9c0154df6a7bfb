"""What every nursery, school and college is expected to do: an authority's standards, as data.

Some authorities call theirs "ordinarily available provision", others "minimum standards" or "graduated
approach". The words of a council's paper are its copyright: the bundled profile's are ours, and an
authority puts its own in their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from wayforward.arrangements.blocks import Sourced
from wayforward.arrangements.reading import Problem, TomlFile
from wayforward.arrangements.rules import SOME, Code, one_of

# The four broad areas of need of the Code of Practice, paragraphs 6.28 to 6.35.
AREAS = {
    "communication": "Communication and interaction",
    "learning": "Cognition and learning",
    "wellbeing": "Social, emotional and mental health",
    "physical": "Sensory and physical needs",
}
PHASES = {
    "early_years": "Early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "post_16": "Post-16",
}
TIERS = {"universal": "Universal", "targeted": "Targeted", "personalised": "Personalised"}
TIER_WORDS = {
    "universal": "for every child, every day",
    "targeted": "for some children, for a time",
    "personalised": "for one child, planned with the family",
}
KINDS = {
    "environment": "Environment",
    "teaching": "Teaching",
    "staff": "What staff know",
    "planning": "Assessment and planning",
    "families": "Working with families",
    "resources": "Resources",
}

Phases = Annotated[tuple[Annotated[str, one_of(*PHASES)], ...], SOME]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One standard: what a setting does, why, and how one would know.

    :ivar code: its code; reviews keep it, so it stays the same while the words are polished.
    :ivar area: the broad area of need.
    :ivar part: a finer area inside it, such as Hearing.
    :ivar phases: the phases it is for.
    :ivar tier: for every child, for some, or for one.
    :ivar kind: what it is about.
    :ivar statement: what the setting does, in one sentence.
    :ivar why: why it helps.
    :ivar example: what it looks like on an ordinary day.
    :ivar evidence: what would show that it is so.
    """

    code: Code
    area: Annotated[str, one_of(*AREAS)]
    phases: Phases
    tier: Annotated[str, one_of(*TIERS)]
    kind: Annotated[str, one_of(*KINDS)]
    statement: str
    why: str
    example: str
    evidence: str
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards(Sourced):
    """What the authority expects of every setting, by area of need, phase, tier and kind.

    :ivar title: what the authority calls them.
    :ivar introduction: what they are and how they are used, in a few plain sentences.
    :ivar standard: the standards.
    """

    title: str
    introduction: str
    standard: Annotated[tuple[Standard, ...], SOME]

    def of_phases(self, phases: frozenset[str]) -> tuple[Standard, ...]:
        """Return the standards that are for any of some phases, in the order of the file."""
        return tuple(each for each in self.standard if phases.intersection(each.phases))

    def called(self, code: str) -> Standard | None:
        """Return the standard of a code, or nothing if there is none now."""
        return next((each for each in self.standard if each.code == code), None)


def check_standards(
    values: Mapping[str, Any], homes: Mapping[str, TomlFile], problems: list[Problem]
) -> None:
    """Refuse two standards that say the same to one phase: a review would ask it twice."""
    block = values.get("standards")
    seen: dict[tuple[str, str], str] = {}
    for at, each in enumerate(block.standard if block else ()):
        words = " ".join(each.statement.casefold().split())
        twin = next((seen[words, phase] for phase in each.phases if (words, phase) in seen), None)
        if twin is not None:
            place = ("standards", "standard", at, "statement")
            reason = f"says the same as {twin}, to the same phase"
            problems.append(homes["standards"].problem(place, reason))
        seen |= {(words, phase): each.code for phase in each.phases}
