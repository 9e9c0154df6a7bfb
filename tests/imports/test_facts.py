"""A row as facts: names in one column, carers, care, and what is left out with its reason."""

import datetime

import pytest

from tests.factories.people import CaringFactory, ChildFactory
from tests.imports.files import HEADINGS, ON, csv_of, send
from wayforward.imports.facts import Places, parse
from wayforward.people.models import ChildAddress

pytestmark = pytest.mark.django_db
ZOE = {"first_names": "Zoë", "last_name": "Example", "born_on": "04/03/2017"}


def facts(**given):
    row = ZOE | given
    return parse(
        {name: words for name, words in row.items() if words}, Places([row], home=""), on=ON
    )


def test_a_name_in_one_column_needs_its_comma():
    whole = facts(first_names="", last_name="", full_name="Van der Berg, Zoë Anne")
    assert (whole.facts["last_name"], whole.facts["first_names"]) == ("Van der Berg", "Zoë Anne")
    guess = facts(first_names="", last_name="", full_name="Zoë Example")
    assert "else which is which is a guess" in guess.refusals[0]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ms Pat Example", ("Ms", "Pat", "Example")),
        ("Example, Mrs Pat Jo", ("Mrs", "Pat Jo", "Example")),
        ("Pat", ("", "Pat", "")),
        ("Mrs Example", ("Mrs", "Example", "")),
        ("Example,", ("", "Example", "")),
    ],
)
def test_a_carers_name_is_taken_apart(words, name):
    (carer,) = facts(carer_1_name=words).carers
    assert (carer.title, carer.first_names, carer.last_name) == name
    assert carer.relation == "parent or carer"


def test_a_comma_alone_is_nobody():
    assert facts(carer_1_name=",").carers == []


def test_what_is_too_long_or_to_come_is_left_out_and_said():
    row = facts(
        language="x" * 61, street="s" * 201, entry_date="01/09/2030", school_urn="", year="99"
    )
    assert sorted(row.notes) == [
        "First day at the school “01/09/2030” is in time to come. It is left out",
        "House and street is too long. The address is left out",
        f"Language spoken at home “{'x' * 60}…” is too long. It is left out",
        "Year group “99” is no year group: it must be N, R or 1 to 14. It is left out",
    ]
    assert (row.street, row.entry, row.year) == ("", None, None)


def test_a_reason_in_place_of_a_upn_is_kept_as_one():
    assert facts(upn="un8").facts["upn_missing"] == "UN8"


def changes(child, headings, *cells):
    rows = [[*HEADINGS, *headings], ["", child.last_name, child.first_names, "04/03/2017", *cells]]
    row = send(csv_of(rows), "a.csv").rows.get()
    assert row.child == child
    return {each["called"]: each["new"] for each in row.changes}, row.notes


def test_looked_after_is_told_to_a_record_that_does_not_say_more():
    child = ChildFactory(care="previously_looked_after")
    headings = ["Looked after", "Care authority"]
    told, notes = changes(child, headings, "Y", "826")
    assert (told["Social care"], told["Which authority looks after the child"]) == (
        *("Looked after", "826"),
    )
    assert notes == []
    child.care = "looked_after"
    child.save()
    assert changes(child, headings, "N", "")[1] == [
        "The file says not looked after; the record says so. It stays"
    ]


def test_a_fuller_first_name_and_an_earlier_one():
    child = ChildFactory(first_names="Zoë", last_name="Example", known_as="Zo")
    fuller, _ = changes(child, ["Middle name"], "Anne")
    assert fuller == {"Legal first names": "Zoë Anne"}
    assert changes(child, ["Known as"], "Zo") == ({}, [])
    child.former_names.create(first_names="Zoë Jo", last_name="Example")
    assert changes(child, ["Middle name"], "Jo")[1] == [
        "The first name is one that the child had before. It is left out"
    ]


def test_a_carer_whom_the_record_has_is_known_again():
    child = ChildFactory(first_names="Zoë", last_name="Example")
    CaringFactory(child=child, carer__first_names="Patricia", carer__last_name="Example")
    assert changes(child, ["Parent"], "Ms Patricia Example") == ({}, [])
    assert len(changes(child, ["Parent"], "Somebody Else")[1]) == 1


def test_an_address_written_otherwise_is_the_same():
    child = ChildFactory(first_names="Zoë", last_name="Example")
    ChildAddress.objects.create(
        child=child, street="1, Old Road", postcode="MK9 1AA", lived_from=datetime.date(2020, 1, 1)
    )
    headings = ["Address", "Postcode"]
    assert changes(child, headings, "1 OLD ROAD", "mk91aa") == ({}, [])
    assert changes(child, headings, "2 New Road", "MK9 3EJ")[0] == {
        "Address": "2 New Road, MK9 3EJ"
    }
