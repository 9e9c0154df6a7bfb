"""Invented files of every type, made in memory."""

import io
import wave
import zipfile
from typing import Any

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from tests.documents.conftest import AT
from wayforward.documents.actions import store_upload
from wayforward.documents.models import Version

PNG = "advice.png"


def upload(content: bytes, name: str = "advice.bin") -> Any:
    """Return what a form hands over; the name is given raw, as an attacker may send it."""
    file = SimpleUploadedFile("x", content)
    file._name = name  # Django would take the folders off
    return file


def store(content: bytes, name: str = "advice.bin", **more: Any) -> Version:
    """Store `content` as a document called Advice."""
    asked = {"title": "Advice", "kind": "advice", "by": None, "at": AT} | more
    return store_upload(upload(content, name), **asked)


def picture(
    form: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **saved: Any
) -> bytes:
    """Return a picture whose left half is red and whose right half is blue."""
    drawn = Image.new(mode, size, "red" if mode != "L" else 90)
    drawn.paste("blue" if mode != "L" else 200, (size[0] // 2, 0, *size))
    written = io.BytesIO()
    drawn.save(written, format=form, **saved)
    return written.getvalue()


def heic() -> bytes:
    """Return a picture as a telephone sends it."""
    written = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(written)
    return written.getvalue()


def photograph(orientation: int = 6) -> bytes:
    """Return a JPEG that says where and by whom it was taken, and which way up it is."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "INVENTED-MAKER"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 2.0, 30.0), 3: "W", 4: (0.0, 45.0, 0.0)})
    return picture("JPEG", exif=exif, comment=b"INVENTED-COMMENT", quality=95)


def pdf(change: Any = None, pages: int = 1) -> bytes:
    """Return a PDF of empty pages; `change` is called with its writer first."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if change:
        change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def archive(members: dict[str, bytes], pressed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", pressed) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return written.getvalue()


def office(main: str = "wordprocessingml.document.main+xml", **more: bytes) -> bytes:
    """Return the smallest Office file of the kind whose main part is `main`."""
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-x.{main}"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), "part.xml": b"<p/>"} | more)


def wav() -> bytes:
    """Return a tenth of a second of silence."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(b"\0\0" * 800)
    return written.getvalue()


def mp4(brand: bytes) -> bytes:
    """Return the beginning of an MP4 of that brand."""
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mp42isom" + b"\0" * 40


MP3 = b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 40
OGG = b"OggS\0\x02" + b"\0" * 40
