"""Requests for a record and their passages; holds; what was proposed for disposal, and certificates.

What is left after a disposal speaks of nobody by name: a reference, a year of birth, counts.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from wayforward.documents.models import Document, Version
from wayforward.people.models import Carer, Child, User
from wayforward.people.models.history import kept_history


@kept_history
class AccessRequest(models.Model):
    """Somebody asks for a child's or young person's whole record (UK GDPR, Article 15).

    Its time limit is worked out by `statute` from `received_on`, and kept nowhere.

    :ivar carer: who asks, if it is one of the child's carers
    :ivar extended_on: the day on which the time was made longer, and whoever asked was told
    :ivar extended_because: why, as whoever asked reads it
    :ivar extended_by_email: whether they were told by e-mail; otherwise by letter
    :ivar result: what was sent, as data; nothing until then
    """

    SUBJECT, PARENT, REPRESENTATIVE = "subject", "parent", "representative"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="access_requests")
    asked_as = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=200)
    carer = models.ForeignKey(Carer, on_delete=models.SET_NULL, null=True, related_name="+")
    identity_shown = models.CharField(max_length=300)
    received_on = models.DateField()
    logged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()
    extended_on = models.DateField(null=True)
    extended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    extended_because = models.CharField(max_length=500, blank=True)
    extended_by_email = models.BooleanField(default=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    result: Any = models.JSONField(null=True)
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["sent_on", "received_on"], name="records_request_open")]
        constraints = [
            models.CheckConstraint(
                name="records_request_asked_as_known",
                condition=Q(asked_as__in=["subject", "parent", "representative"]),
            ),
            models.CheckConstraint(
                name="records_request_longer_is_whole",
                condition=Q(
                    *(("extended_on__isnull", True), ("extended_by__isnull", True)),
                    *(("extended_because", ""), ("extended_by_email", False)),
                )
                | (
                    Q(extended_on__isnull=False, extended_by__isnull=False)
                    & ~Q(extended_because="")
                ),
            ),
            models.CheckConstraint(
                name="records_request_sent_is_whole",
                condition=Q(
                    *(("sent_on__isnull", True), ("sent_by__isnull", True)),
                    *(("document__isnull", True), ("result__isnull", True)),
                )
                | Q(
                    *(("sent_on__isnull", False), ("sent_by__isnull", False)),
                    *(("document__isnull", False), ("result__isnull", False)),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Passage(models.Model):
    """One numbered piece of the record as it was laid out, and what is decided about it.

    :ivar cells: [[name, words], ...]
    :ivar marks: why somebody must decide about it, in words; none: it is given as it is
    :ivar blacked: the words that are blacked out in what is given
    :ivar version: the picture, recording or paper that it is about
    """

    GIVE, WITHHOLD, BLACK_OUT = "give", "withhold", "black_out"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    of = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=200)
    cells: Any = models.JSONField()
    marks: Any = models.JSONField(default=list)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=10, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=500, blank=True)
    blacked: Any = models.JSONField(default=list)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="records_passage_once", fields=["of", "number"]),
            models.CheckConstraint(
                name="records_passage_decision_known",
                condition=Q(decision__in=["", "give", "withhold", "black_out"]),
            ),
            models.CheckConstraint(
                name="records_passage_withheld_has_ground",
                condition=Q(decision__in=["", "give"]) | ~Q(ground="", because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"passage {self.number}"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody must still decide."""
        return bool(self.marks) and not self.decision


class InspectionFile(models.Model):
    """One child's whole file, as one PDF, made for an inspector: nothing in it is blacked out.

    :ivar made_for: the inspector or the inspection
    :ivar files: what was attached: [{"name", "what", "content_type", "size", "sha256", "version",
        "bound"}, ...]; `bound` says in words how it is in the PDF, or why it is only beside it
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="inspection_files")
    made_for = models.CharField(max_length=100)
    because = models.CharField(max_length=150)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    files: Any = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["-made_at"], name="records_inspection_newest")]
        constraints = [
            models.CheckConstraint(
                name="records_inspection_says_why", condition=~Q(made_for="") & ~Q(because="")
            ),
        ]

    def __str__(self) -> str:
        return f"inspection file {self.pk}"


@kept_history
class Hold(models.Model):
    """Nothing of a child's record is disposed of until this is lifted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="holds")
    because = models.CharField(max_length=500)
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="records_hold_once", fields=["child"], condition=Q(lifted_at__isnull=True)
            ),
            models.CheckConstraint(name="records_hold_has_reason", condition=~Q(because="")),
            models.CheckConstraint(
                name="records_hold_lifted_is_whole",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Certificate(models.Model):
    """Says what one run of the disposal destroyed; its disposals never change."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"certificate {self.pk}"


class Disposal(models.Model):
    """A category of a child's record that has reached its day, and what became of it.

    :ivar child_key: the child's id; no foreign key, as the child goes
    :ivar thing_key: the id of what goes: the child's, or a request's
    :ivar rule: the rule, in words, as it was when it was proposed
    :ivar counts: what was destroyed: kind to number
    """

    PROPOSED, APPROVED, KEPT, DONE = "proposed", "approved", "kept", "done"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child_key = models.UUIDField(db_index=True)
    thing_key = models.UUIDField()
    reference = models.CharField(max_length=8)
    born_in = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=20)
    due_on = models.DateField()
    rule = models.CharField(max_length=600)
    state = models.CharField(max_length=10, default=PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    kept_until = models.DateField(null=True)
    kept_because = models.CharField(max_length=500, blank=True)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="disposals"
    )
    counts: Any = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="records_disposal_state")]
        constraints = [
            models.UniqueConstraint(
                name="records_disposal_once",
                fields=["thing_key", "category"],
                condition=Q(state__in=["proposed", "approved"]),
            ),
            models.CheckConstraint(
                name="records_disposal_state_known",
                condition=Q(state__in=["proposed", "approved", "kept", "done"]),
            ),
            models.CheckConstraint(
                name="records_disposal_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="records_disposal_decided",
                condition=Q(state="proposed", decided_by__isnull=True)
                | Q(state__in=["approved", "kept", "done"], decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="records_disposal_kept_says_why",
                condition=~Q(state="kept") | (Q(kept_until__isnull=False) & ~Q(kept_because="")),
            ),
            models.CheckConstraint(
                name="records_disposal_done_has_certificate",
                condition=Q(state="done") ^ Q(certificate__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} of {self.reference}"
