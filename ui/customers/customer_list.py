"""The table of customers: who, how they are reached, where, how often they bought, what they owe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from pos.domain.customers.customers import CustomerRow
from pos.text import _, current
from ui.customers import words
from ui.kit.lists.rows import RowPainter
from ui.kit.lists.table import GrowingTable, Title
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Mood
from ui.kit.look.tile import paint_person
from ui.kit.speaking import speak
from ui.orders.order_list import paint_fitting_tag

_EDGE = 16


class Columns(NamedTuple):
    """Where the columns lie in a row."""

    face: QRect
    name: QRect
    city: QRect
    orders: QRect
    last: QRect
    unpaid: QRect


def columns(row: QRect) -> Columns:
    """Part a row, each column at least as wide as its name; a narrow one goes without the town."""
    top, high = row.top(), row.height()
    days, many = (max(least, _wide(said)) for said, least in ((_("Last order"), 84), (_("Orders"), 48)))
    right = row.right() + 1 - _EDGE
    unpaid = QRect(right - 92, top, 92, high)
    last = QRect(unpaid.left() - 14 - days, top, days, high)
    orders = QRect(last.left() - 12 - many, top, many, high)
    wide = row.width() >= 640
    city = QRect(orders.left() - 4 - 100, top, 100, high) if wide else QRect(orders.left(), top, 0, high)
    face = QRect(row.left() + _EDGE, top + (high - 34) // 2, 34, 34)
    left = face.right() + 13
    return Columns(face, QRect(left, top, city.left() - 12 - left, high), city, orders, last, unpaid)


def _wide(said: str) -> int:
    return round(drawing.width_of(said, theme.font(theme.NOTE))) + 2


class CustomerPainter(RowPainter[CustomerRow]):
    """Draws one customer; country and day come with the shop."""

    height = 56

    def __init__(self) -> None:
        super().__init__()
        self.country = ""
        self.today: Callable[[], date] = date.today

    def paint_row(self, painter: QPainter, rect: QRect, row: CustomerRow, chosen: bool) -> None:
        """Draw the initials, the name over how they are reached, and what they bought."""
        of, at = theme.colours(), columns(rect)
        paint_person(painter, QRectF(at.face), words.name(row), accent=True)
        second = words.reached(row, self.country)
        half = at.name.height() // 2
        upper = at.name.adjusted(0, 9, 0, -half) if second else at.name
        drawing.text(painter, upper, words.name(row), theme.font(weight=theme.MEDIUM), of.ink)
        note = theme.font(theme.NOTE)
        drawing.text(painter, at.name.adjusted(0, half, 0, -9), second, note, of.muted)
        if at.city.width():
            drawing.text(painter, at.city, row.city, note, of.muted)
        drawing.text(painter, at.orders, current().number(row.orders), theme.font(), of.ink, drawing.RIGHT)
        drawing.text(painter, at.last, words.last(row, self.today()), note, of.muted, drawing.RIGHT)
        if row.unpaid.minor > 0:
            paint_fitting_tag(painter, at.unpaid, current().money(row.unpaid), Mood.WARNING)


def titles(rect: QRect) -> tuple[Title, ...]:
    """The names of the columns."""
    at = columns(rect)
    return (
        Title(at.name.united(at.face), _("Customer")),
        Title(at.city, _("Town")),
        Title(at.orders, _("Orders"), drawing.RIGHT),
        Title(at.last, _("Last order"), drawing.RIGHT),
        Title(at.unpaid, _("To be paid")),
    )


class CustomerTable(GrowingTable[CustomerRow]):
    """The customers under the names of their columns."""

    def __init__(self) -> None:
        self.painter = CustomerPainter()
        super().__init__(self.painter, titles, lambda row: row.id, self._spoken)
        speak(self.list, lambda: self.list.setAccessibleName(_("Customers")))

    def _spoken(self, row: CustomerRow) -> str:
        parts = (
            words.name(row),
            words.reached(row, self.painter.country),
            row.city,
            words.orders(row.orders),
            words.unpaid(row)[0],
        )
        return ", ".join(part for part in parts if part)
