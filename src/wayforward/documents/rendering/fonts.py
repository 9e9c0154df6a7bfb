"""The fonts of a PDF, and the letters that none of them has."""

import functools
import unicodedata
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

# In the order in which they are asked for a letter; set up by config/assets.py.
FAMILIES = [
    "Atkinson Hyperlegible",
    "Noto Sans",
    *(
        f"Noto Sans {script}"
        for script in ("Arabic", "Bengali", "Gujarati", "Gurmukhi", "Hebrew", "Tamil")
    ),
    "Noto Sans Math",  # arrows
    "Noto Sans Symbols 2",  # ticks and boxes
]
NO_SUCH_LETTER = "\ufffd"  # a question mark in a diamond


@functools.cache
def fonts(folder: str) -> typst.Fonts:
    """Return the fonts of `folder` alone: never the machine's, which differ."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


@functools.cache
def letters(folder: str) -> frozenset[int]:
    """Return the code of every letter that the upright, regular fonts of `folder` have."""
    found: set[int] = set()
    for path in sorted(Path(folder).glob("*_400Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(found)


def letters_without_font(text: str) -> set[str]:
    """Return the letters of `text` that a PDF cannot show: Chinese ones and emoji, say."""
    known = letters(str(settings.DOCUMENT_FONTS))
    return {
        sign
        for sign in set(unicodedata.normalize("NFC", text))
        if ord(sign) not in known and not sign.isspace() and unicodedata.category(sign) != "Cf"
    }


def with_known_letters(data: Any) -> Any:
    """Return plain data in which a letter without font is the sign for a lost one.

    Typst would refuse the whole document for a single such letter.
    """
    if isinstance(data, str):
        text = unicodedata.normalize("NFC", data)
        lost = {ord(sign): NO_SUCH_LETTER for sign in letters_without_font(text)}
        return text.translate(lost) if lost else text
    if isinstance(data, list):
        return [with_known_letters(each) for each in data]
    if isinstance(data, dict):
        return {name: with_known_letters(each) for name, each in data.items()}
    return data
