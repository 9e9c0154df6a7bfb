"""Reads the Common Transfer File, in which schools send a pupil's facts when the pupil moves.

Source: the Department for Education's CTF specification (versions 15 to 25), as described in
public readers of it: CTfile / Header, CTFpupilData / Pupil, each with UPN, Surname, Forename, DOB,
Sex or Gender, BasicDetails, LookedAfter, SENhistory, Address, Contacts, SchoolHistory. Elements
are read by name whatever their namespace. Assessments, attendance and free school meals are not.
"""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from wayforward.imports.reading.headings import CALLED
from wayforward.imports.reading.tables import (
    CTF,
    MOST_ROWS,
    FileRefused,
    ReadRow,
    ReadTable,
    tidy,
)

ROOT, PUPIL = "CTfile", "Pupil"
MOST_CARERS = 2
# Where the simple facts are.
SIMPLE = {
    "upn": "UPN",
    "uln": "UniqueLearnerNumber",
    "last_name": "Surname",
    "first_names": "Forename",
    "born_on": "DOB",
    "middle_names": "BasicDetails/MiddleNames",
    "known_as": "BasicDetails/PreferredForename",
    "known_last_name": "BasicDetails/PreferredSurname",
    "year": "BasicDetails/NCyearActual",
    "ethnicity": "BasicDetails/Ethnicity",
    "looked_after": "LookedAfter/InCare",
    "care_authority": "LookedAfter/CareAuthority",
    "postcode": "Address/PostCode",
}
RELATIONS = {
    "MOT": "mother",
    "FAT": "father",
    "MFA": "mother and father",
    "STM": "stepmother",
    "STF": "stepfather",
    "STP": "step-parent",
    "GRP": "grandparent",
    "GDP": "grandparent",
    "FOM": "foster mother",
    "FOF": "foster father",
    "FCA": "foster carer",
    "CAR": "carer",
    "GUA": "guardian",
    "PAR": "parent",
}
# The languages most often spoken at home here; any other code is left out.
LANGUAGES = {
    "ENG": "",
    "ENB": "",
    "BSL": "British Sign Language",
    "POL": "Polish",
    "URD": "Urdu",
    "BNG": "Bengali",
    "PNJ": "Panjabi",
    "GUJ": "Gujarati",
    "SOM": "Somali",
    "ARA": "Arabic",
    "RMN": "Romanian",
    "PRT": "Portuguese",
    "SPA": "Spanish",
    "FRN": "French",
    "TAM": "Tamil",
    "TUR": "Turkish",
    "ITA": "Italian",
    "LIT": "Lithuanian",
    "RUS": "Russian",
    "UKR": "Ukrainian",
    "YOR": "Yoruba",
    "HIN": "Hindi",
    "PRS": "Persian",
    "CHI": "Chinese",
    "GER": "German",
}


def read_ctf(content: IO[bytes]) -> ReadTable:
    """Return one row for each pupil.

    :raises FileRefused: for XML that is no CTF, is damaged, or has a doctype or an entity
    """
    content.seek(0)
    rows: list[ReadRow] = []
    try:
        for pupil in _pupils(content):
            given = {field: words for field, words in _given(pupil).items() if words}
            rows.append(ReadRow(len(rows) + 1, given))
            if len(rows) > MOST_ROWS:
                raise FileRefused(f"The file has more than {MOST_ROWS:,} pupils. Send it in parts.")
    except DefusedXmlException as problem:
        raise FileRefused(
            "The file has a document type or entities, which a Common Transfer File never has. It "
            "was not opened. Have it made anew by the school’s system."
        ) from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise FileRefused(
            "The file is damaged: its XML ends or breaks in the middle. Have it sent again."
        ) from problem
    if not rows:
        raise FileRefused("There is no pupil in the file.")
    fields = sorted({field for row in rows for field in row.given}, key=list(CALLED).index)
    return ReadTable(CTF, rows, [(CALLED[field], field) for field in fields])


