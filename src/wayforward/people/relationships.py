"""The relationships that this app knows: who may see which child, and by what record.

`holds` is a link that has begun and has not ended. Each function returns one column, child_id.
A restricted record is left out of all but the closest relationships.
"""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from wayforward.access.relationships import Relationship, register
from wayforward.people.models import (
    Absence,
    Allocation,
    BreakGlass,
    Caring,
    Child,
    Named,
    Post,
    Schooling,
    Task,
    TeamWork,
)
from wayforward.people.permissions import can_open_as_family


def holds(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated link holds on a day; no first day means always."""
    begun = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": on})
    not_over = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return begun & not_over


def open_records(query: QuerySet[Any]) -> Any:
    """Return the ids of the children of a query whose record is not restricted."""
    return query.filter(child__is_restricted=False).values("child_id")


def myself(user: Any, on: date) -> Any:
    """The young person's own record, by an account for families."""
    if not can_open_as_family(user, None):
        return Child.objects.none().values(child_id=F("pk"))
    return Child.objects.filter(user=user).values(child_id=F("pk"))


def my_child(user: Any, on: date) -> Any:
    """A child whom the user cares for; once the rights are the child's, only if the child agrees.

    By an account for families: at work, a parent who works here does not see their own child.
    """
    if not can_open_as_family(user, None):
        return Caring.objects.none().values("child_id")
    still_the_parents = Q(child__rights_pass_on__gt=on)
    agreed = Q(young_person_agrees=True)
    return (
        Caring.objects.filter(holds(on), carer__user=user)
        .exclude(told=Caring.NOTHING)
        .filter(still_the_parents | agreed)
        .values("child_id")
    )


def my_schools_pupil(user: Any, on: date) -> Any:
    """A pupil on the roll of a setting where the user has a post that sees the whole roll."""
    posts = Post.objects.filter(holds(on), user=user, sees_all=True).values("establishment_id")
    return open_records(Schooling.objects.filter(holds(on), establishment_id__in=posts))


def my_caseload(user: Any, on: date) -> Any:
    """A child who is on the user's caseload, or among a teacher's pupils."""
    return Allocation.objects.filter(holds(on), user=user).values("child_id")


def my_teams_work(user: Any, on: date) -> Any:
    """A child with whom a team of the user is working."""
    return open_records(
        TeamWork.objects.filter(
            holds(on), holds(on, "team__memberships__"), team__memberships__user=user
        )
    )


def task_for_me(user: Any, on: date) -> Any:
    """A child about whom something is asked of the user, until it is done."""
    return open_records(Task.objects.filter(asked_of=user, done_on__isnull=True))


def my_teams_caseload(user: Any, on: date) -> Any:
    """A child on the caseload of somebody in a team that the user manages."""
    theirs = "user__memberships__team__memberships__"
    return open_records(
        Allocation.objects.filter(
            holds(on),
            holds(on, "user__memberships__"),
            holds(on, theirs),
            **{f"{theirs}user": user, f"{theirs}is_manager": True},
        ).exclude(user=user)
    )


def those_covered(user: Any, on: date) -> Any:
    """Return the ids of those who are away on a day and whom the user covers for."""
    return Absence.objects.filter(
        covered_by=user, starts_on__lte=on, ends_on__gte=on, user__is_active=True
    ).values("user_id")


def covered_caseload(user: Any, on: date) -> Any:
    """A child on the caseload of somebody who is away, whom the user covers for."""
    return open_records(Allocation.objects.filter(holds(on), user__in=those_covered(user, on)))


def covered_task(user: Any, on: date) -> Any:
    """A child about whom something is asked of somebody whom the user covers for."""
    return open_records(
        Task.objects.filter(asked_of__in=those_covered(user, on), done_on__isnull=True)
    )


def covered_pupil(user: Any, on: date) -> Any:
    """A pupil of the setting of somebody who is away, if the user works there too."""
    posts = Post.objects.filter(
        holds(on),
        holds(on, "establishment__posts__"),
        establishment__posts__user=user,
        sees_all=True,
        user__in=those_covered(user, on),
    ).values("establishment_id")
    return open_records(Schooling.objects.filter(holds(on), establishment_id__in=posts))


def named(user: Any, on: date) -> Any:
    """A restricted record that the user was named for."""
    return Named.objects.filter(user=user).values("child_id")


def emergency(user: Any, on: date) -> Any:
    """A record that the user opened in an emergency, until its time is over."""
    return BreakGlass.objects.filter(user=user, closes_at__gt=Now()).values("child_id")


def register_relationships() -> None:
    """Tell `access` of them; called when the app starts."""
    closest = {"holds_when_restricted": True}
    for relationship in (
        Relationship("myself", "their own record", "(you yourself)", myself, **closest),
        Relationship("my_child", "a child whom they care for", "you care for", my_child, **closest),
        Relationship(
            "pupil", "a pupil of the setting where they work", "at your setting", my_schools_pupil
        ),
        Relationship(
            "caseload", "a child on their caseload", "on your caseload", my_caseload, **closest
        ),
        Relationship(
            "team", "a child with whom their team is working", "with your team", my_teams_work
        ),
        Relationship(
            "task",
            "a child about whom something is asked of them",
            "about whom something is asked of you",
            task_for_me,
        ),
        Relationship(
            "managed",
            "a child on a caseload of the team that they manage",
            "on the caseloads of your team",
            my_teams_caseload,
        ),
        Relationship(
            "cover",
            "a child on the caseload of somebody who is away, whom they cover for",
            "on the caseload of somebody whom you cover for",
            covered_caseload,
        ),
        Relationship(
            "cover_task",
            "a child about whom something is asked of somebody whom they cover for",
            "about whom something is asked of somebody whom you cover for",
            covered_task,
        ),
        Relationship(
            "cover_pupil",
            "a pupil of the setting where they cover for somebody",
            "at the setting where you cover for somebody",
            covered_pupil,
        ),
        Relationship(
            "named",
            "a restricted record that they were named for",
            "whose restricted record you may see",
            named,
            **closest,
        ),
        Relationship(
            "emergency",
            "a record opened in an emergency",
            "opened in an emergency",
            emergency,
            **closest,
        ),
    ):
        register(relationship)
