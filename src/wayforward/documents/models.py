"""Documents and their numbered versions. The bytes are in the storage, under opaque names."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7


class Document(models.Model):
    """One paper, picture or recording, however often it was sent anew.

    :ivar kind: a code of the app that keeps the foreign key to it: "advice", "photo"
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=50)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="documents_titled", condition=~Q(title="")),
            models.CheckConstraint(name="documents_kind_given", condition=~Q(kind="")),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions, newest first."""

    def clean(self) -> "VersionQuerySet":
        """Return those that may be given out."""
        return self.filter(state=Version.CLEAN)

    def held(self) -> "VersionQuerySet":
        """Return those that wait for a scan or a person's release."""
        return self.filter(state=Version.QUARANTINED)

    def newest_of(self, document: Document) -> "Version | None":
        """Return the newest clean version of `document`, or None."""
        return self.clean().filter(document=document).order_by("-number").first()


class Version(models.Model):
    """One upload. Its file never changes; once clean or refused, nothing of it does.

    A database trigger (migration 0002) holds that.
    """

    QUARANTINED, CLEAN, REFUSED = "quarantined", "clean", "refused"
    STATES = (QUARANTINED, CLEAN, REFUSED)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()  # 1, 2, 3... within the document
    file_name = models.CharField(max_length=150)  # as given, made safe (checking/names.py)
    content_type = models.CharField(max_length=100)  # found by content, never by name
    size = models.PositiveBigIntegerField()  # bytes kept
    sha256 = models.CharField(max_length=64)  # of the bytes kept, in hexadecimal
    state = models.CharField(max_length=12, default=QUARANTINED)
    why = models.CharField(max_length=200, blank=True)  # of the state, in words for staff
    uploaded_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # when it became clean or refused
    storage_name = models.CharField(max_length=100, unique=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_number_once"),
            models.CheckConstraint(name="documents_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="documents_not_empty", condition=Q(size__gte=1)),
            models.CheckConstraint(
                name="documents_sha256_whole", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="documents_state_known",
                condition=Q(state__in=["quarantined", "clean", "refused"]),
            ),
            models.CheckConstraint(
                name="documents_settled_has_moment",
                condition=Q(state="quarantined") ^ Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="documents_refused_says_why", condition=~Q(state="refused", why="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at"], name="documents_held", condition=Q(state="quarantined")
            )
        ]

    def __str__(self) -> str:
        return f"version {self.number} of document {self.document_id}"

    @property
    def is_clean(self) -> bool:
        """Tell whether it may be given out."""
        return self.state == self.CLEAN


class Preview(models.Model):
    """A small picture of a version's first page. Its text alternative is the caller's."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, primary_key=True)
    storage_name = models.CharField(max_length=100, unique=True)
    width = models.PositiveSmallIntegerField()  # pixels
    height = models.PositiveSmallIntegerField()  # pixels
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"preview of version {self.version_id}"
