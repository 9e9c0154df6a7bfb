"""The ways of saying no that mean the same to a search: "won't", "does not", "refuses to"...

The vocabulary holds one of them ("wont speak"); what people type may be any other.
"""

import re
from collections.abc import Container

# What may stand before the word "not" or be one word with it, and what else says no.
_WITH_NOT = "will|would|does|do|did|is|are|am|was|were|can|could|should|has|have|had"
_ONE_WORD = (
    "wont|wouldnt|doesnt|dont|didnt|isnt|arent|aint|wasnt|werent|cant|cannot|couldnt|hasnt|havent"
    "|hadnt|not|never|hardly|barely|rarely|no longer"
)
_TO_DO = (
    "(?:refus(?:es|e|ed|ing)|unable|struggl(?:es|e|ed|ing)|fail(?:s|ed|ing)?"
    "|(?:finds?|finding) it (?:very )?(?:hard|difficult)|afraid|scared|frightened) to"
)
_AND_WISHES = "(?: (?:really|even|always|yet|ever|now|able to|like to|want to|seem to|dare to))*"
_NO = rf"\b(?:(?:{_WITH_NOT}) not|{_ONE_WORD}|{_TO_DO})"
_PATTERNS = (re.compile(rf"{_NO}(?= [a-z])"), re.compile(rf"{_NO}{_AND_WISHES}(?= [a-z])"))
WAYS_OF_NO = ("wont", "doesnt", "cant", "cannot", "not", "dont", "isnt", "never", "hasnt")


def said_with_no(run: str) -> list[str]:
    """Return `run` in every way of saying no, itself first; itself alone if it does not say no.

    At its first "no" only. "Does not want to go to school" is "wont want to go to school", which
    nobody says, and "wont go to school", which the vocabulary has.
    """
    said = [run]
    for pattern in _PATTERNS:
        if match := pattern.search(run):
            before, after = run[: match.start()], run[match.end() :]
            said += [f"{before}{way}{after}" for way in WAYS_OF_NO]
    return list(dict.fromkeys(said))


def known_way(run: str, known: Container[str]) -> str | None:
    """Return the way of saying `run` that is among `known`, as typed if that is."""
    return next((way for way in said_with_no(run) if way in known), None)
