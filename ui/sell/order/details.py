"""What is agreed on beside the goods: each function gives the cart with one thing decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption, Fulfilment, LastTime
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.text import _

NOBODY = Buyer()


@dataclass(frozen=True, slots=True)
class Fees:
    """What the shop's rules ask for bringing the goods; a fee written by hand is left alone."""

    settings: ShopSettings
    weigh: Callable[[Cart], int]

    def method(self, cart: Cart) -> DeliveryMethod | None:
        """The method chosen, if the shop still has it."""
        return method_of(self.settings, cart.fulfilment.method)

    def usual(self, cart: Cart) -> Money | None:
        """The fee by the rules; None where there is no method, or it does not go there."""
        method = self.method(cart)
        if method is None:
            return None
        totals = replace(cart, charges=()).totals()
        country = cart.fulfilment.address.country if cart.fulfilment.address else ""
        grams = self.weigh(cart) if method.weights else 0
        return method.fee_for(totals.subtotal - totals.discount, country, grams)

    def lacks(self, cart: Cart) -> bool:
        """Whether the chosen method does not go there, and nobody wrote what it costs then."""
        to = cart.fulfilment
        if to.kind is not FulfilmentKind.DELIVERY or not to.method:
            return False
        return charge_of(cart, ChargeKind.DELIVERY) is None and self.usual(cart) is None

    def follow(self, before: Cart, cart: Cart) -> Cart:
        """The cart with the fee its delivery has now."""
        kind = cart.fulfilment.kind
        charge = charge_of(cart, ChargeKind.DELIVERY)
        if kind is FulfilmentKind.TAKE_AWAY:
            return cart if charge is None else with_fee(cart, None, self.settings)
        was, now = before.fulfilment, cart.fulfilment
        chosen = (was.kind, was.method) != (now.kind, now.method)
        if not chosen:
            known = charge_of(before, ChargeKind.DELIVERY)
            if charge != known or _minor(known.amount if known else None) != _minor(self.usual(before)):
                return cart
        return with_fee(cart, self.usual(cart), self.settings)


def _minor(fee: Money | None) -> int:
    return fee.minor if fee else 0


def method_of(settings: ShopSettings, key: str) -> DeliveryMethod | None:
    """The shop's method of that key."""
    return next((one for one in settings.delivery_methods if one.key == key), None)


def methods_for(settings: ShopSettings, kind: FulfilmentKind) -> tuple[DeliveryMethod, ...]:
    """The shop's ways to hand over like that."""
    return tuple(one for one in settings.delivery_methods if one.kind is kind)


# charges


def charge_of(cart: Cart, kind: ChargeKind) -> Charge | None:
    """The order's charge of that kind, the first of several."""
    return next((one for one in cart.charges if one.kind is kind), None)


def surcharges(cart: Cart) -> tuple[Charge, ...]:
    """What the order costs more, in the order it was written down."""
    return tuple(one for one in cart.charges if one.kind is ChargeKind.SURCHARGE)


def with_fee(cart: Cart, fee: Money | None, settings: ShopSettings) -> Cart:
    """The cart with that delivery fee, or without one; fetching for nothing is no charge at all."""
    if fee is None or (fee.is_zero and cart.fulfilment.kind is not FulfilmentKind.DELIVERY):
        return _put(cart, ChargeKind.DELIVERY, ())
    method = method_of(settings, cart.fulfilment.method)
    taxes = cart.taxes_for(settings.rates(method.tax_class if method else ""))
    name = method.name if method else _("Delivery")
    return _put(cart, ChargeKind.DELIVERY, (Charge(ChargeKind.DELIVERY, name, fee, None, taxes),))


def with_handling(cart: Cart, fee: Money | None, name: str, settings: ShopSettings) -> Cart:
    """The cart with that handling fee under that name, or without one."""
    if fee is None or fee.is_zero:
        return _put(cart, ChargeKind.HANDLING, ())
    taxes = cart.taxes_for(settings.rates(""))
    made = Charge(ChargeKind.HANDLING, name or _("Handling"), fee, None, taxes)
    return _put(cart, ChargeKind.HANDLING, (made,))


def with_surcharges(cart: Cart, charges: tuple[Charge, ...]) -> Cart:
    """The cart with other surcharges."""
    return _put(cart, ChargeKind.SURCHARGE, charges)


def surcharge(
    cart: Cart,
    settings: ShopSettings,
    name: str,
    cost: Money | Decimal,
    *,
    taxed: bool,
) -> Charge:
    """A surcharge by amount or percentage."""
    taxes = cart.taxes_for(settings.rates("")) if taxed else ()
    amount, percent = (cost, None) if isinstance(cost, Money) else (None, cost)
    return Charge(ChargeKind.SURCHARGE, name or _("Surcharge"), amount, percent, taxes)


