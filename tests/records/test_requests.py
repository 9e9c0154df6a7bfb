"""Requests for a record: laid out, marked, decided, blacked out, sent."""

import datetime
import io
import json
import zipfile

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildContactFactory,
    ChildFactory,
    DiagnosisFactory,
    EmergencyFactory,
    SchoolingFactory,
    TaskFactory,
    UserFactory,
    with_a_picture,
)
from tests.factories.records import AT, AccessRequestFactory, PassageFactory
from wayforward.audit.models import Event
from wayforward.documents.models import Version
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Carer, ChildAddress, FormerName, Named, Need
from wayforward.people.roles import ROLES
from wayforward.records.actions import requests as actions
from wayforward.records.blacking import BLOCK, blacked_out
from wayforward.records.clock import clock_of
from wayforward.records.models import AccessRequest, Passage
from wayforward.records.permissions import can_answer_requests, can_dispose

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)
MAY = {"records_officer", "head_of_service"}
SECRET = "Zebedee"


@pytest.fixture
def officer():
    return UserFactory(role="records_officer")


@pytest.fixture
def child(folder):
    """Return a child about whom much is known, with a mother who asks and a hidden father."""
    child = ChildFactory(first_names="Robin", last_name="Example", reference="ABCD2345")
    CaringFactory(child=child, carer__first_names="Patricia", carer__email="pat@example.org")
    father = CaringFactory(
        child=child,
        relation="father",
        carer__title="Mr",
        carer__first_names=SECRET,
        carer__last_name="Example",
        carer__is_hidden=True,
        court_limit="No contact",
    )
    sibling = ChildFactory(first_names="Quentin", last_name="Example")
    CaringFactory(child=sibling, carer=father.carer)
    ChildAddress.objects.create(
        child=child, street="9 Refuge Lane", is_protected=True, protected_because="An order"
    )
    Need.objects.create(child=child, code="ASD", rank=1, note="Seen by Quentin too")
    DiagnosisFactory(child=child, what="Autism", reported_by=f"{SECRET}, the father")
    SchoolingFactory(child=child, note="zebedee rang from 9  refuge lane on 07700 900123")
    FormerName.objects.create(child=child, first_names="Robina")
    ChildContactFactory(child=child, contact__full_name="Dr Livingstone")
    TaskFactory(child=child)
    EmergencyFactory(child=child)
    AllocationFactory(child=child, note="Hand over gently")
    with_a_picture(child)
    return child


def log(officer, child, **more):
    given = {
        "reference": child.reference.lower(),
        "born_on": child.born_on,
        "asked_as": "parent",
        "asked_by": "Patricia Example",
        "identity_shown": "Passport seen",
        "received_on": datetime.date(2026, 11, 2),
    }
    return actions.log_request(**given | more, by=officer, on=ON, at=AT)


def decide(passage, decision, by, **more):
    reasons = {"ground": "other_person", "because": "No agreement"}
    more = (reasons if decision != "give" else {}) | more
    return actions.decide_passage(passage.pk, decision=decision, by=by, on=ON, at=AT, **more)


def passage_of(asked, words):
    return next(
        each for each in asked.passages.order_by("number") if words in json.dumps(each.cells)
    )


@pytest.mark.parametrize("role", ROLES)
def test_two_roles_answer_requests_and_see_to_disposal(role):
    for rule in (can_answer_requests, can_dispose):
        assert rule(UserFactory(role=role), None) is (role in MAY)
        assert rule(UserFactory(role=role, is_active=False), None) is False


def test_the_whole_record_is_laid_out_in_numbered_passages(officer, child):
    asked = log(officer, child)
    passages = list(asked.passages.order_by("number"))
    assert [each.number for each in passages] == list(range(1, len(passages) + 1))
    text = json.dumps([each.cells for each in passages], ensure_ascii=False)
    for held in (
        *("Autism", "9 Refuge Lane", "An order", "Robina", "Give advice", "Hand over gently"),
        *(
            "A child is missing",
            "Seen by Quentin too",
            "A red house",
            "No contact",
            "Dr Livingstone",
        ),
    ):
        assert held in text
    assert asked.carer == Carer.objects.get(first_names="Patricia")
    actions_done = Event.objects.filter(subject_id=str(child.pk), actor=str(officer.pk))
    assert {"records.logged_request", "records.laid_out"} <= set(
        actions_done.values_list("action", flat=True)
    )


def test_other_people_protected_addresses_and_notes_are_marked(officer, child):
    asked = log(officer, child)
    for words, mark in (
        ("Mr Zebedee Example", "About another person: Mr Zebedee Example"),
        ("No contact", "What a court has ordered"),
        ("Zebedee, the father", "About another person: Mr Zebedee Example"),
        ("Zebedee, the father", "Says who told, wrote or helped"),
        ("Seen by Quentin", "About another person: Quentin Example"),
        ("9 Refuge Lane", "Holds an address that is protected, or was"),
        ("9  refuge lane on", "Holds an address that is protected, or was"),
        ("9  refuge lane on", "Holds an e-mail address or telephone number"),
        ("Give advice", "Notes and traces of staff"),
        ("A red house", "The child’s own words: would the child want whoever asks to have them?"),
    ):
        assert mark in passage_of(asked, words).marks
    assert asked.passages.get(section="Files").marks == ["A file: look at it for other people"]
    for section in ("Needs", "Former names", "Facts", "Schools and other settings"):
        assert [each.marks for each in asked.passages.filter(section=section) if each.marks] == []
    (own, _) = asked.passages.filter(section="Family and carers").order_by("number")
    assert own.marks == []


def test_to_the_young_person_every_carer_is_another_person(officer, child):
    asked = log(officer, child, asked_as="subject", asked_by="Robin Example")
    assert asked.carer is None
    assert "Patricia" in " ".join(passage_of(asked, "Patricia").marks)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reference": "ZZZZ9999"}, "reference"),
        ({"born_on": datetime.date(2016, 1, 1)}, "reference"),
        ({"received_on": datetime.date(2026, 11, 25)}, "received_on"),
        ({"received_on": datetime.date(2010, 1, 1)}, "received_on"),
    ],
)
def test_a_request_that_cannot_be_is_refused_and_leaves_nothing(officer, child, wrong, field):
    before = Event.objects.count()
    with pytest.raises(RecordRefused) as refused:
        log(officer, child, **wrong)
    assert refused.value.field == field
    assert (AccessRequest.objects.count(), Event.objects.count()) == (0, before)


def test_nobody_else_answers_requests(child):
    passage = PassageFactory()
    by = UserFactory(role="caseworker")
    for change in (
        lambda: log(by, child),
        lambda: actions.lay_out_again(passage.of_id, by=by, on=ON),
        lambda: decide(passage, "give", by),
        lambda: actions.send_answer(passage.of_id, by=by, on=ON, at=AT),
    ):
        with pytest.raises(PermissionDenied):
            change()


def test_a_restricted_record_is_for_those_named(officer, child):
    asked = log(officer, child)
    child.is_restricted, child.restricted_because = True, "A colleague’s child"
    child.save()
    with pytest.raises(AccessRequest.DoesNotExist):
        actions.lay_out_again(asked.pk, by=officer, on=ON)
    with pytest.raises(RecordRefused):
        log(officer, child)
    Named.objects.create(child=child, user=officer, because="Answers the request")
    actions.lay_out_again(asked.pk, by=officer, on=ON)
    assert "A colleague’s child" in json.dumps(
        list(asked.passages.filter(section="Notes").values_list("cells", flat=True)),
        ensure_ascii=False,
    )


def test_nothing_is_sent_while_a_marked_passage_is_undecided(officer, child):
    asked = log(officer, child)
    with pytest.raises(RecordRefused, match="Decide first about passage"):
        actions.send_answer(asked.pk, by=officer, on=ON, at=AT)
    assert not Version.objects.filter(document__kind="subject_access").exists()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"decision": "withhold", "ground": "", "because": "x"}, "ground"),
        ({"decision": "withhold", "ground": "crime", "because": " "}, "because"),
        ({"decision": "black_out", "chosen": " \n"}, "chosen"),
        ({"decision": "black_out", "chosen": "not there"}, "chosen"),
    ],
)
def test_a_decision_without_its_reason_is_refused(officer, answers, field):
    passage = PassageFactory()
    with pytest.raises(RecordRefused) as refused:
        decide(passage, by=officer, **answers)
    assert refused.value.field == field
    passage.refresh_from_db()
    assert passage.decision == ""


def test_a_file_is_given_or_withheld_whole(officer, child):
    passage = log(officer, child).passages.get(section="Files")
    with pytest.raises(RecordRefused, match="cannot be blacked out in part"):
        decide(passage, "black_out", officer, chosen="red")
    assert decide(passage, "withhold", officer).decision == "withhold"


def test_a_file_that_waits_for_a_check_is_not_given(officer, child):
    passage = PassageFactory(
        marks=["A file that nobody has checked for viruses yet: it is not given before"]
    )
    with pytest.raises(RecordRefused, match="not checked yet"):
        decide(passage, "give", officer)


def test_blacked_out_words_are_gone_however_they_are_written():
    cells = [["Note", "ZEBEDEE and zebedee  Example, Zoe\u0308"]]
    assert blacked_out(cells, ["zebedee example", "Zebedee", "Zoë"]) == [
        ["Note", f"{BLOCK} and {BLOCK}, {BLOCK}"]
    ]


def test_what_is_blacked_out_in_one_passage_must_be_decided_in_the_others(officer):
    first = PassageFactory()
    asked = first.of
    second = PassageFactory(of=asked, cells=[["Note", "ZEBEDEE again"]], marks=[])
    third = PassageFactory(of=asked, cells=[["Note", "Nothing"]], marks=[])
    hidden = PassageFactory(of=asked)
    decide(hidden, "withhold", officer)
    decide(first, "black_out", officer, chosen="Zebedee")
    second.refresh_from_db()
    third.refresh_from_db()
    hidden.refresh_from_db()
    assert second.is_open
    assert second.marks == [f"Holds words that are blacked out in passage {first.number}"]
    assert (third.marks, hidden.decision) == ([], "withhold")
    decide(second, "black_out", officer, chosen="Zebedee")
    first.refresh_from_db()
    assert not first.is_open


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


def text_of_pdf(made):
    reader = pypdf.PdfReader(io.BytesIO(made))
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def answered(officer, child):
    """Return a request whose answer was sent: the father blacked out, the refuge withheld."""
    asked = log(officer, child)
    while found := [each for each in asked.passages.order_by("number") if each.is_open]:
        passage = found[0]
        text = json.dumps(passage.cells).casefold()
        if passage.version_id or "red house" in text:
            decide(passage, "give", officer)
        elif "refuge" in text or "07700" in text:
            decide(passage, "withhold", officer, ground="serious_harm", because="It must stay safe")
        elif "zebedee" in text:
            decide(passage, "black_out", officer, chosen="zebedee")
        else:
            decide(passage, "give", officer)
    return actions.send_answer(asked.pk, by=officer, on=ON, at=AT)


def test_the_answer_holds_nothing_of_what_is_withheld_or_blacked_out(client, officer, answered):
    client.force_login(officer)
    files = {
        form: b"".join(client.get(reverse("records:answer", args=[answered.pk, form])))
        for form in ("pdf", "json", "zip")
    }
    text = text_of_pdf(files["pdf"])
    archive = zipfile.ZipFile(io.BytesIO(files["zip"]))
    everything = "".join(
        [text, files["json"].decode(), text_of_pdf(archive.read("answer.pdf"))]
        + [archive.read("answer.json").decode()]
    )
    raw = files["pdf"] + b"".join(
        stream.get_data()
        for page in pypdf.PdfReader(io.BytesIO(files["pdf"])).pages
        for stream in [page.get_contents()]
    )
    for hidden in (SECRET, "zebedee", "RefugeLane", "Refuge Lane", "07700"):
        assert hidden.casefold() not in everything.casefold()
        assert hidden.isdigit() or hidden.encode() not in raw  # figures are in any PDF
    for given in ("Autism", BLOCK, "Withheld:seethelist", "Itmuststaysafe", "paragraph16"):
        assert given in text
    picture = [name for name in archive.namelist() if name.startswith("passage-")]
    assert len(picture) == 1
    data = json.loads(files["json"])
    assert data["record"] == "ABCD2345"
    withheld = [each for each in data["passages"] if "facts" not in each]
    assert withheld
    assert all(each["withheld"]["how_much"] == "all" for each in withheld)
    assert Event.objects.filter(action="records.took_answer").count() == 3


def test_the_answer_is_a_fixed_version_and_nothing_changes_after(officer, answered):
    version = Version.objects.get(document=answered.document)
    assert (version.state, version.content_type) == ("clean", "application/pdf")
    passage = answered.passages.first()
    for change in (
        lambda: actions.send_answer(answered.pk, by=officer, on=ON, at=AT),
        lambda: decide(passage, "give", officer),
        lambda: actions.lay_out_again(answered.pk, by=officer, on=ON),
    ):
        with pytest.raises(RecordRefused, match="stays as it is"):
            change()
    event = Event.objects.get(action="records.sent_answer")
    assert event.facts["sha256"] == version.sha256
    assert event.facts["blacked_out"] >= 1


def test_the_clock_is_the_laws_and_lateness_shows():
    asked = AccessRequestFactory(received_on=datetime.date(2026, 9, 30))
    clock = clock_of(asked, datetime.date(2026, 10, 30))
    assert (clock.due.due_on, clock.state) == (datetime.date(2026, 10, 30), "soon")
    assert clock_of(asked, datetime.date(2026, 10, 2)).state == "running"
    late = clock_of(asked, datetime.date(2026, 11, 2))
    assert (late.state, late.days) == ("late", -3)
    asked.sent_on = datetime.date(2026, 11, 1)
    assert clock_of(asked, ON).state == "sent_late"
    asked.sent_on = datetime.date(2026, 10, 30)
    assert clock_of(asked, ON).state == "sent"


def test_laid_out_again_what_was_decided_stays_decided(officer, child):
    asked = log(officer, child)
    decide(passage_of(asked, "Zebedee, the father"), "black_out", officer, chosen="Zebedee")
    decide(passage_of(asked, "Seen by Quentin"), "withhold", officer)
    DiagnosisFactory(child=child, what="Asthma")
    actions.lay_out_again(asked.pk, by=officer, on=ON)
    assert passage_of(asked, "Zebedee, the father").decision == Passage.BLACK_OUT
    assert passage_of(asked, "Seen by Quentin").decision == Passage.WITHHOLD
    assert passage_of(asked, "Asthma").decision == ""
