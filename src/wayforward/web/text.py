"""How text is made alike before it is compared: lower case, no accents, no apostrophes.

PostgreSQL folds the directory the same way when it indexes it (local_offer/search/index.py).
"""

import re
import unicodedata

DROPPED = re.compile("[\u0300-\u036f'\u2018\u2019`\u00b4]")
WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return `text` in lower case without accents or apostrophes ("Won't" is "wont")."""
    return DROPPED.sub("", unicodedata.normalize("NFKD", text)).lower()


def words_of(text: str) -> list[str]:
    """Return the words of folded `text`, in order; an ampersand counts as "and"."""
    return WORD.findall(folded(text).replace("&", " and "))


def trigrams(word: str) -> set[str]:
    """Return the three-letter pieces of a word padded with two spaces before and one after."""
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
