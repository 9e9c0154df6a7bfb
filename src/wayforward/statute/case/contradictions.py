"""What cannot be true together in a case: appeals and orders, withdrawals, schools and ages."""

from collections.abc import Iterator

from wayforward.statute.ages import birthday
from wayforward.statute.case.facts import FACT_WORDS, Fact
from wayforward.statute.case.facts import FactKind as F
from wayforward.statute.case.grouped import Round
from wayforward.statute.case.named import Problem, ProblemKind
from wayforward.statute.case.problems import ANEW
from wayforward.statute.case.steps import (
    APPEALABLE,
    CEASING,
    DECIDED,
    ORDERS,
    REQUESTS,
    UNOPPOSED,
)
from wayforward.statute.days import in_short

_FOLLOWS_A_REQUEST = (*DECIDED, F.NO_PLAN_NOTIFIED, F.DRAFT_SERVED, F.FINAL_SENT)
_GOES_ON = (F.ORDER_TO_CONTINUE, F.UNOPPOSED_CEASE, F.AGREED_TO_CONTINUE)
_TOO_OLD = 25  # a request is for a child or a young person, who is under 25 (s36(1), s83(2))


def contradictions(grouped: list[Round]) -> Iterator[Problem]:
    """Yield what cannot be true together, within each round and across them."""
    for cycle in grouped:
        yield from _certificate_before_decision(cycle)
        yield from _ordered_though_unopposed(cycle)
        yield from _decided_after_withdrawal(cycle)
        yield from _school_before_draft(cycle)
    yield from _orders_before_appeals(grouped)
    yield from _appeals_of_nothing(grouped)
    yield from _too_old_to_ask(grouped)
    yield from _ended_though_it_goes_on(grouped)


def _all(grouped: list[Round], kinds: tuple[F, ...]) -> list[Fact]:
    return [fact for cycle in grouped for kind in kinds for fact in cycle.by_kind.get(kind, ())]


def _out_of_order(later: Fact, earlier: Fact, cycle: str) -> Problem:
    return Problem(ProblemKind.OUT_OF_ORDER, later.before(earlier), cycle)


def _certificate_before_decision(cycle: Round) -> Iterator[Problem]:
    issued = cycle.earliest((F.MEDIATION_CERTIFICATE,))
    decision = cycle.earliest(APPEALABLE) if issued else None
    if issued and decision and issued.on < decision.on:
        yield _out_of_order(issued, decision, cycle.name)


def _ordered_though_unopposed(cycle: Round) -> Iterator[Problem]:
    """Yield an order in an appeal that was not opposed, and so ended without one (reg 45(2))."""
    unopposed = cycle.earliest(UNOPPOSED)
    if unopposed is None:
        return
    for kind in ORDERS:
        order = cycle.first_from(kind, unopposed.on)
        if order is not None:
            words = (
                f"{unopposed.words} and {order.words} cannot both be true: an appeal that is not "
                "opposed ends without an order"
            )
            yield Problem(ProblemKind.CONTRADICTION, words, cycle.name)


def _decided_after_withdrawal(cycle: Round) -> Iterator[Problem]:
    withdrawn = cycle.earliest((F.REQUEST_WITHDRAWN,))
    if withdrawn is None or not cycle.by_kind.keys().isdisjoint(ANEW):
        return
    if cycle.met_on(REQUESTS, withdrawn.on, "") is not None:
        return
    for kind in _FOLLOWS_A_REQUEST:
        sent = cycle.first_from(kind, withdrawn.on)
        if sent is not None:
            words = f"{sent.after(withdrawn)}, and nothing says that a new request arrived"
            yield Problem(ProblemKind.CONTRADICTION, words, cycle.name)


def _school_before_draft(cycle: Round) -> Iterator[Problem]:
    """Yield a consultation in the round of a request that has no draft to consult about."""
    asked = cycle.earliest((F.SCHOOL_CONSULTED,))
    has_draft = F.DRAFT_SERVED in cycle.by_kind  # its order is looked at elsewhere
    if asked and not has_draft and cycle.earliest(REQUESTS):
        words = f"{asked.words}, but nothing says that {FACT_WORDS[F.DRAFT_SERVED]} before it"
        yield Problem(ProblemKind.MISSING_STEP, words, cycle.name)


def _orders_before_appeals(grouped: list[Round]) -> Iterator[Problem]:
    """Yield orders before the appeal of their round or, if it has none, before every appeal."""
    every = min(_all(grouped, (F.APPEAL_LODGED,)), key=lambda fact: fact.on, default=None)
    for cycle in grouped:
        if cycle.by_kind.keys().isdisjoint(ORDERS):
            continue
        lodged = cycle.earliest((F.APPEAL_LODGED,)) or every
        for kind in ORDERS:
            order = cycle.earliest((kind,))
            if order and lodged and order.on < lodged.on:
                yield _out_of_order(order, lodged, cycle.name)


def _appeals_of_nothing(grouped: list[Round]) -> Iterator[Problem]:
    """Yield appeals before which no round has any decision that can be appealed (s51(2))."""
    decisions = _all(grouped, APPEALABLE)
    for cycle in grouped:
        lodged = cycle.earliest((F.APPEAL_LODGED,))
        if lodged is None or cycle.earliest(APPEALABLE):
            continue
        if not any(decision.on <= lodged.on for decision in decisions):
            words = f"{lodged.words}, but nothing says that a decision was sent before it"
            yield Problem(ProblemKind.MISSING_STEP, words, cycle.name)


def _too_old_to_ask(grouped: list[Round]) -> Iterator[Problem]:
    born = min((fact.on for fact in _all(grouped, (F.BORN,))), default=None)
    if born is None:
        return
    too_old_on = birthday(born, _TOO_OLD)
    for cycle in grouped:
        request = cycle.earliest(REQUESTS)
        if request and request.on >= too_old_on:
            words = f"{request.words} is on or after the 25th birthday, {in_short(too_old_on)}"
            yield Problem(ProblemKind.TOO_OLD, words, cycle.name)


def _ended_though_it_goes_on(grouped: list[Round]) -> Iterator[Problem]:
    """Yield a plan that ended after it was to go on, with no new decision since (s45)."""
    kept = _all(grouped, _GOES_ON)
    if not kept:
        return
    decisions = _all(grouped, (*CEASING, F.ORDER_TO_CEASE))
    for cycle in grouped:
        for ended in cycle.by_kind.get(F.PLAN_ENDED, ()):
            before = [fact for fact in kept if fact.on <= ended.on]
            last = max(before, key=lambda fact: (fact.on, fact.kind), default=None)
            if last and not any(last.on < decision.on <= ended.on for decision in decisions):
                words = f"{ended.after(last)}, and nothing says that there was a new decision"
                yield Problem(ProblemKind.CONTRADICTION, words, cycle.name)
