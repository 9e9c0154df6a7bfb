"""Who is away, who covers and sees what meanwhile, and what is said of each promise."""

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
    TeamWorkFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.actions import absences, access
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Absence, Child, HandoverNote
from wayforward.people.queries import tasks_of
from wayforward.people.workload import unowned

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
A_DAY = datetime.timedelta(days=1)
YESTERDAY, TOMORROW = ON - A_DAY, ON + A_DAY
NEXT_WEEK = ON + 7 * A_DAY


def sees(user, child, on=ON):
    return Child.objects.visible_to(user, on=on).filter(pk=child.pk).exists()


@pytest.fixture
def team():
    """Return a team."""
    return TeamFactory()


@pytest.fixture
def away(team):
    """Return a caseworker in the team."""
    return MembershipFactory(team=team, user__role="caseworker").user


@pytest.fixture
def cover(team):
    """Return another one in the team."""
    return MembershipFactory(team=team, user__role="caseworker").user


def go(away, cover=None, starts_on=ON, ends_on=NEXT_WEEK, by=None, **more):
    return absences.record_absence(
        away.pk,
        starts_on=starts_on,
        ends_on=ends_on,
        note=" Ring me not ",
        on=ON,
        cover_id=cover.pk if cover else None,
        by=by or away,
        **more,
    )


def test_whoever_covers_sees_the_caseload_until_the_day_of_return(away, cover):
    child = AllocationFactory(user=away).child
    assert not sees(cover, child)
    absence = go(away, cover, starts_on=TOMORROW)
    assert absence.note == "Ring me not"
    days = [ON, TOMORROW, NEXT_WEEK, NEXT_WEEK + A_DAY]
    assert [sees(cover, child, day) for day in days] == [False, True, True, False]
    assert all(sees(away, child, day) for day in days)
    event = Event.objects.get(action="people.recorded_absence")
    assert event.facts == {
        "cover": str(cover.pk),
        "starts_on": "2026-11-25",
        "ends_on": "2026-12-01",
    }


def test_whoever_covers_sees_no_restricted_record_and_no_more_than_the_work(away, cover):
    child = AllocationFactory(user=away).child
    ended = AllocationFactory(user=away, ends_on=YESTERDAY).child
    other_team = MembershipFactory(user=away).team
    worked_with = TeamWorkFactory(team=other_team).child
    go(away, cover)
    assert sees(cover, child)
    assert not sees(cover, ended)
    assert not sees(cover, worked_with)
    child.is_restricted, child.restricted_because = True, "a colleague's child"
    child.save()
    assert not sees(cover, child)


def test_whoever_covers_does_what_was_asked(away, cover):
    task = TaskFactory(asked_of=away)
    restricted = TaskFactory(
        asked_of=away, child__is_restricted=True, child__restricted_because="Staff"
    )
    with pytest.raises(Child.DoesNotExist):
        access.finish_task(task.pk, by=cover, on=ON)
    go(away, cover)
    assert set(tasks_of(cover, on=ON)) == {task}
    assert set(tasks_of(away, on=ON)) == {task, restricted}
    access.finish_task(task.pk, by=cover, on=ON)
    assert not sees(cover, task.child)


def test_an_account_that_closed_is_covered_by_nobody(away, cover):
    child = AllocationFactory(user=away).child
    go(away, cover)
    away.is_active = False
    away.save()
    assert not sees(cover, child)


def test_a_schools_cover_sees_its_pupils_while_both_work_there():
    senco = PostFactory()
    pupil = SchoolingFactory(establishment=senco.establishment).child
    deputy = PostFactory(
        establishment=senco.establishment, sees_all=False, user__role="teacher", title="Deputy"
    )
    go(senco.user, deputy.user)
    assert sees(deputy.user, pupil)
    deputy.ends_on = YESTERDAY
    deputy.save()
    assert not sees(deputy.user, pupil)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"starts_on": NEXT_WEEK, "ends_on": ON}, "ends_on"),
        ({"starts_on": ON - 9 * A_DAY, "ends_on": YESTERDAY}, "ends_on"),
        ({"starts_on": ON - 9 * A_DAY, "ends_on": ON}, "starts_on"),
    ],
)
def test_days_that_cannot_be_are_refused(away, cover, days, field):
    AbsenceFactory(user=away, covered_by=cover, starts_on=ON, ends_on=ON)
    with pytest.raises(RecordRefused) as refused:
        go(away, cover, **days)
    assert refused.value.field == field
    assert Absence.objects.count() == 1


def test_who_cannot_cover_is_refused(away, cover):
    stranger = UserFactory(role="caseworker")
    administrator = MembershipFactory(team=away.memberships.get().team, user__role="administrator")
    for person in (stranger, administrator.user, away):
        with pytest.raises(RecordRefused, match="same team or setting"):
            go(away, person)
    AbsenceFactory(user=cover, covered_by=away, starts_on=NEXT_WEEK)
    with pytest.raises(RecordRefused, match="is away then too"):
        go(away, cover)
    leaving = MembershipFactory(team=away.memberships.get().team, user__role="caseworker").user
    leaving.ends_on = TOMORROW
    leaving.save()
    with pytest.raises(RecordRefused, match="will have left by then"):
        go(away, leaving)
    assert not away.absences.exists()


