"""Professionals: teams and who is in them, posts at schools, and who has which child's work.

Each kind of link between a person and a child that lets them see the record is one table here or
in a later app; people/relationships.py registers them with `access`.
"""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.establishments.models import Establishment
from wayforward.people.models.children import Child
from wayforward.people.models.history import kept_history
from wayforward.people.models.users import User


class Team(models.Model):
    """A team of the authority, or of health or social care; the authority's come with the profile."""

    code = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, default="authority")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_team_kind_known",
                condition=Q(kind__in=["authority", "health", "care"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class _Dated(models.Model):
    """A link that holds from a day to a day; without a last day it still holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day

    class Meta:
        abstract = True


@kept_history
class Membership(_Dated):
    """A person is in a team; a manager is told of what its members open in an emergency."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    is_manager = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["user", "ends_on", "team"], name="people_membership_user")]
        constraints = [
            models.UniqueConstraint(
                name="people_membership_once",
                fields=["user", "team"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="people_membership_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"


@kept_history
class Post(_Dated):
    """A person works at a school or other setting. The post's cases pass to whoever holds it next.

    :ivar sees_all: the whole roll (a SENCO, a head), or only the pupils allocated to them (a teacher)
    :ivar manages_users: may give and end posts at this setting
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)  # "SENCO"
    sees_all = models.BooleanField(default=False)
    manages_users = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["user", "ends_on", "establishment"], name="people_post_user")
        ]
        constraints = [
            models.UniqueConstraint(
                name="people_post_once",
                fields=["user", "establishment"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="people_post_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.user_id} at {self.establishment_id}"


@kept_history
class Allocation(_Dated):
    """A child is on a person's caseload, or among a teacher's pupils."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="allocations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=80)  # "Caseworker", as the family is told
    note = models.TextField(blank=True)  # from whoever had the child before

    class Meta:
        indexes = [models.Index(fields=["user", "ends_on", "child"], name="people_allocation_user")]
        constraints = [
            models.UniqueConstraint(
                name="people_allocation_once",
                fields=["child", "user"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="people_allocation_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.user_id} for {self.child_id}"


@kept_history
class TeamWork(_Dated):
    """A team is working with a child; while it is, its members may see the record."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="team_work")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="work")
    what = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["team", "ends_on", "child"], name="people_teamwork_team")]
        constraints = [
            models.UniqueConstraint(
                name="people_teamwork_once",
                fields=["child", "team"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="people_teamwork_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} with {self.child_id}"


@kept_history
class Task(models.Model):
    """Something that one person asks of another about a child; until done, the record is seen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="tasks")
    asked_of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tasks")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tasks_asked")
    what = models.CharField(max_length=300)
    asked_on = models.DateField()
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_of", "done_on", "due_on"], name="people_task_asked_of")
        ]

    def __str__(self) -> str:
        return self.what


@kept_history
class Named(models.Model):
    """A person may see one restricted record, because somebody said so and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="named")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="named")
    because = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="people_named_once", fields=["user", "child"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may see {self.child_id}"


class BreakGlass(models.Model):
    """A record opened in an emergency: why, until when, and what a manager made of it later."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="emergencies")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="emergencies")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="emergencies_reviewed"
    )
    was_right = models.BooleanField(null=True)
    review = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "closes_at", "child"], name="people_breakglass_user")
        ]
        constraints = [
            models.CheckConstraint(name="people_breakglass_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="people_breakglass_in_order", condition=Q(closes_at__gt=F("opened_at"))
            ),
            models.CheckConstraint(
                name="people_breakglass_review_is_whole",
                condition=Q(
                    reviewed_at__isnull=True, reviewed_by__isnull=True, was_right__isnull=True
                )
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} opened {self.child_id}"
