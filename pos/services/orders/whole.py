"""One order whole: its sealed entry, and what happened to it since."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import ChargeKind, ChargeTotal, TaxRow
from pos.domain.money.quantity import from_micro
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.orders.orders import HistoryItem, Order, OrderLine, OrderPaper, OrderPayment, OrderRow
from pos.domain.shop.delivery import FulfilmentKind
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Named, OrderPersonal, SoldLine
from pos.journal.kinds.voids import OrderVoided
from pos.journal.seal import fact_of
from pos.services.customers.postal import address
from pos.services.orders import sold
from pos.services.orders.sealed import SealedOrder

EVENTS = """SELECT v.at, v.kind, v.text, v.arrival,
    (SELECT sum(p.amount) FROM payment p WHERE p.order_id = v.order_id AND p.arrival = v.arrival)
    FROM order_event v WHERE v.order_id = ? ORDER BY v.id"""
PAPERS = "SELECT kind, number, printed FROM document WHERE order_id = ? ORDER BY id"
PAYMENTS = "SELECT at, method, name, amount, reference FROM payment WHERE order_id = ? ORDER BY id"
TRACKING = "SELECT tracking_number FROM orders WHERE id = ?"
PART = """SELECT p.body, p.personal FROM entry_part p WHERE p.arrival = ?"""


def whole(reader: sqlite3.Connection, placed: SealedOrder, row: OrderRow) -> Order:
    """The order as it was placed, with its payments, papers and history until now."""
    fact, key = placed.fact, (row.cursor,)
    events = reader.execute(EVENTS, key).fetchall()
    papers = tuple(OrderPaper(*one) for one in reader.execute(PAPERS, key))
    payments = tuple(
        OrderPayment(datetime.fromisoformat(at), method, name, Money(amount, fact.currency), reference)
        for at, method, name, amount, reference in reader.execute(PAYMENTS, key)
    )
    (tracking,) = reader.execute(TRACKING, key).fetchone()
    history = [HistoryItem(placed.placed_at, "placed", placed.header.user)]
    history += [_item(reader, one, fact.currency) for one in events]
    return _whole(placed, row, papers, payments, history, tracking)


def _item(reader: sqlite3.Connection, event: Sequence[Any], currency: str) -> HistoryItem:
    at, kind, text, arrival, amount = event
    note = ""
    if kind == "voided":
        fact = fact_of(OrderVoided.kind, *reader.execute(PART, (arrival,)).fetchone())
        note = fact.reason if isinstance(fact, OrderVoided) else ""
    moved = Money(amount, currency) if amount else None
    return HistoryItem(datetime.fromisoformat(at), kind, text, moved, note)


def _whole(
    placed: SealedOrder,
    row: OrderRow,
    papers: tuple[OrderPaper, ...],
    payments: tuple[OrderPayment, ...],
    history: list[HistoryItem],
    tracking: str,
) -> Order:
    fact = placed.fact
    currency = fact.currency
    private = fact.personal if isinstance(fact.personal, OrderPersonal) else OrderPersonal()
    return Order(
        id=fact.id,
        row=row,
        letter=fact.letter,
        served_by=placed.header.user,
        prices_include_tax=fact.includes_tax,
        lines=tuple(
            _line(n, one, currency, private.line_notes.get(str(n), "")) for n, one in enumerate(fact.lines, 1)
        ),
        charges=tuple(
            ChargeTotal(ChargeKind(one.kind), one.name, Money(one.amount, currency)) for one in fact.charges
        ),
        subtotal=Money(fact.subtotal, currency),
        discount=sold.discount(fact.off, currency),
        discount_amount=Money(fact.discount, currency),
        taxes=tuple(
            TaxRow(one.rate, Money(one.net, currency), Money(one.tax, currency), Money(one.gross, currency))
            for one in fact.taxes
        ),
        net=Money(fact.net, currency),
        tax=Money(fact.tax, currency),
        rounding=Money(fact.rounding, currency),
        tenders=tuple(sold.tender(one, currency) for one in fact.payments),
        change=Money(fact.change, currency),
        customer_note=private.customer_note,
        private_note=private.private_note,
        documents=tuple(one.kind for one in papers),
        history=tuple(history),
        seal=placed.seal,
        voided_by=next((one.text or "-" for one in history if one.kind == "voided"), ""),
        buyer=_buyer(fact, private),
        fulfilment=_fulfilment(fact, private, tracking),
        billing=address(private.billing),
        payment_method=fact.payment_method,
        exemption=Exemption(fact.exemption) if fact.exemption else None,
        exemption_reason=private.exemption_reason,
        papers=papers,
        payments=payments,
    )


def _buyer(fact: OrderPlaced, private: OrderPersonal) -> Buyer | None:
    """Who it is for; a customer who was erased is a row without a name."""
    of = private.buyer
    if not fact.customer and of == Named():
        return None
    return Buyer(fact.customer or None, of.name, of.company, of.email, of.phone, of.tax_id, of.language)


def _fulfilment(fact: OrderPlaced, private: OrderPersonal, tracking: str) -> Fulfilment:
    of = fact.fulfilment
    return Fulfilment(FulfilmentKind(of.kind), of.method, address(private.delivery), of.at, tracking)


def _line(n: int, of: SoldLine, currency: str, note: str) -> OrderLine:
    return OrderLine(
        n=n,
        variant_id=of.variant or None,
        sku=of.sku,
        name=of.name,
        options=of.options,
        quantity=from_micro(of.qty),
        unit=of.unit,
        unit_price=from_micro(of.price),
        list_price=_optional(of.list_price),
        price_reason=of.price_reason,
        taxes=of.taxes,
        discount=sold.discount(of.off, currency),
        discount_amount=Money(of.discount, currency),
        amount=Money(of.amount, currency),
        order_discount=Money(of.share, currency),
        note=note,
    )


def _optional(micro: object) -> Decimal | None:
    return from_micro(micro) if isinstance(micro, int) else None
