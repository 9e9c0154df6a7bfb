"""Has held versions scanned, and settles what the scanner says."""

import datetime
import uuid

from django.conf import settings
from django.db import transaction

from wayforward.audit.recording import record
from wayforward.documents import jobs
from wayforward.documents.clamav import Verdict, scan
from wayforward.documents.models import Version
from wayforward.documents.storage import remove_on_commit, storage

LONG_HELD = datetime.timedelta(hours=1)  # by then its own job has failed, or there never was one


def scan_version(version_id: uuid.UUID, *, at: datetime.datetime) -> None:
    """Ask the scanner about a held version; do nothing if it is settled or gone.

    The scanner is asked outside any transaction, for it may take its time.

    :raises ScannerUnavailable: if there is no verdict; the version stays held
    """
    version = Version.objects.held().filter(pk=version_id).first()
    if version is None:
        return
    with storage().open(version.storage_name) as content:
        verdict = scan(content, address=settings.CLAMAV_ADDRESS)
    _settle(version_id, verdict, at)


@transaction.atomic
def _settle(version_id: uuid.UUID, verdict: Verdict, at: datetime.datetime) -> None:
    version = Version.objects.select_for_update().held().filter(pk=version_id).first()
    if version is None:
        return
    version.state, version.settled_at = Version.CLEAN, at
    version.why = ""
    if not verdict.is_clean:
        version.state = Version.REFUSED
        version.why = f"the virus scanner found {verdict.found}"
        remove_on_commit(version.storage_name)
    version.save(update_fields=["state", "why", "settled_at"])
    record(
        "documents.scanned_version",
        subject=version,
        by=None,
        state=version.state,
        found=verdict.found,
    )
    jobs.ask_for_preview(version)


@transaction.atomic
def scan_what_waits(*, at: datetime.datetime) -> int:
    """Ask for a scan of whatever was held for over an hour; return how many.

    It is what an outage left, or what was held before there was a scanner.
    """
    if not settings.CLAMAV_ADDRESS:
        return 0
    waiting = Version.objects.held().filter(uploaded_at__lt=at - LONG_HELD)
    for version in waiting:
        jobs.ask_for_scan(version)
    return len(waiting)
