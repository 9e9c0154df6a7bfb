"""Events: who did what, who looked at what. Rows are only ever added.

An event has no foreign keys, so nothing it speaks of can pull it away, and holds ids and stages,
never free text about a child. A job seals committed events into a hash chain (`Seal`), so that an
altered or removed row is found.
"""

from django.db import models
from uuid_utils.compat import uuid7


class Event(models.Model):
    """One thing that somebody did or looked at, written in the transaction of the change."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    happened_at = models.DateTimeField(db_default=models.functions.Now())
    action = models.CharField(max_length=100)
    actor = models.CharField(max_length=64, blank=True)
    subject_type = models.CharField(max_length=100, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)

    append_only = True  # no grant to update or delete (config/grants.py)

    class Meta:
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "happened_at"], name="audit_subject"
            ),
            models.Index(fields=["actor", "happened_at"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"
