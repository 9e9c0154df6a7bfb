"""Absences, who covers them, and what is said of each open promise."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.people.models.history import kept_history
from wayforward.people.models.teams import Task
from wayforward.people.models.users import User


@kept_history
class Absence(models.Model):
    """Somebody is away from a day to a day; meanwhile whoever covers sees their work.

    :ivar ends_on: the last day away
    :ivar covered_by: None while nobody is found
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    covered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="covering"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["covered_by", "ends_on", "user"], name="people_absence_cover"),
            models.Index(fields=["user", "ends_on"], name="people_absence_user"),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_absence_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="people_absence_another_covers",
                condition=Q(covered_by__isnull=True) | ~Q(covered_by=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} is away"


@kept_history
class HandoverNote(models.Model):
    """What whoever covers should know of one thing that was promised."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    absence = models.ForeignKey(Absence, on_delete=models.CASCADE, related_name="notes")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="handover_notes")
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="people_handovernote_once", fields=["absence", "task"]),
            models.CheckConstraint(name="people_handovernote_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"A note on {self.task_id}"
