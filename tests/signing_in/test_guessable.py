"""Passwords that somebody who knows this place would guess first."""

import pytest
from django.core.exceptions import ValidationError

from wayforward.signing_in.guessable import OurOwnWordsValidator, letters_left


@pytest.mark.parametrize(
    "password",
    [
        "MiltonKeynes2026!",
        "SENDteam SENDteam",
        "wayforward-wayforward",
        "School-Council-123",
        "PasswordPassword1",
        "Caseworker.Summer26",
    ],
)
def test_words_of_the_place_are_not_enough(password):
    with pytest.raises(ValidationError, match="Somebody could guess this"):
        OurOwnWordsValidator().validate(password)


@pytest.mark.parametrize(
    "password",
    ["three invented words", "lemon-tractor-send", "Миллион ключей 1", "correct horse battery"],
)
def test_other_words_are(password):
    OurOwnWordsValidator().validate(password)
    assert "not enough" in OurOwnWordsValidator().get_help_text()


def test_what_is_left_is_counted_in_letters():
    assert letters_left("Send-Me-Plums-99", frozenset(["send"])) == len("meplums")
