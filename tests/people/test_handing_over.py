"""Work that passes from one person to another: what passes, what stays, what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.people import (
    AbsenceFactory,
    AllocationFactory,
    MembershipFactory,
    PostFactory,
    SchoolingFactory,
    TaskFactory,
    TeamFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people import tasks
from wayforward.people.actions import accounts, handing_over, teams
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Allocation, Child, Membership, Post, Task

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
A_DAY = datetime.timedelta(days=1)
YESTERDAY, TOMORROW = ON - A_DAY, ON + A_DAY


def sees(user, child, on=ON):
    return Child.objects.visible_to(user, on=on).filter(pk=child.pk).exists()


@pytest.fixture
def team():
    """Return a team."""
    return TeamFactory()


@pytest.fixture
def leaver(team):
    """Return a caseworker in the team."""
    return MembershipFactory(team=team, user__role="caseworker").user


@pytest.fixture
def colleague(team):
    """Return another caseworker in the team."""
    return MembershipFactory(team=team, user__role="caseworker").user


@pytest.fixture
def manager(team):
    """Return the manager of the team."""
    return MembershipFactory(team=team, user__role="caseworker", is_manager=True).user


@pytest.fixture
def child(leaver):
    """Return a child on the leaver's caseload."""
    return AllocationFactory(user=leaver).child


def test_one_child_passes_with_a_note_and_what_was_promised(leaver, colleague, manager, child):
    task = TaskFactory(child=child, asked_of=leaver)
    old = child.allocations.get()
    new = handing_over.pass_on_child(old.pk, colleague.pk, note=" Ring first ", by=manager, on=ON)
    old.refresh_from_db()
    task.refresh_from_db()
    assert (old.ends_on, new.note, new.role) == (YESTERDAY, "Ring first", "Caseworker")
    assert task.asked_of == colleague
    assert (sees(leaver, child), sees(colleague, child)) == (False, True)
    event = Event.objects.get(action="people.passed_on_child")
    assert (event.subject_id, event.facts) == (
        str(child.pk),
        {"to": str(colleague.pk), "of": str(leaver.pk)},
    )


def test_a_child_had_since_today_only_was_never_had(leaver, colleague, manager):
    old = AllocationFactory(user=leaver, starts_on=ON)
    handing_over.pass_on_child(old.pk, colleague.pk, note="", by=manager, on=ON)
    assert [each.user for each in old.child.allocations.all()] == [colleague]


def test_a_child_passes_only_to_a_colleague_who_has_it_not(leaver, colleague, manager, child):
    old = child.allocations.get()
    stranger = UserFactory(role="caseworker")
    for to_id in (None, stranger.pk, leaver.pk):
        with pytest.raises(RecordRefused, match="Select who takes on"):
            handing_over.pass_on_child(old.pk, to_id, note="", by=manager, on=ON)
    AllocationFactory(child=child, user=colleague)
    with pytest.raises(RecordRefused, match="has this child already"):
        handing_over.pass_on_child(old.pk, colleague.pk, note="", by=manager, on=ON)
    with pytest.raises(Child.DoesNotExist):
        handing_over.pass_on_child(old.pk, colleague.pk, note="", by=stranger, on=ON)
    old.refresh_from_db()
    assert old.ends_on is None


def test_everything_passes_on_from_the_day_after_the_last(leaver, colleague, child):
    TaskFactory(child=child, asked_of=leaver)
    covered = AbsenceFactory(covered_by=leaver)
    by_colleague = AbsenceFactory(user=colleague, covered_by=leaver)
    number = handing_over.hand_over(
        leaver.pk, colleague.pk, last_day=YESTERDAY, note="All yours", by=leaver, on=ON
    )
    assert number == 2
    assert (sees(leaver, child), sees(colleague, child)) == (False, True)
    assert Allocation.objects.get(user=colleague).note == "All yours"
    assert Task.objects.get().asked_of == colleague
    covered.refresh_from_db()
    by_colleague.refresh_from_db()
    assert (covered.covered_by, by_colleague.covered_by) == (colleague, None)


