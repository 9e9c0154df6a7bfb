"""Puts the app's jobs in the queue, in the transaction of the change that needs them."""

import uuid
from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

WRITE, UNDO = "imports.write", "imports.undo"


def ask_for(task: str, import_id: uuid.UUID, by_id: uuid.UUID) -> None:
    """Have an import written or undone, unless that waits in the queue already."""
    job = app.configure_task(task, queueing_lock=f"{task}:{import_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():  # a savepoint: the refusal is an error
        job.defer(import_id=str(import_id), by_id=str(by_id))
