"""Professionals who do not sign in here: of a team, and of a child."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.people import AllocationFactory, TeamFactory, UserFactory
from wayforward.people.actions import contacts
from wayforward.people.actions.contacts import ContactFacts
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Contact

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
FACTS = {"full_name": " Dr Ida Invented", "title": "Paediatrician", "kind": "health"}


def test_a_contact_works_with_a_child_and_is_kept_once():
    caseworker = UserFactory(role="caseworker")
    first, second = (AllocationFactory(user=caseworker).child for _ in range(2))
    for child in (first, second):
        contacts.add_to_child(child.pk, ContactFacts(**FACTS), by=caseworker, on=ON)
    assert Contact.objects.get().full_name == "Dr Ida Invented"
    with pytest.raises(RecordRefused, match="is recorded already"):
        contacts.add_to_child(first.pk, ContactFacts(**FACTS), by=caseworker, on=ON)
    link = first.contacts.get()
    with pytest.raises(RecordRefused, match="before the first day"):
        contacts.end_contact(link.pk, ends_on=datetime.date(2026, 1, 1), by=caseworker, on=ON)
    contacts.end_contact(link.pk, ends_on=ON, by=caseworker, on=ON)
    link.refresh_from_db()
    assert link.ends_on == ON


@pytest.mark.parametrize("wrong", [{"full_name": " "}, {"title": ""}, {"kind": "wizardry"}])
def test_a_fact_that_is_missing_is_refused(wrong):
    caseworker = UserFactory(role="caseworker")
    child = AllocationFactory(user=caseworker).child
    with pytest.raises(RecordRefused) as refused:
        contacts.add_to_child(child.pk, ContactFacts(**FACTS | wrong), by=caseworker, on=ON)
    assert [refused.value.field] == list(wrong)
    assert not Contact.objects.exists()


def test_a_teacher_adds_no_contact():
    teacher = UserFactory(role="teacher")
    child = AllocationFactory(user=teacher).child
    with pytest.raises(PermissionDenied):
        contacts.add_to_child(child.pk, ContactFacts(**FACTS), by=teacher, on=ON)


def test_a_contact_is_in_a_team_of_health_and_in_none_of_the_authority():
    head = UserFactory(role="head_of_service")
    team = TeamFactory(kind="health")
    contact = contacts.add_to_team(team.pk, ContactFacts(**FACTS), by=head, on=ON)
    assert list(team.contacts.all()) == [contact]
    with pytest.raises(RecordRefused, match="authority’s teams"):
        contacts.add_to_team(TeamFactory().pk, ContactFacts(**FACTS), by=head, on=ON)
    with pytest.raises(PermissionDenied):
        contacts.add_to_team(team.pk, ContactFacts(**FACTS), by=UserFactory(), on=ON)
