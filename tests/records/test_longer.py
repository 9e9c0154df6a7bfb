"""The time for a complex request is made longer: once, within the first month, and they are told."""

import datetime
import io
import logging

import pypdf
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories.people import CarerFactory, ChildFactory, UserFactory
from tests.factories.records import AT, AccessRequestFactory, HoldFactory
from wayforward.audit.models import Event
from wayforward.people.actions.opening import RecordRefused
from wayforward.records import tasks
from wayforward.records.actions import requests
from wayforward.records.actions.longer import make_time_longer
from wayforward.records.clock import clock_of
from wayforward.records.models import AccessRequest

pytestmark = pytest.mark.django_db
RECEIVED = datetime.date(2026, 11, 30)
FIRST, LONGER = datetime.date(2026, 12, 30), datetime.date(2027, 3, 1)  # 28 February is a Sunday
WHY = "The record holds 400 pages about several people"


@pytest.fixture
def officer():
    return UserFactory(role="records_officer", full_name="Olive Officer")


@pytest.fixture
def asked():
    return AccessRequestFactory(received_on=RECEIVED, child__reference="ABCD2345")


def longer(asked, by, on=FIRST, because=WHY):
    return make_time_longer(asked.pk, because=because, by=by, on=on)


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_last_day_is_three_months_on_and_rolls_to_a_working_day(asked, officer, jobs):
    assert clock_of(asked, FIRST).due.due_on == FIRST
    made = longer(asked, officer)
    clock = clock_of(made, FIRST)
    assert (clock.due.due_on, clock.state, clock.due.rule.id) == (
        LONGER,
        "running",
        "SUBJECT_ACCESS_LONGER",
    )
    assert clock_of(made, LONGER + datetime.timedelta(days=1)).state == "late"
    event = Event.objects.get(action="records.made_time_longer")
    assert (event.subject_id, event.actor) == (str(asked.child_id), str(officer.pk))
    assert event.facts == {"request": str(asked.pk), "due_on": "2027-03-01", "told": "letter"}
    assert not jobs.jobs


def test_it_is_refused_with_a_clear_word(asked, officer):
    events = Event.objects.count()
    with pytest.raises(RecordRefused, match="Say why it takes longer") as refused:
        longer(asked, officer, because="  ")
    assert refused.value.field == "because"
    with pytest.raises(RecordRefused, match="The first month ended on 30 December 2026"):
        longer(asked, officer, on=FIRST + datetime.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        longer(asked, UserFactory(role="caseworker"))
    asked.refresh_from_db()
    assert (asked.extended_on, Event.objects.count()) == (None, events)
    longer(asked, officer, on=RECEIVED)
    with pytest.raises(
        RecordRefused, match="made longer on 30 November 2026: that can be done once"
    ):
        longer(asked, officer)
    done = AccessRequestFactory(received_on=RECEIVED)
    requests.send_answer(done.pk, by=officer, on=RECEIVED, at=AT)
    with pytest.raises(RecordRefused, match="The answer was sent"):
        longer(done, officer)
    hidden = AccessRequestFactory(
        child=ChildFactory(is_restricted=True, restricted_because="Staff")
    )
    with pytest.raises(AccessRequest.DoesNotExist):
        longer(hidden, officer)


def test_the_database_refuses_half_of_it(asked):
    asked.extended_on = FIRST
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save()


def carer(**more):
    return CarerFactory(**{"email": "pat@example.org", "reach_by": "email"} | more)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        (lambda: {"asked_as": "parent", "carer": carer()}, "pat@example.org"),
        (lambda: {"asked_as": "parent", "carer": carer(reach_by="letter")}, ""),
        (lambda: {"asked_as": "parent", "carer": carer(email="")}, ""),
        (
            lambda: {
                "asked_as": "subject",
                "child": ChildFactory(
                    user=UserFactory(role="young_person", email="young@example.org")
                ),
            },
            "young@example.org",
        ),
        (lambda: {"asked_as": "subject"}, ""),
        (lambda: {"asked_as": "representative"}, ""),
    ],
)
def test_they_are_told_in_the_way_that_they_want(who, address, officer, jobs):
    asked = AccessRequestFactory(received_on=RECEIVED, **who())
    made = longer(asked, officer)
    assert made.extended_by_email is bool(address)
    for job in list(jobs.jobs.values()):
        tasks.tell_of_longer_time(**job["args"])
    assert [sent.to for sent in mail.outbox] == [[address]] * bool(address)
    for sent in mail.outbox:
        assert sent.subject == "We need more time to answer your request"
        for said in ("30 November 2026", "1 March 2027", WHY, asked.child.reference, "ico.org.uk"):
            assert said in sent.body
        for secret in (asked.child.first_names, asked.child.last_name, str(asked.child_id)):
            assert secret not in sent.subject + sent.body


