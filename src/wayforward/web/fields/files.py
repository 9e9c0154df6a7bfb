"""A file, chosen on the person's device. What it is, is for the app that keeps it to find out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from wayforward.web.fields.base import Question


class FileField(Question):
    """One file. Cleaned to Django's `UploadedFile`, or None when it may be left out and was.

    A browser never sends a file again by itself: after an error it must be chosen anew.

    :param accepts: endings or content types that the device offers first: [".pdf", "image/*"];
        a help in choosing, never a check
    """

    component = "file-upload"
    widget = forms.FileInput
    asks = "Choose"

    def __init__(self, *, accepts: Iterable[str] = (), **more: Any) -> None:
        self.accepts = tuple(accepts)
        super().__init__(**more)

    def clean(self, value: Any) -> "UploadedFile[Any] | None":
        """Return the file, or say what to do."""
        if not value and not isinstance(value, UploadedFile):
            super().clean(None)
            return None
        if not value.size:
            raise ValidationError(
                "The file is empty. Check that it opens on your device, then choose it again",
                code="empty",
            )
        if value.size > settings.LARGEST_UPLOAD:
            raise ValidationError(
                f"{self.upper_called()} must be smaller than "
                f"{settings.LARGEST_UPLOAD // 1_000_000} MB",
                code="too_large",
            )
        file: UploadedFile[Any] = value
        return file

    def shown(self, bound: forms.BoundField) -> None:
        """Return nothing: a browser does not let a page choose a file."""

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Add what the device offers first."""
        attributes = {"accept": ", ".join(self.accepts)} if self.accepts else {}
        return super().parameters(bound, heading=heading) | {"attributes": attributes}
