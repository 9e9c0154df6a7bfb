"""How names are made findable: folded into words, and each word into how it sounds.

A name may be of one letter, of one word, in any script, with marks that combine. Nothing here
alters what is kept of a name; it only makes what searches compare.
"""

import re
import unicodedata
from collections.abc import Iterable

import jellyfish

from wayforward.web.text import words_of

LONGEST = 200  # characters of one name
# Marks that change the direction of text: they can make a page show a name as another.
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LATIN = re.compile(r"[a-z]+")
LONGEST_SOUND = 40


def read_name(typed: str) -> str:
    """Return a name as it is kept: composed, one space between words, no invisible marks."""
    composed = unicodedata.normalize("NFC", DIRECTION.sub("", typed))
    return " ".join("".join(each for each in composed if each.isprintable()).split())


def name_words(names: Iterable[str]) -> set[str]:
    """Return the words of some names, folded: "Zoë O'Brien-Shah" is {zoe, obrien, shah}."""
    return {word[:LONGEST] for name in names for word in words_of(name)}


def sound(word: str) -> str:
    """Return how a folded word sounds (Metaphone); a word in another script is its own sound."""
    if not LATIN.fullmatch(word):
        return word[:LONGEST_SOUND]
    return (str(jellyfish.metaphone(word)) or word)[:LONGEST_SOUND]
