"""What the order costs more: any number of surcharges, each by amount or percentage, taxed or not."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money, decimals
from pos.domain.money.pricing import Charge
from pos.domain.orders.cart import Cart
from pos.domain.orders.charges import surcharge, surcharges, with_surcharges
from pos.domain.words.errors import CashierError
from pos.domain.words.numerals import read_number
from pos.domain.words.text import clean
from pos.text import _, current
from ui.kit.controls.buttons import TOUCH, IconButton, LinkButton
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import TextField, marks
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.order.presenter import OrderFormPresenter

NAME_LIMIT = 60
BELOW_TITLE = 22
"""So far down a field lies below the top of its title."""


class Surcharges(QWidget):
    """A row for each; the last button adds one."""

    def __init__(self, ordering: OrderFormPresenter) -> None:
        super().__init__()
        self._ordering = ordering
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
            row = SurchargeRow(self._ordering, len(self.rows))
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for row, charge in zip(self.rows, charges, strict=True):
            row.show_charge(charge)

    def _add(self) -> None:
        ordering = self._ordering
        nothing = Money(0, ordering.settings.currency)
        made = surcharge(ordering.cart, ordering.settings, _("Surcharge"), nothing, taxed=True)
        ordering.revise(lambda cart: with_surcharges(cart, (*surcharges(cart), made)))
        if self.rows:
            self.rows[-1].name.setFocus()
            self.rows[-1].name.line.selectAll()


class SurchargeRow(QWidget):
    """Name, amount or percentage, taxed, and a way to take it off."""

    def __init__(self, ordering: OrderFormPresenter, at: int) -> None:
        super().__init__()
        self._ordering, self._at = ordering, at
        self._charge: Charge | None = None
        self._showing = False
        self.name = TextField(_("Surcharge"))
        self.cost = TextField(_("Amount or percentage"), hint=_("4.50 or 3 %"))
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
        for field in (self.name, self.cost):
            field.line.textChanged.connect(self._write)
        self.cost.line.editingFinished.connect(self._check)
        self.taxed.clicked.connect(self._write)
        self.off.clicked.connect(self._remove)

    def show_charge(self, charge: Charge) -> None:
        """Show one."""
        if charge == self._charge:
            return
        self._charge, self._showing = charge, True
        if not self.name.line.hasFocus():
            self.name.set_text(charge.name)
        if not self.cost.line.hasFocus():
            self.cost.set_text(_cost_words(charge))
        self.taxed.setChecked(bool(charge.taxes))
        self._showing = False

    def _write(self) -> None:
        if self._showing:
            return
        try:
            cost = read_cost(self.cost.text(), self._ordering.settings.currency)
        except CashierError:
            return
        name, taxed = clean(self.name.text(), NAME_LIMIT), self.taxed.isChecked()
        at, settings = self._at, self._ordering.settings

        def changed(cart: Cart) -> Cart:
            charges = list(surcharges(cart))
            charges[at] = self._charge = surcharge(cart, settings, name or _("Surcharge"), cost, taxed=taxed)
            return with_surcharges(cart, tuple(charges))

        self._ordering.revise(changed, f"surcharge.{at}")

    def _check(self) -> None:
        try:
            read_cost(self.cost.text(), self._ordering.settings.currency)
        except CashierError as error:
            from pos.text import sentence

            self.cost.set_mistake(sentence(error))

    def _remove(self) -> None:
        at = self._at

        def without(cart: Cart) -> Cart:
            kept = tuple(one for n, one in enumerate(surcharges(cart)) if n != at)
            return with_surcharges(cart, kept)

        self._ordering.revise(without)


def read_cost(text: str, currency: str) -> Money | Decimal:
    """An amount, or a percentage where there is its sign; nothing typed is nothing."""
    typed = clean(text, 40)
    mark, thousands = marks()
    if typed.endswith("%"):
        return read_number(typed[:-1].strip(), decimals=4, decimal_mark=mark, thousands_mark=thousands)
    if not typed:
        return Money(0, currency)
    places = decimals(currency)
    number = read_number(typed, decimals=places, decimal_mark=mark, thousands_mark=thousands)
    return Money.of(number, currency)


def _cost_words(charge: Charge) -> str:
    if charge.percent is not None:
        return current().percent(charge.percent)
    return current().amount(charge.amount) if charge.amount and not charge.amount.is_zero else ""
