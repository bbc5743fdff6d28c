"""A stand-in for a web site on loopback that tests reach by public names."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from PIL import Image

from pos.services.catalogue.fetching import Fetcher

PUBLIC = "93.184.216.34"


def picture(width: int = 60, height: int = 40, mode: str = "RGB", kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), "teal").save(out, kind)
    return out.getvalue()


@dataclass
class Site:
    """A stand-in for a web site: what lies at a path, or where the path leads; notes what was asked."""

    port: int
    pages: dict[str, bytes] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hosts: dict[str, Sequence[str]] = field(default_factory=dict)
    reached: list[tuple[str, int, str]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        if host not in self.hosts:
            raise socket.gaierror(-2, "Name or service not known")
        return self.hosts[host]

    def connect(self, address: str, port: int, host: str) -> socket.socket:
        self.reached.append((address, port, host))
        return socket.create_connection(("127.0.0.1", self.port), 5)

    @property
    def fetcher(self) -> Fetcher:
        return Fetcher(self.resolve, self.connect)


@contextmanager
def running_site() -> Iterator[Site]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            if self.path in made.leads:
                self.send_response(302)
                self.send_header("Location", made.leads[self.path])
                self.end_headers()
                return
            data = made.pages.get(self.path)
            self.send_response(404 if data is None else 200)
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format: str, *values: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = False
    made = Site(server.server_address[1], hosts={"shop.example": [PUBLIC]})
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