def test_what_passes_on_later_is_seen_by_each_until_and_from_then(leaver, colleague, child, jobs):
    task = TaskFactory(child=child, asked_of=leaver)
    handing_over.hand_over(leaver.pk, colleague.pk, last_day=TOMORROW, note="", by=leaver, on=ON)
    (job,) = jobs.jobs.values()
    assert job["task_name"] == "people.pass_on_promises"
    assert job["scheduled_at"] == datetime.datetime(2026, 11, 26, 0, 5, tzinfo=datetime.UTC)
    assert (sees(leaver, child, TOMORROW), sees(colleague, child, TOMORROW)) == (True, False)
    tasks.pass_on_promises(**job["args"])
    tasks.pass_on_promises(**job["args"])  # safe to run twice
    task.refresh_from_db()
    assert task.asked_of == colleague
    after = TOMORROW + A_DAY
    assert (sees(leaver, child, after), sees(colleague, child, after)) == (False, True)


def test_nothing_passes_later_to_a_closed_account(leaver, colleague, child, jobs):
    task = TaskFactory(child=child, asked_of=leaver)
    handing_over.hand_over(leaver.pk, colleague.pk, last_day=ON, note="", by=leaver, on=ON)
    colleague.is_active = False
    colleague.save()
    (job,) = jobs.jobs.values()
    tasks.pass_on_promises(**job["args"])
    task.refresh_from_db()
    assert task.asked_of == leaver


def test_a_child_that_both_have_is_had_once(leaver, colleague, child):
    AllocationFactory(child=child, user=colleague)
    to_come = AllocationFactory(user=leaver, starts_on=TOMORROW)
    handing_over.hand_over(leaver.pk, colleague.pk, last_day=ON, note="", by=leaver, on=ON)
    held = child.allocations.filter(user=colleague)
    assert held.count() == 1
    assert not Allocation.objects.filter(pk=to_come.pk).exists()
    assert Allocation.objects.get(child=to_come.child).starts_on == TOMORROW


def test_restricted_records_pass_on_one_at_a_time(leaver, colleague, manager, child):
    child.is_restricted, child.restricted_because = True, "a colleague's child"
    child.save()
    work = {"last_day": YESTERDAY, "by": manager, "on": ON}
    assert handing_over.hand_over(leaver.pk, colleague.pk, note="", **work) == 0
    assert not sees(colleague, child)
    with pytest.raises(RecordRefused, match="1 restricted record"):
        accounts.close_account(leaver.pk, to_id=colleague.pk, **work)
    handing_over.pass_on_child(child.allocations.get().pk, colleague.pk, note="", by=leaver, on=ON)
    assert sees(colleague, child)
    accounts.close_account(leaver.pk, to_id=None, **work)


def test_only_oneself_or_a_manager_hands_over(leaver, colleague, child):
    for by in (colleague, UserFactory(role="senco"), UserFactory(role="parent")):
        with pytest.raises(PermissionDenied):
            handing_over.hand_over(leaver.pk, colleague.pk, last_day=ON, note="", by=by, on=ON)
    with pytest.raises(RecordRefused, match="yesterday or later"):
        handing_over.hand_over(
            leaver.pk, colleague.pk, last_day=ON - 2 * A_DAY, note="", by=leaver, on=ON
        )
    assert child.allocations.get().ends_on is None


def test_a_leaver_leaves_nothing_behind(leaver, colleague, manager, child):
    TaskFactory(child=child, asked_of=leaver)
    to_come = MembershipFactory(user=leaver, starts_on=TOMORROW, team=TeamFactory())
    with pytest.raises(PermissionDenied):  # a team that is not the manager's, though to come
        accounts.close_account(leaver.pk, last_day=ON, to_id=None, by=colleague, on=ON)
    with pytest.raises(RecordRefused, match="1 child and 1 open task") as refused:
        accounts.close_account(leaver.pk, last_day=YESTERDAY, to_id=None, by=manager, on=ON)
    assert refused.value.field == "to"
    accounts.close_account(leaver.pk, last_day=YESTERDAY, to_id=colleague.pk, by=manager, on=ON)
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.ends_on) == (False, YESTERDAY)
    assert (sees(leaver, child), sees(colleague, child)) == (False, True)
    assert not Membership.objects.filter(pk=to_come.pk).exists()
    assert leaver.memberships.get().ends_on == YESTERDAY
    assert Event.objects.filter(action="people.closed_account").count() == 1


