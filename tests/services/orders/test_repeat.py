"""The same as last time: lines at today's prices, and what is different is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.repeat import Change, ChangeKind
from pos.domain.orders.wishes import repeated
from tests.shop_kit import ShopKit


def test_the_lines_come_at_todays_prices_and_the_change_is_said(shop: ShopKit) -> None:
    mug = shop.stocks()
    shop.stocks("Bowl, ash wood", sku="BOW-ASH", price="24.00", quantity=None)
    placed = shop.sells(("MUG-BLU", "2"), "BOW-ASH")
    shop.shop.catalogue.change_variant(mug.variant_id, price=Decimal("19.50"))
    again = shop.shop.repeats.repeat(placed.number)
    assert [(line.name, line.quantity, line.unit_price) for line in again.lines] == [
        ("Mug, blue glaze", Decimal(2), Decimal("19.5")),
        ("Bowl, ash wood", Decimal(1), Decimal(24)),
    ]
    assert again.changes == (
        Change("Mug, blue glaze", ChangeKind.PRICE, Decimal(18), Decimal("19.5")),
    )  # fmt: skip
    cart = replace(shop.shop.carts.new(), lines=again.lines)
    assert str(shop.pays(cart).total) == "63.00"


def test_what_was_placed_again_names_the_order_that_it_repeats(shop: ShopKit) -> None:
    shop.stocks()
    first = shop.sells("MUG-BLU")
    cart = repeated(shop.shop.carts.new(), shop.shop.repeats.repeat(first.number))
    shop.shop.carts.save(cart)
    shop.reopen()
    again = shop.pays(shop.shop.carts.current())
    assert [shop.shop.orders.order(one.number).copied for one in (first, again)] == ["", first.number]
    assert shop.shop.after_sale.edits.editable(again.number).cart.copied == ""
    assert shop.audit() == []


def test_what_is_gone_is_left_out(shop: ShopKit) -> None:
    mug = shop.stocks()
    shop.stocks("Bowl, ash wood", sku="BOW-ASH", price="24.00")
    placed = shop.sells("MUG-BLU", "BOW-ASH")
    shop.shop.catalogue.change_product(mug.product_id, archived=True)
    again = shop.shop.repeats.repeat(placed.number)
    assert [line.name for line in again.lines] == ["Bowl, ash wood"]
    assert again.changes == (Change("Mug, blue glaze", ChangeKind.GONE),)


def test_what_is_out_of_stock_is_said_once_for_all_its_lines(shop: ShopKit) -> None:
    shop.stocks(quantity="5")
    cart = shop.cart(("MUG-BLU", "2"))
    cart = replace(cart, lines=(*cart.lines, shop.line("MUG-BLU", "2", "15.00")))
    placed = shop.pays(cart)
    again = shop.shop.repeats.repeat(placed.number)
    assert [line.unit_price for line in again.lines] == [Decimal(18), Decimal(18)]
    assert again.changes == (
        Change("Mug, blue glaze", ChangeKind.PRICE, Decimal(15), Decimal(18)),
        Change("Mug, blue glaze", ChangeKind.OUT_OF_STOCK, Decimal(4), Decimal(1)),
    )


def test_what_has_no_price_of_the_catalogue_keeps_its_own(shop: ShopKit) -> None:
    shop.stocks("Flowers", sku="FLO", price=None, quantity=None)
    cart = shop.cart().add(shop.custom("Engraving", "6.00", note="Lucie"))
    placed = shop.pays(cart.add(shop.line("FLO", "1", "30.00")))
    again = shop.shop.repeats.repeat(placed.number.removeprefix("A-00000"))
    assert [(line.name, line.unit_price, line.note) for line in again.lines] == [
        ("Engraving", Decimal(6), "Lucie"),
        ("Flowers", Decimal(30), ""),
    ]
    assert again.changes == ()


def test_no_order_is_refused(shop: ShopKit) -> None:
    with pytest.raises(OrderUnknown):
        shop.shop.repeats.repeat("A-000009")
