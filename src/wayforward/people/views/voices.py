"""What a child says of themselves: the list, adding to it, the files, and the photo."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.timezone import now

from wayforward.documents.models import Version
from wayforward.documents.responses import file_response
from wayforward.people.actions import voices
from wayforward.people.forms import voices as forms
from wayforward.people.models import OwnWords
from wayforward.people.permissions import can_add_own_words, can_edit_record
from wayforward.people.views.case_page import CasePage, CaseQuestion
from wayforward.web.components.pages import Pages, page_asked


class OwnWordsList(CasePage):
    """Everything that the child has said, the newest first."""

    template_name = "people/own_words.jinja"

    def context(self) -> dict[str, Any]:
        """Return one page of what was said, each with the newest version of its file."""
        said = self.child.own_words.filter(taken_back_on__isnull=True)
        pages = Pages(page_asked(self.request.GET.get("page")), said.count(), size=20)
        versions = Prefetch("document__versions", Version.objects.order_by("-number"))
        listed = said.select_related("document").prefetch_related(versions)
        return {
            "said": listed.order_by("-said_on", "-pk")[pages.slice],
            "pages": pages,
            "can_add": can_add_own_words(self.request.user, self.child),
            "can_release": can_edit_record(self.request.user, self.child),
        }


class AddOwnWords(CaseQuestion):
    """Keep what a child said, drew or recorded."""

    rule = staticmethod(can_add_own_words)
    form_class = forms.OwnWordsForm
    title, button, done = "Own words", "Keep this", "It is kept, in their own words."
    back_to = "people:own-words"

    def initial(self) -> dict[str, Any]:
        """Return today as the day."""
        return {"said_on": self.on}

    def change(self, answers: dict[str, Any]) -> None:
        """Keep it."""
        voices.add_own_words(self.child.pk, **answers, by=self.request.user, on=self.on, at=now())


class _OneOfThem(CasePage):
    """A page about one thing that a child said, which has not been taken back."""

    model = OwnWords

    def find(self, pk: Any) -> None:
        """Set it; 404 also if it has been taken back."""
        super().find(pk)
        if self.subject.taken_back_on is not None:
            raise Http404


class TakeBack(_OneOfThem, CaseQuestion):
    """Show something that the child said to nobody any more."""

    rule = staticmethod(can_add_own_words)
    title = "Take this back"
    button, done = "Take it back", "It is taken back. Nobody is shown it any more."
    back_to = "people:own-words"

    def about(self) -> str:
        """Return what it is about."""
        return str(self.subject)

    def change(self, answers: dict[str, Any]) -> None:
        """Take it back."""
        voices.take_back_own_words(self.subject.pk, by=self.request.user, on=self.on)


class Release(_OneOfThem, CaseQuestion):
    """Let a file be shown that no scanner could look at."""

    rule = staticmethod(can_edit_record)
    title = "Show a file that was not checked for viruses"
    button, done = "I know where it comes from: show it", "The file is shown now."
    back_to = "people:own-words"

    def about(self) -> str:
        """Return what it is about."""
        return str(self.subject)

    def change(self, answers: dict[str, Any]) -> None:
        """Release it."""
        voices.release_own_words(self.subject.pk, by=self.request.user, on=self.on, at=now())


class OwnWordsFile(_OneOfThem):
    """Give out the picture or recording itself, to be shown in the page."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Return the file, or the part of it that is asked for; 404 until it may be given out."""
        return _given(request, self.subject.document_id)


class Photo(CasePage):
    """Give out the photo of the one-page profile."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Return the photo; 404 until it may be given out."""
        return _given(request, self.child.photo_id)


def _given(request: HttpRequest, document_id: Any) -> HttpResponseBase:
    version = Version.objects.clean().filter(document=document_id).order_by("-number").first()
    if version is None:
        raise Http404
    return file_response(version, inline=True, part=request.headers.get("range", ""))


class ChangePhoto(CaseQuestion):
    """Put a photo on the one-page profile."""

    rule = staticmethod(can_add_own_words)
    form_class = forms.PhotoForm
    title, button, done = "Photo for the one-page profile", "Use this photo", "The photo is kept."

    def change(self, answers: dict[str, Any]) -> None:
        """Keep it."""
        voices.set_photo(self.child.pk, **answers, by=self.request.user, on=self.on, at=now())


class RemovePhoto(CaseQuestion):
    """Take the photo off the record."""

    rule = staticmethod(can_add_own_words)
    title, button, done = "Remove the photo", "Remove it", "The photo is removed."

    def change(self, answers: dict[str, Any]) -> None:
        """Remove it."""
        voices.remove_photo(self.child.pk, by=self.request.user, on=self.on)
