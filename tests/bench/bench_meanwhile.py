"""Time a key, a scan and a sale in the window while a round takes many entries in, and alone.

    QT_QPA_PLATFORM=offscreen python tests/bench/bench_meanwhile.py --orders 100000

The hub is one in memory, the window a real one without a screen, and the round runs in its lane. A key or a
scan is timed from its first key until its list is painted, a sale from its call in the writer's lane until it
is on disk. A person types a key every 150 ms, scans after each fifth and sells after each tenth.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench"), str(ROOT.parent / "shared" / "limits")]

from bench_hub import LONGEST, sold  # noqa: E402
from bench_window import Ours, focus, sample  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.hub_tills import HubTills  # noqa: E402
from tests.shop_kit import ShopKit  # noqa: E402
from ui.kit.look.theme import Mode, theme  # noqa: E402

FRAME_MS = 1000 / 60
MOST_OF_SALE = 2.0
WORDS = ("bow", "mug", "cup", "jug")
APART = 0.15


@dataclass
class Felt:
    """Milliseconds of each thing that was done."""

    keys: list[float] = field(default_factory=list)
    scans: list[float] = field(default_factory=list)
    sales: list[float] = field(default_factory=list)


class Person:
    """Somebody at the window."""

    def __init__(self, ours: Ours, kit: ShopKit, app: QApplication) -> None:
        self.ours, self.kit, self.app = ours, kit, app
        self.felt = Felt()

    def works(self, until: Callable[[], bool]) -> Felt:
        """Type, scan and sell until it is over."""
        self.felt, turn = Felt(), 0
        while not until():
            turn += 1
            self._rest(APART)
            self.felt.keys.append(self._key(WORDS[turn % len(WORDS)]))
            if turn % 5 == 0:
                self._rest(APART)
                self.felt.scans.append(self._scan())
            if turn % 10 == 0:
                self._rest(APART)
                self.felt.sales.append(self._sale())
        return self.felt

    def _rest(self, seconds: float) -> None:
        over = time.perf_counter() + seconds
        while time.perf_counter() < over or self.ours.window.writer.busy:
            self.app.processEvents()
            time.sleep(0.002)

    def _key(self, word: str) -> float:
        focus(self.ours.window, self.ours.page.box.line, self.app)
        self.ours.before_key(word)
        self.app.processEvents()
        return sample(self.ours.views[0], lambda: self.ours.key(word[2]), self.app) * 1000

    def _scan(self) -> float:
        self.ours.before_scan()
        self.app.processEvents()
        return sample(self.ours.views[1], lambda: self.ours.scan("4000000000017"), self.app) * 1000

    def _sale(self) -> float:
        """One that is charged: its call runs in a thread, while the window goes on."""
        cart = self.kit.cart("BOW-ASH")
        took: list[float] = []

        def act() -> None:
            begun = time.perf_counter()
            self.kit.pays(cart)
            took.append((time.perf_counter() - begun) * 1000)

        self.ours.press("\x00")
        thread = threading.Thread(target=act)
        thread.start()
        while thread.is_alive():
            self.app.processEvents()
            time.sleep(0.001)
        assert took, "the sale did not go"
        return took[0]


def filled(work: Path, orders: int) -> tuple[HubTills, ShopKit]:
    """A till with goods, and a hub with so many orders of another one."""
    tills = HubTills(work)
    tills.a.stocks("Bowl, ash", sku="BOW-ASH", price="24.00", barcode="4000000000017", quantity="1000000")
    rows = (f"{WORDS[n % 4].title()} {n} of many,SKU-{n:05d},{n % 90}.50,{n % 40}\n" for n in range(2000))
    (work / "goods.csv").write_text("name,sku,price,stock\n" + "".join(rows))
    tills.a.shop.imports.apply(tills.a.shop.imports.preview(work / "goods.csv"))
    b = tills.joins("b")
    tills.meet()
    for _order in range(20):
        tills.a.clock.advance(seconds=20)
        tills.a.sells("MUG-BLU", "BOW-ASH", ("BOW-ASH", "2"))
    sold(tills.a, orders)
    tills.round(tills.a)
    return tills, b


def told(name: str, alone: list[float], meanwhile: list[float], most: float, *, ratio: bool = False) -> None:
    if not alone or not meanwhile:
        print(f"{name:<6} not once meanwhile: take more orders in", flush=True)
        return

    def at(found: list[float], part: float) -> float:
        return sorted(found)[min(len(found) - 1, int(len(found) * part))]

    said = [f"{at(found, part):6.1f}" for found in (alone, meanwhile) for part in (0.5, 0.95, 0.99)]
    value = at(meanwhile, 0.5) / at(alone, 0.5) if ratio else at(meanwhile, 0.95)
    times = at(meanwhile, 0.5) / at(alone, 0.5)
    unit = "times the median alone" if ratio else f"ms, 95 of 100 (median {times:.2f} times alone)"
    print(
        f"{name:<6} alone p50 {said[0]} p95 {said[1]} p99 {said[2]}   meanwhile p50 {said[3]} p95 {said[4]} "
        f"p99 {said[5]} ({len(meanwhile)}): {value:.1f} {unit}, at most {most:.4g}"
        f"{'' if value <= most else '   MISSED'}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=20_000)
    orders = parser.parse_args().orders
    app = QApplication([])
    theme().start(app, Mode.LIGHT)
    with tempfile.TemporaryDirectory(prefix="comptoir-", ignore_cleanup_errors=True) as work:
        tills, b = filled(Path(work), orders)
        b.close()
        ours = Ours(b.folder, (1280, 800), clock=b.clock, uplink=b.uplink)
        ours.shop.till.confirm_date()  # what was sold meanwhile took days
        person = Person(ours, ShopKit(b.folder, ours.shop, b.clock, b.uplink), app)
        over = time.perf_counter() + 12
        alone = person.works(lambda: time.perf_counter() > over)
        cpu, begun = time.process_time(), time.perf_counter()
        ran: list[object] = []
        thread = threading.Thread(target=lambda: ran.append(ours.shop.sync.rounds.once()), daemon=True)
        thread.start()
        latest = begun + LONGEST
        meanwhile = person.works(lambda: not thread.is_alive() or time.perf_counter() > latest)
        took = time.perf_counter() - begun
        print(f"## {orders} orders taken in {took:.1f} s ({time.process_time() - cpu:.1f} s of processor)")
        assert ran, f"the round did not end well, or not within {LONGEST} s"
        told("key", alone.keys, meanwhile.keys, FRAME_MS)
        told("scan", alone.scans, meanwhile.scans, FRAME_MS)
        told("sale", alone.sales, meanwhile.sales, MOST_OF_SALE, ratio=True)
        ours.close()
        tills.a.close()


if __name__ == "__main__":
    main()
