"""Professionals of health, social care and elsewhere, who do not sign in here."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.people.models.children import Child
from wayforward.people.models.history import kept_history
from wayforward.people.models.teams import Team


@kept_history
class Contact(models.Model):
    """A professional who is written to or rung, but has no account. One record, many children.

    :ivar kind: health, care (social care) or other
    :ivar team: the health or social care team that they are in, if it is known here
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    full_name = models.CharField(max_length=200)
    title = models.CharField(max_length=120)  # "Paediatrician"
    kind = models.CharField(max_length=10)
    organisation = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="contacts")
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="people_contact_has_a_name", condition=~Q(full_name="")),
            models.CheckConstraint(
                name="people_contact_kind_known", condition=Q(kind__in=["health", "care", "other"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.title}"


@kept_history
class ChildContact(models.Model):
    """A contact works with a child, from a day to a day. It opens no record to anybody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="contacts")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="children")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="people_childcontact_once",
                fields=["child", "contact"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="people_childcontact_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} for {self.child_id}"
