"""Every page about a child, and who gets it: by role, once their relationship shows them the child.

Somebody who does not see the child gets 404 whatever their role. Somebody who sees the child but
whose role is not named gets 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildContactFactory,
    ChildFactory,
    DiagnosisFactory,
    MergeFactory,
    OwnWordsFactory,
    SchoolingFactory,
    TaskFactory,
    with_a_picture,
)
from wayforward.people.models import (
    Allocation,
    BreakGlass,
    Caring,
    Child,
    Schooling,
    Task,
    TeamWork,
)

FAMILY = {"parent", "young_person"}
WRITERS = {
    *("senco", "duty_officer", "specialist_teacher", "psychologist", "social_worker"),
    *("caseworker", "head_of_service"),
}
PROFESSIONALS = WRITERS | {"teacher", "forum_clerk"}
FAMILY_WORK = {"caseworker", "head_of_service"}
HEAD = {"head_of_service"}


@dataclass(frozen=True, slots=True)
class ChildPage:
    """Who gets a page of a child.

    :param roles: the roles that get it
    :param about: from a child (or none yet) to the parts of the address
    """

    roles: set[str]
    about: Callable[[Child], dict[str, Any]] = lambda child: {"pk": child.pk}

    def kwargs(self) -> dict[str, Any]:
        """Return the parts of the address for some child."""
        return self.about(ChildFactory())


def of(factory: Any, **more: Any) -> Callable[[Child], dict[str, Any]]:
    """Return the parts of the address of something of the child."""
    return lambda child: {"pk": factory(child=child, **more).pk}


def at_a_place(child: Child) -> dict[str, Any]:
    return {"pk": child.pk, "place": EstablishmentFactory().pk}


def with_a_photo(child: Child) -> dict[str, Any]:
    child.photo = with_a_picture(child).document
    child.save(update_fields=["photo"])
    return {"pk": child.pk}


def a_known_carer(child: Child) -> dict[str, Any]:
    return {"pk": child.pk, "carer": CaringFactory(child=child).carer.pk}


def beside_another(child: Child) -> dict[str, Any]:
    """Return the parts of the address of two records, the other seen by whoever sees the child."""
    other = ChildFactory()
    for model in (Allocation, BreakGlass, Caring, Schooling, Task, TeamWork):
        for row in model._default_manager.filter(child=child):
            row.pk, row.child = None, other
            row.save(force_insert=True)
    return {"pk": child.pk, "other": other.pk}


CHILD_PAGES: dict[str, ChildPage] = {
    "people:child": ChildPage(PROFESSIONALS | FAMILY),
    "people:child-people": ChildPage(PROFESSIONALS | FAMILY),
    "people:child-history": ChildPage(PROFESSIONALS),
    "people:child-file": ChildPage(
        PROFESSIONALS | FAMILY, lambda child: {"pk": child.pk, "form": "json"}
    ),
    "people:child-looks": ChildPage(HEAD),
    "people:edit-child": ChildPage(WRITERS),
    "people:add-address": ChildPage(WRITERS),
    "people:record-needs": ChildPage(WRITERS),
    "people:add-diagnosis": ChildPage(WRITERS),
    "people:remove-diagnosis": ChildPage(WRITERS, of(DiagnosisFactory)),
    "people:write-profile": ChildPage(WRITERS),
    "people:own-words": ChildPage(PROFESSIONALS | FAMILY),
    "people:add-own-words": ChildPage(WRITERS | FAMILY),
    "people:own-words-file": ChildPage(
        PROFESSIONALS | FAMILY, lambda child: {"pk": with_a_picture(child).pk}
    ),
    "people:take-back-own-words": ChildPage(WRITERS | FAMILY, of(OwnWordsFactory)),
    "people:release-own-words": ChildPage(WRITERS, of(OwnWordsFactory)),
    "people:photo": ChildPage(PROFESSIONALS | FAMILY, with_a_photo),
    "people:change-photo": ChildPage(WRITERS | FAMILY),
    "people:remove-photo": ChildPage(WRITERS | FAMILY),
    "people:compare": ChildPage(FAMILY_WORK, beside_another),
    "people:not-same": ChildPage(FAMILY_WORK, beside_another),
    "people:unmerge": ChildPage(FAMILY_WORK, of(MergeFactory)),
    "people:choose-place": ChildPage(WRITERS),
    "people:start-schooling": ChildPage(WRITERS, at_a_place),
    "people:start-without-place": ChildPage(WRITERS),
    "people:record-attendance": ChildPage(WRITERS, of(SchoolingFactory, kind="second")),
    "people:end-schooling": ChildPage(WRITERS, of(SchoolingFactory, kind="second")),
    "people:add-carer": ChildPage(FAMILY_WORK),
    "people:edit-carer": ChildPage(FAMILY_WORK, of(CaringFactory)),
    "people:end-caring": ChildPage(FAMILY_WORK, of(CaringFactory)),
    "people:find-carer": ChildPage(FAMILY_WORK),
    "people:join-family": ChildPage(FAMILY_WORK, a_known_carer),
    "people:invite-carer": ChildPage(FAMILY_WORK, of(CaringFactory)),
    "people:invite-young-person": ChildPage(FAMILY_WORK),
    "people:agreement": ChildPage(FAMILY_WORK | {"young_person"}, of(CaringFactory)),
    "people:allocate": ChildPage(WRITERS),
    "people:end-allocation": ChildPage(WRITERS, of(AllocationFactory)),
    "people:pass-on-child": ChildPage(WRITERS, of(AllocationFactory)),
    "people:add-contact": ChildPage(WRITERS),
    "people:end-contact": ChildPage(WRITERS, of(ChildContactFactory)),
    "people:start-team-work": ChildPage(WRITERS),
    "people:ask": ChildPage(WRITERS),
    "people:finish-task": ChildPage(PROFESSIONALS | FAMILY, of(TaskFactory)),
    "people:restrict": ChildPage(HEAD),
    "people:lift-restriction": ChildPage(HEAD),
    "people:name-person": ChildPage(HEAD),
}
