"""The jobs of the file store: scans, previews, and looking after what an outage left."""

import datetime
import uuid
from typing import Any

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wayforward.documents import jobs
from wayforward.documents.clamav import ScannerUnavailable

# Twenty tries, a minute longer apart each time: over three hours. Then the hourly job asks again.
UNTIL_IT_ANSWERS = RetryStrategy(
    max_attempts=20, linear_wait=60, retry_exceptions={ScannerUnavailable}
)


def actions() -> Any:
    """Return the actions, which read PDFs and pictures: the web server starts without them."""
    from wayforward.documents import actions  # noqa: PLC0415 -- half a second that only a job needs

    return actions


@app.task(name=jobs.SCAN, retry=UNTIL_IT_ANSWERS)
def scan_version(version_id: str) -> None:
    """Scan one version; tried again while the scanner cannot be asked."""
    actions().scan_version(uuid.UUID(version_id), at=timezone.now())  # noqa: TID251 -- a job is told no time


@app.task(name=jobs.PREVIEW)
def make_preview(version_id: str) -> None:
    """Make the preview of one version."""
    actions().make_preview(uuid.UUID(version_id), at=timezone.now())  # noqa: TID251 -- a job is told no time


@app.periodic(cron="23 * * * *", periodic_id="each-hour")
@app.task(name="documents.scan_what_waits", queueing_lock="documents.scan_what_waits")
def scan_each_hour(timestamp: int) -> None:
    """Ask for scans of what was held too long; `timestamp` is the moment it was due."""
    actions().scan_what_waits(at=datetime.datetime.fromtimestamp(timestamp, datetime.UTC))


@app.periodic(cron="41 2 * * *", periodic_id="each-night")
@app.task(name="documents.remove_stray_files", queueing_lock="documents.remove_stray_files")
def remove_strays_each_night(timestamp: int) -> None:
    """Remove files without a row that are over a day old."""
    at = datetime.datetime.fromtimestamp(timestamp, datetime.UTC)
    actions().remove_stray_files(at=at)
