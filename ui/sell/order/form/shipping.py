"""Where the order goes, as it is typed or as the customer is known."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.customers.customers import Buyer
from pos.domain.orders.agreement import SHIP
from pos.domain.orders.cart import Cart
from pos.domain.orders.wishes import sent_elsewhere, with_address
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.text import _
from ui.kit.controls.buttons import LinkButton
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.dialogs.lists import Line, ListDialog
from ui.sell.order import words as order_words
from ui.sell.order.presenter import OrderFormPresenter
from ui.shared.address.address_fields import AddressFields


class Shipping(QWidget):
    """Where it goes; for an order that is not delivered, where the bill goes."""

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.title = theme.label("", theme.BODY, theme.BOLD)
        self.other = LinkButton()
        self.address = AddressFields(SHIP)
        self.address.edited.connect(lambda edited: self._write(*edited))
        self.other.clicked.connect(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.other)
        column.addLayout(head)
        column.addWidget(self.address)
        column.addStretch(1)
        speak(self, self._say)

    def _say(self) -> None:
        self.other.setText(_("Other address…"))
        if self.isVisible():
            self.show_cart(self._presenter.cart)
            self.address.retell()

    def show_cart(self, cart: Cart) -> None:
        delivered = cart.fulfilment.kind is FulfilmentKind.DELIVERY
        self.title.setText(_("Ship to") if delivered else _("Bill to"))
        address = cart.fulfilment.address if delivered else cart.billing
        buyer = cart.buyer or Buyer()
        shown = address or Address(country=self._presenter.settings.country)
        self.address.show_address(shown, buyer.shown_name)
        self.setAccessibleName(f"{self.title.text()} {order_words.kind_words(cart.fulfilment.kind)}")

    def choose(self) -> None:
        """Choose one of the customer's addresses, or begin another."""
        if open_dialog_of(self) is not None:
            return
        known = self._presenter.known
        lines = [
            Line(
                one.label or one.address.one_line,
                one.address.one_line if one.label else one.address.name,
                "",
                one.address.country,
                one.address,
            )
            for one in (known.customer.addresses if known else ())
        ]
        lines.append(Line(_("New address"), _("Another person or another place"), "", "", None))
        ListDialog(self.window(), self.title.text(), lines, self._take).open_dialog()

    def _take(self, address: object) -> None:
        here = self._presenter.settings.country
        chosen = address if isinstance(address, Address) else Address(country=here)
        self._presenter.revise(lambda cart: sent_elsewhere(cart, chosen))
        if address is None:
            self.address.field("street").setFocus()

    def _write(self, name: str, address: Address) -> None:
        self._presenter.revise(lambda cart: with_address(cart, address), f"ship.{name}")
