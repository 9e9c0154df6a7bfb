"""What one authority makes stricter than the law, or puts right where nobody has verified it.

The limits themselves are `wayforward.statute`'s; here is only what differs, with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from wayforward.arrangements.blocks import Sourced
from wayforward.arrangements.reading import Problem, TomlFile
from wayforward.arrangements.rules import number_from, one_of
from wayforward.statute.errors import CorrectionRefused, UnknownRule, WrongAnchor
from wayforward.statute.rule import Basis
from wayforward.statute.rule_sets import CURRENT, Correction, RuleSet, corrected, receipt_as_day_one

# A day of the calendar is the law's own; no authority can move it.
_BASES = tuple(each.value for each in Basis if each not in (Basis.BEFORE, Basis.CALENDAR))


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChoices(Sourced):
    """What the law leaves open in counting.

    :ivar count_receipt_day_as_day_one: true to count the day on which a request arrives as the
        first day, which gives one day less; most lawyers do not.
    """

    count_receipt_day_as_day_one: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCorrection(Sourced):
    """One limit to which the authority works instead of the law's.

    Only a stricter one is taken, unless the rule is graded M (not verified). What the law gives
    a family "at least" may be made longer and never shorter. It is shown with its reason beside
    what the law says, and it answers for what starts under the law now in force.

    :ivar rule: the rule's id, such as ``EHCNA_DECISION``; ``/law`` lists them.
    :ivar n: how many weeks, days or months.
    :ivar because: why, in one or two plain sentences; families read it.
    :ivar basis: how it is counted, if not as the law counts: weeks after (``w``), weeks beginning
        with (``w1``), days after (``d+``), and so on.
    :ivar anchor: which of its days it is counted from, if the rule has more than one limit.
    """

    rule: str
    n: Annotated[int, number_from(0, 400)]
    because: str
    basis: Annotated[str, one_of(*_BASES)] | None = None
    anchor: str | None = None

    def as_correction(self) -> Correction:
        """Return it as the statute package takes it."""
        return Correction(self.rule, self.n, self.because, self.basis or "", self.anchor or "")


@lru_cache(maxsize=8)
def law_with(choices: LawChoices | None, corrections: tuple[LawCorrection, ...]) -> RuleSet:
    """Return the law now in force as an authority works to it; the law itself without choices.

    :raises StatuteError: if a correction cannot be taken
    """
    law = CURRENT
    if choices is not None and choices.count_receipt_day_as_day_one:
        law = receipt_as_day_one(law)
    return corrected(law, [each.as_correction() for each in corrections])


def check_law(
    values: Mapping[str, Any], homes: Mapping[str, TomlFile], problems: list[Problem]
) -> None:
    """Refuse a correction that the law does not let the authority make, or cannot be read."""
    seen: set[tuple[str, str]] = set()
    taken: tuple[LawCorrection, ...] = ()
    for at, each in enumerate(values.get("law_corrections") or ()):
        if each is None:
            continue  # a key of it is wrong, which is said already
        key, reason = _refusal(values.get("law"), taken, each)
        limit = (each.rule, each.anchor or _first_anchor(each.rule))
        if not reason and limit in seen:
            key, reason = "rule", f"{each.rule} is corrected twice"
        if reason:
            place = ("law_corrections", at, key)
            problems.append(homes["law_corrections"].problem(place, reason))
        else:
            seen.add(limit)
            taken = (*taken, each)


def _first_anchor(rule_id: str) -> str:
    rule = CURRENT.rules.get(rule_id)
    return rule.periods[0].anchor if rule else ""


def _refusal(
    choices: LawChoices | None, taken: tuple[LawCorrection, ...], each: LawCorrection
) -> tuple[str, str]:
    """Return which key of a correction is wrong and why; two empty texts if none is."""
    try:
        new = law_with(choices, (*taken, each)).rules[each.rule]
    except UnknownRule as refused:
        return "rule", str(refused)
    except WrongAnchor as refused:
        return "anchor", str(refused)
    except CorrectionRefused as refused:
        return ("basis" if each.basis and "does not fit" in str(refused) else "n"), str(refused)
    if new.periods == law_with(choices, taken).rules[each.rule].periods:
        return "n", f"{each.rule}: this is the limit already"
    return "", ""
