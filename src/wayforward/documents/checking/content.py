"""Finds what an upload is by its content, and checks it as that type asks."""

import hashlib
from dataclasses import dataclass
from typing import IO, Protocol

import filetype
from django.conf import settings

from wayforward.documents.checking import kinds
from wayforward.documents.checking.archives import check_archive
from wayforward.documents.checking.kinds import FileType
from wayforward.documents.checking.names import safe_name
from wayforward.documents.checking.pdf import check_pdf
from wayforward.documents.checking.pictures import PICTURES, made_anew
from wayforward.documents.checking.text import check_text
from wayforward.documents.refusals import UploadRefused

HEAD = 8_192  # bytes that tell the type
PIECE = 1_048_576  # bytes read at a time
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # Office before 2007, and newer files with a password
RTF = b"{\\rtf"
ZIP = b"PK\x03\x04"
SOUND_AND_VIDEO = {
    "audio/mpeg": kinds.MP3,
    "audio/mp4": kinds.M4A,
    "audio/m4a": kinds.M4A,
    "audio/x-m4a": kinds.M4A,
    "audio/wav": kinds.WAV,
    "audio/x-wav": kinds.WAV,
    "audio/ogg": kinds.OGG,
    "video/mp4": kinds.MP4,
    "video/x-m4v": kinds.MP4,
}


class Upload(Protocol):
    """A file as a form hands it over, or any named file open for reading bytes."""

    name: str | None
    size: int

    @property
    def file(self) -> IO[bytes]:
        """Return the bytes, which can be read again from the start."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An upload that may be kept.

    :param content: the bytes to keep: a picture's are new ones
    :param size: of `content`, in bytes
    :param sha256: of `content`, in hexadecimal
    """

    file_name: str
    kind: FileType
    content: IO[bytes]
    size: int
    sha256: str


def check(upload: Upload) -> Checked:
    """Return `upload` as it is to be kept.

    :raises UploadRefused: with what is wrong and what to do
    """
    check_size(upload.size)
    content = upload.file
    content.seek(0)
    head = content.read(HEAD)
    if not head:
        raise UploadRefused("The file is empty. Check that it opens on your device, then send it.")
    given = upload.name or ""
    kind, content = _found(head, content, given)
    size, sha256 = _measured(content)
    check_size(size)
    return Checked(safe_name(given, kind), kind, content, size, sha256)


def check_size(size: int) -> None:
    """Refuse a file of more bytes than the setting allows."""
    if size > settings.DOCUMENTS_LARGEST:
        most = settings.DOCUMENTS_LARGEST // 1_000_000
        raise UploadRefused(
            f"The file is larger than {most} MB. Send a smaller one, or send it in parts."
        )


def _found(head: bytes, content: IO[bytes], given: str) -> tuple[FileType, IO[bytes]]:
    """Return the type of the bytes and what of them is to be kept."""
    content.seek(0)
    if head.startswith(b"%PDF-"):
        check_pdf(content)
        return kinds.PDF, content
    if head.startswith(ZIP):
        return check_archive(content), content
    if head.startswith(OLE):
        raise UploadRefused(
            "This is an older Office file, or one with a password. Open it, take the password "
            "off, save it as DOCX, XLSX, PPTX or PDF, and send that."
        )
    if head.startswith(RTF):
        raise UploadRefused("Rich text cannot be kept. Save it as DOCX or PDF and send that.")
    guess = filetype.guess_mime(head)
    if guess in PICTURES:
        return made_anew(content)
    if guess in SOUND_AND_VIDEO:
        return SOUND_AND_VIDEO[guess], content
    if guess is not None:
        raise UploadRefused(f"This type of file cannot be kept. {kinds.WELCOME}")
    check_text(content)
    return kinds.CSV if given.lower().endswith(".csv") else kinds.TEXT, content


def _measured(content: IO[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while piece := content.read(PIECE):
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()
