"""PDF: readable, without a password, and nothing in it that runs or is hidden in it."""

from typing import IO, Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from wayforward.documents.refusals import UploadRefused

MOST_OBJECTS = 100_000
DAMAGED = "The PDF is damaged or not a whole one. Open it, print it to a new PDF, and send that."
LOCKED = (
    "The PDF has a password or is locked. Take the protection off (or print it to a new PDF), "
    "and send that."
)
RUNS = "The PDF can start a program when it is opened. Print it to a new PDF, and send that."
ATTACHED = (
    "The PDF has other files inside it. Send those by themselves, and print the PDF to a new one."
)
RUNNING_KEYS = {"/JavaScript", "/JS", "/Launch", "/RichMedia"}
RUNNING_ACTIONS = {"/JavaScript", "/Launch", "/Rendition"}
FILE_KEYS = {"/EmbeddedFiles", "/EF"}


def check_pdf(content: IO[bytes]) -> None:
    """Refuse a PDF that cannot be read, is locked, or could do more than be read.

    :raises UploadRefused: with what to do
    """
    content.seek(0)
    try:
        reader = PdfReader(content, strict=False)
        if reader.is_encrypted:
            raise UploadRefused(LOCKED)
        numbers = _object_numbers(reader)
        if len(numbers) > MOST_OBJECTS:
            raise UploadRefused(
                "The PDF has too many parts to be checked. Print it to a new PDF, and send that."
            )
        for number, generation in numbers:
            found = reader.get_object(IndirectObject(number, generation, reader))
            _look(found, depth=0)
        if not reader.pages:
            raise UploadRefused(DAMAGED)
    except UploadRefused:
        raise
    except Exception as problem:  # a broken file breaks its reader in any way
        raise UploadRefused(DAMAGED) from problem


def _object_numbers(reader: PdfReader) -> list[tuple[int, int]]:
    """Return number and generation of every object, those inside object streams included."""
    plain = {
        (number, generation)
        for generation, numbers in reader.xref.items()
        for number, offset in numbers.items()
        if offset
    }
    return sorted(plain | {(number, 0) for number in reader.xref_objStm})


def _look(found: Any, *, depth: int) -> None:
    """Refuse `found` if a dictionary in it runs something or holds a file."""
    if depth > 50:
        raise UploadRefused(DAMAGED)
    if isinstance(found, DictionaryObject):
        if RUNNING_KEYS & found.keys() or found.get("/S") in RUNNING_ACTIONS:
            raise UploadRefused(RUNS)
        if FILE_KEYS & found.keys() or found.get("/Type") == "/EmbeddedFile":
            raise UploadRefused(ATTACHED)
        for value in found.values():
            _look(value, depth=depth + 1)
    elif isinstance(found, ArrayObject):
        for value in found:
            _look(value, depth=depth + 1)