def test_an_account_ends_on_a_day_to_come(leaver, manager):
    child = SchoolingFactory().child
    covered = AbsenceFactory(covered_by=leaver)
    accounts.close_account(leaver.pk, last_day=TOMORROW, to_id=None, by=manager, on=ON)
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.ends_on) == (True, TOMORROW)
    leaver.role = "head_of_service"
    assert sees(leaver, child, TOMORROW)
    assert not sees(leaver, child, TOMORROW + A_DAY)
    covered.refresh_from_db()
    assert covered.covered_by == leaver
    assert accounts.close_accounts_that_ended(on=TOMORROW) == 0
    moment = datetime.datetime(2026, 11, 26, 0, 10, tzinfo=datetime.UTC)
    tasks.close_accounts(int(moment.timestamp()))
    tasks.close_accounts(int(moment.timestamp()))
    leaver.refresh_from_db()
    assert not leaver.is_active


def test_covers_of_a_leaver_without_work_are_nobodys(leaver, manager):
    covered = AbsenceFactory(covered_by=leaver)
    accounts.close_account(leaver.pk, last_day=YESTERDAY, to_id=None, by=manager, on=ON)
    covered.refresh_from_db()
    assert covered.covered_by is None


def test_a_last_place_in_a_team_ends_when_the_work_has_passed_on(leaver, colleague, manager, child):
    place = leaver.memberships.get()
    with pytest.raises(PermissionDenied):
        teams.leave_team(place.pk, by=colleague, on=ON)
    with pytest.raises(RecordRefused, match="Select who takes them on"):
        teams.leave_team(place.pk, by=manager, on=ON)
    place.refresh_from_db()
    assert place.ends_on is None
    another = MembershipFactory(user=leaver)
    teams.leave_team(place.pk, by=manager, on=ON)  # there is another: the work stays
    assert child.allocations.get().ends_on is None
    another.team.memberships.create(user=manager, is_manager=True, starts_on=ON)
    another.team.memberships.create(user=colleague, starts_on=ON)
    teams.leave_team(another.pk, last_day=YESTERDAY, to_id=colleague.pk, by=manager, on=ON)
    assert (sees(leaver, child), sees(colleague, child)) == (False, True)


def test_a_place_in_a_team_cannot_end_before_it_began(manager, team):
    place = MembershipFactory(team=team, starts_on=ON)
    with pytest.raises(RecordRefused, match="before the first day"):
        teams.leave_team(place.pk, last_day=YESTERDAY, by=manager, on=ON)


def test_a_team_of_health_is_added_once():
    head, caseworker = UserFactory(role="head_of_service"), UserFactory(role="caseworker")
    with pytest.raises(PermissionDenied):
        teams.add_team(name="Paediatrics", kind="health", by=caseworker)
    team = teams.add_team(name=" Community Paediatrics ", kind="health", by=head)
    assert (team.pk, team.name) == ("community_paediatrics", "Community Paediatrics")
    for wrong in (
        {"name": "!", "kind": "health"},
        {"name": "Therapy", "kind": "authority"},
        {"name": "COMMUNITY paediatrics", "kind": "care"},
    ):
        with pytest.raises(RecordRefused):
            teams.add_team(**wrong, by=head)


def test_a_manager_puts_colleagues_in_the_team_and_no_parent(manager, team):
    parent, other = UserFactory(role="parent"), UserFactory(role="psychologist")
    with pytest.raises(RecordRefused, match="Select a person"):
        teams.join_team(parent.pk, team.pk, by=manager, on=ON)
    assert teams.join_team(other.pk, team.pk, is_manager=True, by=manager, on=ON).is_manager
    with pytest.raises(PermissionDenied):
        teams.join_team(other.pk, TeamFactory().pk, by=manager, on=ON)
    with pytest.raises(PermissionDenied):
        teams.join_team(other.pk, "none", by=manager, on=ON)


@pytest.fixture
def school():
    """Return the SENCO's post at a school with a pupil, and its head who manages accounts."""
    post = PostFactory()
    SchoolingFactory(establishment=post.establishment)
    PostFactory(establishment=post.establishment, manages_users=True, title="Head teacher")
    return post


