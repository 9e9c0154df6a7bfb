"""Two records of one child made one, how to undo it, and the pairs that are two children."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.people.models.children import Child
from wayforward.people.models.users import User


class Merge(models.Model):
    """One record was merged into another.

    :ivar child: the record that stays
    :ivar gone: the record that was merged into it
    :ivar merged_into: the id of the record that `gone` was merged into, which may have been merged
        into `child` since
    :ivar changes: [{"model", "pk", "before", "after"}]: each row that it touched, in order. Of a
        row that was changed, its columns before and after; None for a row that was not there
    :ivar old_numbers: what the record that stays is also found by: reference, UPN, ULN, NHS number
    :ivar told: what undoing could not put back, in words
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="merges_into_another")
    merged_into = models.UUIDField()
    changes: Any = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    old_numbers = ArrayField(models.CharField(max_length=13), default=list)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    told: Any = models.JSONField(default=list)

    class Meta:
        indexes = [
            GinIndex(fields=["old_numbers"], name="people_merge_numbers", fastupdate=False),
        ]
        constraints = [
            models.UniqueConstraint(
                name="people_merge_once", fields=["gone"], condition=Q(undone_at__isnull=True)
            ),
            models.CheckConstraint(name="people_merge_of_two", condition=~Q(child=F("gone"))),
            models.CheckConstraint(
                name="people_merge_undoing_is_whole",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.child_id}"


class NotSame(models.Model):
    """Somebody looked at two records that are alike, and they are two children."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")  # the lower id
    second = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="people_notsame_once", fields=["first", "second"]),
            models.CheckConstraint(
                name="people_notsame_in_order", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
