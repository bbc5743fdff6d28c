"""The web shops of the tests: stand-ins on loopback, as the vendors describe theirs; nothing is patched."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pos.stores import ecwid
from pos.stores.pace import RequestLog
from pos.stores.wire import USUAL, Limits
from tests.shared import shared


class StandIn:
    """A running web shop, and the hand of the person who keeps it."""

    def __init__(self, server: Any, modules: dict[str, Any]) -> None:
        self.server = server
        self._modules = modules
        self.shop = server.shop
        self.lines: list[ecwid.Ecwid] = []
        self.url = f"http://127.0.0.1:{server.server_address[1]}"

    def __getattr__(self, control: str) -> Any:
        """A control of `_standin`, with its fields by name: faults(rules=[...]), web_order(...)."""
        admin = self._modules["wire"].Admin(self.server, None)

        def call(**asked: Any) -> Any:
            with self.shop.lock:
                return getattr(admin, f"{control}_")(asked)

        return call

    def fault(self, do: str, method: str = "GET", path: str = "", **more: Any) -> None:
        """Something goes wrong with the next request like this."""
        self.faults(rules=[{"on": {"method": method, "path": path}, "do": do, **more}])

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Every request so far."""
        found: list[dict[str, Any]] = self.server.log
        return found


@contextmanager
def running(kind: str = "ecwid", seed: int = 1, **size: int) -> Iterator[StandIn]:
    """A web shop of so many products; the test is skipped where the stand-ins are not."""
    folder = str(shared("stores"))
    sys.path.insert(0, folder)
    try:
        modules = {name: importlib.import_module(name) for name in ("wire", "seedshop", kind)}
    finally:
        sys.path.remove(folder)
    server = modules[kind].serve(modules["seedshop"].shop(seed, **size))
    server.RequestHandlerClass = type(
        "AtOnce", (server.RequestHandlerClass,), {"disable_nagle_algorithm": True}
    )  # else each answer waits until its headers were acknowledged
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        store = StandIn(server, modules)
        try:
            yield store
        finally:
            for line in store.lines:
                line.close()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def line_to(
    store: StandIn, token: str = "secret_full", *, number: str = "4711", limits: Limits = USUAL
) -> tuple[ecwid.Ecwid, RequestLog]:
    """A line to the web shop, and the log of what is asked."""
    log = RequestLog()
    line = ecwid.connected(number, token, log, url=f"{store.url}/api/v3", limits=limits)
    store.lines.append(line)
    return line, log
