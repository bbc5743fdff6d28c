"""A server on loopback that says bytes as they are given, whatever is asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress


@contextmanager
def answering(answers: Iterable[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """One of these to each request, in turn; its address, and what it was asked."""
    asked: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            for answer in answers:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line, suppress(OSError):
                    asked.append(line.recv(65536))
                    line.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        finally:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
    thread.join()


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer after which the server hangs up."""
    said = "\r\n".join((f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers))
    return f"{said}\r\n\r\n".encode() + body
