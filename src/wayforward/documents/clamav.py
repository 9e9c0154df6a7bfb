"""Asks a ClamAV daemon about bytes, by its INSTREAM command, over TCP or a unix socket."""

import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import IO

PIECE = 65_536  # bytes sent at a time
LONGEST_ANSWER = 4_096  # bytes
TIMEOUT = 60.0  # seconds for each step: connect, send a piece, wait for the verdict
PORT = 3310  # where none is written in the address


class ScannerUnavailable(Exception):
    """The scanner could not be asked, or gave no verdict. Nothing is known about the file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says.

    :param found: the name of what was found; empty if nothing was
    """

    found: str = ""

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was found."""
        return not self.found


def scan(content: IO[bytes], *, address: str, timeout: float = TIMEOUT) -> Verdict:
    """Send `content` from its beginning to the scanner, and return its verdict.

    :param address: "host", "host:3310", or the absolute path of a unix socket
    :raises ScannerUnavailable: if there is no verdict
    """
    content.seek(0)
    try:
        with closing(_connected(address, timeout)) as line:
            line.sendall(b"zINSTREAM\0")
            try:
                while piece := content.read(PIECE):
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it stopped listening: it may have said why
            answer = _answer(line)
    except OSError as problem:
        raise ScannerUnavailable(f"The virus scanner cannot be asked: {problem}") from problem
    return _read(answer)


def _connected(address: str, timeout: float) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(timeout)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal():
        host, port = address, str(PORT)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=timeout)


def _answer(line: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        received += piece
    return received.rstrip(b"\0\n").decode("utf-8", "replace")


def _read(answer: str) -> Verdict:
    """Read "stream: OK" and "stream: Eicar-Test-Signature FOUND"; anything else is no verdict."""
    told = answer.removeprefix("stream: ")
    if told == "OK":
        return Verdict()
    if told.endswith(" FOUND"):
        return Verdict(found=told.removesuffix(" FOUND")[:100] or "unnamed")
    raise ScannerUnavailable(f"The virus scanner gave no verdict: {answer[:200] or 'no answer'}")
