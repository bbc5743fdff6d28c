"""The title of the panel: who this is to us, the same as last time, and taking them off again."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.domain.orders.cart import Cart
from pos.text import _
from ui.kit.controls.buttons import IconButton, PlainButton
from ui.kit.look import theme
from ui.kit.look.keycap import Keycap
from ui.kit.look.tags import Mood, Tag, paint_tag, tag_width
from ui.kit.speaking import speak
from ui.sell.actions import SellActions
from ui.sell.order import words as order_words
from ui.sell.order.presenter import OrderFormPresenter


class ElasticTag(Tag):
    """A tag that says the most important of it, or nothing, where a small window has no room for all."""

    def __init__(self) -> None:
        self._short = ""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_or(self, words: str, short: str, mood: Mood) -> None:
        """Show the words, or short ones."""
        self._short = short
        self.setToolTip(words)
        self.show_tag(words, mood)

    @property
    def seen(self) -> str:
        """What there is room for."""
        room = self.width()
        return next((one for one in (self._words, self._short) if tag_width(one) <= room), "")

    def minimumSizeHint(self) -> QSize:
        """It gives way to everything else."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, 0, self.height() / 2, self.seen, self._mood)
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
        short = order_words.known_short(known) if known else ""
        if known is None and cart.buyer is not None:
            words, mood = _("new customer"), Mood.INFO
        elif cart.buyer is None and self._presenter.pending:
            words, mood = _("Who is it for? Then F11 places it."), Mood.INFO
        self.tag.show_or(words, short, mood)
        self.tag.setVisible(bool(words))
        self.again.setVisible(known is not None and known.orders > 0)
        self.remove.setVisible(cart.buyer is not None)
