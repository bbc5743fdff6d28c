"""Connects the page with its presenter once the shop is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout

from pos.domain.catalogue.products import ProductRecord
from pos.domain.words.errors import CashierError
from pos.text import _, current, ngettext, sentence
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.lists.undo import Told
from ui.products.detail import Detail
from ui.products.dialogs import AddDialog, CountDialog, ReceiveDialog
from ui.products.presenter import ALL, Products

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.products.page import ProductsPage


class Desk(QObject):
    """The page at work."""

    def __init__(self, page: ProductsPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        self.products = Products(shop, window.writer, self)
        self.detail = Detail(shop.settings.current(), page.pictures)
        self.first = PlainButton("", height=40)
        self._stale = False
        page.row.addWidget(self.detail)
        self._add_button()
        self._connect()
        self.say()

    def _add_button(self) -> None:
        column = self.page.bare.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, self.first, 0, Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        page, products, detail = self.page, self.products, self.detail
        page.search.field.typed.connect(self._typed)
        page.search.field.stepped.connect(page.table.step)
        page.search.field.entered.connect(self._entered)
        page.search.add.clicked.connect(self.add)
        page.search.take_in.clicked.connect(page.show_import)
        page.bare.action.clicked.connect(page.show_import)
        self.first.clicked.connect(self.add)
        page.filters.chosen.connect(self._filtered)
        page.table.chosen.connect(self._chosen)
        page.table.taken.connect(lambda _product: self._entered())
        page.table.wanted.connect(products.more)
        products.listed.connect(self._listed)
        products.grown.connect(self._grown)
        products.shown.connect(lambda product: detail.show_product(product, products.text))
        products.told.connect(self._told)
        products.refused.connect(self._refused)
        products.added.connect(self._added)
        detail.edited.connect(products.change)
        detail.stock_asked.connect(self._stock)
        self.window.changes.changed.connect(lambda _tables: self._changed())

    # the list

    def start(self) -> None:
        """List everything from its top."""
        self._look_around()
        self.products.relist()

    def catch_up(self) -> None:
        """Read again what changed meanwhile."""
        if self._stale:
            self._stale = False
            self._look_around()
            self.products.refresh()

    def scanned(self, code: str) -> None:
        """Show what has this code; a miss beeps and offers to add it."""
        self.page.search.field.line.setText(code)
        if self.products.scanned(code):
            return
        QApplication.beep()
        words = _("No product has the code {code}.").format(code=code)
        self.page.notices.warning(words, _("Add product"), lambda: self.add(code))

    def _typed(self, text: str) -> None:
        self.products.search(text)

    def _filtered(self, name: str) -> None:
        self.page.search.field.line.clear()
        self.products.use_filter(name)

    def _listed(self, rows: tuple[ProductRecord, ...]) -> None:
        page = self.page
        shown = self.products.product
        kept = shown.id if shown is not None and any(one.id == shown.id for one in rows) else ""
        wanted = kept or (rows[0].id if rows else "")
        page.table.show_rows(rows, wanted)
        page.filters.mark(self.products.filter)
        bare = not rows and self.products.is_bare
        page.show_found(bool(rows), bare, self.detail)
        if not shown or shown.id != wanted:
            self.products.show(wanted)

    def _grown(self, rows: tuple[ProductRecord, ...]) -> None:
        self.page.table.rows.append(rows)

    def _chosen(self, product: ProductRecord | None) -> None:
        if product is not None:
            self.products.show(product.id)

    def _entered(self) -> None:
        """Enter: change the price of the chosen product."""
        if self.products.product is not None:
            self.detail.form.price.line.setFocus()
            self.detail.form.price.line.selectAll()

    def _look_around(self) -> None:
        """Read what belongs to the whole shop: its categories, how much it sells; not at every key."""
        names = self.shop.search.categories()
        self.page.filters.offer(names)
        self.detail.form.offer_categories(names)
        self._count()

    def _count(self) -> None:
        number = self.shop.search.count()
        words = ngettext("{count} variant on sale", "{count} variants on sale", number)
        self.page.foot.setText(words.format(count=current().number(number)) if number else "")

    # changes

    def add(self, code: str = "") -> None:
        """Ask for a new product."""
        typed = code if isinstance(code, str) else ""
        dialog = AddDialog(self.window, self.products.settings, self.products.add, typed)
        dialog.open_dialog(dialog.name.line)

    def undo(self) -> None:
        """Take the last change back."""
        if not self.products.undo():
            self.page.notices.info(_("There is nothing to undo on this page."))

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
        dialog.open_dialog(dialog.amount.line)

    def _added(self, product: ProductRecord) -> None:
        self.page.search.field.line.clear()
        self.page.filters.mark(ALL)

    def _told(self, told: Told) -> None:
        self.page.notices.told(told)

    def _refused(self, field: str, error: CashierError) -> None:
        if not self.detail.form.refuse(field, sentence(error)):
            self.page.notices.warning(sentence(error))

    def _changed(self) -> None:
        if self.page.isVisible():
            self.detail.form.use_settings(self.products.settings)
            self._look_around()
            self.products.refresh()
        else:
            self._stale = True

    def say(self) -> None:
        """Say what is said here in the language of the window."""
        self.first.setText(_("Add the first product"))
        self._count()
