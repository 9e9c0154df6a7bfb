"""Starts ./wayforward as a person would, and looks at what it leaves behind."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wayforward.config.environment import ROOT

SECONDS = 90
OURS = {
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "AS_OWNER",
    "DATABASE_POOLED",
    "HTTPS",
    "DJANGO_SETTINGS_MODULE",
}


def as_at_the_keyboard(**more: str) -> dict[str, str]:
    """Return the environment without what `./wayforward test` has set."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    kept = {name: value for name, value in kept.items() if not name.startswith(("COV_", "PYTEST"))}
    return kept | more


def wayforward(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ./wayforward to its end."""
    return subprocess.run(
        [str(ROOT / "wayforward"), *words],
        cwd="/",
        env=as_at_the_keyboard(**more),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def free_port() -> int:
    """Return a port that nothing uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """`./wayforward run` at work: what it has printed, and its process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.lines: list[str] = []
        self._readers = [
            threading.Thread(target=self._read, args=[stream], daemon=True)
            for stream in (process.stdout, process.stderr)
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self.lines.append(line.rstrip("\n"))

    def wait_for_line(self, start: str) -> str:
        """Return the first line that begins with `start`; fail if the process ends before."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if found := [line for line in self.lines if line.startswith(start)]:
                return found[0]
            assert self.process.poll() is None, "\n".join(self.lines)
            time.sleep(0.05)
        raise AssertionError("\n".join(self.lines))

    def stop(self, signal_number: int) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(signal_number)
        status = self.process.wait(SECONDS)
        for reader in self._readers:
            reader.join(5)
        return status


@contextmanager
def running(*options: str, **more: str) -> Iterator[Running]:
    """Start `./wayforward run` with `options`; kill it if the test did not stop it."""
    process = subprocess.Popen(
        [str(ROOT / "wayforward"), "run", *options],
        cwd="/",
        env=as_at_the_keyboard(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Running(process)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)
        for stream in (process.stdout, process.stderr):
            stream.close()  # type: ignore[union-attr]


def parents() -> dict[int, int]:
    """Return process id to its parent's, of every process of this machine."""
    if Path("/proc/self/stat").exists():
        found = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue  # it ended just now
            if state != "Z":
                found[int(stat.parent.name)] = int(parent)
        return found
    told = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    return {int(pid): int(parent) for pid, parent in map(str.split, told.stdout.splitlines())}


def descendants(of: int) -> set[int]:
    """Return the ids of all processes that `of` started, and those that they started."""
    known, found, grew = parents(), {of}, True
    while grew:
        more = {pid for pid, parent in known.items() if parent in found} - found
        grew = bool(more)
        found |= more
    return found - {of}
