"""Changes to teams and posts: who is where, from when to when."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.establishments.models import Establishment
from wayforward.people.actions.handing_over import (
    pass_on_everything,
    refuse_day_long_past,
    refuse_restricted,
    successor,
)
from wayforward.people.actions.opening import RecordRefused, refuse_disorder
from wayforward.people.models import Membership, Post, Team, User
from wayforward.people.permissions import can_manage_posts, can_manage_team, can_manage_teams
from wayforward.people.roles import FAMILY_ROLES, SCHOOL_ROLES, SENCO, TEACHER
from wayforward.people.workload import open_work_of
from wayforward.web.formats import count_of


@transaction.atomic
def load_teams(teams: Iterable[tuple[str, str]], *, by: Any) -> int:
    """Bring the authority's teams up to date with its arrangements; return how many there are.

    :param teams: code and name of each; a team that is no longer among them stays, with its work
    """
    pairs = list(teams)
    for code, name in pairs:
        Team.objects.update_or_create(code=code, defaults={"name": name, "kind": "authority"})
    record("people.loaded_teams", by=by, teams=len(pairs))
    return len(pairs)


@transaction.atomic
def add_team(*, name: str, kind: str, by: Any) -> Team:
    """Add a team of health or social care, whose people work with children here.

    :param kind: "health" or "care"; the authority's own teams come with its arrangements
    :raises PermissionDenied: unless `by` manages every team
    :raises RecordRefused: if it has no name, or there is one of this name
    """
    require(can_manage_teams, by, None)
    name, code = name.strip(), slugify(name).replace("-", "_")[:60]
    if not code:
        raise RecordRefused("Enter the name of the team", "name")
    if kind not in ("health", "care"):
        raise RecordRefused("Select health or social care", "kind")
    if Team.objects.filter(Q(pk=code) | Q(name__iexact=name)).exists():
        raise RecordRefused("There is a team of this name", "name")
    team = Team.objects.create(code=code, name=name, kind=kind)
    record("people.added_team", subject=team, by=by, kind=kind)
    return team


@transaction.atomic
def join_team(
    user_id: uuid.UUID, team_code: str, *, is_manager: bool = False, by: Any, on: datetime.date
) -> Membership:
    """Put somebody in a team from today.

    :raises PermissionDenied: if `by` does not manage the team
    :raises RecordRefused: if there is no such person or team, or they are in it
    """
    team = Team.objects.filter(pk=team_code).first()
    if team is None:
        require(can_manage_teams, by, None)
        raise RecordRefused("Select a team", "team")
    require(can_manage_team(on), by, team)
    person = User.objects.filter(pk=user_id, is_active=True).exclude(role__in=FAMILY_ROLES).first()
    if person is None:
        raise RecordRefused("Select a person and a team", "user")
    if person.memberships.filter(team=team, ends_on__isnull=True).exists():
        raise RecordRefused(f"{person} is in {team} already", "user")
    membership = Membership.objects.create(
        user=person, team=team, is_manager=is_manager, starts_on=on
    )
    record("people.joined_team", subject=person, by=by, team=team.pk, manager=is_manager)
    return membership


@transaction.atomic
def leave_team(
    membership_id: uuid.UUID,
    *,
    last_day: datetime.date | None = None,
    to_id: Any = None,
    by: Any,
    on: datetime.date,
) -> None:
    """End somebody's place in a team. Whoever is in no other passes on their work first.

    :param last_day: today if it is not given
    :param to_id: who takes on the work
    :raises PermissionDenied: if `by` does not manage the team
    :raises RecordRefused: if work would be left without an owner, or the day cannot be
    """
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user", "team")
        .get(pk=membership_id)
    )
    require(can_manage_team(on), by, membership.team)
    person, last_day = membership.user, last_day or on
    refuse_day_long_past(last_day, on=on)
    refuse_disorder(membership.starts_on, last_day, "last_day")
    others = person.memberships.exclude(pk=membership.pk).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=max(last_day, on))
    )
    if not others.exists() and not person.posts.filter(ends_on__isnull=True).exists():
        pass_on_what_is_open(person, to_id, last_day=last_day, by=by, on=on)
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    record("people.left_team", subject=person, by=by, team=membership.team_id)


def pass_on_what_is_open(
    person: User,
    to_id: Any,
    *,
    last_day: datetime.date,
    by: Any,
    on: datetime.date,
    place: Any = None,
) -> None:
    """Pass on the work that somebody leaves, if there is any.

    :param place: only what is about the pupils of this setting
    :raises RecordRefused: about `to`, if there is some and nobody to take it on
    """
    work = open_work_of(person, after=last_day, place=place)
    refuse_restricted(person, work)
    if not work.passes_on and not to_id:
        return
    if not to_id:
        raise RecordRefused(
            f"{person} has {count_of(work.children, 'child', 'children')} and "
            f"{count_of(work.tasks, 'open task')}. Select who takes them on",
            "to",
        )
    to = successor(person, to_id, on=on, place=place)
    pass_on_everything(person, to, last_day=last_day, note="", by=by, on=on, place=place)


@transaction.atomic
def give_post(
    user_id: uuid.UUID,
    establishment_id: uuid.UUID,
    *,
    title: str,
    sees_all: bool = False,
    manages_users: bool = False,
    starts_on: datetime.date | None = None,
    by: Any,
    on: datetime.date,
) -> Post:
    """Give somebody a post at a setting: by an administrator, or by one who manages its users.

    A teacher who is given a post that sees every pupil becomes a SENCO.

    :param starts_on: today if it is not given
    :raises PermissionDenied: if `by` is neither
    :raises RecordRefused: if they have a post there already, or are a family's
    """
    establishment = Establishment.objects.get(pk=establishment_id)
    require(can_manage_posts(on), by, establishment)
    person = User.objects.filter(pk=user_id, is_active=True).exclude(role__in=FAMILY_ROLES).first()
    if person is None:
        raise RecordRefused("Select a person", "user")
    if person.posts.filter(establishment=establishment, ends_on__isnull=True).exists():
        raise RecordRefused(f"{person} has a post there already", "user")
    post = Post.objects.create(
        user=person,
        establishment=establishment,
        title=title.strip(),
        sees_all=sees_all,
        manages_users=manages_users,
        starts_on=starts_on or on,
    )
    if sees_all and person.role == TEACHER.code:
        person.role = SENCO.code
        person.save(update_fields=["role"])
        record("people.changed_role", subject=person, by=by, role=person.role)
    record("people.gave_post", subject=person, by=by, establishment=str(establishment.pk))
    return post


@transaction.atomic
def end_post(
    post_id: uuid.UUID,
    *,
    last_day: datetime.date | None = None,
    to_id: Any = None,
    by: Any,
    on: datetime.date,
) -> None:
    """End a post. What its holder was asked about the setting's pupils passes to a colleague.

    :param last_day: today if it is not given
    :param to_id: the colleague at the setting who takes it on
    :raises PermissionDenied: if `by` does not manage the users of the setting
    :raises RecordRefused: if work would be left without an owner, or the day cannot be
    """
    post = _post(post_id, by=by, on=on)
    last_day = last_day or on
    refuse_day_long_past(last_day, on=on)
    refuse_disorder(post.starts_on, last_day, "last_day")
    pass_on_what_is_open(
        post.user, to_id, last_day=last_day, by=by, on=on, place=post.establishment
    )
    _end_post(post, last_day)
    record("people.ended_post", subject=post.user, by=by, establishment=str(post.establishment_id))


@transaction.atomic
def pass_on_post(
    post_id: uuid.UUID, to_id: uuid.UUID, *, last_day: datetime.date, by: Any, on: datetime.date
) -> Post:
    """Pass a post on with its pupils, its open tasks and what it may do.

    :param to_id: who holds it from the day after `last_day`; a post of theirs there ends then
    :raises PermissionDenied: if `by` does not manage the users of the setting
    :raises RecordRefused: if they cannot hold it, or the day cannot be
    """
    post = _post(post_id, by=by, on=on)
    refuse_day_long_past(last_day, on=on)
    refuse_disorder(post.starts_on, last_day, "last_day")
    to = (
        User.objects.filter(pk=to_id, is_active=True, role__in=SCHOOL_ROLES)
        .exclude(pk=post.user_id)
        .first()
    )
    if to is None:
        raise RecordRefused("Select who holds the post next", "to")
    for theirs in to.posts.filter(establishment=post.establishment, ends_on__isnull=True):
        _end_post(theirs, last_day)
    new = give_post(
        to.pk,
        post.establishment_id,
        title=post.title,
        sees_all=post.sees_all,
        manages_users=post.manages_users,
        starts_on=last_day + datetime.timedelta(days=1),
        by=by,
        on=on,
    )
    pass_on_everything(
        post.user, to, last_day=last_day, note="", by=by, on=on, place=post.establishment
    )
    _end_post(post, last_day)
    record(
        "people.passed_on_post",
        subject=post.user,
        by=by,
        to=str(to.pk),
        establishment=str(post.establishment_id),
    )
    return new


def _post(post_id: uuid.UUID, *, by: Any, on: datetime.date) -> Post:
    """Return a post, locked, for somebody who manages the users of its setting."""
    post = (
        Post.objects.select_for_update(of=("self",))
        .select_related("establishment", "user")
        .get(pk=post_id)
    )
    require(can_manage_posts(on), by, post.establishment)
    return post


def _end_post(post: Post, last_day: datetime.date) -> None:
    """End a post; one that has not begun by then is as if it had not been."""
    if post.starts_on > last_day:
        post.delete()
    else:
        post.ends_on = last_day
        post.save(update_fields=["ends_on"])
