"""The top of the cart: who buys, how it is handed over, and the carts that wait."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import CustomerSummary
from pos.domain.shop.delivery import FulfilmentKind
from pos.text import _, current, ngettext
from ui.kit.actions import Action
from ui.kit.controls.buttons import Button, PillButton
from ui.kit.look import drawing, icons, theme
from ui.kit.speaking import speak
from ui.sell.order import words as order_words

HEADER = 64
AVATAR = 36
DOT = " · "
ARROW = 15
"""Room for the arrow of a pill, behind its words."""


class BuyerHeader(QWidget):
    """Who buys at the left, opens the panel; how it is handed over at the right."""

    kind_asked = Signal()

    def __init__(self, customer: Action) -> None:
        super().__init__()
        self.setFixedHeight(HEADER)
        self.who = WhoButton(customer)
        self.held, self.kind = _Pill(), _Pill(arrow=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.who, 1)
        row.addWidget(self.held)
        row.addWidget(self.kind)
        self.held.hide()
        self.kind.clicked.connect(self.kind_asked)
        self._count = 0
        self._cart: Cart | None = None
        self._known: CustomerSummary | None = None
        speak(self, self._say)

    def _say(self) -> None:
        self.show_held(self._count)
        self.show_buyer(self._cart, self._known)

    def show_held(self, count: int) -> None:
        """Show how many carts wait."""
        self._count = count
        self.held.setVisible(count > 0)
        if not count:
            return  # no figures before the first paint: their formats take long to load
        words = ngettext("{count} held", "{count} held", count)
        self.held.setText(words.format(count=current().number(count)))

    def show_buyer(self, cart: Cart | None, known: CustomerSummary | None) -> None:
        """Show who buys; nobody known is a walk-in."""
        self._cart, self._known = cart, known
        kind = cart.fulfilment.kind if cart else FulfilmentKind.TAKE_AWAY
        self.kind.setText(order_words.kind_words(kind))
        buyer = cart.buyer if cart else None
        if buyer is None:
            self.who.show_words(_("Walk-in"), _("Counter sale"), "")
            return
        reached = buyer.email or buyer.phone or buyer.company
        name = buyer.shown_name or _("New customer")
        self.who.show_words(
            name,
            reached if reached != name else "",
            order_words.initials(name),
            tail=order_words.known_short(known) if known else _("new customer"),
            warning=known is not None and known.unpaid.minor > 0,
        )


class _Pill(PillButton):
    """A pill that opens something; an arrow says so."""

    def __init__(self, *, arrow: bool = False) -> None:
        self._arrow = arrow
        super().__init__()
        self.setCheckable(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _key_room(self) -> int:
        """Leave room for the arrow where others show their key."""
        return ARROW if self._arrow else super()._key_room()

    def _line(
        self,
        painter: QPainter,
        words: str,
        face: QFont,
        ink: QColor,
        middle: float,
        on_accent: bool,
        key: str,
    ) -> None:
        """Draw the words, and the arrow behind them."""
        if self._arrow:
            place = QRectF((self.width() + drawing.width_of(words, face) - ARROW) / 2 + 3, 0, 12, 2 * middle)
            icons.paint(painter, "chevron-down", place, ink, 12, 2.5)
            painter.translate(-ARROW / 2, 0)
        super()._line(painter, words, face, ink, middle, on_accent, key)


class WhoButton(Button):
    """An avatar, the name, and how the customer is reached."""

    def __init__(self, customer: Action) -> None:
        self._name = self._note = self._initials = self._tail = ""
        self._warning = False
        super().__init__(_("Walk-in"), action=customer, height=52)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 52)

    def minimumSizeHint(self) -> QSize:
        """Long names end in …."""
        return QSize(120, 52)

    @property
    def spoken(self) -> str:
        """What is shown, as one text."""
        return f"{self._name}, {self._below()}"

    def _below(self) -> str:
        return DOT.join(part for part in (self._note, self._tail) if part)

    def show_words(
        self, name: str, note: str, initials: str, *, tail: str = "", warning: bool = False
    ) -> None:
        """Show somebody; the note gives way to the tail where both do not fit."""
        self._name, self._note, self._initials, self._warning = name, note, initials, warning
        self._tail = tail
        self.setText(name)
        self.setAccessibleName(_("Customer: {who}").format(who=self.spoken))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        of, painter = theme.colours(), QPainter(self)
        if self.underMouse() or self.isDown():
            drawing.box(painter, self.rect(), of.soft)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            self._paint_buyer(painter)
        if self.hasFocus():
            drawing.focus_ring(painter, self.rect())
        painter.end()

    def _paint_buyer(self, painter: QPainter) -> None:
        of = theme.colours()
        avatar = QRectF(4, (self.height() - AVATAR) / 2, AVATAR, AVATAR)
        drawing.box(painter, avatar, of.accent_soft, radius=AVATAR / 2)
        if self._initials:
            face = theme.font(theme.BODY, theme.BOLD)
            drawing.text(painter, avatar, self._initials, face, of.accent, drawing.CENTRE)
        else:
            icons.paint(painter, "user", avatar, of.accent, 18)
        left = AVATAR + 16
        words = QRectF(left, 7, self.width() - left - 4, 20)
        drawing.text(painter, words, self._name, theme.font(theme.BODY, theme.BOLD), of.ink)
        self._paint_note(painter, words.translated(0, 19))

    def _paint_note(self, painter: QPainter, place: QRectF) -> None:
        of, face = theme.colours(), theme.font(theme.NOTE)
        tail = f"{DOT}{self._tail}" if self._note and self._tail else self._tail
        room = place.width() - drawing.width_of(tail, face)
        wide = min(drawing.width_of(self._note, face) + 1, room) if self._note else 0
        drawing.text(painter, QRectF(place.topLeft(), QSizeF(wide, 20)), self._note, face, of.muted)
        ink = of.warning if self._warning else of.muted
        drawing.text(painter, place.adjusted(wide, 0, 0, 0), tail, face, ink)
