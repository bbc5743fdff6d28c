"""Time the window while a round with the web shop goes on: a key, a scan and a sale, beside the same without.

    QT_QPA_PLATFORM=offscreen python tests/bench/bench_store_window.py --samples 60

The web shop is the stand-in, a process of its own with its limit of calls; the round is the first one, which
takes in all it sells. Samples are taken in turns: without, with, without again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared"))
sys.path[:0] = [str(ROOT), str(SHARED / "limits"), str(ROOT / "tests" / "bench")]

import bench_order  # noqa: E402
import bench_window  # noqa: E402
import common  # noqa: E402
import l1_search  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from pos.domain.money.tenders import Tender  # noqa: E402
from pos.domain.orders.cart import CartLine  # noqa: E402
from pos.domain.stores.connection import StoreWish  # noqa: E402
from ui.kit.look.theme import Mode, theme  # noqa: E402
from ui.shared.stores.web_shop import WebShop  # noqa: E402

MOST = 1.1
JOBS = ("key", "scan", "sale")


@contextmanager
def stand_in(products: int) -> Iterator[str]:
    """The web shop as a process of its own; its address."""
    run = [sys.executable, "ecwid.py", "--shop", "1", "--products", str(products)]
    with subprocess.Popen(run, cwd=SHARED / "stores", stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield str(json.loads(process.stdout.readline())["url"])
        finally:
            process.kill()


class Window:
    """The shop's window with the web shop behind it."""

    def __init__(self, folder: Path, url: str, app: QApplication) -> None:
        self.app, self.rng = app, random.Random(4)
        self.ours = bench_window.Ours(folder, (1280, 800))
        (self.web_shop,) = self.ours.window.findChildren(WebShop)
        self.words = [query[0] for query in l1_search.queries(bench_window.PRODUCTS, 30)["5 letters"]]
        self.url = url

    def connect(self) -> None:
        shop = self.ours.shop
        wish = StoreWish("ecwid", "4711", self.url, email="pos@shop.example")
        shop.stores.connecting.start(wish, "secret_full", shop.stores.connecting.test(wish, "secret_full"))
        shop.till.tell(lambda kinds: self.ours.window.changes.announce(*kinds))
        self.web_shop.begin(shop)
        self.web_shop.connected(go=True)
        while self.web_shop.step is None:
            self.app.processEvents()

    def sample(self, samples: int) -> dict[str, list[float]]:
        """So many of each job."""
        found: dict[str, list[float]] = {job: [] for job in JOBS}
        for _turn in range(samples):
            ours, word = self.ours, self.rng.choice(self.words)
            bench_window.focus(ours.window, ours.page.box.line, self.app)
            ours.before_key(word)
            self.app.processEvents()
            key = bench_window.sample(ours.views[0], lambda w=word, o=ours: o.key(w[2]), self.app)
            ours.before_scan()
            self.app.processEvents()
            code = common.ean13(self.rng.randint(1, bench_window.PRODUCTS))
            scan = bench_window.sample(ours.views[1], lambda c=code, o=ours: o.scan(c), self.app)
            while ours.window.writer.busy:
                self.app.processEvents()
            for job, seconds in zip(JOBS, (key, scan, self.sale(code)), strict=True):
                found[job].append(seconds)
        return found

    def sale(self, code: str) -> float:
        """Seconds until a sale is on disk."""
        shop = self.ours.shop
        (hit,) = shop.search.by_code(code, scanned=True)[:1]
        line = CartLine(
            uuid.uuid4().hex, hit.name, Decimal(1), hit.price or Decimal(1), hit.taxes,
            variant_id=hit.variant_id, sku=hit.sku, list_price=hit.price,
        )  # fmt: skip
        cart = shop.carts.new().add(line)
        began = time.perf_counter()
        shop.checkout.place_order(cart, [Tender("cash", cart.totals().total)], accept_oversell=True)
        return time.perf_counter() - began


def main() -> int:
    """Run and say whether the bound holds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=60)
    parser.add_argument("--products", type=int, default=20_000)
    arguments = parser.parse_args()
    app = QApplication([])
    theme().start(app, Mode.LIGHT)
    template = bench_order.template(0)
    with stand_in(arguments.products) as url, tempfile.TemporaryDirectory(dir=common.workdir()) as place:
        folder = Path(place) / "shop"
        shutil.copytree(template, folder)
        window = Window(folder, url, app)
        try:
            window.sample(5)
            without = window.sample(arguments.samples // 2)
            window.connect()
            meant = window.sample(arguments.samples)
            ran = window.web_shop.is_running
            step = window.web_shop.step
            window.web_shop.stop()
            while window.web_shop.is_running or window.web_shop.looks.busy:
                app.processEvents()
            for job, seconds in window.sample(arguments.samples // 2).items():
                without[job] += seconds
        finally:
            window.ours.close()
    print(f"the round was at {step} and {'still ran' if ran else 'was over'} when the samples were taken")
    good = ran
    for job in JOBS:
        bare, beside = statistics.median(without[job]), statistics.median(meant[job])
        late = sorted(meant[job])[int(len(meant[job]) * 0.95)]
        good &= beside <= MOST * bare
        print(
            f"{job}: {beside * 1000:.2f} ms beside a round, {bare * 1000:.2f} ms without: "
            f"{beside / bare:.2f} (at most {MOST}); p95 {late * 1000:.1f} ms"
        )
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
