"""The Products page in its real window: found, changed, undone, with keys and with touch."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from pos.domain.catalogue.products import NewProduct, ProductRecord
from tests.ui.frame.test_letters import enlarged
from tests.ui.shop_window import ShopWindow, shop_window
from ui.frame.refs import PageRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.dialogs.merge_dialog import MergeDialog
from ui.kit.lists.declared import ALL
from ui.kit.lists.row_acts import RowAct
from ui.products.dialogs import AddProductDialog, CountDialog, ReceiveDialog
from ui.products.page import ProductsPage, products_page
from ui.products.product_list import ARCHIVED, FAVOURITES

__all__ = ["enlarged"]


class Store(ShopWindow):
    """The page over a shop with a few products."""

    page: ProductsPage

    def stocks(
        self, name: str, price: str = "18.00", sku: str = "", code: str = "", stock: str = "5"
    ) -> None:
        self.shop.catalogue.add(
            NewProduct(name, Decimal(price), sku, (code,) if code else (), on_hand=Decimal(stock))
        )

    def open(self) -> None:
        self.window.add_page(PageRef.PRODUCTS, "Products", "package", products_page)
        self.window.open(PageRef.PRODUCTS)
        page = self.window.page(PageRef.PRODUCTS)
        assert isinstance(page, ProductsPage)
        self.page = page
        self.window.show()
        self.settle()

    @property
    def names(self) -> list[str]:
        self.settle()
        return [row.name for row in self.page.listing.table.rows.all()]

    @property
    def form(self):  # type: ignore[no-untyped-def]  # the form is made with the shop
        self.settle()
        return self.page.controller.detail.form

    def product(self, name: str) -> ProductRecord:
        found = {
            one.name: one for archived in (False, True) for one in self.shop.catalogue.list(archived=archived)
        }
        return found[name]

    def scan(self, code: str) -> None:
        self.page.scanned(code)
        self.settle()

    def choose(self, name: str) -> None:
        self.page.listing.table.list.choose(self.names.index(name))

    def undo(self) -> None:
        bar = self.page.listing.notices.bars()[0]
        assert bar.action is not None
        self.press(bar.action)


@pytest.fixture
def store(qtbot: QtBot, tmp_path: Path) -> Iterator[Store]:
    with shop_window(qtbot, tmp_path) as made:
        store = Store(made.bot, made.window, made.shop)
        yield store


@pytest.fixture
def full(store: Store) -> Store:
    store.stocks("Mug, blue glaze", sku="MUG-BLU", code="4006381333931")
    store.stocks("Bowl, ash wood", "24.00", sku="BOW-ASH", stock="12")
    store.stocks("Candle, fig", "12.00", sku="CAN-FIG", stock="0")
    store.open()
    return store


def test_an_empty_shop_says_what_to_do_next(store: Store) -> None:
    store.open()
    assert store.page.listing.lists.currentWidget() is store.page.listing.bare
    assert store.page.listing.bare.title.text() == "No products yet"
    store.bot.mouseClick(store.page.listing.bare.action, Qt.MouseButton.LeftButton)
    assert store.page.stack.currentWidget() is store.page.taking_in


def test_products_are_listed_by_name_and_the_first_is_in_the_panel(full: Store) -> None:
    assert full.names == ["Bowl, ash wood", "Candle, fig", "Mug, blue glaze"]
    assert full.page.controller.detail.name.text() == "Bowl, ash wood"


def test_typing_finds_and_arrows_choose_without_leaving_the_field(full: Store) -> None:
    line = full.page.listing.search.line
    QTest.keyClicks(line, "mug")
    assert full.names == ["Mug, blue glaze"]
    line.clear()
    full.page.listing.search.typed.emit("")
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert full.form.product.name == "Candle, fig"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert full.form.price.line.hasFocus()


def test_a_scan_goes_to_the_search_and_a_miss_offers_to_add(full: Store) -> None:
    full.scan("4006381333931")
    assert full.names == ["Mug, blue glaze"]
    full.scan("9999999999994")
    assert full.notices(full.page.listing) == ["No product has the code 9999999999994."]
    bar = full.page.listing.notices.bars()[0]
    assert bar.action is not None
    full.press(bar.action)
    dialog = open_dialog_of(full.window)
    assert isinstance(dialog, AddProductDialog)
    assert dialog.barcode.text() == "9999999999994"


def test_a_price_is_kept_on_enter_and_goes_back_by_undo(full: Store) -> None:
    full.type(full.form.price.line, "19,50", enter=True)
    assert full.product("Bowl, ash wood").variants[0].price == Decimal("19.5")
    assert full.notices(full.page.listing) == ["Bowl, ash wood costs 19,50\xa0€ now."]
    full.undo()
    assert full.product("Bowl, ash wood").variants[0].price == Decimal("24")
    assert full.form.price.text() == "24,00"


def test_the_price_before_a_sale_is_shown_set_and_taken_away(full: Store) -> None:
    assert full.form.price_before.text() == ""
    full.type(full.form.price_before.line, "30", enter=True)
    assert full.product("Bowl, ash wood").variants[0].price_before == Decimal("30")
    assert full.notices(full.page.listing) == ["Bowl, ash wood cost 30,00\xa0€ before."]
    full.choose("Candle, fig")
    assert full.form.price_before.text() == ""
    full.choose("Bowl, ash wood")
    assert full.form.price_before.text() == "30,00"
    full.form.price_before.line.clear()
    full.type(full.form.price_before.line, "", enter=True)
    assert full.product("Bowl, ash wood").variants[0].price_before is None
    full.undo()
    assert full.form.price_before.text() == "30,00"


def test_leaving_a_field_keeps_it_once(full: Store) -> None:
    full.type(full.form.name.line, "Bowl, oak", enter=True)
    full.page.listing.search.line.setFocus()
    full.settle()
    assert full.product("Bowl, oak")
    assert full.notices(full.page.listing) == ["Bowl, ash wood is called Bowl, oak now."]


@pytest.mark.parametrize("typed", ["abc", "1.2.3", "-5", "12,345"])
def test_what_is_no_price_is_said_at_the_field_and_changes_nothing(full: Store, typed: str) -> None:
    full.type(full.form.price.line, typed, enter=True)
    assert full.form.price.mistake.text()
    assert full.product("Bowl, ash wood").variants[0].price == Decimal("24")


def test_an_sku_that_is_taken_is_refused_at_its_field(full: Store) -> None:
    full.type(full.form.sku.line, "MUG-BLU", enter=True)
    assert "MUG-BLU" in full.form.sku.mistake.text()
    assert full.product("Bowl, ash wood").variants[0].sku == "BOW-ASH"


def test_barcodes_are_added_by_scan_and_removed_by_touch(full: Store) -> None:
    field = full.form.barcodes.field.line
    for code in ("4006381333948", "96385074"):
        full.type(field, code, enter=True)
    assert full.product("Bowl, ash wood").variants[0].barcodes == ("4006381333948", "96385074")
    remove = next(
        one
        for one in full.form.barcodes.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName() == "Remove the barcode 4006381333948"
    )
    full.press(remove)
    assert full.product("Bowl, ash wood").variants[0].barcodes == ("96385074",)
    full.type(field, "96385074", enter=True)
    assert full.form.barcodes.field.mistake.text() == "This product has that barcode already."


def test_stock_is_received_for_a_reason_and_taken_back(full: Store) -> None:
    full.press(full.page.controller.detail.receive)
    dialog = open_dialog_of(full.window)
    assert isinstance(dialog, ReceiveDialog)
    full.type(dialog.amount.line, "3")
    dialog.reason.set_value("damage")
    full.type(dialog.amount.line, "3", enter=True)
    assert full.product("Bowl, ash wood").variants[0].on_hand == 9
    full.undo()
    assert full.product("Bowl, ash wood").variants[0].on_hand == 12
    assert full.shop.auditor.verify(rebuild=True).ok


def test_stock_is_counted_and_sales_meanwhile_stay_when_it_is_undone(full: Store) -> None:
    full.press(full.form.stock.count)
    dialog = open_dialog_of(full.window)
    assert isinstance(dialog, CountDialog)
    full.type(dialog.amount.line, "20", enter=True)
    bowl = full.product("Bowl, ash wood").variants[0]
    assert bowl.on_hand == 20
    full.shop.stock.move(bowl.id, Decimal(-1), "damage")
    full.undo()
    assert full.product("Bowl, ash wood").variants[0].on_hand == 11


def test_a_favourite_and_an_archived_product_are_found_under_their_chips(full: Store) -> None:
    detail = full.page.controller.detail
    full.press(detail.favourite)
    full.choose("Candle, fig")
    full.press(detail.archive)
    assert full.names == ["Bowl, ash wood", "Mug, blue glaze"]
    full.press(full.page.listing.filters.pills[FAVOURITES])
    assert full.names == ["Bowl, ash wood"]
    full.press(full.page.listing.filters.pills[ARCHIVED])
    assert full.names == ["Candle, fig"]
    full.undo()
    full.press(full.page.listing.filters.pills[ALL])
    assert "Candle, fig" in full.names


def test_unmarking_a_favourite_can_be_undone(full: Store) -> None:
    detail = full.page.controller.detail
    full.press(detail.favourite)
    full.press(detail.favourite)
    assert not full.product("Bowl, ash wood").favourite
    full.undo()
    assert full.product("Bowl, ash wood").favourite
    assert full.shop.auditor.verify(rebuild=True).ok


def test_a_product_is_added_with_keys_alone(full: Store) -> None:
    full.page.controller.add()
    dialog = open_dialog_of(full.window)
    assert isinstance(dialog, AddProductDialog)
    QTest.keyClicks(dialog.name.line, "Spoon, olive")
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Tab)
    full.type(dialog.price.line, "9,50", enter=True)
    assert full.form.product.name == "Spoon, olive"
    assert full.product("Spoon, olive").variants[0].price == Decimal("9.5")


def test_a_product_without_a_name_is_not_added(full: Store) -> None:
    full.page.controller.add()
    dialog = open_dialog_of(full.window)
    assert isinstance(dialog, AddProductDialog)
    full.type(dialog.price.line, "9,50", enter=True)
    assert dialog.name.mistake.text() == "Please fill this in."
    assert len(full.names) == 3


def test_esc_gives_back_what_stood_in_a_field_and_then_leaves_it(full: Store) -> None:
    full.type(full.form.price.line, "19,50")
    QTest.keyClick(full.form.price.line, Qt.Key.Key_Escape)
    assert full.form.price.text() == "24,00"
    QTest.keyClick(full.form.price.line, Qt.Key.Key_Escape)
    full.settle()
    assert full.page.listing.search.line.hasFocus()
    assert full.product("Bowl, ash wood").variants[0].price == Decimal("24")


def test_letters_typed_on_the_list_go_to_the_search(full: Store) -> None:
    full.page.listing.table.list.setFocus()
    QTest.keyClicks(full.page.listing.table.list, "m")
    assert full.page.listing.search.line.text() == "m"
    assert full.names == ["Mug, blue glaze"]


def test_ctrl_z_takes_the_last_change_back(full: Store) -> None:
    full.type(full.form.price.line, "19,50", enter=True)
    full.window.registry.press("Ctrl+Z")
    full.settle()
    assert full.product("Bowl, ash wood").variants[0].price == Decimal("24")


def test_the_list_goes_on_as_it_is_scrolled(store: Store) -> None:
    for number in range(150):
        store.stocks(f"Thing {number:03}")
    store.open()
    assert len(store.names) == 60
    bar = store.page.listing.table.list.verticalScrollBar()
    while len(store.names) < 150:
        before = len(store.names)
        bar.setValue(bar.maximum())
        assert len(store.names) > before
        store.bot.waitUntil(lambda: bar.maximum() > bar.value())
    assert store.names == sorted(store.names)


def test_a_change_elsewhere_does_not_move_the_list_under_the_hand(store: Store) -> None:
    for number in range(70):
        store.stocks(f"Thing {number:03}")
    store.open()
    bar = store.page.listing.table.list.verticalScrollBar()
    bar.setValue(700)
    store.window.changes.announce("stock")
    store.settle()
    assert bar.value() == 700
    assert store.form.product.name == "Thing 000"


def test_every_control_has_a_name_and_room_for_a_finger(full: Store) -> None:
    for button in full.page.findChildren(QAbstractButton):
        if button.isVisible() and not isinstance(button, RowAct):  # drawn by nobody, named when asked
            assert button.accessibleName(), button
            assert button.height() >= 36, button.accessibleName()


def test_merging_shows_first_what_moves(full: Store) -> None:
    full.choose("Bowl, ash wood")
    full.settle()
    full.press(full.page.controller.detail.merge)
    dialog = open_dialog_of(full.window)
    assert isinstance(dialog, MergeDialog)
    assert not dialog.answer.isEnabled()
    QTest.keyClicks(dialog.other.line, "MUG-BLU")
    assert dialog.said.text() == "Bowl, ash wood: its stock, sales and codes go to Mug, blue glaze."
    full.press(dialog.answer)
    assert "Bowl, ash wood" not in full.names
    assert full.shop.stock.level("MUG-BLU").on_hand == 17
    assert full.shop.auditor.verify(rebuild=True).ok


@pytest.mark.parametrize("enlarged", [100, 200], indirect=True)
def test_nothing_of_the_page_is_scrolled_sideways(enlarged: int, store: Store) -> None:
    store.stocks("Mug with a long name, blue glaze, fired twice", "1218.00", "MUG-BLUE-2026", "4006381333931")
    store.window.resize(1280, 720)
    store.open()
    store.choose("Mug with a long name, blue glaze, fired twice")
    store.settle()
    page, detail = store.page.listing, store.page.controller.detail
    assert page.minimumSizeHint().width() <= page.width() == page.parentWidget().width()
    assert detail.area.horizontalScrollBar().maximum() == 0
    assert page.rect().contains(detail.geometry())
    assert detail.width() == 400 if enlarged == 100 else detail.width() < 600
