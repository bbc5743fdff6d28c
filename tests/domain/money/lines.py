"""Lines as the arithmetic reads them."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.money.discounts import Discount
from pos.domain.money.tax import TaxList
from pos.domain.orders.cart import CartLine


def priced(
    quantity: Decimal, unit_price: Decimal, taxes: TaxList, discount: Discount | None = None
) -> CartLine:
    """A line that nothing but its price is known of."""
    return CartLine("", "Thing", quantity, unit_price, taxes, discount=discount)
