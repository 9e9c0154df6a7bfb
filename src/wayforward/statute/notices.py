"""What each letter must contain, as data that letters are checked against.

NP, the notice pack, goes with every decision that can be appealed.
"""

from collections.abc import Iterable
from datetime import date

from wayforward.statute.errors import StatuteError
from wayforward.statute.letters import LETTERS, Letter
from wayforward.statute.notice_pack import MEDIATION, NO_CERTIFICATE_WORDS, NOTICE_PACK, Content

__all__ = [
    "LETTERS",
    "NOTICE_PACK",
    "NO_CERTIFICATE_WORDS",
    "Content",
    "Letter",
    "letter_named",
    "mediation_words",
    "missing_from",
    "must_contain",
]


def letter_named(letter_id: str) -> Letter:
    """Return a kind of letter.

    :raises StatuteError: if there is none
    """
    found = LETTERS.get(letter_id)
    if found is None:
        raise StatuteError(f"no letter is called {letter_id!r}; use {', '.join(LETTERS)}")
    return found


def must_contain(letter_id: str, *, on: date) -> tuple[Content, ...]:
    """Return everything that a letter sent on a day must contain, the notice pack included.

    :raises StatuteError: if there is no such letter
    """
    letter = letter_named(letter_id)
    pack = NOTICE_PACK if letter.appealable else ()
    return tuple(
        content
        for content in (*letter.contains, *pack)
        if content.since <= on and (letter.recommendations or content.id != "recommendations_power")
    )


def missing_from(letter_id: str, present: Iterable[str], *, on: date) -> tuple[Content, ...]:
    """Return what a letter lacks, so that it must not be sent.

    :param present: ids of what it contains
    :raises StatuteError: if there is no such letter
    """
    there = set(present)
    return tuple(content for content in must_contain(letter_id, on=on) if content.id not in there)


def mediation_words(*, only_about_school: bool) -> str:
    """Return what item 3 of the notice pack says: CFA 2014 s55(2). Grade P."""
    if only_about_school:
        return NO_CERTIFICATE_WORDS
    return f"mediation: {'; '.join(content.words for content in MEDIATION)}"
