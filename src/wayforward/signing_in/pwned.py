"""Refuses passwords that are known from thefts, by a file in the Have I Been Pwned format.

Each line is the SHA-1 of a password in capitals, a colon, and how often it was found; the lines are
sorted. The file has thousands of millions of bytes, so it is searched, never read.
"""

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError

LONGEST_LINE = 64  # bytes: 40 of hash, a colon, a count, the line's end


def times_found(password: str, path: Path) -> int:
    """Return how often `password` was found in thefts, as the file at `path` says; 0 if never.

    :raises OSError: if the file cannot be read
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, 2)
        while low < high:
            middle = (low + high) // 2
            start, line = line_from(file, middle)
            if not line or start >= high:
                high = middle
                continue
            found = line[:40]
            if found == wanted:
                return int(line.partition(b":")[2] or b"1")
            if found < wanted:
                low = start + len(line)
            else:
                high = middle
    return 0


def line_from(file: BinaryIO, position: int) -> tuple[int, bytes]:
    """Return the first line that begins at or after `position`, and where it begins."""
    if position:
        file.seek(position - 1)
        file.readline(LONGEST_LINE)
    else:
        file.seek(0)
    return file.tell(), file.readline(LONGEST_LINE)


class PwnedPasswordValidator:
    """Refuses a password that is in the file of PWNED_PASSWORDS_FILE; without one, refuses none."""

    def validate(self, password: str, user: object = None) -> None:
        """Refuse a password that thieves know.

        :raises ImproperlyConfigured: if the file that was set cannot be read
        """
        if not settings.PWNED_PASSWORDS_FILE:
            return
        try:
            known = times_found(password, Path(settings.PWNED_PASSWORDS_FILE))
        except OSError as problem:
            raise ImproperlyConfigured("PWNED_PASSWORDS_FILE cannot be read.") from problem
        if known:
            raise ValidationError(
                "Thieves know this password: it was found among stolen ones. Choose another",
                code="pwned",
            )

    def get_help_text(self) -> str:
        """Return what is asked of a password."""
        return "A password that was found among stolen ones is refused."
