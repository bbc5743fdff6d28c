"""What the Orders page lists and shows; knows no widget."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pos.domain.orders.cart import HeldCart
from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.orders import Order, OrderRow, Work
from pos.domain.shop.settings import ShopSettings
from ui.kit.lanes import Lane
from ui.orders.periods import Period
from ui.shared.orders import words
from ui.shared.orders.words import Entry

if TYPE_CHECKING:
    from pos.shop import Shop

PAGE = 60
MOST_AGAIN = 1000
"""Rows read again at once after a change; the rest comes by scrolling."""
ALL, HELD = "", "held"
"""The filters that are no work to be done."""
SUMS = "orders.sums"
"""Name of the work that adds up: only the newest counts."""


class OrderBook(QObject):
    """The list, and the order or cart in the panel."""

    listed = Signal(object)  # tuple[Entry, ...]: from the top
    grown = Signal(object)  # tuple[Entry, ...]: the next ones
    shown = Signal(object)  # Order | HeldCart | None: the one in the panel
    counted = Signal(object, int)  # OrdersWaiting, carts on hold
    summed = Signal(str)  # the line below the list

    def __init__(self, shop: Shop, behind: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop = shop
        self._behind = behind
        self.text = ""
        self.filter = ALL
        self.period = Period.ANY
        self.rows: tuple[Entry, ...] = ()
        self.order: Order | HeldCart | None = None
        self._ended = True

    @property
    def settings(self) -> ShopSettings:
        """What the shop decided."""
        return self.shop.settings.current()

    @property
    def today(self) -> date:
        """The day on the till's clock."""
        return self.shop.till.clock().date()

    @property
    def is_bare(self) -> bool:
        """Whether nothing was ever sold or put aside here."""
        return not self.shop.orders.last(1) and not self.shop.carts.held()

    # the list

    def search(self, text: str) -> None:
        """List what fits a text, within the filter that is on."""
        self.text = text
        self.relist()

    def use_filter(self, wanted: str) -> None:
        """List all, what waits for something, or the carts on hold."""
        self.filter = wanted
        self.relist()

    def use_period(self, period: Period) -> None:
        """List what was sold in that time."""
        self.period = period
        self.relist()

    def forget_filters(self) -> None:
        """List everything again."""
        self.text, self.filter, self.period = "", ALL, Period.ANY

    def relist(self) -> None:
        """Read the list from its top, and add it up."""
        self._read(PAGE)
        self.count()

    def refresh(self) -> None:
        """Read again what is shown, after a change; not more than was there."""
        self._read(min(max(PAGE, len(self.rows)), MOST_AGAIN))
        if self.order is not None:
            self.show(words.key_of(self.order))
        self.count()

    def more(self) -> None:
        """Read the next page of a list that has one."""
        if self._ended:
            return
        found = self._page(PAGE)
        self.rows += found
        if found:
            self.grown.emit(found)
        if self.text.strip():
            self.summed.emit(words.found(len(self.rows), not self._ended))

    def _read(self, limit: int) -> None:
        self.rows, self._ended = (), False
        self.rows = self._page(limit)
        self.listed.emit(self.rows)

    def _page(self, limit: int) -> tuple[Entry, ...]:
        if self.filter == HELD:
            self._ended = True
            return self._held()
        since, until = self.period.days(self.today)
        last = self.rows[-1] if self.rows else None
        found = self.shop.orders.find(
            self.text,
            work=self._work,
            since=since,
            until=until,
            before=last.cursor if isinstance(last, OrderRow) else 0,
            limit=limit,
        )
        self._ended = len(found) < limit
        return found

    def _held(self) -> tuple[Entry, ...]:
        wanted = self.text.casefold().split()
        held = self.shop.carts.held()
        return tuple(one for one in held if all(word in _spoken(one) for word in wanted))

    @property
    def _work(self) -> Work | None:
        return Work(self.filter) if self.filter not in (ALL, HELD) else None

    def count(self) -> None:
        """Count what waits, and add up the list, behind the window."""
        orders, held = self.shop.orders, len(self.shop.carts.held())
        work, days = self._work, self.period.days(self.today)
        if self.text.strip() or self.filter == HELD:
            self.summed.emit(words.found(len(self.rows), not self._ended) if self.rows else "")

        def done(result: Any) -> None:
            waiting, sums = result
            self.counted.emit(waiting, held)
            if not self.text.strip() and self.filter != HELD:
                self.summed.emit(words.summary(sums))

        self._behind.run(lambda _progress: (orders.waiting(), orders.sums(work, *days)), done, latest=SUMS)

    # the panel

    def show(self, key: str) -> None:
        """Put an order, or a cart on hold, in the panel; nothing when it is not there any more."""
        held = next((one for one in self.shop.carts.held() if one.cart.id == key), None)
        self.order = held
        if held is None and key:
            try:
                self.order = self.shop.orders.order(key)
            except OrderUnknown:
                self.order = None
        self.shown.emit(self.order)


def _spoken(held: HeldCart) -> str:
    names = (line.name for line in held.cart.lines)
    return " ".join((words.customer(held), held.label, *names)).casefold()