def _put(cart: Cart, kind: ChargeKind, charges: tuple[Charge, ...]) -> Cart:
    kept = {one: tuple(c for c in cart.charges if c.kind is one) for one in ChargeKind}
    kept[kind] = charges
    return cart.with_charges(tuple(one for each in ChargeKind for one in kept[each]))


# who


def with_customer(
    cart: Cart, customer: Customer, buyer: Buyer, last: LastTime | None, settings: ShopSettings
) -> Cart:
    """The cart for a known customer, handed over, billed and paid as last time unless something was said."""
    typed = cart.buyer or NOBODY
    buyer = replace(buyer, **{name: getattr(typed, name) for name in _FIELDS if not getattr(buyer, name)})
    methods = {one.key for one in settings.methods}
    paid = (last.payment_method if last else "") or customer.payment_method
    made = replace(cart, buyer=buyer, payment_method=paid if paid in methods else cart.payment_method)
    if cart.fulfilment == Fulfilment():
        home = customer.addresses[0].address if customer.addresses else None
        made = replace(made, fulfilment=_usual(customer, last, home, settings), billing=_billing(last, home))
        if made.billing == made.fulfilment.address:
            made = replace(made, billing=None)
    if customer.tax_exempt:
        made = made.with_exemption(Exemption.EXEMPT, cart.exemption_reason)
    return made


_FIELDS = ("name", "company", "email", "phone", "tax_id", "language")


def _usual(
    customer: Customer, last: LastTime | None, home: Address | None, settings: ShopSettings
) -> Fulfilment:
    """How this customer's orders are handed over."""
    if last is not None:
        known = method_of(settings, last.fulfilment.method)
        method = known.key if known and known.kind is last.fulfilment.kind else ""
        return replace(last.fulfilment, method=method, at="", tracking_number="")
    usual = method_of(settings, customer.delivery_method)
    if usual is None or (usual.kind is FulfilmentKind.DELIVERY and home is None):
        return Fulfilment()
    return Fulfilment(usual.kind, usual.key, home if usual.kind is FulfilmentKind.DELIVERY else None)


def _billing(last: LastTime | None, home: Address | None) -> Address | None:
    if last is not None and last.billing is not None:
        return last.billing
    return None if last is not None and last.fulfilment.address is not None else home


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


def without_other(cart: Cart, customer_id: str = "") -> Cart:
    """The cart without what belongs to another known customer."""
    known = cart.buyer.customer_id if cart.buyer else None
    return cart if known in (None, customer_id) else without_customer(cart)


def with_buyer_field(cart: Cart, name: str, text: str) -> Cart:
    """The cart with one thing about its customer written down."""
    buyer = replace(cart.buyer or NOBODY, **{name: text})
    return cart.with_buyer(None if buyer == NOBODY else buyer)


def with_lines(cart: Cart, lines: Iterable[CartLine]) -> Cart:
    """The cart with all of these added."""
    for line in lines:
        cart = cart.add(replace(line, taxes=cart.taxes_for(line.taxes)))
    return cart


# how


def with_kind(cart: Cart, kind: FulfilmentKind, settings: ShopSettings, home: Address | None = None) -> Cart:
    """The cart handed over in that way; its address is kept for the bill where nothing is delivered."""
    was = cart.fulfilment
    if kind is was.kind:
        return cart
    method = next((one.key for one in methods_for(settings, kind)), "")
    if kind is FulfilmentKind.DELIVERY:
        address = was.address or cart.billing or home or Address(country=settings.country)
        billing = None if cart.billing in (None, address) else cart.billing
        brought = replace(was, kind=kind, method=method, address=address)
        return replace(cart, fulfilment=brought, billing=billing)
    at = "" if kind is FulfilmentKind.TAKE_AWAY else was.at
    kept = replace(was, kind=kind, method=method, address=None, at=at)
    return replace(cart, fulfilment=kept, billing=cart.billing or was.address)


def tidy(cart: Cart) -> Cart:
    """The cart as it is placed: without addresses in which nothing was written."""
    address, billing = cart.fulfilment.address, cart.billing
    if address is not None and _blank(address):
        cart = cart.with_fulfilment(replace(cart.fulfilment, address=None))
    return replace(cart, billing=None) if billing is not None and _blank(billing) else cart


def _blank(address: Address) -> bool:
    return replace(address, country="") == Address()
