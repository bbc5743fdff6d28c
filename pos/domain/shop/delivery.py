"""The ways a shop delivers or hands out, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money.amounts import Money


class FulfilmentKind(StrEnum):
    """Handed over at once, fetched later, or brought."""

    TAKE_AWAY = "take_away"
    PICKUP = "pickup"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class WeightStep:
    """Up to so many grams the delivery costs so much (minor units)."""

    up_to: int
    fee: int


@dataclass(frozen=True, slots=True)
class DeliveryMethod:
    """A way the shop delivers or hands out; amounts in minor units, `free_from` 0 is never free.

    No countries means everywhere; with `weights` the fee is that of the first step that holds the order.
    """

    key: str
    name: str
    kind: FulfilmentKind = FulfilmentKind.DELIVERY
    fee: int = 0
    free_from: int = 0
    countries: tuple[str, ...] = ()
    weights: tuple[WeightStep, ...] = ()
    tax_class: str = ""
    tracking: str = ""
    """Where its parcels are followed, NUMBER for the tracking number; where it is "" the number tells."""
    asks: bool = False
    """What it costs nobody knows beforehand: it is written with each order."""

    def serves(self, country: str) -> bool:
        """Whether it goes there; where nobody knows yet where to, it may."""
        return not self.countries or not country or country in self.countries

    def fee_for(self, goods: Money, country: str, grams: int) -> Money | None:
        """What the delivery of these goods costs; None where it does not go there, or is to be asked."""
        if not self.serves(country) or self.asks:
            return None
        if self.free_from and goods.minor >= self.free_from:
            return Money(0, goods.currency)
        for step in sorted(self.weights, key=lambda one: one.up_to):
            if grams <= step.up_to:
                return Money(step.fee, goods.currency)
        return None if self.weights else Money(self.fee, goods.currency)
