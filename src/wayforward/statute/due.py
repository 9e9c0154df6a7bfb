"""The answer to "by when?": a day with its reason, its source and how well it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wayforward.statute import counting
from wayforward.statute.calendars import ENGLAND, WorkingCalendar
from wayforward.statute.counted import PLAIN_COUNTERS, counted, last_day
from wayforward.statute.days import check_day, in_words, read_day, read_year
from wayforward.statute.errors import NotInForce, WrongAnchor, WrongDate
from wayforward.statute.explain import explanation
from wayforward.statute.quick import slot_setters
from wayforward.statute.rule import Grade, Roll, Rule
from wayforward.statute.rule_sets import CURRENT, RuleSet, excuses_between, rule_set_on
from wayforward.statute.rules import BEGAN

YEAR_ANCHOR = "transfer_year"
BIRTHS = ("born_on",)  # a person may be older than the law


@dataclass(frozen=True, slots=True)
class Due:
    """One rule answered for one set of facts.

    :param due_on: the last day, to midnight; never moved by an exception
    :param act_by: for staff, the last working day on or before `due_on`; the day itself, where
        there is none since the first anchor or something is kept going until it
    :param raw_on: the last day before it was rolled on; `due_on` for most rules
    :param anchors: the days that were given; a year is held as its 1 January
    :param since: what the first anchor was, where the rule's own words do not fit
    """

    rule: Rule
    due_on: date
    act_by: date
    raw_on: date
    anchors: Mapping[str, date]
    since: str = ""
    calendar: WorkingCalendar = ENGLAND

    @property
    def basis(self) -> str:
        """Return the public code of how the limit is counted."""
        return self.rule.basis

    @property
    def citation(self) -> str:
        """Return the provision."""
        return self.rule.citation.provision

    @property
    def grade(self) -> Grade:
        """Return how well the rule is evidenced."""
        return self.rule.grade

    @property
    def cautious_on(self) -> date:
        """Return the safe day, where the law can be read more strictly; otherwise `due_on`.

        What must be kept going until a day is safe only until the last of its readings.
        """
        if self.rule.keeps:
            return self.due_on
        if self.rule.cautious:
            return counted(self.rule.cautious[0], self.anchored_on, self.calendar)
        return self.raw_on

    @property
    def anchored_on(self) -> date:
        """Return the day from which the rule's first limit is counted."""
        return self.anchors[self.rule.periods[0].anchor]

    @property
    def explanation(self) -> str:
        """Return why, in plain words; written only when it is asked for."""
        return explanation(
            self.rule,
            self.anchors,
            raw_on=self.raw_on,
            due_on=self.due_on,
            since=self.since,
            calendar=self.calendar,
        )

    @property
    def excused_by(self) -> tuple[str, ...]:
        """Return the codes of what may excuse missing the day, by the law of its time."""
        in_law = excuses_between(self.rule.id, self.anchored_on, self.due_on)
        return in_law or self.rule.excused_by

    def as_data(self) -> dict[str, object]:
        """Return the answer as plain values for JSON; days are YYYY-MM-DD."""
        rule = self.rule
        return {
            "rule": rule.id,
            "duty": rule.duty,
            "kind": rule.kind.value,
            "due_on": self.due_on.isoformat(),
            "act_by": self.act_by.isoformat(),
            "cautious_on": self.cautious_on.isoformat(),
            "basis": self.basis,
            "explanation": self.explanation,
            "citation": self.citation,
            "source": rule.citation.url,
            "grade": self.grade.value,
            "evidence": self.grade.words,
            "by": rule.by,
            "told": list(rule.told),
            "excused_by": list(self.excused_by),
            "note": rule.plain_note,
        }


_new = object.__new__
(
    _set_rule,
    _set_due_on,
    _set_act_by,
    _set_raw_on,
    _set_anchors,
    _set_since,
    _set_calendar,
) = slot_setters(Due)


def work_out(
    rule: Rule,
    anchors: Mapping[str, date],
    calendar: WorkingCalendar = ENGLAND,
    since: str = "",
) -> Due:
    """Return the answer of one rule; the quick inner step, whose input is already checked.

    :param anchors: the rule's required days, and any optional ones; nothing else
    """
    periods = rule.periods
    first = periods[0]
    anchored_on = raw_on = anchors[first.anchor]
    for count in first.counts:
        counter = PLAIN_COUNTERS.get(count.basis)
        raw_on = counter(raw_on, count.n) if counter else counted(count, raw_on, calendar)
    stays_on: date | None = None
    if len(periods) > 1:
        for limit in periods[1:]:
            day = anchors.get(limit.anchor)
            if day is not None:
                other = last_day(limit, day, calendar)
                if limit.stays:
                    stays_on = other
                elif (other > raw_on) is rule.later:
                    raw_on = other
    due_on = raw_on if rule.roll is Roll.NONE else _rolled(rule.roll, raw_on, calendar)
    if stays_on is not None and stays_on > due_on:
        raw_on = due_on = stays_on
    act_by = calendar.on_or_before(due_on)
    if rule.keeps or act_by < anchored_on <= due_on:
        act_by = due_on
    made = _new(Due)
    _set_rule(made, rule)
    _set_due_on(made, due_on)
    _set_act_by(made, act_by)
    _set_raw_on(made, raw_on)
    _set_anchors(made, anchors)
    _set_since(made, since)
    _set_calendar(made, calendar)
    return made


