"""Invented files, as people and school systems send them."""

import datetime
import io
import random
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.people import UserFactory
from wayforward.imports.actions.send import send_file
from wayforward.imports.actions.undo import begin_undoing, undo_import
from wayforward.imports.actions.write import begin_writing, write_import
from wayforward.imports.models import Import

ON = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)
HOME = "E06000042"
HEADINGS = ["UPN", "Surname", "Forename", "DOB"]
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(serial: int, *, temporary: bool = False) -> str:
    """Return a UPN of an authority that is nobody's."""
    body = f"00140002{serial:04d}"[:12].ljust(12, "0")
    body = f"0014000{serial:05d}"
    values = [int(each) for each in body]
    total = sum(place * value for place, value in enumerate(values, start=2))
    return LETTERS[total % 23] + body


def xlsx(rows: list[list[Any]], *, titles: int = 0, more: Any = None) -> bytes:
    """Return a workbook of one sheet: titles, then the rows, of which the first are headings."""
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(titles):
        sheet.append([f"SEN register, part {number + 1}"])
    for row in rows:
        sheet.append(row)
    if more:
        more(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv_of(rows: list[list[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return a CSV."""
    lines = [
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in rows
    ]
    return "\r\n".join(lines).encode(encoding)


def upload(content: bytes, name: str = "register.xlsx") -> Any:
    """Return what a form hands over."""
    return SimpleUploadedFile(name, content)


def send(content: bytes, name: str = "register.xlsx", **more: Any) -> Import:
    """Send a file."""
    asked = {"home": HOME, "on": ON, "at": AT, "by": more.pop("by", None) or officer()} | more
    return send_file(upload(content, name), **asked)


def officer() -> Any:
    """Return a data officer."""
    return UserFactory(role="data_officer")


def write(kept: Import) -> Import:
    """Write an import, as a page does."""
    begin_writing(kept.pk, by=kept.sent_by, at=AT)
    return write_import(kept.pk, by=kept.sent_by, on=ON, at=AT)


def undo(kept: Import) -> Import:
    """Undo an import, as a page does."""
    begin_undoing(kept.pk, by=kept.sent_by, at=AT)
    return undo_import(kept.pk, by=kept.sent_by, at=AT)


def judged(kept: Import) -> list[tuple[int, str, str]]:
    """Return number, verdict and why of each row."""
    return list(kept.rows.order_by("number").values_list("number", "verdict", "why"))


CTF_PUPIL = """
    <Pupil>
      <UPN>{upn}</UPN><UniqueLearnerNumber/>
      <Surname>{last}</Surname><Forename>{first}</Forename><DOB>{born}</DOB><Sex>F</Sex>
      <BasicDetails>
        <FormerSurname>Before</FormerSurname><PreferredSurname>{last}</PreferredSurname>
        <PreferredForename>Zo</PreferredForename><MiddleNames>Anne</MiddleNames>
        <NCyearActual>4</NCyearActual><Ethnicity>WBRI</Ethnicity>
        <Languages><Type><LanguageType>F</LanguageType><Language>POL</Language></Type></Languages>
      </BasicDetails>
      <LookedAfter><InCare>true</InCare><CareAuthority>826</CareAuthority></LookedAfter>
      <SENhistory>
        <SEN><StartDate>2024-09-01</StartDate><SENprovision>E</SENprovision></SEN>
        <SENneeds>
          <SENneed><SENtypeRank>2</SENtypeRank><SENtype>ASD</SENtype></SENneed>
          <SENneed><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed>
        </SENneeds>
      </SENhistory>
      <Address><BS7666Address><PAON>7</PAON><Street>Invented Road</Street>
        <Locality>Nowhere</Locality><Town>Milton Keynes</Town></BS7666Address>
        <PostCode>MK9 3EJ</PostCode></Address>
      <Contacts><Contact><Order>1</Order><Title>Ms</Title><Surname>{last}</Surname>
        <Forename>Pat</Forename><Relationship>MOT</Relationship>
        <Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900123</PhoneNo></Phone></Phones>
        <Email>Pat@Example.org</Email></Contact></Contacts>
      <SchoolHistory>
        <School><LEA>826</LEA><Estab>9999</Estab><SchoolName>Old</SchoolName>
          <EntryDate>2021-09-01</EntryDate><LeavingDate>2024-07-20</LeavingDate></School>
        <School><LEA>826</LEA><Estab>{estab}</Estab><SchoolName>New</SchoolName>
          <EntryDate>2024-09-02</EntryDate><LastSchool>true</LastSchool></School>
      </SchoolHistory>
    </Pupil>"""


def ctf(pupils: str = "", *, before: str = "", root: str = "CTfile") -> bytes:
    """Return a Common Transfer File around some pupils."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{before}
<{root}><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion>
  <SourceSchool><LEA>826</LEA><Estab>4001</Estab></SourceSchool></Header>
  <CTFpupilData>{pupils}</CTFpupilData></{root}>""".encode()


def pupil(**more: Any) -> str:
    """Return one pupil of a Common Transfer File."""
    asked = {"upn": upn(1), "last": "Example", "first": "Zoë", "born": "2017-03-04", "estab": 4001}
    return CTF_PUPIL.format(**(asked | more))


def roll(size: int, *, seed: int = 1) -> bytes:
    """Return a CSV of invented children, each with a UPN."""
    dice = random.Random(seed)
    rows = [[*HEADINGS, "Primary need"]]
    for serial in range(size):
        born = datetime.date(2012, 1, 1) + datetime.timedelta(days=dice.randrange(3000))
        rows.append([upn(serial), f"Family{serial}", f"Child{serial}", f"{born:%d/%m/%Y}", "ASD"])
    return csv_of(rows)
