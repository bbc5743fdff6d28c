"""A PostgreSQL between the tills of a world, behind a proxy that does what networks do; it is killed too."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
import psycopg

from pos.sync.carrier import WaitsFor, unheard
from pos.sync.hub.dsn import from_dsn
from pos.sync.hub.found import Founder, found
from pos.sync.hub.line import HubLine
from pos.sync.hub.login import HubLogin
from pos.sync.hub.wait import Wait
from tests.chaos.ways import Trouble
from tests.chaos_proxy import ChaosProxy, Weather
from tests.postgres import Cluster, TestDatabase

PATIENT, HASTY = 20.0, 0.3
"""How long a till waits for a silent hub, in seconds: always, and where the hub is made silent on purpose."""
QUICK = ("corrupt asked", "corrupt answer", "duplicate", "refuse", "cut", "delay", "server killed")
SILENT = ("request lost", "answer lost", "silence", "half-open")
"""What only a watchdog ends; it comes behind the login, which libpq gives ten seconds."""
TURNS = 24
"""A round with the login takes about so many."""
KEPT = ("life", "entry")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class RealUplink:
    """The way of one till through the proxy; others use its login where its folder was copied."""

    of: RealHub
    login: HubLogin
    is_set_up: bool = True

    @property
    def hub(self) -> str:
        return self.login.hub

    def hang_up(self) -> None:
        """Nobody of these worlds ends a program while it waits."""

    def connect(self, waits_for: WaitsFor = unheard) -> HubLine:
        self.of.logs_in()
        wait = Wait()
        waits_for(wait.end)
        line = HubLine(self.login, _now, silence=self.of.silence, wait=wait)
        self.of.logged_in()
        return line


class RealHub:
    """One database of one shop on a server of its own, emptied between two worlds."""

    def __init__(self, cluster: Cluster, shop: str, root: bytes) -> None:
        self.silence = PATIENT
        self.befell: set[str] = set()
        self._shut: set[str] = set()
        self._cluster = cluster
        self._proxy = ChaosProxy(cluster.port)
        self._database = TestDatabase(cluster.dsn())
        login = found(from_dsn(self._database.dsn()), Founder(shop, root, "A", "office"), _now())
        self._logins = {"a": self._through(login)}
        with closing(HubLine(login, _now)) as line:
            for letter, role in (("B", "till"), ("C", "office")):
                self._logins[letter.lower()] = self._through(line.let_in(letter, role))
        self._at_login: Callable[[], None] = lambda: None

    def _through(self, login: HubLogin) -> HubLogin:
        return msgspec.structs.replace(login, port=str(self._proxy.port))

    def close(self) -> None:
        self._proxy.close()

    def uplink(self, name: str, *, office: bool) -> RealUplink:
        """The way of the till of that letter; what it may do is the server's own word."""
        assert office == (name != "b")
        return RealUplink(self, self._logins[name])

    def drawn(self, draw: random.Random) -> Trouble:
        name = draw.choice((*QUICK, *SILENT))
        return Trouble(name, str(draw.randrange(TURNS if name in QUICK else TURNS // 3)))

    def logs_in(self) -> None:
        """A till begins to log in, perhaps once more: there nothing falls silent."""
        if self.silence == HASTY:
            self._proxy.weather.strikes = lambda _turn: None

    def logged_in(self) -> None:
        """A till has its line; what is to fall silent may do so from here."""
        self._at_login()

    def shut_out(self, letter: str) -> None:
        with closing(self.uplink("a", office=True).connect()) as line:
            line.shut_out(letter)
        self._shut.add(letter)

    @contextmanager
    def troubled(self, trouble: Trouble) -> Iterator[None]:
        """The round's line meets this at that turn; behind it all is well, and a killed server runs again."""
        killed: list[bool] = []
        weather = self._proxy.weather

        def strikes(at: int) -> Callable[[int], None]:
            def struck(turn: int) -> None:
                if turn != at:
                    return
                self.befell.add(trouble.name)
                if trouble.name == "server killed":
                    killed.append(True)
                    self._cluster.kill()
                else:
                    _turn_bad(weather, trouble.name)

            return struck

        def at_login() -> None:
            weather.strikes = strikes(weather.turns + 1 + int(trouble.at))

        if trouble.name in SILENT:
            self.silence, self._at_login = HASTY, at_login
        elif trouble.name in ("refuse", "delay"):
            self.befell.add(trouble.name)
            _turn_bad(weather, trouble.name)
        else:
            weather.strikes = strikes(1 + int(trouble.at))
        try:
            yield
        finally:
            self.silence, self._at_login = PATIENT, lambda: None
            self._proxy.clear_up()
            if killed:
                self._cluster.start()

    def empty(self) -> None:
        """Hold nothing and let everybody in, as when it was made."""
        self.restore({})
        with closing(self.uplink("a", office=True).connect()) as line:
            for letter in self._shut:
                role = "till" if letter == "B" else "office"
                self._logins[letter.lower()] = self._through(line.let_in(letter, role))
        self._shut.clear()

    def snapshot(self) -> dict[str, bytes]:
        held = {}
        with self._admin() as admin, admin.cursor() as cursor:
            for table in KEPT:
                with cursor.copy(f"COPY comptoir.{table} TO STDOUT (FORMAT binary)") as rows:
                    held[table] = b"".join(rows)
        return held

    def restore(self, held: dict[str, bytes]) -> None:
        with self._admin() as admin, admin.cursor() as cursor:
            cursor.execute("TRUNCATE comptoir.life, comptoir.entry, comptoir.image, comptoir.chunk")
            for table in KEPT:
                if table in held:
                    with cursor.copy(f"COPY comptoir.{table} FROM STDIN (FORMAT binary)") as rows:
                        rows.write(held[table])

    def chains_of(self, life: bytes) -> list[bytes]:
        sql = "SELECT chain FROM comptoir.entry WHERE origin = %s ORDER BY seq"
        return [bytes(chain) for (chain,) in self._database.run(sql, life)]  # type: ignore[call-overload]

    @contextmanager
    def _admin(self) -> Iterator[Any]:
        with psycopg.connect(self._cluster.dsn(self._database.name)) as admin:
            yield admin


def _turn_bad(weather: Weather, name: str) -> None:
    match name:
        case "request lost":
            weather.is_deaf = True
        case "answer lost":
            weather.is_mute = True
        case "silence":
            weather.is_deaf = weather.is_mute = True
        case "half-open":
            weather.is_half_open = True
        case "corrupt asked":
            weather.harms = True
        case "corrupt answer":
            weather.flips = True
        case "duplicate":
            weather.doubles = True
        case "refuse":
            weather.refuses = True
        case "cut":
            weather.cut_after = weather.passed
        case "delay":
            weather.delay = 0.02
