"""Where the bytes are: Django storage "documents", under opaque names, tied to the transaction."""

import logging
import secrets
import weakref
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection, transaction

log = logging.getLogger(__name__)


class FolderStorage(FileSystemStorage):
    """A folder outside the web root, readable by this site's own user alone."""

    def __init__(self, location: str) -> None:
        super().__init__(
            location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def url(self, name: str | None) -> str:
        """Refuse: a document has no address of its own."""
        raise ValueError("A document is given out by a page that knows who asks.")


def storage() -> Storage:
    """Return the storage that the settings name."""
    return storages["documents"]


def keep(content: IO[bytes]) -> str:
    """Store `content` from its beginning under a new opaque name, and return that.

    Call it inside a transaction: the file goes again if that is rolled back, or the storage fails.
    """
    token = secrets.token_hex(16)
    name = f"{token[:2]}/{token}"
    content.seek(0)
    try:
        stored = storage().save(name, File(content))
    except BaseException:
        remove(name)
        raise
    guard = _Guard(stored)
    transaction.on_commit(guard.let_go)
    return stored


class _Guard:
    """Removes a file unless the transaction commits.

    Django has no hook for a rollback, but drops the functions that wait for the commit: this
    one's owner is then collected, at once in CPython. After an error of the database it is not
    known whether a commit went through; the file then stays for `remove_stray_files` to judge.
    """

    def __init__(self, name: str) -> None:
        self._finalizer = weakref.finalize(self, _after_rollback, name)

    def let_go(self) -> None:
        self._finalizer.detach()


def _after_rollback(name: str) -> None:
    if not connection.errors_occurred:
        remove(name)


def remove_on_commit(name: str) -> None:
    """Remove the file once the transaction that lets it go has committed."""
    transaction.on_commit(lambda: remove(name))


def remove(name: str) -> None:
    """Remove a file if it is there; a failure is logged, and `remove_stray_files` tries again."""
    try:
        storage().delete(name)
    except Exception:
        log.exception("The file %s could not be removed.", name)
