"""What is known here of the tills of a shop, a life a value."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.money.amounts import Money


@dataclass(frozen=True, slots=True)
class TillKnown:
    """One life of a till: how much of it is here, what it sold, and whether it counts.

    Times are as recorded, with their offset; `sales` is the number of its orders, `total` what they came to.
    """

    letter: str
    life: str  # hexadecimal
    is_this: bool
    role: str
    entries: int
    sales: int
    total: Money
    last_entry_at: str
    last_heard_at: str  # when entries of it last came in here
    on_hub: int  # how many of its entries the hub holds, as it last said
    is_vouched: bool
    is_fenced: bool
