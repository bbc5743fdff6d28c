"""Who is in the panel, and every change of a customer; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pos.domain.customers.customers import Customer, CustomerAddress, CustomerRow
from pos.domain.customers.errors import CustomerUnknown
from pos.domain.customers.records import CustomerMerge, Erasure
from pos.domain.orders.orders import CustomerSummary
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.fields import field_of
from pos.domain.words.merging import Taken
from pos.text import _
from ui.customers import words
from ui.kit.lanes import Lane
from ui.kit.lists.list_presenter import ListPresenter

if TYPE_CHECKING:
    from pos.shop import Shop


class CustomerPresenter(QObject):
    """The list, the customer in the panel, and the way back of each change."""

    shown = Signal(object)  # CustomerSummary | None
    wrote = Signal()  # comes before what is told of it
    refused = Signal(str, object)  # field, CashierError
    likely = Signal(object, object)  # Customer, CustomerRow: probably the same person

    def __init__(
        self, shop: Shop, customers: ListPresenter[CustomerRow], writer: Lane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.shop, self.list = shop, customers
        self._writer = writer
        self.summary: CustomerSummary | None = None
        customers.chosen.connect(lambda keys: self.show(keys[0] if len(keys) == 1 else ""))

    @property
    def settings(self) -> ShopSettings:
        return self.shop.settings.current()

    # the panel

    def show(self, customer_id: str) -> None:
        """Put a customer in the panel; nobody with an empty id, or when they are not there any more."""
        try:
            self.summary = self.shop.orders.summary(customer_id) if customer_id else None
        except CustomerUnknown:
            self.summary = None
        self.shown.emit(self.summary)

    # changes

    def change(self, **fields: Any) -> None:
        """Set fields of the customer in the panel, and offer the way back."""
        if self.summary is not None:
            self._change(self.summary.customer, fields)

    def _change(self, customer: Customer, fields: dict[str, Any]) -> None:
        changed = {name: value for name, value in fields.items() if value != field_of(customer, name)}
        if not changed:
            return
        before = {name: field_of(customer, name) for name in changed}
        customers, names = self.shop.customers, tuple(changed)

        def undo() -> None:
            said = _("Undone: {name} is as before.").format(name=words.name(customer))
            self._write(
                names[0], lambda: customers.change(customer.id, **before), lambda _made: self.list.tell(said)
            )

        def done(made: Customer) -> None:
            self.list.tell(words.changed(made, names), undo)
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
        if self.summary is not None:
            known = self.summary.customer.addresses
            self.change(addresses=known[:at] + known[at + 1 :])

    def add(self, customer: Customer) -> None:
        """Make a customer, show them, and offer to put them away again."""
        customers = self.shop.customers

        def done(made: Customer) -> None:
            self.list.look_for(show=made.id)
            said = _("{name} was added.").format(name=words.name(made))
            self.list.tell(said, lambda: self._change(made, {"archived": True}))

        self._write("add", lambda: customers.add(customer), done)

    def erase(self, erasure: Erasure) -> None:
        """Forget a customer for ever."""
        erasing, customer = self.shop.erasing, erasure.customer

        def done(_found: Erasure) -> None:
            self.list.look_for()
            self.list.tell(_("A customer was erased."))

        self._write("erase", lambda: erasing.erase(customer.id), done)

    def merge(self, plan: CustomerMerge, taken: Taken = ()) -> None:
        """Make a customer one with another, and show who stays."""
        merging = self.shop.merging

        def done(made: CustomerMerge) -> None:
            self.list.look_for(show=made.after.id)
            said = _("{name} and {other} are one now.")
            self.list.tell(said.format(name=words.name(made.gone), other=words.name(made.after)))

        self._write("merge", lambda: merging.merge(plan.gone.id, plan.after.id, taken), done)

    def other(self, text: str) -> CustomerRow | None:
        """Whom a text finds beside the customer in the panel."""
        shown = self.summary.customer.id if self.summary else ""
        return next((row for row in self.shop.customers.find(text) if row.id != shown), None)

    def same_person(self, email: str, phone: str) -> CustomerRow | None:
        """Who has this e-mail or phone already."""
        found = self.shop.customers.same_person(email, phone)
        return found[0] if found else None

    def _compare(self, made: Customer) -> None:
        found = self.shop.customers.same_person(made.email, made.phone, made.id)
        if found:
            self.likely.emit(made, found[0])

    def _write(self, field: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def over(result: Any) -> None:
            self.wrote.emit()
            done(result)

        self._writer.run(lambda _progress: work(), over, lambda error: self.refused.emit(field, error))
