"""Finding a child by whatever somebody types, among those they may see."""

import datetime

import pytest

from tests.factories.people import (
    LONG_AGO,
    AllocationFactory,
    CarerFactory,
    CaringFactory,
    ChildFactory,
    SchoolingFactory,
    UserFactory,
)
from wayforward.people.actions.finding import index_names
from wayforward.people.models import FormerName
from wayforward.people.queries import family_of, find_children, lists_of, tasks_of

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)


@pytest.fixture
def caseworker():
    """Return a caseworker."""
    return UserFactory(role="caseworker")


def mine(caseworker, **child):
    return AllocationFactory(user=caseworker, child=ChildFactory(**child)).child


def found(text, user):
    return [(each.child.full_name, each.why) for each in find_children(text, user=user, on=ON)]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Siobhan OBrien", ""),
        ("O'Brien, Siobhán", ""),
        ("obrien", ""),
        ("SIOBHAN", ""),
        ("Shiv", "a name that begins so"),
        ("Siobahn OBrien", "a name spelt nearly so"),
        ("Siobhan O'Brian", "a name spelt nearly so"),
        ("Sioban", "a name spelt nearly so"),
        ("Kowalska", "a former name"),
        ("siobhan kowalska", "a former name"),
    ],
)
def test_a_child_is_found_by_name(caseworker, typed, why):
    child = mine(caseworker, first_names="Siobhán", last_name="O’Brien", known_as="Shivvy")
    FormerName.objects.create(child=child, first_names="Siobhán", last_name="Kowalska")
    index_names(child)
    mine(caseworker, first_names="Mohammed", last_name="Khan")
    assert found(typed, caseworker) == [("Shivvy O’Brien", why)]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [("Philip", "Filip"), ("Catherine", "Kathryn"), ("Mohammed", "Muhamad"), ("Aisha", "Aysha")],
)
def test_a_name_is_found_as_it_sounds(caseworker, kept, typed):
    mine(caseworker, first_names=kept, last_name="Example")
    ((name, why),) = found(typed, caseworker)
    assert name == f"{kept} Example"
    assert why in {"a name that sounds so", "a name spelt nearly so"}


@pytest.mark.parametrize("script", ["عائشة", "Ольга", "美玲"])
def test_a_name_in_any_script_is_found(caseworker, script):
    mine(caseworker, first_names=script, last_name="")
    assert found(script, caseworker) == [(script, "")]


def test_the_likeliest_comes_first(caseworker):
    for name in ("Annabel", "Anne", "Anna"):
        mine(caseworker, first_names=name, last_name="Example")
    assert [name for name, _ in found("anna example", caseworker)][:2] == [
        "Anna Example",
        "Annabel Example",
    ]


def test_a_child_is_found_by_each_number(caseworker):
    child = mine(
        caseworker,
        upn="B801200005001",
        uln="9276308686",
        nhs_number="9434765919",
        born_on=datetime.date(2017, 3, 4),
    )
    for typed in (
        "b801 200005001",
        "9276308686",
        "943 476 5919",
        f" {child.reference.lower()} ",
        "4/3/2017",
        "04.03.2017",
    ):
        assert [each.child for each in find_children(typed, user=caseworker, on=ON)] == [child]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "31/02/2017", "B801200005001", "0000000000", "zzzz", "%", "'; drop", "\u202e"],
)
def test_what_is_nobody_finds_nobody(caseworker, typed):
    mine(caseworker, first_names="Robin")
    assert found(typed, caseworker) == []


def test_nobody_is_found_whom_one_may_not_see(caseworker):
    hidden = ChildFactory(first_names="Robin", upn="B801200005001")
    for typed in ("Robin", "B801200005001", hidden.reference, "4/3/2017"):
        assert found(typed, caseworker) == []
        assert found(typed, UserFactory(role="head_of_service")) != []


@pytest.mark.parametrize("children", [1, 3])
def test_finding_takes_the_same_queries_however_many_are_found(
    caseworker, children, django_assert_num_queries
):
    for _ in range(children):
        SchoolingFactory(child=mine(caseworker, first_names="Robin"))
    with django_assert_num_queries(6):
        assert len(find_children("robin example", user=caseworker, on=ON)) == children


def test_home_counts_each_list_in_the_same_queries(caseworker, django_assert_num_queries):
    mine(caseworker)
    with django_assert_num_queries(10):
        assert [(kind.code, number) for kind, number in lists_of(caseworker, on=ON)] == [
            ("caseload", 1)
        ]
    with django_assert_num_queries(1):
        assert list(tasks_of(caseworker, on=ON)) == []


def test_a_family_sees_who_works_with_each_child_in_the_same_queries(
    client, django_assert_num_queries
):
    parent = UserFactory(role="parent")
    client.force_login(parent)
    assert "No record is linked" in client.get("/home").content.decode()
    carer = CarerFactory(user=parent)
    for name in ("Robin", "Sam"):
        child = ChildFactory(first_names=name, last_name="Example")
        CaringFactory(child=child, carer=carer)
        AllocationFactory(child=child, user__full_name=f"Officer of {name}", role="Caseworker")
        AllocationFactory(child=child, user__full_name="Gone", ends_on=LONG_AGO)
        with django_assert_num_queries(5):
            children = list(family_of(parent, on=ON))
    assert [child.first_names for child in children] == ["Robin", "Sam"]
    page = client.get("/home").content.decode()
    assert "Officer of Robin, caseworker" in page
    assert "Officer of Sam, caseworker" in page
    assert "Gone" not in page
    assert "Your lists" not in page


def test_a_head_of_service_is_not_told_that_they_see_nobody(client):
    client.force_login(UserFactory(role="head_of_service"))
    assert "You see every record that is not restricted." in client.get("/home").content.decode()
