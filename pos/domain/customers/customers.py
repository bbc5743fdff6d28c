"""People and companies who buy again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pos.domain.money.amounts import Money
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.orders import OrderRow
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError


@dataclass(frozen=True, slots=True)
class CustomerAddress:
    """An address of a customer under a label of their own ("home", "my mother")."""

    label: str
    address: Address


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer, whole; `phone` in the international form (+33612345678), `tax_id` normalised."""

    id: str
    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    tax_id: str = ""
    tax_exempt: bool = False
    language: str = ""
    note: str = ""
    delivery_method: str = ""
    payment_method: str = ""
    addresses: tuple[CustomerAddress, ...] = ()
    archived: bool = False

    @property
    def shown_name(self) -> str:
        """What lists show: the person, else the company, else how they are reached."""
        return self.name or self.company or self.email or self.phone


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in a list."""

    id: str
    name: str
    company: str
    email: str
    phone: str
    city: str
    orders: int
    unpaid: Money
    last_order_at: datetime | None


@dataclass(frozen=True, slots=True)
class CustomerSummary:
    """A customer with what they bought and still owe."""

    customer: Customer
    orders: int
    unpaid: Money
    last_orders: tuple[OrderRow, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LastTime:
    """How a customer's last order was handed over, billed and paid: what the next one begins with."""

    number: str
    fulfilment: Fulfilment
    billing: Address | None
    payment_method: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who an order is for, as it was when the order was made."""

    customer_id: str | None = None
    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    tax_id: str = ""
    language: str = ""

    @property
    def shown_name(self) -> str:
        """What lists and greetings show."""
        return self.name or self.company or self.email or self.phone


@dataclass(eq=False)
class CustomerUnknown(CashierError):
    text = "There is no customer “{reference}” in this shop."
    reference: str


@dataclass(eq=False)
class SeveralCustomers(CashierError):
    text = "{count} customers have “{reference}”. Use the id of one of them."
    reference: str
    count: int


@dataclass(eq=False)
class CustomerNameless(CashierError):
    text = "Nothing tells who this is. Type a name, a company, an e-mail or a phone number."
