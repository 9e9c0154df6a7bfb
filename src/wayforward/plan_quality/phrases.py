"""Phrases as people write them, and as the rules look for them.

A phrase is in lower case; `*` ends a word in any way, and `|` divides ways to say one word. It is
found as whole words, whatever the case, with any space or line between them.
"""

import re
from collections.abc import Iterable

_SPACE = r"\s+"
_HYPHENS = r"[-\u2010-\u2013]"


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that finds any of the phrases, the longest where several fit."""
    ways = sorted(phrases, key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(_one(way) for way in ways) + r")(?![\w-])", re.IGNORECASE
    )


def _one(phrase: str) -> str:
    return _SPACE.join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    ways = [
        re.escape(way).replace(r"\*", r"[\w'\u2019]*").replace(r"\-", _HYPHENS)
        for way in word.split("|")
    ]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
