"""The cart: what it counts, and what stays when lines come and go."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.money.amounts import Money
from pos.domain.money.discounts import Discount
from pos.domain.money.pricing import Pricing
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.errors import LineGone

EMPTY = Cart("c", Pricing("EUR", prices_include_tax=True))


def line(uid: str, quantity: str, price: str = "18.00", *, unit: str = "", **fields: object) -> CartLine:
    return CartLine(uid, uid, Decimal(quantity), Decimal(price), ("20",), unit=unit, **fields)  # type: ignore[arg-type]


def test_pieces_count_by_quantity_and_what_is_weighed_counts_once() -> None:
    cart = (
        EMPTY.add(line("mug", "2")).add(line("honey", "0.350", unit="kg")).add(line("rope", "12.5", unit="m"))
    )
    assert cart.item_count == 4
    assert EMPTY.item_count == 0


def test_the_same_on_the_same_terms_is_one_line() -> None:
    mug = line("a", "1", variant_id="mug")
    assert [one.quantity for one in EMPTY.add(mug).add(replace(mug, id="b")).lines] == [2]
    for other in (
        replace(mug, id="b", variant_id="vase"),
        replace(mug, id="b", unit_price=Decimal("17.00")),
        replace(mug, id="b", note="for Anne"),
    ):
        assert EMPTY.add(mug).add(other).lines == (mug, other)
    custom = replace(mug, variant_id=None)
    assert len(EMPTY.add(custom).add(replace(custom, id="b")).lines) == 2


def test_a_line_that_is_gone_cannot_be_changed() -> None:
    cart = EMPTY.add(line("mug", "1"))
    for change in (
        lambda: cart.without("vase"),
        lambda: cart.with_quantity("vase", Decimal(2)),
        lambda: cart.with_line(line("vase", "1")),
    ):
        with pytest.raises(LineGone):
            change()


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
    assert dear.with_line(replace(dear.line("mug"), unit_price=Decimal("0.00"))).discount is None
