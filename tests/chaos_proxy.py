"""A proxy on loopback that does to a line what networks do; TLS stays whole, it only passes bytes on."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass
class Weather:
    """What happens to what passes from now on; all is well where nothing is set.

    `is_deaf` swallows what the till sends, `is_mute` what the hub answers: both lines stay open, as behind a
    portal. `is_half_open` ends the hub's side and leaves the till's open. `cut_after` ends a line once so
    many bytes of answers have passed, `flips` harms the next answer, `harms` the next thing that is asked,
    `doubles` passes that on twice, `refuses` answers no new line. `delay` is waited at each turn.
    """

    is_deaf: bool = False
    is_mute: bool = False
    is_half_open: bool = False
    refuses: bool = False
    flips: bool = False
    harms: bool = False
    doubles: bool = False
    cut_after: int | None = None
    delay: float = 0.0
    passed: int = 0
    turns: int = 0
    """How often the till spoke after the hub had: round trips."""
    strikes: Callable[[int], None] = lambda _turn: None
    """Told the number of each turn before it is passed on; what it sets holds for that turn already."""
    stop: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def unanswered() -> Iterator[int]:
    """A port at which nobody answers who dials, as behind a wall that swallows what comes."""
    with socket.socket() as full, contextlib.ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _line in range(4):  # its queue is full
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        yield full.getsockname()[1]


class ChaosProxy:
    """Listens on a port of its own and passes on to another."""

    def __init__(self, port: int) -> None:
        self.weather = Weather()
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, name="proxy")]
        self._threads[0].start()

    def clear_up(self) -> None:
        """All is well from now on, for new lines; the old ones end."""
        old, self.weather = self.weather, Weather()
        old.stop.set()
        for thread in self._threads[1:]:
            thread.join()
        del self._threads[1:]

    def close(self) -> None:
        """End all lines and wait for their threads."""
        listener, *lines = self._threads
        self.weather.refuses = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        listener.join()
        self.weather.stop.set()
        for thread in lines:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                till, _ = self._listener.accept()
            except OSError:
                return
            if self.weather.refuses:
                till.close()
                continue
            try:
                hub = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                till.close()
                continue
            thread = threading.Thread(target=self._carry, args=(till, hub, self.weather), name="proxied line")
            self._threads.append(thread)
            thread.start()

    def _carry(self, till: socket.socket, hub: socket.socket, weather: Weather) -> None:
        spoke_last = hub
        with till, hub, contextlib.suppress(OSError):
            while not weather.stop.is_set():
                ready, _, _ = select.select([till] if weather.is_half_open else [till, hub], [], [], 0.05)
                for one in ready:
                    data = one.recv(65536)
                    if not data:
                        return
                    if one is till and spoke_last is hub:
                        weather.turns += 1
                        weather.strikes(weather.turns)
                        weather.stop.wait(weather.delay)
                    spoke_last = one
                    if weather.is_half_open:
                        hub.close()
                    elif not _pass(weather, data, hub if one is till else till, to_hub=one is till):
                        return


def _pass(weather: Weather, data: bytes, to: socket.socket, *, to_hub: bool) -> bool:
    """Pass bytes on as the weather is; whether the line stays."""
    if weather.is_deaf if to_hub else weather.is_mute:
        return True
    if to_hub:
        if weather.harms:
            weather.harms, data = False, _harmed(data)
        if weather.doubles:
            weather.doubles, data = False, data + data
        to.sendall(data)
        return True
    weather.passed += len(data)
    if weather.cut_after is not None and weather.passed > weather.cut_after:
        return False
    if weather.flips:
        weather.flips, data = False, _harmed(data)
    to.sendall(data)
    return True


def _harmed(data: bytes) -> bytes:
    return bytes([*data[:-1], data[-1] ^ 1])
