"""The directory: who helps, with what, where, for whom, at what cost, and who last checked.

Shaped on HSDS 3.1 (Open Referral), with what SEND needs beside it: needs, stages, whether a plan
is needed, how to be referred, the heads of Schedule 2 of the SEND Regulations 2014. Ids are kept
in the data and are the same in every installation. What is not known is empty, never guessed.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast
from uuid_utils.compat import uuid7

from wayforward.establishments.models import Establishment

NEW, ANSWERED = "new", "answered"


class Organisation(models.Model):
    """Whoever provides services."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    description = models.TextField()
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class Taxonomy(models.Model):
    """One list of terms: needs, primary needs, topics, quicklinks, audiences, stages..."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=100)
    description = models.TextField()

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(models.Model):
    """One term of a taxonomy; `code` is what addresses and data use."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    description = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    broader = models.CharField(max_length=60, blank=True)  # the area of need that a type belongs to

    class Meta:
        ordering = ["taxonomy_id", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "code"], name="local_offer_term_once")
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """One source of help."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="services"
    )
    establishment = models.ForeignKey(
        Establishment, on_delete=models.SET_NULL, null=True, related_name="services"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    description = models.TextField()
    url = models.URLField(max_length=500, blank=True)
    age_min = models.PositiveSmallIntegerField(null=True)  # years
    age_max = models.PositiveSmallIntegerField(null=True)  # years
    plan_needed = models.BooleanField(null=True)  # None: not known
    referral = models.TextField(blank=True)
    keywords = ArrayField(models.CharField(max_length=100), default=list)
    terms = models.ManyToManyField(TaxonomyTerm, related_name="services")
    notes = models.TextField(blank=True)
    facts_as_of = models.CharField(max_length=20, blank=True)  # a year or day, when known to be old
    source = models.TextField()
    last_checked_on = models.DateField()
    last_checked_by = models.CharField(max_length=200)
    next_check_due_on = models.DateField()
    added_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["-added_on", "name"], name="local_offer_newest")]
        constraints = [
            models.CheckConstraint(
                name="local_offer_ages_in_order",
                condition=Q(age_min__isnull=True)
                | Q(age_max__isnull=True)
                | Q(age_max__gte=models.F("age_min")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """Where a service is given. Grid position in metres, from its postcode or its place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    position_is_approximate = models.BooleanField(default=False)  # the middle of a named place

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="local_offer_position_whole",
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.said_without("")

    def said_without(self, title: str) -> str:
        """Return the address on one line, each part once, without `title` that a page has said."""
        whole = f"{self.name},{self.address},{self.place},{self.postcode}"
        parts: dict[str, str] = {}
        for part in map(str.strip, whole.split(",")):
            parts.setdefault(part.lower(), part)
        said = [part for key, part in parts.items() if key and key != title.lower()]
        return ", ".join(said)


class ServiceAtLocation(models.Model):
    """A service given at a location."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="services_here")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "location"], name="local_offer_service_at_location_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} at {self.location}"


class PartOfService(models.Model):
    """What belongs to one service and is kept row by row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Phone(PartOfService):
    """A number to ring."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=40)
    description = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.number


class Contact(PartOfService):
    """An address to write to; a role, never a named officer."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField()

    def __str__(self) -> str:
        return self.email


class Schedule(PartOfService):
    """When a service is open, in the words it was reported in."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    description = models.TextField()

    def __str__(self) -> str:
        return self.description


class CostOption(PartOfService):
    """What a service costs: free, charged or varies (a term), with a note."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.CharField(max_length=20)
    description = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.description or self.option


