"""Orders that a list holds, written to a file: as many as there are, while the till goes on selling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.orders.lists.filters import OrderFilter
from pos.domain.orders.orders import OrderRow
from pos.exchange.out.exporting import Exported, Progress, export_rows
from pos.exchange.out.sheets import Cell

if TYPE_CHECKING:
    from pos.services.orders.orders import Orders

PAGE = 500

HEADS = (
    "number", "placed_at", "channel", "till", "customer", "currency", "items", "total", "credited", "paid",
    "refunded", "due", "to_give_back", "payment_status", "fulfilment_status", "methods", "delivery",
    "tracking_number", "promised", "pay_by",
)  # fmt: skip
"""The columns, in order; each of the words a window writes above is named by one of these."""


class Exports:
    """Writes lists of orders to files."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders

    def write(
        self,
        path: Path,
        text: str = "",
        asked: OrderFilter = OrderFilter(),  # noqa: B008  # a frozen value
        *,
        numbers: Sequence[str] = (),
        heads: Sequence[str] = HEADS,
        title: str = "Orders",
        go_on: Progress = lambda _done: True,
    ) -> Exported:
        """The orders of a text and a filter, or those of these numbers, whole or not at all.

        A file that is there is replaced. Raises FileKindUnknown and ExportRefused.
        """
        rows = map(_cells, self._found(text, asked, numbers))
        return export_rows(path, title, heads, rows, go_on)

    def _found(self, text: str, asked: OrderFilter, numbers: Sequence[str]) -> Iterator[OrderRow]:
        if numbers:
            yield from self._orders.of_numbers(numbers)
            return
        before = ""
        while page := self._orders.find(text, asked, before=before, limit=PAGE):
            yield from page
            before = page[-1].cursor


def _cells(row: OrderRow) -> Sequence[Cell]:
    money = (row.total, row.credited, row.paid, row.refunded, row.due, row.to_give_back)
    return (
        row.number, row.placed_at, row.channel, row.letter, row.customer, row.currency,
        _pieces(row.item_count), *(one.major for one in money), row.payment_status,
        row.fulfilment_status, ", ".join(row.methods), row.fulfilment, row.tracking_number, row.promised,
        row.pay_by,
    )  # fmt: skip


def _pieces(count: Decimal) -> Cell:
    return int(count) if count == count.to_integral_value() else count
