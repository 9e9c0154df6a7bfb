"""PDF and DOCX from one content: what both say is the same, and both can be read aloud.

content = DocumentContent(
title="Our decision",
blocks=(Paragraph("Thank you for your request."), Heading("What happens next")),
)
letter = Letter(letterhead=letterhead, to=("Ada Example",), sent_on=day, reference="X/12")
render_pdf(content, letter, large_print=True)
render_docx(content, letter)
"""

import importlib
from typing import TYPE_CHECKING, Any

from wayforward.documents.rendering.structure import (
    Block,
    ContentWrong,
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

if TYPE_CHECKING:
    from wayforward.documents.rendering.docx import render_docx
    from wayforward.documents.rendering.fonts import letters_without_font
    from wayforward.documents.rendering.pdf import RenderingFailed, render_pdf

# What draws is loaded when it is first asked for: Typst, its fonts and python-docx take a while.
DRAWN_BY = {
    "render_docx": "docx",
    "letters_without_font": "fonts",
    "RenderingFailed": "pdf",
    "render_pdf": "pdf",
}


def __getattr__(name: str) -> Any:
    """Return what draws."""
    if name not in DRAWN_BY:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{DRAWN_BY[name]}"), name)


__all__ = [
    "Block",
    "ContentWrong",
    "DocumentContent",
    "Facts",
    "Heading",
    "Letter",
    "Letterhead",
    "Link",
    "List",
    "PageBreak",
    "Paragraph",
    "Picture",
    "RenderingFailed",
    "Report",
    "Strong",
    "Table",
    "letters_without_font",
    "render_docx",
    "render_pdf",
]
