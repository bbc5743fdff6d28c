"""Time the window: a key to its painted results, a scan to its painted line, beside bare Qt lists.

    QT_QPA_PLATFORM=offscreen python tests/bench/bench_window.py --rounds 60

The yardsticks are the two delegate rows of `shared/limits/l2_scan_qt.py`: the same products and widgets,
taking turns with the shop's window in one process. A sample starts when the key (for a scan: its first digit)
is handed to Qt and ends when the next paint of the list is over and the queue is empty.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
LIMITS = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared")) / "limits"
sys.path[:0] = [str(ROOT), str(LIMITS), str(ROOT / "tests" / "bench")]

import bench_order  # noqa: E402
import common  # noqa: E402
import l1_search  # noqa: E402
import l2_scan_qt  # noqa: E402
from PySide6.QtCore import QCoreApplication, QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QTableView,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from pos.shop import open_shop  # noqa: E402
from ui.frame.memory import WindowMemory  # noqa: E402
from ui.frame.refs import PageRef  # noqa: E402
from ui.kit.look.theme import Mode, theme  # noqa: E402
from ui.main import build_window  # noqa: E402
from ui.sell.page import SellPage  # noqa: E402

MOST = 1.5
FRAME = 1 / 60
PRODUCTS = bench_order.PRODUCTS


class Bare:
    """The yardstick's two delegate rows: a line edit, a list drawn from tuples, SQLite in the key's slot."""

    def __init__(self, size: tuple[int, int]) -> None:
        con = l1_search.build(PRODUCTS)
        con.execute("PRAGMA cache_size=-65536")
        cols = l1_search.COLS
        sql = (
            f"SELECT {cols} FROM fts f JOIN product p ON p.id=f.rowid WHERE fts MATCH ?"
            " ORDER BY f.rowid LIMIT 20"
        )
        self.find = lambda text: con.execute(sql, (l1_search.match(text.split()),)).fetchall()
        self.by_code = lambda code: con.execute(
            f"SELECT {cols} FROM product p WHERE barcode=?", (code,)
        ).fetchone()
        self.window, holder = QMainWindow(), QWidget()
        column = QVBoxLayout(holder)
        self.edit, self.total = QLineEdit(), QLabel()
        self.results, self.cart = l2_scan_qt.OneColumn(), l2_scan_qt.OneColumn()
        self.views = [self._view(self.results), self._view(self.cart)]
        idle = (QTableView(), QTableWidget(20, 4), QTableView())  # the yardstick's rivals lie there too
        for widget in (self.edit, *idle, *self.views, self.total):
            column.addWidget(widget)
        self.window.setCentralWidget(holder)
        self.window.resize(*size)
        self.searching = False
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self._scanned)
        self.window.show()

    @staticmethod
    def _view(model: Any) -> QListView:
        view = QListView()
        view.setUniformItemSizes(True)
        view.setItemDelegate(l2_scan_qt.RowPainter(view))
        view.setModel(model)
        return view

    def _typed(self, text: str) -> None:
        if self.searching:
            self.results.put(self.find(text))

    def _scanned(self) -> None:
        row = self.by_code(self.edit.text())
        self.edit.clear()
        self.cart.add(row)
        self.total.setText(f"{sum(one[3] for one in self.cart.rows) / 100:.2f}")
        self.views[1].scrollToBottom()

    def before_key(self, word: str) -> None:
        self.searching = False
        self.edit.setText(word[:2])
        self.searching = True

    def before_scan(self) -> None:
        self.searching = False
        if len(self.cart.rows) > 50:
            self.cart.put([])
        self.edit.clear()


class Ours:
    """The shop's window."""

    def __init__(self, folder: Path, size: tuple[int, int], **opened: Any) -> None:
        self.shop = open_shop(folder, **opened)
        self.window = build_window(WindowMemory(folder))
        self.window.resize(*size)
        self.window.show()
        self.window.open_shop(self.shop)
        page = self.window.page(PageRef.SELL)
        assert isinstance(page, SellPage)
        self.page = page
        self.now = 0.0
        page.scanner.when = lambda _event: self.now
        self.views = [page.results, page.cart.cart_list]

    def press(self, character: str, key: Qt.Key | None = None) -> None:
        code = key or Qt.Key(ord(character.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(self.window.windowHandle(), event)

    def key(self, character: str) -> None:
        self.now += 1
        self.press(character)

    def scan(self, code: str) -> None:
        for digit in code:
            self.now += 0.004
            self.press(digit)
        self.now += 0.004
        self.press("\r", Qt.Key.Key_Return)

    def before_key(self, word: str) -> None:
        self.page.box.line.setText(word[:2])

    def before_scan(self) -> None:
        self.now += 1
        self.page.box.line.clear()
        sale = self.page.controller.sale if self.page.controller else None
        if sale and len(sale.cart.lines) > 50:
            sale._start(self.shop.carts.new())

    def close(self) -> None:
        self.window.close()
        self.shop.close()


def sample(view: QListView, act: Callable[[], None], app: QApplication) -> float:
    """Seconds from the first key to the painted list."""
    seen = l2_scan_qt.Painted()
    view.viewport().installEventFilter(seen)
    started = time.perf_counter()
    act()
    deadline = started + 1
    while seen.count == 0 and time.perf_counter() < deadline:
        app.processEvents()
    app.processEvents()
    took = time.perf_counter() - started
    view.viewport().removeEventFilter(seen)
    return took


def focus(window: QWidget, line: QLineEdit, app: QApplication) -> None:
    """Give a window the keyboard, as the one in front has it."""
    window.activateWindow()
    window.raise_()
    line.setFocus()
    app.processEvents()


def measure(bare: Bare, ours: Ours, rounds: int, app: QApplication) -> dict[str, list[float]]:
    """Both jobs of both windows in turn."""
    rng = random.Random(4)
    words = [query[0] for query in l1_search.queries(PRODUCTS, 30)["5 letters"]]
    names = ("key, delegate", "key, ours", "scan, delegate", "scan, ours")
    result: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(-5, rounds):
        word, code = rng.choice(words), common.ean13(rng.randint(1, PRODUCTS))
        taken = {}
        focus(bare.window, bare.edit, app)
        bare.before_key(word)
        app.processEvents()
        taken["key, delegate"] = sample(bare.views[0], lambda w=word: QTest.keyClick(bare.edit, w[2]), app)
        bare.before_scan()
        app.processEvents()
        taken["scan, delegate"] = sample(bare.views[1], lambda c=code: _scan_bare(bare.edit, c), app)
        focus(ours.window, ours.page.box.line, app)
        ours.before_key(word)
        app.processEvents()
        taken["key, ours"] = sample(ours.views[0], lambda w=word: ours.key(w[2]), app)
        ours.before_scan()
        app.processEvents()
        taken["scan, ours"] = sample(ours.views[1], lambda c=code: ours.scan(c), app)
        while ours.window.writer.busy:
            app.processEvents()
        for name, seconds in taken.items():
            if turn >= 0:
                result[name].append(seconds)
    return result


def _scan_bare(edit: QLineEdit, code: str) -> None:
    QTest.keyClicks(edit, code)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def verdict(result: dict[str, list[float]]) -> bool:
    """Print the ratios and whether they hold."""
    good = True
    for job in ("key", "scan"):
        ratio = statistics.median(result[f"{job}, ours"]) / statistics.median(result[f"{job}, delegate"])
        late = sorted(result[f"{job}, ours"])[int(len(result[f"{job}, ours"]) * 0.95)]
        good &= ratio <= MOST and late <= FRAME
        print(f"{job}: {ratio:.2f} of the delegate row (at most {MOST}), p95 {late * 1000:.1f} ms (a frame)")
    return good


def main() -> int:
    """Run and say whether the bounds hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--window", default="1280x800")
    arguments = parser.parse_args()
    width, height = map(int, arguments.window.split("x"))
    app = QApplication([])
    theme().start(app, Mode.LIGHT)
    template = bench_order.template(0)
    with tempfile.TemporaryDirectory(dir=common.workdir()) as place:
        folder = Path(place) / "shop"
        shutil.copytree(template, folder)
        bare, ours = Bare((1200, 2400)), Ours(folder, (width, height))
        try:
            result = measure(bare, ours, arguments.rounds, app)
        finally:
            ours.close()
    common.show(f"{PRODUCTS} products, our window {arguments.window}", result, "key, delegate")
    return 0 if verdict(result) else 1


if __name__ == "__main__":
    raise SystemExit(main())
