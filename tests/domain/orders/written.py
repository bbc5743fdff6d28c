"""What the published scenes write, as the values of the rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind, Discount
from pos.domain.money.tenders import usual_cash_step
from pos.domain.orders.amendment import Terms
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption


def discount(text: str | None, currency: str) -> Discount | None:
    if not text:
        return None
    if text.endswith("%"):
        return Discount(percent=Decimal(text[:-1]))
    return Discount(amount=Money.of(text, currency))


def charge(one: dict[str, Any], currency: str) -> Charge:
    percent = Decimal(one["amount"][:-1]) if one["amount"].endswith("%") else None
    amount = None if percent is not None else Money.of(one["amount"], currency)
    return Charge(ChargeKind(one["kind"]), one["name"], amount, percent, tuple(one["tax_rates"]))


def line(one: dict[str, Any], currency: str) -> CartLine:
    """A line as the shop would read it; what it sells is told apart by its SKU."""
    return CartLine(
        one.get("sku", one.get("name", "")),
        one.get("name", ""),
        Decimal(one["quantity"]),
        Decimal(one["unit_price"]),
        tuple(one["tax_rates"]),
        sku=one.get("sku", ""),
        discount=discount(one.get("discount"), currency),
    )


def terms(cart: Cart) -> Terms:
    gross = cart.terms.prices_include_tax or cart.exemption is not None
    return Terms(cart.currency, gross, usual_cash_step(cart.currency))


def buyer(customer: dict[str, Any]) -> Buyer:
    return Buyer(None, customer["name"], customer.get("company", ""), customer["email"])


def exemption(customer: dict[str, Any]) -> Exemption | None:
    return Exemption.EXEMPT if customer.get("tax_exempt") else None
