"""Keeps the customer of an order being placed: a new one is added, what is new about a known one noted."""

from __future__ import annotations

from dataclasses import replace

from pos.domain.customers.customers import Buyer, Customer, CustomerAddress
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.wishes import tidy
from pos.domain.words.address import Address
from pos.domain.words.fields import field_of
from pos.domain.words.text import fold
from pos.services.customers.customers import Customers

FIELDS = ("name", "company", "email", "phone", "tax_id", "language", "legal_id")


class Keeper:
    """Works just before the order is placed, in the window's writer lane."""

    def __init__(self, customers: Customers) -> None:
        self._customers = customers
        self._made: dict[str, str] = {}
        """Customers added for carts whose order was then refused: they are not added twice."""

    def complete(self, cart: Cart) -> Cart:
        """The cart as it is placed, its customer among the shop's."""
        cart = tidy(cart)
        buyer = cart.buyer
        if buyer is None:
            return cart
        if cart.edits is not None and buyer.customer_id:
            return self._changed(cart, buyer, cart.edits.before)
        known = buyer.customer_id or self._made.get(cart.id) or self._same(buyer)
        if known is None:
            known = self._made[cart.id] = self._add(cart, buyer)
        else:
            self._note(cart, buyer, known)
        return cart.with_buyer(replace(buyer, customer_id=known))

    def _changed(self, cart: Cart, buyer: Buyer, before: Cart) -> Cart:
        """Of an order that is edited only what is new is noted: the rest of it may be outdated by now."""
        was = before.buyer if before.buyer and before.buyer.customer_id == buyer.customer_id else None
        same = {name: "" for name in FIELDS if was and field_of(was, name) == field_of(buyer, name)}
        if buyer.customer_id and (len(same) < len(FIELDS) or _addresses(cart) != _addresses(before)):
            self._note(cart, replace(buyer, **same), buyer.customer_id)
        return cart

    def add_reachable(self, cart: Cart) -> Cart:
        """The cart with a new buyer kept, if e-mail or phone will tell them from others; a known one stays.

        An order document that says a buyer is exempt says it of the customer.
        """
        buyer = cart.buyer
        if buyer is None or buyer.customer_id or not (buyer.email or buyer.phone):
            return cart
        made = self._add(cart, buyer, tax_exempt=cart.exemption is Exemption.EXEMPT)
        return cart.with_buyer(replace(buyer, customer_id=made))

    def _same(self, buyer: Buyer) -> str | None:
        """Whom this e-mail or phone and this name belong to: the program may have ended before the order."""
        found = self._customers.same_person(buyer.email, buyer.phone)
        same = [row.id for row in found if buyer.name and fold(row.name) == fold(buyer.name)]
        return same[0] if len(same) == 1 else None

    def _add(self, cart: Cart, buyer: Buyer, *, tax_exempt: bool = False) -> str:
        made = Customer(
            "",
            **{name: field_of(buyer, name) for name in FIELDS},
            tax_exempt=tax_exempt,
            addresses=tuple(_labelled(one) for one in _addresses(cart)),
            payment_method=cart.payment_method,
            delivery_method=cart.fulfilment.method,
        )
        return self._customers.add(made).id

    def _note(self, cart: Cart, buyer: Buyer, customer_id: str) -> None:
        customer = self._customers.customer(customer_id)
        changes: dict[str, object] = {
            name: field_of(buyer, name)
            for name in FIELDS
            if field_of(buyer, name) and field_of(buyer, name) != field_of(customer, name)
        }
        known = {_place(one.address) for one in customer.addresses}
        new = tuple(_labelled(one) for one in _addresses(cart) if _place(one) not in known)
        if new:
            changes["addresses"] = (*customer.addresses, *new)
        if changes:
            self._customers.change(customer_id, **changes)


def _addresses(cart: Cart) -> tuple[Address, ...]:
    """Where the order goes and is billed, each place once."""
    found = [one for one in (cart.fulfilment.address, cart.billing) if one is not None and not one.is_empty]
    return tuple({_place(one): one for one in reversed(found)}.values())[::-1]


def _place(address: Address) -> Address:
    """The address without who lives there."""
    return replace(address, name="", company="")


def _labelled(address: Address) -> CustomerAddress:
    return CustomerAddress(address.name, address)
