"""The taxes of a whole order: decided by hand, or moved to a buyer in another country of the EU."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pos.domain.money.pricing import Charge, ChargeKind
from pos.domain.money.tax import TaxList
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.rates import EU
from pos.domain.shop.regions import is_outside_vat_area
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address

GOODS, CLASS = "goods", "class:"
"""Values of the choice: the taxes of the goods, or of one tax class; else an exemption's own name."""

_NORTHERN_IRELAND = "XI"
_WITH = {"MC": "FR"}
"""Countries that are one with a member state for this tax."""


def tax_choice(cart: Cart, settings: ShopSettings) -> str:
    """What the order's taxes are now."""
    if cart.exemption is not None:
        return cart.exemption.value
    if cart.taxes_by_hand is None:
        return GOODS
    found = (one.key for one in settings.tax_classes if one.rates == cart.taxes_by_hand)
    return f"{CLASS}{next(found, '')}"


def with_taxes(
    cart: Cart, choice: str, settings: ShopSettings, usual: Callable[[CartLine], TaxList | None]
) -> Cart:
    """The cart with its taxes decided; `usual` knows the rates a line has by itself."""
    if choice in {one.value for one in Exemption}:
        return cart.with_exemption(Exemption(choice), cart.exemption_reason)
    free = replace(cart, exemption=None)
    if choice.startswith(CLASS):
        return _taxed(free, settings.rates(choice.removeprefix(CLASS)))
    return _as_goods(free, settings, usual) if cart.taxes_by_hand is not None else free


def _taxed(cart: Cart, rates: TaxList) -> Cart:
    lines = tuple(replace(line, taxes=rates) for line in cart.lines)
    charges = tuple(replace(one, taxes=rates) for one in cart.charges)
    return replace(cart, lines=lines, charges=charges, taxes_by_hand=rates)


def _as_goods(cart: Cart, settings: ShopSettings, usual: Callable[[CartLine], TaxList | None]) -> Cart:
    def own(line: CartLine) -> CartLine:
        rates = usual(line)
        return replace(line, taxes=settings.rates("") if rates is None else rates)

    def charged(one: Charge) -> Charge:
        method = settings.delivery_method(cart.fulfilment.method)
        brought = one.kind is ChargeKind.DELIVERY and method is not None
        return replace(one, taxes=settings.rates(method.tax_class if method and brought else ""))

    lines, charges = tuple(map(own, cart.lines)), tuple(map(charged, cart.charges))
    return replace(cart, lines=lines, charges=charges, taxes_by_hand=None)


def without_rates(cart: Cart) -> Cart:
    """The cart of a shop that may charge no tax: its prices as they are, without a rate or a reason."""
    if cart.exemption is None and cart.taxes_by_hand is None and not any(map(_rates, _priced(cart))):
        return cart
    return replace(
        cart,
        lines=tuple(replace(line, taxes=()) for line in cart.lines),
        charges=tuple(replace(one, taxes=()) for one in cart.charges),
        exemption=None,
        exemption_reason="",
        taxes_by_hand=None,
    )


def _priced(cart: Cart) -> tuple[CartLine | Charge, ...]:
    return (*cart.lines, *cart.charges)


def _rates(one: CartLine | Charge) -> TaxList:
    return one.taxes


def may_owe_tax(cart: Cart, settings: ShopSettings) -> bool:
    """Whether goods go from a seller of the EU who charges tax to another member state, to a company.

    With a valid number of another state the tax is then the buyer's. What is fetched is taxed here.
    """
    return _is_between_companies(cart, settings) and goes_to_another_state(cart.fulfilment, settings.country)


def may_owe_tax_on_services(cart: Cart, settings: ShopSettings) -> bool:
    """Whether nothing is dispatched and no line is of the catalogue: work done for a company.

    With a valid number of another state the tax may be the buyer's, where a person says so.
    """
    to = cart.fulfilment.kind
    services = bool(cart.lines) and all(line.is_custom and not line.keep_as_product for line in cart.lines)
    return _is_between_companies(cart, settings) and services and to is not FulfilmentKind.DELIVERY


def _is_between_companies(cart: Cart, settings: ShopSettings) -> bool:
    in_eu = member_state(Address(country=settings.country)) != ""
    charges = bool(settings.tax_number) and not settings.is_franchise
    charges = charges and not is_outside_vat_area(settings.country, settings.region)
    return in_eu and charges and cart.buyer is not None and bool(cart.buyer.tax_id)


def goes_to_another_state(to: Fulfilment, country: str) -> bool:
    """Whether goods are sent from a member state of the EU to another one."""
    if to.kind is not FulfilmentKind.DELIVERY or to.address is None:
        return False
    here, there = member_state(Address(country=country)), member_state(to.address)
    return "" not in (here, there) and here != there


def member_state(address: Address) -> str:
    """The state of the EU whose tax on goods holds there; XI in Northern Ireland, "" outside."""
    country = address.country.upper()
    if country == "GB":
        return _NORTHERN_IRELAND if address.postcode.strip().upper().startswith("BT") else ""
    country = _WITH.get(country, country)
    inside = country in EU and not is_outside_vat_area(country, postcode=address.postcode)
    return country if inside else ""
