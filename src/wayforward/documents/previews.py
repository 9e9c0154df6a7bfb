"""Draws a small picture of a file's first page, and every page of a PDF with its words."""

import io
import threading
from dataclasses import dataclass
from typing import IO

import pypdfium2
from PIL import Image

from wayforward.documents.checking.kinds import BY_CONTENT_TYPE, PDF

WIDTH, HEIGHT = 400, 566  # pixels at most: an A4 page
QUALITY = 80
PAGE_WIDTH = 1_240  # pixels of a page that is drawn to be read: 150 to the inch on A4
PAGE_POINTS = 14_400  # the largest side of a page that PDF allows

_one_at_a_time = threading.Lock()  # pdfium may be used by one thread only


class NoPreview(Exception):
    """There is nothing to draw, or it cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A WebP picture; width and height in pixels."""

    content: IO[bytes]
    width: int
    height: int


def drawn(content: IO[bytes], content_type: str) -> Drawn:
    """Return a small picture of a PDF's first page, or of a picture.

    :raises NoPreview: for other types, and for what cannot be drawn
    """
    kind = BY_CONTENT_TYPE.get(content_type)
    if kind is PDF:
        picture = _first_page(content)
    elif kind is not None and kind.is_picture:
        picture = _small(content)
    else:
        raise NoPreview(f"{content_type} has no preview")
    written = io.BytesIO()
    picture.save(written, format="WEBP", quality=QUALITY)
    return Drawn(written, picture.width, picture.height)


def _first_page(content: IO[bytes]) -> Image.Image:
    content.seek(0)
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content.read())
            try:
                page = document[0]
                width, height = page.get_size()
                if not 0 < max(width, height) <= PAGE_POINTS:
                    raise NoPreview("the page has no size that can be drawn")
                scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
                picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
            finally:
                document.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError) as problem:
            raise NoPreview("the PDF cannot be drawn") from problem
    return picture


def pages_of(content: IO[bytes], *, most: int) -> list[tuple[bytes, str]]:
    """Return each page of a PDF as a JPEG, and the words on it; a scan has none.

    :raises NoPreview: for what cannot be drawn, or has more pages than `most`
    """
    content.seek(0)
    pages = []
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content.read())
            try:
                if len(document) > most:
                    raise NoPreview(f"it has more than {most} pages")
                for page in document:
                    width, height = page.get_size()
                    if not 0 < max(width, height) <= PAGE_POINTS or min(width, height) <= 0:
                        raise NoPreview("a page has no size that can be drawn")
                    scale = min(PAGE_WIDTH / width, PAGE_WIDTH * 1.5 / height)
                    picture = page.render(scale=scale).to_pil().convert("RGB")
                    written = io.BytesIO()
                    picture.save(written, format="JPEG", quality=QUALITY)
                    words = page.get_textpage().get_text_bounded()
                    pages.append((written.getvalue(), words))
            finally:
                document.close()
        except (pypdfium2.PdfiumError, ValueError) as problem:
            raise NoPreview("the PDF cannot be drawn") from problem
    return pages


def _small(content: IO[bytes]) -> Image.Image:
    try:
        with Image.open(content) as opened:
            opened.draft("RGB", (WIDTH * 2, HEIGHT * 2))
            picture = opened.convert("RGBA" if opened.mode == "RGBA" else "RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as problem:
        raise NoPreview("the picture cannot be drawn") from problem
    picture.thumbnail((WIDTH, HEIGHT))
    return picture
