"""The lines of the cart as ready rows for the list; every change is announced line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Totals
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.papers.net_rows import shown_price
from pos.text import current
from ui.shared.cart import words as cart_words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class CartRow:
    """One line of the cart in words."""

    line: CartLine
    name: str
    details: str
    quantity: str
    amount: str
    worth: Money
    """The amount as a value: it also changes with the taxes of the order."""

    @property
    def spoken(self) -> str:
        """The line for those who do not see it."""
        return f"{self.quantity} × {self.name}, {self.details}, {self.amount}"


class CartRows(QAbstractListModel):
    """One column; the delegate draws the rows straight from `rows`."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CartRow] = []

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many lines; a list has no children."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The spoken text; what is seen is drawn by the delegate."""
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return self.rows[index.row()].spoken
        return None

    def show_cart(self, cart: Cart, totals: Totals) -> int:
        """Bring the rows up to date and return the one that changed last, -1 when none did."""
        wanted = [self._row(cart, at, line, totals) for at, line in enumerate(cart.lines)]
        self._drop({row.line.id for row in wanted})
        touched = -1
        for at, row in enumerate(wanted):
            if at < len(self.rows) and self.rows[at].line.id == row.line.id:
                if self.rows[at] is row or self.rows[at] == row:
                    continue
                self.rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))
            else:
                self._insert(at, row)
            touched = at
        return touched

    def retell(self, cart: Cart, totals: Totals) -> None:
        """Say every row again: the language or its formats changed."""
        self.rows = [_worded(line, cart, totals, at) for at, line in enumerate(cart.lines)]
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _row(self, cart: Cart, at: int, line: CartLine, totals: Totals) -> CartRow:
        """The row of a line; one that did not change is not worded again."""
        known = self.rows[at] if at < len(self.rows) else None
        if known is not None and known.line == line and known.worth == totals.lines[at].amount:
            return known
        return _worded(line, cart, totals, at)

    def _drop(self, kept: set[str]) -> None:
        for at in reversed(range(len(self.rows))):
            if self.rows[at].line.id not in kept:
                self.beginRemoveRows(NOWHERE, at, at)
                del self.rows[at]
                self.endRemoveRows()

    def _insert(self, at: int, row: CartRow) -> None:
        self._drop({one.line.id for one in self.rows} - {row.line.id})
        self.beginInsertRows(NOWHERE, at, at)
        self.rows.insert(at, row)
        self.endInsertRows()


def _worded(line: CartLine, cart: Cart, totals: Totals, at: int) -> CartRow:
    total = totals.lines[at]
    net = cart.exemption is not None and cart.terms.prices_include_tax
    price = shown_price(line.unit_price, line.quantity, line.taxes, total.full, net=net)
    return CartRow(
        line=line,
        name=cart_words.full_name(line.name, line.options),
        details=cart_words.line_details(line, price, cart.currency),
        quantity=current().number(line.quantity),
        amount=current().money(total.amount),
        worth=total.amount,
    )
