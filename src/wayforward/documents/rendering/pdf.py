"""PDF by Typst, tagged to PDF/UA-1: it refuses what could not be read aloud."""

import json
import shutil
import tempfile
from pathlib import Path

import typst
from django.conf import settings

from wayforward.documents.rendering.data import document_data
from wayforward.documents.rendering.fonts import FAMILIES, fonts, with_known_letters
from wayforward.documents.rendering.structure import DocumentContent, Layout

TEMPLATE = Path(__file__).parent / "layouts" / "document.typ"
USUAL, LARGE = 12, 18  # points


class RenderingFailed(Exception):
    """The PDF could not be made; the message is Typst's."""


def render_pdf(content: DocumentContent, layout: Layout, *, large_print: bool = False) -> bytes:
    """Return the document as an accessible PDF.

    A letter that no font has is shown as a lost one; ask `letters_without_font` beforehand.

    :param large_print: 18 points instead of 12
    :raises RenderingFailed: if it cannot be made to PDF/UA-1
    """
    data, pictures = document_data(content, layout)
    data = with_known_letters(data) | {
        "size": LARGE if large_print else USUAL,
        "fonts": FAMILIES,
    }
    with tempfile.TemporaryDirectory(prefix="wayforward-") as folder:
        root = Path(folder)
        shutil.copyfile(TEMPLATE, root / TEMPLATE.name)
        (root / "data.json").write_text(json.dumps(data), encoding="utf-8")
        for name, picture in pictures.items():
            (root / name).write_bytes(picture)
        return _compiled(root / TEMPLATE.name)


def _compiled(main: Path) -> bytes:
    """Compile; the template can read nothing outside its own folder."""
    try:
        return typst.compile(
            str(main),
            root=str(main.parent),
            format="pdf",
            pdf_standards="ua-1",
            font_paths=fonts(str(settings.DOCUMENT_FONTS)),
        )
    except (typst.TypstError, RuntimeError) as problem:
        raise RenderingFailed(str(problem)) from problem
