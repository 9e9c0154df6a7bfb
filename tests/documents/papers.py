"""An invented document with every kind of block, and what is read out of a PDF."""

import io
import re
from datetime import date
from typing import Any

import pypdfium2
from pypdf import PdfReader

from tests.documents.uploads import picture
from wayforward.documents.rendering import (
    DocumentContent,
    Facts,
    Heading,
    Letter,
    Letterhead,
    Link,
    List,
    PageBreak,
    Paragraph,
    Picture,
    Report,
    Strong,
    Table,
)

DAY = date(2026, 5, 11)
HEAD = Letterhead(
    authority="Example Council",
    logo="EXAMPLE",
    team="Example Team",
    address=("1 Example Street",),
    contact=("01632 960 001",),
)
LETTER = Letter(
    letterhead=HEAD,
    to=("Mrs Example", "2 Sample Road"),
    sent_on=DAY,
    reference="EX/42",
    greeting="Dear Mrs Example",
    sign_off=("Yours sincerely", "Sam Sample", "Plan coordinator"),
)
REPORT = Report(
    letterhead=HEAD, issued_on=DAY, facts=(("Child", "Ada Example"),), with_contents=True
)
HEADINGS = [("What happens next", 1), ("At school", 2), ("Each day", 3), ("In the morning", 4)]
EVERYTHING = DocumentContent(
    title="We will assess Ada’s needs",
    blocks=(
        Paragraph(
            "Thank you. ", Strong("We agree."), " See ", Link("advice", "https://example.org/a")
        ),
        *(Heading(words, level) for words, level in HEADINGS),
        List(("First bullet", Paragraph("Second ", Strong("bullet")))),
        List(("Number one", "Number two"), numbered=True),
        Table("Help each week", ("For", "How much"), (("Talking", "45 minutes"),) * 3, (3, 1)),
        Facts((("Date of birth", "5 March 2019"),)),
        Picture(picture("PNG"), "A red and a blue half", width=40),
        Picture(picture("WEBP"), "The same again", width=40),
        PageBreak(),
        List(("A fresh one",), numbered=True),
        Heading("The end"),
        Paragraph("Goodbye"),
    ),
)
# All that it says, in the order in which it is to be read.
SAID = [
    "We will assess Ada’s needs",
    "Thank you. We agree. See advice",
    "What happens next",
    "At school",
    "Each day",
    "In the morning",
    "First bullet",
    "Second bullet",
    "Number one",
    "Number two",
    "Help each week",
    "For",
    "How much",
    "Talking",
    "45 minutes",
    "Date of birth: 5 March 2019",
    "A fresh one",
    "The end",
    "Goodbye",
]


def flat(text: str) -> str:
    """Return `text` without the breaks of lines and pages, or invisible signs."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\ufffe", ""))


def text_of(pdf: bytes) -> str:
    return flat(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def as_shown(pdf: bytes) -> str:
    """Return the text by the reader that browsers use, which knows letters of several parts."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return flat(
            " ".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
        )
    finally:
        document.close()


def tags(pdf: bytes) -> list[tuple[str, Any]]:
    """Return role and element of everything in the structure tree, in reading order."""
    found: list[tuple[str, Any]] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if not hasattr(element, "get"):
            return
        if "/S" in element:
            found.append((element["/S"][1:], element))
        children = element.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            if hasattr(child, "get_object") and not isinstance(child, int):
                walk(child)

    walk(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])
    return found


def in_order(said: list[str], text: str) -> bool:
    """Tell whether every one of `said` is in `text`, one after the other."""
    at = 0
    for each in said:
        found = text.find(each, at)
        assert found >= 0, f"{each!r} is not in {text[at : at + 300]!r}"
        at = found + len(each)
    return True
