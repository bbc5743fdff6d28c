"""What is missing of a variant that is added to a cart."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.catalogue.products import Hit
from pos.domain.catalogue.stock import StockNotice
from pos.domain.orders.cart import Cart
from pos.domain.shop.settings import Oversell

ONE = Decimal(1)


def shortage_of(cart: Cart, hit: Hit, usual: Oversell) -> StockNotice | None:
    """What is missing of a variant just added, from what was found with it: no second look at the disk.

    What an order that is edited has already is there too.
    """
    policy = Oversell(hit.oversell) if hit.oversell else usual
    if hit.on_hand is None or policy is Oversell.ALLOW:
        return None
    lines = [line for line in cart.lines if line.variant_id == hit.variant_id]
    wanted = sum((line.quantity for line in lines), Decimal(0))
    held = cart.held.get(hit.variant_id)
    there = hit.on_hand if held is None else max(hit.on_hand, Decimal(0)) + held
    if wanted <= there:
        return None
    return StockNotice(lines[-1].id, hit.name, there, wanted, policy)
