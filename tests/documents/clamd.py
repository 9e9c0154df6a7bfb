"""A virus scanner for tests: speaks ClamAV's INSTREAM over a real socket of this machine."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

EICAR = b"X5O!INVENTED-TEST-VIRUS"


class Clamd:
    """Listens in a thread. `received` holds the bytes of each stream.

    :param says: the answer; None reads all and never answers; b"" hangs up
    """

    def __init__(self, listener: socket.socket, says: bytes | None, limit: int) -> None:
        self.listener, self.says, self.limit = listener, says, limit
        self.received: list[bytes] = []
        self.closed = threading.Event()

    def serve(self) -> None:
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            with line, contextlib.suppress(OSError):
                self.answer(line)

    def answer(self, line: socket.socket) -> None:
        assert self.exactly(line, 10) == b"zINSTREAM\0"
        stream = b""
        while size := struct.unpack("!L", self.exactly(line, 4))[0]:
            stream += self.exactly(line, size)
            if len(stream) > self.limit:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.received.append(stream)
        if self.says is None:
            self.closed.wait(10)
        elif self.says == b"by content":
            found = EICAR in stream
            line.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")
        else:
            line.sendall(self.says)

    @staticmethod
    def exactly(line: socket.socket, size: int) -> bytes:
        got = b""
        while len(got) < size:
            piece = line.recv(size - len(got))
            if not piece:
                raise OSError("the other side hung up")
            got += piece
        return got


@contextlib.contextmanager
def listening(
    *, says: bytes | None = b"by content", path: str = "", limit: int = 100_000_000
) -> Iterator[tuple[str, Clamd]]:
    """Yield the scanner's address and the scanner; at `path` it is a unix socket."""
    if path:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(path)
        listener.listen()
    else:
        listener = socket.create_server(("127.0.0.1", 0))
    scanner = Clamd(listener, says, limit)
    thread = threading.Thread(target=scanner.serve, daemon=True)
    thread.start()
    try:
        yield path or f"127.0.0.1:{listener.getsockname()[1]}", scanner
    finally:
        scanner.closed.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)