def _pupils(content: IO[bytes]) -> Iterator[Element]:
    """Yield each pupil, and let go of it afterwards.

    :raises FileRefused: if the outermost element is another
    """
    root = None
    for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
        element.tag = _local(element.tag)
        if root is None:
            root = element
            if root.tag != ROOT:
                raise FileRefused(
                    "This XML is no Common Transfer File: it must begin with CTfile. Send the file "
                    "as the school’s system made it."
                )
        elif event == "end" and element.tag == PUPIL:
            yield element
            element.clear()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _given(pupil: Element) -> dict[str, str]:
    given = {field: _text(pupil, path) for field, path in SIMPLE.items()}
    given["sex"] = _text(pupil, "Sex") or _text(pupil, "Gender")
    given["language"] = _language(pupil)
    given |= _needs(pupil) | _address(pupil) | _school(pupil)
    contacts = sorted(
        pupil.iterfind("Contacts/Contact"), key=lambda each: _text(each, "Order").zfill(3)
    )
    for place, contact in enumerate(contacts[:MOST_CARERS], start=1):
        given |= _carer(contact, place)
    return given


def _text(element: Element, path: str) -> str:
    """Return the words of the first element there, or nothing."""
    found = element.find(path)
    return tidy(found.text or "") if found is not None else ""


def _language(pupil: Element) -> str:
    codes = {
        _text(each, "LanguageType"): _text(each, "Language")
        for each in pupil.iterfind("BasicDetails/Languages/Type")
    }
    return LANGUAGES.get(codes.get("H") or codes.get("F") or "", "")


def _needs(pupil: Element) -> dict[str, str]:
    needs = sorted(
        (_text(each, "SENtypeRank").zfill(3), _text(each, "SENtype"))
        for each in pupil.iterfind("SENhistory/SENneeds/SENneed")
        if not _text(each, "NeedEndDate")
    )
    return {f"need_{place}": code for place, (_, code) in enumerate(needs[:2], start=1)}


def _address(pupil: Element) -> dict[str, str]:
    parts, lines = pupil.find("Address/BS7666Address"), pupil.find("Address/AddressLines")
    if parts is not None:
        house = " ".join(filter(None, [_text(parts, "SAON"), _text(parts, "PAON")]))
        return {
            "street": " ".join(filter(None, [house, _text(parts, "Street")])),
            "street_2": _text(parts, "Locality"),
            "town": _text(parts, "Town") or _text(parts, "PostTown"),
        }
    if lines is not None:
        each = [_text(lines, f"AddressLine{number}") for number in range(1, 6)]
        known = [line for line in each if line]
        return {
            "street": known[0] if known else "",
            "street_2": ", ".join(known[1:-1]),
            "town": known[-1] if len(known) > 1 else "",
        }
    return {}


def _school(pupil: Element) -> dict[str, str]:
    """Return the school that the pupil has not left, the latest first."""
    open_ones = [
        (_text(each, "EntryDate"), _text(each, "URN"), _text(each, "LEA") + _text(each, "Estab"))
        for each in pupil.iterfind("SchoolHistory/School")
        if not _text(each, "LeavingDate")
    ]
    if not open_ones:
        return {}
    entry, urn, number = max(open_ones)
    return {"entry_date": entry, "school_urn": urn, "school_number": number}


def _carer(contact: Element, place: int) -> dict[str, str]:
    last, first = _text(contact, "Surname"), _text(contact, "Forename")
    title = _text(contact, "Title")
    phones = [_text(each, "PhoneNo") for each in contact.iterfind("Phones/Phone")]
    return {
        f"carer_{place}_name": " ".join(filter(None, [title, first, last])),
        f"carer_{place}_relation": RELATIONS.get(_text(contact, "Relationship").upper(), ""),
        f"carer_{place}_phone": next(filter(None, phones), ""),
        f"carer_{place}_email": _text(contact, "Email"),
    }