def head_of(post):
    return post.establishment.posts.get(title="Head teacher").user


def pupil_of(post):
    return post.establishment.schoolings.get().child


def test_a_post_passes_on_with_pupils_tasks_and_what_it_may_do(school):
    pupil, head = pupil_of(school), head_of(school)
    elsewhere = TaskFactory(asked_of=school.user)
    here = TaskFactory(child=pupil, asked_of=school.user)
    own = AllocationFactory(child=pupil, user=school.user, role="SENCO")
    teacher = PostFactory(
        establishment=school.establishment, sees_all=False, user__role="teacher", title="Teacher"
    )
    new = teams.pass_on_post(school.pk, teacher.user_id, last_day=YESTERDAY, by=head, on=ON)
    assert (new.title, new.sees_all, new.starts_on) == ("SENCO", True, ON)
    for changed in (elsewhere, here, own, teacher, teacher.user):
        changed.refresh_from_db()
    assert (here.asked_of, elsewhere.asked_of) == (teacher.user, school.user)
    assert (teacher.ends_on, own.ends_on) == (YESTERDAY, YESTERDAY)
    assert teacher.user.role == "senco"
    assert (sees(school.user, pupil), sees(teacher.user, pupil)) == (False, True)
    assert Event.objects.filter(action="people.passed_on_post").count() == 1


def test_a_post_passes_on_to_a_teacher_who_began_today(school):
    begun = PostFactory(
        establishment=school.establishment, starts_on=ON, sees_all=False, user__role="senco"
    )
    teams.pass_on_post(school.pk, begun.user_id, last_day=YESTERDAY, by=head_of(school), on=ON)
    assert not Post.objects.filter(pk=begun.pk).exists()
    assert begun.user.posts.get().sees_all


def test_a_post_passes_on_only_to_those_who_work_at_schools(school):
    head = head_of(school)
    for to in (school.user, UserFactory(role="caseworker"), UserFactory(role="parent")):
        with pytest.raises(RecordRefused, match="Select who holds the post next"):
            teams.pass_on_post(school.pk, to.pk, last_day=ON, by=head, on=ON)
    for by in (school.user, PostFactory(manages_users=True).user, UserFactory(role="parent")):
        with pytest.raises(PermissionDenied):
            teams.pass_on_post(school.pk, head.pk, last_day=ON, by=by, on=ON)
    school.refresh_from_db()
    assert school.ends_on is None


def test_a_post_ends_when_what_was_asked_has_passed_on(school):
    head, pupil = head_of(school), pupil_of(school)
    task = TaskFactory(child=pupil, asked_of=school.user)
    with pytest.raises(RecordRefused, match="0 children and 1 open task"):
        teams.end_post(school.pk, by=head, on=ON)
    with pytest.raises(RecordRefused, match="Select who takes on"):
        teams.end_post(school.pk, to_id=PostFactory().user_id, by=head, on=ON)
    late = PostFactory(establishment=school.establishment, starts_on=TOMORROW)
    with pytest.raises(RecordRefused, match="before the first day"):
        teams.end_post(late.pk, by=head, on=ON)
    teams.end_post(school.pk, last_day=YESTERDAY, to_id=head.pk, by=head, on=ON)
    task.refresh_from_db()
    school.refresh_from_db()
    assert (task.asked_of, school.ends_on) == (head, YESTERDAY)


def test_a_parent_is_given_no_post(school):
    with pytest.raises(RecordRefused, match="Select a person"):
        teams.give_post(
            UserFactory(role="parent").pk,
            school.establishment_id,
            title="Governor",
            by=head_of(school),
            on=ON,
        )


def test_what_a_place_was_promised_passes_on_later(school, jobs):
    head = head_of(school)
    task = TaskFactory(child=pupil_of(school), asked_of=school.user)
    teams.end_post(school.pk, last_day=ON, to_id=head.pk, by=head, on=ON)
    (job,) = jobs.jobs.values()
    assert job["args"]["place_id"] == str(school.establishment_id)
    tasks.pass_on_promises(**job["args"])
    task.refresh_from_db()
    assert task.asked_of == head
