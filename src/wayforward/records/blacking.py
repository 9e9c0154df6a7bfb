"""Blacking out: the chosen words are replaced, so nothing of them is in what is given."""

import re
import unicodedata

BLOCK = "█████"  # always as long as this: its length tells nothing; the fonts have this block


def pattern_of(words: str) -> re.Pattern[str]:
    """Return what finds the words, however they are capitalised and spaced."""
    parts = [re.escape(part) for part in unicodedata.normalize("NFC", words).split()]
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


def holds(cells: list[list[str]], words: str) -> bool:
    """Tell whether the words stand in any of the cells."""
    pattern = pattern_of(words)
    return any(pattern.search(unicodedata.normalize("NFC", cell)) for _, cell in cells)


def blacked_out(cells: list[list[str]], chosen: list[str]) -> list[list[str]]:
    """Return the cells with each of the chosen words replaced; the longest go first."""
    patterns = [pattern_of(words) for words in sorted(chosen, key=len, reverse=True)]
    made = []
    for name, cell in cells:
        text = unicodedata.normalize("NFC", cell)
        for pattern in patterns:
            text = pattern.sub(BLOCK, text)
        made.append([name, text])
    return made