def test_who_has_no_address_any_more_gets_nothing_and_the_log_says_so(officer, jobs, caplog):
    asked = AccessRequestFactory(received_on=RECEIVED, asked_as="parent", carer=carer())
    longer(asked, officer)
    asked.carer.email = ""
    asked.carer.save()
    (job,) = jobs.jobs.values()
    with caplog.at_level(logging.WARNING):
        tasks.tell_of_longer_time(**job["args"])
    assert mail.outbox == []
    assert "no e-mail address any more" in caplog.text


# -- pages ---------------------------------------------------------------------------------


@pytest.fixture
def today(monkeypatch):
    """Let it be a day within the month, whatever day it is."""
    for view in ("longer", "requests"):
        monkeypatch.setattr(f"wayforward.records.views.{view}.localdate", lambda: FIRST)


def test_the_question_says_what_becomes_of_it_and_the_letter_says_why(
    client, officer, asked, today
):
    client.force_login(officer)
    here = reverse("records:request", args=[asked.pk])
    path = reverse("records:make-longer", args=[asked.pk])
    assert path in text_of(client.get(here))
    letter = reverse("records:longer-letter", args=[asked.pk])
    assert client.get(letter).status_code == 404
    html = text_of(client.get(path))
    for said in ("only until 30 December 2026", "is then 1 March 2027", "print the letter"):
        assert said in html
    look = Event.objects.filter(action="people.looked").latest("pk")
    assert look.facts["page"] == "records:make-longer"
    assert "Say why it takes longer" in text_of(client.post(path, {}))
    html = text_of(client.post(path, {"because": WHY}, follow=True))
    for said in ("Post the letter to whoever asked today", "Olive Officer", WHY, "1 March 2027"):
        assert said in html
    assert f'href="{path}"' not in html
    answer = client.get(letter)
    assert "no-store" in answer["Cache-Control"]
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    words = " ".join("".join(page.extract_text() for page in reader.pages).split())
    for said in ("Dear Sol Icitor", "30 December 2026", "ABCD2345", "1 March 2027", WHY):
        assert said in words
    assert asked.child.last_name not in words
    assert Event.objects.filter(action="records.took_longer_letter").count() == 1
    html = text_of(client.post(path, {"because": "Again"}))
    assert "that can be done once" in html
    assert "Again" in html


def test_who_wants_e_mail_is_told_so_on_the_page_and_large_print_is_large(
    client, officer, today, jobs
):
    asked = AccessRequestFactory(
        received_on=RECEIVED, asked_as="parent", carer=carer(large_print=True)
    )
    client.force_login(officer)
    path = reverse("records:make-longer", args=[asked.pk])
    assert "They are told by e-mail at once" in text_of(client.get(path))
    html = text_of(client.post(path, {"because": WHY}, follow=True))
    assert "Whoever asked is told by e-mail" in html
    letter = client.get(reverse("records:longer-letter", args=[asked.pk]))
    sizes = set()
    pypdf.PdfReader(io.BytesIO(letter.content)).pages[0].extract_text(
        visitor_text=lambda text, _, matrix, font, size: sizes.add(round(size * abs(matrix[0])))
    )
    assert 18 in sizes


def test_after_the_first_month_it_is_not_offered(client, officer):
    client.force_login(officer)
    asked = AccessRequestFactory(received_on=datetime.date(2020, 1, 6))
    html = text_of(client.get(reverse("records:request", args=[asked.pk])))
    assert "Make the time to answer longer" not in html
    path = reverse("records:make-longer", args=[asked.pk])
    assert "The first month ended" in text_of(client.post(path, {"because": WHY}))


def test_what_is_told_is_in_the_letter_with_the_answer(asked, officer):
    longer(asked, officer)
    HoldFactory(child=asked.child)
    sent = requests.send_answer(asked.pk, by=officer, on=LONGER, at=AT)
    assert clock_of(sent, LONGER).state == "sent"
    version = sent.document.versions.get()
    from wayforward.records.answer import content_of  # noqa: PLC0415 -- only here

    words = pypdf.PdfReader(io.BytesIO(content_of(version))).pages[0].extract_text()
    assert "Told that it takes longer" in " ".join(words.split())
