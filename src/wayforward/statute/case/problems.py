"""What is wrong with the facts of a case: contradictions, named and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wayforward.statute import counting
from wayforward.statute.case.causes import ALSO_ANEW, CAUSES
from wayforward.statute.case.corrections import correction_problems
from wayforward.statute.case.facts import FACT_WORDS, Case, Fact
from wayforward.statute.case.facts import FactKind as F
from wayforward.statute.case.grouped import Round
from wayforward.statute.case.named import Problem, ProblemKind
from wayforward.statute.case.steps import AGREED, CEASING, HAS_PLAN, KEEPING, STEPS
from wayforward.statute.days import in_short
from wayforward.statute.rule_sets import RULE_SETS
from wayforward.statute.rules import BEGAN

# The later fact of each pair cannot come before the earlier one of the same round.
_IN_ORDER: tuple[tuple[F, F], ...] = (
    (F.ASSESSMENT_AGREED, F.REQUEST_RECEIVED),
    (F.ASSESSMENT_REFUSED, F.REQUEST_RECEIVED),
    (F.REQUEST_WITHDRAWN, F.REQUEST_RECEIVED),
    (F.NO_PLAN_NOTIFIED, F.REQUEST_RECEIVED),
    (F.NO_PLAN_NOTIFIED, F.ASSESSMENT_AGREED),
    (F.DRAFT_SERVED, F.REQUEST_RECEIVED),
    (F.DRAFT_SERVED, F.ASSESSMENT_AGREED),
    (F.FINAL_SENT, F.REQUEST_RECEIVED),
    (F.FINAL_SENT, F.DRAFT_SERVED),
    (F.REVIEW_REPORT_SENT, F.REVIEW_MEETING),
    (F.REVIEW_CONTINUED, F.REVIEW_MEETING),
    (F.REVIEW_TO_AMEND, F.REVIEW_MEETING),
    (F.REVIEW_TO_CEASE, F.REVIEW_MEETING),
    (F.REVIEW_MEETING, F.FINAL_SENT),
    (F.REVIEW_MEETING, F.REVIEW_INVITED),
    (F.REVIEW_MEETING, F.REVIEW_PAPERS_SENT),
    (F.AMENDED_FINAL_SENT, F.AMENDMENT_NOTICE),
    (F.NOT_AMENDED, F.AMENDMENT_NOTICE),
    (F.REASSESSMENT_AGREED, F.REASSESSMENT_ASKED),
    (F.REASSESSMENT_REFUSED, F.REASSESSMENT_ASKED),
    (F.REASSESSED_PLAN_SENT, F.REASSESSMENT_AGREED),
    (F.CEASE_DECIDED, F.CEASE_PROPOSED),
    (F.PLAN_ENDED, F.CEASE_DECIDED),
    (F.HE_COPY_SENT, F.HE_COPY_ASKED),
    (F.PLAN_TRANSFERRED, F.MOVED),
    (F.FAMILY_TOLD_OF_TRANSFER, F.PLAN_TRANSFERRED),
    (F.MEDIATION_HELD, F.MEDIATION_ASKED),
    (F.RESPONSE_SENT, F.APPEAL_SENT_TO_US),
    (F.APPEAL_SENT_TO_US, F.APPEAL_LODGED),
    (F.TRIBUNAL_DECIDED, F.APPEAL_LODGED),
    (F.APPEAL_WITHDRAWN, F.APPEAL_LODGED),
    (F.DIRECT_PAYMENTS_CHECKED, F.DIRECT_PAYMENTS_BEGAN),
    (F.AMENDMENT_NOTICE, F.REVIEW_MEETING),
    (F.HEARING, F.APPEAL_LODGED),
    (F.TRIBUNAL_DECIDED, F.HEARING),
    (F.HEALTH_ANSWERED, F.RECOMMENDATION_MADE),
    (F.SOCIAL_CARE_ANSWERED, F.RECOMMENDATION_MADE),
    (F.SCHOOL_CONSULTED, F.DRAFT_SERVED),
    (F.PLAN_TRANSFERRED, F.MOVE_KNOWN),
    (F.RECOMMENDATION_MADE, F.TRIBUNAL_DECIDED),
    *((agreed, F.MEDIATION_HELD) for agreed in AGREED),
)

# The same for each adviser or school on its own.
_IN_ORDER_FOR_EACH: tuple[tuple[F, F], ...] = (
    (F.ADVICE_SUPPLIED, F.ADVICE_REQUEST_RECEIVED),
    (F.SCHOOL_REPLIED, F.SCHOOL_CONSULTED),
)

# A fact that cannot be there without one of the others.
_NEEDS: dict[F, tuple[F, ...]] = {
    F.DRAFT_SERVED: (
        F.REQUEST_RECEIVED,
        F.BROUGHT_TO_ATTENTION,
        F.DETAINED_REQUEST_RECEIVED,
        F.REASSESSMENT_AGREED,
        F.ORDER_TO_ASSESS,
        F.ORDER_TO_MAKE_PLAN,
        F.ORDER_REFERRED_BACK,
        F.UNOPPOSED_ASSESSMENT,
        F.UNOPPOSED_PLAN,
        F.AGREED_TO_ASSESS,
        F.AGREED_TO_MAKE_PLAN,
    ),
    F.FINAL_SENT: (F.DRAFT_SERVED,),
    F.ADVICE_SUPPLIED: (F.ADVICE_REQUEST_RECEIVED,),
    F.SCHOOL_REPLIED: (F.SCHOOL_CONSULTED,),
    F.REVIEW_REPORT_SENT: (F.REVIEW_MEETING,),
    F.REVIEW_CONTINUED: (F.REVIEW_MEETING,),
    F.REVIEW_TO_AMEND: (F.REVIEW_MEETING,),
    F.REASSESSED_PLAN_SENT: (
        F.REASSESSMENT_AGREED,
        F.ORDER_TO_ASSESS,
        F.UNOPPOSED_ASSESSMENT,
        F.AGREED_TO_ASSESS,
    ),
    F.CEASE_DECIDED: (F.CEASE_PROPOSED, F.REVIEW_TO_CEASE),
    F.RESPONSE_SENT: (F.APPEAL_SENT_TO_US,),
}

# Facts of which a round can hold only one, for each adviser or school.
_ONCE: frozenset[F] = frozenset(
    {
        F.REQUEST_RECEIVED,
        F.BROUGHT_TO_ATTENTION,
        F.DETAINED_REQUEST_RECEIVED,
        F.ASSESSMENT_AGREED,
        F.ASSESSMENT_REFUSED,
        F.NO_PLAN_NOTIFIED,
        F.FINAL_SENT,
        F.ADVICE_REQUEST_RECEIVED,
        F.ADVICE_SUPPLIED,
        F.REVIEW_MEETING,
        F.REVIEW_CONTINUED,
        F.REVIEW_TO_AMEND,
        F.REVIEW_TO_CEASE,
        F.AMENDMENT_NOTICE,
        F.AMENDED_FINAL_SENT,
        F.REASSESSMENT_ASKED,
        F.PLAN_TRANSFERRED,
        F.APPEAL_SENT_TO_US,
    }
)

# Two answers to one question.
_EXCLUDE: tuple[tuple[F, F], ...] = (
    (F.ASSESSMENT_AGREED, F.ASSESSMENT_REFUSED),
    (F.NO_PLAN_NOTIFIED, F.FINAL_SENT),
    (F.REVIEW_CONTINUED, F.REVIEW_TO_AMEND),
    (F.REVIEW_CONTINUED, F.REVIEW_TO_CEASE),
    (F.REVIEW_TO_AMEND, F.REVIEW_TO_CEASE),
    (F.AMENDED_FINAL_SENT, F.NOT_AMENDED),
    (F.REASSESSMENT_AGREED, F.REASSESSMENT_REFUSED),
    (F.ASSESSMENT_REFUSED, F.FINAL_SENT),
    (F.REVIEW_CONTINUED, F.AMENDMENT_NOTICE),
    (F.REVIEW_CONTINUED, F.AMENDED_FINAL_SENT),
    (F.APPEAL_WITHDRAWN, F.TRIBUNAL_DECIDED),
)
# An order or an agreement lets a decision be taken again.
ANEW: frozenset[F] = frozenset(
    {
        F.ORDER_TO_ASSESS,
        F.ORDER_TO_MAKE_PLAN,
        F.ORDER_REFERRED_BACK,
        F.UNOPPOSED_ASSESSMENT,
        F.UNOPPOSED_PLAN,
        F.AGREED_TO_ASSESS,
        F.AGREED_TO_MAKE_PLAN,
    }
)

_DECIDES_ANEW = ANEW | {
    F.ORDER_TO_AMEND,
    F.ORDER_OF_PLACEMENT,
    F.UNOPPOSED_CONTENTS,
    F.UNOPPOSED_PLACEMENT,
    F.AGREED_TO_AMEND,
    F.AGREED_PLACEMENT,
}

# After which notice the family has its fifteen days, and what may not be sent before they end.
_FIFTEEN_DAYS = (
    (F.FINAL_SENT, F.DRAFT_SERVED),
    (F.REASSESSED_PLAN_SENT, F.DRAFT_SERVED),
    (F.AMENDED_FINAL_SENT, F.AMENDMENT_NOTICE),
)
_LAW_FROM = RULE_SETS[0].effective_from or date.max

# From which facts a year to the next review begins.
STARTS_YEAR = (F.FINAL_SENT, F.PLAN_MADE, F.LAST_REVIEWED, F.REVIEW_MEETING)


# Which rules began after the law itself, by the fact that starts them and the day they began.
_BEGAN_LATER: dict[F, dict[date, list[str]]] = {}
for _step in STEPS:
    if BEGAN[_step.rule_id] > _LAW_FROM:
        for _kind in _step.starts:
            _BEGAN_LATER.setdefault(_kind, {}).setdefault(BEGAN[_step.rule_id], []).append(
                _step.rule_id
            )


def problems_of(
    case: Case, facts: tuple[Fact, ...], grouped: list[Round], *, is_law_chosen: bool = False
) -> list[Problem]:
    """Return what is wrong with the facts of a case.

    :param facts: those that stand after corrections; `grouped` are their rounds
    :param is_law_chosen: whether a law was chosen, which answers whatever the days
    """
    found: list[Problem] = []
    for cycle in grouped:
        found.extend(_in_round(cycle))
        found.extend(_before_its_cause(cycle))
    found.extend(_around_the_plan(grouped))
    found.extend(_too_old(facts))
    if not is_law_chosen:
        found.extend(_before_the_rule(facts))
    if any(fact.id or fact.corrects or fact.kind is F.TAKEN_BACK for fact in case.facts):
        found.extend(correction_problems(case.facts))
    return found


@dataclass(frozen=True, slots=True)
class _Check:
    """Everything to look at when a round has facts of one kind."""

    earlier: tuple[F, ...]
    needed: tuple[F, ...]
    once: bool
    other_answers: tuple[F, ...]


_CHECKS: dict[F, _Check] = {
    kind: _Check(
        tuple(earlier for later, earlier in _IN_ORDER if later is kind),
        _NEEDS.get(kind, ()),
        kind in _ONCE,
        tuple(other for one, other in _EXCLUDE if one is kind),
    )
    for kind in F
}


def _in_round(cycle: Round) -> Iterator[Problem]:
    by_kind = cycle.by_kind
    for kind, facts in by_kind.items():
        check = _CHECKS[kind]
        first = facts[0]
        for earlier in check.earlier:
            if earlier in by_kind and first.on < by_kind[earlier][0].on:
                words = first.before(by_kind[earlier][0])
                yield Problem(ProblemKind.OUT_OF_ORDER, words, cycle.name)
        if check.needed and by_kind.keys().isdisjoint(check.needed):
            words = f"{first.words}, but nothing says that {FACT_WORDS[check.needed[0]]}"
            yield Problem(ProblemKind.MISSING_STEP, words, cycle.name)
        if check.once and len(facts) > 1:
            yield from _said_twice(facts, cycle.name)
        for other in check.other_answers:
            if other in by_kind and by_kind.keys().isdisjoint(_DECIDES_ANEW):
                words = f"{first.words} and {by_kind[other][0].words} cannot both be true"
                yield Problem(ProblemKind.CONTRADICTION, words, cycle.name)
    for later, earlier in _IN_ORDER_FOR_EACH:
        if later in by_kind and earlier in by_kind:
            yield from _answered_before_asked(by_kind[later], by_kind[earlier], cycle.name)
    yield from _before_the_fifteen_days(cycle)


def _before_its_cause(cycle: Round) -> Iterator[Problem]:
    """Yield facts that come before everything of their round that could have led to them."""
    for kind, facts in cycle.by_kind.items():
        causes = CAUSES.get(kind)
        cause = cycle.earliest(causes) if causes else None
        first = facts[0]
        if cause is None or first.on >= cause.on or (kind, cause.kind) in _IN_ORDER:
            continue
        anew = cycle.earliest(KEEPING)
        if kind in ALSO_ANEW and anew is not None and anew.on <= first.on:
            continue  # it follows an order or an agreement
        yield Problem(ProblemKind.OUT_OF_ORDER, first.before(cause), cycle.name)


def _answered_before_asked(
    answers: list[Fact], questions: list[Fact], cycle: str
) -> Iterator[Problem]:
    asked = {fact.about: fact for fact in reversed(questions)}
    for answer in answers:
        question = asked.get(answer.about)
        if question is not None and answer.on < question.on:
            words = answer.before(question)
            yield Problem(ProblemKind.OUT_OF_ORDER, words, cycle)


def _said_twice(facts: list[Fact], cycle: str) -> Iterator[Problem]:
    said: dict[str, Fact] = {}
    for fact in facts:
        first = said.setdefault(fact.about, fact)
        if first.on != fact.on:
            words = f"{first.words} and {fact.words}: a second one needs its own cycle"
            yield Problem(ProblemKind.SAID_TWICE, words, cycle)


def _before_the_fifteen_days(cycle: Round) -> Iterator[Problem]:
    """Yield plans sent before the family's fifteen days on the last notice had ended.

    A family that had no more to say about that very notice ends its days itself.
    """
    for sent_kind, served_kind in _FIFTEEN_DAYS:
        sent, served = cycle.by_kind.get(sent_kind), cycle.by_kind.get(served_kind)
        if not sent or not served:
            continue
        plan = sent[0]
        notice = max((fact.on for fact in served if fact.on <= plan.on), default=None)
        if notice is None:  # out of order, which is said already
            continue
        last = counting.days_beginning_with(notice, 15)
        finished = cycle.first_from(F.FAMILY_FINISHED, notice)
        if plan.on <= last and (finished is None or finished.on > plan.on):
            words = f"{plan.words} before the family's fifteen days had ended, on {in_short(last)}"
            yield Problem(ProblemKind.TOO_EARLY, words, cycle.name)


def _around_the_plan(grouped: list[Round]) -> Iterator[Problem]:
    """Yield reviews before or after there was any plan, and transfers of plans of unknown age."""
    plans = [
        cycle.by_kind[kind][0] for cycle in grouped for kind in HAS_PLAN if kind in cycle.by_kind
    ]
    first = min(plans, key=lambda fact: (fact.on, fact.kind), default=None)
    starts = [
        cycle.by_kind[kind][0].on
        for cycle in grouped
        for kind in STARTS_YEAR
        if kind in cycle.by_kind
    ]
    ends = [cycle.by_kind[F.PLAN_ENDED][-1] for cycle in grouped if F.PLAN_ENDED in cycle.by_kind]
    last = max(ends, key=lambda fact: fact.on, default=None)
    if last and any(plan.on >= last.on for plan in plans):
        last = None  # there was another plan after it
    yield from _ended_without_a_decision(grouped, first)
    for cycle in grouped:
        meeting = cycle.by_kind.get(F.REVIEW_MEETING)
        if last and meeting and meeting[-1].on > last.on:
            words = meeting[-1].after(last)
            yield Problem(ProblemKind.OUT_OF_ORDER, words, cycle.name)
        in_round = F.FINAL_SENT in cycle.by_kind  # said already, for this round
        if first and meeting and not in_round and meeting[0].on < first.on:
            words = meeting[0].before(first)
            yield Problem(ProblemKind.OUT_OF_ORDER, words, cycle.name)
        asked = cycle.by_kind.get(F.REASSESSMENT_ASKED)
        if first and asked and asked[0].on < first.on:
            words = asked[0].before(first)
            yield Problem(ProblemKind.OUT_OF_ORDER, words, cycle.name)
        for moved in cycle.by_kind.get(F.PLAN_TRANSFERRED, ()):
            if not any(start <= moved.on for start in starts):
                words = (
                    f"{moved.words}, but nothing says when the plan was made or last reviewed, "
                    "so its review has no day"
                )
                yield Problem(ProblemKind.MISSING_STEP, words, cycle.name)


def _ended_without_a_decision(grouped: list[Round], first: Fact | None) -> Iterator[Problem]:
    """Yield plans that ended before there was any, or without a decision (s45)."""
    decided = [
        fact.on
        for cycle in grouped
        for kind in (*CEASING, F.ORDER_TO_CEASE)
        for fact in cycle.by_kind.get(kind, ())
    ]
    for cycle in grouped:
        for ended in cycle.by_kind.get(F.PLAN_ENDED, ())[:1]:
            if first and ended.on < first.on:
                yield Problem(ProblemKind.OUT_OF_ORDER, ended.before(first), cycle.name)
            elif not decided:
                words = f"{ended.words}, but nothing says that {FACT_WORDS[F.CEASE_DECIDED]}"
                yield Problem(ProblemKind.MISSING_STEP, words, cycle.name)


def _too_old(facts: tuple[Fact, ...]) -> Iterator[Problem]:
    born = [fact for fact in facts if fact.kind is F.BORN]
    day = min((fact.on for fact in born), default=None)
    for other in born[1:]:
        if other.on != born[0].on:
            words = "two different dates of birth are given"
            yield Problem(ProblemKind.CONTRADICTION, words)
            break
    for fact in facts:
        if day is not None and fact.on < day:
            words = f"{fact.words} comes before the date of birth, {in_short(day)}"
            yield Problem(ProblemKind.BEFORE_BIRTH, words, fact.cycle)
        if fact.on < _LAW_FROM and fact.kind is not F.BORN:
            words = f"{fact.words} is before this law began, on {in_short(_LAW_FROM)}"
            yield Problem(ProblemKind.BEFORE_THE_LAW, words, fact.cycle)


def _before_the_rule(facts: tuple[Fact, ...]) -> Iterator[Problem]:
    """Yield facts that start a rule which had not begun, though the law had."""
    for fact in facts:
        if fact.kind not in _BEGAN_LATER:
            continue
        for began, rule_ids in _BEGAN_LATER[fact.kind].items():
            if _LAW_FROM <= fact.on < began:
                words = (
                    f"{fact.words} is before {' and '.join(rule_ids)} began, on "
                    f"{in_short(began)}: the law since then is used for want of another"
                )
                yield Problem(ProblemKind.BEFORE_THE_LAW, words, fact.cycle)
