"""The list of customers: who, how they are reached, where, how often they bought, what they owe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from pos.domain.customers.customers import CustomerRow
from pos.text import current, mark
from ui.customers import words
from ui.kit.lists.cells import Faced, TagCell, Text, TwoLines, note
from ui.kit.lists.columns import Column, Columns
from ui.kit.lists.declared import ALL, Asked, Chip, Counted, DeclaredList, FoundRows, Hint
from ui.kit.look import drawing
from ui.kit.look.tags import Mood
from ui.kit.look.tile import paint_person

if TYPE_CHECKING:
    from pos.shop import Shop

OWING, ARCHIVED = "owing", "archived"


class CustomerList(DeclaredList[CustomerRow]):
    """Who bought last comes first."""

    icon = "user"
    title = mark("Customers")
    search_title = mark("Search customers")
    search_hint = mark("Search name, company, e-mail, phone…")
    chips = (
        # Translators: a filter over the list: all customers
        Chip(ALL, mark("All", "customers")),
        Chip(OWING, mark("To be paid"), always=False),
        Chip(ARCHIVED, mark("Archived")),
    )
    bare = Hint(
        mark("No customers yet"),
        mark("Who orders by phone is kept here, with addresses and what they bought."),
        mark("Add the first one"),
    )
    nothing = Hint(mark("Nobody found"), mark("Try fewer letters or digits."), mark("Add customer"))

    def __init__(self, shop: Shop, today: Callable[[], date]) -> None:
        self._customers, self._today = shop.customers, today
        self._country = shop.settings.current().country
        right = drawing.RIGHT
        self.columns = Columns(
            Column(mark("Customer"), self._who, share=1),
            Column(mark("Town"), lambda row: note(row.city), 100, needs=640),
            Column(
                mark("Orders"),
                self._orders,
                48,
                gap=4,
                align=right,
                spoken=lambda row: words.orders(row.orders),
            ),
            Column(mark("Last order"), self._last, 84, align=right, spoken=lambda _row: ""),
            Column(mark("To be paid"), self._unpaid, 92, gap=14, spoken=lambda row: words.unpaid(row)[0]),
            height=56,
        )

    def _who(self, row: CustomerRow) -> Faced:
        def face(painter: QPainter, place: QRect) -> None:
            paint_person(painter, QRectF(place), name, accent=True)

        name = words.name(row)
        return Faced(34, face, TwoLines(name, words.reached(row, self._country)))

    def _orders(self, row: CustomerRow) -> Text:
        return Text(current().number(row.orders))

    def _last(self, row: CustomerRow) -> Text:
        return note(words.last(row, self._today()))

    def _unpaid(self, row: CustomerRow) -> TagCell:
        return TagCell(current().money(row.unpaid) if row.unpaid.minor > 0 else "", Mood.WARNING)

    def key(self, row: CustomerRow) -> str:
        return row.id

    def read(self, asked: Asked, after: Any, limit: int) -> FoundRows[CustomerRow]:
        """Whom a text fits, as the box of the till finds them; `after` is the last one's id."""
        if asked.text.strip() or asked.filter == ALL:
            found = self._customers.find(asked.text, limit, after or "")
        elif asked.filter == OWING:
            found = self._customers.owing(limit, after or "")
        else:
            found = self._customers.archived(limit, after or "")
        return FoundRows(found, found[-1].id if len(found) == limit else None)

    def is_bare(self) -> bool:
        """Whether there is no customer at all, archived ones included."""
        return not self._customers.find("", 1) and not self._customers.archived(1)

    def count(self, asked: Asked) -> Counted:
        """How many there are, and how many owe."""
        return Counted({OWING: self._customers.count_owing()}, sum=self._customers.count())

    def foot(self, asked: Asked, rows: int, more: bool, counted: Counted) -> str:
        """How many customers the shop has."""
        return words.counted(counted.sum) if counted.sum else ""
