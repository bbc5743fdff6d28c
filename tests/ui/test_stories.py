"""Days at the till, told from the first start to the last receipt, with the keys a person would press."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos.shop import create_shop
from tests.documents.papers import words_of
from tests.shared import shared
from tests.ui.program import Program, killed_while_selling, program
from tests.ui.till import french_shop
from ui.sell.dialogs.last_sales import LastSalesDialog

COFFEE, NOTEBOOK, OIL = "9501101100015", "9501101103016", "9501101102019"


def in_stock(one: Program, sku: str) -> Decimal | None:
    """How many are left."""
    return one.shop.stock.level(sku).on_hand


def test_a_craft_fair_morning(tmp_path: Path, qapp: QApplication) -> None:
    with program(tmp_path / "till", qapp) as fair:
        # A bare machine: the welcome asks four things.
        fair.create("Atelier Brindille", "FR", "Anne")
        assert fair.shell.windowTitle() == "Atelier Brindille · Comptoir"
        assert fair.page.box.line.hasFocus()

        # Her catalogue falls on the window: a product without a price is left out, the others go in; what
        # her web shop hides she sells at the fair.
        preview = fair.drop(shared("catalogues/ecwid/ecwid-new-format.csv"))
        assert [one.number.text() for one in preview.preview.side.figures] == ["9", "0", "0", "1"]
        fair.click(preview.preview.side.sell)
        fair.take_in(preview)
        fair.to("sell")
        assert in_stock(fair, "KAF-1000") == 42

        # The first customer: two packets scanned, a notebook by name, an engraving, ten percent off.
        fair.scan(COFFEE, times=2)
        fair.scan(COFFEE)
        fair.type("noteb")
        assert "Notebook" in fair.results[0]
        fair.press("Enter")
        fair.enter("6,00 Engraving")
        fair.enter("-10%")
        basket = fair.lines
        assert basket == [
            "2 × Café crème – Bohnen, 1 kg 37.80", "1 × Notebook A5, dotted, 128 p. 12.50",
            "1 × Engraving 6.00",
        ]  # fmt: skip
        assert fair.total == "50.67"

        # He fetches his purse; the next one pays a tin of oil with a note, and gets change.
        fair.press("F8", "Enter")
        fair.settle()
        assert fair.lines == []
        fair.scan(OIL)
        fair.pay_cash("100")
        assert fair.notice == "Change 50.10"

        # He is back: thirty by card, the rest in cash.
        fair.press("F8")
        if fair.dialog is not None:
            fair.press("Enter")
        fair.settle()
        assert fair.lines == basket
        fair.press("F12", "Alt+2")
        fair.type("30")
        fair.press("Enter", "Alt+1")
        fair.type("50")
        fair.press("Enter")
        fair.settle()
        assert fair.notice == "Change 29.33"
        assert fair.sales == 2
        assert (in_stock(fair, "KAF-1000"), in_stock(fair, "NB-A5")) == (40, 109)

        # The receipt says all of it.
        words = words_of(fair.shop.documents.pdf("A-000002"))
        for said in ("Atelier Brindille", "A-000002", "Served by Anne", "Café crème – Bohnen", "2 × 18,90",
                     "Engraving", "−5,63", "Total EUR 50,67", "Card", "30,00"):  # fmt: skip
            assert said in words, (said, words)

        # He changes his mind: the sale is taken back, asked once.
        fair.press("F10")
        dialog = fair.dialog
        assert isinstance(dialog, LastSalesDialog)
        dialog.void.click()
        dialog.void.click()
        fair.settle()
        assert (in_stock(fair, "KAF-1000"), in_stock(fair, "NB-A5")) == (42, 110)
        assert fair.shop.orders.order("A-000002").row.payment_status == "Refunded"
        assert fair.verifies()


def test_the_demo_shop_answers_the_phone(tmp_path: Path, qapp: QApplication) -> None:
    with program(tmp_path / "till", qapp) as demo:
        demo.look_at_the_demo()
        before = demo.shop.orders.last(1)[0].number
        demo.enter("@0612345678")
        demo.settle()
        buyer = demo.controller.sale.cart.buyer
        assert buyer is not None
        assert buyer.name == "Lucie Martin"
        assert "7 orders" in demo.page.cart.header.who.accessibleName()

        demo.enter("tea blue")
        demo.press("F11")
        demo.settle()
        row = demo.shop.orders.last(1)[0]
        assert row.number > before
        order = demo.shop.orders.order(row.number)
        assert (order.row.customer, order.row.channel) == ("Lucie Martin", "phone")
        assert (order.fulfilment.method, str(order.row.total)) == ("local", "60.00")
        assert order.payment_method == "transfer"
        words = words_of(demo.shop.documents.pdf(row.number, kind="invoice"))
        for said in ("DEMO", "Lucie Martin", "8 quai des Bateliers", "Teapot, blue glaze", "60,00"):
            assert said in words, (said, words)
        assert demo.verifies()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a shop that has sold nothing yet."""
    create_shop(tmp_path / "shop", french_shop()).close()
    return tmp_path / "shop"


def test_killed_in_mid_sale_the_cart_is_there_to_the_line(folder: Path, qapp: QApplication) -> None:
    killed_while_selling(folder, "12,50 Bowl", "3x4,00 Spoon", "-2")
    with program(folder, qapp) as again:
        assert again.lines == ["1 × Bowl 12.50", "3 × Spoon 12.00"]
        assert again.total == "22.50"
        again.pay_cash()
        assert again.sales == 1
        assert again.verifies()


def test_the_window_closed_in_mid_sale_forgets_nothing(folder: Path, qapp: QApplication) -> None:
    with program(folder, qapp) as till:
        till.enter("12,50 Bowl")
        till.press("F8", "Enter")
        till.settle()
        till.enter("4,00 Spoon")
        till.start_again()
        assert till.lines == ["1 × Spoon 4.00"]
        assert till.page.cart.header.held.text() == "1 held"
        assert till.shop.backups.list()
        till.press("F12")
        till.start_again()  # closed with the money on the counter
        assert (till.lines, till.sales) == (["1 × Spoon 4.00"], 0)
        till.pay_cash("5")
        assert till.notice == "Change 1.00"
        assert till.verifies()


def test_french_in_the_middle_of_a_sale(folder: Path, qapp: QApplication) -> None:
    with program(folder, qapp) as till:
        till.enter("12,50 Bowl")
        before = till.page.box.line.placeholderText()
        till.enter(">Français")
        till.settle()
        assert till.page.box.line.placeholderText() != before
        assert till.page.cart.charge.text().startswith("Encaisser")
        assert till.lines == ["1 × Bowl 12.50"]
        till.enter("4,00 Cuillère")
        till.pay_cash("20")
        assert till.notice == "Change 3.50"
        till.start_again()
        assert till.page.box.line.placeholderText() != before, "the language is kept"
        assert till.verifies()
