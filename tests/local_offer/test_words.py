"""The search words that staff look after: who may, what changes, what is refused."""

import threading
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import QueryDict

from tests.factories.local_offer import SynonymFactory, load_milton_keynes, make_services
from tests.factories.people import UserFactory
from wayforward.audit.models import Event
from wayforward.local_offer.actions.words import WordsTaken, remove_words, save_words
from wayforward.local_offer.models import Synonym
from wayforward.local_offer.permissions import can_edit_words
from wayforward.local_offer.search.page import search


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        (lambda: UserFactory(), True),
        (lambda: UserFactory(administrator=True), True),
        (lambda: UserFactory(is_active=False), False),
        (lambda: AnonymousUser(), False),
    ],
    ids=["staff", "administrator", "closed account", "anonymous"],
)
def test_who_may_edit_the_search_words(person, allowed):
    assert can_edit_words(person(), None) is allowed


@pytest.mark.django_db
def test_saved_words_work_at_once_and_are_audited():
    (service,) = make_services({"name": "Speech and language therapy"})
    by = UserFactory()
    synonym = save_words(None, typed=["Chatterbox's"], means=["Speech, language"], by=by)
    assert (synonym.typed, synonym.means) == (["chatterboxs"], ["speech language"])
    assert [each.service for each in search(QueryDict("q=chatterbox's")).results] == [service]
    assert search(QueryDict("q=chaterboxs")).meaning.mended == {"chaterboxs": "chatterboxs"}
    event = Event.objects.get()
    assert (event.action, event.actor, event.subject_id, event.facts) == (
        "local_offer.saved_words",
        str(by.pk),
        str(synonym.pk),
        {"is_new": True},
    )


@pytest.mark.django_db
def test_words_that_another_entry_has_are_refused_and_nothing_is_written():
    SynonymFactory(typed=["salt"])
    mine = SynonymFactory(typed=["slt"])
    with pytest.raises(WordsTaken, match="salt"):
        save_words(mine.pk, typed=["slt", "salt"], means=["speech"], by=UserFactory())
    mine.refresh_from_db()
    assert mine.typed == ["slt"]
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_an_entry_may_keep_its_own_words():
    mine = SynonymFactory(typed=["slt"])
    save_words(mine.pk, typed=["slt", "s and lt"], means=["speech"], by=UserFactory())
    mine.refresh_from_db()
    assert (mine.typed, mine.is_edited) == (["slt", "s and lt"], True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda pk: save_words(pk, typed=["x"], means=["y"], by=AnonymousUser()),
        lambda pk: remove_words(pk, by=AnonymousUser()),
    ],
    ids=["save", "remove"],
)
def test_nobody_else_may_change_them(change):
    synonym = SynonymFactory(typed=["salt"])
    with pytest.raises(PermissionDenied):
        change(synonym.pk)
    synonym.refresh_from_db()
    assert (synonym.typed, synonym.is_removed) == (["salt"], False)


def test_loading_again_leaves_what_staff_changed(directory):
    edited = Synonym.objects.filter(kind=Synonym.WORD, typed__contains=["salt"]).get()
    removed = Synonym.objects.filter(kind=Synonym.WORD).exclude(pk=edited.pk).first()
    by = UserFactory()
    save_words(edited.pk, typed=["salt"], means=["sea"], by=by)
    remove_words(removed.pk, by=by)
    load_milton_keynes()
    edited.refresh_from_db()
    removed.refresh_from_db()
    assert (edited.means, removed.is_removed) == (["sea"], True)


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_both_take_a_word():
    by = UserFactory()
    outcomes = []

    def save():
        try:
            save_words(None, typed=["salt"], means=["speech"], by=by)
            outcomes.append("saved")
        except WordsTaken:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "refused", "refused", "saved"]


# -- the pages -------------------------------------------------------------------------------------


@pytest.fixture
def officer(client, db):
    client.force_login(UserFactory())
    return client


@pytest.mark.django_db
def test_an_officer_adds_changes_and_removes_an_entry(officer):
    answer = officer.post("/local-offer/words/add", {"typed": "salt\nSLT", "means": "speech"})
    assert answer["Location"] == "/local-offer/words"
    synonym = Synonym.objects.get()
    assert synonym.typed == ["salt", "slt"]
    page = officer.get("/local-offer/words?q=slt").content.decode()
    assert "1 entry" in page
    officer.post(f"/local-offer/words/{synonym.pk}", {"typed": "salt", "means": "talking"})
    synonym.refresh_from_db()
    assert synonym.means == ["talking"]
    officer.post(f"/local-offer/words/{synonym.pk}/remove")
    assert officer.get(f"/local-offer/words/{synonym.pk}").status_code == 404
    assert officer.post(f"/local-offer/words/{synonym.pk}/remove").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the words that people type, one on each line"),
        ("!!!", "Enter words, with letters or numbers in them"),
        ("\n".join(f"word{n}" for n in range(41)), "Enter no more than 40 lines"),
        ("long" * 30, "Keep each line to 100 characters"),
        ("taken", "Another entry has taken already. Change that one."),
    ],
)
def test_wrong_words_are_refused_and_kept_on_the_page(officer, typed, message):
    SynonymFactory(typed=["taken"])
    page = officer.post("/local-offer/words/add", {"typed": typed, "means": "keep me"})
    assert page.status_code == 200
    assert message in page.content.decode()
    assert "keep me" in page.content.decode()
    assert Synonym.objects.count() == 1


@pytest.mark.django_db
def test_the_list_takes_the_same_queries_for_one_and_for_thirty(officer, django_assert_num_queries):
    SynonymFactory()
    with django_assert_num_queries(4):
        officer.get("/local-offer/words")
    SynonymFactory.create_batch(29)
    with django_assert_num_queries(4):
        officer.get("/local-offer/words")


@pytest.mark.django_db
def test_a_role_without_the_permission_is_refused(client, monkeypatch):
    client.force_login(UserFactory())
    monkeypatch.setattr(
        "wayforward.people.models.users.ROLES",
        {"staff": SimpleNamespace(permissions=frozenset())},
    )
    assert client.get("/local-offer/words").status_code == 403
