"""What a customer decides beside the goods: each function gives the cart with one thing decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pos.domain.customers.customers import Buyer
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.repeat import Repeat
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address

NOBODY = Buyer()


def with_buyer_field(cart: Cart, name: str, text: str) -> Cart:
    """The cart with one thing about its customer written down."""
    buyer = replace(cart.buyer or NOBODY, **{name: text})
    return cart.with_buyer(None if buyer == NOBODY else buyer)


def without_customer(cart: Cart) -> Cart:
    """The cart for nobody known, taken away at once, with the taxes of its goods."""
    return replace(
        cart,
        buyer=None,
        fulfilment=Fulfilment(),
        billing=None,
        payment_method="",
        exemption=None,
        exemption_reason="",
    )


def forgetting(cart: Cart) -> Cart:
    """The cart without its customer and every word that may tell who they are."""
    lines = tuple(replace(line, note="") for line in cart.lines)
    return replace(without_customer(cart), lines=lines, customer_note="", private_note="")


def without_other(cart: Cart, customer_id: str = "") -> Cart:
    """The cart without what belongs to another known customer."""
    known = cart.buyer.customer_id if cart.buyer else None
    return cart if known in (None, customer_id) else without_customer(cart)


def with_lines(cart: Cart, lines: Iterable[CartLine]) -> Cart:
    """The cart with all of these added."""
    for line in lines:
        cart = cart.add(replace(line, taxes=cart.taxes_for(line.taxes)))
    return cart


def repeated(cart: Cart, of: Repeat) -> Cart:
    """The cart with the lines of an earlier order, and with its discount where its prices are wanted."""
    cart = replace(with_lines(cart, of.lines), copied=of.of)
    return cart if of.discount is None else cart.with_discount(of.discount)


def with_method(cart: Cart, key: str) -> Cart:
    """The cart handed over by the method that a person chose."""
    return replace(cart, fulfilment=replace(cart.fulfilment, method=key), method_by_hand=True)


def with_day(cart: Cart, at: str) -> Cart:
    """The cart handed over on that day or at that time, as it is typed so far."""
    return cart.with_fulfilment(replace(cart.fulfilment, at=at))


def with_tracking(cart: Cart, number: str) -> Cart:
    """The cart with the number its parcel is followed by."""
    return cart.with_fulfilment(replace(cart.fulfilment, tracking_number=number))


def with_address(cart: Cart, address: Address) -> Cart:
    """The cart sent to that address, or billed there where it is not sent."""
    if cart.fulfilment.kind is FulfilmentKind.DELIVERY:
        return cart.with_fulfilment(replace(cart.fulfilment, address=address))
    return cart.with_billing(address)


def sent_elsewhere(cart: Cart, address: Address) -> Cart:
    """The cart sent to another place, as to the customer's mother: the bill stays where it was."""
    was = cart.fulfilment.address
    if cart.fulfilment.kind is FulfilmentKind.DELIVERY and cart.billing is None and was and not was.is_empty:
        cart = cart.with_billing(was)
    return with_address(cart, address)


def tidy(cart: Cart) -> Cart:
    """The cart as it is placed: without addresses in which nothing was written."""
    address, billing = cart.fulfilment.address, cart.billing
    if address is not None and _blank(address):
        cart = cart.with_fulfilment(replace(cart.fulfilment, address=None))
    return cart.with_billing(None) if billing is not None and _blank(billing) else cart


def _blank(address: Address) -> bool:
    return replace(address, country="") == Address()
