"""What the order costs more: any number of surcharges, each by amount or percentage, taxed or not."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money, decimals
from pos.domain.money.pricing import Charge
from pos.domain.orders.cart import Cart
from pos.domain.orders.charges import surcharge, surcharges, with_surcharges
from pos.text import _, current
from ui.kit.controls.buttons import TOUCH, IconButton, LinkButton
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import LineField, TextField
from ui.kit.forms.form import Form
from ui.kit.forms.numbers import number_in
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.order.presenter import OrderFormPresenter

NAME_LIMIT = 60
BELOW_TITLE = 22
"""So far down a field lies below the top of its title."""


class Surcharges(QWidget):
    """A row for each; the last button adds one."""

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.rows: list[SurchargeRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        self.more = LinkButton()
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        self._column.addLayout(line)
        self.more.clicked.connect(self._add)
        speak(self, lambda: self.more.setText(_("Add a surcharge")))

    def show_cart(self, cart: Cart) -> None:
        """Show the order's surcharges."""
        charges = surcharges(cart)
        while len(self.rows) > len(charges):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(charges):
            row = SurchargeRow(self._presenter, len(self.rows))
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for row, charge in zip(self.rows, charges, strict=True):
            row.show_charge(charge)

    def _add(self) -> None:
        presenter = self._presenter
        nothing = Money(0, presenter.settings.currency)
        made = surcharge(presenter.cart, presenter.settings, _("Surcharge"), nothing, taxed=True)
        presenter.revise(lambda cart: with_surcharges(cart, (*surcharges(cart), made)))
        if self.rows:
            self.rows[-1].name.setFocus()
            self.rows[-1].name.line.selectAll()


class SurchargeRow(QWidget):
    """Name, amount or percentage, taxed, and a way to take it off."""

    def __init__(self, presenter: OrderFormPresenter, at: int) -> None:
        super().__init__()
        self._presenter, self._at = presenter, at
        self._charge: Charge | None = None
        self.name = TextField(_("Surcharge"), limit=NAME_LIMIT)
        self.cost = CostField(presenter.settings.currency)
        self.taxed = Tick(_("Taxed"), True)
        self.taxed.setFixedHeight(TOUCH)
        self.off = IconButton("x", _("Take this surcharge off"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.name, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.cost, 2, Qt.AlignmentFlag.AlignTop)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, BELOW_TITLE, 0, 0)
        for part in (self.taxed, self.off):
            beside.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside)
        self._form = Form(self)
        self._form.bind_live("name", self.name, self._write)
        self._form.bind_live("cost", self.cost, self._write)
        self._form.bind_choice("taxed", self.taxed, self._write)
        self.off.clicked.connect(self._remove)

    def show_charge(self, charge: Charge) -> None:
        if charge == self._charge:
            return
        self._charge = charge
        cost = charge.amount if charge.percent is None else charge.percent
        self._form.show({"name": charge.name, "cost": cost, "taxed": bool(charge.taxes)})

    def _write(self, _changed: object) -> None:
        name, cost, taxed = self.name.value(), self.cost.peek(), self.taxed.isChecked()
        if cost is None:
            return
        at, settings = self._at, self._presenter.settings

        def changed(cart: Cart) -> Cart:
            charges = list(surcharges(cart))
            charges[at] = self._charge = surcharge(cart, settings, name or _("Surcharge"), cost, taxed=taxed)
            return with_surcharges(cart, tuple(charges))

        self._presenter.revise(changed, f"surcharge.{at}")

    def _remove(self) -> None:
        at = self._at

        def without(cart: Cart) -> Cart:
            kept = tuple(one for n, one in enumerate(surcharges(cart)) if n != at)
            return with_surcharges(cart, kept)

        self._presenter.revise(without)


class CostField(LineField[Money | Decimal]):
    """An amount, or a percentage where there is its sign; nothing typed is nothing."""

    def __init__(self, currency: str) -> None:
        self._currency = currency
        super().__init__(_("Amount or percentage"), hint=_("4.50 or 3 %"))

    def parse(self, text: str) -> Money | Decimal:
        if text.endswith("%"):
            return number_in(text[:-1].strip(), 4)
        if not text:
            return Money(0, self._currency)
        return Money.of(number_in(text, decimals(self._currency)), self._currency)

    def shown(self, value: Money | Decimal) -> str:
        if isinstance(value, Decimal):
            return current().percent(value)
        return "" if value.is_zero else current().amount(value)
