"""What is read back on the phone, in the customer's language."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind, Discount, Pricing
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.text import Speech
from pos.text.readback import read_back

MUGS = CartLine("1", "Mug, blue glaze", Decimal(2), Decimal(18), ("20",))
COFFEE = CartLine("2", "Coffee", Decimal("0.25"), Decimal(24), ("20",), unit="kg")
MOTHER = Address("Anne Martin", "", ("8 quai des Bateliers",), "67000", "Strasbourg", "", "FR")
FEE = Charge(ChargeKind.DELIVERY, "Local delivery", Money(600, "EUR"), None, ("20",))
EMPTY = Cart("c", Pricing("EUR", True, TaxRounding.PER_TOTAL))
CART = replace(EMPTY, lines=(MUGS, COFFEE))
BROUGHT = replace(EMPTY, lines=(MUGS,), fulfilment=Fulfilment(FulfilmentKind.DELIVERY))
DELIVERED = replace(
    CART,
    charges=(FEE,),
    fulfilment=Fulfilment(FulfilmentKind.DELIVERY, "local", MOTHER, "2026-11-24T10:30"),
)


def said(cart: Cart, language: str = "en") -> str:
    return read_back(cart, cart.totals(), Speech(language)).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("cart", "sentences"),
    [
        (EMPTY, ""),
        (CART, "You order 2 × Mug, blue glaze and 0.25 kg Coffee. The total is €42.00."),
        (
            DELIVERED,
            "You order 2 × Mug, blue glaze, 0.25 kg Coffee and Local delivery for €6.00. "
            "We deliver it to Anne Martin, 8 quai des Bateliers, 67000 Strasbourg, "
            "on Tuesday, 24 November at 10:30. The total is €48.00.",
        ),
        (
            replace(CART, lines=(MUGS,), fulfilment=Fulfilment(FulfilmentKind.PICKUP, at="2026-11-24")),
            "You order 2 × Mug, blue glaze. You pick it up at the shop on Tuesday, 24 November. "
            "The total is €36.00.",
        ),
        (
            replace(BROUGHT, discount=Discount(percent=Decimal(10))),
            "You order 2 × Mug, blue glaze. The discount is €3.60. We deliver it to you. "
            "The total is €32.40.",
        ),
        (
            replace(CART, lines=(MUGS,), exemption=Exemption.REVERSE_CHARGE),
            "You order 2 × Mug, blue glaze. The total is €30.00, without tax.",
        ),
    ],
)  # fmt: skip
def test_the_order_is_read_back(cart: Cart, sentences: str) -> None:
    assert said(cart) == sentences


def test_it_is_read_back_in_the_language_of_the_customer() -> None:
    assert said(DELIVERED, "fr") == (
        "Vous commandez 2 × Mug, blue glaze, 0,25 kg Coffee et Local delivery pour 6,00 €. "
        "Nous livrons à l’adresse : Anne Martin, 8 quai des Bateliers, 67000 Strasbourg, "
        "le mardi 24 novembre à 10:30. Le total est de 48,00 €."
    )  # fmt: skip


def test_a_day_that_is_none_is_said_as_it_was_typed() -> None:
    cart = replace(CART, fulfilment=Fulfilment(FulfilmentKind.PICKUP, at="after Christmas"))
    assert "at the shop after Christmas." in said(cart)


def test_names_are_never_read_as_places_of_a_sentence() -> None:
    cart = replace(CART, lines=(replace(MUGS, name="{0.__class__} %s%n {goods}"),))
    assert "2 × {0.__class__} %s%n {goods}" in said(cart)
