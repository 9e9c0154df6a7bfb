"""What children say of themselves, in any form: words, a picture, a recording."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from wayforward.documents.models import Document
from wayforward.people.models.children import Child
from wayforward.people.models.history import kept_history


@kept_history
class OwnWords(models.Model):
    """One thing that a child said, drew, signed or recorded. Nobody else's words are put in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="own_words")
    said_on = models.DateField()
    about = models.CharField(max_length=200)  # what it is about, or what was asked
    words = models.TextField(blank=True)  # as the child said them
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    # What the picture shows or the recording says, for who cannot see or hear it.
    shows = models.TextField(blank=True)
    helped_by = models.CharField(max_length=200, blank=True)  # who was with the child
    taken_back_on = models.DateField(null=True)  # from then on nobody is shown it

    class Meta:
        indexes = [models.Index(fields=["child", "-said_on"], name="people_ownwords_newest")]
        constraints = [
            models.CheckConstraint(
                name="people_ownwords_say_something",
                condition=~Q(words="") | Q(document__isnull=False),
            ),
            models.CheckConstraint(
                name="people_ownwords_file_has_words",
                condition=Q(document__isnull=True) | ~Q(shows=""),
            ),
        ]

    def __str__(self) -> str:
        return self.about
