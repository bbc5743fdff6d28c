"""Connects the page with its presenter once the shop is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.domain.catalogue.misread import to_keep
from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.domain.words.errors import CashierError
from pos.text import _, mark, sentence
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.controls.buttons import PlainButton
from ui.kit.lists.list_presenter import ListPresenter
from ui.kit.look.pictures import PictureCache
from ui.kit.speaking import speak
from ui.products.detail import ProductDetail
from ui.products.dialogs import AddProductDialog, CountDialog, ReceiveDialog, merge_dialog
from ui.products.presenter import ProductPresenter
from ui.products.product_list import ProductList
from ui.shared.catalogue.codes import misread_words

if TYPE_CHECKING:
    from pos.domain.stores.connection import StoreConnection
    from pos.domain.stores.there import StockThere
    from pos.shop import Shop
    from ui.products.page import ProductsPage
    from ui.shared.stores.there import ThereLine


class ProductsController(QObject):
    """The list at work."""

    def __init__(self, page: ProductsPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        pictures = PictureCache(self)
        pictures.folder = shop.folder.pictures
        self.list = ListPresenter(ProductList(shop, pictures), window.reader, window.behind, self)
        self.products = ProductPresenter(shop, self.list, window.writer, self)
        self.detail = ProductDetail(shop.settings.current(), pictures)
        self.adding = Action("products.add", mark("Add product"), self.add, ("Ctrl+N",), icon="plus")
        self.importing = Action(
            "products.import",
            mark("Import a catalogue"),
            page.show_import,
            ("Ctrl+I",),
            label=mark("Import…"),
            icon="upload",
        )
        self.take_in, self.add_one = (
            PlainButton(action=action, height=40) for action in (self.importing, self.adding)
        )
        self.first = PlainButton("", height=40)
        self.first.clicked.connect(self.adding.run)
        page.listing.build(self.list, self.detail, self.take_in, self.add_one)
        page.listing.bare.add_action(self.first)
        pictures.arrived.connect(page.listing.table.list.viewport().update)
        self._there: ThereLine | None = None
        self._connect()
        speak(self.first, lambda: self.first.setText(_("Add the first product")))

    def _show(self, product: ProductRecord | None) -> None:
        form = self.detail.form
        form.as_of, form.letters = self.shop.stock.known_at(), self.shop.stock.tills()
        self.detail.show_product(product, self.list.asked.text)

    def _connect(self) -> None:
        listing, products, detail, changes = (
            self.page.listing, self.products, self.detail, self.window.changes,
        )  # fmt: skip
        listing.bare.action.clicked.connect(self.page.show_import)
        listing.entered.connect(self._entered)
        listing.code_scanned.connect(self._scanned)
        self.list.counted.connect(lambda counted: detail.form.offer_categories(counted.choices))
        products.shown.connect(self._show)
        products.shown.connect(lambda _product: self._look_there())
        detail.form.variant_chosen.connect(self._look_there)
        products.wrote.connect(lambda: changes.announce("products", "stock"))
        products.refused.connect(self._refused)
        detail.edited.connect(products.change)
        detail.stock_asked.connect(self._stock)
        detail.merge_asked.connect(self._ask_merge)
        changes.changed.connect(lambda _kinds: detail.form.use_settings(products.settings))
        changes.changed.connect(listing.changed)
        self.window.closing.connect(self.list.close)

    # the web shop

    def _look_there(self) -> None:
        """Read what the web shop has of the variant shown, where there is one; else nothing is loaded."""
        variant, shop = self.detail.form.variant, self.shop
        if self.detail.form.product is None or variant is None or not shop.has_store:
            return
        self.window.reader.run(
            lambda _progress: (shop.stores.there.stock(variant.id), shop.stores.connecting.current()),
            lambda found: self._show_there(variant, *found),
            latest="products.there",
        )

    def _show_there(
        self, variant: VariantRecord, of: StockThere | None, store: StoreConnection | None
    ) -> None:
        now = self.detail.form.variant
        if store is None or now is None or now.id != variant.id:
            return
        from ui.shared.stores.there import ThereLine, show_stock

        if self._there is None:
            self._there = ThereLine()
            self.detail.form.add_line(self._there)
            speak(self._there, self._look_there)
        show_stock(self._there, of, store, has_sku=bool(variant.sku))

    # the list

    def _scanned(self, code: str) -> None:
        """Show what has this code; a miss beeps and offers to add it."""
        self.list.look_for(code, lambda: None if self.list.rows else self._missed(code), scanned=True)

    def _missed(self, code: str) -> None:
        QApplication.beep()
        code, cause = to_keep(code)
        words = f"{_('No product has the code {code}.').format(code=code)} {misread_words(cause)}".strip()
        self.page.listing.notices.warning(words, _("Add product"), lambda: self.add(code))

    def _entered(self) -> None:
        """Enter: change the price of the chosen product."""
        if self.products.product is not None:
            self.detail.form.price.line.setFocus()
            self.detail.form.price.line.selectAll()

    # changes

    def add(self, code: str = "") -> None:
        """Ask for a new product."""
        dialog = AddProductDialog(self.window, self.products.settings, self.products.add, code)
        dialog.open_dialog()

    def _stock(self, count: bool) -> None:
        product, variant = self.detail.form.product, self.detail.form.variant
        if product is None or variant is None:
            return
        products = self.products
        dialog: CountDialog | ReceiveDialog
        if count:
            dialog = CountDialog(
                self.window, product, variant, lambda number: products.count(product, variant, number)
            )
        else:
            dialog = ReceiveDialog(
                self.window, product, variant, lambda by, why: products.receive(product, variant, by, why)
            )
        dialog.open_dialog()

    def _ask_merge(self) -> None:
        product = self.detail.form.product
        if product is not None:
            find = partial(self.products.merge_with, product)
            merge_dialog(self.window, product, find, self.products.merge).open_dialog()

    def _refused(self, field: str, error: CashierError) -> None:
        if not self.detail.form.refuse(field, sentence(error)):
            self.page.listing.notices.warning(sentence(error))
