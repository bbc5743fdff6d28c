"""The fields of the product in the panel: each is kept when it is left or Enter is pressed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QVBoxLayout, QWidget

from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.domain.money.amounts import decimals
from pos.domain.shop.settings import ShopSettings
from pos.text import _
from ui.kit.dialogs.form_dialog import PriceField
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import Field, TextField
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.products.barcodes import BarcodesField
from ui.products.edits import Edit, of_product, of_variant
from ui.products.stock_band import StockBand
from ui.shared.catalogue.choices import policies, taxes


class _Price(PriceField):
    """A price of any product: as many decimals as that one has, at least the currency's."""

    def show_places(self, price: Decimal | None) -> None:
        """Take this price's decimals."""
        own = 0 if price is None else max(-int(price.normalize().as_tuple().exponent), 0)
        self._places = max(decimals(self._currency), own)


class DetailForm(QWidget):
    """Shows one product and one of its variants; says which field was changed to what."""

    edited = Signal(object)  # Edit
    variant_chosen = Signal()

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__()
        self._settings = settings
        self.product: ProductRecord | None = None
        self.variant: VariantRecord | None = None
        self._sent: dict[str, Any] = {}
        self.variants = ChoiceField("", ())
        self.price = _Price("", settings.currency)
        self.tax = ChoiceField("", ())
        self.stock = StockBand()
        self.oversell = ChoiceField("", ())
        self.barcodes = BarcodesField()
        self.sku, self.category, self.name = TextField(""), TextField(""), TextField("")
        self._lay_out()
        self._connect()
        speak(self, self.say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(theme.space(3))
        column.addWidget(self.variants)
        upper, lower = QGridLayout(), QGridLayout()
        for grid, left, right in ((upper, self.price, self.tax), (lower, self.sku, self.category)):
            grid.setHorizontalSpacing(theme.space(3))
            grid.addWidget(left, 0, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(right, 0, 1, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
        column.addLayout(upper)
        column.addWidget(self.stock)
        column.addWidget(self.barcodes)
        column.addLayout(lower)
        column.addWidget(self.name)
        column.addWidget(self.oversell)
        column.addStretch(1)

    def _connect(self) -> None:
        self.price.line.editingFinished.connect(self._price_left)
        for field, name, make in (
            (self.sku, "sku", self._of_variant),
            (self.category, "category", self._of_product),
            (self.name, "name", self._of_product),
        ):
            field.line.editingFinished.connect(
                lambda field=field, name=name, make=make: self._left(field, name, make)
            )
        self.tax.changed.connect(lambda: self._send(self._of_product("tax_class", self.tax.value())))
        self.oversell.changed.connect(lambda: self._send(self._of_variant("oversell", self.oversell.value())))
        self.barcodes.changed.connect(lambda codes: self._send(self._of_variant("barcodes", codes)))
        self.stock.tracked.connect(lambda on: self._send(self._of_variant("tracked", on)))
        self.variants.changed.connect(self._variant_changed)

    # what is shown

    def say(self) -> None:
        """Say the names of the fields, and what can be chosen in them."""
        self.variants.set_title(_("Variant"))
        self.price.set_title(_("Price"))
        self.price.line.setPlaceholderText(_("asked at the till"))
        self.tax.set_title(_("Tax"))
        self.sku.set_title(_("SKU"))
        self.category.set_title(_("Category"))
        self.name.set_title(_("Name"))
        self.oversell.set_title(_("When more is sold than there is"))
        self.tax.set_options(taxes(self._settings))
        self.oversell.set_options(policies(self._settings))
        if self.product is not None:
            self._fill(self.product, again=True)

    def use_settings(self, settings: ShopSettings) -> None:
        """Follow what the shop decided meanwhile."""
        if settings != self._settings:
            self._settings = settings
            self.say()

    def offer_categories(self, names: tuple[str, ...]) -> None:
        """Complete what is typed as a category."""
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.category.line.setCompleter(completer)

    def show_product(self, product: ProductRecord, code: str = "") -> None:
        """Show a product, or the same one anew; a variant with that code comes first."""
        again = self.product is not None and self.product.id == product.id
        self._sent.clear()
        kept = self.variant.id if again and self.variant is not None else ""
        self.variant = _variant_for(product, kept, code)
        self._fill(product, again=again)

    def _fill(self, product: ProductRecord, *, again: bool) -> None:
        self.product = product
        self.variants.set_options([(one.id, one.options or one.sku) for one in product.variants], None)
        self.variants.setVisible(len(product.variants) > 1)
        self._put(self.name, product.name, again)
        self._put(self.category, product.category, again)
        self.tax.set_value(product.tax_class)
        if self.variant is not None:
            self.variants.set_value(self.variant.id)
            self._fill_variant(self.variant, again)

    def _fill_variant(self, one: VariantRecord, again: bool) -> None:
        self.price.show_places(one.price)
        self._put(self.price, "" if one.price is None else self.price.shown(one.price), again)
        self._put(self.sku, one.sku, again)
        self.oversell.set_value(one.oversell)
        self.barcodes.show_codes(one.barcodes)
        self.stock.show_stock(one.on_hand, one.unit, self._settings.low_stock)

    @staticmethod
    def _put(field: Field, text: str, again: bool) -> None:
        """Show a value, unless the person is typing another one just now."""
        if not (again and field.line.hasFocus() and field.line.isModified()):
            field.set_text(text)

    def _variant_changed(self) -> None:
        wanted = self.variants.value()
        if self.product is not None:
            self.variant = next(one for one in self.product.variants if one.id == wanted)
            self._sent.clear()
            self._fill_variant(self.variant, again=False)
            self.variant_chosen.emit()

    # what is changed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives a field back what stood in it; the next one leaves it."""
        touched = [one for one in (self.price, self.sku, self.category, self.name) if one.line.isModified()]
        if event.key() == Qt.Key.Key_Escape and touched and self.product is not None:
            self._fill(self.product, again=False)
        else:
            super().keyPressEvent(event)

    def refuse(self, field: str, words: str) -> bool:
        """Show at its field why a change was not taken; false where no field is of that name."""
        fields: dict[str, Field | BarcodesField] = {
            "price": self.price, "sku": self.sku, "name": self.name, "category": self.category,
            "barcodes": self.barcodes,
        }  # fmt: skip
        if field not in fields:
            return False
        fields[field].set_mistake(words)
        return True

    def _left(self, field: Field, name: str, make: Callable[[str, Any], Edit | None]) -> None:
        if field.line.isModified():
            self._send(make(name, field.text()))

    def _price_left(self) -> None:
        if not self.price.line.isModified():
            return
        if not self.price.text():
            self._send(self._of_variant("price", None))
            return
        price = self.price.read()
        if price is not None and price < 0:
            self.price.set_mistake(_("A price is zero or more."))
        elif price is not None:
            self._send(self._of_variant("price", price))

    def _of_product(self, field: str, value: Any) -> Edit | None:
        return of_product(self.product, field, value) if self.product is not None else None

    def _of_variant(self, field: str, value: Any) -> Edit | None:
        if self.product is None or self.variant is None:
            return None
        return of_variant(self.product, self.variant, field, value)

    def _send(self, edit: Edit | None) -> None:
        """Tell of a change once: leaving a field after Enter is no second one."""
        if edit is None or edit.value == edit.before or self._sent.get(edit.field, edit) == edit.value:
            return
        self._sent[edit.field] = edit.value
        self.edited.emit(edit)


def _variant_for(product: ProductRecord, kept: str, code: str) -> VariantRecord | None:
    """The variant with the code that was looked for, the one shown before, or the first."""
    live = [one for one in product.variants if not one.archived] or list(product.variants)
    for fits in (
        lambda one: bool(code) and code in (one.sku, *one.barcodes),
        lambda one: one.id == kept,
        lambda one: True,
    ):
        found = next((one for one in live if fits(one)), None)
        if found is not None:
            return found
    return None
