"""Reads the words of a cell as a fact: a day, a code, a year group.

Each function takes words as `tables.tidy` leaves them and returns the fact, or raises CellRefused
with what is wrong. Nothing here guesses: 03/04/2017 is the third of April, and 04/23/2017 nothing.
"""

import datetime
import re

from wayforward.people import codes
from wayforward.web.fields.text import POSTCODE
from wayforward.web.text import words_of

SPREADSHEETS_BEGIN = datetime.date(1899, 12, 30)  # day 0 of Excel's calendar after February 1900
FIRST_SERIAL, LAST_SERIAL = 25_569, 73_415  # 1 January 1970 to 31 December 2100
CENTURY = 50  # a year of two figures below it is of this century
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?:[T ][0-9:.]+Z?)?")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})(?: [0-9:]+)?")
IN_WORDS = re.compile(
    r"(?:[a-z]+,? )?([0-9]{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})\.?,?[-/. ]+([0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
SEXES = {
    **dict.fromkeys(("f", "female", "girl", "woman"), "F"),
    **dict.fromkeys(("m", "male", "boy", "man"), "M"),
}
YEAR = re.compile(
    r"(?:year|yr|y|nc|ncy|year group|nc year)?\s*(-?[0-9]{1,2})(?:[a-z])?", re.IGNORECASE
)
YEARS = {
    **dict.fromkeys(("r", "rec", "reception", "yr r", "year r", "yr"), 0),
    **dict.fromkeys(("n", "n2", "nursery", "nursery 2", "nur", "preschool", "pre school"), -1),
    **dict.fromkeys(("n1", "nursery 1", "e1", "e2"), -2),
}
LEAST_YEAR, MOST_YEAR = -2, 14
YES = {"yes", "y", "true", "t", "1", "lac", "cla", "looked after", "currently looked after"}
NO = {"no", "n", "false", "f", "0", "not looked after"}
# How people write the types of need beside the Department's codes and words.
NEEDS_TOO = {
    "ASC": "ASD",
    "AUTISM": "ASD",
    "AUTISTIC": "ASD",
    "AUTISTICSPECTRUMCONDITION": "ASD",
    "AUTISMSPECTRUMDISORDER": "ASD",
    "AUTISMSPECTRUMCONDITION": "ASD",
    "SPEECHLANGUAGEANDCOMMUNICATION": "SLCN",
    "SPEECHANDLANGUAGE": "SLCN",
    "SOCIALEMOTIONALMENTALHEALTH": "SEMH",
    "DYSLEXIA": "SPLD",
    "DOWNSSYNDROME": "DS",
    "VISUALIMPAIRMENT": "VI",
    "PHYSICALDISABILITIES": "PD",
    "OTHER": "OTH",
}
NOT_ASSESSED = {"NSA", "NONE", "NOSPECIALISTASSESSMENT"}
# The longer list of ethnicities that some schools keep, where it is a part of one of the usual.
ETHNICITIES_TOO = {
    **dict.fromkeys(("WENG", "WSCO", "WWEL", "WNIR", "WCOR", "WOWB"), "WBRI"),
    **dict.fromkeys(("BSOM", "BNGN", "BGHA", "BCON", "BANN", "BSLN", "BSUD", "BAOF"), "BAFR"),
    **dict.fromkeys(("WEEU", "WWEU", "WALB", "WBOS", "WCRO", "WGRE", "WGRK", "WITA"), "WOTH"),
    **dict.fromkeys(("WKOS", "WPOR", "WSER", "WTUR", "WTUK", "WEUR", "WOTW", "WUKR"), "WOTH"),
    **dict.fromkeys(("BEUR", "BNAM", "BOTB"), "BOTH"),
    **dict.fromkeys(("AAFR", "AKAO", "ANEP", "ASLT", "ASNL", "ASRO", "AOTA"), "AOTH"),
    **dict.fromkeys(("AMPK", "AKPA", "AOPK"), "APKN"),
}


class CellRefused(ValueError):
    """A cell cannot be the fact that its column is for; the message says why."""


def read_day(words: str) -> datetime.date:
    """Return the day that a cell means: 04/03/2017, 4 March 2017, 2017-03-04 or Excel's 42798.

    :raises CellRefused: if it is none, or its month might be its day
    """
    if words.isascii() and words.isdigit() and len(words) == 5:
        serial = int(words)
        if FIRST_SERIAL <= serial <= LAST_SERIAL:
            return SPREADSHEETS_BEGIN + datetime.timedelta(days=serial)
    try:
        if found := ISO.fullmatch(words):
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        if found := DAY_FIRST.fullmatch(words):
            return datetime.date(_whole_year(found[3]), int(found[2]), int(found[1]))
        if (found := IN_WORDS.fullmatch(words)) and (month := _month(found[2])):
            return datetime.date(_whole_year(found[3]), month, int(found[1]))
    except ValueError:
        pass
    raise CellRefused("is no day: it must be day, month and year, such as 04/03/2017")


def _whole_year(figures: str) -> int:
    year = int(figures)
    if len(figures) == 4:
        return year
    return year + (2000 if year < CENTURY else 1900)


def _month(word: str) -> int:
    """Return the number of a month by its whole name or first three letters; 0 for no month."""
    word = word.lower()
    whole = word in FULL_MONTHS or word in MONTHS or word == "sept"
    return MONTHS.index(word[:3]) + 1 if whole else 0


def read_sex(words: str) -> str:
    """Return F or M.

    :raises CellRefused: if it is neither
    """
    try:
        return SEXES[words.lower().strip(".")]
    except KeyError:
        raise CellRefused("is neither F nor M") from None


def _code(words: str, known: dict[str, str], also: dict[str, str]) -> str:
    """Return the code that words mean: the code itself, its words, or another way to write it."""
    key = "".join(words_of(words)).upper()
    if key in known:
        return key
    if key in also:
        return also[key]
    for code, meaning in known.items():
        if key == "".join(words_of(meaning)).upper():
            return code
    first = words.split(" ", 1)[0].strip(" -:,").upper()  # "ASD - Autistic spectrum disorder"
    if len(first) > 1 and first in known and first != words.upper():
        return first
    raise CellRefused("is no code that we know")


def read_ethnicity(words: str) -> str:
    """Return the Department for Education's code.

    :raises CellRefused: if it is none that we know
    """
    return _code(words, codes.ETHNICITIES, ETHNICITIES_TOO)


def read_need(words: str) -> str:
    """Return the Department for Education's code of a type of need; "" for "not assessed yet".

    :raises CellRefused: if it is none that we know
    """
    if "".join(words_of(words)).upper() in NOT_ASSESSED:
        return ""
    return _code(words, codes.NEEDS, NEEDS_TOO)


def read_year(words: str) -> int:
    """Return a National Curriculum year: -2 and -1 before Reception, which is 0, up to 14.

    :raises CellRefused: if it is none
    """
    key = " ".join(words_of(words))
    if key in YEARS:
        return YEARS[key]
    found = YEAR.fullmatch(words.strip(". "))
    if found and LEAST_YEAR <= int(found[1]) <= MOST_YEAR:
        return int(found[1])
    raise CellRefused("is no year group: it must be N, R or 1 to 14")


def read_yes(words: str) -> bool:
    """Return whether a cell says yes.

    :raises CellRefused: if it says neither yes nor no
    """
    key = " ".join(words_of(words))
    if key in YES:
        return True
    if key in NO:
        return False
    raise CellRefused("is neither yes nor no")


def read_postcode(words: str) -> str:
    """Return a postcode with its one space.

    :raises CellRefused: if it is not shaped like one
    """
    found = POSTCODE.fullmatch(re.sub(r"[\s.\-]", "", words).upper())
    if not found:
        raise CellRefused("is no postcode")
    return f"{found[1]} {found[2]}"


def read_email(words: str) -> str:
    """Return an e-mail address in lower case.

    :raises CellRefused: if it has no shape of one
    """
    if not re.fullmatch(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]+", words) or len(words) > 254:
        raise CellRefused("is no e-mail address")
    return words.lower()


def read_phone(words: str) -> str:
    """Return a telephone number as it is written.

    :raises CellRefused: if it has too few figures or is too long
    """
    figures = sum(each.isdigit() for each in words)
    if not 7 <= figures <= 15 or len(words) > 40 or re.search(r"[^0-9+()\-./ a-zA-Z]", words):
        raise CellRefused("is no telephone number")
    # A spreadsheet takes the 0 from the front of a number.
    return (
        f"0{words}"
        if words.isascii() and words.isdigit() and words[0] in "127" and figures == 10
        else words
    )


def split_name(words: str) -> tuple[str, str]:
    """Return last and first names of "Surname, Forenames".

    :raises CellRefused: if no comma parts them: which is which would be a guess
    """
    last, comma, first = words.partition(",")
    if not comma or not first.strip():
        raise CellRefused(
            "must be “Surname, Forenames”, or in two columns: else which is which is a guess"
        )
    return last.strip(), first.strip()
