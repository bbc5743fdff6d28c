"""Ways to pay and to deliver by the words a script uses for them: the key, or the name."""

from __future__ import annotations

from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.shop.settings import PaymentMethod, ShopSettings

BUILT_IN = {"cash": "Cash", "card": "Card", "transfer": "Bank transfer"}
"""The English names of the methods that have none of the shop's own."""


def payment_method(settings: ShopSettings, text: str) -> PaymentMethod | None:
    """The shop's method of that key or name, capitals or not."""
    wanted = text.casefold()
    for known in settings.methods:
        if wanted in (known.key.casefold(), payment_name(settings, known.key).casefold()):
            return known
    return None


def payment_name(settings: ShopSettings, key: str) -> str:
    """What a way to pay is called; one the shop does not have is called as it was written."""
    own = next((known.name for known in settings.methods if known.key == key), "")
    return own or BUILT_IN.get(key, key)


def delivery_method(settings: ShopSettings, kind: FulfilmentKind, text: str) -> DeliveryMethod | None:
    """The shop's method of that kind with that key or name, capitals or not."""
    wanted = text.casefold()
    for known in settings.delivery_methods:
        if known.kind is kind and wanted in (known.key.casefold(), known.name.casefold()):
            return known
    return None


def delivery_name(settings: ShopSettings, key: str) -> str:
    """What a way to deliver is called; one the shop does not have is called as it was written."""
    return next((known.name for known in settings.delivery_methods if known.key == key), key)
