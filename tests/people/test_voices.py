"""The child's own words in any form, and the photo: what is kept, shown, taken back, refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.documents.uploads import mp4, office, pdf, picture, wav
from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    OwnWordsFactory,
    UserFactory,
    with_a_picture,
)
from wayforward.audit.models import Event
from wayforward.documents.models import Document, Version
from wayforward.people.actions import voices
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Caring, Child, OwnWords
from wayforward.people.permissions import can_add_own_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

ON = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 10, tzinfo=datetime.UTC)


@pytest.fixture
def caseworker(client):
    """Return a caseworker who has signed in."""
    user = UserFactory(role="caseworker")
    client.force_login(user)
    return user


@pytest.fixture
def child(caseworker):
    """Return a child on the caseworker's caseload."""
    return AllocationFactory(user=caseworker, child=ChildFactory(first_names="Robin")).child


def file(content, name="drawing.png"):
    return SimpleUploadedFile(name, content)


def status_of(client, address):
    """Return the status of a file's address, and read the file, which closes it."""
    answer = client.get(address)
    assert answer.getvalue()
    return answer.status_code


def add(child, by, **more):
    answers = {
        "said_on": ON,
        "about": "What helps me",
        "words": "",
        "file": None,
        "shows": "",
        "helped_by": "",
    }
    return voices.add_own_words(child.pk, **(answers | more), by=by, on=ON, at=AT)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("caseworker", True),
        ("senco", True),
        ("parent", True),
        ("young_person", True),
        ("teacher", False),
        ("forum_clerk", False),
        ("administrator", False),
        ("editor", False),
    ],
)
def test_who_may_keep_own_words(role, allowed):
    assert can_add_own_words(UserFactory(role=role), None) is allowed


def test_words_are_kept_as_they_were_said_and_audited(child, caseworker):
    said = add(child, caseworker, words="  I like trains. ", helped_by="Mum")
    said.refresh_from_db()
    assert (said.words, said.helped_by, said.document) == ("I like trains.", "Mum", None)
    event = Event.objects.latest("pk")
    assert (event.action, event.subject_id, event.facts) == (
        "people.added_own_words",
        str(child.pk),
        {"own_words": str(said.pk)},
    )


@pytest.mark.parametrize("content", [picture(), wav(), mp4(b"isom"), pdf()])
def test_a_picture_a_recording_and_a_video_are_kept(child, caseworker, content):
    said = add(child, caseworker, file=file(content, "x.bin"), shows="A red house")
    version = Version.objects.get(document=said.document)
    assert (said.document.kind, said.shows) == ("own_words", "A red house")
    assert version.state == ("clean" if content == picture() else "quarantined")


