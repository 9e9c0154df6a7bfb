"""What every reader returns, and how it refuses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_FILE = 20_000_000  # bytes: a spreadsheet or CTF of a whole authority has less
MOST_ROWS = 10_000
MOST_COLUMNS = 300
LONGEST_CELL = 2_000  # characters kept of one cell
MOST_NAMED = 10  # cells that a refusal names

SPREADSHEET, CTF = "spreadsheet", "ctf"


class FileRefused(Exception):
    """The file cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One child as a file tells of them.

    :param number: of its row as people count them, or of the pupil in a transfer file
    :param given: fact to words, as in data/headings.toml; what is blank is not there
    """

    number: int
    given: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All that was read of a file.

    :param read: heading and fact of each column that is read
    :param unread: headings that say nothing to us, and other things that were left out
    """

    form: str
    rows: Sequence[ReadRow]
    read: Sequence[tuple[str, str]] = field(default_factory=tuple)
    unread: Sequence[str] = field(default_factory=tuple)
    sheet: str = ""


def tidy(text: str) -> str:
    """Return a cell's words: one space between them, none around, nothing invisible.

    A marked direction or a combining letter is for names to deal with (people/names.py).
    """
    kept = "".join(each if each.isprintable() or each.isspace() else "" for each in text)
    return " ".join(kept.split())[:LONGEST_CELL]


def named(cells: Sequence[str]) -> str:
    """Return the names of some cells in a sentence: "C7, C8 and 40 more"."""
    shown = ", ".join(cells[:MOST_NAMED])
    rest = len(cells) - MOST_NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown
