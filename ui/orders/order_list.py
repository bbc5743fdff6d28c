"""The table of orders: number, time, customer, total, and how far money and goods have come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from pos.domain.orders.orders import OrderRow
from pos.text import _, current
from ui.kit.lists.rows import RowPainter
from ui.kit.lists.table import GrowingTable, Title
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Mood, paint_tag, tag_width
from ui.kit.speaking import speak
from ui.shared.orders import words
from ui.shared.orders.words import Entry

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


def titles(rect: QRect) -> tuple[Title, ...]:
    """The names of the columns."""
    at = columns(rect)
    return (
        Title(at.number, _("Number")),
        Title(at.time, _("Time")),
        Title(at.customer, _("Customer")),
        Title(at.total, _("Total"), drawing.RIGHT),
        Title(at.payment, _("Payment")),
        Title(at.fulfilment, _("Fulfilment")),
    )


class OrderTable(GrowingTable[Entry]):
    """The orders under the names of their columns."""

    def __init__(self) -> None:
        self.painter = OrderPainter()
        super().__init__(self.painter, titles, words.key, self._spoken)
        speak(self.list, lambda: self.list.setAccessibleName(_("Orders")))

    def _spoken(self, row: Entry) -> str:
        tags = (said for said, _mood in tags_of(row))
        at = words.when_whole(words.moment(row), self.painter.today())
        parts = (words.number(row), at, words.customer(row), current().money(words.total(row)), *tags)
        return ", ".join(part for part in parts if part)
