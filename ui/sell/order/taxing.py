"""Say what the taxes of a whole order can be, and why it bears none or others."""

from __future__ import annotations

from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.taxing import CLASS, GOODS
from pos.domain.shop.settings import ShopSettings
from pos.text import _
from ui.shared.cart import words as cart_words


def tax_choices(settings: ShopSettings) -> tuple[tuple[str, str], ...]:
    """What an order's taxes can be, each with its words; a shop that charges none has no choice."""
    if settings.is_franchise:
        return ((GOODS, _("As the goods")),)
    classes = (
        (f"{CLASS}{one.key}", f"{_(one.name)} · {cart_words.rates_words(one.rates, settings.tax_labels)}")
        for one in settings.tax_classes
    )
    return (
        (GOODS, _("As the goods")),
        *classes,
        # Translators: the order pays no tax
        (Exemption.EXEMPT.value, _("Exempt")),
        (Exemption.REVERSE_CHARGE.value, _("Reverse charge")),
    )


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
    return cart_words.DOT.join(filter(None, (said, cart.exemption_reason)))
