"""Write down an order as its entry; the parts that later entries share: who sells, money, invoices."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import UNSET

from pos.domain.customers.customers import billed
from pos.domain.money.pricing import Totals
from pos.domain.money.tenders import METHOD_CASH, Settlement
from pos.domain.orders.cart import Cart
from pos.domain.orders.facts import Tender
from pos.domain.papers.invoices import InvoiceForNobody
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Invoice, Numbered, Seller, Tendered
from pos.services.catalogue.shelves import Shelves, tracked
from pos.services.orders.agreements import agreed_of, handed_by, personal_of
from pos.services.orders.asked_mails import of_placing

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Asked:
    """What one order is asked to have: an invoice at once or not (None: as the shop does); the id of the
    quote it comes from; in an exchange the id of the order that goods came back from, and the money that
    moves from there."""

    invoice: bool | None = None
    quote: str = ""
    exchanged: str = ""
    moved: tuple[Tendered, ...] = ()


NOTHING_ASKED = Asked()


def seller(settings: ShopSettings) -> Seller:
    """The head and foot of the paper as they are now."""
    return Seller(
        name=settings.name,
        address=Address(country=settings.country),
        lines=settings.address,
        region=settings.region,
        registrations=(Numbered(settings.registration),) if settings.registration else (),
        tax_numbers=tuple(Numbered(*one) for one in settings.tax_numbers),
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


def given_back(
    tenders: Iterable[Tender], before: Iterable[Tendered], moved: str = ""
) -> tuple[Tendered, ...]:
    """What is given back, under the names and references of what was taken by the same method.

    `moved` is the id of the other order of an exchange, where money moves to or from.
    """
    known = {one.method: one for one in before}
    return tuple(
        Tendered(
            tid=uuid.uuid4().hex,
            method=one.method,
            amount=one.amount,
            name=known[one.method].name if one.method in known else "",
            reference=known[one.method].reference if one.method in known else "",
            rounding=one.rounding,
            moved=moved if one.moved else "",
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


def order_entry(
    tx: Transaction,
    cart: Cart,
    totals: Totals,
    settlement: Settlement,
    shelves: Shelves,
    settings: ShopSettings,
    asked: Asked = NOTHING_ASKED,
) -> OrderPlaced:
    """The entry of an order that is being placed, with the next numbers of its series."""
    owed = settlement.due.minor > 0
    bill = billed(cart.buyer, cart.billing, cart.fulfilment.address)
    named = bool(bill.name or bill.company)
    if asked.invoice and not named:
        raise InvoiceForNobody(tx.next_number("order"))
    at_once = owed and settings.invoice_at_once and named if asked.invoice is None else asked.invoice
    return OrderPlaced(
        id=cart.id,
        day=tx.day,
        number=tx.next_number("order"),
        letter=settings.letter,
        channel=cart.channel,
        currency=cart.currency,
        includes_tax=cart.terms.prices_include_tax,
        tax_rounding=cart.terms.tax_rounding.value,
        seller=seller(settings),
        agreed=agreed_of(cart, totals, lambda line: tracked(line, shelves), settings.tax_labels),
        tenders=(*taken(settlement), *asked.moved),
        change=settlement.change.minor,
        accepted_more=settlement.over.minor > 0,
        handed=not owed and cart.fulfilment.kind is FulfilmentKind.TAKE_AWAY,
        fulfilment=handed_by(cart),
        payment_method=cart.payment_method,
        invoice=invoice(tx, settings) if at_once else UNSET,
        deposit=cart.deposit,
        promised=cart.promised,
        quote=asked.quote,
        copied=cart.copied,
        exchanged=asked.exchanged,
        mails=of_placing(tx, cart, shelves, settings, owed=owed),
        personal=personal_of(cart),
    )
