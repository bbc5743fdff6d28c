"""The title of the panel: who this is to us, the same as last time, and taking them off again."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.domain.orders.cart import Cart
from pos.text import _
from ui.kit.controls.buttons import IconButton, PlainButton
from ui.kit.look import drawing, theme
from ui.kit.look.keycap import Keycap
from ui.kit.look.tags import Mood, Tag, mood_colours
from ui.kit.speaking import speak
from ui.sell.actions import SellActions
from ui.sell.order import words as order_words
from ui.sell.order.presenter import OrderFormPresenter


class ElasticTag(Tag):
    """A tag that ends in … where a small window has no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """It gives way to everything else."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, ground = mood_colours(self._mood)
        drawing.box(painter, self.rect(), ground, radius=5)
        face = theme.font(theme.SMALL, theme.MEDIUM)
        drawing.text(painter, self.rect().adjusted(6, 0, -5, 0), self._words, face, ink)
        painter.end()


class CustomerHead(QWidget):
    """Customer and delivery · known customer, 7 orders, nothing unpaid."""

    def __init__(self, presenter: OrderFormPresenter, known: SellActions) -> None:
        super().__init__()
        self._presenter = presenter
        self.title = theme.label("", theme.LARGE, theme.BOLD)
        self.tag = ElasticTag()
        self.again = PlainButton(action=known.repeat)
        self.remove, self.close_it = IconButton("trash-2", ""), IconButton("x", "")
        self.setFixedHeight(46)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 8, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.title)
        row.addWidget(self.tag)
        row.addStretch(1)
        for part in (self.again, self.remove, Keycap(known.customer.key), self.close_it):
            row.addWidget(part)
        self.remove.clicked.connect(presenter.remove)
        speak(self, self._say)

    def _say(self) -> None:
        self.title.setText(_("Customer and delivery"))
        self.remove.name(_("Remove the customer from the order"))
        self.close_it.name(_("Back to the products"))
        self.show_cart(self._presenter.cart)

    def show_cart(self, cart: Cart) -> None:
        known = self._presenter.known
        words, mood = order_words.known_words(known) if known else ("", Mood.NEUTRAL)
        if known is None and cart.buyer is not None:
            words, mood = _("new customer"), Mood.INFO
        elif cart.buyer is None and self._presenter.pending:
            words, mood = _("Who is it for? Then F11 places it."), Mood.INFO
        self.tag.show_tag(words, mood)
        self.tag.setVisible(bool(words))
        self.again.setVisible(known is not None and known.orders > 0)
        self.remove.setVisible(cart.buyer is not None)
