"""Why a day is the day: the sentence that goes with a date, for a parent."""

from collections.abc import Mapping
from datetime import date

from wayforward.statute.calendars import ENGLAND, WorkingCalendar, tribunal_waits
from wayforward.statute.counted import counted, last_day
from wayforward.statute.days import MONTHS, count_in_words, in_words
from wayforward.statute.rule import Basis, Count, Period, Roll, Rule

Anchors = Mapping[str, date]

_PATTERNS: dict[Basis, tuple[str, str]] = {
    Basis.WEEKS_AFTER: ("week", "{count} from {day}"),
    Basis.WEEKS_BEGINNING: ("week", "{count} that begin with {day}"),
    Basis.DAYS_AFTER: ("day", "{count} after {day}"),
    Basis.DAYS_BEGINNING: ("day", "{count} that begin with {day}"),
    Basis.DAYS_BEFORE: ("day", "At least {count} before {day}"),
    Basis.WORKING_DAYS_AFTER: ("working day", "{count} after {day}"),
    Basis.WORKING_DAYS_BEGINNING: ("working day", "{count} that begin with {day}"),
    Basis.WORKING_DAYS_BEFORE: ("working day", "At least {count} before {day}"),
    Basis.TRIBUNAL_DAYS_AFTER: (
        "working day",
        "{count}, leaving out August and 25 December to 1 January, after {day}",
    ),
    Basis.TRIBUNAL_DAYS_BEFORE: (
        "working day",
        "{count}, leaving out August and 25 December to 1 January, before {day}",
    ),
    Basis.TRIBUNAL_CALENDAR_DAYS_AFTER: (
        "day",
        "{count}, leaving out August and 25 December to 1 January, after {day}",
    ),
    Basis.MONTHS_AFTER: ("month", "{count} after {day}"),
    Basis.MONTHS_BEGINNING: ("month", "{count} that begin with {day}"),
    Basis.MONTHS_BEFORE: ("month", "At least {count} before {day}"),
}
_AUGUST = 8
_AT_ONCE = (Basis.WEEKS_AFTER, Basis.DAYS_AFTER)


def explanation(
    rule: Rule,
    anchors: Anchors,
    *,
    raw_on: date,
    due_on: date,
    since: str = "",
    calendar: WorkingCalendar = ENGLAND,
) -> str:
    """Return why a rule gives this last day, in a sentence or two of plain words.

    :param raw_on: the last day before any rolling on
    :param since: what the first anchor was, where the rule's own words do not fit
    """
    limits = [
        (limit, last_day(limit, anchors[limit.anchor], calendar))
        for limit in rule.periods
        if limit.anchor in anchors
    ]
    reasons = [
        _reason(limit, anchors[limit.anchor], since if index == 0 else "")
        for index, (limit, _) in enumerate(limits)
    ]
    if len(reasons) == 1:
        sentences = [_sentence(reasons[0])]
    else:
        which = "later" if rule.later else "earlier"
        both = ", and ".join(
            f"{reason} ({in_words(day)})" for reason, (_, day) in zip(reasons, limits, strict=True)
        )
        sentences = [_sentence(f"the {which} of: {both}")]
    sentences.extend(_moved(rule, raw_on, due_on, calendar))
    if rule.by_five:
        sentences.append("It must be done by 5pm on that day.")
    if rule.corrected_because:
        sentences.append(f"Set by the authority: {rule.corrected_because}")
    if not rule.is_verified:
        sentences.append("This rule is not verified.")
    return " ".join(sentences)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _reason(limit: Period, day: date, since: str) -> str:
    """Return one limit in words: "six weeks from Monday 5 January 2026, the day ..."."""
    first, *then = limit.counts
    words = since or limit.since
    reason = _first_count(first, day, words)
    last = counted(first, day)
    for count in then:
        days, last = count_in_words(count.n, "day"), counted(count, last)
        if first.basis is Basis.BEFORE:
            reason = f"{reason}, and this comes {days} earlier, on {in_words(last)}"
        else:
            reason = f"{reason}; less {days}"
    return reason


def _first_count(count: Count, day: date, words: str) -> str:
    if count.basis is Basis.BEFORE:
        named = f"{count.n} {MONTHS[count.month - 1]}"
        last = in_words(counted(count, day))
        return f"in {day.year}, {words}, it must be done before {named}: {last} is the last day"
    shown = f"{in_words(day)}, {words}"
    if count.basis is Basis.CALENDAR:
        return f"{count.words}, from {shown}"
    if count.words:
        return f"{count.words} of {shown}"
    if count.n == 0 and count.basis in _AT_ONCE:
        return f"the same day: {shown}"
    unit, pattern = _PATTERNS[count.basis]
    text = pattern.format(count=count_in_words(count.n, unit), day=shown)
    return f"{text[0].lower()}{text[1:]}"


def _moved(rule: Rule, raw_on: date, due_on: date, calendar: WorkingCalendar) -> list[str]:
    """Return why the last day moved on, or that it does not move."""
    if raw_on != due_on:
        if rule.roll is Roll.TRIBUNAL and tribunal_waits(raw_on):
            why = "is in August" if raw_on.month == _AUGUST else "is in the Christmas break"
        else:
            why = "is not a working day"
        return [f"{in_words(raw_on)} {why}, so the last day is {in_words(due_on)}."]
    if calendar.is_working_day(due_on):
        return []
    name = calendar.bank_holiday(due_on)
    what = f"a bank holiday ({name})" if name else f"a {in_words(due_on).split()[0]}"
    return [f"The last day is {what}, and that does not move it."]