def _rolled(roll: Roll, day: date, calendar: WorkingCalendar) -> date:
    if roll is Roll.TRIBUNAL:
        return counting.roll_start_of_appeal(day, calendar)
    return counting.roll_to_working_day(day, calendar)


def due(
    rule_id: str,
    *,
    law: RuleSet | None = None,
    current: RuleSet = CURRENT,
    calendar: WorkingCalendar = ENGLAND,
    **anchors: date | int,
) -> Due:
    """Return by when a rule's duty is due: `due("REPS_END", draft_served_on=day)`.

    As `due_from`, with the days as keywords.
    """
    return due_from(rule_id, anchors, law=law, current=current, calendar=calendar)


def due_from(
    rule_id: str,
    anchors: Mapping[str, date | int],
    *,
    law: RuleSet | None = None,
    current: RuleSet = CURRENT,
    calendar: WorkingCalendar = ENGLAND,
) -> Due:
    """Return by when a rule's duty is due.

    :param anchors: the rule's days by name; `transfer_year` is a whole number
    :param law: which rules answer, whatever the days; by default those in force on the earliest
        day given, and for a birth those in force today
    :param current: the law in force today, with an authority's corrections if it has any
    :raises NotInForce: if a day is before the rule began, and no law was chosen
    :raises UnknownRule: if no rule has the name
    :raises WrongAnchor: if a required day is missing or one is not known to the rule
    :raises WrongDate: if a value is not a day, its year is not believable, or it lies before the
        day after which it must come
    """
    days = {name: _as_day(name, value) for name, value in anchors.items()}
    rule = (law or current).rule(rule_id)
    for name in days:
        rule.period(name)
    missing = [name for name in rule.required if name not in days]
    if missing:
        shown = " ".join(
            f"{name}={'YYYY' if name == YEAR_ANCHOR else 'YYYY-MM-DD'}" for name in missing
        )
        raise WrongAnchor(f"{rule_id} needs {shown}")
    for limit in rule.periods:
        day, earliest = days.get(limit.anchor), days.get(limit.after)
        if day is not None and earliest is not None and day < earliest:
            raise WrongDate(
                f"{rule_id}: {limit.anchor}={day.isoformat()} is before "
                f"{limit.after}={earliest.isoformat()}"
            )
    return work_out(rule if law else _rule_for(rule_id, days, current), days, calendar)


def _as_day(name: str, value: object) -> date:
    """Return an anchor's day; a year is held as its 1 January."""
    if name == YEAR_ANCHOR:
        if isinstance(value, bool) or not isinstance(value, int):
            raise WrongDate(f"{name}: {value!r} is not a year like 2027")
        return date(read_year(f"{value:04d}", name), 1, 1)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise WrongDate(f"{name}: {value!r} is not a day")
    return check_day(value, name)


def _rule_for(rule_id: str, days: Mapping[str, date], current: RuleSet) -> Rule:
    """Return a rule as it was on the earliest day, leaving births out.

    :raises NotInForce: if a day is before the rule began
    """
    rule = current.rule(rule_id)
    name, first = min(
        ((name, day) for name, day in days.items() if name not in BIRTHS),
        key=lambda given: given[1],
        default=("", rule.in_force_from),
    )
    if first >= rule.in_force_from:
        return rule
    if first < BEGAN[rule_id]:
        shown = first.year if name == YEAR_ANCHOR else first.isoformat()
        began = in_words(BEGAN[rule_id])
        raise NotInForce(f"{rule_id} began on {began}, and {name}={shown} is before that")
    return rule_set_on(first).rule(rule_id)


def read_anchors(pairs: Mapping[str, str]) -> dict[str, date | int]:
    """Return the days written as text, by name.

    :raises WrongDate: if one is not a day, or the transfer year is not a year
    """
    return {
        name: read_year(text, name) if name == YEAR_ANCHOR else read_day(text, name)
        for name, text in pairs.items()
    }
