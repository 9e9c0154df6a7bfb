"""Files as they come: titles, empty rows, encodings, formulas, bombs, and what is no file at all."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from tests.imports.files import csv_of, ctf, pupil, upload, xlsx
from wayforward.imports.reading.files import read_file
from wayforward.imports.reading.headings import recognise
from wayforward.imports.reading.tables import LONGEST_FILE, MOST_ROWS, FileRefused


def read(content, name="register.xlsx"):
    return read_file(upload(content, name))


def given(content, name="register.xlsx"):
    return [row.given for row in read(content, name).rows]


ZOE = {"last_name": "Example", "first_names": "Zoë", "born_on": "2017-03-04"}
HEAD = ["Surname", "Forename", "D.O.B."]


def test_titles_empty_rows_and_ragged_rows_do_not_matter():
    rows = [
        *(
            ["Printed", datetime.datetime(2026, 11, 1)],
            [],
            [None, " Surname ", "FORENAME ", "D.O.B."],
        ),
        *([], [1, "  Example ", "Zoë\xa0", datetime.datetime(2017, 3, 4)], [], [], [2, "Solo"]),
    ]
    table = read(xlsx(rows, titles=3))
    assert [(row.number, row.given) for row in table.rows] == [
        (8, ZOE),
        (11, {"last_name": "Solo"}),
    ]
    assert table.read == [
        *(("Surname", "last_name"), ("FORENAME", "first_names")),
        ("D.O.B.", "born_on"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_is_read_whatever_its_encoding_and_delimiter(encoding, delimiter):
    content = csv_of(
        [HEAD, ["Example", "Zoë", "2017-03-04"]], delimiter=delimiter, encoding=encoding
    )
    assert given(content, "a.csv") == [ZOE]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Family name", "last_name"),
        ("Last Name", "last_name"),
        ("FORENAME(S)", "first_names"),
        ("Date of Birth", "born_on"),
        ("DOB", "born_on"),
        ("date_of_birth", "born_on"),
        ("Gender", "sex"),
        ("Ethnicity code", "ethnicity"),
        ("DfE number", "school_number"),
        ("LAESTAB", "school_number"),
        ("LA/Estab", "school_number"),
        ("URN", "school_urn"),
        ("SEN type", "need_1"),
        ("Primary need", "need_1"),
        ("Year Group", "year"),
        ("NCYearActual", "year"),
        ("Post Code", "postcode"),
        ("Parent's name", "carer_1_name"),
        ("Parent name", "carer_1_name"),
        ("Free school meals", ""),
    ],
)
def test_headings_are_known_in_many_spellings(heading, field):
    (column,) = recognise([heading]).columns
    assert column.field == field


def test_beside_a_legal_name_a_plain_one_is_the_name_in_use():
    rows = [["Legal Surname", "Surname", "Legal Forename", "Forename"], ["L", "U", "F", "G"]]
    assert given(csv_of(rows), "a.csv") == [
        {"last_name": "L", "known_last_name": "U", "first_names": "F", "known_as": "G"}
    ]


def test_two_columns_of_one_fact_are_refused():
    with pytest.raises(FileRefused, match="“DOB” and “Date of birth”"):
        read(csv_of([["Surname", "DOB", "Date of birth"], ["A", "B", "C"]]), "a.csv")


def test_what_is_not_read_is_said():
    def more(book):
        book.create_sheet("Year 8").append(HEAD)
        book.create_sheet("Old").sheet_state = "hidden"

    table = read(xlsx([[*HEAD, "Eye colour"], ["Example", "Zoë", "2017-03-04", "blue"]], more=more))
    assert table.unread == [
        *("The column “Eye colour”", "The sheet “Year 8”"),
        "The hidden sheet “Old”",
    ]


def test_formulas_are_refused_by_the_name_of_their_cell():
    rows = [HEAD, ["Example", "Zoë", "=DATE(2017,3,4)"], ['=HYPERLINK("http://x")', "Al", "x"]]
    with pytest.raises(FileRefused, match=r"There are formulas in C2, A3\."):
        read(xlsx(rows))


def test_an_array_formula_is_a_formula():
    def more(book):
        book.active["C3"] = openpyxl.worksheet.formula.ArrayFormula("C3:C3", "=SUM(A1:A2)")

    with pytest.raises(FileRefused, match=r"formulas in C3\."):
        read(xlsx([HEAD, ["Example", "Zoë", "2017-03-04"], ["A", "B", None]], more=more))


def test_a_formula_in_a_column_that_is_not_read_does_no_harm():
    assert given(xlsx([[*HEAD, "Age"], ["Example", "Zoë", "2017-03-04", "=1+1"]])) == [ZOE]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-A1", " =1"])
def test_cells_of_a_csv_that_a_spreadsheet_would_run_are_refused(cell):
    with pytest.raises(FileRefused, match=r"formulas in B2\."):
        read(csv_of([HEAD, ["Example", cell, "2017-03-04"]]), "a.csv")


def test_a_number_with_its_sign_is_no_formula():
    rows = [["Surname", "Year", "Parent phone"], ["Example", "-1", "+44 7700 900123"]]
    assert given(csv_of(rows), "a.csv") == [
        {"last_name": "Example", "year": "-1", "carer_1_phone": "+44 7700 900123"}
    ]


def test_a_dash_or_the_like_is_nothing():
    rows = [HEAD, ["Example", "Zoë", "N/A"], ["Other", "-", "unknown"]]
    assert given(csv_of(rows), "a.csv") == [
        {"last_name": "Example", "first_names": "Zoë"},
        {"last_name": "Other"},
    ]


def test_too_many_rows_are_refused():
    rows = [HEAD, *([f"Family{number}", "Al", "x"] for number in range(MOST_ROWS + 1))]
    with pytest.raises(FileRefused, match="more than 10,000 rows"):
        read(csv_of(rows), "a.csv")


def test_a_huge_file_is_refused_before_it_is_read():
    file = upload(b"x")
    file.size = LONGEST_FILE + 1
    with pytest.raises(FileRefused, match="larger than 20 MB"):
        read_file(file)


def zipped(**members):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def damaged(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet][: len(members[sheet]) // 2]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, each in members.items():
            archive.writestr(name, each)
    return written.getvalue()


def with_entities(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    members[sheet] = doctype + members[sheet].split(b"?>", 1)[-1]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, each in members.items():
            archive.writestr(name, each)
    return written.getvalue()


GOOD = xlsx([HEAD, ["Example", "Zoë", "2017-03-04"]])
WRONG = {
    "nothing": (b"", "The file is empty"),
    "only spaces": (b" \r\n ", "The file is empty"),
    "a PDF": (b"%PDF-1.7 ...", "This is a PDF"),
    "an old spreadsheet": (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99, "older spreadsheet"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x81\x8d", "no spreadsheet and no text"),
    "half a zip": (GOOD[:200], "damaged"),
    "a damaged sheet": (damaged(GOOD), "damaged"),
    "entities in a sheet": (with_entities(GOOD), "may not be opened"),
    "another zip": (zipped(readme="x"), "cannot be kept"),
    "a zip bomb": (zipped(**{"[Content_Types].xml": b"0" * 60_000_000}), "far more than its size"),
    "no headings": (csv_of([["1", "2"], ["3", "4"]]), "No row of headings"),
    "no rows": (csv_of([HEAD]), "no row beneath"),
    "no rows in a workbook": (xlsx([HEAD]), "no row beneath"),
    "an empty workbook": (xlsx([]), "No row of headings"),
    "an open quotation": (b'Surname,Forename\nA,B\n"' + b"x" * 200_000, "quotation mark"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_read_is_refused_in_words(what):
    content, words = WRONG[what]
    with pytest.raises(FileRefused, match=words):
        read(content)


BILLION = """<!DOCTYPE CTfile [<!ENTITY a0 "ha">{}]>""".format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)
XXE = """<!DOCTYPE CTfile [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""
OUTSIDE = """<!DOCTYPE CTfile SYSTEM "http://127.0.0.1:9/ctf.dtd">"""
WRONG_XML = {
    "a billion laughs": (ctf(pupil(last="&a9;"), before=BILLION), "document type or entities"),
    "an entity from a file": (ctf(pupil(last="&x;"), before=XXE), "document type or entities"),
    "a document type elsewhere": (ctf(pupil(), before=OUTSIDE), "document type or entities"),
    "an entity unknown": (ctf(pupil(last="&x;")), "damaged"),
    "another XML": (ctf(pupil(), root="Message"), "no Common Transfer File"),
    "a web page": (b"<!DOCTYPE html><html><p>x</html>", "document type or entities"),
    "half a file": (ctf(pupil())[:900], "damaged"),
    "nobody": (ctf(), "no pupil"),
    "an encoding unknown": (ctf(pupil()).replace(b"UTF-8", b"XUTF-9"), "damaged"),
    "too many": (ctf("<Pupil/>" * (MOST_ROWS + 1)), "more than 10,000 pupils"),
}


@pytest.mark.parametrize("what", WRONG_XML)
def test_a_transfer_file_that_is_wrong_is_refused_in_words(what):
    content, words = WRONG_XML[what]
    with pytest.raises(FileRefused, match=words):
        read(content, "a.xml")


def test_a_transfer_file_is_read_whatever_its_namespace():
    content = ctf(pupil()).replace(b"<CTfile>", b'<CTfile xmlns="http://example.org/cbds">')
    assert given(content, "a.xml") == given(ctf(pupil()), "a.xml")
    assert given(b"\xef\xbb\xbf" + ctf(pupil()), "a.xml") == given(ctf(pupil()), "a.xml")


def test_an_address_in_lines_and_an_older_gender_are_read():
    old = pupil().replace("<Sex>F</Sex>", "<Gender>M</Gender>")
    start, end = old.index("<BS7666Address>"), old.index("</BS7666Address>") + 16
    lines = (
        "<AddressLines><AddressLine1>Flat 1</AddressLine1><AddressLine2>7 Road</AddressLine2>"
        "<AddressLine3>Milton Keynes</AddressLine3></AddressLines>"
    )
    (row,) = given(ctf(old[:start] + lines + old[end:]), "a.xml")
    assert (row["sex"], row["street"], row["street_2"], row["town"]) == (
        *("M", "Flat 1", "7 Road"),
        "Milton Keynes",
    )


def test_a_pupil_of_only_a_name_is_read():
    bare = "<Pupil><Surname>Example</Surname><Forename>Al</Forename></Pupil>"
    assert given(ctf(bare), "a.xml") == [{"last_name": "Example", "first_names": "Al"}]