class Accessibility(PartOfService):
    """One way in which a service is made reachable."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="accessibility")
    description = models.TextField()

    def __str__(self) -> str:
        return self.description


class ServiceArea(PartOfService):
    """The area that a service is for."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class GuidancePage(models.Model):
    """A page that explains. `body` is a list of blocks: heading, paragraph, list, steps, note."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    section = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    quicklinks = ArrayField(models.CharField(max_length=60), default=list)
    audiences = ArrayField(models.CharField(max_length=60), default=list)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    keywords = ArrayField(models.CharField(max_length=100), default=list)
    summary = models.TextField()
    body = models.JSONField(default=list)
    is_ours = models.BooleanField(default=False)  # written for Wayforward, with its sources
    sources = models.JSONField(default=list)  # [{name, url}]
    text_was_seen = models.BooleanField(default=True)
    last_checked_on = models.DateField()
    last_checked_by = models.CharField(max_length=200, blank=True)
    next_check_due_on = models.DateField(null=True)
    words = SearchVectorField(null=True)

    class Meta:
        indexes = [GinIndex(fields=["words"], name="local_offer_guidance_words")]

    def __str__(self) -> str:
        return self.title


class SearchEntry(models.Model):
    """What search reads: one row for each place a service is given at, or one without a place.

    Rebuilt from the service by local_offer/search/index.py; never the truth itself. `is_first`
    marks one row a service, for searches that ask nothing about place.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="search_entries")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, null=True)
    is_first = models.BooleanField()
    title = models.CharField(max_length=200)
    names = SearchVectorField()  # name, organisation and keywords
    words = SearchVectorField()  # the same and all the rest, weighted
    facets = ArrayField(models.CharField(max_length=100))  # "need:semh", "cost:free"...
    age_min = models.PositiveSmallIntegerField(null=True)
    age_max = models.PositiveSmallIntegerField(null=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)
    last_checked_on = models.DateField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="local_offer_entry_words", fastupdate=False),
            GinIndex(fields=["names"], name="local_offer_entry_names", fastupdate=False),
            GinIndex(fields=["facets"], name="local_offer_entry_facets", fastupdate=False),
            GistIndex(  # finds the nearest in order, and those within a circle
                Func(
                    Cast("easting", models.FloatField()),
                    Cast("northing", models.FloatField()),
                    function="point",
                ),
                name="local_offer_entry_point",
            ),
            models.Index(fields=["title"], name="local_offer_entry_title"),
            models.Index(fields=["-last_checked_on", "title"], name="local_offer_entry_checked"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(is_first=True), name="local_offer_entry_first_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A word that the directory uses, for mending spelling slips."""

    word = models.CharField(primary_key=True, max_length=60)
    stem = models.CharField(max_length=60, db_index=True)
    trigrams = ArrayField(models.CharField(max_length=3))
    uses = models.PositiveIntegerField()

    class Meta:
        indexes = [GinIndex(fields=["trigrams"], name="local_offer_word_trigrams")]

    def __str__(self) -> str:
        return self.word


class Synonym(models.Model):
    """Words that people type, and the words of the directory that they mean. Staff edit these."""

    WORD, PHRASE, FILLER = "word", "phrase", "filler"
    KINDS: ClassVar = (WORD, PHRASE, FILLER)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10)
    typed = ArrayField(models.CharField(max_length=100))  # folded: lower case, no apostrophes
    means = ArrayField(models.CharField(max_length=100), default=list)
    is_edited = models.BooleanField(default=False)  # by staff: loading leaves it as it is
    is_removed = models.BooleanField(default=False)  # kept, so that loading does not bring it back

    class Meta:
        indexes = [GinIndex(fields=["typed"], name="local_offer_synonym_typed")]
        constraints = [
            models.CheckConstraint(
                name="local_offer_synonym_kind_known",
                condition=Q(kind__in=["word", "phrase", "filler"]),
            )
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.typed)}: {', '.join(self.means)}"


class GlossaryTerm(models.Model):
    """A term of the trade in plain words."""

    term = models.CharField(primary_key=True, max_length=100)
    also = ArrayField(models.CharField(max_length=100), default=list)
    expansion = models.CharField(max_length=200, blank=True)
    meaning = models.TextField()
    source = models.TextField(blank=True)
    is_edited = models.BooleanField(default=False)  # by staff: loading leaves it as it is
    is_removed = models.BooleanField(default=False)  # kept, so that loading does not bring it back

    def __str__(self) -> str:
        return self.term


class ProblemReport(models.Model):
    """What somebody told us through "something wrong?" on a page; answered in its own slice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    page = models.CharField(max_length=300)  # path of the page
    page_title = models.CharField(max_length=250)
    problem = models.TextField()
    email = models.EmailField(blank=True)
    reported_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=NEW)
    form_key = models.UUIDField(unique=True)  # the same form sent twice makes one report

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="local_offer_report_state_known", condition=Q(state__in=[NEW, ANSWERED])
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.state}"


class LoadedData(models.Model):
    """What has been loaded, and a fingerprint of the files it came from."""

    name = models.CharField(primary_key=True, max_length=60)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
