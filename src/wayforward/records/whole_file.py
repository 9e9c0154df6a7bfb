"""One child's whole file for an inspector, as one PDF: every part in order, and what is attached.

Attached pictures are drawn, and so is each page of an attached PDF, with its words for who cannot see
it: a PDF that can be read aloud (PDF/UA) cannot hold the pages of another one as they are. Everything
attached is also beside the PDF, as it is kept, with its fingerprint.
"""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

from PIL import Image

from wayforward.documents.checking.kinds import BY_CONTENT_TYPE, PDF
from wayforward.documents.letterhead import our_letterhead
from wayforward.documents.models import Version
from wayforward.documents.previews import NoPreview, pages_of
from wayforward.documents.rendering.structure import (
    Block,
    DocumentContent,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Report,
    Table,
)
from wayforward.people.models import Child
from wayforward.people.whole_record import blocks_of, sections_of
from wayforward.records.answer import content_of
from wayforward.records.laying_out import Everything, Laid, files_of, more_of
from wayforward.records.models import InspectionFile
from wayforward.web.formats import short_day

MOST_PAGES = 100  # of one attached PDF
MOST_BOUND = 30_000_000  # bytes of attached files that are drawn in one PDF
WIDTH, HEIGHT = 160, 205  # mm in which a picture or page is drawn, its heading above it
NOTHING_LEFT_OUT = (
    "This is everything that is kept in the record of the child or young person named above, for the "
    "person named above alone. Nothing in it is blacked out or left out: it names other people, and may "
    "hold addresses that are protected. Keep it safe, pass it on to nobody, and destroy it afterwards."
)
TOLD_BY_ITSELF = {"What it is", "What it is about", "What it shows or says"}
IN_FULL, NOT_CHECKED = "Drawn in this file", "Not here: it is not yet checked for viruses"
BESIDE = "Beside this file only: {}"


@dataclass(frozen=True, slots=True)
class Attached:
    """One attached file: what it is, how it is in the PDF, and what is drawn of it."""

    laid: Laid
    bound: str
    drawn: tuple[Block, ...]

    @property
    def what(self) -> str:
        """Return what the file is, in the words of the record."""
        return "; ".join(
            words if name in TOLD_BY_ITSELF else f"{name}: {words}"
            for name, words in self.laid.cells
        )

    def as_json(self, number: int) -> dict[str, Any]:
        """Return the file as it is kept with what was made."""
        version = self.laid.version
        known: dict[str, Any] = {"number": number, "what": self.what, "bound": self.bound}
        if version is not None:
            known |= {
                "name": f"{number:02}-{version.file_name}",
                "content_type": version.content_type,
                "size": version.size,
                "sha256": version.sha256,
                "version": str(version.pk),
            }
        return known


def as_document(
    child: Child, *, made_for: str, because: str, by: Any, on: date
) -> tuple[DocumentContent, Report, list[dict[str, Any]]]:
    """Return the whole file as a report to be drawn as PDF, and what is attached to it as data."""
    blocks: list[Block] = [Heading("About this file"), Paragraph(NOTHING_LEFT_OUT)]
    for section in (*sections_of(child, Everything(), on), *more_of(child)):
        blocks += blocks_of(section)
    attached = attached_to(child)
    files = [each.as_json(number) for number, each in enumerate(attached, 1)]
    blocks += _attached_blocks(attached, files)
    day = short_day(on)
    layout = Report(
        letterhead=our_letterhead(),
        issued_on=on,
        facts=(
            ("Reference", child.reference),
            ("Born", short_day(child.born_on)),
            ("Made for", made_for),
            ("Why", because),
            ("Made by", by.full_name),
            ("Files attached", str(len(files))),
        ),
        with_contents=True,
        every_page=f"Record {child.reference}. Made for {made_for} on {day} by {by.full_name}: {because}",
    )
    title = f"The whole file of {child.full_name}"
    return DocumentContent(title=title, blocks=tuple(blocks)), layout, files


def _attached_blocks(attached: list[Attached], files: list[dict[str, Any]]) -> list[Block]:
    blocks: list[Block] = [Heading("Attached files")]
    if not attached:
        return [*blocks, Paragraph("No file is kept in the record.")]
    blocks.append(
        Table(
            "Attached files",
            ("Number", "What it is", "In this file"),
            tuple((str(each["number"]), each["what"], each["bound"]) for each in files),
            (1, 4, 3),
        )
    )
    for each, file in zip(attached, files, strict=True):
        if "sha256" not in file:
            continue
        blocks += [
            PageBreak(),
            Heading(f"File {file['number']}", 2),
            Facts(
                (
                    ("What it is", file["what"]),
                    ("Name", file["name"]),
                    ("Type", file["content_type"]),
                    ("Size", f"{file['size']:,} bytes"),
                    ("Fingerprint (SHA-256)", file["sha256"]),
                    ("In this file", file["bound"]),
                )
            ),
            *each.drawn,
        ]
    return blocks


def attached_to(child: Child) -> list[Attached]:
    """Return every file of the record, and what can be drawn of each."""
    left = MOST_BOUND
    found = []
    for laid in files_of(child, {}):
        version = laid.version
        if version is None:
            found.append(Attached(laid, NOT_CHECKED, ()))
            continue
        try:
            drawn = _drawn(version, laid, left)
        except NoPreview as why:
            found.append(Attached(laid, BESIDE.format(why), ()))
        else:
            left -= sum(len(each.content) for each in drawn if isinstance(each, Picture))
            found.append(Attached(laid, IN_FULL, tuple(drawn)))
    return found


def _drawn(version: Version, laid: Laid, left: int) -> list[Block]:
    """Return a picture, or the pages of a PDF, as blocks.

    :param left: how many bytes may still be drawn
    :raises NoPreview: if it is neither, cannot be drawn or is too large
    """
    kind = BY_CONTENT_TYPE.get(version.content_type)
    blocks: list[Block] = []
    if kind is PDF:
        pages = pages_of(io.BytesIO(content_of(version)), most=MOST_PAGES)
        for number, (picture, words) in enumerate(pages, 1):
            told = f"Page {number} of {len(pages)}."
            said = " ".join(words.split())
            shows = f"{told} {said}" if said else f"{told} Its words cannot be read from the file."
            blocks += [Heading(told.rstrip("."), 3), _picture(picture, shows)]
    elif kind is not None and kind.is_picture:
        shows = " ".join(words for _, words in laid.cells)
        blocks.append(_picture(content_of(version), shows))
    else:
        raise NoPreview("it is neither a PDF nor a picture")
    if sum(len(each.content) for each in blocks if isinstance(each, Picture)) > left:
        raise NoPreview("together the files are too large for one PDF")
    return blocks


def _picture(content: bytes, shows: str) -> Picture:
    """Return a picture as wide as fits beside its height."""
    with Image.open(io.BytesIO(content)) as opened:
        width, height = opened.size
    return Picture(content, shows, max(1, min(WIDTH, HEIGHT * width // height)))


def as_archive(made: InspectionFile, pdf: Version) -> bytes:
    """Return the PDF, the files attached to it and the list of them, as one ZIP.

    A file that was removed since is in the list, and no longer beside it.
    """
    keys = [each["version"] for each in made.files if "version" in each]
    versions = {str(each.pk): each for each in Version.objects.clean().filter(pk__in=keys)}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("whole-file.pdf", content_of(pdf))
        archive.writestr("files.json", json.dumps(made.files, ensure_ascii=False, indent=2))
        for each in made.files:
            if version := versions.get(each.get("version", "")):
                archive.writestr(f"files/{each['name']}", content_of(version))
    return written.getvalue()
