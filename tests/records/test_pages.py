"""Pages of requests and keeping: who gets them, what they say, what is written down of looking."""

import datetime
import uuid

import pytest
from django.urls import reverse

from tests.factories.people import ChildFactory, OwnWordsFactory, UserFactory, with_a_picture
from tests.factories.records import (
    AccessRequestFactory,
    CertificateFactory,
    DisposalFactory,
    HoldFactory,
    PassageFactory,
)
from wayforward.audit.models import Event
from wayforward.people.models import Child
from wayforward.people.roles import ROLES
from wayforward.records.models import AccessRequest, Disposal, Hold

pytestmark = pytest.mark.django_db
MAY = {"records_officer", "head_of_service"}
OLD = datetime.date(1960, 1, 1)


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def officer(client):
    user = UserFactory(role="records_officer")
    client.force_login(user)
    return user


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_the_pages_that_it_may(client, role):
    client.force_login(UserFactory(role=role))
    passage, hold = PassageFactory(), HoldFactory()
    for name, args in (
        *(("request-list", []), ("log-request", []), ("request", [passage.of_id])),
        *(("decide-passage", [passage.pk]), ("due-list", []), ("disposal-list", [])),
        *(("decide-disposal", [DisposalFactory().pk]), ("hold-list", []), ("place-hold", [])),
        *(("lift-hold", [hold.pk]), ("certificate", [CertificateFactory().pk])),
    ):
        answer = client.get(reverse(f"records:{name}", args=args))
        assert answer.status_code == (200 if role in MAY else 403), name
        if role in MAY:
            assert "no-store" in answer["Cache-Control"]


def logged(client, child, **more):
    form = client.get(reverse("records:log-request")).content.decode()
    parts = {}
    for name, day in (("born_on", child.born_on), ("received_on", datetime.date(2026, 11, 2))):
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            typed = next(
                each for each in (f"{name}-{part}", f"{name}_{part}") if f'name="{each}"' in form
            )
            parts[typed] = value
    given = {
        "reference": child.reference,
        "asked_as": "representative",
        "asked_by": "Sol Icitor",
        "identity_shown": "Signed authority",
    }
    return client.post(reverse("records:log-request"), parts | given | more, follow=True)


def test_a_request_is_logged_decided_and_sent(client, officer, folder):
    child = ChildFactory(first_names="Zoë", last_name="Example")
    OwnWordsFactory(child=child, words="Uncle Zebedee shouts")
    html = text_of(logged(client, child))
    assert "the record is laid out" in html
    assert "Zoë Example" in html
    asked = AccessRequest.objects.get()
    path = reverse("records:request", args=[asked.pk])
    html = text_of(client.get(path))
    assert "UK GDPR, Article 12(3)" in html
    assert "Nothing can be sent before" in html
    html = text_of(client.post(reverse("records:send-answer", args=[asked.pk]), follow=True))
    assert "Decide first about passage" in html
    for passage in asked.passages.all():
        if not passage.is_open:
            continue
        here = reverse("records:decide-passage", args=[passage.pk])
        assert "Why it is marked" in text_of(client.get(here))
        assert "Select what becomes" in text_of(client.post(here, {}))
        answers = {"decision": "black_out", "chosen": "Nobody", "because": "It would frighten"}
        html = text_of(client.post(here, answers | {"ground": "serious_harm"}))
        assert "“Nobody” is not in this passage" in html
        assert "It would frighten" in html
        named = "Zebedee" in str(passage.cells)
        answers |= {"ground": "serious_harm", "chosen": "uncle zebedee"}
        answers |= {} if named else {"decision": "give"}
        assert "is decided" in text_of(client.post(here, answers, follow=True))
    html = text_of(client.get(path, {"show": "withheld"}))
    assert "█████ shouts" in html
    html = text_of(client.post(reverse("records:send-answer", args=[asked.pk]), follow=True))
    assert "The answer was sent on" in html
    assert "Facts for the letter with it" in html
    for form, kind in (("pdf", "pdf"), ("json", "json"), ("zip", "zip")):
        answer = client.get(reverse("records:answer", args=[asked.pk, form]))
        assert kind in answer["Content-Type"]
        assert b"Zebedee" not in b"".join(answer)
    assert client.get(reverse("records:answer", args=[asked.pk, "exe"])).status_code == 404
    again = client.post(reverse("records:lay-out", args=[asked.pk]), follow=True)
    assert "It stays as it is" in text_of(again).replace("it stays", "It stays")


