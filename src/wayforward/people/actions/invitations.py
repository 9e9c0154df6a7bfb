"""Invitations: an account without a password, and an e-mail with the way in.

Nobody is given a password; the e-mail is sent by the app that signs people in.
"""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.establishments.models import Establishment
from wayforward.people.actions.opening import RecordRefused, child_to_change
from wayforward.people.actions.teams import give_post, join_team
from wayforward.people.models import Caring, Team, User
from wayforward.people.permissions import (
    can_edit_family,
    can_manage_accounts,
    can_manage_person,
    can_manage_posts,
    can_manage_team,
    can_manage_teams,
)
from wayforward.people.roles import (
    ADMINISTRATOR,
    AUTHORITY_ROLES,
    HEAD_OF_SERVICE,
    PARENT,
    SCHOOL_ROLES,
    SENCO,
    TEAM_ROLES,
    YOUNG_PERSON,
)
from wayforward.people.signals import invited


def roles_to_invite(by: Any) -> frozenset[str]:
    """Return the codes of the roles that somebody who manages a team may give to a new account."""
    if can_manage_accounts(by, None):
        return AUTHORITY_ROLES
    if can_manage_teams(by, None):
        return AUTHORITY_ROLES - {ADMINISTRATOR.code, HEAD_OF_SERVICE.code}
    return TEAM_ROLES


@transaction.atomic
def invite_to_authority(
    *,
    email: str,
    full_name: str,
    role: str,
    team_code: str,
    is_manager: bool,
    site: str,
    by: Any,
    on: datetime.date,
) -> User:
    """Invite somebody who works for the authority, and put them in a team.

    :param team_code: may be empty for those who manage every team
    :param site: how the address of this site begins: "https://send.example.org"
    :raises PermissionDenied: if `by` may not, for this team
    :raises RecordRefused: if a fact cannot be, or the address has an account
    """
    team = Team.objects.filter(pk=team_code).first() if team_code else None
    if team is None:
        require(can_manage_teams, by, None)
        if team_code:
            raise RecordRefused("Select a team", "team")
    else:
        require(can_manage_team(on), by, team)
    if role not in roles_to_invite(by):
        raise RecordRefused("Select what they do", "role")
    if User.objects.filter(email=_address(email)).exists():
        raise RecordRefused("This address has an account already", "email")
    user = _new_account(email, full_name, role, site=site, by=by)
    if team is not None:
        join_team(user.pk, team.pk, is_manager=is_manager, by=by, on=on)
    return user


@transaction.atomic
def invite_to_setting(
    establishment_id: uuid.UUID,
    *,
    email: str,
    full_name: str,
    role: str,
    title: str,
    manages_users: bool,
    site: str,
    by: Any,
    on: datetime.date,
) -> User:
    """Invite somebody to a post at a setting; whoever works at another one keeps one account.

    :param role: "senco", who sees every pupil, or "teacher", who sees those allocated to them
    :raises PermissionDenied: if `by` does not manage the users of this setting
    :raises RecordRefused: if a fact cannot be, or the address is somebody's who works elsewhere
    """
    if not title.strip():
        raise RecordRefused("Enter the name of the post", "title")
    user_id = invite_to_school_work(
        establishment_id, email=email, full_name=full_name, role=role, site=site, by=by, on=on
    )
    give_post(
        user_id,
        establishment_id,
        title=title,
        sees_all=role == SENCO.code,
        manages_users=manages_users,
        by=by,
        on=on,
    )
    return User.objects.get(pk=user_id)


@transaction.atomic
def invite_to_school_work(
    establishment_id: uuid.UUID,
    *,
    email: str,
    full_name: str,
    role: str,
    site: str,
    by: Any,
    on: datetime.date,
) -> uuid.UUID:
    """Return the account of somebody who is to have a post, and invite them if there is none.

    :raises PermissionDenied: if `by` does not manage the users of this setting
    :raises RecordRefused: if a fact cannot be, or the address is somebody's who works elsewhere
    """
    establishment = Establishment.objects.get(pk=establishment_id)
    require(can_manage_posts(on), by, establishment)
    if role not in SCHOOL_ROLES:
        raise RecordRefused("Select what they see", "role")
    user = User.objects.filter(email=_address(email)).first()
    if user is None:
        user = _new_account(email, full_name, role, site=site, by=by)
    elif user.role not in SCHOOL_ROLES or not user.is_active:
        raise RecordRefused("This address cannot be used. Enter another one", "email")
    return user.pk


