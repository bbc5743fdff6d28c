"""What goes wrong while money is taken: said in the window, nothing lost, and the till goes on."""

from __future__ import annotations

import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from pos.domain.orders.orders import PlacedOrder
from tests.ui.till import TillDriver, frozen_clock
from ui.shared.charge.tender_dialog import TenderDialog


@pytest.fixture
def begun(till: TillDriver) -> TillDriver:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode="4006381333931", quantity=20)
    till.enter("MUG-BLU")
    till.settle()
    return till


def paying(till: TillDriver) -> TenderDialog:
    assert isinstance(till.dialog, TenderDialog)
    return till.dialog


def test_after_a_mistake_of_the_program_the_sale_can_be_finished(
    begun: TillDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: crashed.append(kind))
    place = begun.shop.checkout.place_order

    def broken(*_cart: object, **_terms: object) -> PlacedOrder:
        raise KeyError("x")

    monkeypatch.setattr(begun.shop.checkout, "place_order", broken)
    begun.press("F12", "Enter")
    begun.wait(lambda: crashed and not paying(begun).saving, "the crash")
    assert "The cart is kept" in paying(begun).problem.text()
    assert begun.lines == ["1 × Mug, blue glaze 18.00"]

    monkeypatch.setattr(begun.shop.checkout, "place_order", place)
    begun.press("Enter")
    begun.wait(lambda: begun.dialog is None, "the sale")
    assert begun.sales == 1
    assert begun.verifies()


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow: every write fails as on a full disk."""
    import resource

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_on_a_full_disk_the_cart_stays_and_is_sold_when_there_is_room(begun: TillDriver) -> None:
    with full_disk():
        begun.enter("12,50 bowl")
        begun.press("F12", "Enter")
        begun.wait(lambda: not paying(begun).saving, "the refusal")
        assert "Nothing was saved, the cart is kept" in paying(begun).problem.text()
        assert begun.lines == ["1 × Mug, blue glaze 18.00", "1 × bowl 12.50"]
    begun.press("Enter")
    begun.wait(lambda: begun.dialog is None, "the sale")
    assert begun.sales == 1
    assert begun.verifies()


def test_while_the_file_is_locked_the_window_lives_and_says_saving(begun: TillDriver) -> None:
    other = sqlite3.connect(begun.folder / "shop.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun.press("F12", "Enter")
    dialog = paying(begun)
    begun.press("Enter", "Esc")
    assert dialog.saving
    assert dialog.finish.text() == "Saving…"
    assert begun.lines == ["1 × Mug, blue glaze 18.00"]

    other.execute("COMMIT")
    other.close()
    begun.wait(lambda: begun.dialog is None, "the sale")
    assert begun.sales == 1


def test_a_moved_clock_asks_for_the_date_in_the_dialog_and_yes_finishes(begun: TillDriver) -> None:
    clock = frozen_clock()
    begun.shop.till.clock = lambda: clock - timedelta(hours=3)
    begun.press("F12", "Enter")
    begun.wait(lambda: not paying(begun).saving, "the question")
    assert paying(begun).sure.isVisible()
    assert paying(begun).sure.text() == "The date is right"
    assert begun.sales == 0

    begun.click(paying(begun).sure)
    begun.wait(lambda: begun.dialog is None, "the sale")
    assert begun.sales == 1
    assert begun.verifies()


def test_esc_does_not_forget_money_at_once(begun: TillDriver) -> None:
    begun.press("F12")
    begun.type("10")
    begun.press("Enter", "Esc")
    assert "10,00\u00a0€ was received already" in paying(begun).problem.text()
    begun.type("8")
    begun.press("Esc")
    assert begun.dialog is not None
    begun.press("Esc")
    assert begun.dialog is None
    assert begun.sales == 0
    assert begun.lines == ["1 × Mug, blue glaze 18.00"]
