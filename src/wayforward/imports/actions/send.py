"""Takes a file in: reads it, judges each row, and changes no record."""

import datetime
import hashlib
from typing import Any

from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.documents.checking.kinds import CSV, XLSX, FileType
from wayforward.documents.checking.names import safe_name
from wayforward.imports.judging import counts_of, judge
from wayforward.imports.models import Import, Row
from wayforward.imports.permissions import can_import_children
from wayforward.imports.reading.files import Upload, read_file
from wayforward.imports.reading.tables import CTF

PIECE = 1_048_576
XML = FileType("application/xml", ("xml",))
SCHOOLS = ("school", "school_urn", "school_number")


@transaction.atomic
def send_file(
    file: Upload,
    *,
    home: str,
    school: str = "",
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> Import:
    """Read a file and judge its rows: a dry run. The file itself is not kept.

    :param home: the authority's code, whose schools are looked up by name
    :param school: name, URN or DfE number of the school of every row that names none
    :raises PermissionDenied: if `by` may not import children
    :raises FileRefused: with what is wrong with the file and what to do
    """
    require(can_import_children, by, None)
    table = read_file(file)
    kept = Import.objects.create(
        file_name=safe_name(file.name or "", _kind(table.form, file.name or "")),
        size=file.size,
        sha256=_sha256(file),
        form=table.form,
        home=home,
        sheet=table.sheet,
        read=[list(pair) for pair in table.read],
        unread=list(table.unread),
        sent_by=by,
        sent_at=at,
    )
    rows = [Row(of=kept, number=row.number, given=row.given) for row in table.rows]
    for row in rows:
        if school and not any(name in row.given for name in SCHOOLS):
            row.given["school"] = school
    for row, judged in zip(rows, judge(rows, home=home, on=on), strict=True):
        judged.put(row)
    Row.objects.bulk_create(rows, batch_size=500)
    record("imports.sent_file", subject=kept, by=by, form=kept.form, rows=counts_of(rows))
    return kept


def _kind(form: str, name: str) -> FileType:
    if form == CTF:
        return XML
    return XLSX if name.lower().endswith(".xlsx") else CSV


def _sha256(file: Upload) -> str:
    digest = hashlib.sha256()
    file.file.seek(0)
    while piece := file.file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
