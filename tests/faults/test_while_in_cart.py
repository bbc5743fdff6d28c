"""A product or the shop changes while it lies in a cart: the order keeps what the customer was shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import NotEnoughStock
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import UnknownMethod
from pos.domain.orders.orders import OrderLine
from pos.domain.shop.settings import DEFAULT_METHODS, PaymentMethod
from tests.shop_kit import ShopKit


@pytest.fixture
def cart(shop: ShopKit) -> Cart:
    """Two mugs at 18.00, as they were shown."""
    shop.stocks()
    made = shop.cart(("MUG-BLU", "2"))
    shop.shop.carts.save(made)
    return made


def sold(shop: ShopKit, cart: Cart) -> OrderLine:
    (line,) = shop.shop.orders.order(shop.pays(cart).number).lines
    return line


def test_a_price_changed_meanwhile_is_not_charged(shop: ShopKit, cart: Cart) -> None:
    shop.shop.catalogue.change_variant(shop.hit("MUG-BLU").variant_id, price=Decimal("25.00"))
    line = sold(shop, shop.shop.carts.current())
    assert (line.unit_price, line.amount) == (Decimal(18), shop.money("36.00"))
    assert sold(shop, shop.cart("MUG-BLU")).unit_price == Decimal(25)


def test_a_name_and_tax_class_changed_meanwhile_stay_as_they_were_shown(shop: ShopKit, cart: Cart) -> None:
    product = shop.hit("MUG-BLU").product_id
    shop.shop.catalogue.change_product(product, name="Cup, blue glaze", tax_class="reduced")
    line = sold(shop, cart)
    assert (line.name, line.taxes) == ("Mug, blue glaze", ("20",))
    again = sold(shop, shop.cart("MUG-BLU"))
    assert (again.name, again.taxes) == ("Cup, blue glaze", ("5.5",))


def test_a_product_archived_meanwhile_is_sold_and_its_stock_moves(shop: ShopKit, cart: Cart) -> None:
    hit = shop.hit("MUG-BLU")
    shop.shop.catalogue.change_product(hit.product_id, archived=True)
    assert shop.shop.search.by_code("MUG-BLU", scanned=False) == ()
    assert sold(shop, cart).sku == "MUG-BLU"
    assert shop.in_stock("MUG-BLU") == 3


def test_a_rate_changed_between_two_tenders_does_not_change_the_order(shop: ShopKit, cart: Cart) -> None:
    due = cart.totals().total
    classes = shop.shop.settings.current().tax_classes
    changed = tuple(type(one)(one.key, one.name, ("21",)) for one in classes)
    shop.shop.settings.change(tax_classes=changed, tax_label="USt")
    placed = shop.pays(cart, shop.card("10.00"), shop.cash("30.00"))
    assert (placed.total, placed.change) == (due, shop.money("4.00"))
    assert [row.rate for row in shop.shop.orders.order(placed.number).taxes] == ["20"]


def test_prices_that_become_net_meanwhile_leave_the_cart_as_it_was_shown(shop: ShopKit, cart: Cart) -> None:
    shop.shop.settings.change(prices_include_tax=False)
    order = shop.shop.orders.order(shop.pays(cart).number)
    assert (order.row.total, order.prices_include_tax) == (shop.money("36.00"), True)


def test_the_last_ones_sold_meanwhile_are_refused_where_overselling_is(shop: ShopKit) -> None:
    shop.stocks("Vase", sku="VASE", price="45.00", quantity="1", oversell="block")
    cart = shop.cart("VASE")
    shop.sells("VASE")
    with pytest.raises(NotEnoughStock) as refused:
        shop.pays(cart)
    assert (refused.value.name, refused.value.on_hand) == ("Vase", 0)
    shop.shop.stock.move(shop.hit("VASE").variant_id, Decimal(1), "receipt")
    assert shop.pays(cart).number == "A-000002"


def test_a_method_removed_meanwhile_is_refused_and_the_cart_kept(shop: ShopKit, cart: Cart) -> None:
    shop.shop.settings.change(methods=(*DEFAULT_METHODS, PaymentMethod("twint", "Twint")))
    shop.shop.settings.change(methods=DEFAULT_METHODS)
    with pytest.raises(UnknownMethod):
        shop.pays(cart, Tender("twint", shop.money("36.00")))
    assert shop.shop.carts.current() == cart
