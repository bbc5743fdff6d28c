"""The tables and columns that the rows of one order go to, and all of its rows together.

Rows name goods, customers and entries by their ids; `pos.journal.orders.tables` puts local numbers in their
place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pos.journal.orders.days import Days

Row = tuple[Any, ...]

COLUMNS = {
    "order_line": (
        "n", "variant_id", "sku", "name", "quantity", "unit_price", "discount", "amount", "order_discount"
    ),
    "order_charge": ("n", "kind", "name", "amount"),
    "order_tax": ("n", "rate", "net", "tax"),
    "payment": ("tid", "method", "name", "amount", "rounding", "moved", "reference", "at", "arrival"),
    "document": ("kind", "number", "arrival", "printed", "made", "day", "letter", "total", "invoice"),
    "mail": ("kind", "arrival", "sent"),
    "stock_move": ("variant_id", "location", "quantity", "reason", "note", "at", "arrival"),
    "order_fact": ("arrival",),
    "order_exception": ("kind", "which", "since"),
}  # fmt: skip
"""The columns of an order's rows by table, beside the order's own number; `arrival` holds an event id here,
`variant_id` the id of a variant."""

ORDER = (
    "uid", "number", "arrival", "placed", "placed_at", "day", "channel", "customer_id", "customer",
    "served_by", "currency", "item_count", "net", "tax", "total", "credited", "rounding", "paid", "refunded",
    "payment_status", "fulfilment_status", "fulfilment", "tracking_number",
    "letter", "methods", "promised", "pay_by", "payment_own", "fulfilment_own",
)  # fmt: skip
"""The columns of the order itself; `placed` counts milliseconds since 1970."""

Number = tuple[str, str, int, int]
"""Letter, series, year (0 where the series has none), and the counter that was taken."""


@dataclass(frozen=True, slots=True)
class OrderRows:
    """Every row of one order; nothing where there is none."""

    order: Row = ()
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    days: Days = field(default_factory=dict)
    numbers: frozenset[Number] = frozenset()
