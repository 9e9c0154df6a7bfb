"""The rules as they are shown: for a list, a page of explanation, or data."""

from collections.abc import Iterable

from wayforward.statute.days import MONTHS, count_in_words, in_words
from wayforward.statute.excuses import EXCUSES
from wayforward.statute.rule import Basis, Count, Period, Roll, Rule
from wayforward.statute.rule_sets import CURRENT, RuleSet

_UNITS: dict[Basis, tuple[str, str]] = {
    Basis.WEEKS_AFTER: ("week", "within {n} of {since}"),
    Basis.WEEKS_BEGINNING: ("week", "within {n} beginning with {since}"),
    Basis.DAYS_AFTER: ("day", "within {n} of {since}"),
    Basis.DAYS_BEGINNING: ("day", "within {n} beginning with {since}"),
    Basis.DAYS_BEFORE: ("day", "at least {n} before {since}"),
    Basis.WORKING_DAYS_AFTER: ("working day", "within {n} of {since}"),
    Basis.WORKING_DAYS_BEGINNING: ("working day", "within {n} beginning with {since}"),
    Basis.WORKING_DAYS_BEFORE: ("working day", "at least {n} before {since}"),
    Basis.TRIBUNAL_DAYS_AFTER: (
        "working day",
        "within {n} of {since}, not counting August and 25 December to 1 January",
    ),
    Basis.TRIBUNAL_DAYS_BEFORE: (
        "working day",
        "{n} before {since}, not counting August and 25 December to 1 January",
    ),
    Basis.TRIBUNAL_CALENDAR_DAYS_AFTER: (
        "day",
        "within {n} of {since}, not counting August and 25 December to 1 January",
    ),
    Basis.MONTHS_AFTER: ("month", "within {n} of {since}"),
    Basis.MONTHS_BEGINNING: ("month", "within {n} beginning with {since}"),
    Basis.MONTHS_BEFORE: ("month", "at least {n} before {since}"),
}
_ROLLS = {
    Roll.NONE: "",
    Roll.WORKING_DAY: "; a last day that is not a working day moves to the next",
    Roll.TRIBUNAL: (
        "; a last day in August, from 25 December to 1 January or on a non-working day moves to "
        "the next working day after it"
    ),
}


def limit_in_words(rule: Rule) -> str:
    """Return a rule's limit without any day: "within six weeks of the day the request arrived"."""
    limits = [_limit(limit) for limit in rule.periods]
    if len(limits) > 1:
        which = "later" if rule.later else "earlier"
        text = f"the {which} of: {', and '.join(limits)}"
    else:
        text = limits[0]
    return text + _ROLLS[rule.roll]


def _limit(limit: Period) -> str:
    first, *then = limit.counts
    text = _count(first, limit.since)
    for count in then:
        text = f"{text}, less {count_in_words(count.n, 'day')}"
    return f"{text} (where there is one)" if limit.optional else text


def _count(count: Count, since: str) -> str:
    if count.basis is Basis.BEFORE:
        return f"before {count.n} {MONTHS[count.month - 1]} of {since}"
    if count.basis is Basis.CALENDAR:
        return f"{count.words}, from {since}"
    if count.words:
        return f"by {count.words} of {since}"
    if count.n == 0:
        return f"on {since}"
    unit, pattern = _UNITS[count.basis]
    return pattern.format(n=count_in_words(count.n, unit), since=since)


def rules_as_data(law: RuleSet = CURRENT) -> list[dict[str, object]]:
    """Return every rule as plain values, in the order of the law, for a page or for JSON."""
    return [rule_as_data(rule) for rule in law.rules.values()]


def rule_as_data(rule: Rule) -> dict[str, object]:
    """Return one rule as plain values; days are YYYY-MM-DD."""
    return {
        "rule": rule.id,
        "section": rule.section,
        "duty": rule.duty,
        "kind": rule.kind.value,
        "by": rule.by,
        "limit": limit_in_words(rule),
        "limits": [one for limit in rule.periods for one in _limit_as_data(limit)],
        "anchors": [
            {"name": limit.anchor, "is": limit.since, "optional": limit.optional}
            for limit in rule.periods
        ],
        "basis": rule.basis,
        "plain": rule.plain,
        "told": list(rule.told),
        "excused_by": {code: EXCUSES[code].words for code in rule.excused_by},
        "citation": rule.citation.provision,
        "source": rule.citation.url,
        "grade": rule.grade.value,
        "evidence": rule.grade.words,
        "note": rule.plain_note,
        "is_draft": rule.is_draft,
        "in_force_from": None if rule.is_draft else rule.in_force_from.isoformat(),
        "in_force_to": rule.in_force_to.isoformat() if rule.in_force_to else None,
        "corrected_because": rule.corrected_because,
    }


def _limit_as_data(limit: Period) -> list[dict[str, object]]:
    """Return a limit as plain values; what is counted on from there follows with `then`.

    For "before" `n` is the day of the month; a day of the calendar has no number.
    """
    return [
        {
            "anchor": limit.anchor,
            "n": None if count.basis is Basis.CALENDAR else count.n,
            "basis": count.basis.value.removeprefix("t"),
            "unit": _unit(count),
            "leaves_out_tribunal_breaks": count.basis.value.startswith("t"),
            "optional": limit.optional,
            "then": index > 0,
        }
        for index, count in enumerate(limit.counts)
    ]


def _unit(count: Count) -> str:
    if count.basis is Basis.BEFORE:
        return f"day of {MONTHS[count.month - 1]}"
    return count.words if count.basis is Basis.CALENDAR else _UNITS[count.basis][0]


def rules_as_table(law: RuleSet = CURRENT) -> str:
    """Return every rule on one line each: id, grade, what and by when."""
    return "\n".join(
        f"{rule.id:<28} {rule.grade.value}  {rule.duty}: {limit_in_words(rule)}"
        + ("" if rule.is_verified else " [not verified]")
        for rule in law.rules.values()
    )


def rule_in_full(rule: Rule) -> str:
    """Return one rule on a page: the law in plain words, with its source."""
    lines = [
        f"{rule.id}: {rule.duty}",
        "",
        rule.plain,
        "",
        f"Limit: {limit_in_words(rule)}",
        f"Who must: {rule.by}",
        *_listed("Who is told", rule.told),
        *_listed("May excuse", [f"{code} {EXCUSES[code].words}" for code in rule.excused_by]),
        f"Asked with: {', '.join(_asked(rule))}",
        f"Law: {rule.citation.provision}",
        *([f"Read it at: {rule.citation.url}"] if rule.citation.url else []),
        f"Evidence: {rule.label}",
        _in_force(rule),
        *([f"Note: {rule.plain_note}"] if rule.note else []),
        *([f"Set by the authority: {rule.corrected_because}"] if rule.corrected_because else []),
    ]
    return "\n".join(lines)


def _asked(rule: Rule) -> list[str]:
    """Return the names of the rule's inputs, and which of them may be left out."""
    return [f"{name} (optional)" if rule.period(name).optional else name for name in rule.anchors]


def _in_force(rule: Rule) -> str:
    if rule.is_draft:
        return "In force: never; it is only proposed"
    until = f" to {in_words(rule.in_force_to)}" if rule.in_force_to else ""
    return f"This version in force from: {in_words(rule.in_force_from)}{until}"


def _listed(heading: str, items: Iterable[str]) -> list[str]:
    shown = "; ".join(items)
    return [f"{heading}: {shown}"] if shown else []
