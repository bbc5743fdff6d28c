"""F4: customer and delivery, in place of the tiles; what is typed here is in the order at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from pos.domain.money.pricing import Totals
from pos.domain.orders.agreement import BILL, SHIP, Lack
from pos.domain.orders.cart import Cart
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.text import _
from pos.text.readback import read_back
from ui.kit.controls.panel import Hairline, Panel, scrolling
from ui.kit.forms.fields import Field, LineField
from ui.kit.forms.form import fields_in
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.actions import SellActions
from ui.sell.order import words as order_words
from ui.sell.order.form.billing import Billing
from ui.sell.order.form.commission import Commission
from ui.sell.order.form.handing import Handing
from ui.sell.order.form.head import CustomerHead
from ui.sell.order.form.more import LastOrders, More, Notes
from ui.sell.order.form.shipping import Shipping
from ui.sell.order.form.who import Who
from ui.sell.order.presenter import OrderFormPresenter
from ui.shared.address.address_fields import AddressFields

SIDE, BAR = 18, 12
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
READ_BACK_HEIGHT = 70


class OrderPanel(Panel):
    """Shows one order beside its goods; Enter goes on to what is still empty, Esc back to the box."""

    left = Signal()  # the keyboard goes back to the box
    completed = Signal()  # Enter, and nothing is left to fill in

    def __init__(self, presenter: OrderFormPresenter, known: SellActions) -> None:
        super().__init__()
        self._presenter = presenter
        self.head = CustomerHead(presenter, known)
        self.who, self.handing = Who(presenter), Handing(presenter)
        self.shipping, self.billing = Shipping(presenter), Billing(presenter)
        self.notes, self.more = Notes(presenter), More(presenter)
        self.commission = Commission(presenter)
        self.last_orders = LastOrders(presenter, self)
        self.read_back = ReadBack()
        self._marked: set[tuple[str, str]] = set()
        """What kept the order from being placed and is still said: the field and the words."""
        self._shown = ""
        """The id of the cart whose mistakes are shown."""
        self._lay_out()
        self.shipping.address.left.connect(self._check_shipping)
        self.billing.address.left.connect(self._check_billing)
        presenter.mistaken.connect(self.mark)
        presenter.known_changed.connect(self.show_known)
        speak(self, lambda: self.setAccessibleName(_("Customer and delivery")))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        column.addLayout(_inset(self.who))
        column.addLayout(_inset(self.handing))
        column.addWidget(Hairline())
        beside = QHBoxLayout()
        beside.setContentsMargins(SIDE, 0, SIDE - BAR, 0)
        beside.setSpacing(SIDE)
        beside.addWidget(self.shipping, 1)
        beside.addWidget(Hairline(upright=True))
        beside.addWidget(self.billing, 1)
        column.addLayout(beside)
        for part in (self.notes, self.commission, self.last_orders, self.more):
            line = Hairline()
            column.addWidget(line)
            column.addLayout(_inset(part))
            if part is self.last_orders:
                self._last_line = line
        column.addStretch(1)
        self.area: QScrollArea = scrolling(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        for whole in (self.head, Hairline()):
            outer.addWidget(whole)
        outer.addWidget(self.area, 1)
        outer.addWidget(self.read_back)

    # showing

    def show_cart(self, cart: Cart, totals: Totals) -> None:
        parts = (self.who, self.handing, self.shipping, self.billing, self.notes, self.commission, self.more)
        for part in parts:
            part.show_cart(cart)
        self.head.show_cart(cart)
        self._unmark(cart)
        settings = self._presenter.settings
        speech = order_words.speech_of(cart, settings.language, settings.locale)
        self.read_back.say(read_back(cart, totals, speech) if cart.buyer and cart.lines else "")

    def show_known(self) -> None:
        """Show what is known of the customer, or who it may be."""
        self.head.show_cart(self._presenter.cart)
        self.who.show_likely(self._presenter.likely, sure=self._presenter.sure)
        self.last_orders.show_known(self._presenter.known)
        self._last_line.setVisible(not self.last_orders.isHidden())

    def _unmark(self, cart: Cart) -> None:
        """Say no more of another order, nor what the order lacks no longer."""
        if cart.id != self._shown:
            self._shown = cart.id
            self._marked.clear()
            for field in fields_in(self):
                field.set_mistake("")
            return
        gone = self._marked - self._lacking(cart) if self._marked else set()
        self._marked -= gone
        for name, words in gone:
            at = self._field(name)
            if isinstance(at, Field) and at.mistake.text() == words:
                at.set_mistake("")

    def _lacking(self, cart: Cart) -> set[tuple[str, str]]:
        lacks = self._presenter.agreement.missing(cart)
        return {(lack.field, order_words.lack_words(lack)) for lack in lacks}

    def mark(self, lack: Lack) -> None:
        """Show what is wrong where it is."""
        place, _dot, name = lack.field.partition(".")
        words = order_words.lack_words(lack)
        self._marked |= {(lack.field, words)} & self._lacking(self._presenter.cart)
        if name:
            self._address(place).mark(name, words)
        elif field := self._fields().get(place):
            field.set_mistake(words)

    def to_field(self, name: str) -> None:
        """Give the keyboard to a field."""
        field = self._field(name)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(field, 0, 40)
            if isinstance(field, LineField):
                field.line.selectAll()

    def _field(self, name: str) -> QWidget | None:
        place, _dot, part = name.partition(".")
        return self._address(place).field(part) if part else self._fields().get(place)

    def _fields(self) -> dict[str, LineField[Any]]:
        handing, asked = self.handing, self.commission
        beside: dict[str, LineField[Any]] = {
            "when": handing.when,
            "fee": handing.fee,
            "promised": asked.promised,
            "deposit": asked.deposit,
        }
        return {**self.who.fields, **self.billing.fields, **beside}

    def _address(self, place: str) -> AddressFields:
        delivered = self._presenter.cart.fulfilment.kind is FulfilmentKind.DELIVERY
        return self.billing.address if place == BILL and delivered else self.shipping.address

    def _check_shipping(self) -> None:
        cart = self._presenter.cart
        delivered = cart.fulfilment.kind is FulfilmentKind.DELIVERY
        self._check(SHIP, cart.fulfilment.address if delivered else cart.billing)

    def _check_billing(self) -> None:
        self._check(BILL, self._presenter.cart.billing)

    def _check(self, place: str, address: Address | None) -> None:
        """A postcode that is none is said as it is left; what is empty only when the order is placed."""
        wrong = self._presenter.agreement.checks.wrong_field(address) if address is not None else None
        if wrong is not None:
            self.mark(Lack(f"{place}.{wrong[0]}", wrong[1]))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next empty field, Esc back to the box."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER:
            if not event.isAutoRepeat():
                self._go_on()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """The next field that is wanted and still empty; after the last one the order is complete."""
        now = QApplication.focusWidget()
        wanted = [field for field in self._wanted() if field.isVisible()]
        lines = [field.line for field in wanted]
        after = lines.index(now) + 1 if isinstance(now, QLineEdit) and now in lines else 0
        for field in wanted[after:]:
            if not field.text():
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.completed.emit()

    def _wanted(self) -> list[LineField[Any]]:
        """The fields of a phone order in the order they are asked for."""
        fields: list[LineField[Any]] = [self.who.email, self.who.name, self.who.phone]
        if self._presenter.cart.fulfilment.kind is FulfilmentKind.DELIVERY:
            address = self.shipping.address.fields
            fields += [address[name] for name in ("street", "postcode", "city")]
        return fields


class ReadBack(QWidget):
    """The sentence to read to the customer before the order is placed; always in view."""

    def __init__(self) -> None:
        super().__init__()
        self.title = theme.label("", theme.NOTE, theme.BOLD, theme.Tone.MUTED)
        self.words = theme.label("", theme.BODY, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addStretch(1)
        self.area = scrolling(inside)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(2)
        row.addWidget(Hairline())
        row.addSpacing(4)
        self.title.setIndent(SIDE)
        self.words.setContentsMargins(SIDE, 0, 0, 0)
        row.addWidget(self.title)
        row.addWidget(self.area, 1)
        self.setFixedHeight(READ_BACK_HEIGHT)
        self.hide()
        speak(self, lambda: self.title.setText(_("Read back to the customer")))

    @property
    def text(self) -> str:
        """What is read."""
        return self.words.text()

    def say(self, words: str) -> None:
        """Show another sentence; without one the place is not there."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


def _inset(part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(SIDE, 0, SIDE - BAR, 0)
    row.addWidget(part)
    return row
