"""What managers made of looks at records that were out of the ordinary."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.people.models.children import Child
from wayforward.people.models.users import User


class LookReview(models.Model):
    """A manager has seen why some looks were listed, and says what was done: not listed again.

    :ivar pattern: why they were listed (odd_looks.PATTERNS)
    :ivar child: whose record, or None where the pattern is about many
    :ivar since: the first of the looks; `until`: the last
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pattern = models.CharField(max_length=20)
    looker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="looks_reviewed")
    child = models.ForeignKey(
        Child, on_delete=models.CASCADE, null=True, related_name="look_reviews"
    )
    since = models.DateTimeField()
    until = models.DateTimeField()
    was_right = models.BooleanField()
    words = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["looker", "pattern", "child"], name="people_lookreview_which"),
            models.Index(fields=["-reviewed_at"], name="people_lookreview_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_lookreview_in_order", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="people_lookreview_wrong_has_words",
                condition=Q(was_right=True) | ~Q(words=""),
            ),
            models.CheckConstraint(
                name="people_lookreview_by_another", condition=~Q(reviewed_by=F("looker"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pattern}: {self.looker_id}"
