"""An order read back from all of its facts: for the screen, the papers and scripts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from msgspec import UnsetType

from pos.domain.money.amounts import Money
from pos.domain.money.labels import TaxLabels, own_labels, parts_of
from pos.domain.money.pricing import LineTotal, TaxRow
from pos.domain.money.quantity import from_micro
from pos.domain.money.tax import TaxRounding
from pos.domain.money.tenders import Payment
from pos.domain.orders.after.correct import places_of
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.orders.orders import (
    Order,
    OrderLine,
    OrderPaper,
    OrderRow,
    OrderVersion,
    PaperSeller,
    PaperTexts,
    RowKind,
)
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal.kinds.orders import OrderEdited, OrderFact, OrderPlaced
from pos.journal.kinds.payments import PaymentCorrected, PaymentGivenBack, PaymentTaken
from pos.journal.kinds.sold import AgreedOrder, AgreedPersonal, Seller, SoldCharge, SoldLine, Tendered
from pos.journal.orders.details import TRACKING, in_force
from pos.journal.orders.facts import Story, Told, agreed_by, personal_of, printed
from pos.journal.orders.figures import discount_of
from pos.journal.orders.papers import papers_of
from pos.journal.orders.tables import FACTS, told_of
from pos.services.orders.agreements import address_of, buyer_of, options_of
from pos.services.orders.history import history_of, notes_of
from pos.services.orders.lists import COLUMNS, called, order_row

ROW = f"{COLUMNS} FROM orders o WHERE o.id = ?"
QUOTE = "SELECT number FROM quote WHERE uid = ?"
PRINTED = "SELECT kind, number, printed FROM document WHERE order_id = ?"


def sold_order(reader: sqlite3.Connection, number: str) -> Order:
    """The order of that number or id, with its payments, papers and history; raises OrderUnknown."""
    return told_order(reader, number)[1]


def told_order(reader: sqlite3.Connection, number: str) -> tuple[Story, Order]:
    """The order of that number or id with the facts that it is read from; raises OrderUnknown."""
    key = called(reader, number)
    story = story_of(reader, key)
    order = as_sold(story, order_row(reader.execute(ROW, (key,)).fetchone()), story.in_force)
    printed = {(kind, number): times for kind, number, times in reader.execute(PRINTED, (key,))}
    payments = tuple(replace(one, moved=_number(reader, one.moved)) for one in order.payments)
    quote = reader.execute(QUOTE, (bytes.fromhex(story.placed.quote),)).fetchone()
    papers = tuple(_papers(story, printed))
    return story, replace(
        order,
        papers=papers,
        payments=payments,
        quote=quote[0] if quote else "",
        copied=_number(reader, story.placed.copied),
    )


def _number(reader: sqlite3.Connection, order: str) -> str:
    """The number of the order of that id; the id itself of one that is not here yet."""
    if not order:
        return ""
    found = reader.execute("SELECT number FROM orders WHERE uid = ?", (bytes.fromhex(order),)).fetchone()
    return str(found[0]) if found else order


def as_sold(story: Story, row: OrderRow, version: Told) -> Order:
    """The order as a version of it says, with what its facts say of money and goods; without papers."""
    placed, currency = story.placed, story.placed.currency
    agreed, personal = agreed_by(version), personal_of(version)
    details, now = in_force(story), story.standing()
    at = datetime.fromisoformat(story.first.header.recorded_at)
    return Order(
        id=placed.id,
        row=replace(row, total=Money(agreed.total, currency)),
        letter=placed.letter,
        day=placed.day,
        served_by=story.first.header.user,
        seller=_seller(placed.seller),
        texts=_texts(placed.seller),
        prices_include_tax=placed.includes_tax,
        tax_rounding=TaxRounding(placed.tax_rounding),
        lines=_lines(agreed, personal, currency),
        charges=tuple(_charge(one, currency) for one in agreed.charges),
        subtotal=Money(agreed.subtotal, currency),
        discount=discount_of(agreed.off, currency),
        discount_amount=Money(agreed.discount, currency),
        taxes=tuple(
            TaxRow(one.rate, Money(one.net, currency), Money(one.tax, currency)) for one in agreed.taxes
        ),
        net=Money(agreed.net, currency),
        tax=Money(agreed.tax, currency),
        rounding=Money(now.rounding, currency),
        tenders=tuple(_payment(one, currency, at) for one in placed.tenders if one.amount),
        change=Money(sum(_change(one.fact) for one in story.counted), currency),
        customer_note=details["customer_note"],
        private_note=details["private_note"],
        history=history_of(story),
        seal=story.first.seal,
        buyer=buyer_of(agreed, personal),
        fulfilment=_fulfilment(details),
        billing=address_of(personal.billing),
        payment_method=details["payment_method"],
        exemption=Exemption(agreed.exemption) if agreed.exemption else None,
        exemption_reason=personal.exemption_reason,
        payments=tuple(one for one in _payments(story, currency) if not one.amount.is_zero),
        moved=any(moves_money(one.fact) for one in story.counted if one is not story.first),
        tax_labels=_labels(placed.seller, agreed),
        now=now,
        deposit=details["deposit"],
        promised=details["promised"],
        versions=tuple(_version(n, one, currency) for n, one in enumerate(story.versions.values(), 1)),
        notes=notes_of(story),
    )


def _lines(agreed: AgreedOrder, personal: AgreedPersonal, currency: str) -> tuple[OrderLine, ...]:
    return tuple(_line(one, currency, personal.line_notes.get(str(one.n), "")) for one in agreed.lines)


def _version(n: int, told: Told, currency: str) -> OrderVersion:
    agreed, personal = agreed_by(told), personal_of(told)
    reason = told.fact.personal.reason if isinstance(told.fact, OrderEdited) and told.fact.personal else ""
    return OrderVersion(
        n=n,
        at=datetime.fromisoformat(told.header.recorded_at),
        by=told.header.user,
        letter=told.letter,
        reason=reason,
        lines=_lines(agreed, personal, currency),
        charges=tuple(_charge(one, currency) for one in agreed.charges),
        discount=discount_of(agreed.off, currency),
        discount_amount=Money(agreed.discount, currency),
        total=Money(agreed.total, currency),
        buyer=buyer_of(agreed, personal),
        billing=address_of(personal.billing),
        exemption=Exemption(agreed.exemption) if agreed.exemption else None,
    )


def unlisted_row(story: Story, now: datetime) -> OrderRow:
    """How an order that stands in no list would stand in one."""
    fact, stands = story.placed, story.standing()

    def money(minor: int) -> Money:
        return Money(minor, fact.currency)

    return OrderRow(
        number=fact.number,
        placed_at=now,
        channel=fact.channel,
        customer="",
        currency=fact.currency,
        total=money(fact.agreed.total),
        paid=money(stands.paid),
        due=money(stands.due),
        payment_status=stands.payment_status,
        fulfilment_status=stands.fulfilment_status,
        item_count=Decimal(0),
        cursor="",
        credited=money(0),
        refunded=money(0),
        to_give_back=money(0),
    )


def moves_money(fact: OrderFact) -> bool:
    """Whether money changed hands by a fact."""
    if isinstance(fact, OrderPlaced):
        return bool(fact.tenders)
    return isinstance(fact, PaymentTaken | PaymentGivenBack | PaymentCorrected)


def _papers(story: Story, printed: Mapping[tuple[str, str], int]) -> Iterator[OrderPaper]:
    """What a person asks for; what was credited has its credit note where there is an invoice."""
    for one in papers_of(story):
        if one.kind != "refund":
            total, times = Money(one.total, story.placed.currency), printed.get((one.kind, one.number), 0)
            yield OrderPaper(one.kind, one.number, times, total, one.told.fact.day, one.of)


def _change(fact: OrderFact) -> int:
    return fact.change if isinstance(fact, OrderPlaced | PaymentTaken) else 0


def _fulfilment(details: Mapping[str, Any]) -> Fulfilment:
    return Fulfilment(
        FulfilmentKind(details["kind"]),
        details["method"],
        address_of(details["address"]),
        details["at"],
        details[TRACKING],
    )


def _payments(story: Story, currency: str) -> Iterator[Payment]:
    """All money that moved, in the order of the facts; what was given back is negative.

    Nothing kept is a row too here, of what coins rounded away.
    """
    places = places_of(story.standing())
    for one in story.counted:
        at = datetime.fromisoformat(one.header.recorded_at)
        match one.fact:
            case OrderPlaced() | PaymentTaken():
                yield from (_payment(of, currency, at, n=places.get(of.tid, 0)) for of in one.fact.tenders)
            case PaymentGivenBack():
                yield from (_payment(tender, currency, at, -1) for tender in one.fact.tenders)
            case PaymentCorrected(back=back, right=right):
                n = places.get(right.tid, 0)
                amount, rounding = Money(-back.amount, currency), Money(-back.rounding, currency)
                yield Payment(back.method, amount, at=at, n=n, rounding=rounding)
                yield _payment(right, currency, at, n=n)


def _payment(of: Tendered, currency: str, at: datetime, sign: int = 1, *, n: int = 0) -> Payment:
    return Payment(
        of.method,
        Money(sign * of.amount, currency),
        of.name,
        of.reference,
        Money(of.given, currency) if of.given else None,
        at,
        n,
        Money(of.rounding, currency),
        of.moved or "",
    )


def _seller(of: Seller) -> PaperSeller:
    known = (" ".join(filter(None, (one.label, one.number))) for one in of.registrations)
    return PaperSeller(
        of.name,
        of.lines,
        " · ".join(known),
        ", ".join(one.number for one in of.tax_numbers if not one.label),
        country=of.address.country if isinstance(of.address, Address) else "",
        labelled=tuple((one.label, one.number) for one in of.tax_numbers if one.label),
    )


def _labels(seller: Seller, agreed: AgreedOrder) -> TaxLabels:
    """What each tax of the order was called when it was placed; before labels the word named them all."""
    rows = tuple(one.rate for one in agreed.taxes), tuple(one.label for one in agreed.taxes)
    lists = [rows, *((one.taxes, parts_of(seller.tax_label, one.taxes)) for one in agreed.lines)]
    return TaxLabels(seller.tax_label, own_labels(lists))


def _texts(of: Seller) -> PaperTexts:
    return PaperTexts(of.tax_label, of.legal, of.footer, of.language, of.locale, of.demo)


def _line(of: SoldLine, currency: str, note: str) -> OrderLine:
    amount = printed(of)
    amounts = (amount + of.discount, of.discount, amount, of.share)
    return OrderLine(
        name=of.name,
        quantity=from_micro(of.qty),
        unit_price=from_micro(of.price),
        total=LineTotal(*(Money(minor, currency) for minor in amounts)),
        taxes=of.taxes,
        unit=of.unit,
        sku=of.sku,
        options=options_of(of),
        discount=discount_of(of.off, currency),
        note=note,
        variant_id=of.variant or None,
        list_price=None if isinstance(of.list_price, UnsetType) else from_micro(of.list_price),
        price_reason=of.price_reason,
        n=of.n,
    )


def _charge(of: SoldCharge, currency: str) -> OrderLine:
    amount, nothing = Money(printed(of), currency), Money(0, currency)
    return OrderLine(
        name=of.name,
        quantity=Decimal(1),
        unit_price=amount.major,
        total=LineTotal(amount, nothing, amount, nothing),
        taxes=of.taxes,
        kind=RowKind(of.kind),
        written=of.written,
    )


def order_story(connection: sqlite3.Connection, number: str) -> Story:
    """The facts of the order of that number or id; raises OrderUnknown. Of two the older one is meant."""
    return story_of(connection, called(connection, number))


def story_of(connection: sqlite3.Connection, order: int) -> Story:
    """The facts of the order of that row."""
    return Story(told_of(row[1:]) for row in connection.execute(FACTS, {"order": order}))
