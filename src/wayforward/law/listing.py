"""The rules as these pages show them: in words, in groups, each with its history."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from markupsafe import Markup, escape

from wayforward.arrangements.law import LawChoices, LawCorrection, law_with
from wayforward.law.processes import Process, process_of
from wayforward.statute.excuses import EXCUSES, Excuse
from wayforward.statute.listing import limit_in_words
from wayforward.statute.rule import Citation, Kind, Rule
from wayforward.statute.rule_sets import CURRENT
from wayforward.statute.rules import VERSIONS
from wayforward.web.arranged import arrangements

# What an authority makes stricter than the law, by which what is remembered is kept apart.
Corrections = tuple[LawChoices | None, tuple[LawCorrection, ...]]

RULE_ID = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")
STATUTE_BOOK = "https://www.legislation.gov.uk/"


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule that is the law now, with what a page says about it.

    :param rule: as this authority works to it
    :param versions: every version of the rule by law, the oldest first
    """

    rule: Rule
    process: Process
    versions: tuple[Rule, ...]

    @property
    def limit(self) -> str:
        """Return by when, without any day, as a sentence begins."""
        return sentence(limit_in_words(self.rule))

    @property
    def by_law(self) -> str:
        """Return by when the law itself says, where this authority works to another limit."""
        return sentence(limit_in_words(self.versions[-1])) if self.rule.corrected_because else ""

    @property
    def differs(self) -> str:
        """Return how this authority's limit differs from the law's: what follows its name."""
        if self.rule.at_least:
            return "gives you more time than the law does"
        if not self.rule.is_verified:
            return "works to its own limit, because nobody has verified this rule"
        return "works to a stricter limit than the law"

    @property
    def began_on(self) -> date:
        """Return the first day on which any version of the rule was the law."""
        return self.versions[0].in_force_from

    @property
    def who(self) -> str:
        """Return who must do it, as a sentence begins."""
        return sentence(self.rule.by)

    @property
    def told(self) -> str:
        """Return who must be told, in one line."""
        return sentence("; ".join(self.rule.told))

    @property
    def heading_of_limit(self) -> str:
        """Return what the limit is, to stand before it."""
        return HEADINGS[self.rule.kind]

    @property
    def evidence(self) -> str:
        """Return how well the rule is known, as a sentence begins."""
        return sentence(self.rule.grade.words)

    @property
    def note(self) -> Markup:
        """Return what else a reader should know, with links to the rules that it names."""
        return linked(self.rule.plain_note)

    @property
    def excuses(self) -> tuple[Excuse, ...]:
        """Return what may excuse missing the limit."""
        return tuple(EXCUSES[code] for code in self.rule.excused_by)


HEADINGS = {
    Kind.DUTY: "By when",
    Kind.WINDOW: "Until when you can",
    Kind.DAY: "When",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A process with the rules that are shown of it."""

    process: Process
    rules: tuple[ShownRule, ...]


def sentence(text: str) -> str:
    """Return the text with a capital at its start."""
    return text[:1].upper() + text[1:]


def linked(text: str) -> Markup:
    """Return the text with each rule that it names as a link, in the rule's own words."""

    def link(found: re.Match[str]) -> str:
        rule = CURRENT.rules.get(found[0])
        if rule is None:
            return found[0]
        href = reverse("law:rule", kwargs={"rule_id": rule.id})
        return Markup('<a class="govuk-link" href="{}">“{}”</a>').format(href, rule.duty)

    return Markup(RULE_ID.sub(link, str(escape(text))))  # noqa: S704 -- escaped first


def in_statute_book(citation: Citation) -> bool:
    """Tell whether a citation's address is on the official site of the law."""
    return citation.url.startswith(STATUTE_BOOK)


def corrections() -> Corrections:
    """Return what this authority makes stricter than the law."""
    arranged = arrangements()
    return arranged.law, arranged.law_corrections


def every_rule() -> dict[str, ShownRule]:
    """Return every rule that is the law now, by its id, as this authority works to it."""
    return _every_rule(corrections())


@functools.lru_cache(maxsize=8)
def _every_rule(by: Corrections) -> dict[str, ShownRule]:
    versions: dict[str, list[Rule]] = {}
    for rule in VERSIONS:
        versions.setdefault(rule.id, []).append(rule)
    return {
        rule.id: ShownRule(
            rule,
            process_of(rule.section),
            tuple(sorted(versions[rule.id], key=lambda version: version.in_force_from)),
        )
        for rule in law_with(*by).rules.values()
    }


def processes() -> list[Process]:
    """Return the processes, in the order of the law."""
    return list(dict.fromkeys(shown.process for shown in every_rule().values()))


def grouped(rules: Iterable[ShownRule]) -> list[Group]:
    """Return rules by process, in the order of the law."""
    groups: dict[Process, list[ShownRule]] = {}
    for shown in rules:
        groups.setdefault(shown.process, []).append(shown)
    return [Group(process, tuple(groups[process])) for process in processes() if process in groups]
