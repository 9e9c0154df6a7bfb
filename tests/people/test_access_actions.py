"""Changes to who may see a record: caseloads, teams, tasks, restrictions, emergencies, posts."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import (
    AllocationFactory,
    ChildFactory,
    EmergencyFactory,
    PostFactory,
    SchoolingFactory,
    TeamFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.actions import access, teams
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Allocation, BreakGlass, Child, Named, Post, Team

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 22, 0, tzinfo=datetime.UTC)
SITE = "https://send.example.org"


@pytest.fixture
def caseworker():
    """Return a caseworker."""
    return UserFactory(role="caseworker")


@pytest.fixture
def head():
    """Return the head of service."""
    return UserFactory(role="head_of_service")


@pytest.fixture
def child(caseworker):
    """Return a child on the caseworker's caseload."""
    return AllocationFactory(user=caseworker).child


def sees(user, child):
    return Child.objects.visible_to(user, on=ON).filter(pk=child.pk).exists()


def test_a_caseload_passes_from_one_to_another(caseworker, child):
    other = UserFactory(role="caseworker")
    access.allocate(child.pk, other.pk, role="Caseworker", by=caseworker, on=ON)
    with pytest.raises(RecordRefused, match="has this child already"):
        access.allocate(child.pk, other.pk, role="Caseworker", by=caseworker, on=ON)
    access.end_allocation(Allocation.objects.get(user=caseworker).pk, by=other, on=ON)
    assert (sees(caseworker, child), sees(other, child)) == (False, True)
    # One begun today is as if it had not been.
    access.end_allocation(Allocation.objects.get(user=other).pk, by=other, on=ON)
    assert not Allocation.objects.filter(user=other).exists()
    assert Event.objects.filter(action="people.ended_allocation").count() == 2


@pytest.mark.parametrize("role", ["administrator", "editor", "parent", "staff"])
def test_only_those_who_open_records_are_given_children(caseworker, child, role):
    person = UserFactory(role=role)
    with pytest.raises(RecordRefused, match="may open children’s records"):
        access.allocate(child.pk, person.pk, role="Caseworker", by=caseworker, on=ON)
    with pytest.raises(RecordRefused, match="may open children’s records"):
        access.ask(child.pk, person.pk, what="Ring", due_on=None, by=caseworker, on=ON)
    assert not sees(person, child)


def test_a_team_begins_to_work_with_a_child(caseworker, child):
    team = TeamFactory()
    access.start_team_work(child.pk, team.pk, what="hearing", by=caseworker, on=ON)
    with pytest.raises(RecordRefused, match="works with this child already"):
        access.start_team_work(child.pk, team.pk, what="hearing", by=caseworker, on=ON)
    with pytest.raises(RecordRefused, match="Select a team"):
        access.start_team_work(child.pk, "none", what="hearing", by=caseworker, on=ON)
    assert child.team_work.count() == 1


def test_a_task_opens_the_record_until_it_is_done(caseworker, child):
    person = UserFactory(role="psychologist")
    for wrong in (
        {"what": " ", "due_on": None},
        {"what": "Ring", "due_on": datetime.date(2026, 1, 1)},
    ):
        with pytest.raises(RecordRefused):
            access.ask(child.pk, person.pk, **wrong, by=caseworker, on=ON)
    task = access.ask(child.pk, person.pk, what="Ring", due_on=ON, by=caseworker, on=ON)
    assert sees(person, child)
    third = AllocationFactory(child=child).user
    with pytest.raises(PermissionDenied):
        access.finish_task(task.pk, by=third, on=ON)
    access.finish_task(task.pk, by=person, on=ON)
    assert not sees(person, child)


def test_a_restricted_record_is_for_those_named(head, child):
    senco = PostFactory()
    SchoolingFactory(child=child, establishment=senco.establishment)
    with pytest.raises(RecordRefused, match="Enter why"):
        access.restrict(child.pk, because=" ", by=head, on=ON)
    access.restrict(child.pk, because="A member of staff’s child", by=head, on=ON)
    child.refresh_from_db()
    assert child.is_restricted
    assert (sees(head, child), sees(senco.user, child)) == (True, False)
    with pytest.raises(RecordRefused, match="Enter why"):
        access.name_person(child.pk, senco.user_id, because="", by=head, on=ON)
    with pytest.raises(RecordRefused, match="Select a person"):
        access.name_person(child.pk, child.pk, because="SENCO", by=head, on=ON)
    access.name_person(child.pk, senco.user_id, because="Her SENCO", by=head, on=ON)
    assert sees(senco.user, child)
    access.lift_restriction(child.pk, by=head, on=ON)
    child.refresh_from_db()
    assert (child.is_restricted, child.restricted_because) == (False, "")
    assert Named.objects.count() == 2