def test_a_wrong_request_says_why_and_keeps_what_was_typed(client, officer):
    child = ChildFactory()
    html = text_of(logged(client, child, reference="ZZZZ9999"))
    assert "No record has this reference" in html
    assert 'value="Sol Icitor"' in html
    assert not AccessRequest.objects.exists()


def test_an_unanswered_request_has_no_answer_and_is_laid_out_again(client, officer):
    asked = AccessRequestFactory()
    assert client.get(reverse("records:answer", args=[asked.pk, "pdf"])).status_code == 404
    html = text_of(client.post(reverse("records:lay-out", args=[asked.pk]), follow=True))
    assert "laid out as it is now" in html
    assert "No passages like these" in text_of(
        client.get(reverse("records:request", args=[asked.pk]), {"show": "withheld"})
    )


def test_the_file_of_a_passage_is_looked_at(client, officer, folder):
    asked = AccessRequestFactory()
    with_a_picture(asked.child)
    client.post(reverse("records:lay-out", args=[asked.pk]))
    passage = asked.passages.get(version__isnull=False)
    answer = client.get(reverse("records:passage-file", args=[passage.pk]))
    assert answer.status_code == 200
    assert b"".join(answer)
    other = asked.passages.filter(version=None).first()
    assert client.get(reverse("records:passage-file", args=[other.pk])).status_code == 404


def test_every_look_is_written_down(client, officer):
    passage = PassageFactory()
    child = passage.of.child
    hold = HoldFactory(child=child)
    for name, args in (
        *(("request-list", []), ("request", [passage.of_id]), ("decide-passage", [passage.pk])),
        *(("hold-list", []), ("lift-hold", [hold.pk])),
    ):
        client.get(reverse(f"records:{name}", args=args))
        look = Event.objects.filter(action="people.looked").latest("pk")
        assert look.subject_id == str(child.pk)
        assert look.facts == {
            "page": f"records:{name}",
            "because": ["a request for the record"],
        }
    client.force_login(UserFactory(role="head_of_service"))
    html = text_of(client.get(reverse("people:child-looks", args=[child.pk])))
    assert "a request for the record, with its passages" in html


def test_restricted_records_are_404_and_what_is_not_there_too(client, officer):
    child = ChildFactory(is_restricted=True, restricted_because="Staff", born_on=OLD)
    passage = PassageFactory(of__child=child)
    hold = HoldFactory(child=child)
    nobody = uuid.uuid4()
    for name, key in (
        *(("request", passage.of_id), ("decide-passage", passage.pk), ("lift-hold", hold.pk)),
        *(("request", nobody), ("decide-passage", nobody), ("lift-hold", nobody)),
        *(("decide-disposal", nobody), ("certificate", nobody)),
    ):
        assert client.get(reverse(f"records:{name}", args=[key])).status_code == 404
    for name in ("request-list", "hold-list", "due-list"):
        assert child.reference not in text_of(client.get(reverse(f"records:{name}")))


