"""The table of customers: who, how they are reached, where, how often they bought, what they owe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos.domain.customers import CustomerRow
from pos.text import _, current
from ui import theme
from ui.customers import words
from ui.orders.order_list import paint_fitting_tag
from ui.parts import drawing
from ui.parts.panel import Panel
from ui.parts.rows import GrowingList, RowList, RowPainter, Rows
from ui.parts.speaking import speak
from ui.parts.tags import Mood
from ui.parts.tile import paint_person

HEADER = 36
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
            (at.name.united(at.face), _("Customer"), drawing.LEFT),
            (at.city, _("Town"), drawing.LEFT),
            (at.orders, _("Orders"), drawing.RIGHT),
            (at.last, _("Last order"), drawing.RIGHT),
            (at.unpaid, _("To be paid"), drawing.LEFT),
        ):
            if place.width():
                drawing.text(painter, place, said, theme.font(theme.NOTE), theme.colours().muted, align)
        drawing.hairline(painter, 0, self.width(), self.height() - 1)
        painter.end()


class CustomerTable(Panel):
    """Header and rows on one panel."""

    chosen = Signal(object)  # CustomerRow | None
    taken = Signal(object)  # CustomerRow
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.painter = CustomerPainter()
        self.rows: Rows[CustomerRow] = Rows(self._spoken)
        self.list = GrowingList("", self.rows, self.painter)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak(self.list, lambda: self.list.setAccessibleName(_("Customers")))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addWidget(_Header(self.list))
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self.chosen)
        self.list.taken.connect(self.taken)
        self.list.wanted.connect(self.wanted)

    def show_rows(self, rows: tuple[CustomerRow, ...], customer_id: str) -> None:
        """Show other rows at the same place of the list, with this customer chosen if they are there."""
        at_before = self.list.chosen_at()
        before = self.rows.row(at_before).id if at_before >= 0 else ""
        at = next((n for n, one in enumerate(rows) if one.id == customer_id), -1)
        self.list.renew(rows, at)
        if at >= 0 and customer_id != before:
            self.list.scrollTo(self.rows.index(at))

    def step(self, by: int) -> None:
        """Choose the row above or below."""
        self.list.step(by)

    def _spoken(self, row: CustomerRow) -> str:
        parts = (
            words.name(row),
            words.reached(row, self.painter.country),
            row.city,
            words.orders(row.orders),
            words.unpaid(row)[0],
        )
        return ", ".join(part for part in parts if part)
