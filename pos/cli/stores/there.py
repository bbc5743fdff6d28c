"""What an order or a variant is in the web shop, as scripts read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pos.shop import Shop


def order_there(shop: Shop, number: str) -> dict[str, Any] | None:
    """How far an order came; None of one that never goes there."""
    found = shop.stores.there.order(number) if shop.has_store else None
    if found is None:
        return None
    return {
        "state": found.state.value,
        "id": found.public or None,
        "internal": found.internal or None,
        "total": None if found.total is None else str(found.total),
        "differs": found.differs,
        "since": found.since,
    }


def stock_there(shop: Shop, variant: str) -> dict[str, Any] | None:
    """The figures of a variant; None of one that the web shop does not have."""
    found = shop.stores.there.stock(variant) if shop.has_store else None
    if found is None:
        return None
    return {
        "quantity": None if found.quantity is None else str(found.quantity),
        "expected": None if found.expected is None else str(found.expected),
        "owed": str(found.owed),
        "at": datetime.fromtimestamp(found.at, UTC).isoformat() if found.at else None,
    }
