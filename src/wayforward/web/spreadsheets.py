"""Files for a spreadsheet (CSV): any text may stand in a cell, and none of it runs."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(RUNS) else text


def csv_response(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, name: str
) -> HttpResponse:
    """Return rows as a download called `name`; begins with the mark by which Excel knows UTF-8."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(header)
    table.writerows(map(safe_cell, row) for row in rows)
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
