"""The taxes of a whole order, decided by hand: another rate, none at all, or owed by the customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pos.domain.money.pricing import Charge
from pos.domain.money.tax import TaxList
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption
from pos.domain.shop.settings import ShopSettings
from pos.text import _
from ui.shared.cart import words as wording

GOODS, CLASS = "goods", "class:"
"""Values of the choice: the taxes of the goods, or of one tax class; else an exemption's own name."""


def tax_choices(settings: ShopSettings) -> tuple[tuple[str, str], ...]:
    """What an order's taxes can be, each with its words."""
    classes = (
        (f"{CLASS}{one.key}", f"{_(one.name)} · {wording.rates_words(one.rates, settings.tax_label)}")
        for one in settings.tax_classes
    )
    return (
        (GOODS, _("As the goods")),
        *classes,
        (Exemption.EXEMPT.value, _("Exempt")),
        (Exemption.REVERSE_CHARGE.value, _("Reverse charge")),
    )


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
        return replace(one, taxes=settings.rates(""))

    lines, charges = tuple(map(own, cart.lines)), tuple(map(charged, cart.charges))
    return replace(cart, lines=lines, charges=charges, taxes_by_hand=None)


def reason_words(cart: Cart) -> str:
    """Why the order bears no tax, or another one; empty for an ordinary order."""
    match cart.exemption:
        case Exemption.REVERSE_CHARGE:
            said = _("Reverse charge")
        case Exemption.EXEMPT:
            said = _("Without tax")
        case _:
            said = _("Other taxes") if cart.taxes_by_hand is not None else ""
    if not said:
        return ""
    return wording.DOT.join(filter(None, (said, cart.exemption_reason)))
