"""Numbers that a child may carry, checked by their own check figures.

Each `read_` function takes what somebody typed and returns the number as it is kept: no spaces,
capitals. It raises NumberRefused, whose message says what is wrong, in words for the person who
typed it. Nothing typed is repeated in the message.
"""

import re
import secrets

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs
from stdnum.iso7064 import mod_37_36

# The check letters of a unique pupil number, by their value: the alphabet without I, O and S.
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN_SHAPE = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
ULN_SHAPE = re.compile(r"[1-9][0-9]{9}")
ULN_OF_NOBODY = "9999999999"  # stands for "unknown" in the learner record
REFERENCE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nobody misreads them
REFERENCE_LENGTH = 7  # before the check character


class NumberRefused(ValueError):
    """A number cannot be right; the message says why."""


def compact(typed: str) -> str:
    """Return the number without the spaces, dots and dashes that people put in."""
    return re.sub(r"[\s.\-\u2010-\u2015]", "", typed).upper()


def read_upn(typed: str) -> str:
    """Return a unique pupil number: a check letter, eleven figures, a figure or letter.

    Source: the Department for Education's UPN guide. The sum of each figure times its place (2 to
    13), modulo 23, gives the check letter; a letter in the last place marks a temporary number.

    :raises NumberRefused: if its shape or check letter is wrong
    """
    number = compact(typed)
    if not UPN_SHAPE.fullmatch(number):
        raise NumberRefused(
            "UPN must be a letter and 12 figures, such as B801200005001 "
            "(a temporary one ends in a letter)"
        )
    values = [int(each) if each.isdigit() else UPN_LETTERS.index(each) for each in number[1:]]
    total = sum(place * value for place, value in enumerate(values, start=2))
    if UPN_LETTERS[total % 23] != number[0]:
        raise NumberRefused("UPN does not fit its first letter: check each figure")
    return number


def is_temporary(upn: str) -> bool:
    """Tell whether a UPN is temporary: its last place is a letter."""
    return not upn[-1].isdigit()


def read_uln(typed: str) -> str:
    """Return a unique learner number: ten figures, the last a check figure.

    Source: the learner record's rule. The figures times 10, 9 ... 1 leave 10 when divided by 11.

    :raises NumberRefused: if its shape or check figure is wrong, or it stands for nobody
    """
    number = compact(typed)
    if not ULN_SHAPE.fullmatch(number):
        raise NumberRefused("ULN must be ten figures, the first not 0")
    if number == ULN_OF_NOBODY:
        raise NumberRefused("ULN 9999999999 stands for an unknown number: leave it out")
    total = sum(
        int(figure) * weight for figure, weight in zip(number, range(10, 0, -1), strict=True)
    )
    if total % 11 != 10:
        raise NumberRefused("ULN does not fit its last figure: check each figure")
    return number


def read_nhs_number(typed: str) -> str:
    """Return an NHS number: ten figures, the last a check figure modulo 11 (NHS Data Dictionary).

    :raises NumberRefused: if its shape or check figure is wrong
    """
    number = compact(typed)
    try:
        return str(nhs.validate(number))
    except ValidationError:
        shape = re.fullmatch(r"[0-9]{10}", number)
        raise NumberRefused(
            "NHS number does not fit its last figure: check each figure"
            if shape
            else "NHS number must be ten figures, such as 943 476 5919"
        ) from None


def shown_nhs_number(number: str) -> str:
    """Return an NHS number as people read it: 943 476 5919."""
    return str(nhs.format(number))


def new_reference() -> str:
    """Return a new reference for a record: eight letters and figures, the last a check."""
    while True:
        body = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(REFERENCE_LENGTH))
        if (checked := with_check(body)) is not None:
            return checked


def with_check(body: str) -> str | None:
    """Return seven letters with their check character, or nothing if it could be misread."""
    check = str(mod_37_36.calc_check_digit(body))
    return body + check if check in REFERENCE_LETTERS else None


def read_reference(typed: str) -> str | None:
    """Return a reference that its check character fits, or nothing."""
    number = compact(typed)
    if len(number) != REFERENCE_LENGTH + 1 or not mod_37_36.is_valid(number):
        return None
    return number
