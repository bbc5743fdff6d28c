"""What an order or a product is in the web shop: a line of words, and the way to its own page there."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.place import admin_of
from pos.domain.stores.there import OrderThere, StockThere
from pos.domain.stores.uploads import State
from pos.text import _, current
from ui.kit.controls.buttons import LinkButton
from ui.kit.look import theme
from ui.kit.look.theme import Tone


class ThereLine(QWidget):
    """Hidden where there is nothing to say: a shop without a web shop never sees it."""

    def __init__(self) -> None:
        super().__init__()
        self._address = ""
        self.words = theme.label("", theme.NOTE, tone=Tone.MUTED, wrap=True)
        self.link = LinkButton("")
        self.link.padding = 2
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.words, 1)
        row.addWidget(self.link)
        self.link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._address)))
        self.hide()

    def show_words(self, words: str, address: str = "", tone: Tone = Tone.MUTED) -> None:
        """Show a line; without an address there is no way to it."""
        self._address = address
        theme.set_tone(self.words, tone)
        self.words.setText(words)
        self.link.setText(_("Open there"))
        self.link.setVisible(bool(address))
        self.setVisible(bool(words))


def show_order(line: ThereLine, of: OrderThere | None, store: StoreConnection, *, cancelled: bool) -> None:
    """Say how far an order came there, or why it does not go."""
    is_on = store.state != "off"
    if of is None:
        line.show_words(_not_going(cancelled=cancelled) if is_on else "")
        return
    name = of.public or of.internal
    tone, address = Tone.MUTED, ""
    match of.state:
        case State.DONE:
            words = _("In the web shop as {number}").format(number=name)
            address = admin_of(store.kind, store.number, store.url, of.public, of.internal)
            if of.differs and of.total is not None:
                amount = current().price(of.total, store.currency)
                words = _("In the web shop as {number} · there {amount}").format(number=name, amount=amount)
                tone = Tone.WARNING
        case State.INTENDED | State.DOUBT:
            words = _("Not sure yet whether it is in the web shop: it is looked for before it is sent again")
        case State.PARKED:
            words = _("The web shop refused it: “{said}”").format(said=of.said)
            tone = Tone.BAD
        case State.LEFT_OUT:
            words = _("Stays out of the web shop, as somebody decided")
        case _:
            words = _waiting(store) if is_on else _("Not in the web shop: it was disconnected")
    line.show_words(words, address, tone)


def _not_going(*, cancelled: bool) -> str:
    if cancelled:
        return _("Not in the web shop: cancelled before it went there")
    return _("Not in the web shop: older than the day from which sales go there")


def _waiting(store: StoreConnection) -> str:
    if store.state == "paused":
        return _("Not in the web shop yet: that is paused")
    return _("Not in the web shop yet: it goes with the next round")


def show_stock(line: ThereLine, of: StockThere | None, store: StoreConnection, *, has_sku: bool) -> None:
    """Say what the web shop has on hand of a product, or why it is not linked."""
    if store.state == "off":
        line.show_words("")
    elif of is None:
        line.show_words(
            _("Not linked with the web shop: no product there has this SKU or barcode, or several have")
            if has_sku
            else _("Not linked with the web shop: without a SKU it is found there by nobody")
        )
    elif of.quantity is None:
        line.show_words(_("In the web shop: stock is not counted there"))
    else:
        line.show_words(_stock(of, of.quantity))


def _stock(of: StockThere, quantity: int) -> str:
    there = current().number(Decimal(quantity))
    words = _("In the web shop: {count}").format(count=there)
    if of.at:
        at = datetime.fromtimestamp(of.at, UTC)
        words = _("In the web shop: {count}, as of {when}").format(count=there, when=current().ago(at))
    if of.owed:
        change = _("{change} is still to be told").format(change=current().change(of.owed))
        words = f"{words} · {change}"
    return words
