"""Reads about work: who has how much, what is open, who can take it on, what nobody has."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wayforward.establishments.models import Establishment
from wayforward.people.models import (
    Absence,
    Allocation,
    BreakGlass,
    Child,
    Membership,
    Post,
    Schooling,
    Task,
    Team,
    TeamWork,
    User,
)
from wayforward.people.permissions import can_manage_teams, can_review_looks, holding
from wayforward.people.relationships import holds
from wayforward.people.roles import ROLES, SCHOOL_ROLES

OPENING_ROLES = sorted(
    role.code for role in ROLES.values() if "people.open_records" in role.permissions
)


def away_on(on: datetime.date) -> QuerySet[Absence]:
    """Return the absences of a day."""
    return Absence.objects.filter(starts_on__lte=on, ends_on__gte=on)


def _number(query: QuerySet[Any], by: str) -> Coalesce:
    """Return how many rows of a query are of the person in an outer query."""
    counted = query.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_workload(people: QuerySet[Any], on: datetime.date, user: str = "pk") -> QuerySet[Any]:
    """Return people with `children`, `open_tasks` and `is_away` of a day. No more queries.

    :param user: the field of the query that is the person
    """
    theirs = Allocation.objects.filter(holds(on), user=OuterRef(user))
    asked = Task.objects.filter(done_on__isnull=True, asked_of=OuterRef(user))
    counted: QuerySet[Any] = people.annotate(
        children=_number(theirs, "user"),
        open_tasks=_number(asked, "asked_of"),
        is_away=Exists(away_on(on).filter(user=OuterRef(user))),
    )
    return counted


def members_of(team: Any, *, on: datetime.date) -> QuerySet[Membership]:
    """Return who is or will be in a team, with their work, managers first. One query."""
    places = team.memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return with_workload(places.select_related("user"), on, "user_id").order_by(
        "-is_manager", "user__full_name", "pk"
    )


def colleagues_of(person: Any, *, on: datetime.date, place: Any = None) -> QuerySet[User]:
    """Return who may cover for somebody, or take on their work.

    Whoever opens records and is in one team or at one setting with them; and, for the authority's
    people, the head of service.

    :param place: only those with a post at this setting
    """
    posts = Post.objects.filter(holding(on))
    if place is None:
        teams = person.memberships.filter(holding(on)).values("team_id")
        places = person.posts.filter(holding(on)).values("establishment_id")
        near = Q(
            pk__in=Membership.objects.filter(holding(on), team_id__in=teams).values("user_id")
        ) | Q(pk__in=posts.filter(establishment_id__in=places).values("user_id"))
        if person.role not in SCHOOL_ROLES:
            near |= Q(role="head_of_service")
    else:
        near = Q(pk__in=posts.filter(establishment=place).values("user_id"))
    return (
        User.objects.filter(near, is_active=True, role__in=OPENING_ROLES)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .exclude(pk=person.pk)
        .order_by("full_name", "pk")
    )


def promises_of(person: Any) -> QuerySet[Task]:
    """Return what somebody was asked and has not done: to whom it is promised, and by when."""
    return (
        Task.objects.filter(asked_of=person, done_on__isnull=True)
        .select_related("child", "asked_by")
        .order_by("due_on", "asked_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How much somebody has that would be left lying.

    :ivar children: on their caseload from a day on, but for restricted records
    :ivar tasks: asked of them and not done, but about restricted records
    :ivar restricted: restricted records on their caseload, or about which something is asked
    """

    children: int
    tasks: int
    restricted: int

    @property
    def passes_on(self) -> int:
        """Return how many things pass to whoever takes them on."""
        return self.children + self.tasks


def open_work_of(person: Any, *, after: datetime.date, place: Any = None) -> OpenWork:
    """Count what somebody has after their last day. Two queries; three with a place.

    :param place: only about the pupils of this setting
    """
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=after)
    allocations = Allocation.objects.filter(later, user=person)
    tasks = Task.objects.filter(asked_of=person, done_on__isnull=True)
    if place is not None:
        pupils = pupils_of(place, on=after)
        allocations = allocations.filter(child_id__in=pupils)
        tasks = tasks.filter(child_id__in=pupils)
    restricted = Count("pk", filter=Q(child__is_restricted=True))
    open_ = Count("pk", filter=Q(child__is_restricted=False))
    had = allocations.aggregate(open=open_, restricted=restricted)
    asked = tasks.aggregate(open=open_, restricted=restricted)
    return OpenWork(had["open"], asked["open"], had["restricted"] + asked["restricted"])


def pupils_of(place: Any, *, on: datetime.date) -> Any:
    """Return the ids of the children at a setting on a day, as a query."""
    return Schooling.objects.filter(holds(on), establishment=place).values("child_id")


