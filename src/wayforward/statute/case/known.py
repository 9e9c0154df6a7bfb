"""What could be known of a case on one day."""

from datetime import date

from wayforward.statute.case.facts import ExceptionFact, Fact
from wayforward.statute.case.facts import FactKind as F
from wayforward.statute.case.named import Problem, ProblemKind
from wayforward.statute.days import in_short

# Days that are set beforehand, and from which something is due before they come.
SET_BEFOREHAND: frozenset[F] = frozenset(
    {
        F.REVIEW_MEETING,
        F.TRANSFER_GENERAL,
        F.TRANSFER_POST16,
        F.TRANSFER_BETWEEN_POST16,
        F.MOVED,
        F.MEDIATION_HELD,
        F.HEARING,
    }
)


def known_on(
    facts: tuple[Fact, ...], exceptions: tuple[ExceptionFact, ...], on: date
) -> tuple[tuple[Fact, ...], tuple[ExceptionFact, ...], list[Problem]]:
    """Return the facts and exceptions up to a day, and that there are later ones, if so."""
    known = tuple(fact for fact in facts if fact.on <= on or fact.kind in SET_BEFOREHAND)
    begun = tuple(given for given in exceptions if given.from_on <= on)
    later = len(facts) - len(known) + len(exceptions) - len(begun)
    if not later:
        return known, begun, []
    words = f"left out, because later than {in_short(on)}: {later} of the facts and exceptions"
    return known, begun, [Problem(ProblemKind.LATER_LEFT_OUT, words)]
