"""Pictures are made anew from their dots: upright, in sRGB, with nothing else kept of the file."""

import io
from typing import IO

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from wayforward.documents.checking.kinds import JPEG, PNG, WEBP, FileType
from wayforward.documents.refusals import UploadRefused

# What `filetype` calls them; "mif1" and its like are HEIC too.
PICTURES = {"image/jpeg", "image/png", "image/apng", "image/webp", "image/gif"} | {
    "image/heic",
    "image/heif",
    "image/avif",
}
MOST_DOTS = 64_000_000  # a phone's camera takes 12 to 50 million
QUALITY = 90
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
KEPT_AS = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP, "GIF": PNG, "HEIF": JPEG}
PILLOW_NAMES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
DAMAGED = (
    "The picture is damaged or of a kind that cannot be read. Save it as a JPEG or PNG, and send "
    "that."
)
TOO_LARGE = (
    f"The picture has more than {MOST_DOTS // 1_000_000} million dots. Save a smaller one, and "
    "send that."
)
MOVING = "Moving pictures cannot be kept. Send a still picture, or an MP4 video."

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MOST_DOTS


def made_anew(content: IO[bytes]) -> tuple[FileType, IO[bytes]]:
    """Return the type it is kept as, and the new bytes.

    :raises UploadRefused: if it cannot be read, moves, or has too many dots
    """
    content.seek(0)
    try:
        with Image.open(content, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise UploadRefused(TOO_LARGE)
            if getattr(opened, "is_animated", False) and opened.format != "HEIF":
                raise UploadRefused(MOVING)
            kind = KEPT_AS[str(opened.format)]
            return kind, _written(_upright(opened), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise UploadRefused(TOO_LARGE) from problem
    except UploadRefused:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, MemoryError) as problem:
        raise UploadRefused(DAMAGED) from problem


def _upright(opened: Image.Image) -> Image.Image:
    """Return the dots as they are meant to be seen, without anything beside them."""
    picture = ImageOps.exif_transpose(opened)
    profile = picture.info.get("icc_profile")
    see_through = picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info
    picture = _in_srgb(picture, profile)
    if picture.mode not in {"L", "RGB", "RGBA"}:
        picture = picture.convert("RGBA" if see_through else "RGB")
    picture.info = {}
    return picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours that every screen takes for granted."""
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        turned = ImageCms.profileToProfile(
            picture, theirs, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a wrong profile: the colours are a little off, the picture is kept
    return turned or picture


def _written(picture: Image.Image, kind: FileType) -> IO[bytes]:
    if kind is JPEG and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    written = io.BytesIO()
    picture.save(written, format=PILLOW_NAMES[kind], quality=QUALITY)
    return written
