"""Time an order of 5 lines from the call to the disk, beside a bare append of the same bytes.

    python tests/bench/bench_order.py --history 0 1000000 --orders 300

Both take turns in one process; the shop has 100,000 products. `bare append` writes as many bytes as one such
commit adds to the write-ahead log, then fdatasync: the yardstick of `shared/limits/l3_order_commit.py`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import time
import uuid
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared")) / "limits"
sys.path[:0] = [str(ROOT), str(LIMITS), str(ROOT / "tests" / "bench")]

import common  # noqa: E402

from pos.domain.imports.read_file import ImportedProduct, ImportedVariant, ReadFile  # noqa: E402
from pos.domain.imports.results import ImportPreview  # noqa: E402
from pos.domain.money.tenders import Tender  # noqa: E402
from pos.domain.orders.cart import Cart, CartLine  # noqa: E402
from pos.domain.shop.rates import propose  # noqa: E402
from pos.domain.shop.settings import NewShop  # noqa: E402
from pos.services.till.migration import SCRIPTS  # noqa: E402
from pos.shop import create_shop, open_shop  # noqa: E402

PRODUCTS = 100_000
MOST_OF_FLOOR = 3.0
MOST_BYTES = 100_000
MOST_OF_MEDIAN = 5.0
MOST_OF_EMPTY = 1.5
IDLE_EVERY = 50
"""Orders between two idle moments, in which the window checkpoints."""


def template(history: int) -> Path:
    """A folder with a shop of 100,000 products and so many past orders, made once."""
    if history:
        import big_shop  # which begins with a shop of ours

        return big_shop.template(history)
    tables = zlib.crc32((SCRIPTS / "versions" / "0002_baseline.sql").read_bytes())
    folder = common.workdir() / f"orders-{history}-{tables:08x}"
    if (folder / "shop.db").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    started = time.perf_counter()
    proposal = propose("FR")
    new = NewShop("Bench", "FR", "EUR", True, person="Anne", tax_classes=proposal.classes)
    shop = create_shop(folder, new)
    shop.imports.apply(catalogue())
    shop.close()
    print(f"# {PRODUCTS} products taken in in {time.perf_counter() - started:.0f} s")
    return folder


def catalogue() -> ImportPreview:
    """The common catalogue as a file that was read."""
    products = tuple(
        ImportedProduct(
            row=i + 1,
            handle="",
            name=name,
            category=category,
            variants=(
                ImportedVariant(
                    i + 1, "", sku, (code,), Decimal(price) / 100, stock=Decimal(stock), tracked=True
                ),
            ),
        )
        for i, sku, code, name, category, price, stock in common.catalogue(PRODUCTS)
    )
    return ImportPreview("bench", ReadFile("csv", products, (), PRODUCTS), PRODUCTS, 0, 0, 0, ())


class Placing:
    """Places orders of 5 lines in one shop."""

    def __init__(self, folder: Path) -> None:
        self.shop = open_shop(folder)
        self._rng = random.Random(5)
        self._codes = [row[2] for row in common.catalogue(PRODUCTS)]
        self.prepare()

    def prepare(self) -> None:
        """What the cashier did before Finish: not timed."""
        self._cart = self._fill()
        self._tenders = [Tender("cash", self._cart.totals().total)]

    def __call__(self) -> None:
        self.shop.checkout.place_order(self._cart, self._tenders)

    def _fill(self) -> Cart:
        cart = self.shop.carts.new()
        for code in self._rng.sample(self._codes, 5):
            (hit,) = self.shop.search.by_code(code, scanned=True)
            line = CartLine(
                id=uuid.uuid4().hex,
                name=hit.name,
                quantity=Decimal(self._rng.randint(1, 3)),
                unit_price=hit.price or Decimal(1),
                taxes=hit.taxes,
                variant_id=hit.variant_id,
                sku=hit.sku,
                list_price=hit.price,
            )
            cart = cart.add(line)
        return cart

    def wal_bytes(self) -> int:
        """What one commit adds to the write-ahead log."""
        wal = Path(f"{self.shop.folder.database}-wal")
        sizes = []
        for _ in range(20):
            self.prepare()
            before = wal.stat().st_size if wal.exists() else 0
            self()
            sizes.append(wal.stat().st_size - before)
        return int(statistics.median(sizes))


def bare_append(path: Path, size: int) -> Callable[[], None]:
    """The yardstick: `sync_floor` of the limits' script, in a file of its own."""
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    block = os.urandom(size)

    def write() -> None:
        os.write(handle, block)
        os.fdatasync(handle)

    return write


class Rivals:
    """One history's shop and its yardstick, with what they took."""

    def __init__(self, history: int) -> None:
        self.history = history
        self.folder = common.workdir() / f"orders-run-{history}"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(template(history), self.folder)
        self.placing = Placing(self.folder)
        self.size = self.placing.wal_bytes()
        self._floor = bare_append(self.folder / "append.bin", self.size)
        self.own: list[float] = []
        self.bare: list[float] = []

    def turn(self, *, counted: bool) -> None:
        """One append and one order."""
        self.placing.prepare()
        for job, times in ((self._floor, self.bare), (self.placing, self.own)):
            started = time.perf_counter()
            job()
            if counted:
                times.append(time.perf_counter() - started)

    def report(self) -> None:
        """One table."""
        median, floor = statistics.median(self.own), statistics.median(self.bare)
        p99 = sorted(self.own)[int(len(self.own) * 0.99)]
        print(f"\n## order of 5 lines, {self.history} orders of history")
        print(f"{'written to the log':<28} {self.size:7} bytes  (at most {MOST_BYTES})")
        print(f"{'bare append + fdatasync':<28} {floor * 1e3:7.3f} ms")
        print(f"{'place_order':<28} {median * 1e3:7.3f} ms  x{median / floor:.2f}  (at most {MOST_OF_FLOOR})")
        share = f"x{p99 / median:.2f} of the median  (at most {MOST_OF_MEDIAN})"
        print(f"{'99th percentile':<28} {p99 * 1e3:7.3f} ms  {share}")

    def close(self) -> None:
        """Throw the copy away."""
        self.placing.shop.close()
        shutil.rmtree(self.folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--history", type=int, nargs="+", default=[0, 1_000_000])
    parser.add_argument("--orders", type=int, default=300)
    arguments = parser.parse_args()
    rivals = [Rivals(history) for history in arguments.history]
    for turn in range(-20, arguments.orders):
        for one in rivals:
            one.turn(counted=turn >= 0)
            if turn % IDLE_EVERY == 0:
                one.placing.shop.till.database.checkpoint()
    for one in rivals:
        one.report()
    for one in rivals[1:]:
        ratio = statistics.median(one.own) / statistics.median(rivals[0].own)
        print(f"\n{one.history} orders against {rivals[0].history}: x{ratio:.2f}  (at most {MOST_OF_EMPTY})")
    for one in rivals:
        one.close()


if __name__ == "__main__":
    main()
