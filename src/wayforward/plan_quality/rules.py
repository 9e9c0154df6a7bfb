"""The rules as data: read from `rules.toml` once, and never changed."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType

from wayforward.plan_quality.phrases import pattern

# The sections of an EHC plan that hold words to check, and the two parts of a school's own plan.
SECTIONS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "support", "outcome")
NOTHING = re.compile(r"(?!)")


class Severity(StrEnum):
    """How much a finding weighs."""

    HIGH = "high"  # stops sign-off without a reason
    MEDIUM = "medium"  # warns
    LOW = "low"  # a hint


class Placement(StrEnum):
    """Where the child learns, by which the same words weigh more or less."""

    MAINSTREAM = "mainstream"
    SPECIAL = "special"
    ELSEWHERE = "elsewhere"  # education otherwise than at school


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    :param sections: the sections in which it applies
    :param reason: why, with `{phrase}` where the words found belong
    :param source: the law, guidance or judgment that it rests on
    :param question: what to ask whoever wrote it; it never proposes the answer
    :param phrases: what it looks for; nothing, if it looks for what is missing
    :param fails: clauses that it finds, and `passes` clauses that it does not
    """

    id: str
    title: str
    severity: Severity
    sections: tuple[str, ...]
    reason: str
    source: str
    question: str
    phrases: re.Pattern[str]
    fails: tuple[str, ...]
    passes: tuple[str, ...]

    def weighs(self, placement: Placement) -> Severity:
        """Return the severity for a child who learns there.

        What only warns is a hint in a special school, whose ordinary day is special; what is to
        happen otherwise than at school needs more detail (DM v Cornwall [2022] UKUT 230 (AAC)).
        """
        if self.severity is Severity.MEDIUM and placement is Placement.SPECIAL:
            return Severity.LOW
        if self.severity is Severity.MEDIUM and placement is Placement.ELSEWHERE:
            return Severity.HIGH
        return self.severity


def _read() -> Mapping[str, Rule]:
    text = files("wayforward.plan_quality").joinpath("rules.toml").read_text(encoding="utf-8")
    rules = (
        Rule(
            id=held["id"],
            title=held["title"],
            severity=Severity(held["severity"]),
            sections=tuple(held["sections"]),
            reason=held["reason"],
            source=held["source"],
            question=held["question"],
            phrases=pattern(held["says"]) if held["says"] else NOTHING,
            fails=tuple(held["fails"]),
            passes=tuple(held["passes"]),
        )
        for held in tomllib.loads(text)["rule"]
    )
    return MappingProxyType({rule.id: rule for rule in rules})


RULES = _read()