@pytest.mark.parametrize(
    ("answers", "field", "told"),
    [
        ({}, "words", "Write the child’s words"),
        ({"words": "Hi", "said_on": ON + datetime.timedelta(days=1)}, "said_on", "today"),
        ({"file": file(picture()), "shows": " "}, "shows", "Say what the picture shows"),
        ({"file": file(b"MZ\x90\0" * 40), "shows": "x"}, "file", "Send a PDF, a picture"),
        ({"file": file(office()), "shows": "x"}, "file", "Send a picture, a sound"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    child, caseworker, folder, answers, field, told
):
    with pytest.raises(RecordRefused, match=told) as refusal:
        add(child, caseworker, **answers)
    assert refusal.value.field == field
    assert not OwnWords.objects.exists()
    assert not Document.objects.exists()


def test_nobody_else_keeps_changes_or_sees_them(child):
    said = OwnWordsFactory(child=child)
    for role, problem in (("caseworker", Child.DoesNotExist), ("parent", Child.DoesNotExist)):
        other = UserFactory(role=role)
        with pytest.raises(problem):
            add(child, other, words="No")
        with pytest.raises(problem):
            voices.take_back_own_words(said.pk, by=other, on=ON)
        with pytest.raises(problem):
            voices.release_own_words(with_a_picture(child).pk, by=other, on=ON, at=AT)
        with pytest.raises(problem):
            voices.set_photo(child.pk, file=None, agreed_by="", by=other, on=ON, at=AT)
        with pytest.raises(problem):
            voices.remove_photo(child.pk, by=other, on=ON)
    teacher = UserFactory(role="teacher")
    AllocationFactory(user=teacher, child=child)
    with pytest.raises(PermissionDenied):
        add(child, teacher, words="No")


def test_a_parent_and_the_young_person_keep_and_take_back(child):
    parent = UserFactory(role="parent")
    CaringFactory(child=child, carer__user=parent, told=Caring.ALL)
    young = UserFactory(role="young_person")
    Child.objects.filter(pk=child.pk).update(user=young)
    for by in (parent, young):
        said = add(child, by, words="Trains")
        voices.take_back_own_words(said.pk, by=by, on=ON)
        said.refresh_from_db()
        assert said.taken_back_on == ON
        assert Event.objects.latest("pk").action == "people.took_back_own_words"
        with pytest.raises(OwnWords.DoesNotExist):
            voices.take_back_own_words(said.pk, by=by, on=ON)


def test_a_recording_that_no_scanner_checks_is_shown_once_released(child, caseworker, client):
    said = add(child, caseworker, file=file(wav(), "me.wav"), shows="I like trains")
    listed = reverse("people:own-words", kwargs={"pk": child.pk})
    address = reverse("people:own-words-file", kwargs={"pk": said.pk})
    page = client.get(listed).content.decode()
    assert "not yet checked for viruses" in page
    assert "<audio" not in page
    assert status_of(client, address) == 404
    client.post(reverse("people:release-own-words", kwargs={"pk": said.pk}))
    assert "<audio" in client.get(listed).content.decode()
    assert Event.objects.filter(action="people.released_own_words").count() == 1
    with pytest.raises(RecordRefused, match="not held"):
        voices.release_own_words(said.pk, by=caseworker, on=ON, at=AT)


def test_where_a_scanner_is_set_up_it_decides(child, caseworker, settings):
    said = add(child, caseworker, file=file(wav(), "me.wav"), shows="I like trains")
    settings.CLAMAV_ADDRESS = "tcp://127.0.0.1:1"
    with pytest.raises(RecordRefused, match="it decides"):
        voices.release_own_words(said.pk, by=caseworker, on=ON, at=AT)


def test_the_page_asks_keeps_what_was_typed_and_each_look_is_recorded(child, client):
    address = reverse("people:add-own-words", kwargs={"pk": child.pk})
    day = {"said_on-day": 1, "said_on-month": 11, "said_on-year": 2026}
    answer = client.post(address, {"about": "Lunch", "helped_by": "Dad", **day})
    assert "Write the child’s words" in answer.content.decode()
    assert 'value="Dad"' in answer.content.decode()
    sent = {"about": "Lunch", "shows": "A tray", "file": file(picture()), **day}
    answer = client.post(address, sent)
    assert answer.url == reverse("people:own-words", kwargs={"pk": child.pk})
    page = client.get(answer.url).content.decode()
    assert 'alt="A tray"' in page
    shown = client.get(reverse("people:own-words-file", kwargs={"pk": OwnWords.objects.get().pk}))
    assert shown["Content-Type"] == "image/png"
    assert "no-store" in shown["Cache-Control"]
    assert shown.getvalue()
    looks = Event.objects.filter(action="people.looked").order_by("pk")
    assert [event.facts["page"] for event in looks][-2:] == [
        "people:own-words",
        "people:own-words-file",
    ]


def test_what_is_taken_back_is_shown_to_nobody(child, client):
    said = with_a_picture(child)
    client.post(reverse("people:take-back-own-words", kwargs={"pk": said.pk}))
    page = client.get(reverse("people:own-words", kwargs={"pk": child.pk})).content.decode()
    assert said.about not in page
    assert "Nothing yet" in page
    file_page = client.get(reverse("people:own-words-file", kwargs={"pk": said.pk}))
    assert file_page.status_code == 404


def test_a_photo_is_put_replaced_and_removed(child, caseworker, client):
    address = reverse("people:photo", kwargs={"pk": child.pk})
    assert status_of(client, address) == 404
    change = reverse("people:change-photo", kwargs={"pk": child.pk})
    refused = client.post(change, {"file": file(pdf(), "x.pdf"), "agreed_by": "Robin"})
    assert "Send a picture: a JPEG" in refused.content.decode()
    assert not Document.objects.exists()
    for _ in range(2):
        client.post(change, {"file": file(picture()), "agreed_by": "Robin"})
        assert status_of(client, address) == 200
    record = client.get(reverse("people:child", kwargs={"pk": child.pk})).content.decode()
    assert f'src="{address}"' in record
    child.refresh_from_db()
    assert child.photo_agreed_by == "Robin"
    client.post(reverse("people:remove-photo", kwargs={"pk": child.pk}))
    assert status_of(client, address) == 404
    actions = set(Event.objects.values_list("action", flat=True))
    assert {"people.set_photo", "people.removed_photo"} <= actions


def test_the_list_takes_the_same_queries_however_long(child, client, django_assert_num_queries):
    address = reverse("people:own-words", kwargs={"pk": child.pk})
    with_a_picture(child)
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for _ in range(6):
        with_a_picture(child)
    with django_assert_num_queries(QUERIES):
        client.get(address)


QUERIES = 10
