"""Managers are told at once of a record opened in an emergency, and of nothing in it."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories.people import (
    ChildFactory,
    EmergencyFactory,
    MembershipFactory,
    TeamFactory,
    UserFactory,
)
from wayforward.people import tasks
from wayforward.people.actions import access

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 11, 24, 22, 0, tzinfo=datetime.UTC)
SITE = "https://send.example.org"
REASON = "The police ask where the child may be"


def test_each_manager_is_told_of_the_link_alone(jobs):
    team = TeamFactory()
    opener = MembershipFactory(team=team, user__role="duty_officer", is_manager=True).user
    manager = MembershipFactory(team=team, is_manager=True).user
    MembershipFactory(team=team)
    MembershipFactory(is_manager=True)
    head = UserFactory(role="head_of_service")
    UserFactory(role="head_of_service", is_active=False)
    child = ChildFactory()
    opened = access.open_in_emergency(child.reference, reason=REASON, site=SITE, by=opener, at=AT)
    waiting = list(jobs.jobs.values())
    assert {job["args"]["manager_id"] for job in waiting} == {str(manager.pk), str(head.pk)}
    for job in waiting:
        tasks.tell_of_emergency(**job["args"])
    assert {address for sent in mail.outbox for address in sent.to} == {manager.email, head.email}
    for sent in mail.outbox:
        said = sent.subject + sent.body
        assert f"{SITE}/emergencies/{opened.pk}" in said
        assert "24 November 2026 at 22:00" in said
        for secret in (child.first_names, child.last_name, child.reference, str(child.pk), REASON):
            assert secret not in said


def test_a_manager_who_left_meanwhile_is_told_nothing(jobs):
    head = UserFactory(role="head_of_service")
    access.open_in_emergency(
        ChildFactory().reference,
        reason=REASON,
        site=SITE,
        by=UserFactory(role="duty_officer"),
        at=AT,
    )
    head.is_active = False
    head.save()
    (job,) = jobs.jobs.values()
    tasks.tell_of_emergency(**job["args"])
    assert mail.outbox == []


def test_a_teams_manager_reviews_what_its_members_opened_and_no_more(client):
    team = TeamFactory()
    manager = MembershipFactory(team=team, is_manager=True).user
    own = EmergencyFactory(user=MembershipFactory(team=team, user__role="duty_officer").user)
    other = EmergencyFactory(reason="Another team's")
    client.force_login(manager)
    assert "1 record opened in an emergency" in client.get(reverse("people:home")).content.decode()
    listed = client.get(reverse("people:emergency-list")).content.decode()
    assert own.reason in listed
    assert other.reason not in listed
    pages = [reverse("people:review-emergency", kwargs={"pk": each.pk}) for each in (own, other)]
    assert [client.get(page).status_code for page in pages] == [200, 403]
    assert client.post(pages[0], {"was_right": "yes"}).status_code == 302
    assert client.post(pages[1], {"was_right": "yes"}).status_code == 403
    own.refresh_from_db()
    assert own.reviewed_by == manager
