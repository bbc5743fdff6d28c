"""The parts of an order's entries that are not its agreement: who sells, money, invoices."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from pos.domain.money.tenders import METHOD_CASH, Settlement
from pos.domain.orders.facts import Tender
from pos.domain.shop.settings import ShopSettings
from pos.journal.kinds.sold import Invoice, Numbered, Seller, Tendered
from pos.services.till.transaction import Transaction


def seller(settings: ShopSettings) -> Seller:
    """The head and foot of the paper as they are now."""
    return Seller(
        name=settings.name,
        lines=settings.address,
        region=settings.region,
        registrations=(Numbered(settings.registration),) if settings.registration else (),
        tax_numbers=(Numbered(settings.tax_number),) if settings.tax_number else (),
        tax_label=settings.tax_label,
        legal=settings.exempt_sentence,
        footer=settings.receipt_footer,
        language=settings.language,
        locale=settings.locale,
        demo=settings.demo,
    )


def taken(settlement: Settlement) -> tuple[Tendered, ...]:
    """The tenders with what is kept of each; the last cash bears what coins add."""
    last = max((n for n, one in enumerate(settlement.tenders) if one.method == METHOD_CASH), default=-1)
    return tuple(
        Tendered(
            tid=uuid.uuid4().hex,
            method=one.method,
            amount=one.amount.minor,
            name=one.name,
            reference=one.reference,
            given=one.given.minor if one.given else 0,
            rounding=settlement.rounding.minor if n == last else 0,
        )
        for n, one in enumerate(settlement.tenders)
    )


def given_back(tenders: Iterable[Tender], before: Iterable[Tendered]) -> tuple[Tendered, ...]:
    """What is given back, under the names and references of what was taken by the same method."""
    known = {one.method: one for one in before}
    return tuple(
        Tendered(
            tid=uuid.uuid4().hex,
            method=one.method,
            amount=one.amount,
            name=known[one.method].name if one.method in known else "",
            reference=known[one.method].reference if one.method in known else "",
            rounding=one.rounding,
        )
        for one in tenders
    )


def invoice(tx: Transaction, settings: ShopSettings) -> Invoice:
    """The next invoice of this till."""
    return invoice_as(tx.next_number("invoice"), tx.day, settings)


def invoice_as(number: str, day: str, settings: ShopSettings) -> Invoice:
    """An invoice of a day, due after the shop's usual days, with the texts as they are now."""
    due = date.fromisoformat(day) + timedelta(days=settings.payment_days)
    return Invoice(
        number=number,
        day=day,
        due=due.isoformat(),
        terms=settings.invoice_terms,
        iban=settings.iban,
        bic=settings.bic,
        holder=settings.bank_holder,
        logo=settings.logo,
        paper=settings.paper,
        contact=tuple(filter(None, (settings.phone, settings.email, settings.website))),
        country=settings.country,
    )
