"""Imports of children: what a file said, what came of each row, and how to undo it.

The file itself is not kept: its rows are, as words, until they are forgotten (actions/forget.py).
"""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from wayforward.people.models import Child, User


class Import(models.Model):
    """One file that somebody sent, and how far it has come.

    :ivar read: pairs of heading and fact, of what is read
    :ivar unread: what of the file was left out, in words
    """

    # Looked at; being written; written; being undone; undone; thrown away without being written.
    READY, APPLYING, APPLIED = "ready", "applying", "applied"
    UNDOING, UNDONE, DISCARDED = "undoing", "undone", "discarded"
    STATES = (READY, APPLYING, APPLIED, UNDOING, UNDONE, DISCARDED)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file_name = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)  # of the file, in hexadecimal: the same file again
    form = models.CharField(max_length=12)  # spreadsheet, ctf
    home = models.CharField(max_length=9)  # the authority's code, whose schools are meant by name
    sheet = models.CharField(max_length=200, blank=True)
    read: Any = models.JSONField(default=list)
    unread: Any = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=READY)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="imports")
    sent_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)  # when the writing or undoing was asked for
    applied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=400, blank=True)  # why the last writing did not go through
    forgotten_at = models.DateTimeField(null=True)  # when the words of its rows were taken out

    class Meta:
        indexes = [models.Index(fields=["-sent_at"], name="imports_import_newest")]
        constraints = [
            models.CheckConstraint(
                name="imports_state_known",
                condition=Q(
                    state__in=["ready", "applying", "applied", "undoing", "undone", "discarded"]
                ),
            ),
            models.CheckConstraint(
                name="imports_applied_has_moment",
                condition=Q(state__in=["ready", "applying", "discarded"], applied_at__isnull=True)
                | Q(state__in=["applied", "undoing", "undone"], applied_at__isnull=False),
            ),
            models.CheckConstraint(
                name="imports_undone_has_moment",
                condition=Q(state="undone") ^ Q(undone_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class Row(models.Model):
    """What a file says of one child, what it would change, and what came of it.

    :ivar given: fact to words, as read
    :ivar changes: [{"called", "old", "new"}], in words, as whoever decides is shown them
    :ivar notes: what of the row is left out and why, in words
    :ivar candidates: [{"child", "why"}]: records that may be the same child, likeliest first
    :ivar before: the rows of the record as they were (snapshots.py), for undoing
    :ivar after: the same as they were once written
    """

    NEW, CHANGES, NOTHING = "new", "changes", "nothing"
    DOUBTFUL, LEFT_OUT, REFUSED = "doubtful", "left_out", "refused"
    VERDICTS = (NEW, CHANGES, NOTHING, DOUBTFUL, LEFT_OUT, REFUSED)
    SAME, ANOTHER, LEAVE_OUT = "same", "another", "leave_out"  # what somebody decided
    ADDED, CHANGED, UNDONE, KEPT = "added", "changed", "undone", "kept"  # what came of it

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # of the row in the file, as people count
    given: Any = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10)
    why = models.CharField(max_length=400, blank=True)
    child = models.ForeignKey(Child, on_delete=models.SET_NULL, null=True, related_name="+")
    candidates: Any = models.JSONField(default=list)
    changes: Any = models.JSONField(default=list)
    notes: Any = models.JSONField(default=list)
    decision = models.CharField(max_length=10, blank=True)
    decided_child = models.ForeignKey(Child, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, blank=True)
    told = models.CharField(max_length=400, blank=True)  # about the outcome
    before: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="imports_row_once", fields=["of", "number"]),
            models.CheckConstraint(
                name="imports_verdict_known",
                condition=Q(
                    verdict__in=["new", "changes", "nothing", "doubtful", "left_out", "refused"]
                ),
            ),
            models.CheckConstraint(
                name="imports_decision_known",
                condition=Q(decision__in=["", "same", "another", "leave_out"]),
            ),
            models.CheckConstraint(
                name="imports_outcome_known",
                condition=Q(outcome__in=["", "added", "changed", "undone", "kept"]),
            ),
        ]
        indexes = [models.Index(fields=["of", "verdict", "number"], name="imports_row_verdict")]

    def __str__(self) -> str:
        return f"row {self.number} of import {self.of_id}"
