"""Everything about one line of the cart: quantity, price and why, discount, note; or take it out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.money.pricing import Discount
from pos.domain.orders.cart import CartLine
from pos.domain.words.text import NOTE_LIMIT, clean
from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.form_dialog import FormDialog, PriceField
from ui.kit.forms.fields import QuantityField, TextField
from ui.kit.look import theme
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
        self.reason = TextField(_("Reason for another price (optional)"), line.price_reason)
        self.discount = DiscountFields(currency, line.discount)
        self.note = TextField(_("Note (optional)"), line.note)
        self.remove = PlainButton(_("Remove"), icon="trash-2", height=52)
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        row.addWidget(self.quantity, 1)
        row.addWidget(self.price, 1)
        self.body.addLayout(row)
        for field in (self.reason, self.discount, self.note):
            self.body.addWidget(field)
        self.reason.setVisible(not line.is_custom)
        for changing in (self.quantity, self.price, self.reason, self.note):
            changing.changed.connect(self.touched)
        self.discount.changed.connect(self.touched)
        self.finish(self.remove)
        self.first = self.quantity

    def submit(self) -> bool:
        """Put the line back as it was filled in."""
        quantity, price = self.quantity.read(), self.price.read()
        known, discount = self.discount.read()
        if quantity is None or price is None or not known:
            return False
        if price < 0:
            self.price.set_mistake(_("A price is zero or more."))
            return False
        if quantity == 0:
            return self._presenter.sale.remove(self._line.id)
        return self._presenter.sale.set_line(self._changed(quantity, price, discount))

    def _changed(self, quantity: Decimal, price: Decimal, discount: Discount | None) -> CartLine:
        same = self._line.list_price is not None and price == self._line.list_price
        return replace(
            self._line,
            quantity=quantity,
            unit_price=price,
            discount=discount,
            price_reason="" if same else clean(self.reason.text()),
            note=clean(self.note.text(), NOTE_LIMIT),
        )

    def _remove(self) -> None:
        if self._presenter.sale.remove(self._line.id):
            self.close_dialog()
