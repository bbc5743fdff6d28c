"""Small questions of the Products page: how many came, how many there are, what is new."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from pos.domain.catalogue.merges import ProductMerge
from pos.domain.catalogue.misread import to_keep
from pos.domain.catalogue.products import NewProduct, ProductRecord, VariantRecord
from pos.domain.shop.settings import ShopSettings
from pos.text import _
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.dialogs.merge_dialog import Key, MergeDialog, Planned
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import PriceField, QuantityField
from ui.kit.look import theme
from ui.products.edits import full_name
from ui.shared.catalogue.choices import OUTWARD, reasons, taxes
from ui.shared.merging import eithers, goods_moving


class ReceiveDialog(FormDialog):
    """How many came or went, and why."""

    def __init__(
        self,
        window: QWidget,
        product: ProductRecord,
        variant: VariantRecord,
        move: Callable[[Decimal, str], None],
    ) -> None:
        super().__init__(window, _("Receive stock"), _("Save"))
        self._move = move
        self.body.addWidget(theme.label(full_name(product, variant), tone=theme.Tone.MUTED, wrap=True))
        self.amount = QuantityField(_("How many"), unit=variant.unit)
        self.reason = ChoiceField(_("Why"), reasons())
        self.first = self.amount
        for part in (self.amount, self.reason):
            self.body.addWidget(part)
        self.finish()

    def submit(self) -> bool:
        """Move the stock."""
        number = self.amount.value()
        if number == 0:
            return self.refuse(self.amount, _("Write how many."))
        reason = self.reason.value()
        self._move(-abs(number) if reason in OUTWARD else number, reason)
        return True


class CountDialog(FormDialog):
    """How many there are."""

    def __init__(
        self, window: QWidget, product: ProductRecord, variant: VariantRecord, keep: Callable[[Decimal], None]
    ) -> None:
        super().__init__(window, _("Count stock"), _("Save"))
        self._keep = keep
        self.body.addWidget(theme.label(full_name(product, variant), tone=theme.Tone.MUTED, wrap=True))
        self.amount = QuantityField(_("How many are there?"), variant.on_hand, unit=variant.unit)
        self.amount.line.selectAll()
        self.first = self.amount
        self.body.addWidget(self.amount)
        self.finish()

    def submit(self) -> bool:
        """Keep the count."""
        self._keep(self.amount.value())
        return True


class AddProductDialog(FormDialog):
    """A new product: its name and price, and what else is known already."""

    def __init__(
        self, window: QWidget, settings: ShopSettings, add: Callable[[NewProduct], None], code: str = ""
    ) -> None:
        super().__init__(window, _("Add a product"), _("Add"), width=560)
        self._add = add
        self.name = self.first = TextField(_("Name"), required=True)
        self.price = PriceField(_("Price"), settings.currency, optional=True)
        self.price.line.setPlaceholderText(_("asked at the till"))
        self.tax = ChoiceField(_("Tax"), taxes(settings))
        self.sku = TextField(_("SKU"))
        self.barcode = TextField(_("Barcode"), code, hint=_("Scan it"), codes=True)
        self.category = TextField(_("Category"))
        self.stock = QuantityField(_("In stock"), optional=True)
        self.counted = Tick(_("Stock is counted"), True)
        self.counted.toggled.connect(self.stock.setEnabled)
        self.body.addWidget(self.name)
        for left, right in (
            (self.price, self.tax), (self.barcode, self.sku), (self.category, self.stock),
        ):  # fmt: skip
            self.beside(left, right)
        self.body.addWidget(self.counted)
        self.finish()

    def submit(self) -> bool:
        """Add it, or show which field cannot be read."""
        code, _cause = to_keep(self.barcode.text())
        self._add(
            NewProduct(
                name=self.name.value(),
                price=self.price.entry(),
                sku=self.sku.value(),
                barcodes=(code,) if code else (),
                category=self.category.value(),
                tax_class=self.tax.value() or "",
                on_hand=(self.stock.entry() or Decimal(0)) if self.counted.isChecked() else None,
            )
        )
        return True


def merge_dialog(
    window: QWidget,
    gone: ProductRecord,
    find: Callable[[str], ProductMerge | None],
    merge: Callable[[ProductMerge, frozenset[Key]], None],
) -> MergeDialog:
    """Which product this one is the same as, what moves there, and what of both stays."""

    def look(taken: frozenset[Key]) -> Planned | None:
        found = find(other.text()) if other.text() else None
        if found is None:
            return None
        return Planned(_moving(found), eithers(found.differs), lambda: merge(found, taken))

    title = _("Merge {name} into another product").format(name=gone.name)
    other = TextField(_("The one that stays"), hint=_("Name, SKU or barcode"), codes=True)
    return MergeDialog(window, title, other, look)


def _moving(found: ProductMerge) -> list[str]:
    """What becomes of each variant."""
    lines = [
        goods_moving(full_name(found.gone, one), full_name(found.into, other)) for one, other in found.same
    ]
    return lines + [
        _("{name} becomes a variant of {other}.").format(
            name=full_name(found.gone, one), other=found.into.name
        )
        for one in found.moved
    ]
