"""The right side of the page: who buys, the lines, the figures, and the buttons that end the sale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.labels import TaxLabels
from pos.domain.money.pricing import Totals
from pos.domain.orders.cart import Cart
from pos.text import _, current
from ui.kit.controls.buttons import PAY, Button, PlainButton, PrimaryButton
from ui.kit.controls.even_rows import EvenRows
from ui.kit.controls.panel import Fitting, Hairline, Panel
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.actions import SellActions
from ui.sell.cart.cart_list import CartList, line_acts
from ui.sell.cart.done_band import DoneBand
from ui.sell.cart.first_week import FirstWeek
from ui.sell.cart.totals_view import TotalsView
from ui.sell.order.buyer_header import BuyerHeader
from ui.sell.order.place_button import PlaceButton

WIDTH, EDIT_EDGE = 412, 3


class CartPanel(Panel):
    """Shows one cart; nothing is decided here."""

    def __init__(self, known: SellActions) -> None:
        super().__init__(0)
        self.setFixedWidth(theme.tall(WIDTH))
        self.header = BuyerHeader(known.customer)
        self.cart_list = CartList()
        self.empty = EmptyCartView()
        self.done = DoneBand()
        self.figures = TotalsView()
        self.charge = PrimaryButton(action=known.charge)
        self.custom, self.discount = PlainButton(action=known.custom), PlainButton(action=known.discount)
        self.delivery, self.hold = PlainButton(action=known.delivery), PlainButton(action=known.hold)
        self.place = PlaceButton(known.place)
        self.leave, self.save = PlainButton(action=known.leave, height=PAY), PrimaryButton(action=known.save)
        self._lay_out()
        self.leave.hide()
        self._edit_ends.hide()
        self.done.seen.connect(self.empty.after_sale)
        line_acts(self, self.cart_list)
        ends = (self.place, self.charge, self.leave, self.save)
        for button in (self.custom, self.discount, self.delivery, self.hold, *ends):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, Hairline(), self.done):
            column.addWidget(part)
        column.addWidget(self.cart_list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(Hairline())
        column.addWidget(self.figures)
        below = QVBoxLayout()
        below.setContentsMargins(16, 0, 16, 14)
        below.setSpacing(theme.space(3))
        below.addWidget(EvenRows(self.custom, self.discount, self.delivery, self.hold))
        ends = QHBoxLayout()
        ends.setSpacing(theme.space(2))
        self._ends, self._edit_ends = Fixed(self.charge), Fixed(self.save)
        ends.addWidget(self.place)
        ends.addWidget(self._ends, 1)
        ends.addWidget(self.leave)
        ends.addWidget(self._edit_ends, 1)
        below.addLayout(ends)
        column.addLayout(below)

    def show_cart(self, cart: Cart, totals: Totals, tax_labels: TaxLabels) -> None:
        """Show the cart as it is now; the line that changed last is brought into view."""
        self.cart_list.show_line(self.cart_list.lines.show_cart(cart, totals))
        self.figures.show_totals(cart, totals, tax_labels)
        filled = bool(cart.lines)
        if self.empty.isHidden() is not filled or self.cart_list.isHidden() is filled:
            self.cart_list.setVisible(filled)
            self.empty.setVisible(not filled)
        self.charge.set_amount(current().money(totals.total) if filled else "")

    def show_edit(self, *, editing: bool, difference: str) -> None:
        """End an edit in the place of a sale, with what the order then costs more or less."""
        self.save.set_amount(difference)
        if editing == self._edit_ends.isHidden():
            self.place.setHidden(editing)
            self._ends.setHidden(editing)
            self.leave.setVisible(editing)
            self._edit_ends.setVisible(editing)
            self._column.setContentsMargins(EDIT_EDGE if editing else 1, 0, 0, 0)
            self.update()

    def retell(self, cart: Cart, totals: Totals, tax_labels: TaxLabels) -> None:
        """Say everything again in another language or format."""
        self.cart_list.lines.retell(cart, totals)
        self.show_cart(cart, totals, tax_labels)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        of = theme.colours()
        if self._edit_ends.isHidden():
            painter.fillRect(0, 0, 1, self.height(), of.line)
        else:
            painter.fillRect(0, 0, EDIT_EDGE, self.height(), of.warning)
        painter.end()


class Fixed(QWidget):
    """Holds a button whose words change at every scan, so that the page is not laid out anew each time."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self._button = button
        button.setParent(self)
        self.setFixedHeight(button.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the button all the room."""
        self._button.setGeometry(self.rect())


class EmptyCartView(QWidget):
    """What an empty cart says: what to do next."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 0, 32, 0)
        column.setSpacing(theme.space(1))
        self.title = theme.label("", theme.LARGE, theme.BOLD, wrap=True)
        self.hint = theme.label("", theme.BODY, tone=theme.Tone.MUTED, wrap=True)
        self.first_week = FirstWeek()
        column.addStretch(2)
        for words in (self.title, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addSpacing(theme.space(4))
        self._after = False
        self._place = Fitting(self.first_week)
        column.addWidget(self._place, 6)
        column.addStretch(1)
        speak(self, self._say)

    def after_sale(self, on: bool) -> None:
        """While the last sale is shown, say that what comes next is another customer's."""
        self._after = on
        self._place.setVisible(not on)
        self._say()

    def _say(self) -> None:
        self.title.setText(_("Next customer") if self._after else _("The cart is empty"))
        self.hint.setText(_("Scan something, type its name, or tap a tile."))
