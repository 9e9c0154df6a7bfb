"""One record for each child or young person: who they are, where they live and learn, what helps.

No logic here: constraints are in the database, changes in actions, who may see what in `access`.
Ages, year groups and whose the rights are come from `statute`, worked out when they are asked for.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from wayforward.documents.models import Document
from wayforward.establishments.models import Establishment
from wayforward.people.models.history import kept_history
from wayforward.people.models.querysets import ChildQuerySet, StandingRecords
from wayforward.people.models.users import User

NAME_LENGTH = 200


@kept_history
class Child(models.Model):
    """A child or young person from birth to 25. `user` is their own account, if they have one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(max_length=8, unique=True)
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="child")

    first_names = models.CharField(max_length=NAME_LENGTH)  # legal
    last_name = models.CharField(max_length=NAME_LENGTH, blank=True)  # legal; some have one name
    known_as = models.CharField(max_length=NAME_LENGTH, blank=True)  # first name in use
    known_last_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    born_on = models.DateField()
    died_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=60, blank=True)  # spoken at home
    interpreter = models.CharField(max_length=60, blank=True)  # the language, if one is needed
    uses_bsl = models.BooleanField(default=False)  # British Sign Language
    how_i_communicate = models.TextField(blank=True)

    upn = models.CharField(max_length=13, null=True, unique=True)
    upn_missing = models.CharField(max_length=4, blank=True)  # why there is none
    uln = models.CharField(max_length=10, null=True, unique=True)
    nhs_number = models.CharField(max_length=10, null=True, unique=True)
    gp_practice = models.CharField(max_length=200, blank=True)

    care = models.CharField(max_length=30, blank=True)  # looked after and the like
    care_authority = models.CharField(max_length=120, blank=True)  # which authority looks after

    photo = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    photo_agreed_by = models.CharField(
        max_length=200, blank=True, db_default=""
    )  # who said that it may be shown

    # The day after the end of compulsory school age, from the date of birth (statute/ages.py):
    # kept so that the database can tell whose the rights are.
    rights_pass_on = models.DateField()
    is_restricted = models.BooleanField(default=False)  # only for those named, see Named
    restricted_because = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changes = models.PositiveIntegerField(default=0)  # how often it was saved: see actions
    # The record that stays, once this one was merged into it (actions/merging.py).
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged_here"
    )

    objects = StandingRecords()  # without those that were merged into another
    all_records = ChildQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["born_on"], name="people_child_born_on")]
        constraints = [
            models.CheckConstraint(name="people_child_has_a_name", condition=~Q(first_names="")),
            models.CheckConstraint(
                name="people_child_sex_known", condition=Q(sex__in=["", "F", "M"])
            ),
            models.CheckConstraint(
                name="people_child_upn_or_why_not",
                condition=Q(upn__isnull=True) | Q(upn_missing=""),
            ),
            models.CheckConstraint(
                name="people_child_rights_pass_later", condition=Q(rights_pass_on__gt=F("born_on"))
            ),
            models.CheckConstraint(
                name="people_child_restricted_has_reason",
                condition=Q(is_restricted=False) | ~Q(restricted_because=""),
            ),
            models.CheckConstraint(
                name="people_child_merged_into_another",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
            # What only one record may have is with the one that stays.
            models.CheckConstraint(
                name="people_child_merged_has_no_number",
                condition=Q(merged_into__isnull=True)
                | Q(upn__isnull=True, uln__isnull=True, nhs_number__isnull=True, user__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return the name in use, first name first."""
        first = self.known_as or self.first_names
        return f"{first} {self.known_last_name or self.last_name}".strip()

    @property
    def legal_name(self) -> str:
        """Return the legal name."""
        return f"{self.first_names} {self.last_name}".strip()


@kept_history
class FormerName(models.Model):
    """A name that a child had before: searches find it, pages seldom show it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="former_names")
    first_names = models.CharField(max_length=NAME_LENGTH, blank=True)
    last_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.first_names} {self.last_name}".strip()


class NameWord(models.Model):
    """One word that occurs in names, folded, with how it sounds and its trigrams."""

    word = models.CharField(primary_key=True, max_length=NAME_LENGTH, db_collation="C")
    sound = models.CharField(max_length=40)
    trigrams = ArrayField(models.CharField(max_length=3))

    class Meta:
        indexes = [
            models.Index(fields=["sound"], name="people_nameword_sound"),
            GinIndex(fields=["trigrams"], name="people_nameword_trigrams", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.word


class NameUse(models.Model):
    """A word that is in one of a child's names, former ones too: what searches read."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="name_uses")
    word = models.ForeignKey(NameWord, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="people_nameuse_once", fields=["word", "child"]),
        ]

    def __str__(self) -> str:
        return f"{self.word_id}: {self.child_id}"


@kept_history
class ChildAddress(models.Model):
    """Where a child lived, from when to when. A protected one is shown to few (permissions)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="addresses")
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    lived_from = models.DateField(null=True)
    lived_to = models.DateField(null=True)  # the last day
    is_protected = models.BooleanField(default=False)  # refuge, court order: a reason is needed
    protected_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["postcode", "child"], name="people_address_postcode")]
        constraints = [
            models.CheckConstraint(
                name="people_address_in_order",
                condition=Q(lived_from__isnull=True)
                | Q(lived_to__isnull=True)
                | Q(lived_to__gte=F("lived_from")),
            ),
            models.CheckConstraint(
                name="people_address_protected_has_reason",
                condition=Q(is_protected=False) | ~Q(protected_because=""),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.street, self.town, self.postcode]))


