"""A made-up order on the shop's own paper, so that its settings can be seen before a customer sees them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from msgspec import UNSET

from pos.domain.money.amounts import Money, decimals
from pos.domain.money.pricing import Discount
from pos.domain.money.tenders import METHOD_CASH, Tender, settle
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.orders import Order
from pos.domain.shop.numbering import numbered
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Named, OrderPersonal
from pos.journal.orders.facts import Story, Told
from pos.journal.seal import Header
from pos.services.orders import entry_parts
from pos.services.orders.agreements import agreed_of
from pos.services.orders.sold_order import as_sold, unlisted_row
from pos.services.papers.issued import Issued
from pos.text import Speech, mark

_GOODS = (
    (mark("Mug, blue glaze"), "MUG-BLU", Decimal(2), 18),
    (mark("Bowl, ash wood"), "BOW-ASH", Decimal(1), 24),
    (mark("Gift wrapping"), "", Decimal(3), 3),
)
_BUYER, _STREET = mark("Lucie Example"), mark("1 Example Street")
_SEAL = "5ea1ed0f"


def example_order(settings: ShopSettings, now: datetime, person: str, *, unpaid: bool) -> Order:
    """An order that never was, on the terms of the shop as they are now; nothing of it is written."""
    speech = Speech(settings.language, settings.locale)
    cart = Cart("0" * 32, settings.terms, _lines(settings, speech)).with_discount(Discount(Decimal(5)))
    totals = cart.totals()
    tenders = () if unpaid else (Tender(METHOD_CASH, _note(totals.total)),)
    settlement = settle(totals.total, tenders, cash_step=settings.cash_step)
    fact = OrderPlaced(
        id=cart.id,
        day=now.date().isoformat(),
        number=numbered("order", settings.letter, now.year, 1),
        letter=settings.letter,
        channel=cart.channel,
        currency=cart.currency,
        includes_tax=settings.prices_include_tax,
        tax_rounding=settings.tax_rounding.value,
        seller=entry_parts.seller(settings),
        agreed=agreed_of(cart, totals, labels=settings.tax_labels),
        tenders=entry_parts.taken(settlement),
        change=settlement.change.minor,
        handed=not unpaid,
        personal=_personal(settings, speech) if unpaid else UNSET,
    )
    head = Header(
        entity_id=fact.id, event_id="0" * 32, format=1, hlc=0, kind=fact.kind, origin="0" * 32,
        recorded_at=now.isoformat(), scope="", seq=1, user=person,
    )  # fmt: skip
    story = Story([Told(head, fact, settings.letter, _SEAL)])
    return as_sold(story, unlisted_row(story, now), story.first)


def example_invoice(settings: ShopSettings, now: datetime, person: str) -> Issued:
    """The invoice of such an order."""
    order = example_order(settings, now, person, unpaid=True)
    number = numbered("invoice", settings.letter, now.year, 1)
    invoice = entry_parts.invoice_as(number, now.date().isoformat(), settings)
    return Issued(order, invoice, 0, 0, order.seal, 0)


def _lines(settings: ShopSettings, speech: Speech) -> tuple[CartLine, ...]:
    """Goods of the first two classes, at prices that look right in any money."""
    unit = 10 ** max(2 - decimals(settings.currency), 0)
    classes = [one.rates for one in settings.tax_classes] or [()]
    return tuple(
        CartLine(
            id=str(place),
            name=speech.gettext(name),
            quantity=quantity,
            unit_price=Decimal(price * unit),
            taxes=classes[min(place, len(classes) - 1) if place < 2 else 0],
            sku=sku,
        )
        for place, (name, sku, quantity, price) in enumerate(_GOODS)
    )


def _note(total: Money) -> Money:
    """The next round sum above the total: a customer pays with notes."""
    step = 10 ** decimals(total.currency) * 10
    return Money(-(-total.minor // step) * step, total.currency)


def _personal(settings: ShopSettings, speech: Speech) -> OrderPersonal:
    name = speech.gettext(_BUYER)
    town = settings.address[-1] if settings.address else ""
    return OrderPersonal(
        buyer=Named(name=name, language=settings.language),
        billing=Address(name=name, street=(speech.gettext(_STREET),), city=town, country=settings.country),
    )
