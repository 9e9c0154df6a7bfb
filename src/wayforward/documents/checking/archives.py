"""Office files are zip archives: which kind, no macros, no password, no bomb."""

import re
import zipfile
import zlib
from typing import IO

from wayforward.documents.checking.kinds import DOCX, ODT, PPTX, WELCOME, XLSX, FileType
from wayforward.documents.refusals import UploadRefused

MOST_MEMBERS = 10_000
MOST_EXPANDED = 500_000_000  # bytes
MOST_RATIO = 100  # expanded to packed; Office's own XML reaches about 20
FREE_RATIO = 20_000_000  # bytes expanded, below which the ratio says nothing
LARGEST_LIST = 2_000_000  # bytes of a list of contents
PIECE = 1_048_576
MAIN_PARTS = {
    "wordprocessingml.document.main+xml": DOCX,
    "spreadsheetml.sheet.main+xml": XLSX,
    "presentationml.presentation.main+xml": PPTX,
}
FAR_TEMPLATE = re.compile(rb"<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*External)[^>]*>")
DAMAGED = "The file is damaged. Check that it opens on your device, save it anew."
TOO_LARGE = (
    "The file holds far more than its size shows, so it cannot be checked. Save it as a PDF."
)
MACROS = (
    "The file holds macros, which are programs. Save it without them (as DOCX, XLSX, PPTX or "
    "PDF) and send that."
)


def check_archive(content: IO[bytes]) -> FileType:
    """Return which Office type it is.

    :raises UploadRefused: for any other archive, macros, a password, damage or a zip bomb
    """
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
            _check_members(members)
            kind = _kind(archive)
            _read_all(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as problem:
        raise UploadRefused(DAMAGED) from problem
    return kind


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    expanded = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MOST_MEMBERS or expanded > MOST_EXPANDED:
        raise UploadRefused(TOO_LARGE)
    if expanded > FREE_RATIO and expanded / packed > MOST_RATIO:
        raise UploadRefused(TOO_LARGE)
    for member in members:
        if member.flag_bits & 0x1:
            raise UploadRefused("The file has a password. Take it off and send the file again.")
        parts = member.filename.replace("\\", "/").lower().split("/")
        if ".." in parts or not parts[0]:
            raise UploadRefused(DAMAGED)
        if parts[-1] in {"vbaproject.bin", "vbadata.xml"} or parts[0] in {"basic", "scripts"}:
            raise UploadRefused(MACROS)


def _kind(archive: zipfile.ZipFile) -> FileType:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        listed = _small(archive, "[Content_Types].xml")
        if b"macroenabled" in listed.lower() or b"vbaproject" in listed.lower():
            raise UploadRefused(MACROS)
        for part, kind in MAIN_PARTS.items():
            if part.encode() in listed:
                return kind
    elif "mimetype" in names and _small(archive, "mimetype").strip() == ODT.content_type.encode():
        return ODT
    raise UploadRefused(f"This type of file cannot be kept. {WELCOME}")


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST_LIST:
        raise UploadRefused(TOO_LARGE)
    return archive.read(name)


def _read_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, thrown away: a member whose size or sum was a lie is damaged."""
    for member in members:
        with archive.open(member) as file:
            start = file.read(PIECE)
            if member.filename.lower().endswith(".rels") and FAR_TEMPLATE.search(start):
                raise UploadRefused(
                    "The file fetches a template from elsewhere. Save it as a PDF and send that."
                )
            while file.read(PIECE):
                pass
