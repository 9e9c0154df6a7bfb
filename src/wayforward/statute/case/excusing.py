"""Which recorded exceptions excuse which duties of a case, and which do not hold."""

from datetime import date

from wayforward.statute import excuses
from wayforward.statute.case.facts import ExceptionFact
from wayforward.statute.case.named import Problem, ProblemKind
from wayforward.statute.due import Due
from wayforward.statute.excuses import EXCUSES, Verdict
from wayforward.statute.status import Excused

_PLAN_GROUNDS = ("E1", "E2", "E3", "E4")


def excuse_duties(
    exceptions: tuple[ExceptionFact, ...], duties: list[tuple[Due, str, str]]
) -> tuple[list[Excused | None], list[Problem]]:
    """Return what excuses each duty, and a problem for each exception that excuses none.

    :param duties: each with the round that it belongs to and whom it is about
    """
    excused: list[Excused | None] = [None] * len(duties)
    wrong: list[Problem] = []
    for given in sorted(exceptions, key=_place):
        refusals: list[str] = []
        helped = False
        for index, (due, cycle, about) in enumerate(duties):
            if not _reaches(given, cycle) or given.about not in ("", about):
                continue
            code = _code_for(given, due)
            if not code:
                continue
            verdict = verdict_on(given, due)
            if verdict.holds and verdict.since is not None:
                helped = True
                if excused[index] is None:
                    words = EXCUSES[code].words
                    excused[index] = Excused(code, words, verdict.since, verdict.until)
            else:
                refusals.append(f"{due.rule.id}: {verdict.why}")
        if helped:
            continue
        if refusals:
            words = f"{given.code} does not excuse {'; '.join(sorted(refusals))}"
            wrong.append(Problem(ProblemKind.EXCEPTION_DOES_NOT_HOLD, words, given.cycle))
        else:
            words = f"{given.code} is not an exception to any limit of this case"
            wrong.append(Problem(ProblemKind.EXCEPTION_NOT_ALLOWED, words, given.cycle))
    return excused, wrong


def _reaches(given: ExceptionFact, cycle: str) -> bool:
    """Tell whether an exception is about a round.

    Without a round it is about every one whose period it falls in, as an absence is; but what was
    directed or agreed is about one act.
    """
    return given.cycle == cycle or (not given.cycle and given.code not in ("TD", "WA"))


def _place(given: ExceptionFact) -> tuple[date, str, str, str, str, str]:
    return given.from_on, given.code, given.cycle, given.rule_id, given.about, repr(given)


def _code_for(given: ExceptionFact, due: Due) -> str:
    """Return under which code the law lets this exception excuse the duty, or ""."""
    if given.rule_id and given.rule_id != due.rule.id:
        return ""
    allowed = due.excused_by
    if given.code in allowed:
        return given.code
    return "O3" if given.code in _PLAN_GROUNDS and "O3" in allowed else ""


def verdict_on(given: ExceptionFact, due: Due) -> Verdict:
    """Return whether an exception holds for a duty, between its start and its last day."""
    start, end = due.anchored_on, due.due_on
    code = given.code
    if code in ("E1", "E2"):
        return _closure(given, start, end)
    if code in ("E4", "X2", "O2"):
        return _absence(given, start, end)
    if code == "X3":
        return excuses.missed_appointment(missed_on=given.from_on, period_from=start, period_to=end)
    if code == "CV":
        return excuses.coronavirus(from_on=given.from_on, period_to=end)
    if code == "WA":
        return excuses.agreed_or_directed(
            on=given.from_on, reason=given.reason, period_to=end, instead_on=given.to_on
        )
    if code == "TD":
        return excuses.agreed_or_directed(
            on=given.from_on,
            reason=given.reason,
            named=bool(given.rule_id),
            instead_on=given.to_on,
        )
    return excuses.circumstances(
        who=given.who,
        reason=given.reason,
        began_on=given.from_on,
        ended_on=given.to_on,
        period_from=start,
        period_to=end,
    )


def _closure(given: ExceptionFact, start: date, end: date) -> Verdict:
    if given.to_on is None or given.asked_on is None:
        return Verdict(False, "The days of re-opening and of asking for advice are needed.")
    return excuses.closure(
        closed_from=given.from_on,
        reopens_on=given.to_on,
        asked_on=given.asked_on,
        period_from=start,
        period_to=end,
    )


def _absence(given: ExceptionFact, start: date, end: date) -> Verdict:
    if given.to_on is None:
        return Verdict(False, "The day of return is needed.")
    return excuses.absence(
        away_from=given.from_on,
        back_on=given.to_on,
        period_from=start,
        period_to=end,
        under_order=given.code == "O2",
    )
