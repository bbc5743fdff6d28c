"""A child that talks to a web shop, and is gone as by `kill -9` at one point.

Points that are named lie before and after each request of a kind, and before and after each kind of entry
about the web shop is on disk. Points with a number are all there are, one after the other: before and after
each request on the wire, whatever it is, and before and after each transaction, whatever it holds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pos.services.till.till import Till
from pos.stores import ecwid
from pos.stores.wire import Wire
from tests.services.stores.both_ways import SETTLE, TOKEN, wish_for
from tests.shop_kit import ShopClock, ShopKit

REQUESTS = (
    "probe", "try_key", "create_orders", "read_orders", "outcome", "order", "find_order", "create_order",
    "figures", "add_stock", "change_stock", "set_status", "orders", "deleted", "latest", "products",
)  # fmt: skip
KINDS = ("store.intended", "store.sent", "store.refused", "stock.moved")
ROUNDS = 7


def points_of(name: str) -> tuple[str, str]:
    """The two points about a step."""
    return f"before {name}", f"after {name}"


class Points:
    """Says each point the first time it is passed; at the one asked for this process is gone."""

    def __init__(self, kill_at: str) -> None:
        self._kill_at = kill_at
        self._passed: set[str] = set()
        self._steps = 0

    def passed(self, name: str) -> None:
        if name not in self._passed:
            self._passed.add(name)
            print(name, flush=True)
            if name == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def step(self) -> None:
        """One more of those with a number."""
        self._steps += 1
        if f"#{self._steps}" == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def over(self) -> None:
        """Say how many steps there were."""
        print(f"#{self._steps}", flush=True)

    def watch(self) -> None:
        """From now on."""
        for name in REQUESTS:
            setattr(ecwid.Ecwid, name, self._around(name, getattr(ecwid.Ecwid, name)))
        transaction, ask = Till.transaction, Wire.ask

        def asked(wire: Wire, *arguments: Any) -> Any:
            self.step()
            answer = ask(wire, *arguments)
            self.step()
            return answer

        Wire.ask = asked  # type: ignore[method-assign]

        @contextmanager
        def watched(till: Till, *arguments: Any, **named: Any) -> Iterator[Any]:
            kinds: list[str] = []
            with transaction(till, *arguments, **named) as tx:
                (before,) = tx.raw().execute("SELECT max(arrival) FROM entry").fetchone()
                yield tx
                asked = "SELECT DISTINCT kind FROM entry WHERE arrival > ?"
                kinds += [kind for (kind,) in tx.raw().execute(asked, (before,)) if kind in KINDS]
                self.step()
                for kind in kinds:
                    self.passed(points_of(kind)[0])
            self.step()
            for kind in kinds:
                self.passed(points_of(kind)[1])

        Till.transaction = watched  # type: ignore[method-assign,assignment]

    def _around(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        before, after = points_of(name)

        def asked(*arguments: Any, **named: Any) -> Any:
            self.passed(before)
            answer = method(*arguments, **named)
            self.passed(after)
            return answer

        return asked


def main(folder: str, now: str, admin: str, kill_at: str, deed: str = "") -> None:
    """A deed, if one is named, then rounds, with time between them, until none is left."""
    ecwid.PER_SECOND = 500.0
    clock = ShopClock(datetime.fromisoformat(now))
    kit = ShopKit.open(Path(folder), clock)
    points = Points(kill_at)
    points.watch()

    def wait(seconds: float) -> None:
        body = json.dumps({"advance": seconds}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{admin}clock", body, method="POST")).close()
        clock.advance(seconds=seconds)

    connecting = kit.shop.stores.connecting
    if deed == "connect":
        wish = wish_for(admin.removesuffix("/_standin/"))
        connecting.start(wish, TOKEN, connecting.test(wish, TOKEN))
    elif deed == "disconnect":
        connecting.disconnect()
    for _round in range(0 if deed == "disconnect" else ROUNDS):
        kit.shop.stores.rounds.run(wait=wait)
        wait(2 * SETTLE)
    points.over()
    kit.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
