"""Families in the wide sense of education law: parental responsibility, or care of the child.

Education Act 1996, section 576: a parent is anyone with parental responsibility for a child, or
who has care of the child.
"""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.people.models.children import NAME_LENGTH, Child
from wayforward.people.models.history import kept_history
from wayforward.people.models.users import User


@kept_history
class Carer(models.Model):
    """A parent or carer: how to reach them, and what they need of us. One record, many children."""

    LETTER, EMAIL, PHONE, TEXT = "letter", "email", "phone", "text"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="carer")
    title = models.CharField(max_length=40, blank=True)
    first_names = models.CharField(max_length=NAME_LENGTH)
    last_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    reach_by = models.CharField(max_length=10, default=LETTER)
    language = models.CharField(max_length=60, blank=True)  # to write and speak in, if not English
    interpreter = models.CharField(max_length=60, blank=True)
    large_print = models.BooleanField(default=False)
    easy_words = models.BooleanField(default=False)
    other_needs = models.CharField(max_length=300, blank=True)
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    # No other carer of the child is shown this address, telephone number or e-mail address.
    is_hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="people_carer_has_a_name", condition=~Q(first_names="")),
            models.CheckConstraint(
                name="people_carer_reach_by_known",
                condition=Q(reach_by__in=["letter", "email", "phone", "text"]),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return title, first names and last name."""
        return " ".join(filter(None, [self.title, self.first_names, self.last_name]))

    @property
    def address(self) -> str:
        """Return the address in one line, or nothing."""
        return ", ".join(filter(None, [self.street, self.town, self.postcode]))


@kept_history
class Caring(models.Model):
    """What a carer is to a child, from when to when, and what may be told.

    :ivar told: everything; only what `court_limit` allows; or nothing at all
    :ivar young_person_agrees: once the rights are the young person's: whether this carer may still
        see the record and be written to; None while nobody has asked
    """

    ALL, LIMITED, NOTHING = "all", "limited", "nothing"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="carings")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="carings")
    relation = models.CharField(max_length=60)  # "Mother", "Foster carer": as people say it
    has_responsibility = models.BooleanField(default=False)  # parental responsibility
    has_care = models.BooleanField(default=False)  # the child lives with them, or they look after
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)  # the last day
    told = models.CharField(max_length=10, default=ALL)
    court_limit = models.CharField(max_length=300, blank=True)  # what a court has ordered
    young_person_agrees = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["carer", "ends_on", "child"], name="people_caring_carer")]
        constraints = [
            models.UniqueConstraint(
                name="people_caring_once",
                fields=["child", "carer"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="people_caring_told_known", condition=Q(told__in=["all", "limited", "nothing"])
            ),
            models.CheckConstraint(
                name="people_caring_limit_has_reason",
                condition=Q(told="all") | ~Q(court_limit=""),
            ),
            models.CheckConstraint(
                name="people_caring_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carer_id}: {self.relation} of {self.child_id}"
