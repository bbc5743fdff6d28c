"""The product in the panel, and what its edits do; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from pos.domain.catalogue.errors import ProductUnknown
from pos.domain.catalogue.merges import ProductMerge
from pos.domain.catalogue.products import NewProduct, ProductRecord, VariantRecord
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.merging import Taken
from pos.text import _, current, ngettext
from ui.kit.lanes import Lane
from ui.kit.lists.list_presenter import ListPresenter
from ui.products.edits import Edit, full_name, of_product, words_of

if TYPE_CHECKING:
    from pos.shop import Shop

T = TypeVar("T")


class ProductPresenter(QObject):
    """The product in the panel, and every change of one with its way back."""

    shown = Signal(object)  # ProductRecord | None: the one in the panel
    wrote = Signal()  # comes before what is told of it
    refused = Signal(str, object)  # field, CashierError

    def __init__(
        self, shop: Shop, products: ListPresenter[ProductRecord], writer: Lane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.shop, self.list = shop, products
        self._writer = writer
        self.product: ProductRecord | None = None
        products.chosen.connect(lambda keys: self.show(keys[0] if len(keys) == 1 else ""))

    @property
    def settings(self) -> ShopSettings:
        return self.shop.settings.current()

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

        def back() -> None:
            self._write(edit.back, self._undone(edit.name))

        self._write(edit, lambda _record: self.list.tell(words, back))

    def _write(self, edit: Edit, then: Callable[[object], None]) -> None:
        catalogue, change = self.shop.catalogue, {edit.field: edit.value}
        if edit.variant_id:
            self._run(lambda: catalogue.change_variant(edit.variant_id, **change), edit.field, then)
        else:
            self._run(lambda: catalogue.change_product(edit.product_id, **change), edit.field, then)

    def add(self, new: NewProduct) -> None:
        """Make a product, show it, and offer to take it back."""

        def done(made: ProductRecord) -> None:
            self.list.look_for(show=made.id)
            archive = of_product(made, "archived", True)
            self.list.tell(_("{name} was added.").format(name=made.name), lambda: self.change(archive))

        self._run(lambda: self.shop.catalogue.add(new), "add", done)

    def merge_with(self, product: ProductRecord, text: str) -> ProductMerge | None:
        """What would move to the first other product that a text finds."""
        found = (one for one in self.shop.catalogue.list(text, limit=20) if one.id != product.id)
        other = next(found, None)
        return self.shop.product_merging.plan(product.id, other.id) if other else None

    def merge(self, plan: ProductMerge, taken: Taken = ()) -> None:
        """Make a product one with another, and show the one that stays."""
        merging = self.shop.product_merging

        def done(made: ProductRecord) -> None:
            self.list.look_for(show=made.id)
            said = _("{name} and {other} are one now.").format(name=plan.gone.name, other=made.name)
            self.list.tell(said)

        self._run(lambda: merging.merge(plan.gone.id, plan.into.id, taken), "merge", done)

    def receive(self, product: ProductRecord, variant: VariantRecord, quantity: Decimal, reason: str) -> None:
        """Move stock in or out for a reason."""
        stock, name = self.shop.stock, full_name(product, variant)
        words = _("Stock of {name}: {change}.").format(name=name, change=signed(quantity))

        def back() -> None:
            self._run(lambda: stock.move(variant.id, -quantity, reason), "stock", self._undone(name))

        self._run(
            lambda: stock.move(variant.id, quantity, reason),
            "stock",
            lambda _level: self.list.tell(words, back),
        )

    def count(self, product: ProductRecord, variant: VariantRecord, counted: Decimal) -> None:
        """Say how many there are; what is sold meanwhile stays sold when it is undone."""
        stock, name = self.shop.stock, full_name(product, variant)
        words = ngettext(
            "{name} was counted: {count} in stock.", "{name} was counted: {count} in stock.", counted
        ).format(name=name, count=current().number(counted))

        def back(difference: Decimal) -> None:
            self._run(lambda: stock.move(variant.id, -difference, "count"), "stock", self._undone(name))

        def done(difference: Decimal) -> None:
            self.list.tell(words, (lambda: back(difference)) if difference else None)

        self._run(lambda: stock.count(variant.id, counted), "stock", done)

    def _undone(self, name: str) -> Callable[[object], None]:
        return lambda _result: self.list.tell(_("Undone: {name} is as it was.").format(name=name))

    def _run(self, work: Callable[[], T], field: str, then: Callable[[T], None]) -> None:
        def done(result: T) -> None:
            self.wrote.emit()
            then(result)

        self._writer.run(lambda _progress: work(), done, lambda error: self.refused.emit(field, error))


def signed(quantity: Decimal) -> str:
    """A change of stock with its sign: "+12", "−3"."""
    return f"{'−' if quantity < 0 else '+'}{current().number(abs(quantity))}"
