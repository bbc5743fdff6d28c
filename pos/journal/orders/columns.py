"""The tables and columns that the rows of one order go to, and all of its rows together.

Rows name goods, customers and entries by their ids; `pos.journal.orders.tables` puts local numbers in their
place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from pos.journal.kinds.base import Fact
from pos.journal.orders.days import Days, Sum

Row = tuple[Any, ...]

COLUMNS = {
    "order_line": (
        "variant_id", "n", "sku", "name", "quantity", "unit_price", "discount", "amount", "order_discount"
    ),
    "order_charge": ("n", "kind", "name", "amount"),
    "order_tax": ("n", "rate", "net", "tax"),
    "payment": ("tid", "method", "name", "amount", "rounding", "moved", "reference", "at", "arrival"),
    "document": ("kind", "number", "printed", "made", "day", "letter", "total", "invoice", "arrival"),
    "mail": ("kind", "sent", "arrival"),
    "stock_move": ("variant_id", "location", "quantity", "reason", "note", "at", "hlc", "arrival"),
    "order_fact": ("arrival",),
    "order_exception": ("kind", "which", "since"),
}  # fmt: skip
"""The columns of an order's rows by table, beside the order's own number: `variant_id`, which holds the id of
a variant here, comes first, and `arrival`, which holds an event's, last."""

ORDER = (
    "uid", "customer_id", "number", "placed", "placed_at", "day", "channel", "customer", "served_by",
    "currency", "item_count", "net", "tax", "total", "credited", "rounding", "paid", "refunded",
    "payment_status", "fulfilment_status", "fulfilment", "tracking_number",
    "letter", "methods", "promised", "pay_by", "payment_own", "fulfilment_own",
    "arrival",
)  # fmt: skip
"""The columns of the order itself, ids as in its rows; `placed` counts milliseconds since 1970."""

Number = tuple[str, str, int, int]
"""Letter, series, year (0 where the series has none), and the counter that was taken."""


class OrderRows(Struct, frozen=True):
    """Every row of one order; nothing where there is none."""

    order: Row = ()
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    days: Days = field(default_factory=dict)
    numbers: frozenset[Number] = frozenset()


class Together:
    """Orders that are placed one after the other, as many tables' rows, with all that they add.

    A row begins with the place of its order among them; numbers of the file are put in its stead, once.
    """

    def __init__(self, made: Iterable[OrderRows] = ()) -> None:
        self.orders: list[list[Any]] = []
        self.rows: dict[str, list[list[Any]]] = {table: [] for table in COLUMNS}
        self.days: Days = {}
        self.last: dict[tuple[str, str, int], int] = {}
        """The greatest counter that was taken of a series."""
        self.moved: dict[tuple[str, str], int] = {}
        """Millionths of a variant that come to a location."""
        self.variants: set[str] = set()
        """Those that lines and moves name."""
        self.named: list[Fact] = []
        """Those that name a customer: searches follow them."""
        for one in made:
            self.add(one)

    def add(self, one: OrderRows) -> None:
        """One more order."""
        n = len(self.orders)
        self.orders.append([n, *one.order])
        for table, found in one.rows.items():
            self.rows[table] += [[n, *row] for row in found]
        self.variants |= {line[0] for line in one.rows["order_line"] if line[0]}
        for variant, location, quantity, *_rest in one.rows["stock_move"]:
            self.move(variant, location, quantity)
        for key, amount in one.days.items():
            self.days.setdefault(key, Sum(0, 0)).add(amount.times, amount.gross, amount.net, amount.tax)
        for number in one.numbers:
            self.take(*number)

    def move(self, variant: str, location: str, quantity: int) -> None:
        """Millionths of a variant move, among the rows added."""
        self.variants.add(variant)
        place = variant, location
        self.moved[place] = self.moved.get(place, 0) + quantity

    def take(self, letter: str, kind: str, year: int, counter: int) -> None:
        """A number is taken of a series."""
        series = letter, kind, year
        self.last[series] = max(counter, self.last.get(series, 0))

    def alone(self) -> OrderRows:
        """The rows of the only order."""
        ((_n, *order),) = self.orders
        rows = {table: [tuple(row[1:]) for row in some] for table, some in self.rows.items()}
        numbers = frozenset((*series, counter) for series, counter in self.last.items())
        return OrderRows(tuple(order), rows, self.days, numbers)
