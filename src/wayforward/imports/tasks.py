"""The jobs of imports: writing and undoing large ones, and forgetting what is old."""

import datetime
import uuid

from django.utils import timezone
from procrastinate.contrib.django import app

from wayforward.imports import jobs
from wayforward.imports.actions import forget, undo, write
from wayforward.people.models import User


@app.task(name=jobs.WRITE)
def write_import(import_id: str, by_id: str) -> None:
    """Write an import: all of it, or nothing."""
    now = timezone.now()  # noqa: TID251 -- a job is told no time
    by = User.objects.get(pk=by_id)
    write.write_import(uuid.UUID(import_id), by=by, on=timezone.localtime(now).date(), at=now)


@app.task(name=jobs.UNDO)
def undo_import(import_id: str, by_id: str) -> None:
    """Undo an import."""
    by = User.objects.get(pk=by_id)
    undo.undo_import(uuid.UUID(import_id), by=by, at=timezone.now())  # noqa: TID251 -- as above


@app.periodic(cron="17 3 * * *", periodic_id="each-night")
@app.task(name="imports.forget", queueing_lock="imports.forget")
def forget_each_night(timestamp: int) -> None:
    """Take the words out of the rows of imports that are old; `timestamp` is when it was due."""
    forget.forget_imports(at=datetime.datetime.fromtimestamp(timestamp, datetime.UTC))
