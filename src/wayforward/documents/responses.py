"""Answers that give out a file. Who may have it is for the view that calls these to decide."""

from django.http import FileResponse

from wayforward.documents.checking.kinds import BY_CONTENT_TYPE, PDF
from wayforward.documents.models import Preview, Version
from wayforward.documents.refusals import VersionNotClean
from wayforward.documents.storage import storage

# Nothing in the file may run, load or send anything, should a browser take it for a page.
LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# A browser's own PDF reader does not start in a sandbox; a PDF that runs anything is never kept.
PDF_IN_READER = "default-src 'none'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'"


def file_response(version: Version, *, inline: bool = False) -> FileResponse:
    """Return the file as a download, or `inline` in the browser where its type allows.

    :raises VersionNotClean: if it is held or was refused
    """
    if not version.is_clean:
        raise VersionNotClean(f"This version is {version.state}.")
    kind = BY_CONTENT_TYPE.get(version.content_type)
    shown = inline and kind is not None and kind.shows_inline
    answer = FileResponse(
        storage().open(version.storage_name),
        as_attachment=not shown,
        filename=version.file_name,
        content_type=version.content_type,
    )
    return _guarded(answer, PDF_IN_READER if shown and kind is PDF else LOCKED)


def preview_response(preview: Preview) -> FileResponse:
    """Return the small picture of a version's first page."""
    answer = FileResponse(storage().open(preview.storage_name), content_type="image/webp")
    return _guarded(answer, LOCKED)


def _guarded(answer: FileResponse, policy: str) -> FileResponse:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = policy
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
