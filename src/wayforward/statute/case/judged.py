"""What is wrong with the steps around appeals, orders and moves to another school."""

from collections.abc import Iterator
from datetime import timedelta

from wayforward.statute.case.duty import Duty
from wayforward.statute.case.facts import FACT_WORDS, Fact
from wayforward.statute.case.facts import FactKind as F
from wayforward.statute.case.grouped import Round
from wayforward.statute.case.named import Problem, ProblemKind
from wayforward.statute.case.problems import ANEW
from wayforward.statute.case.steps import APPEALABLE, REQUESTS, UNOPPOSED
from wayforward.statute.days import in_short

# An appeal against one of these is never only about the school named (s55(1), (2)).
_NEEDS_CERTIFICATE = (
    F.ASSESSMENT_REFUSED,
    F.NO_PLAN_NOTIFIED,
    F.REVIEW_TO_CEASE,
    F.REASSESSMENT_REFUSED,
    F.CEASE_DECIDED,
)
_MOVES_ON = (F.TRANSFER_GENERAL, F.TRANSFER_POST16, F.TRANSFER_BETWEEN_POST16)
_YEAR = timedelta(days=366)


def judge(found: list[Duty], grouped: list[Round]) -> Iterator[Problem]:
    """Yield what is wrong in each round, by the facts and by the duties that they start."""
    for cycle in grouped:
        yield from _one_round_for_two(cycle)
        yield from _appeal(cycle)
        yield from _unopposed_too_late(cycle)
        yield from _next_setting(cycle, grouped)
    yield from _adviser_too_late(found)


def _one_round_for_two(cycle: Round) -> Iterator[Problem]:
    """Yield what followed an order in the round of the request, whose limits would judge it."""
    anew = cycle.earliest(ANEW)
    request = cycle.earliest(REQUESTS) if anew else None
    if request is None or anew is None or request.on > anew.on:
        return
    ended_on = cycle.met_on((F.FINAL_SENT, F.NO_PLAN_NOTIFIED), anew.on, "")
    if ended_on is not None:
        words = (
            f"{request.words} and {anew.words}: what follows an order needs its own cycle, or "
            f"{in_short(ended_on)} is judged by the limits of the request"
        )
        yield Problem(ProblemKind.NEEDS_ITS_OWN_CYCLE, words, cycle.name)


def _appeal(cycle: Round) -> Iterator[Problem]:
    """Yield an appeal before its decision, or without a certificate that it needs."""
    lodged = cycle.earliest((F.APPEAL_LODGED,))
    first = cycle.earliest(APPEALABLE) if lodged else None
    if lodged is None or first is None:
        return
    if lodged.on < first.on:
        words = lodged.before(first)
        yield Problem(ProblemKind.OUT_OF_ORDER, words, cycle.name)
        return
    against = _latest(cycle, lodged)
    certificate = cycle.earliest((F.MEDIATION_CERTIFICATE,))
    if against.kind not in _NEEDS_CERTIFICATE or (certificate and certificate.on <= lodged.on):
        return
    words = (
        f"{lodged.words}, but nothing says that {FACT_WORDS[F.MEDIATION_CERTIFICATE]} before it; "
        "an appeal about more than the school needs one"
    )
    yield Problem(ProblemKind.MISSING_STEP, words, cycle.name)


def _latest(cycle: Round, lodged: Fact) -> Fact:
    """Return the last decision up to an appeal."""
    decisions = [
        fact for kind in APPEALABLE for fact in cycle.by_kind.get(kind, ()) if fact.on <= lodged.on
    ]
    return max(decisions, key=lambda fact: (fact.on, fact.kind))


def _unopposed_too_late(cycle: Round) -> Iterator[Problem]:
    response = cycle.earliest((F.RESPONSE_SENT,))
    unopposed = cycle.earliest(UNOPPOSED) if response else None
    if response and unopposed and unopposed.on > response.on:
        words = f"{unopposed.after(response)}: a consent order is needed"
        yield Problem(ProblemKind.TOO_LATE, words, cycle.name)


def _next_setting(cycle: Round, grouped: list[Round]) -> Iterator[Problem]:
    """Yield a plan amended before a move, where nobody said that it names the next setting."""
    move = cycle.earliest(_MOVES_ON)
    if move is None or F.TRANSFER_PLAN_SENT in cycle.by_kind:
        return
    for other in grouped:
        for amended in other.by_kind.get(F.AMENDED_FINAL_SENT, ()):
            if move.on - _YEAR <= amended.on <= move.on:
                words = (
                    f"{amended.words}, but nothing says that {FACT_WORDS[F.TRANSFER_PLAN_SENT]}; "
                    "add that fact, if this plan names it"
                )
                yield Problem(ProblemKind.MISSING_STEP, words, cycle.name)


def _adviser_too_late(found: list[Duty]) -> Iterator[Problem]:
    """Yield a first contact with the adviser after the two months of every decision before it."""
    last: dict[str, Duty] = {}
    contacts = [d for d in found if d.met_on is not None and d.due.rule.id == "MED_CONTACT"]
    for duty in sorted(contacts, key=lambda duty: duty.due.due_on):
        last[duty.cycle] = duty
    for duty in last.values():
        if duty.met_on and duty.met_on > duty.due.due_on:
            words = (
                f"{FACT_WORDS[F.ADVISER_CONTACTED]} ({in_short(duty.met_on)}) after its two "
                f"months had ended, on {in_short(duty.due.due_on)}"
            )
            yield Problem(ProblemKind.TOO_LATE, words, duty.cycle)
