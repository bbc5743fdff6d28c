"""The window killed by the system: the cart is there again to the line, a finished sale stays, never both."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pos.domain.shop.settings import NewShop
from pos.shop import create_shop, open_shop
from tests.ui.start.test_start import OPEN, ROOT

SELLING = (
    OPEN
    + """
until(lambda: inside() is not None and inside().shop is not None)
page = inside().page("sell")
for typed in ("12,50 bowl", "5x 3,00 cup"):
    QTest.keyClicks(page.box.line, typed)
    QTest.keyClick(page.box.line, Qt.Key.Key_Return)
until(lambda: not page.controller.sale.unsaved and not inside().writer.busy)
if sys.argv[2] == "finished":
    page.controller.presenter.charge()
    page.controller.dialogs._tender.go_on()
    until(lambda: not page.cart.done.isHidden())
print("now", flush=True)
until(lambda: False)
"""
)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
@pytest.mark.parametrize("state", ["begun", "finished"])
def test_after_a_kill_there_is_the_cart_or_the_sale(tmp_path: Path, state: str) -> None:
    folder = tmp_path / "shop"
    create_shop(folder, NewShop("Atelier", "FR", "EUR", prices_include_tax=True, locale="fr_FR")).close()
    window = subprocess.Popen(
        [sys.executable, "-c", SELLING, str(folder), state],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with window:
        assert window.stdout is not None
        said = window.stdout.readline()
        os.kill(window.pid, signal.SIGKILL)
    assert said == "now\n"

    again = open_shop(folder, window=True)
    try:
        lines = [f"{line.quantity} {line.name}" for line in again.carts.current().lines]
        sales = [str(row.total) for row in again.orders.last()]
        kept: tuple[list[str], list[str]] = (["1 bowl", "5 cup"], [])
        assert (lines, sales) == (kept if state == "begun" else ([], ["27.50"]))
        assert again.auditor.verify(rebuild=True).ok
    finally:
        again.close()
