"""Dialogs that list things to choose from: variants, and carts that wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.catalogue.products import Hit
from pos.domain.orders.cart import HeldCart
from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.lists.rows import RowList, RowPainter, Rows
from ui.kit.look import drawing, theme
from ui.kit.look.tags import stock_tag
from ui.shared.cart import words as wording

MOST_SEEN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One row: name and note at the left, amount and note at the right; `value` is what is chosen."""

    name: str
    note: str
    amount: str
    beside: str
    value: object

    @property
    def spoken(self) -> str:
        """The row for those who do not see it."""
        return ", ".join(part for part in (self.name, self.note, self.amount, self.beside) if part)


class LinePainter(RowPainter[Line]):
    """Draws a row in two lines."""

    height = 56

    def paint_row(self, painter: QPainter, rect: QRect, row: Line, chosen: bool) -> None:
        """Draw words left and figures right."""
        of, inner = theme.colours(), QRectF(rect).adjusted(14, 9, -14, 0)
        top = QRectF(inner.left(), inner.top(), inner.width() * 0.66, 18)
        drawing.text(painter, top, row.name, theme.font(weight=theme.MEDIUM), of.ink)
        drawing.text(painter, top.translated(0, 19), row.note, theme.font(theme.NOTE), of.muted)
        right = QRectF(inner.left(), inner.top(), inner.width(), 18)
        drawing.text(painter, right, row.amount, theme.font(weight=theme.BOLD), of.ink, drawing.RIGHT)
        below = right.translated(0, 19)
        drawing.text(painter, below, row.beside, theme.font(theme.NOTE), of.muted, drawing.RIGHT)


class SaleList(RowList):
    """As high as its rows, up to a few."""

    def sizeHint(self) -> QSize:
        """Return the height of the rows seen at once."""
        rows = min(max(self.model().rowCount(), 2), MOST_SEEN)
        return QSize(300, rows * LinePainter.height + 2)


class ListDialog(Dialog):
    """A title, rows, and Back; Enter or a touch takes one."""

    def __init__(
        self, window: QWidget, title: str, lines: Sequence[Line], take: Callable[[object], None]
    ) -> None:
        super().__init__(window, title, 560)
        self._take = take
        self.body.addWidget(theme.label(title, theme.TITLE, theme.BOLD, wrap=True))
        self.rows: Rows[Line] = Rows(lambda line: line.spoken)
        self.rows.show_rows(lines)
        self.first = SaleList(title, self.rows, LinePainter(), single_click=True)
        self.first.choose(0)
        self.first.taken.connect(self._taken)
        self.body.addWidget(self.first)
        self.back = PlainButton(_("Back"), key=_("Esc"), height=52)
        self.back.clicked.connect(self.step_back)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.back)
        self.buttons.addStretch(1)
        self.body.addLayout(self.buttons)

    def _taken(self, line: Line) -> None:
        self.close_dialog()
        self._take(line.value)


def variant_line(hit: Hit, currency: str, low: int) -> Line:
    """A variant to choose."""
    price = _("price asked") if hit.price is None else wording.price_each(hit.price, hit.unit, currency)
    codes = wording.DOT.join(code for code in (hit.sku, hit.barcode) if code)
    return Line(hit.options or hit.name, codes, price, stock_tag(hit.on_hand, hit.unit, low)[0], hit)


def held_line(held: HeldCart) -> Line:
    """A cart that waits."""
    names = ", ".join(wording.full_name(line.name, line.options) for line in held.cart.lines)
    at = current().short(datetime.fromisoformat(held.held_at))
    total = current().money(held.cart.totals().total)
    return Line(held.label or names, names if held.label else "", total, at, held.cart.id)
