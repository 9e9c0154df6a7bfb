"""Changes to a family, who is told what, and whose the rights are."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.people import (
    AllocationFactory,
    CarerFactory,
    CaringFactory,
    ChildFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.actions import families
from wayforward.people.actions.families import CarerFacts, CaringFacts
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Carer, Caring, Child
from wayforward.people.record import carers_shown, recipients, whose_rights

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
OLD = datetime.date(2009, 3, 4)  # 17: the rights passed on 28 June 2025


@pytest.fixture
def caseworker():
    """Return a caseworker."""
    return UserFactory(role="caseworker")


@pytest.fixture
def child(caseworker):
    """Return a child on the caseworker's caseload."""
    return AllocationFactory(user=caseworker).child


def carer(**more):
    return CarerFacts(**{"first_names": "Pat", "last_name": "Example"} | more)


def caring(**more):
    return CaringFacts(**{"relation": "mother", "has_responsibility": True} | more)


def test_a_carer_is_added(caseworker, child):
    link = families.add_carer(child.pk, carer(), caring(), by=caseworker, on=ON)
    assert (link.child, link.carer.full_name, link.starts_on) == (child, "Pat Example", ON)
    event = Event.objects.latest("pk")
    assert event.action == "people.added_carer"
    assert event.facts == {"carer": str(link.carer_id), "told": "all"}


REFUSED = {
    "no name": (carer(first_names=" "), caring(), "first_names"),
    "unknown way": (carer(reach_by="pigeon"), caring(), "reach_by"),
    "no e-mail address": (carer(reach_by="email"), caring(), "email"),
    "no telephone": (carer(reach_by="text"), caring(), "phone"),
    "no relation": (carer(), caring(relation=" "), "relation"),
    "unknown telling": (carer(), caring(told="some"), "told"),
    "a limit without its reason": (carer(), caring(told="limited"), "court_limit"),
}


