"""File names as given, made safe to keep and to send in a header."""

import re
import unicodedata

from wayforward.documents.checking.kinds import ENDINGS, FileType

LONGEST = 150  # characters, the ending included
NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')


def safe_name(given: str, kind: FileType) -> str:
    """Return the last part of `given` without control or direction marks, with `kind`'s ending.

    A right-to-left override can make "exe.pdf" out of "fdp.exe": marks of format are taken out.
    """
    last = re.split(r"[/\\]", given)[-1]
    shown = "".join(" " if sign.isspace() else sign for sign in last)
    shown = "".join(sign for sign in shown if unicodedata.category(sign)[0] != "C")
    shown = NOT_ON_WINDOWS.sub("-", unicodedata.normalize("NFC", shown))
    shown = " ".join(shown.split()).rstrip(". ")
    stem, dot, ending = shown.rpartition(".")
    if not dot:
        stem, ending = shown, ""
    if ending.lower() not in kind.extensions:
        if ending and ending.lower() not in ENDINGS:
            stem = shown
        ending = kind.extensions[0]
    stem = stem.strip(". ") or "document"
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending.lower()}"
