"""The types of file that may be kept."""

from dataclasses import dataclass

WELCOME = (
    "Send a PDF, a picture (JPEG, PNG, HEIC or WebP), a Word, Excel, PowerPoint or OpenDocument "
    "text file, plain text or CSV, a sound recording (MP3, M4A, WAV or OGG) or an MP4 video."
)


@dataclass(frozen=True, slots=True)
class FileType:
    """One type of file.

    :param extensions: the endings of its names, the usual one first
    :param is_picture: made anew from its dots, so nothing hidden in it is kept
    :param shows_inline: a browser may show it in a page, not only download it
    """

    content_type: str
    extensions: tuple[str, ...]
    is_picture: bool = False
    shows_inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."

PDF = FileType("application/pdf", ("pdf",), shows_inline=True)
JPEG = FileType("image/jpeg", ("jpg", "jpeg", "jfif"), is_picture=True, shows_inline=True)
PNG = FileType("image/png", ("png",), is_picture=True, shows_inline=True)
WEBP = FileType("image/webp", ("webp",), is_picture=True, shows_inline=True)
DOCX = FileType(f"{_OFFICE}wordprocessingml.document", ("docx",))
XLSX = FileType(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = FileType(f"{_OFFICE}presentationml.presentation", ("pptx",))
ODT = FileType("application/vnd.oasis.opendocument.text", ("odt",))
TEXT = FileType("text/plain", ("txt",))
CSV = FileType("text/csv", ("csv",))
MP3 = FileType("audio/mpeg", ("mp3",), shows_inline=True)
M4A = FileType("audio/mp4", ("m4a",), shows_inline=True)
WAV = FileType("audio/wav", ("wav",), shows_inline=True)
OGG = FileType("audio/ogg", ("ogg", "oga", "opus"), shows_inline=True)
MP4 = FileType("video/mp4", ("mp4", "m4v"), shows_inline=True)

TYPES = (PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX, ODT, TEXT, CSV, MP3, M4A, WAV, OGG, MP4)
BY_CONTENT_TYPE = {each.content_type: each for each in TYPES}
# Endings that a name may lose when the bytes were turned into another type.
ENDINGS = {ending for each in TYPES for ending in each.extensions} | {"heic", "heif", "gif"}