@transaction.atomic
def invite_again(user_id: uuid.UUID, *, site: str, by: Any, on: datetime.date) -> None:
    """Send the invitation once more to somebody who has not signed in yet.

    :raises PermissionDenied: if `by` does not manage them
    :raises RecordRefused: if they have signed in, or their account is closed
    """
    user = User.objects.get(pk=user_id)
    require(can_manage_person(on), by, user)
    if user.last_login is not None or not user.is_active:
        raise RecordRefused(f"{user} has signed in already, or the account is closed")
    _send(user, site=site, by=by)


@transaction.atomic
def invite_carer(
    caring_id: uuid.UUID, *, email: str, site: str, by: Any, on: datetime.date
) -> User:
    """Give a parent or carer a way to sign in and see what they may see of their children.

    :raises PermissionDenied: if `by` may not edit families
    :raises RecordRefused: if they sign in already, may be told nothing, or the address is another's
    """
    link = Caring.objects.select_related("carer").get(pk=caring_id)
    child = child_to_change(link.child_id, can_edit_family, by=by, on=on)
    carer = link.carer
    if carer.user_id is not None:
        raise RecordRefused(f"{carer} can sign in already", "email")
    if link.told == Caring.NOTHING:
        raise RecordRefused(f"{carer} may be told nothing about the child", "email")
    if link.ends_on is not None and link.ends_on < on:
        raise RecordRefused(f"{carer} is no carer of the child any more", "email")
    user = _family_account(email, carer.full_name, PARENT.code, site=site, by=by)
    carer.user = user
    carer.save(update_fields=["user"])
    record("people.invited_carer", subject=child, by=by, carer=str(carer.pk))
    return user


@transaction.atomic
def invite_young_person(
    child_id: uuid.UUID, *, email: str, site: str, by: Any, on: datetime.date
) -> User:
    """Give a young person, whose rights have passed to them, a way to sign in.

    :raises PermissionDenied: if `by` may not edit families
    :raises RecordRefused: if the rights have not passed, they sign in, or the address is another's
    """
    child = child_to_change(child_id, can_edit_family, by=by, on=on)
    if child.user_id is not None:
        raise RecordRefused(f"{child.full_name} can sign in already", "email")
    if child.rights_pass_on > on:
        raise RecordRefused("The rights have not passed to the young person yet", "email")
    user = _family_account(email, child.full_name, YOUNG_PERSON.code, site=site, by=by)
    child.user = user
    child.save(update_fields=["user"])
    record("people.invited_young_person", subject=child, by=by)
    return user


def _family_account(email: str, full_name: str, role: str, *, site: str, by: Any) -> User:
    """Return a new account, or a parent's that belongs to nobody here yet."""
    user = User.objects.filter(email=_address(email)).first()
    if user is None:
        return _new_account(email, full_name, role, site=site, by=by)
    is_taken = hasattr(user, "carer") or hasattr(user, "child")
    if is_taken or not user.is_active or user.role != role:
        raise RecordRefused(
            "Somebody else signs in with this address. Enter one of their own", "email"
        )
    _send(user, site=site, by=by)
    return user


def _address(email: str) -> str:
    """Return an e-mail address as accounts have it.

    :raises RecordRefused: if it is none
    """
    try:
        validate_email(email.strip())
    except ValidationError as problem:
        raise RecordRefused("Enter an e-mail address, like name@example.org", "email") from problem
    return email.strip().lower()


def _new_account(email: str, full_name: str, role: str, *, site: str, by: Any) -> User:
    """Make an account that has no password yet, and invite its person."""
    if not full_name.strip():
        raise RecordRefused("Enter their full name", "full_name")
    user = User.objects.create_user(_address(email), full_name=full_name.strip(), role=role)
    record("people.created_account", subject=user, by=by, role=role)
    _send(user, site=site, by=by)
    return user


def _send(user: User, *, site: str, by: Any) -> None:
    record("people.invited", subject=user, by=by)
    invited.send(sender=User, user=user, site=site)
