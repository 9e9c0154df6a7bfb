"""Reads XLSX and CSV: finds the row of headings beneath titles, and the rows under it.

Formulas are refused by the name of their cell: what a program last worked out in one is not what
somebody wrote, and a formula may fetch from elsewhere. CSV has no formulas, but a program that
opens one may take =, +, - or @ at the start of a cell for one; such cells are refused too.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from wayforward.imports.reading.headings import Headings, recognise
from wayforward.imports.reading.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    SPREADSHEET,
    FileRefused,
    ReadRow,
    ReadTable,
    named,
    tidy,
)

LOOKED_THROUGH = 40  # rows from the top in which the headings must be
EMPTY_BEFORE_END = 2_000  # empty rows one after another: nothing comes after them
DELIMITERS = ",;\t|"
# A cell of a CSV that a spreadsheet would run. A telephone number or a negative number is none.
RUNS = re.compile(r"^(?:[=@]|[+\-](?![\s0-9(]|$))")
DASHES = {"-", "–", "—", "--", "n/a", "na", "none", "null", "nil", "not known", "unknown", "?", "."}

NO_HEADINGS = (
    f"No row of headings was found in the first {LOOKED_THROUGH} rows. One row must name the "
    "columns: at least a name (such as Surname and Forename) and one more (such as Date of birth "
    "or UPN)."
)
Cells = Iterator[tuple[int, Sequence[Any]]]  # row number from 1, and its cells


class Formula(str):
    """A formula in a cell, as it is written."""

    __slots__ = ()


def read_xlsx(content: IO[bytes]) -> ReadTable:
    """Return the rows of the first sheet that has headings.

    :raises FileRefused: for damage, formulas in a column that is read, and too many rows
    """
    content.seek(0)
    try:
        book = openpyxl.load_workbook(content, read_only=True, data_only=False, keep_links=False)
        table, others = None, []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                others.append(f"The hidden sheet “{tidy(sheet.title)}”")
                continue
            sheet.reset_dimensions()  # some programs write them wrong
            if table is None:
                found = _read(_cells_of(sheet), sheet=tidy(sheet.title))
                table = found or table
                if found:
                    continue
            others.append(f"The sheet “{tidy(sheet.title)}”")
    except FileRefused:
        raise
    except (
        *(InvalidFileException, zipfile.BadZipFile, ParseError),
        *(KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError),
    ) as problem:
        raise FileRefused(
            "The file is damaged, or holds parts that may not be opened. Check that it opens on "
            "your device, save it anew as XLSX and send that."
        ) from problem
    if table is None:
        raise FileRefused(NO_HEADINGS)
    return ReadTable(table.form, table.rows, table.read, [*table.unread, *others], table.sheet)


def _cells_of(sheet: Any) -> Cells:
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        cells = []
        for cell in row:
            value = cell.value
            if cell.data_type == "f" or not isinstance(
                value, (str, int, float, datetime.date, datetime.time, type(None))
            ):
                value = Formula(value if isinstance(value, str) else "=")
            cells.append(value)
        yield number, cells


def read_csv(content: IO[bytes]) -> ReadTable:
    """Return the rows of a CSV, whatever its encoding and whatever parts its cells.

    :raises FileRefused: for what is no text, cells that a spreadsheet would run, too many rows
    """
    text = decoded(content)
    best: tuple[int, str] = (0, ",")
    for delimiter in DELIMITERS:
        rows = _parsed(text, delimiter, most=LOOKED_THROUGH)
        score = max((len(recognise(_texts(row)).known) for _, row in rows), default=0)
        best = max(best, (score, delimiter), key=lambda each: each[0])
    table = _read(_parsed(text, best[1]), sheet="")
    if table is None:
        raise FileRefused(NO_HEADINGS)
    return table


def decoded(content: IO[bytes]) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows-1252.

    :raises FileRefused: if it is none of these
    """
    content.seek(0)
    raw = content.read()
    encodings = ["utf-8-sig", "cp1252"]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused(
        "The file is no spreadsheet and no text. Send XLSX, CSV or a Common Transfer File (XML)."
    )


def _parsed(text: str, delimiter: str, most: int | None = None) -> Cells:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1):
            if most is not None and number > most:
                return
            yield (
                number,
                [
                    Formula(cell) if RUNS.match(cell.strip()) else cell
                    for cell in row[:MOST_COLUMNS]
                ],
            )
    except csv.Error as problem:
        if most is None:
            raise FileRefused(
                f"The file cannot be read from its line {reader.line_num} on: a quotation mark "
                "may be missing. Save it anew as CSV or XLSX."
            ) from problem


def _texts(cells: Iterable[Any]) -> list[str]:
    return [
        cell if isinstance(cell, str) and not isinstance(cell, Formula) else "" for cell in cells
    ]


def _read(cells: Cells, *, sheet: str) -> ReadTable | None:
    """Return the table beneath the best row of headings, or nothing if there is none."""
    top = []
    for number, row in cells:
        top.append((number, row))
        if number >= LOOKED_THROUGH:
            break
    scored = [(len(found.known), -place) for place, found in _candidates(top)]
    if not scored:
        return None
    at = -max(scored)[1]
    headings = recognise(_texts(top[at][1]))
    _refuse_twice(headings)
    rows, formulas, empty = [], [], 0
    for number, row in _then(top[at + 1 :], cells):
        given, wrong = _given(row, headings, number)
        formulas += wrong
        if not given and not wrong:
            empty += 1
            if empty >= EMPTY_BEFORE_END:
                break
            continue
        empty = 0
        rows.append(ReadRow(number, given))
        if len(rows) > MOST_ROWS:
            raise FileRefused(f"The file has more than {MOST_ROWS:,} rows. Send it in parts.")
    if formulas:
        raise FileRefused(
            f"There are formulas in {named(formulas)}. Only what somebody wrote is imported: copy "
            "the cells, paste them as values, and send the file again."
        )
    if not rows:
        raise FileRefused("There are headings, but no row beneath them.")
    return ReadTable(
        SPREADSHEET,
        rows,
        [(column.heading, column.field) for column in headings.columns if column.field],
        [f"The column “{column.heading}”" for column in headings.columns if not column.field],
        sheet,
    )


def _candidates(top: Sequence[tuple[int, Sequence[Any]]]) -> Iterator[tuple[int, Headings]]:
    for place, (_, row) in enumerate(top):
        found = recognise(_texts(row))
        if found.is_enough:
            yield place, found


def _refuse_twice(headings: Headings) -> None:
    if headings.twice:
        first, second = headings.twice[0]
        raise FileRefused(
            f"Two columns say the same: “{first}” and “{second}”. Take one of them out, or give it "
            "another heading."
        )


def _then(first: Iterable[Any], rest: Iterable[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


def _given(row: Sequence[Any], headings: Headings, number: int) -> tuple[dict[str, str], list[str]]:
    """Return what a row says, and the names of its cells that hold formulas."""
    given, wrong = {}, []
    for place, field in headings.known.items():
        cell = row[place] if place < len(row) else None
        if isinstance(cell, Formula):
            wrong.append(f"{get_column_letter(place + 1)}{number}")
        elif words := words_of_cell(cell):
            given[field] = words
    return given, wrong


def words_of_cell(cell: Any) -> str:
    """Return a cell's words: days as 2017-03-04, whole numbers without a point, dashes as nothing."""
    if cell is None or isinstance(cell, bool):
        return {True: "yes", False: "no"}.get(cell, "")  # type: ignore[arg-type]  # None is ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    words = tidy(str(cell)[: 2 * LONGEST_CELL])
    return "" if words.lower() in DASHES else words
