"""The fields of the product in the panel: each is kept when it is left or Enter is pressed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.domain.shop.settings import ShopSettings
from pos.text import _
from ui.kit.controls.even_rows import EvenRows
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.forms.numbers import PriceField
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.products.barcodes import BarcodesField
from ui.products.edits import Edit, of_product, of_variant
from ui.products.stock_band import StockBand
from ui.shared.catalogue.choices import policies, taxed_as, taxes


class DetailForm(QWidget):
    """Shows one product and one of its variants; says which field was changed to what."""

    edited = Signal(object)  # Edit
    variant_chosen = Signal()

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__()
        self._settings = settings
        self.product: ProductRecord | None = None
        self.variant: VariantRecord | None = None
        self.as_of: datetime | None = None
        """How old figures of stock are where several tills sell."""
        self.variants = ChoiceField("", ())
        self.price = PriceField("", settings.currency, optional=True)
        self.price_before = PriceField("", settings.currency, optional=True)
        self.tax = ChoiceField("", ())
        self.stock = StockBand()
        self.oversell = ChoiceField("", ())
        self.till = ChoiceField("", ())
        self.letters: tuple[str, ...] = ()
        """Of all tills of the shop; a single one is not asked where its pieces are."""
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
        column.addWidget(EvenRows(self.price, self.tax))
        column.addWidget(self.stock)
        self._lines = QVBoxLayout()
        column.addLayout(self._lines)
        column.addWidget(self.barcodes)
        column.addWidget(EvenRows(self.sku, self.category))
        column.addWidget(self.name)
        column.addWidget(self.price_before)
        column.addWidget(self.oversell)
        column.addWidget(self.till)
        column.addStretch(1)

    def _connect(self) -> None:
        self._form = form = Form(self)
        of_one, of_all = self._of_variant, self._of_product
        form.bind("price", self.price, lambda price: of_one("price", price))
        form.bind("price_before", self.price_before, lambda price: of_one("price_before", price))
        form.bind("sku", self.sku, lambda sku: of_one("sku", sku))
        form.bind("category", self.category, lambda category: of_all("category", category))
        form.bind("name", self.name, lambda name: of_all("name", name))
        form.bind_choice("tax_class", self.tax, lambda tax: of_all("tax_class", tax))
        form.bind_choice("oversell", self.oversell, lambda policy: of_one("oversell", policy))
        form.bind_choice("till", self.till, lambda letter: of_one("till", letter))
        self.barcodes.changed.connect(lambda codes: of_one("barcodes", codes))
        self.stock.tracked.connect(lambda on: of_one("tracked", on))
        self.variants.changed.connect(self._variant_changed)

    # what is shown

    def add_line(self, line: QWidget) -> None:
        """Have one more line below the stock."""
        self._lines.addWidget(line)

    def say(self) -> None:
        """Say the names of the fields, and what can be chosen in them."""
        self.variants.set_title(_("Variant"))
        self.price.set_title(_("Price"))
        self.price.line.setPlaceholderText(_("asked at the till"))
        self.price_before.set_title(_("Price before the sale"))
        self.tax.set_title(_("Tax"))
        self.sku.set_title(_("SKU"))
        self.category.set_title(_("Category"))
        self.name.set_title(_("Name"))
        self.oversell.set_title(_("When more is sold than there is"))
        self.till.set_title(_("The only piece is at till"))
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
        kept = self.variant.id if again and self.variant is not None else ""
        self.variant = _variant_for(product, kept, code)
        self._fill(product, again=again)

    def _fill(self, product: ProductRecord, *, again: bool) -> None:
        self.product = product
        chosen = self.variant.id if self.variant is not None else None
        self.variants.set_options([(one.id, one.options or one.sku) for one in product.variants], chosen)
        self.variants.setVisible(len(product.variants) > 1)
        taxed = taxed_as(self._settings, product.tax_class)
        shown = {"name": product.name, "category": product.category, "tax_class": taxed}
        self._form.show(shown, anew=not again)
        if self.variant is not None:
            self._fill_variant(self.variant, again)

    def _fill_variant(self, one: VariantRecord, again: bool) -> None:
        letters = sorted({*self.letters, one.till} - {""})
        self.till.set_options([("", _("any till")), *((letter, letter) for letter in letters)])
        self.till.setVisible(len(letters) > 1)
        shown = {"price": one.price, "sku": one.sku, "oversell": one.oversell, "till": one.till}
        shown["price_before"] = one.price_before
        self._form.show(shown, anew=not again)
        self.barcodes.show_codes(one.barcodes)
        self.stock.show_stock(one.on_hand, one.unit, self._settings.low_stock, self.as_of, self._beside(one))

    def _beside(self, one: VariantRecord) -> tuple[str, ...]:
        """The other kinds that have one stock with this one."""
        kinds = self.product.variants if self.product and one.shares else ()
        return tuple(
            each.options or each.sku for each in kinds if each.shares == one.shares and each is not one
        )

    def _variant_changed(self) -> None:
        wanted = self.variants.value()
        if self.product is not None:
            self.variant = next(one for one in self.product.variants if one.id == wanted)
            self._fill_variant(self.variant, again=False)
            self.variant_chosen.emit()

    # what is changed

    def refuse(self, field: str, words: str) -> bool:
        """Show at its field why a change was not taken; false where no field is of that name."""
        if field == "barcodes":
            self.barcodes.field.set_mistake(words)
            return True
        return self._form.refuse(field, words)

    def _of_product(self, field: str, value: Any) -> None:
        if self.product is not None:
            self._send(of_product(self.product, field, value))

    def _of_variant(self, field: str, value: Any) -> None:
        if self.product is not None and self.variant is not None:
            self._send(of_variant(self.product, self.variant, field, value))

    def _send(self, edit: Edit) -> None:
        if edit.value != edit.before:
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
