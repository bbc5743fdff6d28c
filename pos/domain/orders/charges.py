"""What an order costs beside its goods: each function gives the cart with one of its charges decided."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind
from pos.domain.money.tax import TaxList
from pos.domain.orders.cart import Cart
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings


def charge_of(cart: Cart, kind: ChargeKind) -> Charge | None:
    """The order's charge of that kind, the first of several."""
    return next((one for one in cart.charges if one.kind is kind), None)


def surcharges(cart: Cart) -> tuple[Charge, ...]:
    """What the order costs more, in the order it was written down."""
    return tuple(one for one in cart.charges if one.kind is ChargeKind.SURCHARGE)


def with_fee(cart: Cart, fee: Money | None, settings: ShopSettings, name: str = "") -> Cart:
    """The cart with that delivery fee, or without one; fetching for nothing is no charge at all.

    `name` is what it is called where the shop has no method to name it by.
    """
    if fee is None or (fee.is_zero and cart.fulfilment.kind is not FulfilmentKind.DELIVERY):
        return _put(cart, ChargeKind.DELIVERY, ())
    method = settings.delivery_method(cart.fulfilment.method)
    taxes = _rates(cart, ChargeKind.DELIVERY, settings.rates(method.tax_class if method else ""))
    made = Charge(ChargeKind.DELIVERY, method.name if method else name, fee, None, taxes)
    return _put(cart, ChargeKind.DELIVERY, (made,))


def with_fee_by_hand(cart: Cart, fee: Money | None, settings: ShopSettings, name: str) -> Cart:
    """The cart with a fee that stays as it was written, whatever the method asks; None for none."""
    return replace(with_fee(cart, fee, settings, name), fee_by_hand=True)


def with_handling(cart: Cart, fee: Money | None, name: str, settings: ShopSettings) -> Cart:
    """The cart with that handling fee under that name, or without one."""
    if fee is None or fee.is_zero:
        return _put(cart, ChargeKind.HANDLING, ())
    made = Charge(ChargeKind.HANDLING, name, fee, None, _rates(cart, ChargeKind.HANDLING, settings.rates("")))
    return _put(cart, ChargeKind.HANDLING, (made,))


def with_surcharges(cart: Cart, charges: tuple[Charge, ...]) -> Cart:
    """The cart with other surcharges."""
    return _put(cart, ChargeKind.SURCHARGE, charges)


def surcharge(cart: Cart, settings: ShopSettings, name: str, cost: Money | Decimal, *, taxed: bool) -> Charge:
    """A surcharge by amount or percentage."""
    taxes = cart.taxes_for(settings.rates("")) if taxed else ()
    amount, percent = (cost, None) if isinstance(cost, Money) else (None, cost)
    return Charge(ChargeKind.SURCHARGE, name, amount, percent, taxes)


def _rates(cart: Cart, kind: ChargeKind, usual: TaxList) -> TaxList:
    """The rates of a charge; in an order that is edited one of the kind keeps those that were agreed."""
    agreed = charge_of(cart, kind) if cart.edits else None
    return agreed.taxes if agreed else cart.taxes_for(usual)


def _put(cart: Cart, kind: ChargeKind, charges: tuple[Charge, ...]) -> Cart:
    kept = {one: tuple(c for c in cart.charges if c.kind is one) for one in ChargeKind}
    kept[kind] = charges
    return cart.with_charges(tuple(one for each in ChargeKind for one in kept[each]))
