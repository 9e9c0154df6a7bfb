"""Changes to a child's facts: each change, its audit row, and its refusals that leave nothing."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.people import AllocationFactory, ChildFactory, UserFactory
from wayforward.audit.models import Event
from wayforward.people.actions import children
from wayforward.people.actions.children import ChildFacts
from wayforward.people.actions.opening import ChangedMeanwhile, RecordRefused
from wayforward.people.models import Child, FormerName

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
BORN = datetime.date(2017, 3, 4)


@pytest.fixture
def caseworker():
    """Return a caseworker."""
    return UserFactory(role="caseworker")


@pytest.fixture
def child(caseworker):
    """Return a child on the caseworker's caseload."""
    return AllocationFactory(user=caseworker).child


def facts(**more):
    return ChildFacts(**{"first_names": "Robin", "last_name": "Example", "born_on": BORN} | more)


def last_event():
    return Event.objects.latest("pk")


def test_a_record_is_made(caseworker):
    made = children.add_child(
        facts(first_names="  Zoë\u00a0 Anne ", upn="b801 200005001", nhs_number="943 476 5919"),
        by=caseworker,
        on=ON,
    )
    made.refresh_from_db()
    assert (made.first_names, made.upn, made.nhs_number) == (
        "Zoë Anne",
        "B801200005001",
        "9434765919",
    )
    # Turns 16 on 4 March 2033: the last Friday in June 2033 is the 24th.
    assert made.rights_pass_on == datetime.date(2033, 6, 25)
    assert sorted(made.name_uses.values_list("word_id", flat=True)) == ["anne", "example", "zoe"]
    event = last_event()
    assert (event.action, event.subject_id, event.actor) == (
        "people.added_child",
        str(made.pk),
        str(caseworker.pk),
    )


@pytest.mark.parametrize(
    "name",
    [
        "X",
        "Å" * 200,
        "عائشة",
        "ปิยะ",
        "Nguyễn Thị",
        "e\u0301lodie",
        "D’Arcy-O'Neill",
        "Ⅳ",
    ],
)
def test_names_of_every_kind_are_kept_and_found(caseworker, name):
    made = children.add_child(facts(first_names=name, last_name=""), by=caseworker, on=ON)
    made.refresh_from_db()
    assert made.full_name == made.legal_name != ""
    assert made.name_uses.exists()


def test_marks_that_turn_text_round_are_left_out(caseworker):
    made = children.add_child(facts(first_names="Rob\u202ein\u2066"), by=caseworker, on=ON)
    assert made.first_names == "Robin"


REFUSED = {
    "no name": ({"first_names": " \u200f "}, "first_names", "Enter the child’s first names"),
    "born tomorrow": (
        {"born_on": ON + datetime.timedelta(days=1)},
        "born_on",
        "must be today or in the past",
    ),
    "born long ago": ({"born_on": datetime.date(1999, 11, 1)}, "born_on", "records are of people"),
    "wrong UPN": ({"upn": "A801200005001"}, "upn", "does not fit its first letter"),
    "wrong ULN": ({"uln": "9276308687"}, "uln", "does not fit its last figure"),
    "wrong NHS number": ({"nhs_number": "9434765918"}, "nhs_number", "check each figure"),
    "UPN and why none": (
        {"upn": "B801200005001", "upn_missing": "UN1"},
        "upn_missing",
        "Leave the reason out",
    ),
    "unknown sex": ({"sex": "X"}, "sex", "Select one of the answers"),
    "unknown ethnicity": ({"ethnicity": "NONE"}, "ethnicity", "Select one of the answers"),
    "unknown reason": ({"upn_missing": "UN4"}, "upn_missing", "Select one of the answers"),
    "unknown care": ({"care": "adopted"}, "care", "Select one of the answers"),
}


@pytest.mark.parametrize(("wrong", "field", "said"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_fact_is_refused_and_nothing_is_written(caseworker, wrong, field, said):
    with pytest.raises(RecordRefused, match=said) as refused:
        children.add_child(facts(**wrong), by=caseworker, on=ON)
    assert refused.value.field == field
    assert not Child.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("field", "number"),
    [("upn", "B801200005001"), ("uln", "9276308686"), ("nhs_number", "9434765919")],
)
def test_two_children_never_have_one_number(caseworker, field, number):
    first = children.add_child(facts(**{field: number}), by=caseworker, on=ON)
    with pytest.raises(RecordRefused, match="Another child has this") as refused:
        children.add_child(facts(first_names="Sam", **{field: number}), by=caseworker, on=ON)
    assert refused.value.field == field
    assert list(Child.objects.all()) == [first]
    assert "Robin" not in str(refused.value)


def test_a_number_that_another_got_at_the_same_moment_is_refused(caseworker, monkeypatch):
    first = children.add_child(facts(upn="B801200005001"), by=caseworker, on=ON)
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
    with pytest.raises(RecordRefused, match="Another child has this number") as refused:
        children.add_child(facts(first_names="Sam", upn="B801200005001"), by=caseworker, on=ON)
    assert refused.value.field == "upn"
    assert list(Child.objects.all()) == [first]


def test_twins_have_records_of_their_own(caseworker):
    twins = [
        children.add_child(facts(first_names=name), by=caseworker, on=ON) for name in ("Amy", "Ann")
    ]
    assert Child.objects.filter(born_on=BORN, last_name="Example").count() == len(twins)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("caseworker", True),
        ("head_of_service", True),
        ("senco", True),
        ("duty_officer", True),
        ("teacher", False),
        ("specialist_teacher", False),
        ("forum_clerk", False),
        ("parent", False),
        ("young_person", False),
        ("staff", False),
        ("editor", False),
        ("administrator", False),
    ],
)
def test_who_makes_records(role, allowed):
    user = UserFactory(role=role)
    if allowed:
        assert children.add_child(facts(), by=user, on=ON).pk
    else:
        with pytest.raises(PermissionDenied):
            children.add_child(facts(), by=user, on=ON)
        assert not Child.objects.exists()


