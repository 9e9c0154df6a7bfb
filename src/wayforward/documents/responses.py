"""Answers that give out a file. Who may have it is for the view that calls these to decide."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from wayforward.documents.checking.kinds import BY_CONTENT_TYPE, PDF
from wayforward.documents.models import Preview, Version
from wayforward.documents.refusals import VersionNotClean
from wayforward.documents.storage import storage

# Nothing in the file may run, load or send anything, should a browser take it for a page.
LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# A browser's own PDF reader does not start in a sandbox; a PDF that runs anything is never kept.
PDF_IN_READER = "default-src 'none'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'"


PIECE = 64 * 1024  # bytes read at once
ONE_PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def file_response(version: Version, *, inline: bool = False, part: str = "") -> HttpResponseBase:
    """Return the file as a download, or `inline` in the browser where its type allows.

    :param part: the request's `Range`, by which browsers ask for a part of a recording: some play
        nothing without it. What is no single range of bytes is answered with the whole (RFC 9110)
    :raises VersionNotClean: if it is held or was refused
    """
    if not version.is_clean:
        raise VersionNotClean(f"This version is {version.state}.")
    kind = BY_CONTENT_TYPE.get(version.content_type)
    shown = inline and kind is not None and kind.shows_inline
    asked = asked_part(part, version.size)
    answer: HttpResponseBase
    if asked is None:
        answer = FileResponse(storage().open(version.storage_name))
    elif not asked:
        answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{version.size}"})
    else:
        file = storage().open(version.storage_name)
        answer = StreamingHttpResponse(_pieces(file, asked), status=206)
        answer["Content-Range"] = f"bytes {asked[0]}-{asked[-1]}/{version.size}"
        answer["Content-Length"] = str(len(asked))
    answer["Content-Type"] = version.content_type
    answer["Accept-Ranges"] = "bytes"
    named = content_disposition_header(as_attachment=not shown, filename=version.file_name)
    answer["Content-Disposition"] = named or "attachment"
    return _guarded(answer, PDF_IN_READER if shown and kind is PDF else LOCKED)


def asked_part(text: str, size: int) -> range | None:
    """Return which bytes a `Range` asks for; empty if the file has none of them; None for all.

    "bytes=0-" asks for all from the first, "bytes=-5" for the last five.
    """
    match = ONE_PART.fullmatch(text.strip())
    if match is None or match[0] == "bytes=-":
        return None
    if not match[1]:
        return range(max(size - int(match[2]), 0), size)
    first, last = int(match[1]), int(match[2] or size - 1)
    return None if match[2] and last < first else range(first, min(last + 1, size))


def _pieces(file: IO[bytes], part: range) -> Iterator[bytes]:
    """Yield the bytes of a part of an open file, and close it."""
    with file:
        file.seek(part[0])
        for start in range(0, len(part), PIECE):
            yield file.read(min(PIECE, len(part) - start))


def preview_response(preview: Preview) -> HttpResponseBase:
    """Return the small picture of a version's first page."""
    answer = FileResponse(storage().open(preview.storage_name), content_type="image/webp")
    return _guarded(answer, LOCKED)


def _guarded(answer: HttpResponseBase, policy: str) -> HttpResponseBase:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = policy
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
