"""What a round with the web shop did, and what still waits for one."""

from __future__ import annotations

from dataclasses import dataclass, field

from pos.domain.words.errors import CashierError


@dataclass(frozen=True, slots=True)
class Standing:
    """What waits to go up, what nobody knows of, and what was refused."""

    orders: int = 0
    stock: int = 0
    statuses: int = 0
    customers: int = 0
    doubt: int = 0
    parked: int = 0
    oldest: str = ""  # when the oldest order that waits was placed

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits and nothing is in doubt; what was refused may remain."""
        return not (self.orders or self.stock or self.statuses or self.customers or self.doubt)


@dataclass(slots=True)
class RoundReport:
    """One round: how many of each came down and went up, and what ended it early."""

    pulled: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("products", "customers", "orders"), 0)
    )
    pushed: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("orders", "stock", "customers", "statuses"), 0)
    )
    standing: Standing = field(default_factory=Standing)
    calls: int = 0
    next_at: str = ""
    stopped: CashierError | None = None
