"""How the goods reach the customer, when, and what that costs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import ChargeKind
from pos.domain.orders.cart import Cart
from pos.domain.orders.charges import charge_of, with_fee_by_hand, with_handling
from pos.domain.orders.fulfilment import is_day
from pos.domain.orders.wishes import with_day, with_method
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.kit.controls.buttons import PillButton
from ui.kit.controls.panel import holding
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.forms.numbers import MoneyField, not_below_zero
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.order import words as order_words
from ui.sell.order.presenter import OrderFormPresenter
from ui.shared.orders.when import read_when, shown_when

KINDS = tuple(FulfilmentKind)


_ANOTHER = "\0another"
"""What the last row of the methods stands for; no method has such a key."""


class Handing(QWidget):
    """Take away, pickup, delivery; the day; method, fee, handling."""

    methods_asked = Signal()  # to make another one

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        currency = presenter.settings.currency
        self.kinds = QButtonGroup(self)
        self.pills = {kind: PillButton() for kind in KINDS}
        self.when = TextField("", limit=60)
        self.method = ChoiceField("", ())
        self.fee, self.handling = (
            MoneyField("", currency, optional=True, rule=not_below_zero) for _at in range(2)
        )
        self._form = Form(self)
        self._form.bind_live(
            "when",
            self.when,
            self._write_when,
            left=self._read_when,
            write=lambda at: shown_when(at, current()),
        )
        self._form.bind_live("fee", self.fee, self._write_fee)
        self._form.bind_live("handling", self.handling, self._write_handling)
        self.method.changed.connect(self._choose_method)
        self._lay_out()
        self._offered: tuple[object, ...] = ()
        speak(self, self._say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        first = QHBoxLayout()
        ways = QHBoxLayout()
        for row in (first, ways):
            row.setSpacing(theme.space(2))
        for at, kind in enumerate(KINDS):
            self.kinds.addButton(self.pills[kind], at)
            ways.addWidget(self.pills[kind])
        self.ways = holding(ways)
        first.addWidget(self.ways)
        self.kinds.idClicked.connect(lambda at: self._presenter.choose_kind(KINDS[at]))
        first.addStretch(1)
        self.when.setFixedWidth(theme.tall(232))
        first.addWidget(self.when)
        column.addLayout(first)
        self._second = second = QHBoxLayout()
        second.setSpacing(theme.space(3))
        for field, wide in ((self.method, 13), (self.fee, 10), (self.handling, 10)):
            second.addWidget(field, wide, Qt.AlignmentFlag.AlignTop)
        second.addStretch(0)
        column.addLayout(second)

    def _say(self) -> None:
        for kind, pill in self.pills.items():
            pill.setText(order_words.kind_words(kind))
        self.ways.setAccessibleName(_("How it is handed over"))
        self.when.line.setPlaceholderText(_("Day: tomorrow, 24/11 10:30"))
        self.when.line.setAccessibleName(_("Day or time"))
        self.fee.set_title(_("Delivery fee"))
        self.handling.set_title(_("Handling fee"))
        self._offered = ()
        self.show_cart(self._presenter.cart)

    def show_cart(self, cart: Cart) -> None:
        """Show how this order is handed over."""
        kind = cart.fulfilment.kind
        self.pills[kind].setChecked(True)
        self.when.setVisible(kind is not FulfilmentKind.TAKE_AWAY)
        self._form.show({"when": cart.fulfilment.at})
        self._offer(kind, cart.fulfilment.method)
        self.method.set_value(cart.fulfilment.method)
        charge = charge_of(cart, ChargeKind.DELIVERY)
        handling = charge_of(cart, ChargeKind.HANDLING)
        self.fee.setVisible(kind is not FulfilmentKind.TAKE_AWAY)
        taken = kind is FulfilmentKind.TAKE_AWAY
        self._second.setStretch(3, 23 if taken else 13 if self.method.isHidden() else 0)
        self._form.show({"fee": charge and charge.amount, "handling": handling and handling.amount})
        unknown = self._presenter.agreement.without_fee(cart)
        words = sentence(unknown) if unknown and not self.fee.text() else ""
        if words != self.fee.mistake.text():
            self.fee.set_mistake(words)

    def _offer(self, kind: FulfilmentKind, chosen: str) -> None:
        """The methods of that kind, and that none is chosen; without any the choice is not there."""
        methods = self._presenter.settings.handed_over(kind)
        without = chosen not in {one.key for one in methods}
        if self._offered != (kind, methods, without):
            self._offered = (kind, methods, without)
            pickup = kind is FulfilmentKind.PICKUP
            self.method.set_title(_("Where to pick up") if pickup else _("Delivery method"))
            words = order_words.no_longer_offered(chosen) if chosen else _("Without a method")
            none = ((chosen, words),) if without else ()
            offered = ((one.key, one.name) for one in methods)
            self.method.set_options((*none, *offered, (_ANOTHER, _("Add a method…"))))
        self.method.setVisible(kind is FulfilmentKind.DELIVERY or bool(methods))

    def _choose_method(self) -> None:
        key = self.method.value() or ""
        if key == _ANOTHER:
            self.method.set_value(self._presenter.cart.fulfilment.method)
            self.methods_asked.emit()
            return
        self._presenter.revise(lambda cart: with_method(cart, key))

    def _write_when(self, text: str) -> None:
        self._presenter.revise(lambda cart: with_day(cart, text), "when")

    def _read_when(self) -> None:
        at = self._presenter.cart.fulfilment.at
        if is_day(at):
            return
        try:
            self._write_when(read_when(at, self._presenter.today, current()))
        except CashierError as error:
            self.when.set_mistake(sentence(error))

    def _write_fee(self, fee: Money | None) -> None:
        settings = self._presenter.settings
        self._presenter.revise(lambda cart: with_fee_by_hand(cart, fee, settings, _("Delivery")), "fee")

    def _write_handling(self, fee: Money | None) -> None:
        settings = self._presenter.settings

        def handled(cart: Cart) -> Cart:
            known = charge_of(cart, ChargeKind.HANDLING)
            return with_handling(cart, fee, known.name if known else _("Handling"), settings)

        self._presenter.revise(handled, "handling")
