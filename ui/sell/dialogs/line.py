"""Everything about one line of the cart: quantity, price and why, discount, note; or take it out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos.domain.orders.cart import CartLine
from pos.domain.words.text import NAME_LIMIT, NOTE_LIMIT
from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import PriceField, QuantityField
from ui.sell.dialogs.discount import DiscountFields
from ui.sell.presenter import SellPresenter
from ui.shared.cart import words as cart_words


class LineDialog(FormDialog):
    """Edits one line; what the rules refuse is said here and nothing is lost."""

    def __init__(self, window: QWidget, line: CartLine, presenter: SellPresenter) -> None:
        super().__init__(window, cart_words.full_name(line.name, line.options), _("Save"), 520)
        self._line, self._presenter = line, presenter
        currency = presenter.settings.currency
        self.quantity = QuantityField(_("Quantity"), line.quantity, unit=line.unit)
        self.price = PriceField(_("Price"), currency, line.unit_price)
        self.reason = TextField(_("Reason for another price (optional)"), line.price_reason, limit=NAME_LIMIT)
        self.discount = DiscountFields(currency, line.discount)
        self.note = TextField(_("Note (optional)"), line.note, limit=NOTE_LIMIT)
        self.remove = PlainButton(_("Remove"), icon="trash-2", height=52)
        self.remove.clicked.connect(self._remove)
        self.beside(self.quantity, self.price)
        for field in (self.reason, self.discount, self.note):
            self.body.addWidget(field)
        self.reason.setVisible(not line.is_custom)
        self.discount.changed.connect(self.touched)
        self.finish(self.remove)
        self.first = self.quantity

    def submit(self) -> bool:
        """Put the line back as it was filled in."""
        if self.quantity.value() == 0:
            return self._presenter.sale.remove(self._line.id)
        return self._presenter.sale.set_line(self._changed())

    def _changed(self) -> CartLine:
        price = self.price.value()
        same = self._line.list_price is not None and price == self._line.list_price
        return replace(
            self._line,
            quantity=self.quantity.value(),
            unit_price=price,
            discount=self.discount.value(),
            price_reason="" if same else self.reason.value(),
            note=self.note.value(),
        )

    def _remove(self) -> None:
        if self._presenter.sale.remove(self._line.id):
            self.close_dialog()
