"""Giving files out: headers, held files, previews, and what a crash left behind.

Who may have a file is for the view of the app that keeps the document: nothing here decides it.
"""

import contextlib
import datetime
import io
import os

import pytest
from django.core.management import call_command
from PIL import Image

from tests.documents.conftest import AT
from tests.documents.uploads import office, pdf, picture, store, wav
from wayforward.documents import tasks
from wayforward.documents.actions import make_preview, release_version, remove_stray_files
from wayforward.documents.models import Preview, Version
from wayforward.documents.previews import NoPreview, drawn
from wayforward.documents.refusals import VersionNotClean
from wayforward.documents.responses import file_response, preview_response
from wayforward.documents.storage import storage

pytestmark = pytest.mark.django_db


def given_out(answer) -> bytes:
    with contextlib.closing(answer):
        return b"".join(answer.streaming_content)


@pytest.fixture
def held():
    return store(pdf(), "Zoë’s advice.pdf")


@pytest.fixture
def released(held):
    release_version(held.pk, by=None, at=AT)
    held.refresh_from_db()
    return held


def test_a_file_is_a_download_that_can_do_nothing(released):
    answer = file_response(released)
    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"]
        == "attachment; filename*=utf-8''Zo%C3%AB%E2%80%99s%20advice.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert given_out(answer) == pdf()


def test_a_pdf_may_be_shown_in_the_browsers_reader(released):
    answer = file_response(released, inline=True)
    assert answer["Content-Disposition"].startswith("inline; filename*=")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    answer.close()


@pytest.mark.parametrize(
    ("sent", "disposition"),
    [(office(), "attachment"), (picture(), "inline"), (b"hi", "attachment")],
)
def test_only_what_is_safe_to_look_at_is_shown_inline(settings, sent, disposition):
    settings.DOCUMENTS_WITHOUT_SCANNER = "release"
    answer = file_response(store(sent), inline=True)
    assert answer["Content-Disposition"].startswith(disposition)
    assert "sandbox" in answer["Content-Security-Policy"]
    answer.close()


def test_what_is_held_or_refused_is_not_given_out(held):
    with pytest.raises(VersionNotClean, match="quarantined"):
        file_response(held)
    Version.objects.update(state="refused", settled_at=AT, why="invented")
    held.refresh_from_db()
    with pytest.raises(VersionNotClean, match="refused"):
        file_response(held)


@pytest.mark.parametrize("sent", [pdf(), picture("JPEG", (1_200, 300)), picture(mode="RGBA")])
def test_a_preview_is_small_and_made_once(settings, kept, sent):
    settings.DOCUMENTS_WITHOUT_SCANNER = "release"
    version = store(sent)
    preview = make_preview(version.pk, at=AT)
    assert make_preview(version.pk, at=AT) == preview
    assert Preview.objects.get() == preview
    assert len(kept()) == 2
    answer = preview_response(preview)
    assert answer["Content-Type"] == "image/webp"
    assert "no-store" in answer["Cache-Control"]
    shown = Image.open(io.BytesIO(given_out(answer)))
    assert shown.size == (preview.width, preview.height)
    assert max(shown.size) <= 566
    assert shown.width <= 400
    assert str(preview) == f"preview of version {version.pk}"


def test_a_held_file_has_no_preview(held):
    assert make_preview(held.pk, at=AT) is None


def test_the_preview_is_made_by_a_job(run_jobs):
    version = store(picture())
    run_jobs()
    assert Preview.objects.get().version == version


def test_what_cannot_be_drawn_has_no_preview(settings, kept):
    settings.DOCUMENTS_WITHOUT_SCANNER = "release"
    assert make_preview(store(office()).pk, at=AT) is None
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"not a pdf", "application/pdf"),
        (b"not a picture", "image/png"),
        (b"text", "text/plain"),
        (b"?", "application/x-unheard-of"),
    ],
)
def test_drawing_what_is_not_there_is_told(content, content_type):
    with pytest.raises(NoPreview):
        drawn(io.BytesIO(content), content_type)


def test_a_page_without_measure_is_not_drawn():
    def endless(writer):
        writer.pages[0].mediabox.upper_right = (100_000, 100_000)

    with pytest.raises(NoPreview):
        drawn(io.BytesIO(pdf(endless)), "application/pdf")


