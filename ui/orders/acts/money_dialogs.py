"""Money that was written down wrong is put right, and what is the customer's is given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import Order
from pos.text import _, current
from ui.kit.forms.choices import ChoiceField
from ui.kit.lanes import Lane
from ui.orders.acts.money_back import MoneyBack
from ui.shared.charge.tender import method_name
from ui.shared.consequences.asking import AskDialog
from ui.shared.consequences.dialog import Follow
from ui.shared.consequences.following import following
from ui.shared.orders import words

if TYPE_CHECKING:
    from pos.shop import Shop

WIDTH = 800


class CorrectDialog(AskDialog):
    """Which way a payment really came; both rows stay readable, on the day it was found."""

    def __init__(self, window: QWidget, lane: Lane, shop: Shop, order: Order) -> None:
        self._methods = shop.settings.current().methods
        title = _("A payment of {number} came otherwise").format(number=order.row.number)
        super().__init__(window, lane, title, _("Correct"), self._methods, WIDTH)
        self.shop, self.order = shop, order
        standing = {one.n: one for one in order.payments if one.n and one.amount.minor > 0}
        self.taken = tuple(standing.values())
        """The payments that stand: of corrected ones what they were corrected to."""
        self.payment = ChoiceField(_("Payment"), [(one.n, self._said(one)) for one in self.taken])
        self.way = ChoiceField(_("It was paid by"), [(one.key, method_name(one)) for one in self._methods])
        for choice in (self.payment, self.way):
            choice.changed.connect(lambda: self.look())
            self.form.addWidget(choice)
        self.first = self.payment if len(self.taken) > 1 else self.way

    def _said(self, one: Payment) -> str:
        name = words.paid_by(one.method, one.name, self._methods)
        return f"{current().money(one.amount)} · {name}"

    def hint(self) -> str:
        return _("Choose how it was paid.")

    def follow(self) -> Follow | None:
        n, method = self.payment.value(), self.way.value()
        if n is None or method is None:
            return None
        changes, which = self.shop.order_changes, self.order.id
        return following(self.shop, lambda: changes.correct(which, n, method), which)


class RepayDialog(AskDialog):
    """Gives back what is the customer's, as it was paid or by another way."""

    def __init__(self, window: QWidget, lane: Lane, shop: Shop, order: Order) -> None:
        settings = shop.settings.current()
        title = _("Give {amount} back · {number}").format(
            amount=current().money(order.row.to_give_back), number=order.row.number
        )
        super().__init__(window, lane, title, _("Give back"), settings.methods, WIDTH)
        self.shop, self.order = shop, order
        self.money = MoneyBack(order.row.currency, settings.methods, later=False)
        self.money.owed = order.row.to_give_back
        self.money.changed.connect(lambda: self.look())
        self.form.addWidget(self.money)
        self.first = self.money.how

    def hint(self) -> str:
        return _("Write how much goes back.")

    def follow(self) -> Follow | None:
        back = self.money.value()
        if back == ():
            return None
        changes, which = self.shop.order_changes, self.order.id

        def act() -> None:
            changes.repay(which, back)

        return following(self.shop, act, which)
