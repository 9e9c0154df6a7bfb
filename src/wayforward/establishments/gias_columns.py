"""What is read from each column of the register of schools, and how.

Source of names and codes: the extract of Get Information about Schools, as of 2025.
"""

import datetime
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wayforward.establishments.postcodes import SHAPE, normalised, spaced

TYPES = tomllib.loads(Path(__file__).with_name("gias_types.toml").read_text(encoding="utf-8"))
KIND_OF_TYPE: dict[str, str] = {
    str(code): kind for kind, codes in TYPES["kind"].items() for code in codes
}
PHASE_OF_TYPE: dict[str, str] = {
    str(code): phase for phase, codes in TYPES["phase"].items() for code in codes
}
SECTION_41_TYPES = frozenset(map(str, TYPES["section_41"]["types"]))
STATUSES = {"1": "open", "2": "closed", "3": "closing", "4": "proposed"}
PHASES = {"16 plus": "post-16", "not applicable": "not stated", "": "not stated"}
INFANT_LEAVES_AT = 7  # years; a primary school whose pupils leave by then is an infant school
OLDEST = 120  # years
GRID_EAST, GRID_NORTH = 700_000, 1_300_000  # metres: where the National Grid ends
# What the register calls needs, by the Department for Education's codes.
NEEDS = {
    "SPLD": "specific learning difficulty",
    "MLD": "moderate learning difficulty",
    "SLD": "severe learning difficulty",
    "PMLD": "profound and multiple learning difficulty",
    "SEMH": "social, emotional and mental health",
    "SLCN": "speech, language and communication needs",
    "HI": "hearing impairment",
    "VI": "vision impairment",
    "MSI": "multi-sensory impairment",
    "PD": "physical disability",
    "ASD": "autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "other difficulty",
}
NO_NEED = {"", "not applicable", "none"}
NEED_COLUMNS = tuple(f"SEN{number} (name)" for number in range(1, 14))


class Wrong(Exception):
    """A cell cannot be read; `column` where it is not the first of the fact's columns."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.reason, self.column = reason, column


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, the columns that it is read from, and how; their cells come without spaces.

    :ivar optional: an extract may lack the columns; then the fact is left as it is
    """

    field: str
    columns: tuple[str, ...]
    read: Callable[..., Any]
    optional: bool = False


def day_of(cell: str) -> datetime.date | None:
    """Return a day written dd-mm-yyyy."""
    if not cell:
        return None
    found = re.fullmatch(r"([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{4})", cell)
    try:
        if found:
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise Wrong(f"{cell!r} is no day; days are written 31-08-2026")


def text(longest: int, *, needed: bool = False) -> Callable[[str], str]:
    """Return a reader of text of at most `longest` characters."""

    def read(cell: str) -> str:
        if needed and not cell:
            raise Wrong("is empty")
        if len(cell) > longest:
            raise Wrong(f"has {len(cell)} characters, and {longest} fit")
        return " ".join(cell.split())

    return read


def figures(shape: str, what: str, *, needed: bool = False) -> Callable[[str], str]:
    """Return a reader of a number that is a name, such as a URN."""
    pattern = re.compile(shape)

    def read(cell: str) -> str:
        if not cell and not needed:
            return ""
        if not pattern.fullmatch(cell):
            raise Wrong(f"{cell!r} is no {what}")
        return cell

    return read


def number(most: int) -> Callable[[str], int | None]:
    """Return a reader of a whole number from 0 to `most`."""

    def read(cell: str) -> int | None:
        if not cell:
            return None
        if not (cell.isascii() and cell.isdigit() and len(cell) < 10):
            raise Wrong(f"{cell!r} is no whole number")
        if int(cell) > most:
            raise Wrong(f"is {int(cell):,}, and cannot be above {most:,}")
        return int(cell)

    return read


def ukprn(cell: str) -> str | None:
    """Return a UK provider reference number: eight figures, the first a 1."""
    return figures(r"1[0-9]{7}", "UKPRN, which has eight figures and begins with 1")(cell) or None


def status(cell: str) -> str:
    """Return the status of a code."""
    if cell not in STATUSES:
        raise Wrong(f"{cell!r} is no status; they are {', '.join(STATUSES)}")
    return STATUSES[cell]


def phase(type_code: str, name: str, high_age: str) -> str:
    """Return the phase, from the type of establishment where that says more."""
    if (known := PHASE_OF_TYPE.get(type_code)) is not None:
        return known
    said = name.lower()
    if said.startswith("middle"):
        return "middle"
    if said == "primary" and high_age.isdigit() and int(high_age) <= INFANT_LEAVES_AT:
        return "infant"
    return PHASES.get(said, said)[:40]


def position(easting: str, northing: str) -> tuple[int | None, int | None]:
    """Return the grid position in metres; an extract writes none as nothing, or as 0 and 0."""
    if easting in {"", "0"} and northing in {"", "0"}:
        return None, None
    for cell, column, end in (
        (easting, "Easting", GRID_EAST),
        (northing, "Northing", GRID_NORTH),
    ):
        if not (cell.isascii() and cell.isdigit() and len(cell) < 8 and int(cell) < end):
            raise Wrong(f"{cell!r} is not on the National Grid", column)
    return int(easting), int(northing)


def postcode(cell: str) -> str:
    """Return a postcode with its one space; what has another shape stays as it is."""
    code = normalised(cell)
    return spaced(code) if SHAPE.fullmatch(code) else text(8)(cell)


def phone(cell: str) -> str:
    """Return a telephone number; the extract has lost the first 0 of most."""
    digits = re.sub(r"[^0-9+]", "", cell)
    if re.fullmatch(r"[1-9][0-9]{8,9}", digits):
        return f"0{digits}"
    return text(40)(cell)


def website(cell: str) -> str:
    """Return a web address with its scheme; what cannot be one is left out."""
    if re.fullmatch(r"https?://[^\s<>\"']+", cell, re.IGNORECASE):
        return cell
    return f"https://{cell}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/[^\s<>\"']*)?", cell) else ""


def needs(*cells: str) -> list[str]:
    """Return the codes of "SpLD - Specific Learning Difficulty" and so on, each once."""
    found = {}
    for column, cell in zip(NEED_COLUMNS, cells, strict=True):
        if cell.lower() in NO_NEED:
            continue
        code = cell.partition(" - ")[0].strip().upper()
        if code not in NEEDS:
            raise Wrong(f"{cell!r} is no need that we know", column)
        found[code] = True
    return list(found)


def has_provision(word: str) -> Callable[[str], bool]:
    """Return a reader that tells whether a school keeps provision of the kind called `word`."""
    return lambda cell: word in cell.lower()


# Facts of the establishment itself, named as its fields are.
FIELDS = [
    Fact("urn", ("URN",), figures(r"[0-9]{6}", "URN, which has six figures", needed=True)),
    Fact("name", ("EstablishmentName",), text(200, needed=True)),
    Fact("kind", ("TypeOfEstablishment (code)",), lambda code: KIND_OF_TYPE.get(code, "school")),
    Fact(
        "type_code",
        ("TypeOfEstablishment (code)",),
        figures(r"[0-9]{1,3}", "type of establishment", needed=True),
    ),
    Fact("type", ("TypeOfEstablishment (name)",), text(80)),
    Fact("status", ("EstablishmentStatus (code)",), status),
    Fact("opened_on", ("OpenDate",), day_of),
    Fact("closed_on", ("CloseDate",), day_of),
    Fact("la_code", ("LA (code)",), figures(r"[0-9]{3}", "LA code, which has three figures")),
    Fact("establishment_number", ("EstablishmentNumber",), figures(r"[0-9]{4}", "school number")),
    Fact("ukprn", ("UKPRN",), ukprn),
    Fact(
        "phase",
        ("TypeOfEstablishment (code)", "PhaseOfEducation (name)", "StatutoryHighAge"),
        phase,
    ),
    Fact("age_min", ("StatutoryLowAge",), number(OLDEST)),
    Fact("age_max", ("StatutoryHighAge",), number(OLDEST)),
    Fact(
        "intake",
        ("Gender (name)",),
        lambda cell: cell.lower() if cell.lower() in {"mixed", "boys", "girls"} else "",
    ),
    Fact("capacity", ("SchoolCapacity",), number(100_000)),
    Fact("pupils", ("NumberOfPupils",), number(100_000)),
    Fact("has_sixth_form", ("OfficialSixthForm (code)",), {"1": True, "2": False}.get),
    Fact(
        "boarding",
        ("Boarders (name)",),
        lambda cell: "" if cell.lower() == "not applicable" else text(80)(cell),
    ),
    Fact("approved_needs", NEED_COLUMNS, needs),
    Fact("street", ("Street",), text(200)),
    Fact("town", ("Town",), text(120)),
    Fact("postcode", ("Postcode",), postcode),
    Fact("easting", ("Easting", "Northing"), lambda east, north: position(east, north)[0]),
    Fact("northing", ("Easting", "Northing"), lambda east, north: position(east, north)[1]),
    Fact("uprn", ("UPRN",), figures(r"[0-9]{1,12}", "UPRN"), optional=True),
    Fact("phone", ("TelephoneNum",), phone, optional=True),
    Fact("website", ("SchoolWebsite",), website, optional=True),
    Fact(
        "la_gss_code",
        ("GSSLACode (name)",),
        figures(r"[A-Z][0-9]{8}|[0-9]{9}", "GSS code"),
        optional=True,
    ),
]
# Facts that become rows of their own: section 41, and provision.
ASIDE = [
    Fact("section_41", ("Section41Approved (name)",), lambda cell: cell.lower() == "approved"),
    Fact(
        "has_resourced",
        ("TypeOfResourcedProvision (name)",),
        has_provision("resourced provision"),
    ),
    Fact("resourced_places", ("ResourcedProvisionCapacity",), number(9_999)),
    Fact("resourced_on_roll", ("ResourcedProvisionOnRoll",), number(9_999)),
    Fact("has_unit", ("TypeOfResourcedProvision (name)",), has_provision("sen unit")),
    Fact("unit_places", ("SenUnitCapacity",), number(9_999)),
    Fact("unit_on_roll", ("SenUnitOnRoll",), number(9_999)),
]
FACTS = [*FIELDS, *ASIDE]
FIELD_NAMES = frozenset(fact.field for fact in FIELDS)
