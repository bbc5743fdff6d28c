"""What is left of the last sale: its change, large, and its receipt; it goes when the next one begins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.orders.orders import PlacedOrder
from pos.text import _, current
from ui.kit.controls.buttons import IconButton, PlainButton
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.kit.voice import announce


class DoneBand(QWidget):
    """Paid, change, receipt: told once the order is on disk."""

    receipt_asked = Signal(object)  # PlacedOrder
    invoice_asked = Signal(object, str)  # PlacedOrder, and its invoice's number
    transfer_asked = Signal()
    seen = Signal(bool)  # it came, or went

    def __init__(self) -> None:
        super().__init__()
        self._order: PlacedOrder | None = None
        self._due: Money | None = None
        self._invoice = ""
        self.words = theme.label("", theme.NOTE, theme.MEDIUM, theme.Tone.ACCENT)
        self.change = theme.label("", theme.HUGE, theme.BOLD, theme.Tone.ACCENT)
        self.state = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.receipt = PlainButton(icon="receipt-text")
        self.transfer = PlainButton()
        self.close_band = IconButton("x", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 8, 10)
        row.setSpacing(theme.space(2))
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self.words, self.change, self.state):
            column.addWidget(label)
        row.addLayout(column, 1)
        for button in (self.transfer, self.receipt, self.close_band):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.receipt.clicked.connect(self._ask)
        self.transfer.clicked.connect(self.transfer_asked)
        self.transfer.hide()
        self.close_band.clicked.connect(self.hide)
        self.hide()
        speak(self, self._say)

    @property
    def order(self) -> PlacedOrder | None:
        """The last sale, None before the first."""
        return self._order

    @property
    def text(self) -> str:
        """What is read at a glance: "Change 13.91"."""
        return "" if self.isHidden() else f"{self.words.text()} {self.change.text()}".strip()

    def show_order(self, order: PlacedOrder) -> None:
        self._order, self._due, self._invoice = order, None, ""
        self.transfer.hide()
        self.state.setText("")
        self.state.hide()
        self._say()
        self.show()
        announce(self.text)

    def show_unpaid(self, due: Money, invoice: str, *, transfer: bool) -> None:
        """The order just placed is paid later: show what is due, its invoice, and how to transfer it."""
        self._due, self._invoice = due, invoice
        self.transfer.setVisible(transfer)
        self._say()

    def say(self, words: str) -> None:
        """Say what became of the receipt."""
        self.state.setText(words)
        self.state.setVisible(bool(words))
        announce(words)

    def _say(self) -> None:
        self.receipt.setText(_("Invoice") if self._invoice else _("Receipt"))
        self.transfer.setText(_("Transfer QR"))
        self.close_band.name(_("Put the last sale aside"))
        if self._order is None:
            return
        order = self._order
        if self._due is not None:
            self.words.setText(_("Placed unpaid · {number}").format(number=order.number))
            self.change.setText(current().money(self._due))
            invoice = self._invoice
            self.say(_("Invoice {number}").format(number=invoice) if invoice else _("No invoice yet"))
        elif order.change.is_zero:
            self.words.setText(_("Paid · {number}").format(number=order.number))
            self.change.setText(current().money(order.total + order.rounding))
        else:
            self.words.setText(_("Change to give · {number}").format(number=order.number))
            self.change.setText(current().money(order.change))
        self.setAccessibleName(f"{self.words.text()} {self.change.text()}")

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the moment after a sale begins."""
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is over, unless only the page went out of sight."""
        super().hideEvent(event)
        self.seen.emit(not self.isHidden())

    def _ask(self) -> None:
        if self._order is None:
            return
        if self._invoice:
            self.invoice_asked.emit(self._order, self._invoice)
        else:
            self.receipt_asked.emit(self._order)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colours().accent_soft)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colours().line)
        painter.end()
