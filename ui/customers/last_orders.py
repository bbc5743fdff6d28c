"""The last orders of a customer: number, day, total, how far they are; a touch opens one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.orders.orders import CustomerSummary, OrderRow
from pos.text import _, current
from ui.customers import words
from ui.kit.lists.rows import RowList, RowPainter, Rows
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak
from ui.orders.order_list import paint_fitting_tag, tag_widths
from ui.shared.orders import words as orders

_NUMBER, _DAY = 88, 78


class _Painter(RowPainter[OrderRow]):
    """One order in one line."""

    height = 38

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today

    def paint_row(self, painter: QPainter, rect: QRect, row: OrderRow, chosen: bool) -> None:
        """Draw number, day, total and what is paid."""
        of, place = theme.colours(), QRectF(rect).adjusted(16, 0, -16, 0)
        drawing.text(painter, place, row.number, theme.font(weight=theme.MEDIUM), of.ink)
        day = place.adjusted(_NUMBER, 0, 0, 0)
        when = orders.when(row.placed_at, self._today())
        drawing.text(painter, day, when, theme.font(theme.NOTE), of.muted)
        wide, _goods = tag_widths()
        total = place.adjusted(_NUMBER + _DAY, 0, -wide - 12, 0)
        drawing.text(painter, total, current().money(row.total), theme.font(), of.ink, drawing.RIGHT)
        tag = QRect(round(place.right()) - wide, rect.top(), wide, rect.height())
        paint_fitting_tag(painter, tag, *orders.payment_tag(row.payment_status))


class _List(RowList):
    """As high as its rows: the panel around it scrolls."""

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(200, self.model().rowCount() * _Painter.height + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing in it scrolls."""
        return QSize(100, self.sizeHint().height())


class LastOrders(QWidget):
    """`opened` is the number of the order touched."""

    opened = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.count = 0
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.title.setContentsMargins(16, 0, 16, 0)
        self.rows: Rows[OrderRow] = Rows(self._spoken)
        self.list = _List("", self.rows, _Painter(today), single_click=True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.taken.connect(lambda row: self.opened.emit(row.number))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list)
        speak(self, self._say)

    def show_orders(self, summary: CustomerSummary) -> None:
        """Show other orders."""
        self.count = summary.orders
        self.rows.show_rows(summary.last_orders)
        self.list.setVisible(bool(summary.last_orders))
        self.list.updateGeometry()
        self._say()

    def _say(self) -> None:
        self.list.setAccessibleName(_("Last orders"))
        shown = _("Last orders")
        self.title.setText(f"{shown} · {words.orders(self.count)}" if self.count else words.orders(0))

    @staticmethod
    def _spoken(row: OrderRow) -> str:
        said = orders.payment_tag(row.payment_status)[0]
        return ", ".join((row.number, current().date(row.placed_at), current().money(row.total), said))
