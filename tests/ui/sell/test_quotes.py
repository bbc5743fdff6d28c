"""A cart becomes a quote, the quote a cart again, revised, declined, or an order that names it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos.domain.mail.kinds import MailState
from pos.domain.quotes.quotes import QuoteState
from tests.ui.sell.test_editing import Office
from tests.ui.till import open_till
from ui.frame.refs import PageRef
from ui.orders.page import OrdersPage
from ui.sell.dialogs.lists import ListDialog
from ui.sell.quotes.save_dialog import QuoteDialog
from ui.shared.orders import words
from ui.shared.papers.receipt_dialog import ReceiptDialog


@pytest.fixture
def office(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    with open_till(tmp_path, qapp, kind=Office) as till:
        assert isinstance(till, Office)
        till.begin()
        yield till


def quoted(office: Office, goods: str = "2x BOWL", until: str = "", *, mail: bool = False) -> None:
    """Lucie asks what it costs; until a day, or as the shop usually has it."""
    office.enter("@lucie")
    office.enter(goods)
    office.press("Ctrl+S")
    assert isinstance(office.dialog, QuoteDialog)
    if until:
        office.dialog.until.set_text(until)
    if mail:
        office.click(office.dialog.mail)
    office.press("Enter")
    office.wait(lambda: office.controller.sale.cart.is_untouched, "the quote")
    office.settle()


def listed(office: Office) -> ListDialog:
    office.press("Ctrl+Shift+S")
    assert isinstance(office.dialog, ListDialog)
    return office.dialog


def test_a_quote_is_saved_revised_and_becomes_an_order(office: Office) -> None:
    quoted(office)
    assert office.notice.replace("\xa0", " ") == "Quote A-Q000001 is saved, valid until 24/12/2026."
    assert office.in_stock("BOWL") == 50
    office.click(office.page.notices.bars()[0].action)
    assert isinstance(office.dialog, ReceiptDialog)
    office.settle()
    office.press("Esc")
    assert office.shop.quotes.quote("1").is_sent
    office.enter("MUG")  # another customer: put aside while the quote is taken up
    (row,) = listed(office).rows.all()
    assert (row.name, row.beside) == ("A-Q000001", "Open")
    office.press("Enter")
    office.wait(lambda: office.page.quote_band.isVisible(), "the quote")
    office.settle()
    assert office.page.quote_band.title.text() == "Quote A-Q000001"
    assert len(office.shop.carts.held()) == 1
    office.enter("MUG")
    office.press("Ctrl+S", "Enter")
    office.wait(lambda: office.controller.sale.cart.is_untouched, "the revision")
    office.settle()
    quote = office.shop.quotes.quote("1")
    assert (quote.row.revision, str(quote.row.total)) == (2, "74.80")
    office.enter("#A-Q000001")
    office.wait(lambda: office.page.quote_band.isVisible(), "the quote")
    office.start_again()  # it is kept as any cart
    assert office.page.quote_band.isVisible()
    office.press("F11")
    order = office.placed()
    assert (order.quote, str(order.row.total)) == ("A-Q000001", "74.80")
    assert office.shop.quotes.quote("1").row.order == order.row.number
    assert not office.page.quote_band.isVisible()
    assert office.in_stock("BOWL") == 48
    listed(office)
    office.press("Enter")
    office.wait(lambda: office.window.shown() is office.window.page(PageRef.ORDERS), "the order it became")
    office.settle()
    assert office.verifies()


def test_a_quote_is_mailed_as_it_is_saved_or_later_and_says_how_that_stands(office: Office) -> None:
    quoted(office, mail=True)
    assert office.notice.endswith("Quote A-Q000001 goes to lucie@example.com.")
    (mail,) = office.shop.mails.of_quote("A-Q000001")
    assert (mail.to, mail.state) == ("lucie@example.com", MailState.WAITING)
    listed(office)
    office.press("Enter")
    band = office.page.quote_band
    office.wait(band.isVisible, "the quote")
    office.settle()
    assert band.about.text().endswith(" · E-mail: Waiting")
    office.shop.mails.drop(mail.id)
    office.click(band.mail)
    office.wait(lambda: len(office.shop.mails.of_quote("A-Q000001")) == 2, "the second message")
    office.settle()
    assert office.notice == "Quote A-Q000001 goes to lucie@example.com."
    office.click(band.mail)  # the same message, which waits
    office.settle()
    assert len(office.shop.mails.of_quote("A-Q000001")) == 2
    assert office.verifies()


@pytest.mark.parametrize(("keys", "total"), [(("Enter",), "56.80"), (("Down", "Enter"), "68.80")])
def test_an_expired_quote_asks_at_which_prices(office: Office, keys: tuple[str, ...], total: str) -> None:
    quoted(office, until="24/11")
    (hit,) = office.shop.search.by_code("BOWL", scanned=False)
    office.shop.catalogue.change_variant(hit.variant_id, price=Decimal(30))
    later = office.shop.till.clock() + timedelta(days=1)
    office.shop.till.clock = lambda: later
    (row,) = listed(office).rows.all()
    assert row.beside == "Expired"
    office.press("Enter")
    assert isinstance(office.dialog, ListDialog)
    office.press(*keys)
    office.wait(lambda: office.page.quote_band.isVisible(), "the quote")
    office.settle()
    assert office.total == total
    office.press("F11")
    assert office.placed().quote == "A-Q000001"


def test_a_quote_that_expires_in_the_cart_asks_when_it_is_placed(office: Office) -> None:
    quoted(office, until="24/11")
    listed(office)
    office.press("Enter")
    office.wait(lambda: office.page.quote_band.isVisible(), "the quote")
    office.settle()
    later = office.shop.till.clock() + timedelta(hours=23)
    office.shop.till.clock = lambda: later
    office.press("F11")
    office.wait(lambda: office.dialog is not None, "the question")
    office.press("Enter")
    assert office.placed().quote == "A-Q000001"


def test_a_declined_quote_is_no_more_than_its_goods(office: Office) -> None:
    quoted(office)
    listed(office)
    office.press("Enter")
    office.wait(lambda: office.page.quote_band.isVisible(), "the quote")
    office.settle()
    office.click(office.page.quote_band.decline)
    office.wait(lambda: not office.page.quote_band.isVisible(), "the end of the quote")
    office.settle()
    assert office.shop.quotes.quote("1").row.state is QuoteState.DECLINED
    assert office.controller.sale.cart.is_untouched
    listed(office)
    office.press("Enter")
    office.wait(lambda: office.lines, "its goods")
    assert not office.page.quote_band.isVisible()


def test_a_day_that_is_over_is_refused_and_nothing_is_lost(office: Office) -> None:
    office.enter("BOWL")
    office.press("Ctrl+S")
    dialog = office.dialog
    assert isinstance(dialog, QuoteDialog)
    dialog.until.set_text("no day")
    office.press("Enter")
    assert office.dialog is dialog
    assert dialog.until.mistake.text()
    dialog.until.set_text("23/11/2026")
    office.press("Enter")
    office.settle()
    assert date(2026, 11, 23).isoformat() not in office.notice
    assert "expired already" in office.notice
    assert office.lines == ["1 × Bowl, ash wood 24.00"]
    assert office.shop.quotes.find() == ()


def test_quotes_are_listed_with_the_orders_and_taken_up_from_there(office: Office) -> None:
    quoted(office)
    quoted(office, "MUG")
    office.window.open(PageRef.ORDERS)
    office.settle()
    page = office.window.page(PageRef.ORDERS)
    assert isinstance(page, OrdersPage)
    office.wait(lambda: page.filters.pills["quotes"].isVisible(), "the chip")
    assert page.filters.pills["quotes"].text() == "Quotes · 2"
    office.click(page.filters.pills["quotes"])
    office.wait(
        lambda: [words.number(row) for row in page.presenter.rows] == ["A-Q000002", "A-Q000001"], "them"
    )
    office.settle()
    detail = page.controller.detail
    assert (detail.number.text(), detail.payment.text()) == ("A-Q000002", "Open")
    assert not detail.repeat.isVisible()
    page.table.list.selectAll()
    assert page.controller.several.chosen == ()  # quotes are no orders
    page.table.list.choose(0)
    office.settle()
    office.click(detail.invoice)
    assert isinstance(office.dialog, ReceiptDialog)
    office.settle()
    office.press("Esc")
    assert office.shop.quotes.quote("2").is_sent
    office.click(detail.main)
    office.wait(lambda: office.page.quote_band.isVisible(), "the quote")
    office.settle()
    assert office.lines == ["1 × Mug, blue glaze 18.00"]
    office.press("F11")
    number = office.placed().row.number
    office.window.open(PageRef.ORDERS)
    office.settle()
    office.wait(lambda: page.filters.pills["quotes"].text() == "Quotes · 1", "one left")
    office.click(page.filters.pills["quotes"])
    office.wait(lambda: len(page.presenter.rows) == 2, "both")
    office.settle()
    page.table.list.choose(0)
    office.settle()
    assert f"became {number}" in detail.about.text()
    assert detail.main.text() == "Show the order"
