"""What the Orders page lists and shows, and what can be done with an order; knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pos.domain.cart import HeldCart
from pos.domain.errors import CashierError, OrderUnknown
from pos.domain.orders import FulfilmentStatus, Order, OrderRow, Work
from pos.domain.payments import Settlement, Tender
from pos.domain.settings import ShopSettings
from pos.text import _, current
from ui.orders import words
from ui.orders.periods import Period
from ui.orders.words import Entry
from ui.parts.lanes import Lane

if TYPE_CHECKING:
    from pos.shop import Shop

PAGE = 60
MOST_AGAIN = 1000
"""Rows read again at once after a change; the rest comes by scrolling."""
ALL, HELD = "", "held"
"""The filters that are no work to be done."""
SUMS = "orders.sums"
"""Name of the work that adds up: only the newest counts."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in words, and how to take it back."""

    words: str
    undo: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused, of which change, and how to try again."""

    change: str
    error: CashierError
    again: Callable[[], None]


class OrderBook(QObject):
    """The list, the order in the panel, and every change of it."""

    listed = Signal(object)  # tuple[Entry, ...]: from the top
    grown = Signal(object)  # tuple[Entry, ...]: the next ones
    shown = Signal(object)  # Order | HeldCart | None: the one in the panel
    counted = Signal(object, int)  # OrdersWaiting, carts on hold
    summed = Signal(str)  # the line below the list
    told = Signal(object)  # Told
    refused = Signal(object)  # Refusal
    paid = Signal(object)  # Settlement

    def __init__(self, shop: Shop, writer: Lane, behind: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop = shop
        self._writer, self._behind = writer, behind
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

        self._behind.run(
            lambda _progress: (orders.waiting(), orders.sums(work, *days)), done, latest=SUMS
        )

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

    # changes

    def set_fulfilment(self, order: Order, status: FulfilmentStatus) -> None:
        """Say how far the goods have come, and offer the way back."""
        changes, number = self.shop.order_changes, order.row.number
        before = FulfilmentStatus(order.row.fulfilment_status)
        said = words.fulfilment_tag(status, order.row.fulfilment)[0]
        back = words.fulfilment_tag(before, order.row.fulfilment)[0]

        def undo() -> None:
            self._write(
                "fulfilment",
                lambda: changes.set_fulfilment(number, before),
                lambda _none: self._tell(
                    _("Undone: {number} is “{status}” again."), number=number, status=back
                ),
            )

        self._write(
            "fulfilment",
            lambda: changes.set_fulfilment(number, status),
            lambda _none: self._tell(_("{number}: {status}"), undo, number=number, status=said),
        )

    def track(self, order: Order, tracking_number: str) -> None:
        """Keep the number under which the goods travel."""
        changes, number = self.shop.order_changes, order.row.number
        self._write(
            "tracking",
            lambda: changes.track(number, tracking_number),
            lambda _none: self._tell(_("The tracking number of {number} is kept."), number=number),
        )

    def issue_invoice(self, order: Order, then: Callable[[], None]) -> None:
        """Give an order its invoice, then show it."""
        changes, number = self.shop.order_changes, order.row.number

        def done(invoice: str) -> None:
            self._tell(_("Invoice {invoice} made for {number}."), number=number, invoice=invoice)
            then()

        self._write("invoice", lambda: changes.issue_invoice(number), done)

    def cancel(self, order: Order, reason: str) -> None:
        """Take an order back: money, goods, and its invoice by a credit note."""
        changes, row = self.shop.order_changes, order.row

        def done(credit_note: str) -> None:
            said = [_("{number} is cancelled. The goods are in stock again.").format(number=row.number)]
            if row.paid.minor > 0:
                said.append(_("Give {amount} back.").format(amount=current().money(row.paid)))
            if credit_note:
                said.append(_("Credit note {number} made.").format(number=credit_note))
            self.told.emit(Told(" ".join(said)))

        self._write("cancel", lambda: changes.cancel(row.number, reason), done)

    def pay(self, order: Order, tenders: Sequence[Tender]) -> None:
        """Take money for an order; `paid` when it is on disk."""
        changes, number = self.shop.order_changes, order.row.number

        def done(settlement: Settlement) -> None:
            self.paid.emit(settlement)
            self.told.emit(Told(_paid_words(number, settlement)))

        self._write("pay", lambda: changes.pay(number, tuple(tenders)), done)

    def discard(self, held: HeldCart) -> None:
        """Throw a cart on hold away, with its way back."""
        carts, name = self.shop.carts, words.customer(held)

        def undo() -> None:
            self._write(
                "held",
                lambda: carts.hold(held.cart, held.label),
                lambda _cart: self._tell(_("Undone: the cart of {name} waits again."), name=name),
            )

        self._write(
            "held",
            lambda: carts.discard(held.cart.id),
            lambda _none: self._tell(_("The cart of {name} was thrown away."), undo, name=name),
        )

    def _write(self, change: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def over(result: Any) -> None:
            done(result)
            self.refresh()

        def failed(error: CashierError) -> None:
            self.refused.emit(Refusal(change, error, lambda: self._write(change, work, done)))

        self._writer.run(lambda _progress: work(), over, failed)

    def _tell(self, said: str, undo: Callable[[], None] | None = None, **values: str) -> None:
        self.told.emit(Told(said.format(**values), undo))


def _spoken(held: HeldCart) -> str:
    names = (line.name for line in held.cart.lines)
    return " ".join((words.customer(held), held.label, *names)).casefold()


def _paid_words(number: str, settlement: Settlement) -> str:
    if settlement.change.minor > 0:
        return _("{number} is paid. Change to give: {amount}").format(
            number=number, amount=current().money(settlement.change)
        )
    if settlement.due.minor > 0:
        return _("{amount} noted for {number}; {due} is still due.").format(
            amount=current().money(settlement.paid), number=number, due=current().money(settlement.due)
        )
    return _("{number} is paid.").format(number=number)
