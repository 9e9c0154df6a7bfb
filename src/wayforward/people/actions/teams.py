"""Changes to teams and posts: who is where, from when to when."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.establishments.models import Establishment
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Membership, Post, Team, User
from wayforward.people.permissions import can_manage_accounts, can_manage_posts


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
def join_team(
    user_id: uuid.UUID, team_code: str, *, is_manager: bool = False, by: Any, on: datetime.date
) -> Membership:
    """Put somebody in a team from today.

    :raises RecordRefused: if there is no such person or team, or they are in it
    """
    require(can_manage_accounts, by, None)
    person = User.objects.filter(pk=user_id).first()
    team = Team.objects.filter(pk=team_code).first()
    if person is None or team is None:
        raise RecordRefused("Select a person and a team", "team")
    if person.memberships.filter(team=team, ends_on__isnull=True).exists():
        raise RecordRefused(f"{person} is in {team} already", "team")
    membership = Membership.objects.create(
        user=person, team=team, is_manager=is_manager, starts_on=on
    )
    record("people.joined_team", subject=person, by=by, team=team.pk)
    return membership


@transaction.atomic
def leave_team(membership_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Take somebody out of a team: today is their last day in it."""
    require(can_manage_accounts, by, None)
    membership = Membership.objects.get(pk=membership_id)
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    record("people.left_team", subject=membership.user, by=by, team=membership.team_id)


@transaction.atomic
def give_post(
    user_id: uuid.UUID,
    establishment_id: uuid.UUID,
    *,
    title: str,
    sees_all: bool = False,
    manages_users: bool = False,
    by: Any,
    on: datetime.date,
) -> Post:
    """Give somebody a post at a setting: by an administrator, or by one who manages its users.

    :raises PermissionDenied: if `by` is neither
    :raises RecordRefused: if they have a post there already
    """
    establishment = Establishment.objects.get(pk=establishment_id)
    require(can_manage_posts(on), by, establishment)
    person = User.objects.filter(pk=user_id, is_active=True).first()
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
        starts_on=on,
    )
    record("people.gave_post", subject=person, by=by, establishment=str(establishment.pk))
    return post


@transaction.atomic
def end_post(post_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """End a post today; whoever holds it next sees the setting's pupils instead."""
    post = Post.objects.select_related("establishment").get(pk=post_id)
    require(can_manage_posts(on), by, post.establishment)
    post.ends_on = on
    post.save(update_fields=["ends_on"])
    record("people.ended_post", subject=post.user, by=by, establishment=str(post.establishment_id))
