"""Taking an upload in: the version, its audit row, its file, and nothing left after a failure."""

import hashlib
import uuid

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.documents.conftest import AT
from tests.documents.uploads import office, pdf, photograph, picture, store
from wayforward.audit.models import Event
from wayforward.documents.actions import release_version
from wayforward.documents.models import Document, Version
from wayforward.documents.refusals import ScannerDecides, UploadRefused, VersionNotHeld
from wayforward.documents.storage import FolderStorage, storage

pytestmark = pytest.mark.django_db


def test_an_upload_is_kept_with_what_is_known_of_it(staff, kept):
    sent = pdf()
    version = store(sent, "C:\\Advice.PDF", by=staff)
    found = Version.objects.get()
    assert found == version
    assert (found.number, found.file_name, found.content_type) == (
        1,
        "Advice.pdf",
        "application/pdf",
    )
    assert (found.size, found.sha256) == (len(sent), hashlib.sha256(sent).hexdigest())
    assert (found.document.title, found.document.kind, found.document.created_at) == (
        "Advice",
        "advice",
        AT,
    )
    (file,) = kept()
    assert file.read_bytes() == sent
    event = Event.objects.get()
    assert (event.action, event.actor, event.subject_id) == (
        "documents.stored_version",
        str(staff.pk),
        str(found.pk),
    )
    assert "Advice" not in str(event.facts)


