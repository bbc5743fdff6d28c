"""A proxy on loopback that does to a line what networks do; TLS stays whole, it only passes bytes on."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from dataclasses import dataclass, field


@dataclass
class Weather:
    """What happens to what passes from now on; all is well where nothing is set.

    `is_deaf` swallows what the till sends, `is_mute` what the hub answers: both lines stay open, as behind a
    portal. `cut_after` ends a line once so many bytes of answers have passed, `flips` harms the next answer,
    `refuses` answers no new line.
    """

    is_deaf: bool = False
    is_mute: bool = False
    refuses: bool = False
    flips: bool = False
    cut_after: int | None = None
    delay: float = 0.0
    passed: int = 0
    turns: int = 0
    """How often the till spoke after the hub had: round trips."""
    stop: threading.Event = field(default_factory=threading.Event)


class ChaosProxy:
    """Listens on a port of its own and passes on to another."""

    def __init__(self, port: int) -> None:
        self.weather = Weather()
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, name="proxy")]
        self._threads[0].start()

    def close(self) -> None:
        """End all lines and wait for their threads."""
        self.weather.stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self.weather.stop.is_set():
            ready, _, _ = select.select([self._listener], [], [], 0.05)
            if not ready:
                continue
            with contextlib.suppress(OSError):
                till, _ = self._listener.accept()
                if self.weather.refuses:
                    till.close()
                    continue
                hub = socket.create_connection(("127.0.0.1", self._to))
                thread = threading.Thread(target=self._carry, args=(till, hub), name="proxied line")
                self._threads.append(thread)
                thread.start()

    def _carry(self, till: socket.socket, hub: socket.socket) -> None:
        weather, spoke_last = self.weather, hub
        with till, hub, contextlib.suppress(OSError):
            while not weather.stop.is_set():
                ready, _, _ = select.select([till, hub], [], [], 0.05)
                for one in ready:
                    data = one.recv(65536)
                    if not data:
                        return
                    if one is till and spoke_last is hub:
                        weather.turns += 1
                        weather.stop.wait(weather.delay)
                    spoke_last = one
                    if not self._pass(data, hub if one is till else till, to_hub=one is till):
                        return

    def _pass(self, data: bytes, to: socket.socket, *, to_hub: bool) -> bool:
        """Pass bytes on as the weather is; whether the line stays."""
        weather = self.weather
        if weather.is_deaf if to_hub else weather.is_mute:
            return True
        if not to_hub:
            weather.passed += len(data)
            if weather.cut_after is not None and weather.passed > weather.cut_after:
                return False
            if weather.flips:
                weather.flips = False
                data = bytes([*data[:-1], data[-1] ^ 1])
        to.sendall(data)
        return True
