"""Writes audit events. The one way in: call it inside the transaction of the change."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from wayforward.audit.models import Event


def record(
    action: str, *, subject: models.Model | None = None, by: models.Model | None, **facts: Any
) -> None:
    """Add one event: `by` did `action` ("app.verb_noun") to `subject`.

    :param by: who did it; None for a command or a job
    :param facts: ids, stages and counts; never free text about a child
    """
    Event.objects.create(
        action=action,
        actor=str(by.pk) if by is not None else "",
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        facts=facts,
    )


def record_each(
    action: str, subjects: Iterable[models.Model], *, by: models.Model | None, **facts: Any
) -> None:
    """Add one event for each subject, all alike: a page that shows many. One query."""
    Event.objects.bulk_create(
        Event(
            action=action,
            actor=str(by.pk) if by is not None else "",
            subject_type=subject._meta.label,
            subject_id=str(subject.pk),
            facts=facts,
        )
        for subject in subjects
    )