@pytest.mark.parametrize(("facts", "link", "field"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_carer_is_refused_and_nothing_is_written(caseworker, child, facts, link, field):
    with pytest.raises(RecordRefused) as refused:
        families.add_carer(child.pk, facts, link, by=caseworker, on=ON)
    assert refused.value.field == field
    assert not Carer.objects.exists()
    assert not Event.objects.filter(action="people.added_carer").exists()


@pytest.mark.parametrize("role", ["senco", "duty_officer", "psychologist", "social_worker"])
def test_only_the_casework_team_changes_families(role, child):
    user = AllocationFactory(child=child, user__role=role).user
    with pytest.raises(PermissionDenied):
        families.add_carer(child.pk, carer(), caring(), by=user, on=ON)
    assert not Carer.objects.exists()


def test_a_carer_of_a_brother_joins_the_family_once(caseworker, child):
    brother = AllocationFactory(user=caseworker).child
    person = CaringFactory(child=brother).carer
    families.join_family(child.pk, person.pk, caring(), by=caseworker, on=ON)
    with pytest.raises(RecordRefused, match="in this family already"):
        families.join_family(child.pk, person.pk, caring(), by=caseworker, on=ON)
    assert person.carings.count() == 2
    stranger = CaringFactory().carer
    with pytest.raises(RecordRefused, match="Select the carer"):
        families.join_family(child.pk, stranger.pk, caring(), by=caseworker, on=ON)


def test_a_carer_is_changed_and_ended(caseworker, child):
    link = CaringFactory(child=child, starts_on=datetime.date(2020, 1, 1))
    families.edit_carer(
        link.pk,
        carer(first_names="Sam", large_print=True),
        caring(relation="stepmother", told="nothing", court_limit="An order"),
        by=caseworker,
        on=ON,
    )
    link.refresh_from_db()
    assert (link.carer.first_names, link.carer.large_print) == ("Sam", True)
    assert (link.relation, link.told) == ("stepmother", "nothing")
    with pytest.raises(RecordRefused, match="before the first day"):
        families.end_caring(link.pk, ends_on=datetime.date(2019, 1, 1), by=caseworker, on=ON)
    families.end_caring(link.pk, ends_on=ON, by=caseworker, on=ON)
    link.refresh_from_db()
    assert link.ends_on == ON


def test_a_young_person_says_who_may_go_on_seeing_the_record(caseworker):
    user = UserFactory(role="young_person")
    child = ChildFactory(born_on=OLD, user=user)
    link = CaringFactory(child=child)
    link.carer.user = UserFactory(role="parent")
    link.carer.save()
    assert not Child.objects.visible_to(link.carer.user, on=ON).exists()
    families.record_agreement(link.pk, agrees=True, by=user, on=ON)
    assert Child.objects.visible_to(link.carer.user, on=ON).exists()
    with pytest.raises(PermissionDenied):
        families.record_agreement(link.pk, agrees=True, by=link.carer.user, on=ON)
    with pytest.raises(Child.DoesNotExist):
        families.record_agreement(link.pk, agrees=True, by=caseworker, on=ON)


def told(child):
    carings = list(child.carings.select_related("carer").order_by("pk"))
    return [(each.name, each.gets_it, each.why) for each in recipients(child, carings, ON)]


def test_who_would_be_written_to_while_the_rights_are_the_parents(child):
    CaringFactory(child=child, carer__title="", carer__first_names="Ann", carer__last_name="")
    for name, more in {
        "Ben": {"has_responsibility": False},  # has care: a parent in education law
        "Cat": {"has_responsibility": False, "has_care": False},
        "Dan": {"told": "nothing", "court_limit": "An order"},
        "Eve": {"told": "limited", "court_limit": "Reports only"},
        "Fay": {"ends_on": datetime.date(2020, 1, 1)},
    }.items():
        person = CarerFactory(title="", first_names=name, last_name="")
        CaringFactory(child=child, carer=person, **more)
    assert told(child) == [
        ("Ann", True, "Has parental responsibility"),
        ("Ben", True, "Has care of the child"),
        ("Cat", False, "Neither parental responsibility nor care of the child"),
        ("Dan", False, "The court: An order"),
        ("Eve", True, "Has parental responsibility"),
    ]


def test_who_would_be_written_to_when_the_rights_are_the_young_persons():
    child = ChildFactory(born_on=OLD, first_names="Kit", last_name="")
    for name, agrees in {"Ann": True, "Ben": False, "Cat": None}.items():
        person = CarerFactory(title="", first_names=name, last_name="")
        CaringFactory(child=child, carer=person, young_person_agrees=agrees)
    assert told(child) == [
        ("Kit", True, "The rights are the young person’s own"),
        ("Ann", True, "The young person agrees"),
        ("Ben", False, "The young person does not agree"),
        ("Cat", False, "The young person has not been asked"),
    ]


def test_what_a_letter_must_heed_is_said(child):
    CaringFactory(
        child=child,
        carer__street="",
        carer__town="",
        carer__is_hidden=True,
        carer__language="Urdu",
        carer__large_print=True,
        carer__easy_words=True,
    )
    (recipient,) = recipients(child, list(child.carings.select_related("carer")), ON)
    assert recipient.warnings == (
        "Keep their address from the other carers",
        "Write in Urdu",
        "Large print",
        "Easy words",
        "No address is known",
    )


@pytest.mark.parametrize(
    ("on", "said"),
    [
        # Born 10 January 2011: turns 16 in the year to 31 August 2027; last Friday in June: the 25th.
        (datetime.date(2026, 11, 24), "The rights are the parents’ until 25 June 2027, the end"),
        (datetime.date(2026, 12, 26), "ask now whom else to tell"),
        (datetime.date(2027, 6, 25), "The rights are the parents’ until 25 June 2027, the end"),
        (datetime.date(2027, 6, 26), "own since 26 June 2027"),
    ],
)
def test_whose_rights_they_are_is_said_beforehand(on, said):
    assert said in whose_rights(ChildFactory(born_on=datetime.date(2011, 1, 10)), on)


def shown_to(user, child, *, is_professional=False):
    carings = list(child.carings.select_related("carer", "child").order_by("pk"))
    return {
        each.name: (each.address, each.reach)
        for each in carers_shown(carings, user, ON, is_professional=is_professional)
    }


def test_separate_homes_are_kept_from_one_another(child):
    mother = CaringFactory(child=child, carer__is_hidden=True, carer__phone="01632 960001").carer
    father = CaringFactory(child=child, relation="father").carer
    for person in (mother, father):
        person.user = UserFactory(role="parent")
        person.save()
    where = (mother.address, (mother.email, mother.phone))
    assert shown_to(mother.user, child) == {mother.full_name: where, father.full_name: ("", ())}
    # The father is shown neither where she lives nor that she is there at all.
    assert shown_to(father.user, child) == {father.full_name: (father.address, (father.email,))}
    both = shown_to(UserFactory(role="caseworker"), child, is_professional=True)
    assert both[mother.full_name] == where


def test_a_carer_is_told_whole_or_not_at_all_of_a_limit():
    with pytest.raises(Exception, match="people_caring_limit_has_reason"):
        CaringFactory(told=Caring.LIMITED)
