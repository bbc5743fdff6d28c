"""The table of orders: number, time, customer, total, and how far money and goods have come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos.domain.orders import OrderRow
from pos.text import _, current
from ui import theme
from ui.orders import words
from ui.orders.words import Entry
from ui.parts import drawing
from ui.parts.panel import Panel
from ui.parts.rows import GrowingList, RowList, RowPainter, Rows
from ui.parts.speaking import speak
from ui.parts.tags import Mood, paint_tag, tag_width

HEADER = 36
_EDGE, _GAP = 16, 12
NUMBER, TIME, TOTAL = 94, 82, 96
TAG_LEAST, TAG_MOST = 104, 150


class Columns(NamedTuple):
    """Where the columns lie in a row; one that has no room is empty."""

    number: QRect
    time: QRect
    customer: QRect
    total: QRect
    payment: QRect
    fulfilment: QRect


def columns(row: QRect) -> Columns:
    """Part a row: the tags as wide as the longest of their words, the customer takes what is left."""
    top, high = row.top(), row.height()
    pay, goods = tag_widths()
    right = row.right() + 1 - _EDGE
    fulfilment = QRect(right - goods, top, goods, high)
    payment = QRect(fulfilment.left() - _GAP - pay, top, pay, high)
    total = QRect(payment.left() - 2 * _GAP - TOTAL, top, TOTAL, high)
    number = QRect(row.left() + _EDGE, top, NUMBER, high)
    time = QRect(number.right() + 1 + 4, top, TIME, high)
    left = time.right() + 1 + 6
    return Columns(number, time, QRect(left, top, total.left() - 4 - left, high), total, payment, fulfilment)


def tag_widths() -> tuple[int, int]:
    """How wide the tags of money and goods may become in the language of the window."""
    pay = max(tag_width(_(words_)) for words_, _mood in words.PAYMENTS.values())
    goods = max(tag_width(_(words_)) for words_, _mood in words.FULFILMENTS.values())
    return tuple(max(TAG_LEAST, min(one, TAG_MOST)) for one in (pay, goods))  # type: ignore[return-value]


def paint_fitting_tag(painter: QPainter, place: QRect, said: str, mood: Mood) -> None:
    """Draw a tag at the left of its place, its words shortened where they do not fit."""
    face = QFontMetricsF(theme.font(theme.SMALL, theme.MEDIUM))
    if tag_width(said) > place.width():
        said = face.elidedText(said, Qt.TextElideMode.ElideRight, place.width() - 12)
    paint_tag(painter, place.left(), place.center().y() + 1, said, mood)


def tags_of(row: Entry) -> tuple[tuple[str, Mood], tuple[str, Mood]]:
    """The tags of money and goods; a cart on hold says only that."""
    if not isinstance(row, OrderRow):
        return (_("Not placed"), Mood.NEUTRAL), ("", Mood.NEUTRAL)
    return (
        words.payment_tag(row.payment_status),
        words.fulfilment_tag(row.fulfilment_status, row.fulfilment),
    )


class OrderPainter(RowPainter[Entry]):
    """Draws one order."""

    height = 42

    def __init__(self) -> None:
        super().__init__()
        self.today: Callable[[], date] = date.today

    def paint_row(self, painter: QPainter, rect: QRect, row: Entry, chosen: bool) -> None:
        """Draw the figures and the two tags."""
        of, at = theme.colours(), columns(rect)
        bold, plain = theme.font(weight=theme.BOLD), theme.font()
        drawing.text(painter, at.number, words.number(row), bold, of.ink)
        said = words.when(words.moment(row), self.today())
        drawing.text(painter, at.time, said, theme.font(theme.NOTE), of.muted)
        drawing.text(painter, at.customer, words.customer(row), plain, of.ink)
        drawing.text(painter, at.total, current().money(words.total(row)), bold, of.ink, drawing.RIGHT)
        for place, (tag, mood) in zip((at.payment, at.fulfilment), tags_of(row), strict=True):
            paint_fitting_tag(painter, place, tag, mood)


class _Header(QWidget):
    """The names of the columns."""

    def __init__(self, rows: RowList) -> None:
        super().__init__()
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak(self, self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, HEADER)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = columns(QRect(0, 0, self._rows.viewport().width(), self.height()))
        for place, said, align in (
            (at.number, _("Number"), drawing.LEFT),
            (at.time, _("Time"), drawing.LEFT),
            (at.customer, _("Customer"), drawing.LEFT),
            (at.total, _("Total"), drawing.RIGHT),
            (at.payment, _("Payment"), drawing.LEFT),
            (at.fulfilment, _("Fulfilment"), drawing.LEFT),
        ):
            drawing.text(painter, place, said, theme.font(theme.NOTE), theme.colours().muted, align)
        drawing.hairline(painter, 0, self.width(), self.height() - 1)
        painter.end()


class OrderTable(Panel):
    """Header and rows on one panel."""

    chosen = Signal(object)  # Entry | None
    taken = Signal(object)  # Entry
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.painter = OrderPainter()
        self.rows: Rows[Entry] = Rows(self._spoken)
        self.list = GrowingList(_("Orders"), self.rows, self.painter)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak(self.list, lambda: self.list.setAccessibleName(_("Orders")))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addWidget(_Header(self.list))
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self.chosen)
        self.list.taken.connect(self.taken)
        self.list.wanted.connect(self.wanted)

    def show_rows(self, rows: tuple[Entry, ...], key: str) -> None:
        """Show other rows at the same place of the list, with this one chosen if it is there."""
        at_before = self.list.chosen_at()
        before = words.key(self.rows.row(at_before)) if at_before >= 0 else ""
        at = next((n for n, one in enumerate(rows) if words.key(one) == key), -1)
        self.list.renew(rows, at)
        if at >= 0 and key != before:  # a list read again must not move under the hand
            self.list.scrollTo(self.rows.index(at))

    def step(self, by: int) -> None:
        """Choose the row above or below."""
        self.list.step(by)

    def _spoken(self, row: Entry) -> str:
        tags = (said for said, _mood in tags_of(row))
        at = words.when_whole(words.moment(row), self.painter.today())
        parts = (words.number(row), at, words.customer(row), current().money(words.total(row)), *tags)
        return ", ".join(part for part in parts if part)
