"""Hears danger and despair in what is typed, so that the page can say first whom to ring now."""

import functools
from collections.abc import Mapping, Sequence

from wayforward.arrangements.words import Crisis, load_crisis
from wayforward.local_offer.search.negatives import known_way
from wayforward.web.text import words_of


@functools.cache
def crisis() -> Crisis:
    """Return the words of a crisis and whom to ring, read once a process."""
    return load_crisis()


@functools.cache
def _phrases() -> frozenset[str]:
    return frozenset(" ".join(words_of(text)) for text in crisis().says)


def is_crisis(query: str, mended: Mapping[str, str]) -> bool:
    """Tell whether `query` holds words of danger or despair, as typed or with its slips mended."""
    typed = words_of(query)
    return _holds(typed) or _holds([mended.get(word, word) for word in typed])


def _holds(words: Sequence[str]) -> bool:
    phrases = _phrases()
    longest = max(len(text.split()) for text in phrases) + 1  # "do not" for "dont"
    return any(
        known_way(" ".join(words[start : start + length]), phrases)
        for start in range(len(words))
        for length in range(1, longest + 1)
    )
