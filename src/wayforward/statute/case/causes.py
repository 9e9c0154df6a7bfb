"""What could have led to a fact: one of these comes before it, or on the same day.

Worked out from the steps: what meets a duty follows what starts it.
"""

from collections.abc import Iterable

from wayforward.statute.case.facts import FactKind as F
from wayforward.statute.case.steps import APPEALABLE, DETAINED, KEEPING, START, STEPS, Kinds

# What decides or sends something, and may be done again after an order or an agreement.
ALSO_ANEW: frozenset[F] = frozenset(
    {*APPEALABLE, F.ASSESSMENT_AGREED, F.REASSESSMENT_AGREED, F.DRAFT_SERVED}
)
# Looked at elsewhere, with more than the order of two facts.
_ELSEWHERE = frozenset({F.APPEAL_LODGED, F.ADVICE_SUPPLIED, F.SCHOOL_REPLIED})


def _causes() -> dict[F, Kinds]:
    found: dict[F, dict[F, None]] = {}

    def add(kind: F, starts: Iterable[F]) -> None:
        if kind not in _ELSEWHERE:
            dropped = KEEPING if kind in ALSO_ANEW else ()
            kept = (start for start in starts if start not in dropped)
            found.setdefault(kind, {}).update(dict.fromkeys(kept))

    for step in STEPS:
        if not step.before:
            for kind in (*step.met_by, *step.instead):
                add(kind, step.starts)
    add(F.REQUEST_WITHDRAWN, (*START, *DETAINED))
    add(
        F.ADVICE_REQUEST_RECEIVED,
        (
            *(*START, *DETAINED, F.REASSESSMENT_ASKED, F.REASSESSMENT_AGREED),
            *(F.ORDER_TO_ASSESS, F.UNOPPOSED_ASSESSMENT, F.AGREED_TO_ASSESS),
        ),
    )
    return {kind: tuple(starts) for kind, starts in found.items() if starts}


CAUSES: dict[F, Kinds] = _causes()