@kept_history
class Schooling(models.Model):
    """A time at a setting, or without one: from when to when, the year taught with, attendance."""

    # At a setting as the main one; at a second; registered there and taught elsewhere.
    MAIN, SECOND, ELSEWHERE = "main", "second", "elsewhere"
    HOME, NONE = "home", "none"  # educated at home by choice; out of school
    KINDS = (MAIN, SECOND, ELSEWHERE, HOME, NONE)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="schoolings")
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, null=True, related_name="schoolings"
    )
    kind = models.CharField(max_length=10, default=MAIN)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # the last day
    year_taught = models.SmallIntegerField(null=True)  # National Curriculum year; -1 nursery, 0 R
    attendance = models.DecimalField(max_digits=4, decimal_places=1, null=True)  # per cent
    attendance_as_of = models.DateField(null=True)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True)  # if reduced
    reduced_until = models.DateField(null=True)
    suspended_days = models.DecimalField(max_digits=4, decimal_places=1, null=True)  # this year
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["establishment", "ends_on", "child"], name="people_schooling_school"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_schooling_kind_known",
                condition=Q(kind__in=["main", "second", "elsewhere", "home", "none"]),
            ),
            models.CheckConstraint(
                name="people_schooling_at_a_setting",
                condition=Q(kind__in=["home", "none"], establishment__isnull=True)
                | Q(kind__in=["main", "second", "elsewhere"], establishment__isnull=False),
            ),
            models.CheckConstraint(
                name="people_schooling_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="people_schooling_attendance_is_per_cent",
                condition=Q(attendance__isnull=True) | Q(attendance__gte=0, attendance__lte=100),
            ),
            models.CheckConstraint(
                name="people_schooling_figures_have_their_day",
                condition=(Q(attendance__isnull=True) | Q(attendance_as_of__isnull=False))
                & (Q(hours_a_week__isnull=True) | Q(reduced_until__isnull=False)),
            ),
            models.UniqueConstraint(
                name="people_one_main_setting",
                fields=["child"],
                condition=Q(ends_on__isnull=True, kind__in=["main", "home", "none"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id}: {self.kind} from {self.starts_on}"


@kept_history
class Need(models.Model):
    """A type of need, by the Department for Education's codes; the first is the primary one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="needs")
    code = models.CharField(max_length=5)
    rank = models.PositiveSmallIntegerField()  # 1 primary, 2 secondary, 3... others
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="people_need_once", fields=["child", "code"]),
            models.UniqueConstraint(
                name="people_need_rank_once",
                fields=["child", "rank"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="people_need_rank_from_one", condition=Q(rank__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.code}"


@kept_history
class Diagnosis(models.Model):
    """A diagnosis as it was reported, and by whom; not verified here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="diagnoses")
    what = models.CharField(max_length=200)
    reported_by = models.CharField(max_length=200)
    reported_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.what


@kept_history
class Profile(models.Model):
    """A one-page profile, in the child's words or agreed with the child. A new one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="profiles")
    written_on = models.DateField()
    written_with = models.CharField(max_length=200)
    people_like = models.TextField(blank=True)  # what people like about me
    matters = models.TextField(blank=True)  # what matters to me
    how_to_help = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "-written_on"], name="people_profile_newest")]

    def __str__(self) -> str:
        return f"{self.child_id}: {self.written_on}"
