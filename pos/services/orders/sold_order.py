"""A sealed order read back once, with what happened to it since: for the screen, the papers and scripts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Discount, LineTotal, TaxRow
from pos.domain.money.quantity import from_micro
from pos.domain.money.tax import TaxRounding
from pos.domain.money.tenders import Payment
from pos.domain.orders.errors import OrderUnknown
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.orders.orders import (
    HistoryItem,
    Order,
    OrderLine,
    OrderPaper,
    OrderRow,
    PaperSeller,
    PaperTexts,
    RowKind,
)
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Named, Off, OrderPersonal, Paid, SoldCharge, SoldLine
from pos.journal.kinds.voids import OrderVoided
from pos.journal.seal import Header, fact_of
from pos.services.orders.lists import COLUMNS, order_row

PLACED = """SELECT e.header, e.chain, p.body, p.personal FROM orders o
    JOIN entry e USING (arrival) JOIN entry_part p USING (arrival) WHERE o.number = ?"""
EVENTS = """SELECT v.at, v.kind, v.text, e.seq, p.body,
    (SELECT sum(y.amount) FROM payment y WHERE y.order_id = v.order_id AND y.arrival = v.arrival)
    FROM order_event v JOIN entry e USING (arrival) JOIN entry_part p USING (arrival)
    WHERE v.order_id = ? ORDER BY v.id"""
PAPERS = "SELECT kind, number, printed FROM document WHERE order_id = ? ORDER BY id"
LATER = """SELECT method, amount, name, reference, at FROM payment
    WHERE order_id = ? ORDER BY id LIMIT -1 OFFSET ?"""
TRACKING = "SELECT tracking_number FROM orders WHERE id = ?"


@dataclass(frozen=True, slots=True)
class SealedOrder:
    """An order as its entry says it, with the header and the chain value of that entry."""

    fact: OrderPlaced
    header: Header
    chain: bytes

    @property
    def placed_at(self) -> datetime:
        """When it was placed, as the clock read, with its offset."""
        return datetime.fromisoformat(self.header.recorded_at)


def sealed_order(connection: sqlite3.Connection, number: str) -> SealedOrder | None:
    """The entry of the order of that number, or None."""
    row = connection.execute(PLACED, (number,)).fetchone()
    if row is None:
        return None
    fact = fact_of(OrderPlaced.kind, row[2], row[3])
    assert isinstance(fact, OrderPlaced)
    return SealedOrder(fact, msgspec.json.decode(row[0], type=Header), row[1])


def sold_order(reader: sqlite3.Connection, number: str) -> Order:
    """The order of that number, with its payments, papers and history until now; raises OrderUnknown."""
    found = reader.execute(f"{COLUMNS} FROM orders o WHERE o.number = ?", (number,)).fetchone()
    placed = sealed_order(reader, number)
    if found is None or placed is None:
        raise OrderUnknown(number)
    order = as_placed(placed, order_row(found))
    key, currency = order.row.cursor, order.row.currency
    later = (
        Payment(method, Money(amount, currency), name, reference, at=datetime.fromisoformat(at))
        for method, amount, name, reference, at in reader.execute(LATER, (key, len(order.tenders)))
    )
    (tracking,) = reader.execute(TRACKING, (key,)).fetchone()
    return replace(
        order,
        fulfilment=replace(order.fulfilment, tracking_number=tracking),
        history=(*order.history, *(_item(one, currency) for one in reader.execute(EVENTS, (key,)))),
        papers=tuple(OrderPaper(*one) for one in reader.execute(PAPERS, (key,))),
        payments=(*order.payments, *later),
    )


def as_placed(placed: SealedOrder, row: OrderRow) -> Order:
    """The order as its entry says it, before anything else happened to it."""
    fact, currency = placed.fact, placed.fact.currency
    private = fact.personal if isinstance(fact.personal, OrderPersonal) else OrderPersonal()
    tenders = tuple(_payment(one, currency, placed.placed_at) for one in fact.payments)
    lines = enumerate(fact.lines, 1)
    return Order(
        id=fact.id,
        row=row,
        letter=fact.letter,
        day=fact.day,
        served_by=placed.header.user,
        seller=_seller(fact),
        texts=_texts(fact),
        prices_include_tax=fact.includes_tax,
        tax_rounding=TaxRounding(fact.tax_rounding),
        lines=tuple(_line(one, currency, private.line_notes.get(str(n), "")) for n, one in lines),
        charges=tuple(_charge(one, currency) for one in fact.charges),
        subtotal=Money(fact.subtotal, currency),
        discount=_discount(fact.off, currency),
        discount_amount=Money(fact.discount, currency),
        taxes=tuple(
            TaxRow(one.rate, Money(one.net, currency), Money(one.tax, currency)) for one in fact.taxes
        ),
        net=Money(fact.net, currency),
        tax=Money(fact.tax, currency),
        rounding=Money(fact.rounding, currency),
        tenders=tenders,
        change=Money(fact.change, currency),
        customer_note=private.customer_note,
        private_note=private.private_note,
        history=(HistoryItem(placed.placed_at, "placed", placed.header.user, entry=placed.header.seq),),
        seal=placed.chain[:4].hex(),
        buyer=_buyer(fact, private),
        fulfilment=_fulfilment(fact, private),
        billing=_address(private.billing),
        payment_method=fact.payment_method,
        exemption=Exemption(fact.exemption) if fact.exemption else None,
        exemption_reason=private.exemption_reason,
        payments=tenders,
    )


def _item(event: Sequence[Any], currency: str) -> HistoryItem:
    at, kind, text, seq, body, amount = event
    voided = fact_of(OrderVoided.kind, body, None) if kind == "voided" else None
    note = voided.reason if isinstance(voided, OrderVoided) else ""
    moved = Money(amount, currency) if amount else None
    return HistoryItem(datetime.fromisoformat(at), kind, text, moved, note, seq)


def _seller(fact: OrderPlaced) -> PaperSeller:
    of = fact.seller
    return PaperSeller(of.name, of.address, of.registration, of.tax_number)


def _texts(fact: OrderPlaced) -> PaperTexts:
    of = fact.seller
    return PaperTexts(of.tax_label, of.legal, of.footer, of.language, of.locale, of.demo)


def _buyer(fact: OrderPlaced, private: OrderPersonal) -> Buyer | None:
    """Who it is for; a customer who was erased is a row without a name."""
    of = private.buyer
    if not fact.customer and of == Named():
        return None
    return Buyer(fact.customer or None, of.name, of.company, of.email, of.phone, of.tax_id, of.language)


def _fulfilment(fact: OrderPlaced, private: OrderPersonal) -> Fulfilment:
    of = fact.fulfilment
    sent = _address(private.delivery)
    return Fulfilment(FulfilmentKind(of.kind), of.method, sent, of.at, private.tracking_number)


def _address(of: Address | msgspec.UnsetType) -> Address | None:
    """The address; None where the entry has none, or where it was erased."""
    return None if isinstance(of, msgspec.UnsetType) else of


def _line(of: SoldLine, currency: str, note: str) -> OrderLine:
    amounts = (of.amount + of.discount, of.discount, of.amount, of.share)
    return OrderLine(
        name=of.name,
        quantity=from_micro(of.qty),
        unit_price=from_micro(of.price),
        total=LineTotal(*(Money(minor, currency) for minor in amounts)),
        taxes=of.taxes,
        unit=of.unit,
        sku=of.sku,
        options=of.options,
        discount=_discount(of.off, currency),
        note=note,
        variant_id=of.variant or None,
        list_price=from_micro(of.list_price) if isinstance(of.list_price, int) else None,
        price_reason=of.price_reason,
    )


def _charge(of: SoldCharge, currency: str) -> OrderLine:
    amount, nothing = Money(of.amount, currency), Money(0, currency)
    return OrderLine(
        name=of.name,
        quantity=Decimal(1),
        unit_price=amount.major,
        total=LineTotal(amount, nothing, amount, nothing),
        taxes=of.taxes,
        kind=RowKind(of.kind),
    )


def _discount(of: Off | msgspec.UnsetType, currency: str) -> Discount | None:
    if isinstance(of, msgspec.UnsetType):
        return None
    if of.percent:
        return Discount(percent=Decimal(of.percent), name=of.name)
    return Discount(amount=Money(of.asked, currency), name=of.name)


def _payment(of: Paid, currency: str, at: datetime) -> Payment:
    given = Money(of.given, currency) if of.given else None
    return Payment(of.method, Money(of.amount, currency), of.name, of.reference, given, at)
