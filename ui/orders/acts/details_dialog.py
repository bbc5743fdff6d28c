"""What is agreed beside the goods: promised day, deposit, delivery day, tracking, way to pay, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.deposit import read_deposit
from pos.domain.orders.orders import Order
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import PaymentMethod
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import LinesField, TextField
from ui.shared.charge.tender import method_name
from ui.shared.orders.when import read_when, shown_when

TRACKING_LIMIT = 100


class DetailsDialog(FormDialog):
    """Writes only what was changed; what others wrote meanwhile is told, and nothing typed is lost."""

    written = Signal(object, object)  # what is changed, and what was seen of it, by name

    def __init__(
        self, window: QWidget, order: Order, methods: tuple[PaymentMethod, ...], today: Callable[[], date]
    ) -> None:
        title = _("Delivery and notes of {number}").format(number=order.row.number)
        super().__init__(window, title, _("Save"), 620)
        self._currency, self._today = order.row.currency, today
        self.shown = details_of(order)
        self.promised = TextField(_("Promised for"), shown_when(order.promised, current()), limit=60)
        self.deposit = TextField(_("Deposit"), self._written_deposit(order.deposit), limit=40)
        self.deposit.line.setPlaceholderText(_("30% or an amount"))
        self.day = TextField(_("Delivery day"), shown_when(order.fulfilment.at, current()), limit=60)
        for field in (self.promised, self.day):
            field.line.setPlaceholderText(_("Day: tomorrow, 24/11 10:30"))
        number = order.fulfilment.tracking_number
        self.tracking = TextField(_("Tracking number"), number, limit=TRACKING_LIMIT, codes=True)
        ways = [("", "–"), *((one.key, method_name(one)) for one in methods)]
        self.way = ChoiceField(_("Agreed way to pay"), ways, order.payment_method)
        self.customer_note = LinesField(_("Note for the customer"), order.customer_note)
        self.private_note = LinesField(_("Private note"), order.private_note)
        self.beside(self.promised, self.deposit)
        self.beside(self.day, self.tracking)
        for part in (self.way, self.customer_note, self.private_note):
            self.body.addWidget(part)
        self.tracking.setHidden(order.fulfilment.kind is not FulfilmentKind.DELIVERY)
        self.finish()
        self.first = self.promised

    def _written_deposit(self, deposit: str) -> str:
        if not deposit:
            return ""
        if deposit.endswith("%"):
            return current().rate(deposit.removesuffix("%"))
        return current().amount(Money.of(deposit, self._currency))

    def submit(self) -> bool:
        """Hand over what is changed; the dialog goes when that is on disk."""
        try:
            now = self._values()
        except CashierError:
            return False
        changed = {name: value for name, value in now.items() if value != self.shown[name]}
        if not changed:
            return True
        self.answer.setEnabled(False)
        self.written.emit(changed, {name: self.shown[name] for name in changed})
        return False

    def _values(self) -> dict[str, str]:
        """What is written, as it is kept; what cannot be read is said at its field."""
        return {
            "promised": self._read(self.promised, self._day),
            "deposit": self._read(self.deposit, self._deposit),
            "at": self._read(self.day, self._day),
            "tracking_number": self.tracking.text(),
            "payment_method": self.way.value() or "",
            "customer_note": self.customer_note.value(),
            "private_note": self.private_note.value(),
        }

    @staticmethod
    def _read(field: TextField, read: Callable[[str], str]) -> str:
        try:
            return read(field.text())
        except CashierError as error:
            FormDialog.refuse(field, sentence(error))
            raise

    def _day(self, text: str) -> str:
        return read_when(text, self._today(), current())

    def _deposit(self, text: str) -> str:
        return read_deposit(text, self._currency, *current().marks())

    def refused(self, error: CashierError, now: Mapping[str, str]) -> None:
        """Say why it was not saved; `now` is what holds, over which a second answer writes."""
        self.shown = dict(now)
        self.answer.setEnabled(True)
        self.say(sentence(error))


def details_of(order: Order) -> dict[str, str]:
    """What holds beside the agreement, by the names of the entry."""
    return {
        "promised": order.promised,
        "deposit": order.deposit,
        "at": order.fulfilment.at,
        "tracking_number": order.fulfilment.tracking_number,
        "payment_method": order.payment_method,
        "customer_note": order.customer_note,
        "private_note": order.private_note,
    }
