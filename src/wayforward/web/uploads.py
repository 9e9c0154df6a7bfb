"""Takes a file that a form sends, and stops writing it to disk once it is too large."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps at most LARGEST_UPLOAD bytes of a file; `size` is still that of all that was sent.

    So the form can say that the file is too large, and a file of any size cannot fill the disk.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what there is still room for."""
        room = settings.LARGEST_UPLOAD - start
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Return the file, with the size that was sent."""
        file: UploadedFile[Any] | None = super().file_complete(file_size)
        return file
