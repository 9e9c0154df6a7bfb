"""The glossary that staff look after: who may, what changes, what is refused."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from tests.factories.local_offer import (
    GlossaryTermFactory,
    load_milton_keynes,
)
from tests.factories.people import UserFactory
from wayforward.audit.models import Event
from wayforward.local_offer.actions.glossary import TermTaken, remove_term, save_term
from wayforward.local_offer.models import GlossaryTerm
from wayforward.local_offer.queries import Explainer

pytestmark = pytest.mark.django_db


def saved(term: str = "SaLT", *, by=None, is_new: bool = True, **more):
    facts = {"expansion": "", "also": [], "meaning": "Help with talking.", "source": ""} | more
    return save_term(term, **facts, is_new=is_new, by=by or UserFactory())


def test_a_new_term_is_explained_on_pages_known_to_the_search_and_audited():
    by = UserFactory()
    term = saved("Wibble", also=["Wobble"], by=by)
    assert "Wibble" in Explainer.load().mark("A Wibble helps").striptags()
    assert 'href="#word-wibble"' in Explainer.load().mark("A Wobble helps")
    event = Event.objects.get()
    assert (event.action, event.actor, event.subject_id, event.facts) == (
        "local_offer.saved_term",
        str(by.pk),
        term.pk,
        {"is_new": True},
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"term": "salt"},
        {"term": "Wibble", "also": ["SLT"]},
        {"term": "slt"},
    ],
    ids=["the term", "another way", "the term is another's other way"],
)
def test_a_term_that_is_explained_already_is_refused_and_nothing_is_written(facts):
    GlossaryTermFactory(term="SALT", also=["SLT"])
    with pytest.raises(TermTaken, match="already"):
        saved(**facts)
    assert GlossaryTerm.objects.count() == 1
    assert not Event.objects.exists()


def test_a_term_may_keep_its_own_other_ways_and_only_what_exists_is_changed():
    GlossaryTermFactory(term="SALT", also=["SLT"])
    saved("SALT", also=["SLT", "S and LT"], is_new=False)
    assert GlossaryTerm.objects.get().also == ["SLT", "S and LT"]
    with pytest.raises(GlossaryTerm.DoesNotExist):
        saved("Nothing", is_new=False)


def test_a_removed_term_is_not_explained_and_may_come_back():
    GlossaryTermFactory(term="Wibble")
    remove_term("Wibble", by=UserFactory())
    assert Explainer.load().mark("A Wibble") == "A Wibble"
    with pytest.raises(GlossaryTerm.DoesNotExist):
        remove_term("Wibble", by=UserFactory())
    saved("Wibble")
    assert "glossary-term" in Explainer.load().mark("A Wibble")


@pytest.mark.parametrize(
    "change",
    [
        lambda: saved("Other", by=AnonymousUser()),
        lambda: remove_term("Wibble", by=AnonymousUser()),
    ],
    ids=["save", "remove"],
)
def test_nobody_else_may_change_them(change):
    GlossaryTermFactory(term="Wibble")
    with pytest.raises(PermissionDenied):
        change()
    assert list(GlossaryTerm.objects.values_list("term", "is_removed")) == [("Wibble", False)]


def test_loading_again_leaves_what_staff_changed(directory):
    first, second = GlossaryTerm.objects.order_by("term")[:2]
    by = UserFactory()
    saved(first.term, meaning="Our own words.", is_new=False, by=by)
    remove_term(second.term, by=by)
    load_milton_keynes()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.meaning, second.is_removed) == ("Our own words.", True)


# -- the pages -------------------------------------------------------------------------------------


@pytest.fixture
def officer(client):
    client.force_login(UserFactory())
    return client


ANSWERS = {"term": "CAMHS/ED", "meaning": "A team.", "also": "Camhs ed\n\n", "expansion": ""}


def test_an_officer_adds_changes_and_removes_a_term(officer):
    answer = officer.post("/local-offer/terms/add", ANSWERS)
    assert answer["Location"] == "/local-offer/terms"
    assert GlossaryTerm.objects.get().also == ["Camhs ed"]
    page = officer.get("/local-offer/terms?q=team").content.decode()
    assert "1 word<" in page
    address = "/local-offer/terms/change/CAMHS/ED"
    assert "A team." in officer.get(address).content.decode()
    officer.post(address, {"meaning": "Another team."})
    assert "Another team." in officer.get("/glossary").content.decode()
    officer.post("/local-offer/terms/remove/CAMHS/ED")
    assert "Another team." not in officer.get("/glossary").content.decode()
    assert officer.get(address).status_code == 404
    assert officer.post("/local-offer/terms/remove/CAMHS/ED").status_code == 404
    assert "No word is like that" in officer.get("/local-offer/terms?q=team").content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"term": ""}, "Enter the word"),
        ({"term": "..."}, "Enter words, with letters or numbers in them"),
        ({"term": "../words"}, "Begin the word with a letter or a number"),
        ({"term": "w" * 101}, "100"),
        ({"meaning": ""}, "Enter what it means"),
        ({"also": "?"}, "Enter words, with letters or numbers in them"),
        ({"also": "w" * 101}, "Keep each line to 100 characters"),
        ({"term": "salt"}, "The glossary has salt already"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_typed(officer, typed, told):
    GlossaryTermFactory(term="SALT")
    page = officer.post("/local-offer/terms/add", ANSWERS | {"source": "The Code"} | typed)
    assert told in page.content.decode()
    assert 'value="The Code"' in page.content.decode()
    assert GlossaryTerm.objects.count() == 1


def test_the_list_takes_the_same_queries_however_long(officer, django_assert_num_queries):
    GlossaryTermFactory.create_batch(3)
    officer.get("/local-offer/terms")
    with django_assert_num_queries(4):
        officer.get("/local-offer/terms")
    GlossaryTermFactory.create_batch(20)
    with django_assert_num_queries(4):
        officer.get("/local-offer/terms")


def test_only_those_who_look_after_the_words_see_the_pages(client):
    client.force_login(UserFactory(role="parent"))
    assert client.get("/local-offer/terms").status_code == 403
    assert client.post("/local-offer/terms/add", ANSWERS).status_code == 403
    assert not GlossaryTerm.objects.exists()
