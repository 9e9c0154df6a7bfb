"""Plain text: UTF-8, no control characters, and nothing that a browser could take for a page."""

import codecs
import re
from typing import IO

from wayforward.documents.checking.kinds import WELCOME
from wayforward.documents.refusals import UploadRefused

PIECE = 262_144  # bytes
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(r"<(!doctype|html|head|body|svg|script|iframe|\?xml|!--)", re.IGNORECASE)
LOOKED_AT = 2_048  # characters: more than browsers read to guess a type


def check_text(content: IO[bytes]) -> None:
    """Refuse what is not plain text in UTF-8.

    :raises UploadRefused: with what to do
    """
    content.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    start = ""
    try:
        while piece := content.read(PIECE):
            text = decoder.decode(piece)
            start = (start + text)[:LOOKED_AT] if len(start) < LOOKED_AT else start
            if CONTROL.search(text):
                raise UploadRefused(f"This type of file cannot be kept. {WELCOME}")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as problem:
        raise UploadRefused(
            f"This type of file cannot be kept. {WELCOME} If it is plain text or CSV, save it "
            "with the encoding UTF-8 and send it again."
        ) from problem
    if MARKUP.search(start):
        raise UploadRefused(
            "Web pages and drawings in SVG cannot be kept, because they can run a program. Print "
            "it to a PDF, or save it as a picture, and send that."
        )
