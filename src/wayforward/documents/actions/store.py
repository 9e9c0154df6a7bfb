"""Takes an upload in."""

import datetime

from django.conf import settings
from django.db import models, transaction

from wayforward.audit.recording import record
from wayforward.documents import jobs
from wayforward.documents.checking.content import Checked, Upload, check
from wayforward.documents.models import Document, Version
from wayforward.documents.storage import keep

NOT_CHECKED = "not yet checked for viruses"
MADE_HERE = "made by this system"
NOBODY_CHECKS = "not checked for viruses: no scanner is set up"


def store_upload(
    file: Upload,
    *,
    title: str,
    kind: str,
    by: models.Model | None,
    at: datetime.datetime,
    document: Document | None = None,
    made_here: bool = False,
) -> Version:
    """Keep `file` as a new document, or as the next version of `document`.

    Permission is the caller's. A failure leaves neither row nor file.

    :param title: of a new document; an existing one keeps its title and kind
    :param made_here: drawn by this system, so there is nothing to scan
    :raises UploadRefused: with what is wrong with the file and what to do
    """
    checked = check(file)
    with transaction.atomic():
        if document is None:
            document = Document.objects.create(title=title, kind=kind, created_at=at)
        version = _add_version(document, checked, at, made_here=made_here)
        record(
            "documents.stored_version",
            subject=version,
            by=by,
            document=str(document.pk),
            number=version.number,
            content_type=version.content_type,
            size=version.size,
            sha256=version.sha256,
            state=version.state,
        )
        if settings.CLAMAV_ADDRESS and not made_here:
            jobs.ask_for_scan(version)
        jobs.ask_for_preview(version)
    return version


def _add_version(
    document: Document, checked: Checked, at: datetime.datetime, *, made_here: bool
) -> Version:
    Document.objects.select_for_update().get(pk=document.pk)  # one number is given at a time
    newest = document.versions.aggregate(newest=models.Max("number"))["newest"] or 0
    state, why = (Version.CLEAN, MADE_HERE) if made_here else _first_state(checked)
    return Version.objects.create(
        document=document,
        number=newest + 1,
        file_name=checked.file_name,
        content_type=checked.kind.content_type,
        size=checked.size,
        sha256=checked.sha256,
        state=state,
        why=why,
        uploaded_at=at,
        settled_at=at if state == Version.CLEAN else None,
        storage_name=keep(checked.content),
    )


def _first_state(checked: Checked) -> tuple[str, str]:
    """Return the state of an upload before any scan, and why."""
    if settings.CLAMAV_ADDRESS:
        return Version.QUARANTINED, NOT_CHECKED
    if checked.kind.is_picture:
        return Version.CLEAN, ""
    if settings.DOCUMENTS_WITHOUT_SCANNER == "release":
        return Version.CLEAN, NOBODY_CHECKS
    return Version.QUARANTINED, NOT_CHECKED
