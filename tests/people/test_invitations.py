"""Invitations: who may invite whom, what account is made, and what is sent."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import (
    AllocationFactory,
    CarerFactory,
    CaringFactory,
    ChildFactory,
    MembershipFactory,
    PostFactory,
    TeamFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.actions import invitations
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import User
from wayforward.people.roles import AUTHORITY_ROLES, TEAM_ROLES
from wayforward.signing_in import tasks

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
SITE = "https://send.example.org"
NEW = {"email": " Nia.New@Example.org", "full_name": " Nia New "}


def send_what_waits(jobs):
    """Run the jobs of invitations; return the e-mails that were sent."""
    for job in jobs.jobs.values():
        if job["task_name"] == "signing_in.send_invitation":
            tasks.send_invitation(**job["args"])
    return mail.outbox


def to_setting(by, place, **more):
    facts = NEW | {"role": "senco", "title": "SENCO", "manages_users": False} | more
    return invitations.invite_to_setting(place.pk, **facts, site=SITE, by=by, on=ON)


def to_authority(by, team="", role="caseworker", **more):
    facts = NEW | {"is_manager": False} | more
    return invitations.invite_to_authority(
        **facts, role=role, team_code=team, site=SITE, by=by, on=ON
    )


@pytest.fixture
def head():
    """Return a head teacher, who manages the users of a school."""
    return PostFactory(manages_users=True, title="Head teacher")


def test_a_school_invites_somebody_who_then_sets_a_password(head, client, jobs):
    user = to_setting(head.user, head.establishment)
    assert (user.email, user.full_name, user.role) == ("nia.new@example.org", "Nia New", "senco")
    assert not user.has_usable_password()
    post = user.posts.get()
    assert (post.title, post.sees_all, post.starts_on) == ("SENCO", True, ON)
    (sent,) = send_what_waits(jobs)
    assert sent.to == ["nia.new@example.org"]
    link = re.search(r"https://send\.example\.org(/password/new/\S+)", sent.body)
    page = client.get(link[1], follow=True)
    path = page.redirect_chain[-1][0]
    saved = client.post(path, {"password1": "three long invented words"})
    assert saved.status_code == 302
    user.refresh_from_db()
    assert user.check_password("three long invented words")
    again = client.get(link[1], follow=True).content.decode()
    assert "This link no longer works" in again
    actions = list(Event.objects.values_list("action", flat=True))
    assert {"people.created_account", "people.invited", "people.gave_post"} <= set(actions)


def test_a_teacher_sees_the_pupils_allocated_to_them(head):
    user = to_setting(head.user, head.establishment, role="teacher", title="Class teacher")
    assert not user.posts.get().sees_all


def test_whoever_works_at_two_schools_has_one_account(head, jobs):
    elsewhere = PostFactory(user__email="nia.new@example.org")
    assert to_setting(head.user, head.establishment) == elsewhere.user
    assert elsewhere.user.posts.count() == 2
    assert not jobs.jobs
    with pytest.raises(RecordRefused, match="has a post there already"):
        to_setting(head.user, head.establishment)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "parent@example.org"}, "email"),
        ({"email": "closed@example.org"}, "email"),
        ({"full_name": " "}, "full_name"),
        ({"role": "administrator"}, "role"),
        ({"title": " "}, "title"),
    ],
)
def test_what_a_school_cannot_invite_is_refused_and_nothing_is_left(head, jobs, wrong, field):
    UserFactory(role="parent", email="parent@example.org")
    UserFactory(role="senco", email="closed@example.org", is_active=False)
    before = User.objects.count()
    with pytest.raises(RecordRefused) as refused:
        to_setting(head.user, head.establishment, **wrong)
    assert refused.value.field == field
    assert User.objects.count() == before
    assert not jobs.jobs


def test_a_school_invites_to_no_other(head):
    for by in (PostFactory(manages_users=True).user, PostFactory().user, UserFactory()):
        with pytest.raises(PermissionDenied):
            to_setting(by, head.establishment)
    to_setting(UserFactory(administrator=True), EstablishmentFactory())


def test_each_manager_invites_the_roles_that_are_theirs_to_give(jobs):
    team = TeamFactory()
    manager = MembershipFactory(team=team, is_manager=True).user
    head, administrator = UserFactory(role="head_of_service"), UserFactory(administrator=True)
    assert invitations.roles_to_invite(administrator) == AUTHORITY_ROLES
    assert invitations.roles_to_invite(head) == AUTHORITY_ROLES - {
        "administrator",
        "head_of_service",
    }
    assert invitations.roles_to_invite(manager) == TEAM_ROLES
    user = to_authority(manager, team.pk, is_manager=True)
    assert user.memberships.get().is_manager
    for by, wrong in (
        (manager, {"role": "administrator"}),
        (head, {"role": "head_of_service"}),
        (administrator, {"role": "senco"}),
        (manager, {}),  # the address is taken now
    ):
        with pytest.raises(RecordRefused):
            to_authority(by, team.pk, **wrong)
    with pytest.raises(PermissionDenied):
        to_authority(manager, email="other@example.org")
    with pytest.raises(PermissionDenied):
        to_authority(manager, TeamFactory().pk, email="other@example.org")
    with pytest.raises(RecordRefused, match="Select a team"):
        to_authority(head, "none", email="other@example.org")
    other = to_authority(administrator, role="administrator", email="other@example.org")
    assert not other.memberships.exists()
    assert len(send_what_waits(jobs)) == 2


def test_an_invitation_is_sent_again_until_somebody_signed_in(head, jobs):
    user = to_setting(head.user, head.establishment)
    invitations.invite_again(user.pk, site=SITE, by=head.user, on=ON)
    assert len(send_what_waits(jobs)) == 2
    with pytest.raises(PermissionDenied):
        invitations.invite_again(user.pk, site=SITE, by=UserFactory(role="senco"), on=ON)
    user.last_login = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    user.save()
    with pytest.raises(RecordRefused, match="has signed in already"):
        invitations.invite_again(user.pk, site=SITE, by=head.user, on=ON)


def test_nothing_is_sent_to_an_account_that_closed_meanwhile(head, jobs, caplog):
    user = to_setting(head.user, head.establishment)
    user.is_active = False
    user.save()
    assert send_what_waits(jobs) == []
    assert user.email not in caplog.text


@pytest.fixture
def caseworker():
    """Return a caseworker."""
    return UserFactory(role="caseworker")


def caring(caseworker, **more):
    return CaringFactory(child=AllocationFactory(user=caseworker).child, **more)


def carer_in(by, link, email="pat@example.org"):
    return invitations.invite_carer(link.pk, email=email, site=SITE, by=by, on=ON)


def test_a_carer_is_told_where_to_ask_for_a_code(caseworker, jobs):
    link = caring(caseworker)
    user = carer_in(caseworker, link)
    link.carer.refresh_from_db()
    assert (link.carer.user, user.role) == (user, "parent")
    (sent,) = send_what_waits(jobs)
    assert f"{SITE}/sign-in/code" in sent.body
    child = link.child
    assert child.first_names not in sent.body + sent.subject
    assert Event.objects.filter(action="people.invited_carer", subject_id=child.pk).count() == 1
    with pytest.raises(RecordRefused, match="can sign in already"):
        carer_in(caseworker, link)


def test_a_parents_account_that_is_nobodys_yet_is_taken(caseworker, jobs):
    user = UserFactory(role="parent", email="pat@example.org")
    assert carer_in(caseworker, caring(caseworker)) == user
    assert len(send_what_waits(jobs)) == 1


def test_somebody_elses_address_is_refused(caseworker):
    UserFactory(role="senco", email="senco@example.org")
    UserFactory(role="parent", email="closed@example.org", is_active=False)
    taken = CarerFactory(user=UserFactory(role="parent", email="taken@example.org"))
    ChildFactory(user=UserFactory(role="young_person", email="young@example.org"))
    link = caring(caseworker)
    for email in ("senco@example.org", "closed@example.org", taken.user.email, "young@example.org"):
        with pytest.raises(RecordRefused, match="Somebody else signs in"):
            carer_in(caseworker, link, email)
    with pytest.raises(RecordRefused, match="Enter an e-mail address"):
        carer_in(caseworker, link, "pat")


def test_who_may_not_see_the_record_is_not_invited(caseworker):
    for told, why in (
        ({"told": "nothing", "court_limit": "An order"}, "may be told nothing"),
        ({"ends_on": datetime.date(2026, 11, 23)}, "no carer of the child any more"),
    ):
        with pytest.raises(RecordRefused, match=why):
            carer_in(caseworker, caring(caseworker, **told))
    teacher = UserFactory(role="teacher")
    link = CaringFactory(child=AllocationFactory(user=teacher).child)
    with pytest.raises(PermissionDenied):
        carer_in(teacher, link)
    assert not User.objects.filter(role="parent").exists()


def test_a_young_person_is_invited_once_the_rights_are_theirs(caseworker):
    def invite(child):
        return invitations.invite_young_person(
            child.pk, email="yas@example.org", site=SITE, by=caseworker, on=ON
        )

    child = AllocationFactory(user=caseworker).child
    with pytest.raises(RecordRefused, match="have not passed"):
        invite(child)
    old = ChildFactory(born_on=datetime.date(2009, 3, 4))
    AllocationFactory(user=caseworker, child=old)
    user = invite(old)
    old.refresh_from_db()
    assert (old.user, user.role) == (user, "young_person")
    with pytest.raises(RecordRefused, match="can sign in already"):
        invite(old)
