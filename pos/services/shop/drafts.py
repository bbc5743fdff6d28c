"""Carts not yet placed, as this machine keeps them."""

from __future__ import annotations

import msgspec

from pos.domain.orders.cart import Cart


def encode(cart: Cart) -> bytes:
    """A cart as this machine keeps it."""
    return msgspec.json.encode(cart)


def decode(data: bytes) -> Cart:
    """The cart that was kept."""
    return msgspec.json.decode(data, type=Cart)
