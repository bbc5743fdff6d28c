"""Dialogs that list things to choose from: variants, and carts that wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.catalogue.products import Hit
from pos.domain.orders.cart import HeldCart
from pos.text import _, current
from ui.kit.dialogs.dialog import Dialog
from ui.kit.lists.cells import TwoLines
from ui.kit.lists.columns import Column, ColumnPainter, Columns
from ui.kit.lists.rows import RowList, Rows
from ui.kit.look import drawing, theme
from ui.kit.look.tags import stock_tag
from ui.shared.cart import words as cart_words
from ui.shared.orders.words import edit

MOST_SEEN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One row: name and note at the left, amount and note at the right; `value` is what is chosen."""

    name: str
    note: str
    amount: str
    beside: str
    value: object


HEIGHT = 56
LINES: Columns[Line] = Columns(
    Column("", lambda line: TwoLines(line.name, line.note), share=3),
    Column("", lambda line: TwoLines(line.amount, line.beside, theme.BOLD), share=2, align=drawing.RIGHT),
    height=HEIGHT,
    edge=14,
)


class SaleList(RowList):
    """As high as its rows, up to a few."""

    def sizeHint(self) -> QSize:
        rows = min(max(self.model().rowCount(), 2), MOST_SEEN)
        return QSize(300, rows * theme.tall(HEIGHT) + 2)


class ListDialog(Dialog):
    """A title, rows, and Back; Enter or a touch takes one."""

    def __init__(
        self, window: QWidget, title: str, lines: Sequence[Line], take: Callable[[object], None]
    ) -> None:
        super().__init__(window, title, 560)
        self._take = take
        self.rows: Rows[Line] = Rows(LINES.spoken)
        self.rows.show_rows(lines)
        self.first = self.list = SaleList(title, self.rows, ColumnPainter(LINES), single_click=True)
        self.list.choose(0)
        self.list.taken.connect(self._taken)
        self.body.addWidget(self.list)
        self.back = self.back_button()
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.back)
        self.buttons.addStretch(1)
        self.body.addLayout(self.buttons)

    def _taken(self, line: Line) -> None:
        self.close_dialog()
        self._take(line.value)


def variant_line(hit: Hit, currency: str, low: int) -> Line:
    price = _("price asked") if hit.price is None else cart_words.price_each(hit.price, hit.unit, currency)
    codes = cart_words.DOT.join(code for code in (hit.sku, hit.barcode) if code)
    return Line(hit.options or hit.name, codes, price, stock_tag(hit.on_hand, hit.unit, low)[0], hit)


def held_line(held: HeldCart) -> Line:
    names = ", ".join(cart_words.full_name(line.name, line.options) for line in held.cart.lines)
    at = current().short(datetime.fromisoformat(held.held_at))
    total = current().money(held.cart.totals().total)
    label = edit(held.cart) or held.label
    return Line(label or names, names if label else "", total, at, held.cart.id)
