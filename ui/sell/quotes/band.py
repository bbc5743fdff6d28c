"""The band that says which quote the cart comes from, with its paper and the way to decline it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.domain.orders.cart import Cart
from pos.text import _, current
from ui.kit.accessible import Role, speak_as
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import drawing, icons, theme
from ui.kit.look.theme import Tone
from ui.kit.speaking import speak

HEIGHT, EDGE, ICON = 48, 3, 18


class QuoteBand(QWidget):
    """Shown while the cart is that of a quote."""

    def __init__(self) -> None:
        super().__init__()
        speak_as(self, Role.AlertMessage)
        self._cart: Cart | None = None
        self.title = theme.label("", theme.LARGE, theme.BOLD, Tone.INFO)
        self.about = theme.label("", theme.BODY, tone=Tone.INFO)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.paper, self.decline = PlainButton(), PlainButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(16 + ICON + 10, 0, 16, EDGE)
        row.setSpacing(theme.space(3))
        row.addWidget(self.title)
        row.addWidget(self.about, 1)
        row.addWidget(self.paper)
        row.addWidget(self.decline)
        self.setFixedHeight(theme.tall(HEIGHT))
        self.hide()
        speak(self, self._say)

    def show_cart(self, cart: Cart) -> None:
        """Come with a cart of a quote, and go with it."""
        self._cart = cart if cart.quote else None
        self._say()
        self.setVisible(self._cart is not None)

    def _say(self) -> None:
        # Translators: a button: the paper of a quote
        self.paper.setText(_("Quote PDF"))
        # Translators: a button: the customer does not want what was quoted
        self.decline.setText(_("Declined"))
        of = self._cart.quote if self._cart else None
        if of is None:
            return
        self.title.setText(_("Quote {number}").format(number=of.number))
        day = current().date(date.fromisoformat(of.valid_until))
        self.about.setText(_("valid until {day}").format(day=day))
        self.setAccessibleName(f"{self.title.text()}, {self.about.text()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            painter.fillRect(self.rect(), of.info_soft)
            painter.fillRect(0, self.height() - EDGE, self.width(), EDGE, of.info)
            icons.paint(painter, "file-text", QRectF(16, 0, ICON, self.height() - EDGE), of.info, ICON)
        painter.end()