def test_a_record_is_held_and_the_hold_lifted(client, officer):
    child = ChildFactory()
    day = child.born_on
    path = reverse("records:place-hold")
    form = text_of(client.get(path))
    joint = "-" if 'name="born_on-day"' in form else "_"
    given = {
        f"born_on{joint}day": day.day,
        f"born_on{joint}month": day.month,
        f"born_on{joint}year": day.year,
        "reference": child.reference,
    }
    assert "Say why nothing of it may go" in text_of(client.post(path, given))
    assert "The record is held" in text_of(
        client.post(path, given | {"because": "An inquiry"}, follow=True)
    )
    lift = reverse("records:lift-hold", args=[Hold.objects.get().pk])
    assert "Held because: An inquiry" in text_of(client.get(lift))
    html = text_of(client.post(lift, {"because": "It is over"}, follow=True))
    assert "Lifted: It is over" in html


def proposal(client, of, **more):
    given = {"child": of.pk, "thing": of.pk, "category": "record"}
    return client.post(reverse("records:propose"), given | more, follow=True)


def test_what_is_due_is_proposed_and_decided_by_somebody_else(client, officer):
    child = ChildFactory(born_on=OLD)
    html = text_of(client.get(reverse("records:due-list")))
    assert child.reference in html
    assert "Not verified" in html
    assert "It is proposed" in text_of(proposal(client, child))
    assert "It is proposed already" in text_of(proposal(client, child))
    waiting = Disposal.objects.get()
    path = reverse("records:decide-disposal", args=[waiting.pk])
    assert client.get(path).status_code == 403
    assert "Somebody else decides" in text_of(client.get(reverse("records:disposal-list")))
    client.force_login(UserFactory(role="head_of_service"))
    assert child.reference in text_of(client.get(path))
    html = text_of(client.post(path, {"decision": "keep"}))
    assert "Enter until when it is kept" in html
    assert "Say why it is kept longer" in html
    html = text_of(client.post(path, {"decision": "approve"}, follow=True))
    assert "Approved" in html
    assert "Somebody has decided on this already" in text_of(
        client.post(path, {"decision": "approve"})
    )


def test_it_is_kept_longer_with_a_day_and_a_reason(client, officer):
    child = ChildFactory(born_on=OLD)
    proposal(client, child)
    path = reverse("records:decide-disposal", args=[Disposal.objects.get().pk])
    client.force_login(UserFactory(role="head_of_service"))
    joint = "-" if 'name="until-day"' in text_of(client.get(path)) else "_"
    given = {"decision": "keep", "because": "A claim"}
    given |= {f"until{joint}day": 1, f"until{joint}month": 5, f"until{joint}year": 2099}
    html = text_of(client.post(path, given, follow=True))
    assert "Kept until 1 May 2099: A claim" in html


def test_what_cannot_be_proposed_is_404(client, officer):
    child = ChildFactory(born_on=OLD)
    assert proposal(client, child, child=uuid.uuid4()).status_code == 404
    assert proposal(client, child, thing="x").status_code == 404
    assert client.post(reverse("records:propose"), {}).status_code == 404


@pytest.mark.parametrize(
    ("name", "make", "queries"),
    [
        ("request-list", lambda: AccessRequestFactory(), 5),
        ("hold-list", lambda: HoldFactory(), 5),
        ("disposal-list", lambda: DisposalFactory(), 4),
        ("due-list", lambda: ChildFactory(born_on=OLD), 6),
    ],
)
def test_lists_take_the_same_queries(
    client, officer, django_assert_num_queries, name, make, queries
):
    client.get(reverse("records:due-list"))
    for number in (1, 4):
        for _ in range(number):
            make()
        with django_assert_num_queries(queries):
            client.get(reverse(f"records:{name}"))


def test_a_request_page_takes_the_same_queries(client, officer, django_assert_num_queries):
    asked = AccessRequestFactory()
    for number in (1, 30):
        PassageFactory.create_batch(number, of=asked)
        with django_assert_num_queries(5):
            client.get(reverse("records:request", args=[asked.pk]))


def test_long_lists_have_pages(client, officer):
    Child.objects.all().delete()
    ChildFactory.create_batch(60, born_on=OLD)
    html = text_of(client.get(reverse("records:due-list"), {"page": 2}))
    assert "60" in html
