"""A child that goes rounds with a web shop, and is gone as by `kill -9` at one point that is named.

Points lie before and after each request, and before and after each entry about the web shop is on disk.
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
from tests.services.stores.both_ways import SETTLE
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

    def passed(self, name: str) -> None:
        if name not in self._passed:
            self._passed.add(name)
            print(name, flush=True)
            if name == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """From now on."""
        for name in REQUESTS:
            setattr(ecwid.Ecwid, name, self._around(name, getattr(ecwid.Ecwid, name)))
        transaction = Till.transaction

        @contextmanager
        def watched(till: Till, *arguments: Any, **named: Any) -> Iterator[Any]:
            kinds: list[str] = []
            with transaction(till, *arguments, **named) as tx:
                (before,) = tx.raw().execute("SELECT max(arrival) FROM entry").fetchone()
                yield tx
                asked = "SELECT DISTINCT kind FROM entry WHERE arrival > ?"
                kinds += [kind for (kind,) in tx.raw().execute(asked, (before,)) if kind in KINDS]
                for kind in kinds:
                    self.passed(points_of(kind)[0])
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


def main(folder: str, now: str, admin: str, kill_at: str) -> None:
    """Rounds, with time between them, until none is left."""
    ecwid.PER_SECOND = 500.0
    clock = ShopClock(datetime.fromisoformat(now))
    kit = ShopKit.open(Path(folder), clock)
    Points(kill_at).watch()

    def wait(seconds: float) -> None:
        body = json.dumps({"advance": seconds}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{admin}clock", body, method="POST")).close()
        clock.advance(seconds=seconds)

    for _round in range(ROUNDS):
        kit.shop.stores.rounds.run(wait=wait)
        wait(2 * SETTLE)
    kit.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