def posts_at(place: Any, *, on: datetime.date) -> QuerySet[Post]:
    """Return the posts at a setting that hold or are to come, with the work of each. One query."""
    posts = place.posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return with_workload(posts.select_related("user"), on, "user_id").order_by(
        "-sees_all", "user__full_name", "pk"
    )


def settings_managed_by(user: Any, *, on: datetime.date) -> QuerySet[Establishment]:
    """Return the settings whose users somebody manages by a post there. One query."""
    posts = Post.objects.filter(holding(on), user=user, manages_users=True)
    return Establishment.objects.filter(pk__in=posts.values("establishment_id")).order_by("name")


def managers_of(person: Any, *, on: datetime.date) -> list[User]:
    """Return who reviews what somebody opens in an emergency: never they themselves. One query."""
    teams = person.memberships.filter(holding(on)).values("team_id")
    managing = Membership.objects.filter(holding(on), is_manager=True, team_id__in=teams)
    reviewing = [role.code for role in ROLES.values() if "people.review_looks" in role.permissions]
    return list(
        User.objects.filter(Q(role__in=reviewing) | Q(pk__in=managing.values("user_id")))
        .filter(is_active=True)
        .exclude(pk=person.pk)
        .order_by("pk")
    )


def emergencies_for(user: Any, *, on: datetime.date) -> QuerySet[BreakGlass]:
    """Return the emergencies that somebody reviews or sees: all, or those of their teams."""
    opened = BreakGlass.objects.all()
    if can_review_looks(user, None):
        return opened
    managed = user.memberships.filter(holding(on), is_manager=True).values("team_id")
    members = Membership.objects.filter(holding(on), team_id__in=managed)
    return opened.filter(user_id__in=members.values("user_id")).exclude(user=user)


@dataclass(frozen=True, slots=True)
class Unowned:
    """What nobody has who is here, among what somebody may see."""

    children: QuerySet[Child]  # had a worker, and have none now
    closed: QuerySet[Allocation]  # on the caseload of a closed account
    tasks: QuerySet[Task]  # asked of somebody whose account is closed
    away: QuerySet[Absence]  # nobody covers, or whoever covers is away too
    team_work: QuerySet[TeamWork]  # with a team that nobody is in
    settings: QuerySet[Establishment]  # had somebody who sees the roll, and have nobody


def unowned(user: Any, *, on: datetime.date) -> Unowned:
    """Return what is without an owner, among the children and people that `user` may see."""
    visible = Child.objects.visible_to(user, on=on)
    gone = Q(is_active=False) | Q(ends_on__lt=on)
    gone_people = User.objects.filter(gone).values("pk")
    of_today = Allocation.objects.filter(holds(on), child=OuterRef("pk"))
    of_once = Allocation.objects.filter(ends_on__lt=on, child=OuterRef("pk"))
    with_team = TeamWork.objects.filter(holds(on), child=OuterRef("pk"))
    members = Membership.objects.filter(holds(on), team=OuterRef("team"))
    also_away = away_on(on).filter(user=OuterRef("covered_by"))
    away = away_on(on).select_related("user", "covered_by")
    posts = Post.objects.filter(establishment=OuterRef("pk"), sees_all=True)
    if not can_manage_teams(user, None):
        managed = user.memberships.filter(holding(on), is_manager=True).values("team_id")
        own = Membership.objects.filter(holding(on), team_id__in=managed).values("user_id")
        away = away.filter(user_id__in=own)
        posts = posts.none()
    return Unowned(
        children=visible.filter(Exists(of_once)).exclude(Exists(of_today) | Exists(with_team)),
        closed=Allocation.objects.filter(
            holds(on), user_id__in=gone_people, child_id__in=visible.values("pk")
        ).select_related("child", "user"),
        tasks=Task.objects.filter(
            done_on__isnull=True, asked_of_id__in=gone_people, child_id__in=visible.values("pk")
        ).select_related("child", "asked_of", "asked_by"),
        away=away.filter(
            Q(covered_by__isnull=True) | Q(covered_by_id__in=gone_people) | Exists(also_away)
        ).order_by("ends_on", "pk"),
        team_work=TeamWork.objects.filter(holds(on), child_id__in=visible.values("pk"))
        .exclude(Exists(members))
        .select_related("child", "team"),
        settings=Establishment.objects.filter(
            Exists(posts.filter(ends_on__lt=on)),
            Exists(Schooling.objects.filter(holds(on), establishment=OuterRef("pk"))),
        ).exclude(Exists(posts.filter(holding(on)))),
    )


def teams_with_numbers(on: datetime.date) -> QuerySet[Team]:
    """Return the teams with how many are in each today as `members`. One query."""
    now = Membership.objects.filter(holding(on), team=OuterRef("pk"), user__is_active=True)
    return Team.objects.annotate(members=_number(now, "team")).order_by("kind", "name")
