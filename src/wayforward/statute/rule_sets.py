"""The law of a day: which rules were in force, and an authority's stricter ones.

A question about an old date is answered by the law of that date. A draft is held apart, and
is only ever given to someone who asks for it by name and says that a draft is wanted.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from wayforward.statute.counted import Days, last_day
from wayforward.statute.days import in_words
from wayforward.statute.errors import (
    CorrectionRefused,
    DraftNotLaw,
    NotInForce,
    StatuteError,
    UnknownRule,
)
from wayforward.statute.rule import Basis, Count, Grade, Kind, Period, Rule
from wayforward.statute.rules import BEGAN, DRAFT_RULES, VERSIONS

_DAY = timedelta(days=1)

_TITLES = {
    date(2014, 9, 1): "Children and Families Act 2014, as it began",
    date(2015, 3, 23): "After regulation 45 was rewritten",
    date(2015, 4, 1): "With the Detained Persons Regulations 2015",
    date(2018, 4, 3): "With the Tribunal's power to make recommendations",
    date(2018, 5, 25): "With the General Data Protection Regulation",
    date(2020, 5, 1): "As relaxed for coronavirus",
    date(2020, 8, 1): "As relaxed for coronavirus, but for the duty to secure provision",
    date(2020, 9, 26): "After the coronavirus changes",
    date(2024, 9, 1): "In force now, since the SENCO qualification changed",
}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one stretch of days, by rule id.

    :param effective_from: its first day; None only for a draft
    :param effective_to: its last day; None while it is still the law
    """

    id: str
    title: str
    rules: Mapping[str, Rule]
    effective_from: date | None
    effective_to: date | None = None
    is_draft: bool = False

    def rule(self, rule_id: str) -> Rule:
        """Return one rule.

        :raises NotInForce: if it began after these rules
        :raises UnknownRule: with the nearest known names
        """
        found = self.rules.get(rule_id)
        if found is None:
            if rule_id in BEGAN and not self.is_draft:
                began = in_words(BEGAN[rule_id])
                raise NotInForce(f"{rule_id} began on {began}, after {self.id}")
            name = rule_id.upper()
            near = [known for known in self.rules if known.startswith(name[:5])][:4]
            if name in self.rules:
                near = [name]
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise UnknownRule(f"no rule is called {rule_id!r} in {self.id}{hint}")
        return found


def _timeline() -> tuple[RuleSet, ...]:
    """Return the law in force, oldest first, cut at each day on which a rule changed."""
    starts = sorted({rule.in_force_from for rule in VERSIONS})
    ends: list[date | None] = [start - _DAY for start in starts[1:]] + [None]
    return tuple(
        RuleSet(
            id=f"law-from-{start.isoformat()}",
            title=_TITLES[start],
            rules=MappingProxyType(
                {
                    rule.id: rule
                    for rule in VERSIONS
                    if rule.in_force_from <= start
                    and (rule.in_force_to is None or rule.in_force_to >= start)
                }
            ),
            effective_from=start,
            effective_to=end,
        )
        for start, end in zip(starts, ends, strict=True)
    )


RULE_SETS: tuple[RuleSet, ...] = _timeline()
CURRENT: RuleSet = RULE_SETS[-1]
_STARTS = [rule_set.effective_from for rule_set in RULE_SETS if rule_set.effective_from]

_DRAFT = RuleSet(
    id="draft-reform-2026",
    title="Proposals of February 2026: not law",
    rules=MappingProxyType({rule.id: rule for rule in DRAFT_RULES}),
    effective_from=None,
    is_draft=True,
)


def rule_set_on(day: date) -> RuleSet:
    """Return the law in force on a day; never a draft.

    :raises NotInForce: before 1 September 2014
    """
    index = bisect_right(_STARTS, day) - 1
    if index < 0:
        raise NotInForce(f"{day.isoformat()} is before this law began, on 1 September 2014")
    return RULE_SETS[index]


def rule_set(rule_set_id: str, *, accept_draft: bool = False) -> RuleSet:
    """Return a set of rules by its id.

    :param accept_draft: must be true each time a draft is asked for; there is no setting for it
    :raises DraftNotLaw: for a draft, unless `accept_draft` is given
    :raises StatuteError: if no set has this id
    """
    for known in (*RULE_SETS, _DRAFT):
        if known.id == rule_set_id:
            if known.is_draft and not accept_draft:
                raise DraftNotLaw(f"{rule_set_id} is a proposal, not law")
            return known
    raise StatuteError(f"no set of rules is called {rule_set_id!r}")


def excuses_between(rule_id: str, start: date, end: date) -> tuple[str, ...]:
    """Return the codes that could excuse a rule at some time from one day to another.

    A request of April 2020 that fell due in May could be excused by the coronavirus changes,
    although its six weeks were counted by the law of April.
    """
    if end < start:
        start, end = end, start
    found: dict[str, None] = {}
    for known in RULE_SETS:
        began = known.effective_from
        is_later = began is not None and began > end
        is_over = known.effective_to is not None and known.effective_to < start
        if rule_id in known.rules and not is_later and not is_over:
            found.update(dict.fromkeys(known.rules[rule_id].excused_by))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Correction:
    """What an authority says about one limit of one rule, with its reason.

    :param anchor: which limit; "" for a rule that has only one
    :param basis: a code such as "w"; "" keeps the law's own way of counting
    """

    rule_id: str
    n: int
    because: str
    basis: str = ""
    anchor: str = ""


# Receipts that a stricter authority may count as day one, giving one day less.
RECEIPT_ANCHORS = ("clock_start", "received_by_body_on", "received_on")


