"""Who sees which child: by what record, until when, and never otherwise."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Now

from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    MembershipFactory,
    PostFactory,
    SchoolingFactory,
    TaskFactory,
    TeamWorkFactory,
    UserFactory,
)
from wayforward.access import relationships
from wayforward.people.models import BreakGlass, Child, Named

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
YESTERDAY = ON - datetime.timedelta(days=1)
TOMORROW = ON + datetime.timedelta(days=1)


def parent(**caring):
    link = CaringFactory(**caring)
    link.carer.user = UserFactory(role="parent")
    link.carer.save()
    return link.carer.user, link.child


def young_person(**child):
    user = UserFactory(role="young_person")
    return user, ChildFactory(user=user, **child)


def senco(post=None, schooling=None):
    held = PostFactory(**post or {})
    pupil = SchoolingFactory(establishment=held.establishment, **schooling or {})
    return held.user, pupil.child


def specialist(membership=None, work=None):
    place = MembershipFactory(**membership or {})
    return place.user, TeamWorkFactory(team=place.team, **work or {}).child


def caseworker(**allocation):
    made = AllocationFactory(**allocation)
    return made.user, made.child


def asked(**task):
    made = TaskFactory(**task)
    return made.asked_of, made.child


def in_emergency(hours):
    user, child = UserFactory(role="duty_officer"), ChildFactory()
    BreakGlass.objects.create(
        child=child,
        user=user,
        reason="A child is missing from home",
        opened_at=Now() - datetime.timedelta(hours=10),
        closes_at=Now() + datetime.timedelta(hours=hours),
    )
    return user, child


OLD = datetime.date(2009, 3, 4)  # whose rights have passed

CASES = {
    "a parent": (lambda: parent(), True),
    "a parent from tomorrow": (lambda: parent(starts_on=TOMORROW), False),
    "a parent until today": (lambda: parent(ends_on=ON), True),
    "a former carer": (lambda: parent(ends_on=YESTERDAY), False),
    "a parent with a court limit": (lambda: parent(told="limited", court_limit="Order"), True),
    "a parent who is told nothing": (lambda: parent(told="nothing", court_limit="Order"), False),
    "a parent of a young person not asked": (lambda: parent(child__born_on=OLD), False),
    "a parent whom the young person agrees to": (
        lambda: parent(child__born_on=OLD, young_person_agrees=True),
        True,
    ),
    "a parent whom the young person refuses": (
        lambda: parent(child__born_on=OLD, young_person_agrees=False),
        False,
    ),
    "a child's answer has no effect yet": (lambda: parent(young_person_agrees=False), True),
    "themselves": (lambda: young_person(born_on=OLD), True),
    "their SENCO": (lambda: senco(), True),
    "a SENCO from tomorrow": (lambda: senco(post={"starts_on": TOMORROW}), False),
    "a SENCO who has left": (lambda: senco(post={"ends_on": YESTERDAY}), False),
    "the school before": (lambda: senco(schooling={"ends_on": YESTERDAY}), False),
    "the school to come": (lambda: senco(schooling={"starts_on": TOMORROW}), False),
    "a post that sees no roll": (lambda: senco(post={"sees_all": False}), False),
    "a team that works with the child": (lambda: specialist(), True),
    "a team whose work is over": (lambda: specialist(work={"ends_on": YESTERDAY}), False),
    "somebody who left the team": (lambda: specialist({"ends_on": YESTERDAY}), False),
    "the caseworker": (lambda: caseworker(), True),
    "the caseworker before": (lambda: caseworker(ends_on=YESTERDAY), False),
    "somebody who is asked": (lambda: asked(), True),
    "somebody who has answered": (lambda: asked(done_on=YESTERDAY), False),
    "in an emergency": (lambda: in_emergency(hours=1), True),
    "after an emergency": (lambda: in_emergency(hours=-1), False),
    "the head of service": (lambda: (UserFactory(role="head_of_service"), ChildFactory()), True),
    "an administrator": (lambda: (UserFactory(administrator=True), ChildFactory()), False),
    "any member of staff": (lambda: (UserFactory(), ChildFactory()), False),
    "anybody": (lambda: (AnonymousUser(), ChildFactory()), False),
}


@pytest.mark.parametrize(("make", "sees"), CASES.values(), ids=CASES)
def test_who_sees_a_child(make, sees):
    user, child = make()
    other = ChildFactory()
    seen = set(Child.objects.visible_to(user, on=ON))
    assert (child in seen) is sees
    assert (other in seen) is (getattr(user, "role", "") == "head_of_service")


STRICT = {
    "a parent": (lambda: parent(), True),
    "themselves": (lambda: young_person(), True),
    "the caseworker": (lambda: caseworker(), True),
    "in an emergency": (lambda: in_emergency(hours=1), True),
    "their SENCO": (lambda: senco(), False),
    "a team that works with the child": (lambda: specialist(), False),
    "somebody who is asked": (lambda: asked(), False),
    "the head of service": (lambda: (UserFactory(role="head_of_service"), ChildFactory()), False),
}


@pytest.mark.parametrize(("make", "sees"), STRICT.values(), ids=STRICT)
def test_who_sees_a_restricted_record(make, sees):
    user, child = make()
    assert child in Child.objects.visible_to(user, on=ON)
    child.is_restricted, child.restricted_because = True, "a member of staff's child"
    child.save()
    assert (child in Child.objects.visible_to(user, on=ON)) is sees
    Named.objects.create(child=child, user=user, because="asked to")
    assert child in Child.objects.visible_to(user, on=ON)


def test_a_closed_account_sees_nothing():
    user, _ = caseworker()
    user.is_active = False
    assert list(Child.objects.visible_to(user, on=ON)) == []


def test_seeing_is_one_query_however_many_children_there_are(django_assert_num_queries):
    user, _ = caseworker()
    for _ in range(3):
        AllocationFactory(user=user)
        ChildFactory()
    with django_assert_num_queries(1):
        assert len(Child.objects.visible_to(user, on=ON)) == 4


def test_every_kind_of_relationship_is_known():
    assert [kind.code for kind in relationships.relationships()] == [
        *("caseload", "cover", "cover_pupil", "cover_task", "emergency", "managed", "my_child"),
        *("myself", "named", "pupil", "task", "team"),
    ]


def test_the_reasons_are_told_in_one_query(django_assert_num_queries):
    user, child = caseworker()
    TaskFactory(child=child, asked_of=user)
    with django_assert_num_queries(1):
        assert relationships.reasons(user, child.pk, on=ON) == ["caseload", "task"]
    assert relationships.reasons(UserFactory(), child.pk, on=ON) == []


def test_the_same_code_is_registered_once():
    (kind, *_) = relationships.relationships()
    relationships.register(kind)
    with pytest.raises(ValueError, match="twice"):
        relationships.register(
            relationships.Relationship(kind.code, "another", "", lambda *_: None)
        )


@pytest.mark.parametrize("role", ["caseworker", "senco", "staff", "administrator"])
def test_a_parent_who_works_here_does_not_see_their_own_child_at_work(role):
    """They have an account for families too, with another address; nobody mixes the two."""
    user = UserFactory(role=role)
    child = CaringFactory(carer__user=user).child
    assert not Child.objects.visible_to(user, on=ON).filter(pk=child.pk).exists()
    own = ChildFactory(user=UserFactory(role=role))
    assert not Child.objects.visible_to(own.user, on=ON).filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    "names",
    [
        {"first_names": "Y", "last_name": ""},
        {"first_names": "Ab" * 100, "last_name": "Cd" * 100},
        {"first_names": "نورة", "last_name": "العتيبي"},
        {"first_names": "Zoe\u0308", "last_name": "O\u2019Bria\u0301in"},
    ],
    ids=["one letter", "two hundred", "right to left", "combining"],
)
def test_a_child_with_an_uncommon_name_is_found_and_drawn(client, names):
    caseworker = UserFactory(role="caseworker")
    child = AllocationFactory(user=caseworker, child=ChildFactory(**names)).child
    client.force_login(caseworker)
    for path in ("", "/people", "/history", "/own-words"):
        assert client.get(f"/children/{child.pk}{path}").status_code == 200
    found = client.get("/children", {"q": names["first_names"]}).content.decode()
    assert f"/children/{child.pk}" in found
    assert client.get(f"/children/{child.pk}/file.json").status_code == 200
