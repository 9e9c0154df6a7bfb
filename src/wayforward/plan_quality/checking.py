"""Checking one clause by every rule of its section."""

import re
from collections.abc import Iterator

from wayforward.plan_quality.findings import Finding
from wayforward.plan_quality.lexicon import PASSES
from wayforward.plan_quality.missing import MISSING
from wayforward.plan_quality.reading import FLOOR, MONEY, RANGE, Clause
from wayforward.plan_quality.rules import RULES, Placement, Rule, Severity

_TITLE = re.compile(r"^\s*(?:#.*|[^.;]*:\s*|[A-Z0-9 ,&/()-]+)$")
# Within a phrase of the one, a phrase of the other says nothing more.
_SAID_BY = {
    "L01": ("L02", "L03", "L09", "L10", "L12"),
    "L02": ("L03",),
    "L05": ("L01", "L03", "L06"),
    "L07": ("L01", "L09"),
    "L10": ("L09",),
    "Q24": ("L06",),
    "Q40": ("L13",),
}


def check(
    text: str, section: str, *, placement: Placement = Placement.MAINSTREAM
) -> tuple[Finding, ...]:
    """Return what is to be looked at in one clause, in order of place.

    Spans are half-open, in code points of `text`. An empty clause and a title have no findings.

    :param section: one of `rules.SECTIONS`
    :raises KeyError: if there is no such section
    """
    rules = _BY_SECTION[section]
    if not text.strip() or _TITLE.match(text):
        return ()
    clause = Clause(text)
    found = [finding for rule in rules for finding in _by(rule, clause, placement)]
    kept = [each for each in found if not _is_said(each, found)]
    return tuple(sorted(kept, key=lambda each: (each.start, each.end, each.rule.id)))


_BY_SECTION: dict[str, tuple[Rule, ...]] = {
    section: tuple(rule for rule in RULES.values() if section in rule.sections)
    for section in ("A", *dict.fromkeys(name for rule in RULES.values() for name in rule.sections))
}


def _by(rule: Rule, clause: Clause, placement: Placement) -> Iterator[Finding]:
    """Yield what one rule finds."""
    severity = rule.weighs(placement)
    if rule.id in MISSING:
        if MISSING[rule.id](clause):
            start = len(clause.text) - len(clause.text.lstrip())
            yield Finding(rule, severity, start, len(clause.text.rstrip()), rule.reason)
        return
    passes = PASSES.get(rule.id)
    for each in _phrases(rule, clause):
        if passes is None or not passes(clause, each):
            yield _finding(rule, severity, each)
    if rule.id == "L04" and not clause.has(FLOOR):
        less = Severity.LOW if placement is Placement.SPECIAL else Severity.MEDIUM
        yield from (_finding(rule, less, each) for each in RANGE.finditer(clause.bare))


def _phrases(rule: Rule, clause: Clause) -> Iterator[re.Match[str]]:
    yield from rule.phrases.finditer(clause.bare)
    if rule.id == "Q36":
        yield from MONEY.finditer(clause.bare)


def _finding(rule: Rule, severity: Severity, found: re.Match[str]) -> Finding:
    reason = rule.reason.format(phrase=" ".join(found[0].split()))
    return Finding(rule, severity, found.start(), found.end(), reason)


def _is_said(one: Finding, found: list[Finding]) -> bool:
    """Tell whether another finding on the same words says it already."""
    others = _SAID_BY.get(one.rule.id, ())
    return any(
        other.rule.id in others
        and (one.rule.id == "Q40" or (other.start <= one.start and one.end <= other.end))
        for other in found
    )
