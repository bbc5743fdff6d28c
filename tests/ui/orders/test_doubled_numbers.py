"""Two orders of one number, from a till put back to an old image: each is opened and changed alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pos.domain.customers.customers import Buyer
from pos.domain.orders.orders import PlacedOrder
from pos.domain.quotes.quotes import Quote
from tests.hub_tills import HubTills
from tests.shop_kit import ShopKit
from tests.ui.orders.office import Office
from tests.ui.shop_window import shop_window
from ui.frame.refs import OrderRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.acts.note_dialog import NoteDialog
from ui.orders.detail.deeds import Deed
from ui.shared.papers.receipt_dialog import ReceiptDialog

NUMBER = "B-000001"


class Doubled(Office):
    """The Orders page of the office; its other till sold two orders under one number."""

    older: PlacedOrder
    younger: PlacedOrder
    quotes: tuple[Quote, Quote]

    def credited(self) -> list[int]:
        """What was taken back of the older and of the younger one."""
        orders = self.shop.orders
        return [orders.order(one.id).row.credited.minor for one in (self.older, self.younger)]


def quoted(kit: ShopKit, *items: str) -> Quote:
    return kit.shop.quotes.save(kit.cart(*items).with_buyer(Buyer("", name="Lucie Martin")))


@pytest.fixture
def doubled(qtbot: QtBot, tmp_path: Path) -> Iterator[Doubled]:
    hub = HubTills(tmp_path)
    b = hub.joins("b")
    hub.meet()
    older, younger = hub.doubled(b)
    quotes = hub.twice(b, lambda: quoted(b, "MUG-BLU"), lambda: quoted(b, "MUG-BLU", "MUG-BLU"))
    with shop_window(qtbot, tmp_path, hub.a.shop) as made:
        office = Doubled(made.bot, made.window, made.shop)
        office.older, office.younger = older, younger
        office.quotes = quotes
        office.open()
        yield office
    hub.close()


def test_each_of_two_orders_with_one_number_is_opened_by_its_row(doubled: Doubled) -> None:
    assert doubled.older.number == doubled.younger.number == NUMBER
    assert doubled.numbers == [NUMBER, NUMBER]
    for at, sold in enumerate((doubled.younger, doubled.older)):
        doubled.page.table.list.choose(at)
        doubled.settle()
        assert doubled.order.id == sold.id
        assert doubled.detail.number.text() == NUMBER
    for sold in (doubled.younger, doubled.older):
        doubled.window.open(OrderRef(sold.id))
        doubled.settle()
        assert doubled.order.id == sold.id
        doubled.page.controller.list.refresh()
        doubled.settle()
        assert doubled.order.id == sold.id


def test_a_number_that_two_orders_bear_lists_both_and_chooses_none(doubled: Doubled) -> None:
    for typed in (NUMBER, f"#{NUMBER.lower()}"):
        doubled.open_order(typed)
        assert doubled.numbers == [NUMBER, NUMBER]
        assert doubled.detail.shown is None
        assert any(f"Several orders bear the number {NUMBER}" in one for one in doubled.notices(doubled.page))


def test_what_is_done_with_the_younger_one_leaves_the_older_one_alone(doubled: Doubled) -> None:
    shop, younger, older = doubled.shop, doubled.younger, doubled.older
    before = shop.orders.order(older.id)
    doubled.window.open(OrderRef(younger.id))
    doubled.settle()
    doubled.page.controller.of_detail.ask(Deed.NOTE)
    note = open_dialog_of(doubled.window)
    assert isinstance(note, NoteDialog)
    doubled.type(note.text.edit, "the second")
    note.answer.click()
    doubled.settle()
    assert [one.text for one in shop.orders.order(younger.id).notes] == ["the second"]
    doubled.choose_status("Shipped")
    assert shop.orders.order(younger.id).row.fulfilment_status == "Shipped"

    doubled.page.controller.of_detail._draw("receipt")
    receipt = open_dialog_of(doubled.window)
    assert isinstance(receipt, ReceiptDialog)
    doubled.settle()
    assert receipt._data == shop.documents.pdf(younger.id)
    receipt.step_back()

    doubled.detail.ask_cancel()
    doubled.settle()
    doubled.press(doubled.detail.band.confirm)
    assert doubled.credited() == [0, 3600]
    assert shop.orders.order(older.id) == before


def test_of_two_quotes_with_one_number_each_is_opened_by_its_row(doubled: Doubled) -> None:
    older, younger = doubled.quotes
    assert older.row.number == younger.row.number
    listed = doubled.page.table.list
    doubled.page.controller.list.use_filter("quotes")
    doubled.settle()
    for at, quote in enumerate((younger, older)):
        listed.choose(at)
        doubled.settle()
        assert isinstance(doubled.detail.shown, Quote)
        assert doubled.detail.shown.id == quote.id
