"""How the goods of an order reach the customer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
