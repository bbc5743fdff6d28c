"""A shop that takes orders by phone: customers, orders paid and unpaid, for the tests of their pages."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

from pos.domain.catalogue.products import NewProduct
from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.words.address import Address
from pos.shop import Shop

HOME = Address("", "", ("8 quai des Bateliers",), "67000", "Strasbourg", "", "FR")


class PhoneShop:
    """Speaks to the services of a shop, for what a test begins with."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        shop.settings.change(delivery_methods=(DeliveryMethod("local", "Local delivery", fee=880),))
        for name, sku, price in (("Mug, blue glaze", "MUG", "18.00"), ("Bowl, ash wood", "BOWL", "24.00")):
            shop.catalogue.add(NewProduct(name, Decimal(price), sku, (), on_hand=Decimal(50)))

    def customer(self, name: str, **fields: str) -> Customer:
        """Someone who buys again, with a home."""
        given = Customer("", name=name, **fields)  # type: ignore[arg-type]
        return self.shop.customers.add(replace(given, addresses=(CustomerAddress("home", HOME),)))

    def line(self, sku: str, quantity: int = 1) -> CartLine:
        """A line of the catalogue."""
        (hit,) = self.shop.search.by_code(sku, scanned=False)
        return CartLine(
            uuid.uuid4().hex, hit.name, Decimal(quantity), hit.price or Decimal(0), hit.taxes,
            variant_id=hit.variant_id, sku=hit.sku, list_price=hit.price,
        )  # fmt: skip

    def cart(self, buyer: Customer | None = None, sku: str = "MUG", quantity: int = 1) -> Cart:
        """A cart with one line."""
        cart = self.shop.carts.new().add(self.line(sku, quantity))
        return cart.with_buyer(self.shop.customers.buyer(buyer)) if buyer else cart

    def sold(self, sku: str = "MUG", quantity: int = 1) -> str:
        """A sale at the counter; gives its number."""
        cart = self.cart(None, sku, quantity)
        return self.shop.checkout.place_order(cart, [Tender("cash", cart.totals().total)]).number

    def ordered(self, buyer: Customer, sku: str = "MUG", quantity: int = 1, kind: str = "delivery") -> str:
        """An order by phone, not paid yet; gives its number."""
        cart = replace(self.cart(buyer, sku, quantity), channel="phone", payment_method="transfer")
        if kind == "delivery":
            fee = Charge(ChargeKind.DELIVERY, "Local delivery", Money(880, "EUR"), None, ("20",))
            sent = Fulfilment(FulfilmentKind.DELIVERY, "local", HOME)
            cart = replace(cart, charges=(fee,), fulfilment=sent)
        else:
            cart = replace(cart, fulfilment=Fulfilment(FulfilmentKind(kind)))
        return self.shop.checkout.place_order(cart, (), unpaid=True).number
