"""Time a round that pulls what another till sold, beside bare inserts of the same rows; and a repeat.

    python tests/bench/bench_sync.py --orders 2000

The hub is one in memory, so that only this till's work is timed, in seconds of the processor. `longest` is
the longest time that the file was held from others, `memory` what the round added to the process.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from bench_verify import bare_inserts  # noqa: E402

from pos.model.database import Database  # noqa: E402
from tests.hub_tills import HubTills  # noqa: E402

MOST_OF_FLOOR = 3.0


def main() -> None:
    """Sell on one till, pull on the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=2000)
    orders = parser.parse_args().orders
    with tempfile.TemporaryDirectory(prefix="comptoir-") as work:
        tills = HubTills(Path(work))
        tills.a.stocks("Bowl, ash", sku="BOW-ASH", price="24.00", quantity="100000")
        b = tills.joins("b")
        tills.meet()
        for _order in range(orders):
            tills.a.clock.advance(seconds=20)
            tills.a.sells("MUG-BLU", "BOW-ASH", ("BOW-ASH", "2"))
        pushed = timed(lambda: tills.round(tills.a))
        held: list[float] = []
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with watched(held):
            pulled = timed(lambda: tills.round(b))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        again = timed(lambda: tills.round(b))
        b.close()

        floor = min(bare_inserts(b.folder, time.process_time) for _time in range(3))
        b.reopen()
        print(f"{orders} orders: pushed {pushed:.2f} s, pulled {pulled:.2f} s, again {again:.3f} s")
        print(f"bare inserts of the rows {floor:.2f} s: {pulled / floor:.1f} x (at most {MOST_OF_FLOOR} x)")
        print(f"file held {len(held)} times, longest {max(held) * 1000:.0f} ms")
        print(f"memory {grown / 1024:.0f} MB more")
        tills.close()


def timed(act: Any) -> float:
    """Seconds of the processor: what else the machine does is left out."""
    started = time.process_time()
    act()
    return time.process_time() - started


@contextmanager
def watched(
    held: list[float], clock: Callable[[], float] = time.thread_time, *, own: bool = True
) -> Iterator[None]:
    """Hear how long each transaction holds the file; without `own` those of the main thread are left out."""
    write = Database.write

    @contextmanager
    def timing(database: Database) -> Iterator[Any]:
        with write(database) as connection:
            started = clock()
            yield connection
        if own or threading.current_thread() is not threading.main_thread():
            held.append(clock() - started)

    Database.write = timing  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Database.write = write  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
