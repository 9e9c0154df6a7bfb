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
    # The number of the transaction that wrote it: by it the sealer finds what is new (actions.py).
    written_in = models.BigIntegerField(
        editable=False,
        db_default=models.Func(
            function="pg_current_xact_id",
            template="(%(function)s()::text::bigint)",
            output_field=models.BigIntegerField(),
        ),
    )

    append_only = True  # no grant to update or delete (config/grants.py)

    class Meta:
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "happened_at"], name="audit_subject"
            ),
            models.Index(fields=["actor", "happened_at"], name="audit_actor"),
            models.Index(fields=["written_in", "id"], name="audit_written_in"),
            models.Index(fields=["action", "happened_at"], name="audit_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"


class Seal(models.Model):
    """The place of one event in the chain, and the hash that holds it to all that came before.

    `event_id` is no foreign key, so that a removed event leaves its seal behind.
    """

    position = models.BigIntegerField(primary_key=True)  # 1, 2, 3... without a gap
    event_id = models.UUIDField(unique=True)
    form = models.PositiveSmallIntegerField()  # which columns are hashed, and how (chain.py)
    horizon = models.BigIntegerField()  # every event of an earlier transaction is sealed
    previous = models.BinaryField(max_length=32)  # the hash of the seal before; zeros for the first
    hash = models.BinaryField(max_length=32)  # SHA-256

    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_seal_position_from_one", condition=models.Q(position__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.event_id}"
