"""Ways to pay and to deliver by the words a script uses for them: the key, or the name."""

from __future__ import annotations

from collections.abc import Iterable

from pos.domain.money.tenders import METHOD_CASH, Tender
from pos.domain.orders.errors import UnknownMethod
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


def require_methods(settings: ShopSettings, tenders: Iterable[Tender]) -> None:
    """Refuse money by a method that the shop does not have; raises UnknownMethod."""
    known = {one.key for one in settings.methods} | {METHOD_CASH}
    for tender in tenders:
        if tender.method not in known:
            raise UnknownMethod(tender.method)


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
