"""The changes to documents: store, scan, release, preview, remove strays.

Permission is the caller's: `documents` does not know what a document is about.
"""

from wayforward.documents.actions.previews import make_preview
from wayforward.documents.actions.release import release_version
from wayforward.documents.actions.scan import scan_version, scan_what_waits
from wayforward.documents.actions.store import store_upload
from wayforward.documents.actions.strays import remove_stray_files

__all__ = [
    "make_preview",
    "release_version",
    "remove_stray_files",
    "scan_version",
    "scan_what_waits",
    "store_upload",
]
