"""The last orders of a customer: number, day, total, how far they are; a touch opens one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.orders.orders import CustomerSummary, OrderRow
from pos.text import _, current
from ui.customers import words
from ui.kit.lists.cells import Text, medium, note
from ui.kit.lists.columns import Column, ColumnPainter, Columns
from ui.kit.lists.rows import RowList, Rows
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak
from ui.shared.orders import tags
from ui.shared.orders import words as orders

HEIGHT = 38


class _List(RowList):
    """As high as its rows: the panel around it scrolls."""

    def sizeHint(self) -> QSize:
        return QSize(200, self.model().rowCount() * theme.tall(HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing in it scrolls."""
        return QSize(100, self.sizeHint().height())


class LastOrders(QWidget):
    """`opened` is the id of the order touched."""

    opened = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.count = 0
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.title.setContentsMargins(16, 0, 16, 0)
        columns: Columns[OrderRow] = Columns(
            Column("", lambda row: medium(row.number), 88),
            Column(
                "",
                lambda row: note(orders.when(row.placed_at, today())),
                78,
                gap=0,
                spoken=lambda row: current().date(row.placed_at),
            ),
            Column("", lambda row: Text(current().money(row.total)), share=1, gap=0, align=drawing.RIGHT),
            Column("", tags.payment, tags.payment_width),
            height=HEIGHT,
        )
        self.rows: Rows[OrderRow] = Rows(columns.spoken)
        self.list = _List("", self.rows, ColumnPainter(columns), single_click=True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.taken.connect(lambda row: self.opened.emit(row.id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list)
        speak(self, self._say)

    def show_orders(self, summary: CustomerSummary) -> None:
        self.count = summary.orders
        self.rows.show_rows(summary.last_orders)
        self.list.setVisible(bool(summary.last_orders))
        self.list.updateGeometry()
        self._say()

    def _say(self) -> None:
        self.list.setAccessibleName(_("Last orders"))
        shown = _("Last orders")
        self.title.setText(f"{shown} · {words.orders(self.count)}" if self.count else words.orders(0))
