"""The cart: what it counts, and what stays when lines come and go."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.money.amounts import Money
from pos.domain.money.discounts import Discount
from pos.domain.money.pricing import Pricing
from pos.domain.orders.cart import Cart, CartLine

EMPTY = Cart("c", Pricing("EUR", prices_include_tax=True))


def line(uid: str, quantity: str, price: str = "18.00", *, unit: str = "", **fields: object) -> CartLine:
    return CartLine(uid, uid, Decimal(quantity), Decimal(price), ("20",), unit=unit, **fields)  # type: ignore[arg-type]


def test_pieces_count_by_quantity_and_what_is_weighed_counts_once() -> None:
    cart = (
        EMPTY.add(line("mug", "2")).add(line("honey", "0.350", unit="kg")).add(line("rope", "12.5", unit="m"))
    )
    assert cart.item_count == 4
    assert EMPTY.item_count == 0


@pytest.mark.parametrize("discount", [Discount(percent=Decimal(10)), Discount(amount=Money(500, "EUR"))])
def test_a_discount_goes_with_the_last_line(discount: Discount) -> None:
    cart = EMPTY.add(line("mug", "1")).add(line("vase", "1")).with_discount(discount)
    assert cart.without("mug").discount == discount
    assert cart.without("mug").without("vase").discount is None
    assert cart.without("mug").with_quantity("vase", Decimal(0)).discount is None


def test_a_discount_larger_than_what_is_left_goes() -> None:
    cart = (
        EMPTY.add(line("mug", "1"))
        .add(line("card", "1", "4.00"))
        .with_discount(Discount(amount=Money(400, "EUR")))
    )
    assert cart.without("mug").discount == cart.discount
    dear = cart.with_discount(Discount(amount=Money(401, "EUR")))
    assert dear.without("mug").discount is None
    assert dear.with_price("mug", Decimal("0.00")).discount is None
