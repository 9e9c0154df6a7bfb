"""Puts the app's jobs in the queue, in the transaction of the change that needs them."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from wayforward.documents.checking.kinds import BY_CONTENT_TYPE, PDF
from wayforward.documents.models import Version

SCAN = "documents.scan_version"
PREVIEW = "documents.make_preview"


def ask_for_scan(version: Version) -> None:
    """Have the version scanned, unless a scan of it waits in the queue already."""
    _enqueue(SCAN, version)


def ask_for_preview(version: Version) -> None:
    """Have a preview made of a clean picture or PDF; other types have none."""
    kind = BY_CONTENT_TYPE.get(version.content_type)
    if version.is_clean and kind and (kind.is_picture or kind is PDF):
        _enqueue(PREVIEW, version)


def _enqueue(task: str, version: Version) -> None:
    job = app.configure_task(task, queueing_lock=f"{task}:{version.pk}")
    with suppress(AlreadyEnqueued), transaction.atomic():  # a savepoint: the refusal is an error
        job.defer(version_id=str(version.pk))
