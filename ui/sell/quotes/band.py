"""The band that says which quote the cart comes from, with its paper, its mail and the way to decline it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.domain.mail.kinds import QueuedMail
from pos.domain.orders.cart import Cart
from pos.text import _, current
from ui.kit.accessible import Role, speak_as
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import drawing, icons, theme
from ui.kit.look.theme import Tone
from ui.kit.speaking import speak
from ui.shared.mails.words import state_tag

HEIGHT, EDGE, ICON = 48, 3, 18


class QuoteBand(QWidget):
    """Shown while the cart is that of a quote."""

    def __init__(self) -> None:
        super().__init__()
        speak_as(self, Role.AlertMessage)
        self._cart: Cart | None = None
        self._mail: QueuedMail | None = None
        self.title = theme.label("", theme.LARGE, theme.BOLD, Tone.INFO)
        self.about = theme.label("", theme.BODY, tone=Tone.INFO)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.paper, self.mail, self.decline = PlainButton(), PlainButton(), PlainButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(16 + ICON + 10, 0, 16, EDGE)
        row.setSpacing(theme.space(3))
        row.addWidget(self.title)
        row.addWidget(self.about, 1)
        row.addWidget(self.paper)
        row.addWidget(self.mail)
        row.addWidget(self.decline)
        self.setFixedHeight(theme.tall(HEIGHT))
        self.hide()
        speak(self, self._say)

    def shows(self, cart: Cart) -> bool:
        """Whether it is this cart's quote that is shown."""
        shown = self._cart.quote if self._cart else None
        return (shown and shown.called) == (cart.quote and cart.quote.called)

    def show_cart(self, cart: Cart) -> None:
        """Come with a cart of a quote, and go with it."""
        self._cart = cart if cart.quote else None
        self._say()
        self.setVisible(self._cart is not None)

    def show_mail(self, mail: QueuedMail | None) -> None:
        """Say how the last message with the quote stands, where one was asked for."""
        self._mail = mail
        self._say()

    def _say(self) -> None:
        # Translators: a button: the paper of a quote
        self.paper.setText(_("Quote PDF"))
        # Translators: a button: the quote goes to its customer by e-mail
        self.mail.setText(_("E-mail the quote"))
        # Translators: a button: the customer does not want what was quoted
        self.decline.setText(_("Declined"))
        of = self._cart.quote if self._cart else None
        if of is None:
            return
        self.title.setText(_("Quote {number}").format(number=of.number))
        day = current().date(date.fromisoformat(of.valid_until))
        self.mail.setVisible(bool(self._cart and self._cart.buyer and self._cart.buyer.email))
        about = [_("valid until {day}").format(day=day)]
        if self._mail is not None:
            # Translators: how the message with a quote stands: "E-mail: Waiting"
            about.append(_("E-mail: {state}").format(state=state_tag(self._mail.state)[0]))
        self.about.setText(" · ".join(about))
        self.setAccessibleName(f"{self.title.text()}, {self.about.text()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            painter.fillRect(self.rect(), of.info_soft)
            painter.fillRect(0, self.height() - EDGE, self.width(), EDGE, of.info)
            icons.paint(painter, "file-text", QRectF(16, 0, ICON, self.height() - EDGE), of.info, ICON)
        painter.end()
