"""An order with all that is known of it: how it stands, its messages, and what somebody has to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pos.cli.mail.mail import mails_of
from pos.cli.order_shapes import whole
from pos.cli.stores.there import order_there
from pos.cli.sync.decisions import row

if TYPE_CHECKING:
    from pos.domain.orders.orders import Order
    from pos.shop import Shop


def whole_order(shop: Shop, order: Order) -> dict[str, Any]:
    """What scripts read of an order."""
    number = order.id
    decide = shop.exceptions.of_order(number) if shop.orders.was_changed_by_two(number) else ()
    return {
        **whole(order, shop.settings.current()),
        "mails": mails_of(shop, number),
        "exceptions": [row(one) for one in decide],
        **_lies(shop, order),
        "store": order_there(shop, number),
    }


def _lies(shop: Shop, order: Order) -> dict[str, Any]:
    """Whether the hub holds it, since when, and what of it is only here; null where there is no hub."""
    lies = shop.sync.lies(order.id)
    if lies is None:
        return {"on_hub": None, "on_hub_since": None, "only_here": None}
    return {
        "on_hub": lies.on_hub,
        "on_hub_since": lies.since or None,
        "only_here": lies.later + (not lies.on_hub),
    }
