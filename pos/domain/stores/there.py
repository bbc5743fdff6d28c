"""What an order or a product of this shop is in the web shop, as it is shown to people and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.stores.uploads import State


@dataclass(frozen=True, slots=True)
class OrderThere:
    """How far an order came there; `public` is what people there call it, "" while it has no number."""

    state: State
    public: str
    internal: str
    total: Decimal | None  # there, in major units
    differs: bool  # from the total here
    since: str  # when it came so far, with its offset
    said: str = ""  # the web shop's own words, where it refused


@dataclass(frozen=True, slots=True)
class StockThere:
    """The figure of the web shop as it was last listed, what it should be, and what it must be told still."""

    quantity: int | None
    expected: int | None
    owed: int
    at: int  # seconds since 1970 by the web shop's clock; 0 where that is not known


def in_digits(amount: Decimal, like: Decimal) -> Decimal:
    """An amount of the web shop with as many digits as one of here, where that loses nothing."""
    made = amount.quantize(like)
    return made if made == amount else amount