def test_only_the_head_restricts(caseworker, child):
    for change in (
        lambda: access.restrict(child.pk, because="Staff", by=caseworker, on=ON),
        lambda: access.lift_restriction(child.pk, by=caseworker, on=ON),
        lambda: access.name_person(child.pk, caseworker.pk, because="x", by=caseworker, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            change()
    child.refresh_from_db()
    assert not child.is_restricted


def test_a_record_is_opened_in_an_emergency_and_reviewed_by_another(head):
    officer, child = UserFactory(role="duty_officer"), ChildFactory()
    reason = "The police ask where the child may be"
    opened = access.open_in_emergency(child.reference, reason=reason, site=SITE, by=officer, at=AT)
    assert opened.closes_at - opened.opened_at == datetime.timedelta(hours=4)
    assert Event.objects.latest("pk").action == "people.opened_in_emergency"
    with pytest.raises(PermissionDenied):
        access.review_emergency(opened.pk, was_right=True, review="", by=officer, at=AT)
    with pytest.raises(RecordRefused, match="what was wrong"):
        access.review_emergency(opened.pk, was_right=False, review=" ", by=head, at=AT)
    access.review_emergency(opened.pk, was_right=True, review="", by=head, at=AT)
    with pytest.raises(RecordRefused, match="reviewed already"):
        access.review_emergency(opened.pk, was_right=True, review="", by=head, at=AT)


def test_nobody_reviews_their_own_emergency(head):
    own = EmergencyFactory(user=head)
    with pytest.raises(PermissionDenied):
        access.review_emergency(own.pk, was_right=True, review="", by=head, at=AT)


@pytest.mark.parametrize(
    ("reference", "reason", "field"),
    [
        (None, "urgent", "reason"),
        ("00000000", "The police ask where the child is", "reference"),
    ],
)
def test_an_emergency_that_cannot_be_judged_is_refused(reference, reason, field):
    officer, child = UserFactory(role="duty_officer"), ChildFactory()
    with pytest.raises(RecordRefused) as refused:
        access.open_in_emergency(
            reference or child.reference, reason=reason, site=SITE, by=officer, at=AT
        )
    assert refused.value.field == field
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("duty_officer", True),
        ("caseworker", True),
        ("psychologist", True),
        ("specialist_teacher", True),
        ("social_worker", True),
        ("head_of_service", True),
        ("senco", False),
        ("teacher", False),
        ("forum_clerk", False),
        ("parent", False),
        ("administrator", False),
        ("staff", False),
    ],
)
def test_who_may_open_a_record_in_an_emergency(role, allowed):
    user, child = UserFactory(role=role), ChildFactory()
    reason = "The police ask where the child may be"
    if allowed:
        access.open_in_emergency(child.reference, reason=reason, site=SITE, by=user, at=AT)
    else:
        with pytest.raises(PermissionDenied):
            access.open_in_emergency(child.reference, reason=reason, site=SITE, by=user, at=AT)
    assert BreakGlass.objects.exists() is allowed


def test_teams_come_with_the_arrangements_and_stay():
    for pairs in ([("a", "Team A"), ("b", "Team B")], [("a", "Team Alpha")]):
        assert teams.load_teams(pairs, by=None) == len(pairs)
    assert dict(Team.objects.values_list("code", "name")) == {"a": "Team Alpha", "b": "Team B"}


def test_an_administrator_says_who_is_in_a_team(administrator, caseworker):
    team, person = TeamFactory(), UserFactory(role="psychologist")
    with pytest.raises(PermissionDenied):
        teams.join_team(person.pk, team.pk, by=caseworker, on=ON)
    place = teams.join_team(person.pk, team.pk, by=administrator, on=ON)
    for pair in ((person.pk, team.pk), (person.pk, "none")):
        with pytest.raises(RecordRefused):
            teams.join_team(*pair, by=administrator, on=ON)
    with pytest.raises(PermissionDenied):
        teams.leave_team(place.pk, by=caseworker, on=ON)
    teams.leave_team(place.pk, by=administrator, on=ON)
    place.refresh_from_db()
    assert place.ends_on == ON


def test_a_school_manages_its_own_posts_and_no_other(administrator):
    manager = PostFactory(manages_users=True)
    new, elsewhere = UserFactory(role="senco"), EstablishmentFactory()
    post = teams.give_post(
        new.pk, manager.establishment_id, title="SENCO", sees_all=True, by=manager.user, on=ON
    )
    with pytest.raises(RecordRefused, match="has a post there already"):
        teams.give_post(new.pk, manager.establishment_id, title="SENCO", by=administrator, on=ON)
    with pytest.raises(RecordRefused, match="Select a person"):
        teams.give_post(
            elsewhere.pk, manager.establishment_id, title="SENCO", by=administrator, on=ON
        )
    with pytest.raises(PermissionDenied):
        teams.give_post(new.pk, elsewhere.pk, title="SENCO", by=manager.user, on=ON)
    with pytest.raises(PermissionDenied):
        teams.end_post(post.pk, by=new, on=ON)
    teams.end_post(post.pk, by=manager.user, on=ON)
    assert Post.objects.get(pk=post.pk).ends_on == ON


def test_a_post_passes_on_with_its_pupils():
    post = PostFactory()
    child = SchoolingFactory(establishment=post.establishment).child
    leaver, successor = post.user, UserFactory(role="senco")
    administrator = UserFactory(administrator=True)
    teams.end_post(post.pk, by=administrator, on=ON - datetime.timedelta(days=1))
    teams.give_post(
        successor.pk, post.establishment_id, title="SENCO", sees_all=True, by=administrator, on=ON
    )
    assert (sees(leaver, child), sees(successor, child)) == (False, True)
