"""Judges every row of a file: new, known with changes, nothing to do, doubtful, or refused.

The same judgement is made when a file is sent and again when it is written, in the transaction
that writes: if it is another by then, nothing is written and whoever decides looks again.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from wayforward.imports import differences
from wayforward.imports.differences import Plan
from wayforward.imports.facts import Parsed, Places, parse
from wayforward.imports.matching import (
    DOUBTFUL,
    LIKELY,
    NOBODY,
    NUMBERS,
    REFUSED,
    RESTRICTED,
    Match,
    Register,
)
from wayforward.imports.models import Row
from wayforward.people.actions.children import FACTS, ChildFacts, set_facts
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Caring, Child, Schooling
from wayforward.web.text import words_of

TOGETHER = 500  # rows judged with one set of queries
LONGEST_WHY = 400
PARTS = (
    *("former_names", "addresses", "needs"),
    Prefetch("schoolings", Schooling.objects.select_related("establishment")),
    Prefetch("carings", Caring.objects.select_related("carer")),
)


@dataclass(slots=True)
class Judgement:
    """What is to come of a row.

    :ivar plan: what would be written; None unless the verdict is new or changes
    """

    verdict: str
    why: str
    child: Child | None = None
    candidates: list[dict[str, str]] = field(default_factory=list)
    changes: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    plan: Plan | None = None

    def put(self, row: Row) -> None:
        """Put it in a row, which is not saved."""
        row.verdict, row.why = self.verdict, self.why[:LONGEST_WHY]
        row.child = self.child
        row.candidates, row.changes, row.notes = self.candidates, self.changes, self.notes

    def is_that_of(self, row: Row) -> bool:
        """Tell whether whoever decided was shown this."""
        seen = (row.verdict, row.child_id, row.changes, row.candidates)
        now = (self.verdict, self.child.pk if self.child else None, self.changes, self.candidates)
        return seen == now


def judge(rows: Sequence[Row], *, home: str, on: datetime.date) -> Iterator[Judgement]:
    """Yield what is to come of each row, in their order.

    :param home: the authority's code, whose schools are looked up by name
    """
    places = Places([row.given for row in rows], home=home)
    parsed = [parse(row.given, places, on=on) for row in rows]
    twice = _twice(rows, parsed)
    taken: dict[Any, int] = {}
    for start in range(0, len(rows), TOGETHER):
        part = slice(start, start + TOGETHER)
        register = Register(parsed[part])
        matches = [
            _decided(row, facts, register)
            for row, facts in zip(rows[part], parsed[part], strict=True)
        ]
        found = Child.objects.filter(pk__in=[each.child.pk for each in matches if each.child])
        children = {child.pk: child for child in found.prefetch_related(*PARTS)}
        for row, facts, match in zip(rows[part], parsed[part], matches, strict=True):
            judged = twice.get(row.number) or _judged(row, facts, match, children, on=on)
            if judged.child is not None:
                first = taken.setdefault(judged.child.pk, row.number)
                if first != row.number:
                    judged = _refused(f"Row {first} is about the same child", facts)
            yield judged


def _refused(why: str, facts: Parsed) -> Judgement:
    return Judgement(Row.REFUSED, why, notes=list(facts.notes))


def _twice(rows: Sequence[Row], parsed: Sequence[Parsed]) -> dict[int, Judgement]:
    """Return a judgement for each row that says what another says too."""
    found: dict[int, Judgement] = {}
    first: dict[Any, Row] = {}
    numbered: dict[tuple[str, str], list[Row]] = {}
    for row, facts in zip(rows, parsed, strict=True):
        same = first.setdefault(tuple(sorted(row.given.items())), row)
        if same is not row:
            found[row.number] = Judgement(Row.NOTHING, f"The same as row {same.number}")
            continue
        for name in NUMBERS:
            if name in facts.facts:
                numbered.setdefault((name, facts.facts[name]), []).append(row)
        whole = tuple(words_of(facts.name)) or (facts.name,)
        if facts.name and "born_on" in facts.facts:
            key = (whole, facts.facts["born_on"])
            namesake = first.setdefault(key, row)
            if namesake is not row and not _apart(namesake, row):
                why = f"The same name and date of birth as in row {namesake.number}"
                found[row.number] = _refused(why, facts)
    for (name, _), those in numbered.items():
        if len(those) > 1:
            which = " and ".join(str(row.number) for row in those[:5])
            for row in those:
                why = f"Rows {which} have one {NUMBERS[name]}: check which child it belongs to"
                found[row.number] = Judgement(Row.REFUSED, why)
    return found


def _apart(one: Row, other: Row) -> bool:
    """Tell whether two namesakes are told apart by UPNs."""
    upns = {row.given.get("upn", "") for row in (one, other)}
    return len(upns) == 2 and "" not in upns


def _decided(row: Row, facts: Parsed, register: Register) -> Match:
    """Return whom a row is about, as somebody decided or as it is found."""
    if facts.refusals or "first_names" not in facts.facts:
        return Match(REFUSED, "; ".join(facts.refusals))
    found = register.match(facts)
    if found.sure == REFUSED or not row.decision or row.decision == Row.LEAVE_OUT:
        return found
    held = {
        register.by_number[name, facts.facts[name]].pk
        for name in NUMBERS
        if (name, facts.facts.get(name)) in register.by_number
    }
    if row.decision == Row.ANOTHER:
        if held:
            return Match(REFUSED, "Its number is that of a child whom we know: check the figures")
        return Match(NOBODY, "Somebody decided: another child")
    child = row.decided_child
    if child is None or held - {child.pk}:
        return Match(REFUSED, "Its number is that of another child: check the figures")
    if child.is_restricted:
        return Match(REFUSED, RESTRICTED)
    return Match(LIKELY, "Somebody decided: the same child", child)


def _judged(
    row: Row, facts: Parsed, match: Match, children: dict[Any, Child], *, on: datetime.date
) -> Judgement:
    if match.sure == REFUSED:
        return _refused(match.why, facts)
    if row.decision == Row.LEAVE_OUT:
        return Judgement(Row.LEFT_OUT, "Somebody decided: leave it out", notes=list(facts.notes))
    if match.sure == DOUBTFUL:
        candidates = [{"child": str(child.pk), "why": why} for child, why in match.candidates]
        return Judgement(Row.DOUBTFUL, match.why, candidates=candidates, notes=list(facts.notes))
    if match.sure == NOBODY and "born_on" not in facts.facts:
        return _refused("There is no date of birth", facts)
    child = children[match.child.pk] if match.child else None
    if child is None:
        plan = differences.for_new(facts, on=on)
        whole = plan.facts
    else:
        plan = differences.for_known(facts, child, on=on)
        whole = facts_of(child) | plan.facts
    try:
        set_facts(
            Child(), ChildFacts(**{name: whole[name] for name in FACTS if name in whole}), on=on
        )
    except RecordRefused as refusal:
        return _refused(str(refusal), facts)
    verdict = Row.NEW if child is None else Row.CHANGES if plan.words else Row.NOTHING
    return Judgement(verdict, match.why, child, changes=plan.words, notes=plan.notes, plan=plan)


def facts_of(child: Child) -> dict[str, Any]:
    """Return the facts of a record, as ChildFacts takes them."""
    known = {name: getattr(child, name) for name in FACTS}
    return {name: "" if value is None else value for name, value in known.items()}


def counts_of(rows: Iterable[Row]) -> dict[str, int]:
    """Return verdict to number of rows."""
    counts = dict.fromkeys(Row.VERDICTS, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts
