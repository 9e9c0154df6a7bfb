"""One child's whole file for an inspector: what is in it, who may make it, what is written down."""

import datetime
import hashlib
import io
import json
import uuid
import zipfile

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.documents.papers import EVERYTHING, LETTER, REPORT, tags
from tests.documents.papers import text_of as words_of
from tests.documents.test_pdf import faults
from tests.documents.uploads import MP3, pdf, picture, upload
from tests.factories.people import (
    CaringFactory,
    ChildFactory,
    DiagnosisFactory,
    OwnWordsFactory,
    TaskFactory,
    UserFactory,
    with_a_picture,
)
from tests.factories.records import AT, InspectionFileFactory
from wayforward.audit.models import Event
from wayforward.documents.actions import store_upload
from wayforward.documents.models import Document, Version
from wayforward.documents.previews import NoPreview, pages_of
from wayforward.documents.refusals import UploadRefused
from wayforward.documents.rendering import render_docx, render_pdf
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import ChildAddress, Named
from wayforward.people.roles import ROLES
from wayforward.records import whole_file
from wayforward.records.actions import inspections
from wayforward.records.actions.inspections import make_inspection_file
from wayforward.records.models import InspectionFile
from wayforward.records.permissions import can_make_inspection_file

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)
FOR, WHY = "A. Inspector, area SEND inspection", "Tracked child 3 of 6"


@pytest.fixture
def head():
    return UserFactory(role="head_of_service", full_name="Hanna Head")


@pytest.fixture
def child(folder):
    """Return a child with a hidden father, a protected address, notes and four files."""
    child = ChildFactory(first_names="Robin", last_name="Example", reference="ABCD2345")
    CaringFactory(
        child=child,
        carer__first_names="Zebedee",
        carer__last_name="Example",
        carer__is_hidden=True,
        court_limit="No contact",
    )
    ChildAddress.objects.create(
        child=child, street="9 Refuge Lane", is_protected=True, protected_because="An order"
    )
    DiagnosisFactory(child=child, what="Autism", reported_by="Zebedee")
    TaskFactory(child=child, what="Ring the school")
    with_a_picture(child)
    a_file(child, "letter.pdf", render_pdf(EVERYTHING, LETTER), "A letter of mine")
    a_file(child, "song.mp3", MP3, "A song", made_here=True)
    a_file(child, "waits.pdf", pdf(), "It waits", made_here=False)
    return child


def a_file(child, name, content, shows, *, made_here=True):
    version = store_upload(
        upload(content, name), title=shows, kind="own_words", by=None, at=AT, made_here=made_here
    )
    return OwnWordsFactory(child=child, words="", document=version.document, shows=shows)


def make(child, by, **more):
    given = {"reference": " abcd2345 ", "born_on": child.born_on, "made_for": FOR, "because": WHY}
    return make_inspection_file(**given | more, by=by, on=ON, at=AT)


def bytes_of(made):
    return whole_file.content_of(Version.objects.newest_of(made.document))


def joined(text):
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("role", ROLES)
def test_only_the_head_of_service_makes_one(role):
    user = UserFactory(role=role)
    assert can_make_inspection_file(user, None) is (role == "head_of_service")
    user.is_active = False
    assert can_make_inspection_file(user, None) is False


def test_everything_is_in_it_and_nothing_is_blacked_out(head, child):
    made = bytes_of(make(child, head))
    reader = pypdf.PdfReader(io.BytesIO(made))
    text = joined(" ".join(page.extract_text() for page in reader.pages))
    for held in (
        *("Robin Example", "Autism", "Zebedee", "No contact", "9 Refuge Lane", "An order"),
        *("Ring the school", "Hanna Head", "A red house", "A letter of mine", "A song"),
    ):
        assert joined(held) in text, held
    assert "█" not in text
    foot = joined(f"Record ABCD2345. Made for {FOR} on 24 November 2026 by Hanna Head: {WHY}")
    assert len(reader.pages) > 4
    for page in reader.pages:
        assert foot in joined(page.extract_text())
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    parts = ["About this file", "Facts", "Addresses", "Family and carers", "Attached files"]
    assert [title for title in titles if title in parts] == parts


def test_pictures_and_pages_are_bound_in_and_the_file_can_be_read_aloud(head, child, tmp_path):
    made = make(child, head)
    by_name = {each.get("name", each["what"]): each for each in made.files}
    assert {name: each["bound"] for name, each in by_name.items() if "sha256" in each} == {
        "01-drawing.png": "Drawn in this file",
        "02-letter.pdf": "Drawn in this file",
        "03-song.mp3": "Beside this file only: it is neither a PDF nor a picture",
    }
    (waits,) = [each for each in made.files if "sha256" not in each]
    assert waits["bound"] == "Not here: it is not yet checked for viruses"
    content = bytes_of(made)
    figures = [element for role, element in tags(content) if role == "Figure"]
    said = [str(element.get("/Alt", "")) for element in figures]
    assert any("A red house" in each for each in said)
    assert any("Page 1 of" in each and "Dear Mrs Example" in each for each in said)
    found, asked = faults(content, tmp_path)
    assert (found, asked >= 11) == ([], True)


def test_making_it_is_written_down_with_its_fingerprint(head, child):
    made = make(child, head)
    event = Event.objects.get(action="records.made_inspection_file")
    assert (event.subject_id, event.actor) == (str(child.pk), str(head.pk))
    sha256 = hashlib.sha256(bytes_of(made)).hexdigest()
    assert event.facts == {"file": str(made.pk), "sha256": sha256, "attached": 4}


def test_nobody_else_makes_one_and_a_restricted_record_is_for_those_named(head, child):
    with pytest.raises(PermissionDenied):
        make(child, UserFactory(role="records_officer"))
    child.is_restricted, child.restricted_because = True, "A colleague’s child"
    child.save()
    with pytest.raises(RecordRefused, match="No record has this reference"):
        make(child, head)
    Named.objects.create(child=child, user=head, because="Answers for it")
    assert "colleague" in words_of(bytes_of(make(child, head)))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reference": "ZZZZ9999"}, "reference"),
        ({"born_on": datetime.date(2001, 1, 1)}, "reference"),
        ({"made_for": "  "}, "made_for"),
        ({"because": "\n"}, "because"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_left(head, child, wrong, field):
    before = Event.objects.count(), Document.objects.count()
    with pytest.raises(RecordRefused) as refused:
        make(child, head, **wrong)
    assert refused.value.field == field
    assert InspectionFile.objects.count() == 0
    assert (Event.objects.count(), Document.objects.count()) == before


def test_what_is_too_large_to_keep_is_said(head, child, monkeypatch):
    def refuse(*_, **__):
        raise UploadRefused("The file is larger than 50 MB.")

    monkeypatch.setattr(inspections, "store_upload", refuse)
    with pytest.raises(RecordRefused, match="could not be kept. The file is larger"):
        make(child, head)
    assert not InspectionFile.objects.exists()


def test_what_is_too_much_for_one_pdf_is_beside_it(head, child, monkeypatch):
    monkeypatch.setattr(whole_file, "MOST_BOUND", 10)
    assert make(child, head).files[0]["bound"].endswith("too large for one PDF")
    monkeypatch.setattr(whole_file, "MOST_PAGES", 0)
    assert make(child, head).files[1]["bound"] == "Beside this file only: it has more than 0 pages"


def test_a_record_without_files_says_so(head):
    child = ChildFactory(reference="ABCD2345")
    made = make(child, head)
    assert made.files == []
    assert "No file is kept in the record" in words_of(bytes_of(made))


def test_pages_are_drawn_with_their_words():
    pages = pages_of(io.BytesIO(render_pdf(EVERYTHING, LETTER)), most=10)
    assert "Mrs Example" in pages[0][1]
    assert pages[0][0].startswith(b"\xff\xd8")
    assert pages_of(io.BytesIO(pdf(pages=2)), most=2)[1][1] == ""
    for broken in (b"%PDF-1.7 nothing", pdf(lambda writer: writer.add_blank_page(20_000, 10))):
        with pytest.raises(NoPreview):
            pages_of(io.BytesIO(broken), most=10)


def test_a_high_picture_fits_its_page():
    assert whole_file._picture(picture(size=(40, 4_000)), "A tower").width == 2
    assert whole_file._picture(picture(size=(40, 20)), "A house").width == 160


def test_a_word_file_says_it_at_the_foot_too():
    import docx  # noqa: PLC0415 -- only here

    layout = type(REPORT)(letterhead=REPORT.letterhead, issued_on=ON, every_page="For A. Inspector")
    foot = docx.Document(io.BytesIO(render_docx(EVERYTHING, layout))).sections[0].footer
    assert foot.paragraphs[0].text == "For A. Inspector"


# -- pages ---------------------------------------------------------------------------------


def test_a_file_is_made_and_taken_away(client, head, child):
    client.force_login(head)
    html = client.get(reverse("records:request-list")).content.decode()
    assert reverse("records:inspection-list") in html
    path = reverse("records:make-inspection-file")
    assert "nothing in it is blacked out" in client.get(path).content.decode().casefold()
    day = child.born_on
    given = {
        "reference": child.reference,
        **{f"born_on-{part}": getattr(day, part) for part in ("day", "month", "year")},
        "made_for": FOR,
    }
    html = client.post(path, given).content.decode()
    assert "Enter why they ask for it" in html
    assert f'value="{FOR}"' in html
    answer = client.post(path, given | {"because": WHY}, follow=True)
    made = InspectionFile.objects.get()
    assert answer.redirect_chain == [(reverse("records:inspection", args=[made.pk]), 302)]
    html = answer.content.decode()
    for said in ("The file is made", FOR, WHY, "Hanna Head", made.files[0]["sha256"]):
        assert said in html
    assert FOR in client.get(reverse("records:inspection-list")).content.decode()
    answers = {
        form: client.get(reverse("records:inspection-file", args=[made.pk, form]))
        for form in ("pdf", "zip")
    }
    files = {form: b"".join(answer) for form, answer in answers.items()}
    assert files["pdf"] == bytes_of(made)
    assert "attachment" in answers["pdf"]["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(files["zip"]))
    listed = json.loads(archive.read("files.json"))
    names = [f"files/{each['name']}" for each in listed if "sha256" in each]
    assert archive.namelist() == ["whole-file.pdf", "files.json", *names]
    for each in listed[:3]:
        kept = archive.read(f"files/{each['name']}")
        assert hashlib.sha256(kept).hexdigest() == each["sha256"]
    taken = Event.objects.filter(action="records.took_inspection_file", subject_id=str(child.pk))
    assert [each.facts["form"] for each in taken.order_by("pk")] == ["pdf", "zip"]
    for each in answers.values():
        assert "no-store" in each["Cache-Control"]
    wrong = reverse("records:inspection-file", args=[made.pk, "exe"])
    assert client.get(wrong).status_code == 404


def test_a_file_removed_since_is_in_the_list_and_no_longer_beside_it(head, child):
    made = make(child, head)
    Version.objects.get(pk=made.files[2]["version"]).document.versions.all().delete()
    archive = zipfile.ZipFile(
        io.BytesIO(whole_file.as_archive(made, Version.objects.newest_of(made.document)))
    )
    assert "files/03-song.mp3" not in archive.namelist()
    assert "03-song.mp3" in archive.read("files.json").decode()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"head_of_service"}))
def test_for_everybody_else_the_pages_are_not_there(client, role):
    made = InspectionFileFactory()
    client.force_login(UserFactory(role=role))
    for name, args in (
        *(("inspection-list", []), ("make-inspection-file", []), ("inspection", [made.pk])),
        ("inspection-file", [made.pk, "pdf"]),
    ):
        assert client.get(reverse(f"records:{name}", args=args)).status_code == 404, name
    assert client.post(reverse("records:make-inspection-file"), {}).status_code == 404
    html = client.get(reverse("records:request-list")).content.decode()
    assert reverse("records:inspection-list") not in html


def test_of_a_restricted_record_nothing_is_listed_or_shown(client, head):
    hidden = InspectionFileFactory(
        child=ChildFactory(is_restricted=True, restricted_because="Staff"), made_for="Secret Visit"
    )
    client.force_login(head)
    assert "Secret Visit" not in client.get(reverse("records:inspection-list")).content.decode()
    for key in (hidden.pk, uuid.uuid4()):
        assert client.get(reverse("records:inspection", args=[key])).status_code == 404


def test_looks_are_written_down_and_told_in_words(client, head):
    made = InspectionFileFactory()
    client.force_login(head)
    for name, args in (("inspection-list", []), ("inspection", [made.pk])):
        client.get(reverse(f"records:{name}", args=args))
        look = Event.objects.filter(action="people.looked").latest("pk")
        assert look.subject_id == str(made.child_id)
        assert look.facts == {"page": f"records:{name}", "because": ["an inspection"]}
    html = client.get(reverse("people:child-looks", args=[made.child_id])).content.decode()
    assert "a file for an inspector" in html


def test_the_list_takes_the_same_queries(client, head, django_assert_num_queries):
    client.force_login(head)
    client.get(reverse("records:inspection-list"))
    for number in (1, 3):
        InspectionFileFactory.create_batch(number)
        with django_assert_num_queries(5):
            client.get(reverse("records:inspection-list"))
