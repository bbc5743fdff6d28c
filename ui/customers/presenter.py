"""Which customers are listed, who is in the panel, and every change of them; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pos.domain.customers.customers import Customer, CustomerAddress, CustomerRow
from pos.domain.customers.errors import CustomerUnknown
from pos.domain.orders.orders import CustomerSummary
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.errors import CashierError
from pos.text import _
from ui.customers import words
from ui.kit.lanes import Lane
from ui.kit.lists.undo import WaysBack

if TYPE_CHECKING:
    from pos.shop import Shop

PAGE = 60
MOST = 4000
"""As many rows are read by scrolling; who is sought further down is found by name."""
ALL, OWING, ARCHIVED = "", "owing", "archived"


class People(QObject):
    """The list, the customer in the panel, and the way back of each change."""

    listed = Signal(object)  # tuple[CustomerRow, ...]: from the top
    grown = Signal(object)  # tuple[CustomerRow, ...]: the next ones
    shown = Signal(object)  # CustomerSummary | None
    counted = Signal(int, int)  # customers, those who owe
    told = Signal(object)  # Told
    refused = Signal(str, object)  # field, CashierError
    added = Signal(object)  # Customer
    likely = Signal(object, object)  # Customer, CustomerRow: probably the same person

    def __init__(self, shop: Shop, writer: Lane, behind: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop = shop
        self._writer, self._behind = writer, behind
        self.text = ""
        self.filter = ALL
        self.rows: tuple[CustomerRow, ...] = ()
        self.summary: CustomerSummary | None = None
        self._ended = True
        self._ways = WaysBack()

    @property
    def settings(self) -> ShopSettings:
        """What the shop decided."""
        return self.shop.settings.current()

    @property
    def is_bare(self) -> bool:
        """Whether there is no customer at all, archived ones included."""
        return not self.shop.customers.find("", 1) and not self.shop.customers.archived(1)

    # the list

    def search(self, text: str) -> None:
        """List whom a text fits, as the box of the till does; the filter again when it is empty."""
        self.text = text
        self.relist()

    def use_filter(self, wanted: str) -> None:
        """List everybody, those who owe, or those put away."""
        self.filter, self.text = wanted, ""
        self.relist()

    def relist(self) -> None:
        """Read the list from its top."""
        self._read(PAGE)
        self.count()

    def refresh(self) -> None:
        """Read again what is shown, after a change."""
        self._read(max(PAGE, len(self.rows)))
        if self.summary is not None:
            self.show(self.summary.customer.id)
        self.count()

    def more(self) -> None:
        """Read on; twice as many as before, so that a long list is not read again at each step."""
        if self._ended:
            return
        before = len(self.rows)
        self.rows = self._page(min(2 * before, MOST))
        if self.rows[before:]:
            self.grown.emit(self.rows[before:])

    def _read(self, limit: int) -> None:
        self.rows = self._page(limit)
        self.listed.emit(self.rows)

    def _page(self, limit: int) -> tuple[CustomerRow, ...]:
        customers = self.shop.customers
        if self.text.strip():
            found = customers.find(self.text, limit)
        elif self.filter == OWING:
            found = customers.owing(limit)
        elif self.filter == ARCHIVED:
            found = customers.archived(limit)
        else:
            found = customers.find("", limit)
        self._ended = len(found) < limit or limit >= MOST
        return found

    def count(self) -> None:
        """Count them behind the window."""
        customers = self.shop.customers
        self._behind.run(
            lambda _progress: (customers.count(), len(customers.owing(MOST))),
            lambda counts: self.counted.emit(*counts),
            latest="customers.count",
        )

    # the panel

    def show(self, customer_id: str) -> None:
        """Put a customer in the panel; nobody with an empty id, or when they are not there any more."""
        try:
            self.summary = self.shop.customers.summary(customer_id) if customer_id else None
        except CustomerUnknown:
            self.summary = None
        self.shown.emit(self.summary)

    # changes

    def change(self, **fields: Any) -> None:
        """Set fields of the customer in the panel, and offer the way back."""
        if self.summary is None:
            return
        customer = self.summary.customer
        changed = {name: value for name, value in fields.items() if value != getattr(customer, name)}
        if not changed:
            return
        before = {name: getattr(customer, name) for name in changed}
        customers, names = self.shop.customers, tuple(changed)

        def undo() -> None:
            said = _("Undone: {name} is as before.").format(name=words.name(customer))
            self._write(
                names[0], lambda: customers.change(customer.id, **before), lambda _made: self._tell(said)
            )

        def done(made: Customer) -> None:
            self._tell(words.changed(made, names), undo)
            if {"email", "phone"} & changed.keys():
                self._compare(made)

        self._write(names[0], lambda: customers.change(customer.id, **changed), done)

    def set_address(self, at: int | None, address: CustomerAddress) -> None:
        """Put an address in the place of another, or add it."""
        if self.summary is not None:
            known = list(self.summary.customer.addresses)
            if at is None:
                known.append(address)
            else:
                known[at] = address
            self.change(addresses=tuple(known))

    def remove_address(self, at: int) -> None:
        """Forget an address of the customer."""
        if self.summary is not None:
            known = self.summary.customer.addresses
            self.change(addresses=known[:at] + known[at + 1 :])

    def add(self, customer: Customer) -> None:
        """Make a customer, show them, and offer to put them away again."""
        customers = self.shop.customers

        def done(made: Customer) -> None:
            self.filter, self.text = ALL, ""
            self.show(made.id)
            self.added.emit(made)
            said = _("{name} was added.").format(name=words.name(made))
            self._tell(said, lambda: self.change(archived=True))

        self._write("add", lambda: customers.add(customer), done)

    def same_person(self, email: str, phone: str) -> CustomerRow | None:
        """Who has this e-mail or phone already."""
        found = self.shop.customers.same_person(email, phone)
        return found[0] if found else None

    def undo(self) -> bool:
        """Take the last change back; false where there is none."""
        return self._ways.undo()

    def _compare(self, made: Customer) -> None:
        found = self.shop.customers.same_person(made.email, made.phone, made.id)
        if found:
            self.likely.emit(made, found[0])

    def _write(self, field: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def over(result: Any) -> None:
            self.refresh()
            done(result)

        self._writer.run(lambda _progress: work(), over, lambda error: self._refuse(field, error))

    def _refuse(self, field: str, error: CashierError) -> None:
        self.refused.emit(field, error)

    def _tell(self, said: str, undo: Callable[[], None] | None = None) -> None:
        self.told.emit(self._ways.keep(said, undo))
