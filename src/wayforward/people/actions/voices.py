"""The child's own words in any form, and the photo on the one-page profile."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from wayforward.audit.recording import record
from wayforward.documents.actions import release_version, store_upload
from wayforward.documents.checking.kinds import BY_CONTENT_TYPE, PDF
from wayforward.documents.models import Version
from wayforward.documents.refusals import ScannerDecides, UploadRefused, VersionNotHeld
from wayforward.people.actions.opening import RecordRefused, child_to_change
from wayforward.people.models import Child, OwnWords
from wayforward.people.permissions import can_add_own_words, can_edit_record

KIND, PHOTO = "own_words", "photo"  # documents.Document.kind
NOT_SUCH = "Send a picture, a sound recording, a video or a PDF"
NO_PICTURE = "Send a picture: a JPEG, PNG, HEIC or WebP"


@transaction.atomic
def add_own_words(
    child_id: uuid.UUID,
    *,
    said_on: datetime.date,
    about: str,
    words: str,
    file: Any,
    shows: str,
    helped_by: str,
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> OwnWords:
    """Keep what a child said, drew or recorded.

    :param file: an upload (picture, sound, video, PDF), or None
    :param shows: what the file shows or says, for who cannot see or hear it
    :raises RecordRefused: if there is nothing, the file cannot be kept, or nothing says what it holds
    """
    child = child_to_change(child_id, can_add_own_words, by=by, on=on)
    if said_on > on:
        raise RecordRefused("The day must be today or in the past", "said_on")
    if not words.strip() and file is None:
        raise RecordRefused("Write the child’s words, or choose a picture or recording", "words")
    if file is not None and not shows.strip():
        raise RecordRefused("Say what the picture shows, or what is said", "shows")
    document = None
    if file is not None:
        document = _kept(file, title=about, kind=KIND, by=by, at=at).document
    said = OwnWords.objects.create(
        child=child,
        said_on=said_on,
        about=about.strip(),
        words=words.strip(),
        document=document,
        shows=shows.strip() if document else "",
        helped_by=helped_by.strip(),
    )
    record("people.added_own_words", subject=child, by=by, own_words=str(said.pk))
    return said


def _kept(file: Any, *, title: str, kind: str, by: Any, at: datetime.datetime) -> Version:
    """Keep an upload if it is of a kind that says something of a child.

    :raises RecordRefused: saying what to send instead
    """
    try:
        version = store_upload(file, title=title.strip(), kind=kind, by=by, at=at)
    except UploadRefused as refusal:
        raise RecordRefused(str(refusal), "file") from refusal
    found = BY_CONTENT_TYPE[version.content_type]
    if kind == PHOTO and not found.is_picture:
        raise RecordRefused(NO_PICTURE, "file")
    is_media = found.is_picture or found.content_type.startswith(("audio/", "video/"))
    if not is_media and found is not PDF:
        raise RecordRefused(NOT_SUCH, "file")
    return version


@transaction.atomic
def take_back_own_words(own_words_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Show them to nobody from now on, as the child asked. The history tells that they were there.

    :raises OwnWords.DoesNotExist: if they were taken back before, or there are none
    """
    said = OwnWords.objects.get(pk=own_words_id, taken_back_on__isnull=True)
    child = child_to_change(said.child_id, can_add_own_words, by=by, on=on)
    said.taken_back_on = on
    said.save(update_fields=["taken_back_on"])
    record("people.took_back_own_words", subject=child, by=by, own_words=str(own_words_id))


@transaction.atomic
def release_own_words(
    own_words_id: uuid.UUID, *, by: Any, on: datetime.date, at: datetime.datetime
) -> None:
    """Let a file be shown that no scanner could look at.

    :raises RecordRefused: if a scanner decides, or it waits for nothing
    """
    said = OwnWords.objects.get(pk=own_words_id, taken_back_on__isnull=True, document__isnull=False)
    child = child_to_change(said.child_id, can_edit_record, by=by, on=on)
    version = Version.objects.filter(document=said.document_id).latest("number")
    try:
        release_version(version.pk, by=by, at=at)
    except (ScannerDecides, VersionNotHeld) as refusal:
        raise RecordRefused(str(refusal)) from refusal
    record("people.released_own_words", subject=child, by=by, own_words=str(own_words_id))


@transaction.atomic
def set_photo(
    child_id: uuid.UUID,
    *,
    file: Any,
    agreed_by: str,
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> None:
    """Put a photo on the one-page profile, or a new one in its place.

    :param agreed_by: who said that it may be kept: the child, a parent
    :raises RecordRefused: if the file is no picture
    """
    child = child_to_change(child_id, can_add_own_words, by=by, on=on)
    child.photo = _kept(file, title="Photo", kind=PHOTO, by=by, at=at).document
    child.photo_agreed_by = agreed_by.strip()
    _save_photo(child)
    record("people.set_photo", subject=child, by=by)


@transaction.atomic
def remove_photo(child_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Take the photo off the record."""
    child = child_to_change(child_id, can_add_own_words, by=by, on=on)
    child.photo, child.photo_agreed_by = None, ""
    _save_photo(child)
    record("people.removed_photo", subject=child, by=by)


def _save_photo(child: Child) -> None:
    child.save(update_fields=["photo", "photo_agreed_by"])
