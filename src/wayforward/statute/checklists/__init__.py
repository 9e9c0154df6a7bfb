"""What the law lists, as data: plans, advice, reports, the Local Offer and appeals."""

from wayforward.statute.checklists.base import Checklist, Item
from wayforward.statute.checklists.local_offer import (
    CONSULTATION_GROUPS,
    CONSULTATION_HEADINGS,
    LOCAL_OFFER,
)
from wayforward.statute.checklists.plans import (
    ADULTHOOD,
    ADVICE,
    APPEAL_KINDS,
    PLACEMENT_GROUNDS,
    SECTIONS,
    AppealKind,
    PlanSection,
    needs_certificate,
)
from wayforward.statute.checklists.schools import INFORMATION_REPORT
from wayforward.statute.errors import StatuteError

CHECKLISTS: dict[str, Checklist] = {
    checklist.name: checklist
    for checklist in (
        SECTIONS,
        ADVICE,
        INFORMATION_REPORT,
        LOCAL_OFFER,
        CONSULTATION_GROUPS,
        CONSULTATION_HEADINGS,
        PLACEMENT_GROUNDS,
        APPEAL_KINDS,
    )
}


def checklist_named(name: str) -> Checklist:
    """Return a checklist.

    :raises StatuteError: if there is none
    """
    found = CHECKLISTS.get(name)
    if found is None:
        raise StatuteError(f"no checklist is called {name!r}; use {', '.join(CHECKLISTS)}")
    return found


__all__ = [
    "ADULTHOOD",
    "ADVICE",
    "APPEAL_KINDS",
    "CHECKLISTS",
    "CONSULTATION_GROUPS",
    "CONSULTATION_HEADINGS",
    "INFORMATION_REPORT",
    "LOCAL_OFFER",
    "PLACEMENT_GROUNDS",
    "SECTIONS",
    "AppealKind",
    "Checklist",
    "Item",
    "PlanSection",
    "checklist_named",
    "needs_certificate",
]
