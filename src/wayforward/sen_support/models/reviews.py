"""A setting looks at itself against the standards of the authority, once in a school year.

The standards themselves are data of the arrangements (arrangements/standards.py).
"""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.establishments.models import Establishment
from wayforward.people.models import User
from wayforward.people.models.history import kept_history


@kept_history
class SelfReview(models.Model):
    """One setting's review of one school year.

    :ivar year: the year in which the school year begins: 2026 for 2026 to 2027
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="self_reviews"
    )
    year = models.PositiveSmallIntegerField()
    started_on = models.DateField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    finished_on = models.DateField(null=True)
    finished_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["year", "finished_on"], name="sen_support_review_year")]
        constraints = [
            models.UniqueConstraint(
                name="sen_support_review_once_a_year", fields=["establishment", "year"]
            ),
            models.CheckConstraint(
                name="sen_support_review_finished_whole",
                condition=Q(finished_on__isnull=True, finished_by__isnull=True)
                | Q(finished_on__gte=F("started_on"), finished_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment_id}: {self.years}"

    @property
    def years(self) -> str:
        """Return the school year in words: "2026 to 2027"."""
        return f"{self.year} to {self.year + 1}"


@kept_history
class StandardJudgement(models.Model):
    """How one standard stands at a setting in one review.

    :ivar standard: the standard's code in the arrangements
    :ivar statement: what the standard said when it was judged, so that it can always be read
    :ivar changes: how often it was changed: two people who judge at once are told
    """

    NOT_IN_PLACE, PARTLY, IN_PLACE, STRENGTH = "not_in_place", "partly", "in_place", "strength"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    review = models.ForeignKey(SelfReview, on_delete=models.CASCADE, related_name="judgements")
    standard = models.CharField(max_length=60)
    statement = models.TextField()
    judgement = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)  # who sees to it, as the setting says
    due_on = models.DateField(null=True)
    judged_on = models.DateField()
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changes = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["standard", "judgement"], name="sen_support_judged_standard")
        ]
        constraints = [
            models.UniqueConstraint(
                name="sen_support_standard_judged_once", fields=["review", "standard"]
            ),
            models.CheckConstraint(
                name="sen_support_judgement_known",
                condition=Q(judgement__in=["not_in_place", "partly", "in_place", "strength"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard}: {self.judgement}"
