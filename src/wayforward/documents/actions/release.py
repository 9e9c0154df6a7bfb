"""Lets a person release what no scanner can check."""

import datetime
import uuid

from django.conf import settings
from django.db import models, transaction

from wayforward.audit.recording import record
from wayforward.documents import jobs
from wayforward.documents.models import Version
from wayforward.documents.refusals import ScannerDecides, VersionNotHeld

RELEASED = "released by a person: no scanner is set up"


@transaction.atomic
def release_version(
    version_id: uuid.UUID, *, by: models.Model | None, at: datetime.datetime
) -> None:
    """Let a held version be given out, where no scanner is set up. Permission is the caller's.

    :raises ScannerDecides: if a scanner is set up
    :raises VersionNotHeld: if it is clean or refused already
    """
    if settings.CLAMAV_ADDRESS:
        raise ScannerDecides("A virus scanner is set up: it decides what is released.")
    version = Version.objects.select_for_update().get(pk=version_id)
    if version.state != Version.QUARANTINED:
        raise VersionNotHeld(f"This version is {version.state}, so it is not held.")
    version.state, version.why, version.settled_at = Version.CLEAN, RELEASED, at
    version.save(update_fields=["state", "why", "settled_at"])
    record("documents.released_version", subject=version, by=by)
    jobs.ask_for_preview(version)
