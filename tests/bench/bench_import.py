"""Time taking in a catalogue of 100,000 rows, beside parsing and validating the same file; sales meanwhile.

    python tests/bench/bench_import.py --rows 100000 --rounds 3

The yardstick is the row `parse + validate` of `shared/limits/l6_import.py`; ours ends searchable, journaled
and on disk. Both are told in seconds of the clock and of the processor: a machine that does other things
makes the first longer. A sale of one line begins every 100 ms, in another thread and in another process, and
for comparison where nothing is taken in.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared")) / "limits"
sys.path[:0] = [str(ROOT), str(LIMITS)]

import common  # noqa: E402
import l6_import  # noqa: E402

from pos.domain.catalogue.products import Hit  # noqa: E402
from pos.domain.money.tenders import Tender  # noqa: E402
from pos.domain.orders.cart import CartLine  # noqa: E402
from pos.domain.shop.settings import NewShop  # noqa: E402
from pos.journal.ids import new_id  # noqa: E402
from pos.shop import Shop, create_shop, open_shop  # noqa: E402

MOST_OF_FLOOR = {False: 9.0, True: 12.0}
"""Into an empty shop, and into one that has as many."""
MOST_MS = 150
EVERY = 0.1


class Times(NamedTuple):
    """Seconds of the clock and of the processor."""

    clock: float
    processor: float


@contextmanager
def timed(into: list[Times]) -> Iterator[None]:
    clock, processor = time.perf_counter(), time.process_time()
    yield
    into.append(Times(time.perf_counter() - clock, time.process_time() - processor))


def write_csv(rows: int) -> tuple[Path, Path]:
    """Two files of so many rows each, no product in both."""
    paths = (common.workdir() / f"import-first-{rows}.csv", common.workdir() / f"import-second-{rows}.csv")
    if not all(path.exists() for path in paths):
        made = [
            (sku, code, name, of, f"{price / 100:.2f}", stock)
            for _, sku, code, name, of, price, stock in common.catalogue(2 * rows)
        ]
        for path, some in zip(paths, (made[:rows], made[rows:]), strict=True):
            with path.open("w", newline="") as file:
                csv.writer(file).writerows([l6_import.COLS, *some])
    return paths


class Own(NamedTuple):
    """What ours took."""

    read: Times
    taken: Times


def take_in(path: Path, had: Path | None) -> Own:
    """Read, compare with the shop, and write, in a new shop."""
    with new_shop(had) as shop:
        found: list[Times] = []
        with timed(found):
            preview = shop.imports.preview(path)
        with timed(found):
            result = shop.imports.apply(preview)
        assert result.created == len(preview.file.products)
        assert shop.search.find(preview.file.products[0].name or "").hits
        return Own(*found)


@contextmanager
def new_shop(had: Path | None) -> Iterator[Shop]:
    folder = common.workdir() / "import-run"
    shutil.rmtree(folder, ignore_errors=True)
    shop = create_shop(folder, NewShop("Bench", "FR", "EUR", True, person="Anne"))
    if had:
        shop.imports.apply(shop.imports.preview(had))
    yield shop
    shop.close()
    shutil.rmtree(folder)


def alone(had: Path, seconds: float) -> list[float]:
    """The milliseconds of each sale while nothing else happens in the shop."""
    with new_shop(had) as shop:
        ended = threading.Event()
        threading.Timer(seconds, ended.set).start()
        sold = sales(shop, shop.search.in_category("")[0], ended)
        next(sold)  # the first one loads what writing needs
        return list(sold)


def waits(path: Path, had: Path, *, other_process: bool) -> list[float]:
    """The milliseconds of each sale while the file is read and taken in."""
    with new_shop(had) as shop:
        hit = shop.search.in_category("")[0]
        if other_process:
            command = [sys.executable, __file__, "--sell", str(shop.folder.path), hit.sku]
            seller = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            assert seller.stdin
            assert seller.stdout
            seller.stdout.readline()  # it sells
            shop.imports.apply(shop.imports.preview(path))
            seller.stdin.close()
            return [float(line) for line in seller.stdout.read().split()]
        ended, found = threading.Event(), list[float]()
        sold = sales(shop, hit, ended)
        next(sold)  # the first one loads what writing needs
        thread = threading.Thread(target=lambda: found.extend(sold))
        thread.start()
        shop.imports.apply(shop.imports.preview(path))
        ended.set()
        thread.join()
        return found


def sales(shop: Shop, hit: Hit, ended: threading.Event) -> Iterator[float]:
    """A sale every 100 ms; the milliseconds from Finish to the disk."""
    due = time.perf_counter()
    while not ended.is_set():
        line = CartLine(
            id=new_id(shop.till.clock()), name=hit.name, quantity=Decimal(1), unit_price=Decimal(2),
            taxes=hit.taxes, variant_id=hit.variant_id, sku=hit.sku, list_price=hit.price,
        )  # fmt: skip
        cart = shop.carts.new().add(line)
        tender = Tender("cash", cart.totals().total)
        begun = time.perf_counter()
        shop.checkout.place_order(cart, [tender])
        yield 1000 * (time.perf_counter() - begun)
        due = max(due + EVERY, time.perf_counter())
        ended.wait(due - time.perf_counter())


def sell(folder: Path, sku: str) -> None:
    """The other process: sells until its input ends."""
    shop, ended = open_shop(folder), threading.Event()
    (hit, *_more) = shop.search.by_code(sku, scanned=False)
    thread = threading.Thread(target=lambda: (sys.stdin.read(), ended.set()))
    thread.start()
    sold = sales(shop, hit, ended)
    next(sold)  # the first one loads what writing needs
    print("ready", flush=True)
    print(*sold)


def table(rows: int, rounds: int, path: Path, had: Path | None) -> None:
    """Ours beside the yardstick, in turns."""
    bare: list[Times] = []
    own: list[Own] = []
    for _ in range(rounds):
        with timed(bare):
            for _row in l6_import.checked(path, []):
                pass
        own.append(take_in(path, had))
    floor = Times(*(statistics.median(place) for place in zip(*bare, strict=True)))
    print(f"\n## import of {rows} rows into a shop that has {rows if had else 0}")
    print(f"{'parse + validate':<20} {floor.clock:7.3f} s {floor.processor:14.3f} s of processor")
    parts = {
        "read and preview": [one.read for one in own],
        "take in": [one.taken for one in own],
        "both": [Times(*map(sum, zip(one.read, one.taken, strict=True))) for one in own],
    }
    for what, found in parts.items():
        clock, processor = (statistics.median(place) for place in zip(*found, strict=True))
        limit = f"  (at most {MOST_OF_FLOOR[had is not None]})" if what == "both" else ""
        print(
            f"{what:<20} {clock:7.3f} s  x{clock / floor.clock:<6.2f} "
            f"{processor:7.3f} s  x{processor / floor.processor:.2f}{limit}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only-sales", action="store_true")
    parser.add_argument("--sell", nargs=2, metavar=("FOLDER", "SKU"), help="what the other process does")
    arguments = parser.parse_args()
    if arguments.sell:
        sell(Path(arguments.sell[0]), arguments.sell[1])
        return
    first, second = write_csv(arguments.rows)
    if not arguments.only_sales:
        table(arguments.rows, arguments.rounds, first, None)
        table(arguments.rows, arguments.rounds, second, first)
    told("alone", alone(first, 20))
    told("by this process", waits(second, first, other_process=False))
    told("by another process", waits(second, first, other_process=True))


def told(where: str, found: list[float]) -> None:
    """One row of the sales."""
    late = sorted(found)[min(len(found) - 1, int(len(found) * 0.99))]
    print(
        f"{len(found):4} sales {where:<20} median {statistics.median(found):4.0f} ms, "
        f"99th percentile {late:4.0f} ms  (at most {MOST_MS}), longest {max(found):4.0f} ms"
    )


if __name__ == "__main__":
    main()
