"""Pairs that may be one child: why, in which order, for whom, and in a fixed number of queries."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.actions.finding import index_names
from wayforward.people.actions.merging import say_not_same
from wayforward.people.duplicates import suspicion_of, suspicions
from wayforward.people.models import Child, ChildAddress, FormerName, NotSame

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)
BORN = datetime.date(2017, 3, 4)


@pytest.fixture
def head():
    """Return the head of service, who sees every record that is not restricted."""
    return UserFactory(role="head_of_service")


def found(user):
    return suspicions(Child.objects.visible_to(user, on=ON))


def pair(**more):
    first = ChildFactory(first_names="Siobhan", last_name="Kelly", born_on=BORN)
    facts = {"first_names": "Siobhan", "last_name": "Kelly", "born_on": BORN} | more
    return first, ChildFactory(**facts)


def the_only(user, first, second):
    (one,) = found(user)
    assert {one.first, one.second} == {first.pk, second.pk}
    # The page of the two says the same as the list.
    assert suspicion_of(first, second).reasons == one.reasons
    return one


@pytest.mark.parametrize(
    ("more", "reasons", "called"),
    [
        ({}, ("Same name", "Same date of birth"), "Likely"),
        (
            {"first_names": "Shivaun", "known_as": "Siobahn"},
            ("Names spelt nearly alike, or that sound alike", "Same date of birth"),
            "Possible",
        ),
        (
            {"born_on": datetime.date(2017, 4, 3)},
            ("Same name", "Dates of birth with day and month changed round"),
            "Possible",
        ),
    ],
)
def test_names_and_days_of_birth_are_compared(head, more, reasons, called):
    one = the_only(head, *pair(**more))
    assert (one.reasons, one.called) == (reasons, called)


def test_a_former_name_counts(head):
    first, second = pair(last_name="Murphy")
    assert found(head) == []  # another last name, and nothing else in common
    FormerName.objects.create(child=second, first_names="Siobhan", last_name="Kelly")
    index_names(second)
    assert the_only(head, first, second).reasons == (
        "Same first name, and one has the other’s former last name",
        "Same date of birth",
    )


def test_a_carer_or_an_address_stands_for_a_day_of_birth_that_is_wrong(head):
    first, second = pair(born_on=datetime.date(2016, 3, 4))
    assert found(head) == []
    carer = CaringFactory(child=first).carer
    CaringFactory(child=second, carer=carer)
    assert the_only(head, first, second).reasons == ("Same name", "Same carer")
    for child, street in ((first, "1 Invented Road"), (second, "1 INVENTED ROAD")):
        ChildAddress.objects.create(child=child, street=street, postcode="MK9 3EJ")
    one = the_only(head, first, second)
    assert (one.reasons, one.called) == (("Same name", "Same carer", "Same address"), "Likely")


@pytest.mark.parametrize("middle", ["", " Mary"])
def test_twins_are_told_apart_and_come_last(head, middle):
    twins = pair(first_names=f"Aoife{middle}")
    Child.objects.filter(pk=twins[0].pk).update(first_names=f"Siobhan{middle}")
    carer = CaringFactory(child=twins[0]).carer
    CaringFactory(child=twins[1], carer=carer)
    one = the_only(head, *twins)
    assert (one.called, one.may_be_twins) == ("May be twins", True)
    double = ChildFactory(first_names="Aoife", last_name="Kelly", born_on=BORN)
    first, *others = found(head)
    assert {first.first, first.second} == {twins[1].pk, double.pk}
    assert [each.may_be_twins for each in others] == [True]


def give_upns(first, second, *upns):
    for child, upn in zip((first, second), upns, strict=True):
        Child.objects.filter(pk=child.pk).update(upn=upn)
        child.refresh_from_db()


OWN, OTHER, TEMPORARY = "B801200005001", "Z801200005002", "X80120000500A"


def test_two_upns_count_against_a_pair_and_say_so(head, client):
    first, second = pair()
    assert the_only(head, first, second).called == "Likely"
    give_upns(first, second, OWN, OTHER)
    one = the_only(head, first, second)
    assert (one.reasons, one.called) == (("Same name", "Same date of birth"), "Possible")
    (words,) = one.against
    assert words.startswith("they have different UPNs")
    assert suspicion_of(first, second).against == one.against
    client.force_login(head)
    for path in (
        reverse("people:duplicate-list"),
        reverse("people:compare", args=[first.pk, second.pk]),
    ):
        assert f"But {words}." in client.get(path).content.decode()


def test_names_that_only_sound_alike_are_no_pair_with_two_upns(head):
    first, second = pair(first_names="Siobahn")
    assert len(found(head)) == 1
    give_upns(first, second, OWN, OTHER)
    assert found(head) == []
    assert suspicion_of(first, second) is None


def test_twins_whose_names_are_nearly_alike_are_told_apart_by_their_upns(head):
    first, second = pair(first_names="Siobahn")
    CaringFactory(child=second, carer=CaringFactory(child=first).carer)
    assert the_only(head, first, second).called == "Likely"
    give_upns(first, second, OWN, OTHER)
    assert the_only(head, first, second).called == "May be twins"


def test_with_two_upns_no_pair_is_likely_however_much_they_share(head):
    first, second = pair()
    CaringFactory(child=second, carer=CaringFactory(child=first).carer)
    for child in (first, second):
        ChildAddress.objects.create(child=child, street="1 Invented Road", postcode="MK9 3EJ")
    give_upns(first, second, OWN, OTHER)
    assert the_only(head, first, second).called == "Possible"


@pytest.mark.parametrize("upns", [(OWN, TEMPORARY), (TEMPORARY, OTHER), (OWN, None), (None, None)])
def test_a_temporary_or_missing_upn_says_nothing(head, upns):
    first, second = pair()
    give_upns(first, second, *upns)
    one = the_only(head, first, second)
    assert (one.called, one.against) == ("Likely", ())


def test_brothers_and_strangers_are_no_pair(head):
    first, brother = pair(first_names="Cian", born_on=datetime.date(2015, 1, 20))
    carer = CaringFactory(child=first).carer
    CaringFactory(child=brother, carer=carer)
    for child in (first, brother):
        ChildAddress.objects.create(child=child, street="1 Invented Road", postcode="MK9 3EJ")
    ChildFactory(first_names="Siobhan", last_name="Kelly", born_on=datetime.date(2012, 9, 9))
    assert found(head) == []
    assert suspicion_of(first, brother) is None


def test_only_what_one_may_see_is_compared(head):
    first, second = pair()
    second.is_restricted, second.restricted_because = True, "A colleague’s child"
    second.save()
    assert found(head) == []
    caseworker = UserFactory(role="caseworker")
    AllocationFactory(child=first, user=caseworker)
    assert found(caseworker) == []
    AllocationFactory(child=second, user=caseworker)
    assert len(found(caseworker)) == 1


def test_two_children_are_remembered_and_not_suggested_again(client, head):
    first, second = pair()
    client.force_login(head)
    address = reverse("people:not-same", kwargs={"pk": second.pk, "other": first.pk})
    assert client.get(address).status_code == 200
    too_long = client.post(address, {"because": "x" * 301})
    assert too_long.status_code == 200
    assert NotSame.objects.count() == 0
    answer = client.post(address, {"because": "The school knows both"})
    assert answer.url == reverse("people:duplicate-list")
    said = NotSame.objects.get()
    assert (said.first_id, said.second_id) == (first.pk, second.pk)
    assert (said.said_by, said.because) == (head, "The school knows both")
    assert Event.objects.filter(action="people.said_not_same").count() == 2
    assert found(head) == []
    again = say_not_same(first.pk, second.pk, because="", by=head, at=AT)
    assert again == said
    assert Event.objects.filter(action="people.said_not_same").count() == 2
    page = client.get(reverse("people:compare", kwargs={"pk": first.pk, "other": second.pk}))
    assert "that these are two children. The school knows both" in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    client, head, number, django_assert_num_queries
):
    for place in range(number):
        pair(first_names=["Siobhan", "Shiobhan", "Siobhann"][place])
    client.force_login(head)
    client.get(reverse("people:home"))
    with django_assert_num_queries(8):
        answer = client.get(reverse("people:duplicate-list"))
    assert "no-store" in answer["Cache-Control"]
    event = Event.objects.get(action="people.looked_for_duplicates")
    assert len(event.facts["children"]) == Child.objects.count()


def test_two_records_are_opened_by_their_references(client, head):
    first, second = pair()
    client.force_login(head)
    address = reverse("people:duplicate-list")
    answer = client.get(address, {"one": first.reference.lower(), "other": second.reference})
    assert answer.url == reverse("people:compare", kwargs={"pk": first.pk, "other": second.pk})
    for other in ("", "nonsense", first.reference):
        page = client.get(address, {"one": first.reference, "other": other})
        assert "You see no two records" in page.content.decode()
