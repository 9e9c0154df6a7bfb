"""The heads of the chain, kept outside the database: one line of JSON for each sealing.

{"at": "2026-11-24T09:00:00+00:00", "hash": "9f2c...", "position": 1204}

The position is also how many events are sealed. A chain that is shorter than the file says, or
has another hash at a position that the file names, was tampered with. Keep the file, or a copy,
where nobody who can change the database can change it.
"""

import datetime
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_LINE = 500  # bytes


class LineUnreadable(Exception):
    """A line of the head file is not one that Wayforward wrote; the message names it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal at one moment."""

    at: datetime.datetime
    position: int
    hash: bytes


def export(
    path: Path, *, at: datetime.datetime, head: Callable[[], tuple[int, bytes] | None]
) -> None:
    """Add what `head` returns (position and hash) to the file, unless its last line says so.

    :param head: asked only once the file is locked, so that lines never go backwards
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        found = head()
        last = _last_line(file.fileno())
        if found is None or (last and (last.position, last.hash) == found):
            return
        line = {"at": at.isoformat(), "hash": found[1].hex(), "position": found[0]}
        file.write(json.dumps(line).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _last_line(descriptor: int) -> Head | None:
    """Return the last head of the file; first cut off a line that a crash left unfinished."""
    size = os.fstat(descriptor).st_size
    start = max(0, size - 2 * LONGEST_LINE)
    tail = os.pread(descriptor, size - start, start)
    whole = tail[: tail.rfind(b"\n") + 1]
    if len(whole) < len(tail):
        os.ftruncate(descriptor, start + len(whole))
    lines = whole.splitlines()
    return _read(lines[-1], "the last line") if lines else None


def heads_in(path: Path) -> Iterator[Head]:
    """Yield the heads that the file holds at the time of the call, oldest first.

    :raises LineUnreadable: at a line that cannot be read
    """
    remaining = path.stat().st_size
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            remaining -= len(line)
            if remaining < 0 or not line.endswith(b"\n"):
                return  # being written just now
            yield _read(line, f"line {number}")


def _read(line: bytes, name: str) -> Head:
    try:
        read = json.loads(line)
        return Head(
            at=datetime.datetime.fromisoformat(read["at"]),
            position=int(read["position"]),
            hash=bytes.fromhex(read["hash"]),
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise LineUnreadable(f"{name} is not a head of the chain") from problem
