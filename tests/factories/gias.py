"""Invented extracts of the register of schools: its real columns, schools that there are not."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wayforward.establishments.gias_columns import FACTS

READ = list(dict.fromkeys(name for fact in FACTS for name in fact.columns))
# Columns that are in every extract and that nobody here may read.
HEADINGS = ["URN", "LA (name)", *READ[1:], "HeadTitle (name)", "HeadFirstName", "HeadLastName"]
LINK_HEADINGS = ["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"]

# A primary academy as an extract says it.
SCHOOL = {
    "URN": "900001",
    "LA (code)": "998",
    "LA (name)": "Example Shire",
    "EstablishmentNumber": "2001",
    "EstablishmentName": "École Café Primary – Élan",
    "TypeOfEstablishment (code)": "34",
    "TypeOfEstablishment (name)": "Academy converter",
    "EstablishmentStatus (code)": "1",
    "OpenDate": "01-09-2012",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "11",
    "Gender (name)": "Mixed",
    "SchoolCapacity": "420",
    "NumberOfPupils": "401",
    "OfficialSixthForm (code)": "2",
    "Boarders (name)": "No boarders",
    "UKPRN": "10900001",
    "Street": "1 Example Lane",
    "Town": "Exampleton",
    "Postcode": "ZZ1 1AA",
    "Easting": "400000",
    "Northing": "300000",
    "UPRN": "10000001",
    "TelephoneNum": "1632960001",
    "SchoolWebsite": "www.example.org",
    "Section41Approved (name)": "Not applicable",
    "SEN1 (name)": "Not Applicable",
    "GSSLACode (name)": "E06999001",
    "HeadTitle (name)": "Dr",
    "HeadFirstName": "Nobody",
    "HeadLastName": "Atall",
}


def write_extract(
    path: Path,
    *schools: dict[str, str],
    headings: Iterable[str] = HEADINGS,
    encoding: str = "cp1252",
) -> Path:
    """Write an extract in which each school is SCHOOL but for what is given; return its path."""
    return write_csv(path, list(headings), ({**SCHOOL, **school} for school in schools), encoding)


def write_links(path: Path, *links: tuple[str, str, str, str]) -> Path:
    """Write a links file of (URN, LinkURN, LinkType, LinkEstablishedDate); return its path."""
    rows = (
        {"URN": urn, "LinkURN": linked, "LinkType": kind, "LinkEstablishedDate": day}
        for urn, linked, kind, day in links
    )
    return write_csv(path, LINK_HEADINGS, rows)


def write_csv(
    path: Path, headings: list[str], rows: Iterable[dict[str, str]], encoding: str = "cp1252"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer: Any = csv.DictWriter(
            file, headings, restval="", extrasaction="ignore", quoting=csv.QUOTE_ALL
        )
        writer.writeheader()
        writer.writerows(rows)
    return path


def many_schools(count: int, **more: str) -> Iterator[dict[str, str]]:
    """Yield `count` invented schools, of which some are special, have a unit or are approved."""
    for number in range(count):
        yield {
            "URN": f"{100_000 + number}",
            "EstablishmentNumber": f"{number % 9000:04}",
            "LA (code)": f"{100 + number % 153}",
            "EstablishmentName": f"Invented School {number}",
            "UKPRN": f"1{1_000_000 + number}",
            "Postcode": f"ZZ{number % 90} {number % 9}AA",
            "TypeOfEstablishment (code)": "10" if number % 20 == 0 else "34",
            "Section41Approved (name)": "Approved" if number % 200 == 0 else "Not applicable",
            "TypeOfResourcedProvision (name)": "SEN unit" if number % 50 == 0 else "",
            "SenUnitCapacity": "12" if number % 50 == 0 else "",
            "SEN1 (name)": "ASD - Autistic Spectrum Disorder" if number % 50 == 0 else "",
            **more,
        }
