"""Who manages teams, settings, people and accounts: one table of who may and who may not."""

import datetime

import pytest

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import MembershipFactory, PostFactory, TeamFactory, UserFactory
from wayforward.people import permissions
from wayforward.people.roles import AUTHORITY_ROLES, FAMILY_ROLES, ROLES, SCHOOL_ROLES, TEAM_ROLES

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
YESTERDAY = ON - datetime.timedelta(days=1)


def manager(team, **more):
    return MembershipFactory(team=team, is_manager=True, **more).user


def head_teacher(place, **more):
    return PostFactory(establishment=place, manages_users=True, **more).user


def closed(user):
    user.is_active = False
    user.save()
    return user


TEAM = {
    "an administrator": (lambda team: UserFactory(administrator=True), True),
    "the head of service": (lambda team: UserFactory(role="head_of_service"), True),
    "the team's manager": (manager, True),
    "who managed it": (lambda team: manager(team, ends_on=YESTERDAY), False),
    "a manager whose account is closed": (lambda team: closed(manager(team)), False),
    "a member": (lambda team: MembershipFactory(team=team).user, False),
    "another team's manager": (lambda team: manager(TeamFactory()), False),
    "a SENCO": (lambda team: UserFactory(role="senco"), False),
    "a parent": (lambda team: UserFactory(role="parent"), False),
}


@pytest.mark.parametrize(("who", "may"), TEAM.values(), ids=TEAM)
def test_who_manages_a_team(who, may):
    team = TeamFactory()
    user = who(team)
    assert permissions.can_manage_team(ON)(user, team) is may
    any_team = (
        may
        or user.memberships.filter(is_manager=True, team__isnull=False).exclude(team=team).exists()
    )
    assert permissions.can_manage_any_team(ON)(user, None) is any_team


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_sees_the_teams_and_manages_all(role):
    user = UserFactory(role=role)
    assert permissions.can_see_teams(user, None) is (role not in FAMILY_ROLES)
    everywhere = role in {"administrator", "head_of_service"}
    assert permissions.can_manage_teams(user, None) is everywhere
    assert permissions.can_see_teams(closed(user), None) is False
    assert permissions.can_manage_teams(user, None) is False


def test_the_kinds_of_roles_are_each_of_one_kind():
    kinds = [AUTHORITY_ROLES, SCHOOL_ROLES, FAMILY_ROLES]
    assert sum(map(len, kinds)) == len(ROLES) == len(frozenset().union(*kinds))
    assert TEAM_ROLES < AUTHORITY_ROLES
    assert not TEAM_ROLES & {"administrator", "head_of_service"}


def in_team(role="caseworker"):
    return MembershipFactory(user__role=role).user


def at_school(role="senco"):
    return PostFactory(user__role=role).user


def team_of(person):
    return person.memberships.get().team


def place_of(person):
    return person.posts.get().establishment


def in_two_teams():
    person = in_team()
    MembershipFactory(user=person, starts_on=ON)
    return person


def first_team(person):
    return person.memberships.order_by("starts_on").first().team


# Whom, by whom: whether they manage the work, and whether they may end the account.
PERSON = {
    "administrator, of a caseworker": (
        in_team,
        lambda person: UserFactory(administrator=True),
        (True, True),
    ),
    "administrator, of a SENCO": (
        at_school,
        lambda person: UserFactory(administrator=True),
        (True, True),
    ),
    "administrator, of a parent": (
        lambda: UserFactory(role="parent"),
        lambda person: UserFactory(administrator=True),
        (False, False),
    ),
    "head of service, of a caseworker": (
        in_team,
        lambda person: UserFactory(role="head_of_service"),
        (True, True),
    ),
    "head of service, of an administrator": (
        lambda: UserFactory(administrator=True),
        lambda person: UserFactory(role="head_of_service"),
        (True, False),
    ),
    "head of service, of a SENCO": (
        at_school,
        lambda person: UserFactory(role="head_of_service"),
        (False, False),
    ),
    "the team's manager, of a caseworker": (
        in_team,
        lambda person: manager(team_of(person)),
        (True, True),
    ),
    "the team's manager, of the head of service": (
        lambda: in_team("head_of_service"),
        lambda person: manager(team_of(person)),
        (True, False),
    ),
    "one team's manager, of somebody in two": (
        in_two_teams,
        lambda person: manager(first_team(person)),
        (True, False),
    ),
    "another team's manager, of a caseworker": (
        in_team,
        lambda person: manager(TeamFactory()),
        (False, False),
    ),
    "a member, of a member": (
        in_team,
        lambda person: MembershipFactory(team=team_of(person)).user,
        (False, False),
    ),
    "a school's head, of a SENCO": (
        at_school,
        lambda person: head_teacher(place_of(person)),
        (True, True),
    ),
    "a school's head who left, of a SENCO": (
        at_school,
        lambda person: head_teacher(place_of(person), ends_on=YESTERDAY),
        (False, False),
    ),
    "another school's head, of a SENCO": (
        at_school,
        lambda person: head_teacher(EstablishmentFactory()),
        (False, False),
    ),
    "a school's teacher, of a SENCO": (
        at_school,
        lambda person: PostFactory(establishment=place_of(person)).user,
        (False, False),
    ),
    "a closed account, of a SENCO": (
        at_school,
        lambda person: closed(head_teacher(place_of(person))),
        (False, False),
    ),
}


@pytest.mark.parametrize(("whom", "by", "may"), PERSON.values(), ids=PERSON)
def test_who_manages_somebody_and_who_may_end_the_account(whom, by, may):
    person = whom()
    user = by(person)
    manages, closes = may
    assert permissions.can_manage_person(ON)(user, person) is manages
    assert permissions.can_manage_person_or_self(ON)(user, person) is manages
    assert permissions.can_close_account(ON)(user, person) is closes


def test_a_school_does_not_end_the_account_of_somebody_who_works_at_two():
    person = at_school()
    user = head_teacher(place_of(person))
    PostFactory(user=person)
    assert permissions.can_manage_person(ON)(user, person)
    assert not permissions.can_close_account(ON)(user, person)


def test_each_professional_sees_their_own_work_and_nobody_ends_their_own_account():
    administrator, parent = UserFactory(administrator=True), UserFactory(role="parent")
    teacher = UserFactory(role="teacher")
    for user, own in ((administrator, True), (teacher, True), (parent, False)):
        assert permissions.can_manage_person_or_self(ON)(user, user) is own
        assert permissions.can_close_account(ON)(user, user) is False
    assert permissions.can_manage_person_or_self(ON)(closed(teacher), teacher) is False


def test_who_reviews_an_emergency():
    opener = in_team("duty_officer")
    team = team_of(opener)
    rule = permissions.can_review_emergency(ON)
    assert rule(UserFactory(role="head_of_service"), opener)
    assert rule(manager(team), opener)
    assert not rule(manager(team, ends_on=YESTERDAY), opener)
    assert not rule(closed(manager(team)), opener)
    assert not rule(manager(TeamFactory()), opener)
    assert not rule(UserFactory(administrator=True), opener)


def test_who_manages_the_users_of_a_setting():
    place = EstablishmentFactory()
    rule = permissions.can_manage_posts(ON)
    assert rule(UserFactory(administrator=True), place)
    assert rule(head_teacher(place), place)
    assert not rule(closed(head_teacher(place)), place)
    assert not rule(head_teacher(EstablishmentFactory()), place)
    assert not rule(head_teacher(place, ends_on=YESTERDAY), place)
    assert not rule(UserFactory(role="head_of_service"), place)
