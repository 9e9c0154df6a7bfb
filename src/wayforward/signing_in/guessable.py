"""Refuses passwords that are little more than words of this place: the council, the work, the site."""

import re

from django.core.exceptions import ValidationError

from wayforward.web.arranged import arrangements
from wayforward.web.text import words_of

# Words of the work that somebody would guess first; those of the authority's name are added.
OUR_WORDS = frozenset(
    [
        *("wayforward", "send", "sen", "senco", "sendco", "ehcp", "ehc", "plan", "plans", "local"),
        *("offer", "council", "school", "schools", "college", "education", "inclusion", "casework"),
        *(
            "caseworker",
            "psychology",
            "sensory",
            "team",
            "teacher",
            "password",
            "welcome",
            "letmein",
        ),
        *("spring", "summer", "autumn", "winter"),
    ]
)
LETTERS_LEFT = 6  # letters that must be left when such words are taken out


def letters_left(password: str, words: frozenset[str]) -> int:
    """Return how many letters of `password` belong to no word that would be guessed first."""
    text = re.sub(r"[^a-z]", "", password.lower())
    for word in sorted(words, key=lambda word: (-len(word), word)):
        text = text.replace(word, "")
    return len(text)


class OurOwnWordsValidator:
    """Refuses a password in which little but the authority's name and words of the work is said."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse what somebody who knows this place would guess.

        :raises ValidationError: saying what to do
        """
        ours = arrangements().authority
        names = words_of(f"{ours.name} {ours.short_name}")
        known = OUR_WORDS | {word for word in names if len(word) > 2}
        if password.isascii() and letters_left(password, frozenset(known)) < LETTERS_LEFT:
            raise ValidationError(
                "Somebody could guess this: it is little more than words of the council or the "
                "work. Use three words that have nothing to do with them",
                code="our_own_words",
            )

    def get_help_text(self) -> str:
        """Return what is asked of a password."""
        return "Words of the council or of the work are not enough for a password."
