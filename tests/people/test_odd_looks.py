"""Looks that are out of the ordinary: why each is listed, for whom, and that a review ends it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.factories.people import CarerFactory, CaringFactory, ChildFactory, UserFactory
from wayforward.audit.models import Event
from wayforward.people.actions.looking import review_looks
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import LookReview
from wayforward.people.odd_looks import MANY_IN_AN_HOUR, MANY_OF_ONE, odd_looks, shown

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
A_MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def head():
    """Return the head of service, who reviews looks."""
    return UserFactory(role="head_of_service", full_name="Heather Manager")


@pytest.fixture
def looker():
    """Return a caseworker with a name of her own."""
    return UserFactory(role="caseworker", full_name="Carys Lawson")


def look(user, child, *, at=NOON, because=("caseload",)):
    Event.objects.create(
        action="people.looked",
        actor=str(user.pk),
        subject_type="people.Child",
        subject_id=str(child.pk),
        happened_at=at,
        facts={"page": "people:child", "because": list(because)},
    )


def patterns(head, at=AT):
    return [(each.pattern, each.looks, each.records) for each in odd_looks(at, by=head)]


def test_an_ordinary_look_is_not_listed(head, looker):
    for _ in range(5):
        look(looker, ChildFactory())
    assert patterns(head) == []


@pytest.mark.parametrize("of", ["child", "known", "carer"])
def test_the_same_surname_is_listed(head, looker, of):
    child = ChildFactory(
        last_name="Lawson" if of == "child" else "Example",
        known_last_name="Lawson" if of == "known" else "",
    )
    if of == "carer":
        CaringFactory(child=child, carer=CarerFactory(last_name="LAWSON"))
    look(looker, child)
    look(looker, ChildFactory(first_names="Lawson"))  # a first name is no surname
    assert patterns(head) == [("surname", 1, 1)]
    (one,) = shown(odd_looks(AT, by=head))
    assert (one.who, one.reference) == (looker, child.reference)


@pytest.mark.parametrize("known_by", ["account", "email", "name"])
def test_a_colleagues_child_is_listed(head, looker, known_by):
    colleague = UserFactory(role="psychologist", full_name="Priya Nair")
    facts = {
        "account": {"user": colleague},
        "email": {"email": colleague.email.upper()},
        "name": {"first_names": "Priya", "last_name": "Nair"},
    }
    child = CaringFactory(carer=CarerFactory(**facts[known_by])).child
    look(looker, child)
    assert patterns(head) == [("colleague", 1, 1)]


def test_many_records_in_an_hour_are_listed(head, looker):
    children = [ChildFactory() for _ in range(MANY_IN_AN_HOUR)]
    for place, child in enumerate(children[:-1]):
        look(looker, child, at=NOON + place * A_MINUTE)
        look(looker, child, at=NOON + place * A_MINUTE)
    assert patterns(head) == []
    look(looker, children[-1], at=NOON + 59 * A_MINUTE)
    assert patterns(head) == [("many", 2 * MANY_IN_AN_HOUR - 1, MANY_IN_AN_HOUR)]


def test_one_record_again_and_again_is_listed(head, looker):
    child = ChildFactory()
    for _ in range(MANY_OF_ONE - 1):
        look(looker, child)
    assert patterns(head) == []
    look(looker, child)
    assert patterns(head) == [("often", MANY_OF_ONE, 1)]


@pytest.mark.parametrize(
    ("hour", "is_night"), [(5, True), (6, False), (21, False), (22, True), (23, True)]
)
def test_looks_at_night_are_listed_once_a_night(head, looker, hour, is_night):
    night = NOON.replace(hour=hour)  # in winter the clock here is UTC
    look(looker, ChildFactory(), at=night)
    look(looker, ChildFactory(), at=night + A_MINUTE)
    assert patterns(head) == ([("night", 2, 2)] if is_night else [])


def test_a_look_by_role_alone_is_listed_and_a_familys_own_is_not(head, looker):
    other = UserFactory(role="head_of_service", full_name="Another Manager")
    look(other, ChildFactory(), because=())
    look(head, ChildFactory(), because=())  # nobody reviews their own
    parent = UserFactory(role="parent", full_name="Pat Example")
    look(parent, ChildFactory(), at=NOON.replace(hour=23))
    assert patterns(head) == [("no_link", 1, 1)]
    assert patterns(other) == [("no_link", 1, 1)]
    assert patterns(head, at=AT + datetime.timedelta(days=40)) == []


def test_a_review_ends_it_until_there_is_another_look(head, looker):
    child = ChildFactory(last_name="Lawson")
    look(looker, child)
    (one,) = odd_looks(AT, by=head)
    with pytest.raises(RecordRefused, match="what you found"):
        review_looks(one.pk, was_right=False, words=" ", by=head, at=AT)
    with pytest.raises(PermissionDenied):
        review_looks(one.pk, was_right=True, words="", by=looker, at=AT)
    assert not LookReview.objects.exists()
    review = review_looks(one.pk, was_right=False, words="Told her not to", by=head, at=AT)
    assert (review.looker, review.child, review.reviewed_by) == (looker, child, head)
    event = Event.objects.get(action="people.reviewed_looks")
    assert (event.subject_id, event.facts["right"]) == (str(child.pk), False)
    assert patterns(head) == []
    with pytest.raises(LookReview.DoesNotExist):
        review_looks(one.pk, was_right=True, words="", by=head, at=AT)
    look(looker, child, at=NOON + A_MINUTE)
    assert patterns(head) == [("surname", 1, 1)]


def test_a_review_of_one_night_says_nothing_of_another(head, looker):
    for day in (18, 19):
        look(looker, ChildFactory(), at=NOON.replace(day=day, hour=23))
    newest, _ = odd_looks(AT, by=head)
    review = review_looks(newest.pk, was_right=True, words="", by=head, at=AT)
    assert review.child is None
    (left,) = odd_looks(AT, by=head)
    assert left.first.day == 18


def test_the_pages_list_and_review(client, head, looker, monkeypatch):
    monkeypatch.setattr("wayforward.people.views.looking.now", lambda: AT)
    child = ChildFactory(last_name="Lawson")
    look(looker, child)
    client.force_login(head)
    address = reverse("people:odd-look-list")
    assert address in client.get(reverse("people:home")).content.decode()
    text = client.get(address).content.decode()
    assert "Has the same surname" in text
    assert child.reference in text
    (one,) = odd_looks(AT, by=head)
    question = reverse("people:review-odd-look", kwargs={"pk": one.pk})
    assert "Review these looks" in client.get(question).content.decode()
    empty = client.post(question, {"was_right": "no", "words": ""}).content.decode()
    assert "Enter what you found and what you did" in empty
    answer = client.post(question, {"was_right": "yes", "words": "Her own caseload"})
    assert answer.url == address
    text = client.get(address).content.decode()
    assert "There is nothing to ask about" in text
    assert "Her own caseload" in text
    assert client.get(question).status_code == 404
    client.force_login(looker)
    assert client.get(address).status_code == 403
    assert client.get(question).status_code == 403
    assert address not in client.get(reverse("people:home")).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    client, head, looker, number, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("wayforward.people.views.looking.now", lambda: AT)
    for _ in range(number):
        look(looker, ChildFactory(last_name="Lawson"))
    client.force_login(head)
    client.get(reverse("people:home"))
    with django_assert_num_queries(7):
        client.get(reverse("people:odd-look-list"))