def aged(folder, name: str, hours: int) -> None:
    """Put a file there that was last changed `hours` before AT."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"stray")
    moment = (AT - datetime.timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))


def test_files_without_a_row_are_removed_once_a_day_old(folder, kept, monkeypatch):
    monkeypatch.setattr("wayforward.documents.actions.strays.BATCH", 2)
    version, refused = store(picture()), store(b"hello")
    preview = make_preview(version.pk, at=AT)
    Version.objects.filter(pk=refused.pk).update(state="refused", settled_at=AT, why="invented")
    for owned in (version.storage_name, refused.storage_name, preview.storage_name):
        moment = (AT - datetime.timedelta(days=9)).timestamp()
        os.utime(folder / owned, (moment, moment))
    aged(folder, "ab/old", hours=25)
    aged(folder, "top", hours=30)
    aged(folder, "ab/young", hours=23)
    strays = sorted(["ab/old", "top", refused.storage_name])
    assert sorted(remove_stray_files(at=AT, dry_run=True)) == strays
    assert len(kept()) == 6
    assert sorted(remove_stray_files(at=AT)) == strays
    assert remove_stray_files(at=AT) == []
    left = sorted(str(path.relative_to(folder)) for path in kept())
    assert left == sorted(["ab/young", version.storage_name, preview.storage_name])


def test_a_store_that_is_not_there_yet_has_no_strays(folder):
    folder.rmdir()
    assert remove_stray_files(at=AT) == []


def test_the_command_says_what_it_removed(folder, capsys):
    aged(folder, "ab/old", hours=25)
    call_command("remove_stray_files", "--dry-run")
    assert capsys.readouterr().out == "ab/old\n1 file would be removed\n"
    call_command("remove_stray_files")
    call_command("remove_stray_files")
    assert capsys.readouterr().out == "ab/old\n1 file removed\n0 files removed\n"


def test_the_nights_job_removes_them_too(folder, kept):
    aged(folder, "ab/old", hours=25)
    tasks.remove_strays_each_night(timestamp=int(AT.timestamp()))
    assert kept() == []


def test_a_file_that_cannot_be_removed_is_logged_and_left_for_later(monkeypatch, folder, caplog):
    def refuse(name):
        raise PermissionError("invented")

    aged(folder, "ab/old", hours=25)
    monkeypatch.setattr(storage(), "delete", refuse)
    remove_stray_files(at=AT)
    assert "ab/old could not be removed" in caplog.text


# -- parts of a recording --------------------------------------------------------------------------


@pytest.fixture
def recording(settings):
    settings.DOCUMENTS_WITHOUT_SCANNER = "release"
    return store(wav(), "me.wav")


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=4-9", slice(4, 10)),
        ("bytes=4-", slice(4, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=0-999999999", slice(0, None)),
        ("bytes=-999999999", slice(0, None)),
    ],
)
def test_a_part_that_is_asked_for_is_given(recording, part, expected):
    whole = wav()
    answer = file_response(recording, inline=True, part=part)
    given = given_out(answer)
    assert (answer.status_code, given) == (206, whole[expected])
    start = whole.index(given) if len(given) > 5 else expected.start % len(whole)
    assert answer["Content-Range"] == f"bytes {start}-{start + len(given) - 1}/{len(whole)}"
    assert answer["Content-Length"] == str(len(given))
    assert answer["Content-Type"] == "audio/wav"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "part", ["", "bytes=", "bytes=-", "bytes=9-4", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"]
)
def test_what_is_no_part_is_answered_with_the_whole(recording, part):
    answer = file_response(recording, inline=True, part=part)
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    assert given_out(answer) == wav()


@pytest.mark.parametrize("part", ["bytes=999999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused_with_the_size(recording, part):
    answer = file_response(recording, inline=True, part=part)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(wav())}")


def test_a_large_file_is_given_in_pieces(monkeypatch, recording):
    monkeypatch.setattr("wayforward.documents.responses.PIECE", 7)
    answer = file_response(recording, part="bytes=1-30")
    with contextlib.closing(answer):
        pieces = list(answer.streaming_content)
    assert [len(piece) for piece in pieces] == [7, 7, 7, 7, 2]
    assert b"".join(pieces) == wav()[1:31]
