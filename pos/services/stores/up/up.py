"""All that goes up in one round, put together."""

from __future__ import annotations

from collections.abc import Set

from pos.domain.stores.uploads import What
from pos.services.stores.marks import Marks
from pos.services.stores.up.figures import Figures
from pos.services.stores.up.gate import Gate
from pos.services.stores.up.goods import Goods
from pos.services.stores.up.measuring import Measuring
from pos.services.stores.up.orders import OrdersUp
from pos.services.stores.up.statuses import StatusesUp
from pos.services.stores.up.stock import StockUp
from pos.services.stores.up.uploads import open_uploads
from pos.services.stores.up.waiting import Waiting


class Up:
    """Orders, statuses and stock of one round: they share what they know of the goods."""

    def __init__(self, gate: Gate, marks: Marks) -> None:
        self._gate = gate
        goods = Goods(gate)
        measuring = Measuring(gate, goods)
        self.figures = Figures(gate, goods, measuring, marks)
        self.orders = OrdersUp(gate)
        self.statuses = StatusesUp(gate, goods, measuring, self.figures)
        self.stock = StockUp(gate, goods, measuring, self.figures)

    def settle(self) -> None:
        """What became of all that was on its way, and what a person decided meanwhile."""
        self.orders.settle()
        self.statuses.settle()
        self.stock.settle()
        self.stock.decide()

    def has_something(self, syncs: Set[str]) -> bool:
        """Whether anything is to be sent, or sent again."""
        if any(open_uploads(self._gate.till.database.reader(), self._gate.store, what) for what in What):
            return True
        return bool("orders" in syncs and Waiting(self._gate).due()) or bool(
            "stock" in syncs and self.stock.waiting()
        )

    @property
    def sent(self) -> dict[str, int]:
        """How many of each went up."""
        return {"orders": self.orders.sent, "stock": self.stock.sent, "statuses": self.statuses.sent}
