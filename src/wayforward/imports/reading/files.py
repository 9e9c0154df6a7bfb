"""Tells by its content what an upload is, and reads it."""

from typing import IO, Protocol

from wayforward.documents.checking.archives import check_archive
from wayforward.documents.checking.kinds import XLSX
from wayforward.documents.refusals import UploadRefused
from wayforward.imports.reading.ctf import read_ctf
from wayforward.imports.reading.spreadsheets import read_csv, read_xlsx
from wayforward.imports.reading.tables import LONGEST_FILE, FileRefused, ReadTable

HEAD = 4_096
ZIP, OLE, PDF = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"%PDF-"
XML = (b"<?xml", b"<CTfile", b"<!DOCTYPE", b"<")
MARKS = (b"\xef\xbb\xbf",)
WELCOME = "Send a spreadsheet (XLSX or CSV) or a Common Transfer File (XML)."


class Upload(Protocol):
    """A file as a form hands it over, or any named file open for reading bytes."""

    name: str | None
    size: int

    @property
    def file(self) -> IO[bytes]:
        """Return the bytes, which can be read again from the start."""


def read_file(upload: Upload) -> ReadTable:
    """Return the rows of a spreadsheet or a Common Transfer File.

    :raises FileRefused: with what is wrong and what to do
    """
    if upload.size > LONGEST_FILE:
        raise FileRefused(
            f"The file is larger than {LONGEST_FILE // 1_000_000} MB. Send it in parts, or take "
            "out pictures and sheets that are not needed."
        )
    content = upload.file
    content.seek(0)
    head = content.read(HEAD)
    if not head.strip():
        raise FileRefused("The file is empty. Check that it opens on your device.")
    if head.startswith(ZIP):
        try:
            kind = check_archive(content)
        except UploadRefused as refusal:
            raise FileRefused(str(refusal)) from refusal
        if kind is not XLSX:
            raise FileRefused(f"This is no spreadsheet. {WELCOME}")
        return read_xlsx(content)
    if head.startswith(OLE):
        raise FileRefused(
            "This is an older spreadsheet (XLS), or one with a password. Open it, take the password "
            "off, save it as XLSX and send that."
        )
    if head.startswith(PDF):
        raise FileRefused(f"This is a PDF. {WELCOME}")
    for mark in MARKS:
        head = head.removeprefix(mark)
    if head.lstrip().startswith(XML) or head.startswith((b"\xff\xfe<", b"\xfe\xff\0<")):
        return read_ctf(content)
    return read_csv(content)