def test_the_head_of_service_covers_for_the_authoritys_people_only(away):
    head = UserFactory(role="head_of_service")
    go(away, head)
    with pytest.raises(RecordRefused, match="same team or setting"):
        go(PostFactory().user, head)


def test_only_oneself_or_a_manager_records_an_absence(away, cover, team):
    manager = MembershipFactory(team=team, is_manager=True).user
    for by in (cover, UserFactory(role="senco"), UserFactory(role="parent")):
        with pytest.raises(PermissionDenied):
            go(away, by=by)
    absence = go(away, by=manager)
    assert absence.covered_by is None
    for change in (
        lambda: absences.change_cover(absence.pk, cover_id=cover.pk, by=cover, on=ON),
        lambda: absences.end_absence(absence.pk, by=cover, on=ON),
        lambda: absences.write_handover(absence.pk, notes={}, by=cover, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            change()


def test_the_cover_changes_and_the_first_sees_no_more(away, cover, team):
    child = AllocationFactory(user=away).child
    other = MembershipFactory(team=team, user__role="caseworker").user
    absence = go(away, cover)
    absences.change_cover(absence.pk, cover_id=other.pk, by=away, on=ON)
    assert (sees(cover, child), sees(other, child)) == (False, True)
    absences.change_cover(absence.pk, cover_id="", by=away, on=ON)
    assert not sees(other, child)


def test_somebody_is_back_early(away, cover):
    child = AllocationFactory(user=away).child
    begun = AbsenceFactory(user=away, covered_by=cover, starts_on=YESTERDAY, ends_on=ON)
    absences.end_absence(begun.pk, by=away, on=ON)
    begun.refresh_from_db()
    assert begun.ends_on == YESTERDAY
    assert not sees(cover, child)
    with pytest.raises(RecordRefused, match="is over"):
        absences.end_absence(begun.pk, by=away, on=ON)
    never = go(away, cover)
    absences.end_absence(never.pk, by=away, on=ON)
    assert list(away.absences.all()) == [begun]


def test_each_promise_has_a_note(away, cover):
    task, done = TaskFactory(asked_of=away), TaskFactory(asked_of=away, done_on=YESTERDAY)
    absence = go(away, cover)
    write = {"by": away, "on": ON}
    notes = {str(task.pk): " She likes to be rung "}
    assert absences.write_handover(absence.pk, notes=notes, **write) == 1
    assert absence.notes.get().words == "She likes to be rung"
    for wrong, why in (
        ({str(done.pk): "Late"}, "done meanwhile"),
        ({str(task.pk): "x" * 2001}, "2000 characters"),
    ):
        with pytest.raises(RecordRefused, match=why):
            absences.write_handover(absence.pk, notes=wrong, **write)
    assert absence.notes.get().words == "She likes to be rung"
    assert absences.write_handover(absence.pk, notes={str(task.pk): " "}, **write) == 0
    assert not HandoverNote.objects.exists()


def test_what_nobody_has_is_found(away, cover):
    head, lost = UserFactory(role="head_of_service"), {}
    lost["children"] = AllocationFactory(ends_on=YESTERDAY).child
    AllocationFactory(child=AllocationFactory(ends_on=YESTERDAY).child)
    TeamWorkFactory(child=AllocationFactory(ends_on=YESTERDAY).child, team=MembershipFactory().team)
    lost["closed"] = AllocationFactory(user__is_active=False)
    lost["tasks"] = TaskFactory(asked_of__is_active=False)
    lost["team_work"] = TeamWorkFactory()
    MembershipFactory(team=TeamWorkFactory().team)
    post = PostFactory(ends_on=YESTERDAY)
    lost["settings"] = SchoolingFactory(establishment=post.establishment).establishment
    SchoolingFactory(establishment=PostFactory().establishment)
    lost["away"] = go(away)
    found = unowned(head, on=ON)
    assert {name: list(getattr(found, name)) for name in lost} == {
        name: [each] for name, each in lost.items()
    }
    absence = AbsenceFactory(covered_by=away, ends_on=NEXT_WEEK + A_DAY)
    gone = AbsenceFactory(covered_by__is_active=False)
    AbsenceFactory(covered_by=cover)
    assert list(unowned(head, on=ON).away) == [lost["away"], absence, gone]


def test_a_teams_manager_finds_what_the_team_left(away, team):
    manager = MembershipFactory(team=team, is_manager=True, user__role="caseworker").user
    AllocationFactory(ends_on=YESTERDAY)
    AbsenceFactory(covered_by=None)
    own = go(away)
    left = AllocationFactory(user=MembershipFactory(team=team, user__is_active=False).user)
    found = unowned(manager, on=ON)
    assert list(found.away) == [own]
    assert list(found.closed) == [left]
    assert [list(found.children), list(found.settings)] == [[], []]
