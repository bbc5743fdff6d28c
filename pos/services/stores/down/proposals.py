"""What a web shop's ways to deliver and to pay and its rates would be here: proposed, and taken if wished."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal

from pos.domain.money.amounts import AMOUNT_MAX, decimals, round_half_away
from pos.domain.money.tax import parse_rates
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.domain.shop.rates import TaxClass
from pos.domain.shop.settings import PaymentMethod, ShopSettings
from pos.domain.stores.connection import StoreProposal
from pos.domain.stores.goods import StoreDelivery, StoreProfile, StoreTax
from pos.domain.words.errors import CashierError
from pos.domain.words.text import NAME_LIMIT, clean
from pos.services.shop.methods import BUILT_IN
from pos.services.shop.settings import Settings

MOST = 50
HEAVIEST = 10**9
"""Grams of what nobody sends; a last step without an end goes so far."""


def proposed(profile: StoreProfile, settings: ShopSettings) -> StoreProposal:
    """What the web shop has and this shop has not; nothing is written."""
    ways = {one.name.casefold() for one in settings.delivery_methods}
    methods = {
        name.casefold() for one in settings.methods for name in (one.name, one.key, BUILT_IN.get(one.key, ""))
    }
    rates = {one.rates for one in settings.tax_classes}
    deliveries = [
        _delivery(one, profile, settings.currency)
        for one in profile.deliveries[:MOST]
        if one.is_enabled and one.title and one.title.casefold() not in ways
    ]
    payments = [
        PaymentMethod(_key("pay", one), clean(one, NAME_LIMIT))
        for one in dict.fromkeys(profile.payments[:MOST])
        if one.casefold() not in methods
    ]
    classes = [] if settings.is_franchise else [_class(one) for one in profile.tax_table[:MOST]]
    new = {one.rates: one for one in classes if one is not None and one.rates not in rates}
    return StoreProposal(tuple(deliveries), tuple(payments), tuple(new.values()))


def take(settings: Settings, wanted: StoreProposal) -> None:
    """Add what was proposed behind what the shop has, unless it came there meanwhile."""
    now = settings.current()
    held = {one.key for one in now.delivery_methods} | {one.key for one in now.methods}
    new = wanted.without(held | {one.key for one in now.tax_classes})
    changes: dict[str, Sequence[object]] = {}
    if new.deliveries:
        changes["delivery_methods"] = (*now.delivery_methods, *new.deliveries)
    if new.payments:
        changes["methods"] = (*now.methods, *new.payments)
    if new.tax_classes:
        changes["tax_classes"] = (*now.tax_classes, *new.tax_classes)
    if changes:
        settings.change(**changes)


def _key(kind: str, name: str) -> str:
    """The same each time, so that what was taken twice is there once."""
    return f"own-{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind}:{name}').hex[:12]}"


def _delivery(one: StoreDelivery, profile: StoreProfile, currency: str) -> DeliveryMethod:
    """The way as it would be here; what is a share of the goods, or computed by a carrier, is asked here."""
    kind = FulfilmentKind.PICKUP if one.way == "pickup" else FulfilmentKind.DELIVERY
    is_priced = one.flat is not None or bool(one.by_weight)
    starts = sorted(one.by_weight)
    ends = [round_half_away(start * profile.grams) for start, _fee in starts[1:]] + [HEAVIEST]
    steps = tuple(
        WeightStep(end, _minor(fee, currency))
        for (_start, fee), end in zip(starts, ends, strict=False)
        if 0 < end <= HEAVIEST
    )
    return DeliveryMethod(
        _key("way", f"{one.id} {one.title}"), clean(one.title, NAME_LIMIT), kind,
        fee=_minor(one.flat or Decimal(0), currency), weights=steps,
        asks=not is_priced and kind is FulfilmentKind.DELIVERY,
    )  # fmt: skip


def _minor(amount: Decimal, currency: str) -> int:
    return max(0, min(round_half_away(amount.scaleb(decimals(currency))), AMOUNT_MAX))


def _class(one: StoreTax) -> TaxClass | None:
    """The class of a rate; None of one that no till could hold."""
    try:
        rates = parse_rates((format(one.percent, "f"),)) if one.percent else ()
    except (CashierError, ValueError):
        return None
    return TaxClass(
        _key("rate", f"{one.id} {one.name}"), clean(one.name, NAME_LIMIT) or f"{one.percent}%", rates
    )