def test_a_changed_legal_name_is_kept_as_a_former_one(caseworker, child):
    was = child.first_names
    children.edit_child(
        child.pk, facts(first_names="Sam", born_on=child.born_on), seen=0, by=caseworker, on=ON
    )
    child.refresh_from_db()
    former = FormerName.objects.get()
    assert (child.first_names, former.first_names, former.until) == ("Sam", was, ON)
    assert child.changes == 1
    assert "first_names" in last_event().facts["fields"]
    words = set(child.name_uses.values_list("word_id", flat=True))
    assert {"sam", was.lower()} <= words


def test_saving_the_same_again_changes_nothing(caseworker, child):
    same = facts(first_names=child.first_names, born_on=child.born_on)
    children.edit_child(child.pk, same, seen=0, by=caseworker, on=ON)
    child.refresh_from_db()
    assert child.changes == 0
    assert not Event.objects.filter(action="people.edited_child").exists()


def test_the_second_of_two_who_save_is_told_and_overwrites_nothing(caseworker, child):
    children.edit_child(child.pk, facts(known_as="Bobbie"), seen=0, by=caseworker, on=ON)
    with pytest.raises(ChangedMeanwhile) as told:
        children.edit_child(child.pk, facts(known_as="Rob"), seen=0, by=caseworker, on=ON)
    assert told.value.now.known_as == "Bobbie"
    child.refresh_from_db()
    assert child.known_as == "Bobbie"


def test_what_cannot_be_seen_cannot_be_changed(caseworker):
    hidden = ChildFactory()
    with pytest.raises(Child.DoesNotExist):
        children.edit_child(hidden.pk, facts(), seen=0, by=caseworker, on=ON)


def test_a_new_address_ends_the_one_before(caseworker, child):
    for town, since in (("Bletchley", datetime.date(2020, 1, 1)), ("Olney", ON)):
        children.record_address(
            child.pk, street="", town=town, postcode="", lived_from=since, by=caseworker, on=ON
        )
    first, second = child.addresses.order_by("lived_from")
    assert (first.lived_to, second.lived_to) == (ON - datetime.timedelta(days=1), None)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"street": " "}, "street"),
        ({"street": "1 Road", "lived_from": ON + datetime.timedelta(days=1)}, "lived_from"),
        ({"street": "1 Road", "lived_from": datetime.date(2019, 1, 1)}, "lived_from"),
    ],
)
def test_an_address_that_cannot_be_is_refused(caseworker, child, answers, field):
    children.record_address(
        child.pk,
        street="2 Road",
        town="",
        postcode="",
        lived_from=datetime.date(2020, 1, 1),
        by=caseworker,
        on=ON,
    )
    asked = {"street": "", "town": "", "postcode": "", "lived_from": None} | answers
    with pytest.raises(RecordRefused) as refused:
        children.record_address(child.pk, **asked, by=caseworker, on=ON)
    assert refused.value.field == field
    assert child.addresses.get().lived_to is None


def test_a_protected_address_has_its_reason(caseworker, child):
    address = children.record_address(
        child.pk,
        street="3 Road",
        town="",
        postcode="",
        lived_from=None,
        protected_because="A refuge",
        by=caseworker,
        on=ON,
    )
    assert address.is_protected
    assert last_event().facts == {"protected": True}


def test_needs_are_recorded_in_their_order(caseworker, child):
    for codes in (["SLCN", "ASD"], ["ASD", "SEMH", "SLCN"], ["SLCN"], ["SLCN", "HI"]):
        children.record_needs(child.pk, codes, by=caseworker, on=ON)
        assert list(child.needs.order_by("rank").values_list("code", flat=True)) == codes


@pytest.mark.parametrize("codes", [["SLCN", "SLCN"], ["AUTISM"]])
def test_needs_that_cannot_be_are_refused(caseworker, child, codes):
    with pytest.raises(RecordRefused):
        children.record_needs(child.pk, codes, by=caseworker, on=ON)
    assert not child.needs.exists()


def test_a_diagnosis_is_kept_as_reported_and_can_be_taken_back(caseworker, child):
    made = children.record_diagnosis(
        child.pk, what="Autism", reported_by="A parent", reported_on=None, by=caseworker, on=ON
    )
    with pytest.raises(RecordRefused):
        children.record_diagnosis(
            child.pk,
            what="Autism",
            reported_by="A parent",
            reported_on=ON + datetime.timedelta(days=1),
            by=caseworker,
            on=ON,
        )
    children.remove_diagnosis(made.pk, by=caseworker, on=ON)
    assert not child.diagnoses.exists()
    assert last_event().action == "people.removed_diagnosis"


def test_each_profile_is_kept(caseworker, child):
    with pytest.raises(RecordRefused):
        children.write_profile(
            child.pk,
            people_like=" ",
            matters="",
            how_to_help="",
            written_with="Robin",
            by=caseworker,
            on=ON,
        )
    for words in ("Dogs", "Trains"):
        children.write_profile(
            child.pk,
            people_like="",
            matters=words,
            how_to_help="",
            written_with="Robin",
            by=caseworker,
            on=ON,
        )
    assert child.profiles.count() == 2
