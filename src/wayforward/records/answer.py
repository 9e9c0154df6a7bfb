"""What is given to whoever asked: as a document, as data, and the files beside it."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

from wayforward.documents.letterhead import our_letterhead
from wayforward.documents.models import Version
from wayforward.documents.rendering.structure import (
    Block,
    DocumentContent,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Report,
    Table,
)
from wayforward.documents.storage import storage
from wayforward.records.blacking import blacked_out
from wayforward.records.grounds import GROUNDS
from wayforward.records.models import AccessRequest, Passage
from wayforward.web.formats import short_day

DRAWN = {"image/jpeg", "image/png", "image/webp"}
WITHHELD = "Withheld"
COMPLAIN = (
    "If you think that something is missing or wrongly withheld, ask us to look again. You can also "
    "complain to the Information Commissioner’s Office (ico.org.uk, 0303 123 1113)."
)


def given_cells(passage: Passage) -> list[list[str]]:
    """Return what of a passage is given; nothing of one that is withheld."""
    if passage.decision == Passage.WITHHOLD:
        return []
    return blacked_out(passage.cells, passage.blacked)


def withheld_rows(passages: Iterable[Passage]) -> list[tuple[str, str, str]]:
    """Return number, how much and why of each passage that is not given whole."""
    return [
        (
            str(each.number),
            "All of it" if each.decision == Passage.WITHHOLD else "Some words",
            f"{GROUNDS[each.ground].words} ({GROUNDS[each.ground].provision}). {each.because}",
        )
        for each in passages
        if each.decision in (Passage.WITHHOLD, Passage.BLACK_OUT)
    ]


def file_name(passage: Passage) -> str:
    """Return the name of a passage's file beside the answer: its number, and its own ending."""
    assert passage.version is not None
    ending = passage.version.file_name.rpartition(".")[2]
    return f"passage-{passage.number}.{ending}"


def facts_of(asked: AccessRequest, passages: list[Passage], on: date) -> list[tuple[str, str]]:
    """Return what a letter with the answer says: who asked, for what, when, how much is given."""
    kept_back = [each for each in passages if each.decision == Passage.WITHHOLD]
    in_part = [each for each in passages if each.decision == Passage.BLACK_OUT]
    return [
        ("Reference of the record", asked.child.reference),
        ("Asked for by", asked.asked_by),
        ("Received", short_day(asked.received_on)),
        *(
            [("Told that it takes longer", short_day(asked.extended_on))]
            if asked.extended_on
            else []
        ),
        ("Answered", short_day(on)),
        ("Passages", str(len(passages))),
        ("Withheld", str(len(kept_back))),
        ("With words blacked out", str(len(in_part))),
    ]


def as_document(
    asked: AccessRequest, passages: list[Passage], on: date
) -> tuple[DocumentContent, Report]:
    """Return the answer as a report, to be drawn as PDF."""
    blocks: list[Block] = [
        Heading("About this answer"),
        Paragraph(
            "This is what we hold in the record of the child or young person named above, in "
            "numbered passages. Where words are blacked out or a passage is withheld, the list at "
            "the end says why."
        ),
        Paragraph(COMPLAIN),
    ]
    section = ""
    for each in passages:
        if each.section != section:
            section = each.section
            blocks.append(Heading(section))
        blocks.append(Heading(f"Passage {each.number}", 2))
        blocks += _passage(each)
    blocks.append(Heading("What was withheld, and why"))
    rows = withheld_rows(passages)
    if rows:
        header = ("Passage", "How much", "Why")
        blocks.append(Table("What was withheld", header, tuple(rows), (1, 1, 4)))
    else:
        blocks.append(Paragraph("Nothing."))
    layout = Report(
        letterhead=our_letterhead(),
        issued_on=on,
        facts=tuple(facts_of(asked, passages, on)),
    )
    title = f"Record of {asked.child.full_name}: answer to a request for it"
    return DocumentContent(title=title, blocks=tuple(blocks)), layout


def _passage(passage: Passage) -> list[Block]:
    if passage.decision == Passage.WITHHOLD:
        return [Paragraph(f"{WITHHELD}: see the list at the end.")]
    cells = given_cells(passage)
    blocks: list[Block] = [Facts(tuple((name, words) for name, words in cells))]
    if passage.version is not None and passage.version.content_type in DRAWN:
        shows = " ".join(words for _, words in cells)
        blocks.append(Picture(content_of(passage.version), shows, 80))
    if passage.version is not None:
        blocks.append(Paragraph(f"The file is beside this answer: {file_name(passage)}."))
    return blocks


def content_of(version: Version) -> bytes:
    """Return the bytes of a version."""
    with storage().open(version.storage_name) as file:
        return bytes(file.read())


def as_data(asked: AccessRequest, passages: list[Passage], on: date) -> dict[str, Any]:
    """Return the answer as plain values for JSON."""
    return {
        "record": asked.child.reference,
        "name": asked.child.full_name,
        "asked_by": asked.asked_by,
        "received_on": asked.received_on.isoformat(),
        "answered_on": on.isoformat(),
        "passages": [_passage_data(each) for each in passages],
    }


def _passage_data(passage: Passage) -> dict[str, Any]:
    data: dict[str, Any] = {"number": passage.number, "section": passage.section}
    if passage.decision in (Passage.WITHHOLD, Passage.BLACK_OUT):
        ground = GROUNDS[passage.ground]
        data["withheld"] = {
            "how_much": "all" if passage.decision == Passage.WITHHOLD else "words",
            "ground": ground.words,
            "provision": ground.provision,
            "because": passage.because,
        }
    if passage.decision != Passage.WITHHOLD:
        data["facts"] = given_cells(passage)
        if passage.version is not None:
            data["file"] = file_name(passage)
    return data


def as_archive(asked: AccessRequest, passages: list[Passage], pdf: Version) -> bytes:
    """Return the answer, its data and the files that are given, as one ZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("answer.pdf", content_of(pdf))
        archive.writestr("answer.json", json.dumps(asked.result, ensure_ascii=False, indent=2))
        for each in passages:
            if each.version is not None and each.decision != Passage.WITHHOLD:
                archive.writestr(file_name(each), content_of(each.version))
    return made.getvalue()
