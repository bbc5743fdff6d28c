"""What a shop still lacks for right papers, in its first week."""

from __future__ import annotations

from enum import StrEnum

from pos.domain.shop.settings import ShopSettings

_WITHOUT_IBAN = frozenset(("US", "CA", "AU", "NZ", "JP", "CN", "IN", "MX", "ZA", "SG", "HK", "KR"))
"""Countries whose accounts have no IBAN: what the settings ask for does not exist there."""


class Gap(StrEnum):
    """Something missing, by the name of what decides it."""

    CATALOGUE = "catalogue"
    TAX_NUMBER = "tax_number"
    REGISTRATION = "registration"
    BANK = "iban"
    DELIVERY = "delivery_methods"
    PRINTER = "printer"


def gaps(settings: ShopSettings, *, products: int, printer: bool) -> tuple[Gap, ...]:
    """What is missing, what is wanted first in front; the demo shop lacks nothing.

    A shop that charges no tax has no number for it.
    """
    if settings.demo:
        return ()
    taxed = not settings.is_franchise and any(one.rates for one in settings.tax_classes)
    missing = {
        Gap.CATALOGUE: not products,
        Gap.TAX_NUMBER: taxed and not settings.tax_number,
        Gap.REGISTRATION: not settings.registration,
        Gap.BANK: not settings.iban and settings.country not in _WITHOUT_IBAN,
        Gap.DELIVERY: not settings.delivery_methods,
        Gap.PRINTER: not printer,
    }
    return tuple(gap for gap, lacks in missing.items() if lacks)