def corrected(law: RuleSet, corrections: Iterable[Correction]) -> RuleSet:
    """Return the law with an authority's corrections.

    A correction may only make a limit stricter, unless the rule is graded M (not verified). What
    the law gives a family "at least" may be made longer and never shorter. Any other window or
    day is the law's own, and nobody's to alter. A rule that is built on a corrected one follows
    it, unless it has a correction of its own.

    :raises CorrectionRefused: if it is looser, has no reason, alters what is fixed, or cannot be
        read
    :raises UnknownRule: if it names no rule
    """
    rules = dict(law.rules)
    named: set[str] = set()
    for correction in corrections:
        rule = rules.get(correction.rule_id) or law.rule(correction.rule_id)
        rules[rule.id] = _correct(rule, correction)
        named.add(rule.id)
    for rule_id, place, other_id in _BUILT_ON:
        if other_id in named and rule_id in rules and rule_id not in named:
            rules[rule_id] = _following(rules[rule_id], place, rules[other_id])
    return replace(law, rules=MappingProxyType(rules))


# Which count of a rule is another rule's limit: the first is counted on, the second back from it.
_BUILT_ON = (
    ("DRAFT_LATEST", 0, "EHC_FINAL"),
    ("DRAFT_LATEST", 1, "REPS_END"),
    ("REVIEW_MEETING_LATEST", 0, "REVIEW_12M"),
    ("REVIEW_MEETING_LATEST", 1, "REVIEW_DECISION"),
)
_DAYS_OF = {
    Basis.DAYS_AFTER: 1,
    Basis.DAYS_BEGINNING: 1,
    Basis.WEEKS_AFTER: 7,
    Basis.WEEKS_BEGINNING: 7,
}


def _following(rule: Rule, place: int, other: Rule) -> Rule:
    """Return a rule with one count as another rule's first limit now is."""
    limit, count = rule.periods[0], other.periods[0].counts[0]
    if place:
        if count.basis not in _DAYS_OF:
            return rule  # such as working days: no number of days to count back
        count = Count(count.n * _DAYS_OF[count.basis], Basis.DAYS_BEFORE)
    counts = (*limit.counts[:place], count, *limit.counts[place + 1 :])
    if counts == limit.counts:
        return rule
    return replace(
        rule,
        periods=(replace(limit, counts=counts), *rule.periods[1:]),
        corrected_because=f"{rule.corrected_because} Follows {other.id}: "
        f"{other.corrected_because}".strip(),
    )


def receipt_as_day_one(law: RuleSet) -> RuleSet:
    """Return the law with the day of receipt counted as day one: one day stricter.

    One advice service counts so; most lawyers do not. It is an authority's choice.
    """
    return corrected(
        law,
        [
            Correction(
                rule_id=rule.id,
                n=limit.counts[0].n,
                because="The day of receipt is counted as day one.",
                basis=Basis.WEEKS_BEGINNING
                if limit.counts[0].basis is Basis.WEEKS_AFTER
                else Basis.DAYS_BEGINNING,
            )
            for rule in law.rules.values()
            for limit in rule.periods[:1]
            if limit.anchor in RECEIPT_ANCHORS
            and limit.counts[0].basis in (Basis.WEEKS_AFTER, Basis.DAYS_AFTER)
        ],
    )


def _correct(rule: Rule, correction: Correction) -> Rule:
    """Return a rule with one of its limits corrected."""
    if not correction.because.strip():
        raise CorrectionRefused(f"{rule.id}: a correction needs its reason")
    old = rule.period(correction.anchor or rule.periods[0].anchor)
    law_count = old.counts[0]
    if law_count.basis in (Basis.CALENDAR, Basis.BEFORE):
        raise CorrectionRefused(f"{rule.id}: this limit is a day of the calendar")
    if rule.kind is not Kind.DUTY and not rule.at_least:
        raise CorrectionRefused(f"{rule.id}: the law fixes this day, and nobody can alter it")
    if not 0 <= correction.n <= 400:
        raise CorrectionRefused(f"{rule.id}: {correction.n} is not between 0 and 400")
    if correction.n == 0 < law_count.n:
        raise CorrectionRefused(f"{rule.id}: 0 leaves no time at all, and the law gives some")
    try:
        basis = Basis(correction.basis or law_count.basis)
    except ValueError:
        raise CorrectionRefused(
            f"{rule.id}: {correction.basis!r} is not a way of counting"
        ) from None
    if basis in (Basis.CALENDAR, Basis.BEFORE) or basis.counts_back != law_count.basis.counts_back:
        raise CorrectionRefused(f"{rule.id}: {basis.value!r} does not fit this limit")
    new = replace(old, counts=(Count(correction.n, basis), *old.counts[1:]))
    if rule.at_least and not _is_never_later(old, new):
        raise CorrectionRefused(f"{rule.id}: the family must be given at least what the law gives")
    if not (rule.at_least or rule.grade is Grade.MEMORY or _is_never_later(new, old)):
        raise CorrectionRefused(f"{rule.id}: the correction is looser than the law")
    return replace(
        rule,
        periods=tuple(new if kept is old else kept for kept in rule.periods),
        corrected_because=f"{rule.corrected_because} {correction.because}".strip(),
    )


# Two leap-year cycles: every mix of month lengths, weekdays and Easter that matters here.
_TRIAL_DAYS: Days = tuple(date(2023, 1, 1) + timedelta(days=offset) for offset in range(2922))


def _is_never_later(new: Period, old: Period) -> bool:
    """Return whether a limit is never later than another, tried on each day of eight years."""
    return all(last_day(new, day) <= last_day(old, day) for day in _TRIAL_DAYS)