def test_its_file_has_an_opaque_name_and_is_for_this_sites_user_alone(kept):
    version = store(pdf(), "Ada Example.pdf")
    (file,) = kept()
    assert "Ada" not in str(file)
    assert str(version.document_id) not in str(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    with pytest.raises(ValueError, match="given out by a page"):
        storage().url(version.storage_name)


def test_a_new_upload_is_a_new_version(staff):
    first = store(pdf())
    second = store(pdf(pages=2), document=first.document, title="not used")
    assert (second.number, second.document_id) == (2, first.document_id)
    assert Document.objects.get().title == "Advice"
    assert Version.objects.newest_of(first.document) is None
    release_version(first.pk, by=staff, at=AT)
    assert Version.objects.newest_of(first.document) == first


@pytest.mark.parametrize(
    ("sent", "scanner", "without", "state", "jobs_asked"),
    [
        (picture(), "", "hold", "clean", ["documents.make_preview"]),
        (pdf(), "", "hold", "quarantined", []),
        (pdf(), "", "release", "clean", ["documents.make_preview"]),
        (office(), "", "release", "clean", []),
        (picture(), "127.0.0.1:3310", "release", "quarantined", ["documents.scan_version"]),
    ],
)
def test_what_is_held_and_what_is_clean_at_once(
    settings, queued, sent, scanner, without, state, jobs_asked
):
    settings.CLAMAV_ADDRESS, settings.DOCUMENTS_WITHOUT_SCANNER = scanner, without
    assert store(sent).state == state
    assert queued() == jobs_asked


def test_held_and_unchecked_files_say_so(settings):
    assert store(pdf()).why == "not yet checked for viruses"
    settings.DOCUMENTS_WITHOUT_SCANNER = "release"
    assert store(pdf()).why == "not checked for viruses: no scanner is set up"


def test_a_refused_upload_leaves_nothing(kept):
    with pytest.raises(UploadRefused):
        store(b"<html>")
    assert not Document.objects.exists()
    assert not Event.objects.exists()
    assert kept() == []


def test_a_storage_that_fails_half_way_leaves_neither_row_nor_file(monkeypatch, kept):
    whole = FolderStorage._save

    def fail(self, name, content):
        whole(self, name, content)
        raise OSError("no space left on device")

    monkeypatch.setattr(FolderStorage, "_save", fail)
    with pytest.raises(OSError, match="no space"):
        store(pdf())
    assert not Document.objects.exists()
    assert kept() == []


@pytest.mark.django_db(transaction=True)
def test_a_rollback_of_what_stands_around_it_takes_the_file_back(kept):
    def store_then_fail():
        store(pdf())
        assert len(kept()) == 1
        raise RuntimeError("invented")

    with pytest.raises(RuntimeError), transaction.atomic():
        store_then_fail()
    assert not Document.objects.exists()
    assert kept() == []


@pytest.mark.django_db(transaction=True)
def test_a_rollback_to_a_savepoint_takes_only_its_own_file_back(kept):
    def store_then_fail():
        store(pdf(pages=2))
        assert len(kept()) == 2
        raise RuntimeError("invented")

    with transaction.atomic():
        first = store(pdf())
        with pytest.raises(RuntimeError), transaction.atomic():
            store_then_fail()
        assert len(kept()) == 1
    assert Version.objects.get() == first
    assert len(kept()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_commit_keeps_the_file(kept):
    store(pdf())
    assert (Version.objects.count(), len(kept())) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_when_the_commit_may_have_gone_through_the_file_stays(monkeypatch, kept):
    def lost(self):
        self.errors_occurred = True  # as Django notes it of an error of the database
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "_commit", lost)
        patch.setattr(BaseDatabaseWrapper, "_rollback", lost)
        with pytest.raises(OperationalError):
            store(pdf())
    connection.errors_occurred = False
    assert len(kept()) == 1


def test_a_person_releases_what_is_held(staff, queued):
    version = store(pdf())
    release_version(version.pk, by=staff, at=AT)
    version.refresh_from_db()
    assert (version.state, version.settled_at) == ("clean", AT)
    assert version.why == "released by a person: no scanner is set up"
    event = Event.objects.get(action="documents.released_version")
    assert (event.actor, event.subject_id) == (str(staff.pk), str(version.pk))
    assert queued() == ["documents.make_preview"]


def test_what_is_clean_cannot_be_released(staff):
    version = store(picture())
    with pytest.raises(VersionNotHeld, match="is clean"):
        release_version(version.pk, by=staff, at=AT)
    assert not Event.objects.filter(action="documents.released_version").exists()


def test_nobody_releases_in_place_of_a_scanner(settings, staff):
    version = store(pdf())
    settings.CLAMAV_ADDRESS = "127.0.0.1:3310"
    with pytest.raises(ScannerDecides):
        release_version(version.pk, by=staff, at=AT)
    version.refresh_from_db()
    assert version.state == "quarantined"


@pytest.mark.parametrize(
    "change",
    [{"why": "altered"}, {"state": "quarantined", "settled_at": None}, {"file_name": "b.pdf"}],
)
def test_a_clean_version_never_changes(change):
    version = store(picture())
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**change)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 1}, {"storage_name": "x"}])
def test_the_file_of_a_held_version_never_changes(change):
    version = store(pdf())
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"number": 0}, "documents_number_from_one"),
        ({"size": 0}, "documents_not_empty"),
        ({"sha256": "0"}, "documents_sha256_whole"),
        ({"state": "lost", "settled_at": AT}, "documents_state_known"),
        ({"state": "clean"}, "documents_settled_has_moment"),
        ({"state": "refused", "settled_at": AT, "why": ""}, "documents_refused_says_why"),
    ],
)
def test_the_database_holds_what_a_version_is(change, constraint):
    document = Document.objects.create(title="Advice", kind="advice", created_at=AT)
    usual = {
        "document": document,
        "number": 1,
        "file_name": "a.pdf",
        "content_type": "application/pdf",
        "size": 1,
        "sha256": "0" * 64,
        "uploaded_at": AT,
        "storage_name": uuid.uuid4().hex,
    }
    with pytest.raises(IntegrityError, match=constraint):
        Version.objects.create(**usual | change)


@pytest.mark.parametrize("missing", ["title", "kind"])
def test_a_document_says_what_it_is(missing, kept):
    with pytest.raises(IntegrityError), transaction.atomic():
        store(pdf(), **{missing: ""})
    assert kept() == []


def test_a_photograph_is_kept_without_what_its_camera_wrote(kept):
    version = store(photograph(), "IMG_1.JPG")
    (file,) = kept()
    whole = file.read_bytes()
    assert b"INVENTED" not in whole
    assert version.sha256 == hashlib.sha256(whole).hexdigest()
    assert str(version) == f"version 1 of document {version.document_id}"
    assert str(version.document) == f"document {version.document_id}"
