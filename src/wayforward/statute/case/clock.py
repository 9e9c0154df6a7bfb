"""The case clock: from the dated facts of one case to everything that is due, and why.

The answer depends only on the facts and not on their order. A corrected fact gives a corrected
list. Facts that contradict each other come back as named problems beside the list.

Exceptions never move a date: they are put beside the duties that they excuse.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wayforward.statute.calendars import ENGLAND, WorkingCalendar
from wayforward.statute.case.across import drop_doubles, end_across
from wayforward.statute.case.ceasing import keep_plans
from wayforward.statute.case.contradictions import contradictions
from wayforward.statute.case.duty import Duty
from wayforward.statute.case.excusing import excuse_duties
from wayforward.statute.case.facts import FACT_WORDS, Case, Fact, FactKind
from wayforward.statute.case.grouped import Round, rounds, standing_facts
from wayforward.statute.case.judged import judge
from wayforward.statute.case.known import known_on
from wayforward.statute.case.named import Problem
from wayforward.statute.case.problems import STARTS_YEAR, problems_of
from wayforward.statute.case.steps import REVIEWED, STEPS, Step
from wayforward.statute.due import work_out
from wayforward.statute.quick import slot_setters
from wayforward.statute.rule import Rule
from wayforward.statute.rule_sets import CURRENT, RULE_SETS, RuleSet, rule_set_on

_new = object.__new__
(
    _set_due,
    _set_met_on,
    _set_ended_on,
    _set_cycle,
    _set_about,
    _set_excuse,
    _set_pending_since,
) = slot_setters(Duty)


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """Every duty of a case by its last day, and what is wrong with its facts."""

    duties: tuple[Duty, ...]
    problems: tuple[Problem, ...]

    def unmet(self) -> tuple[Duty, ...]:
        """Return the duties that are neither met nor needless."""
        return tuple(d for d in self.duties if d.met_on is None and d.ended_on is None)


@dataclass(frozen=True, slots=True)
class _Started:
    """A step as one kind of fact starts it, looked up once.

    :param rule: by today's law
    :param since: what the first anchor was, where the rule's own words do not fit
    """

    step: Step
    rule: Rule
    since: str


# The rules whose clock more than one kind of fact can start.
_SAYS_SINCE = frozenset(
    {
        "EHCNA_DECISION",
        "EHC_NO_PLAN",
        "DRAFT_LATEST",
        "EHC_FINAL",
        "MED_CONTACT",
        "APPEAL",
        "PROVISION_START",
        "ADMIT",
        "MOVE_TRANSFER",
    }
)


def _since(step: Step, kind: FactKind) -> str:
    own_words = step.rule_id not in _SAYS_SINCE or kind is FactKind.REQUEST_RECEIVED
    return "" if own_words else f"the day {FACT_WORDS[kind]}"


_STARTED: dict[FactKind, tuple[_Started, ...]] = {
    kind: tuple(
        _Started(step, CURRENT.rules[step.rule_id], _since(step, kind))
        for step in STEPS
        if kind in step.starts
    )
    for kind in FactKind
}
_CURRENT_FROM = CURRENT.effective_from or date.max
_LAW_FROM = RULE_SETS[0].effective_from or date.max
_ONE_DAY = timedelta(days=1)


def case_clock(
    case: Case,
    *,
    law: RuleSet | None = None,
    calendar: WorkingCalendar = ENGLAND,
    on: date | None = None,
) -> CaseAnswer:
    """Return every duty of a case, met and unmet, past and to come, in order of last day.

    :param law: which rules answer; by default, for each duty, those in force when it started
    :param on: leave out what happened after this day, as nobody could know it then; a day that
        is set beforehand, such as that of a hearing, is kept
    """
    facts, exceptions = standing_facts(case.facts), case.exceptions
    wrong: list[Problem] = []
    if on is not None:
        facts, exceptions, wrong = known_on(facts, exceptions, on)
    grouped = rounds(facts)
    found: list[Duty] = []
    for cycle in grouped:
        _add_duties(found, cycle, law, calendar)
    found.extend(_yearly_reviews(grouped, law, calendar))
    end_across(found, grouped)
    drop_doubles(found, grouped)
    wrong.extend(problems_of(case, facts, grouped, is_law_chosen=law is not None))
    wrong.extend(contradictions(grouped))
    wrong.extend(keep_plans(found, grouped))
    wrong.extend(judge(found, grouped))
    if exceptions:
        excused, not_held = excuse_duties(exceptions, [(d.due, d.cycle, d.about) for d in found])
        found = [
            d if e is None else replace(d, excuse=e) for d, e in zip(found, excused, strict=True)
        ]
        wrong.extend(not_held)
    found.sort(key=_place)
    return CaseAnswer(tuple(_once_each(found)), tuple(sorted(wrong, key=_problem_place)))


def _once_each(found: list[Duty]) -> Iterator[Duty]:
    """Yield each duty once: two decisions of one day, such as a plan made and sent, start one."""
    last: Duty | None = None
    for duty in found:
        if (
            last is None
            or duty.due.due_on != last.due.due_on
            or duty.due.rule is not last.due.rule
            or _is_another(duty, last)
        ):
            yield duty
            last = duty


def _is_another(duty: Duty, last: Duty) -> bool:
    """Tell whether two duties of one rule and last day differ in more than their words."""
    return replace(duty, due=replace(duty.due, since=last.due.since)) != last


def _place(duty: Duty) -> tuple[date, str, str, str, date]:
    due = duty.due
    return due.due_on, due.rule.id, duty.cycle, duty.about, due.anchored_on


def _problem_place(problem: Problem) -> tuple[str, str, str]:
    return problem.cycle, problem.kind.value, problem.words


def _law_on(day: date) -> RuleSet:
    """Return the law that answers for something that started on a day."""
    if day >= _CURRENT_FROM or day < _LAW_FROM:
        return CURRENT
    return rule_set_on(day)


def _add_duties(
    found: list[Duty], cycle: Round, law: RuleSet | None, calendar: WorkingCalendar
) -> None:
    """Add the duties that the facts of one round start."""
    by_kind = cycle.by_kind
    first_of: dict[tuple[FactKind, ...], Fact | None] = {}
    for kind, facts in by_kind.items():
        for started in _STARTED[kind]:
            step = started.step
            if step.only_with and by_kind.keys().isdisjoint(step.only_with):
                continue
            if step.unless is not None and step.unless in by_kind:
                continue
            if step.per_about:
                starting = list({fact.about: fact for fact in reversed(facts)}.values())
            elif step.each:
                starting = facts
            else:
                if len(step.starts) > 1:
                    if step.starts not in first_of:
                        first_of[step.starts] = cycle.earliest(step.starts)
                    if first_of[step.starts] is not facts[0]:
                        continue
                starting = facts[:1]
            joined = {fact.on for fact in by_kind.get(step.joined, ())} if step.joined else ()
            for start in starting:
                if start.on not in joined:
                    found.append(_duty(started, start, cycle, law, calendar))


def _duty(
    started: _Started, start: Fact, cycle: Round, law: RuleSet | None, calendar: WorkingCalendar
) -> Duty:
    """Return the duty that one fact starts."""
    step, rule, day = started.step, started.rule, start.on
    if law is not None or day < rule.in_force_from:
        # Not yet law when it started: the law of today says more than nothing, and a named
        # problem says that it was not.
        rule = (law or _law_on(day)).rules.get(step.rule_id, rule)
    anchors = {step.anchor: day}
    if step.other is not None:
        other = cycle.first_from(step.other[1], day)
        if other is None and step.other_before:
            other = cycle.earliest((step.other[1],))
        if other is not None:
            anchors[step.other[0]] = other.on
    about = start.about if step.per_about else ""
    earliest = day
    if step.before:
        earliest = date.min
    ended = cycle.met_on(step.ended_by, earliest, "") if step.ended_by else None
    if step.instead and cycle.met_on(step.instead, earliest, "") is not None:
        ended = day
    made = _new(Duty)
    _set_due(made, work_out(rule, anchors, calendar, started.since))
    _set_met_on(made, cycle.met_on(step.met_by, earliest, about) if step.met_by else None)
    _set_ended_on(made, ended)
    _set_cycle(made, cycle.name)
    _set_about(made, about)
    _set_excuse(made, None)
    _set_pending_since(made, None)
    return made


_ELSEWHERE = (FactKind.PLAN_MADE, FactKind.LAST_REVIEWED)
_ENDS_YEAR = (FactKind.PLAN_ENDED, FactKind.REASSESSED_PLAN_SENT, FactKind.PLAN_TRANSFERRED)


def _yearly_reviews(
    grouped: list[Round], law: RuleSet | None, calendar: WorkingCalendar
) -> Iterator[Duty]:
    """Yield the reviews that each made plan, review, re-assessment or move asks for.

    A review counts from its meeting, the earlier and so safer of the two readings, and is
    complete with its decision. A plan that was last reviewed elsewhere, or before these records,
    had its earlier reviews there as well.
    """
    starts: list[tuple[date, str]] = []
    reviews: list[Round] = []
    breaks: list[tuple[date, FactKind, str]] = []
    elsewhere: dict[tuple[date, str], bool] = {}
    last_reviewed = date.min
    for cycle in grouped:
        by_kind = cycle.by_kind
        for kind in STARTS_YEAR:
            if kind in by_kind:
                started = by_kind[kind][0].on, cycle.name
                starts.append(started)
                elsewhere[started] = elsewhere.get(started, True) and kind in _ELSEWHERE
        if FactKind.LAST_REVIEWED in by_kind:
            last_reviewed = max(last_reviewed, by_kind[FactKind.LAST_REVIEWED][0].on)
        if FactKind.REVIEW_MEETING in by_kind:
            reviews.append(cycle)
        for kind in _ENDS_YEAR:
            breaks.extend((fact.on, kind, cycle.name) for fact in by_kind.get(kind, ()))
    for start, name in starts:
        in_law = (law or _law_on(start)).rules
        ended = min((day for day, _, _ in breaks if day > start), default=None)
        if start < last_reviewed and elsewhere[start, name]:
            ended = start  # the reviews of those years are not in these records
        held, decided = (
            day if day is None or ended is None or day <= ended else None
            for day in _next_review(reviews, start)
        )
        anchors = {"made_or_last_review_on": start}
        yield Duty(work_out(in_law["REVIEW_12M"], anchors, calendar), decided, ended, name)
        latest = work_out(in_law["REVIEW_MEETING_LATEST"], anchors, calendar)
        yield Duty(latest, held, ended, name)
    for day, kind, name in breaks:
        in_law = (law or _law_on(day)).rules
        if kind is FactKind.REASSESSED_PLAN_SENT:
            review = work_out(in_law["REASSESS_REVIEW"], {"final_sent_on": day}, calendar)
        elif kind is FactKind.PLAN_TRANSFERRED:
            last = max((start for start, _ in starts if start <= day), default=None)
            if last is None:  # a named problem says so
                continue
            anchors = {"last_review_on": last, "transferred_on": day}
            review = work_out(in_law["MOVE_REVIEW"], anchors, calendar)
        else:
            continue
        ended = min((later for later, _, _ in breaks if later > day), default=None)
        decided = _next_review(reviews, day)[1]
        if decided is not None and ended is not None and decided > ended:
            decided = None
        yield Duty(review, decided, ended, name)


def _next_review(reviews: list[Round], start: date) -> tuple[date | None, date | None]:
    """Return when the first meeting after a day was held, and the first such review decided."""
    held: date | None = None
    decided: date | None = None
    after = start + _ONE_DAY
    for review in reviews:
        meeting = review.first_from(FactKind.REVIEW_MEETING, after)
        if meeting is not None:
            if held is None or meeting.on < held:
                held = meeting.on
            day = review.met_on(REVIEWED, meeting.on, "")
            if day is not None and (decided is None or day < decided):
                decided = day
    return held, decided
