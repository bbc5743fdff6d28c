"""What the Products page lists, and what its edits do; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from pos.domain.catalogue.errors import ProductUnknown
from pos.domain.catalogue.products import NewProduct, ProductRecord, VariantRecord
from pos.domain.shop.settings import ShopSettings
from pos.text import _, current
from ui.kit.lanes import Lane
from ui.kit.lists.undo import WaysBack
from ui.products.edits import Edit, full_name, of_product, words_of

if TYPE_CHECKING:
    from pos.shop import Shop

T = TypeVar("T")

PAGE = 60
MOST_AGAIN = 500
"""Rows read again at once after a change; the rest comes by scrolling."""

ALL, FAVOURITES, ARCHIVED = "", "*favourites", "*archived"
"""Filters that are no category; no category begins with a star and a small letter."""


class Products(QObject):
    """The list, the product in the panel, and every change of it with its way back."""

    listed = Signal(object)  # tuple[ProductRecord, ...]: from the top
    grown = Signal(object)  # tuple[ProductRecord, ...]: the next ones
    shown = Signal(object)  # ProductRecord | None: the one in the panel
    told = Signal(object)  # Told
    refused = Signal(str, object)  # field, CashierError
    added = Signal(object)  # ProductRecord

    def __init__(self, shop: Shop, writer: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop = shop
        self._writer = writer
        self.text = ""
        self.filter = ALL
        self.rows: tuple[ProductRecord, ...] = ()
        self.product: ProductRecord | None = None
        self._rank = 0
        self._ended = True
        self._ways = WaysBack()

    @property
    def settings(self) -> ShopSettings:
        """What the shop decided."""
        return self.shop.settings.current()

    @property
    def is_bare(self) -> bool:
        """Whether the shop has no product at all, archived ones included."""
        catalogue = self.shop.catalogue
        return not (catalogue.list(limit=1) or catalogue.list(limit=1, archived=True))

    # the list

    def search(self, text: str) -> None:
        """List what fits a text; the filter again when it is empty."""
        self.text = text
        self.relist()

    def use_filter(self, wanted: str) -> None:
        """List favourites, archived products, a category or all."""
        self.filter = wanted
        self.text = ""
        self.relist()

    def scanned(self, code: str) -> bool:
        """List what has this code; false where nothing has."""
        hits = self.shop.search.by_code(code, scanned=True)
        self.text = code
        self._ended = True
        self.rows = self._whole(hit.product_id for hit in hits)
        self.listed.emit(self.rows)
        return bool(hits)

    def relist(self) -> None:
        """Read the list from its top."""
        self._rank, self._ended, self.rows = 0, False, ()
        self.rows = self._page(PAGE)
        self.listed.emit(self.rows)

    def refresh(self) -> None:
        """Read again what is shown, after a change; not more than was there."""
        wanted = min(max(PAGE, len(self.rows)), MOST_AGAIN)
        self._rank, self._ended = 0, False
        self.rows = ()
        self.rows = self._page(wanted)
        self.listed.emit(self.rows)
        if self.product is not None:
            self.show(self.product.id)

    def more(self) -> None:
        """Read the next page of a list that has one."""
        if self._ended:
            return
        found = self._page(PAGE)
        self.rows += found
        if found:
            self.grown.emit(found)

    def _page(self, limit: int) -> tuple[ProductRecord, ...]:
        catalogue, search = self.shop.catalogue, self.shop.search
        if self.text.strip():
            self._ended = True
            hits = search.by_code(self.text, scanned=False) or search.find(self.text, limit).hits
            return self._whole(hit.product_id for hit in hits)
        if self.filter == FAVOURITES:
            self._ended = True
            return self._whole(hit.product_id for hit in search.favourites())
        if self.filter in (ALL, ARCHIVED):
            after = self.rows[-1].cursor if self.rows else ("", 0)
            found = catalogue.list(after=after, limit=limit, archived=self.filter == ARCHIVED)
            self._ended = len(found) < limit
            return found
        hits = search.in_category(self.filter, self._rank, limit)
        self._ended = len(hits) < limit
        self._rank = hits[-1].rank if hits else 0
        return self._whole(hit.product_id for hit in hits)

    def _whole(self, ids: Any) -> tuple[ProductRecord, ...]:
        return tuple(self.shop.catalogue.product(one) for one in dict.fromkeys(ids))

    # the panel

    def show(self, product_id: str) -> None:
        """Put a product in the panel; nothing with an empty id, or when it is not there any more."""
        try:
            self.product = self.shop.catalogue.product(product_id) if product_id else None
        except ProductUnknown:
            self.product = None
        self.shown.emit(self.product)

    # changes

    def change(self, edit: Edit) -> None:
        """Make an edit and offer its undo."""
        words = words_of(edit, self.settings.currency)
        self._write(edit, lambda _record: self._tell(words, lambda: self._back(edit)))

    def _back(self, edit: Edit) -> None:
        words = _("Undone: {name} is as it was.").format(name=edit.name)
        self._write(edit.back, lambda _record: self._tell(words))

    def _write(self, edit: Edit, then: Callable[[object], None]) -> None:
        catalogue, change = self.shop.catalogue, {edit.field: edit.value}
        if edit.variant_id:
            self._run(lambda: catalogue.change_variant(edit.variant_id, **change), edit.field, then)
        else:
            self._run(lambda: catalogue.change_product(edit.product_id, **change), edit.field, then)

    def add(self, new: NewProduct) -> None:
        """Make a product, show it, and offer to take it back."""

        def done(made: ProductRecord) -> None:
            self.filter, self.text, self.product = ALL, "", made
            self.relist()
            self.show(made.id)
            self.added.emit(made)
            archive = of_product(made, "archived", True)
            self._tell(_("{name} was added.").format(name=made.name), lambda: self.change(archive))

        work = self.shop.catalogue.add
        self._writer.run(lambda _progress: work(new), done, lambda error: self.refused.emit("add", error))

    def receive(self, product: ProductRecord, variant: VariantRecord, quantity: Decimal, reason: str) -> None:
        """Move stock in or out for a reason."""
        stock, name = self.shop.stock, full_name(product, variant)

        words = _("Stock of {name}: {change}.").format(name=name, change=signed(quantity))
        undone = _("Undone: {name} is as it was.").format(name=name)

        def back() -> None:
            self._run(
                lambda: stock.move(variant.id, -quantity, reason), "stock", lambda _level: self._tell(undone)
            )

        self._run(
            lambda: stock.move(variant.id, quantity, reason), "stock", lambda _level: self._tell(words, back)
        )

    def count(self, product: ProductRecord, variant: VariantRecord, counted: Decimal) -> None:
        """Say how many there are; what is sold meanwhile stays sold when it is undone."""
        stock, name = self.shop.stock, full_name(product, variant)
        words = _("{name} was counted: {count} in stock.").format(name=name, count=current().number(counted))
        undone = _("Undone: {name} is as it was.").format(name=name)

        def back(difference: Decimal) -> None:
            self._run(
                lambda: stock.move(variant.id, -difference, "count"), "stock", lambda _d: self._tell(undone)
            )

        def done(difference: Decimal) -> None:
            self._tell(words, (lambda: back(difference)) if difference else None)

        self._run(lambda: stock.count(variant.id, counted), "stock", done)

    def undo(self) -> bool:
        """Take the last change back; false where there is none."""
        return self._ways.undo()

    def _run(self, work: Callable[[], T], field: str, then: Callable[[T], None]) -> None:
        def done(result: T) -> None:
            self.refresh()
            then(result)

        self._writer.run(lambda _progress: work(), done, lambda error: self.refused.emit(field, error))

    def _tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self.told.emit(self._ways.keep(words, undo))


def signed(quantity: Decimal) -> str:
    """A change of stock with its sign: "+12", "−3"."""
    return f"{'−' if quantity < 0 else '+'}{current().number(abs(quantity))}"
