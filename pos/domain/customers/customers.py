"""People and companies who buy again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pos.domain.money.amounts import Money
from pos.domain.words.address import Address


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
    legal_id: str = ""
    """The number in its register of companies: in France the SIREN or SIRET."""

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
class Buyer:
    """Who an order is for, as it was when the order was made."""

    customer_id: str | None = None
    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    tax_id: str = ""
    language: str = ""
    legal_id: str = ""

    @property
    def shown_name(self) -> str:
        """What lists and greetings show."""
        return self.name or self.company or self.email or self.phone


def billed(buyer: Buyer | None, billing: Address | None, sent: Address | None) -> Address:
    """Who and where a bill is for: an address of their own, else that of the delivery under their name."""
    named, where = buyer or Buyer(), billing
    if where is None or where.is_empty:
        where = sent or Address()
        if not (named.name or named.company):
            return where
    elif where.name or where.company:
        return where
    return replace(where, name=named.name, company=named.company)
