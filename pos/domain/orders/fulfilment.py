"""How the goods of an order reach the customer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.customers.customers import Customer
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address


class Exemption(StrEnum):
    """Why an order bears no tax."""

    EXEMPT = "exempt"
    REVERSE_CHARGE = "reverse_charge"


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How this order is handed over; `at` is a day (2026-11-24) or a time (2026-11-24T10:30)."""

    kind: FulfilmentKind = FulfilmentKind.TAKE_AWAY
    method: str = ""
    address: Address | None = None
    at: str = ""
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class LastTime:
    """How a customer's last order was handed over, billed and paid: what the next one begins with."""

    number: str
    fulfilment: Fulfilment
    billing: Address | None
    payment_method: str
    order: str = ""


@dataclass(frozen=True, slots=True)
class Regular:
    """A customer, and how their last order went; None for the first."""

    customer: Customer
    last: LastTime | None = None

    @property
    def home(self) -> Address | None:
        """The first address they are known under."""
        return self.customer.addresses[0].address if self.customer.addresses else None

    @property
    def methods(self) -> tuple[str, ...]:
        """The keys of how they were served last, and of how they usually are."""
        last = self.last.fulfilment.method if self.last else ""
        return tuple(filter(None, (last, self.customer.delivery_method)))


def is_day(at: str) -> bool:
    """Whether this is a day or time already, or nothing, and not what was typed."""
    return not at or (len(at) in (10, 16) and at[4:5] == "-" and at[7:8] == "-")
