"""The band over the whole page that says which order is being changed: nobody takes it for a new sale."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.domain.orders.cart import Cart
from pos.text import _, current
from ui.kit.accessible import Role, speak_as
from ui.kit.look import drawing, icons, theme
from ui.kit.look.theme import Tone
from ui.kit.speaking import speak
from ui.shared.cart.words import DOT
from ui.shared.orders.words import edit

HEIGHT, EDGE, ICON = 44, 3, 18


class EditBand(QWidget):
    """Shown while the cart changes an order."""

    def __init__(self) -> None:
        super().__init__()
        speak_as(self, Role.AlertMessage)
        self._cart: Cart | None = None
        self.title = theme.label("", theme.LARGE, theme.BOLD, Tone.WARNING)
        self.about = theme.label("", theme.BODY, tone=Tone.WARNING)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(16 + ICON + 10, 0, 16, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self.title)
        row.addWidget(self.about, 1)
        self.setFixedHeight(theme.tall(HEIGHT))
        self.hide()
        speak(self, self._say)

    def show_cart(self, cart: Cart) -> None:
        """Come while an order is changed, and go with it."""
        self._cart = cart if cart.edits else None
        self._say()
        self.setVisible(self._cart is not None)

    def _say(self) -> None:
        cart = self._cart
        if cart is None or cart.edits is None:
            return
        self.title.setText(edit(cart))
        buyer = cart.edits.before.buyer
        before = _("agreed: {amount}").format(amount=current().money(cart.edits.before.totals().total))
        self.about.setText(DOT.join(filter(None, (buyer.shown_name if buyer else "", before))))
        self.setAccessibleName(f"{self.title.text()}. {self.about.text()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            painter.fillRect(self.rect(), of.warning_soft)
            painter.fillRect(0, self.height() - EDGE, self.width(), EDGE, of.warning)
            icons.paint(painter, "file-text", QRectF(16, 0, ICON, self.height() - EDGE), of.warning, ICON)
        painter.end()
