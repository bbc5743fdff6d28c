"""An order with all that is known of it: how it stands, its messages, and what somebody has to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pos.cli.mail.mail import mails_of
from pos.cli.order_shapes import whole
from pos.cli.sync.decisions import row

if TYPE_CHECKING:
    from pos.domain.orders.orders import Order
    from pos.shop import Shop


def whole_order(shop: Shop, order: Order) -> dict[str, Any]:
    """What scripts read of an order."""
    number = order.row.number
    decide = shop.exceptions.of_order(number) if shop.orders.was_changed_by_two(number) else ()
    return {
        **whole(order, shop.settings.current()),
        "mails": mails_of(shop, number),
        "exceptions": [row(one) for one in decide],
    }
