"""Time the Orders page: from the click to its paint, and to the paint of its rows, with many orders.

    QT_QPA_PLATFORM=offscreen python tests/bench/bench_page.py --orders 1000000

The page is to be painted 100 ms after the click. It is made before, as the window does it while nobody waits;
`--cold` makes it at the first click. Then the person goes to Sell and comes back. Each row says the median
and the longest of its rounds, in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import bench_orders  # noqa: E402
from PySide6.QtCore import QEvent, QObject, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QAbstractItemView, QApplication  # noqa: E402

from ui.frame.memory import WindowMemory  # noqa: E402
from ui.frame.refs import PageRef  # noqa: E402
from ui.frame.window import MainWindow  # noqa: E402
from ui.kit.look.theme import Mode, theme  # noqa: E402
from ui.main import build_window  # noqa: E402
from ui.orders.page import OrdersPage  # noqa: E402

LONGEST_S = 30


class Paints(QObject):
    """Notes when the page was first painted since it was asked for, and when its rows were."""

    def __init__(self) -> None:
        super().__init__()
        self.page = self.rows = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            if isinstance(watched, OrdersPage):
                self.page = self.page or time.perf_counter()
            elif isinstance(watched.parent(), QAbstractItemView) and watched.parent().model().rowCount():
                self.rows = self.rows or time.perf_counter()
        return False


def click(window: MainWindow, ref: PageRef) -> float:
    """Press the page's button in the bar at the left, and say when."""
    button = window.rail.button(ref)
    started = time.perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return started


def rounds(window: MainWindow, count: int) -> list[tuple[float, float]]:
    """Milliseconds to the first paint of the page, and to that of its rows."""
    found = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for _ in range(count):
        paints = Paints()
        started = click(window, PageRef.ORDERS)
        app.installEventFilter(paints)
        while not (paints.page and paints.rows):
            app.processEvents()
            assert time.perf_counter() < started + LONGEST_S
        app.removeEventFilter(paints)
        found.append(((paints.page - started) * 1000, (paints.rows - started) * 1000))
        click(window, PageRef.SELL)
        for _turn in range(20):
            app.processEvents()
    return found


def say(name: str, found: list[float]) -> None:
    print(f"{name:34} {statistics.median(found):8.1f} {max(found):8.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cold", action="store_true")
    asked = parser.parse_args()
    shop = bench_orders.shop_of(asked.orders)
    app = QApplication([])
    theme().start(app, Mode.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        window = build_window(WindowMemory(Path(folder)))
        window.open_shop(shop)
        window.show()
        if not asked.cold:
            window.prepare(PageRef.ORDERS)
        for _turn in range(50):
            QApplication.processEvents()
        while not asked.cold and window.page(PageRef.ORDERS) is None:
            QApplication.processEvents()
        for _turn in range(50):
            QApplication.processEvents()
        print(f"# {asked.orders} orders\n{'from the click':34} {'median':>8} {'longest':>8}")
        ((first, first_rows),) = rounds(window, 1)
        say("page made and painted" if asked.cold else "page painted first", [first])
        say("its first rows painted", [first_rows])
        again = rounds(window, asked.rounds)
        say("page painted again", [one for one, _rows in again])
        say("its rows painted again", [one for _page, one in again])
        window.close()


if __name__ == "__main__":
    main()
