"""A record to take away holds what its reader may see, and nothing else."""

import io
import json

import docx
import pypdf
import pytest
from django.urls import reverse

from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    DiagnosisFactory,
    SchoolingFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.models import ChildAddress, Need, Profile

pytestmark = pytest.mark.django_db

NAME = "Olúwaseun Ζωή O’Brien"


@pytest.fixture
def child():
    """Return a child about whom much is known."""
    child = ChildFactory(first_names="Olúwaseun Ζωή", last_name="O’Brien", care="child_in_need")
    SchoolingFactory(child=child, year_taught=4)
    Need.objects.create(child=child, code="ASD", rank=1)
    DiagnosisFactory(child=child)
    ChildAddress.objects.create(
        child=child, street="9 Hidden Lane", is_protected=True, protected_because="An order"
    )
    Profile.objects.create(
        child=child, written_on="2026-01-05", written_with="Seun", matters="* #import $trains$"
    )
    return child


@pytest.fixture
def mother(child):
    """Return a mother who is hidden from the other carers."""
    return CaringFactory(child=child, carer__is_hidden=True).carer


@pytest.fixture
def father(child):
    """Return a father who has signed up, and reads large print."""
    link = CaringFactory(child=child, relation="father", carer__large_print=True)
    link.carer.user = UserFactory(role="parent", full_name="Fred Example")
    link.carer.save()
    return link.carer


def taken(client, user, child, form, **query):
    client.force_login(user)
    answer = client.get(reverse("people:child-file", kwargs={"pk": child.pk, "form": form}), query)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    return answer.content


def squeezed(text):
    """Return text without any space: a line may break anywhere, in an address too."""
    return "".join(text.replace("\u200b", "").split())


def words_of_pdf(made):
    reader = pypdf.PdfReader(io.BytesIO(made))
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def test_a_caseworker_takes_everything_away(client, child, mother):
    user = AllocationFactory(child=child).user
    words = words_of_pdf(taken(client, user, child, "pdf"))
    for held in (
        *(NAME, child.reference, "Autistic spectrum disorder", "9 Hidden Lane", "Child in need"),
        *("* #import $trains$", mother.full_name, mother.email, "About another person"),
        *("Year 4", "What was changed", user.full_name),
    ):
        assert squeezed(held) in words
    assert "Whohaslooked" not in words


def test_a_parent_takes_away_what_is_theirs_to_see(client, child, mother, father):
    words = words_of_pdf(taken(client, father.user, child, "pdf"))
    for held in (NAME, "Autistic spectrum disorder", father.full_name, father.email, "trains"):
        assert squeezed(held) in words
    for hidden in (
        *("Hidden Lane", "Child in need", mother.full_name, mother.email, "What was changed"),
        "About another person",
    ):
        assert squeezed(hidden) not in words


def test_the_data_say_the_same(client, child, mother, father):
    data = json.loads(taken(client, father.user, child, "json"))
    assert (data["record"], data["name"], data["made_for"]) == (
        child.reference,
        NAME,
        "Fred Example",
    )
    titles = [section["title"] for section in data["sections"]]
    assert titles == [
        *("Facts", "Addresses", "Needs", "Diagnoses, as reported", "Schools and other settings"),
        *("One-page profile of 5 January 2026", "Family and carers"),
    ]
    (family,) = [each for each in data["sections"] if each["about_others"]]
    assert [row["Who"] for row in family["rows"]] == [father.full_name]
    assert mother.email not in json.dumps(data)


def test_a_word_file_opens_and_has_its_headings(client, child, father):
    made = docx.Document(io.BytesIO(taken(client, father.user, child, "docx")))
    headings = [each.text for each in made.paragraphs if each.style.name.startswith("Heading")]
    assert "Needs" in headings
    assert NAME in " ".join(each.text for each in made.paragraphs)


def test_who_needs_large_print_gets_it(client, child, father):
    asked = taken(client, AllocationFactory(child=child).user, child, "pdf", large="1")
    plain = taken(client, AllocationFactory(child=child).user, child, "pdf")
    own = taken(client, father.user, child, "pdf")
    pages = [len(pypdf.PdfReader(io.BytesIO(made)).pages) for made in (asked, plain, own)]
    assert pages[0] > pages[1]
    assert pages[2] >= 2


def test_the_head_of_service_takes_away_who_has_looked(client, child):
    words = words_of_pdf(taken(client, UserFactory(role="head_of_service"), child, "pdf"))
    assert "Whohaslooked" in words
    assert "thewholefile,totakeaway" in words  # this look too


def test_taking_away_is_written_down(client, child, father):
    taken(client, father.user, child, "json")
    look = Event.objects.get(action="people.looked")
    assert look.facts == {"page": "people:child-file", "because": ["my_child"]}
    assert (
        client.get(reverse("people:child-file", kwargs={"pk": child.pk, "form": "exe"})).status_code
        == 404
    )
