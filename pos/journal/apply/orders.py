"""Entries about orders and the drawer: order rows, payments, stock, documents, sums of the day."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from pos.journal.apply import stock
from pos.journal.apply.arrived import Arrived
from pos.journal.entries import (
    CashMoved,
    DocumentReprinted,
    OrderPlaced,
    OrderVoided,
    Paid,
    SoldTax,
)

MILLION = 1_000_000

ORDER = """INSERT INTO orders(uid, number, arrival, placed_at, day, channel, customer, served_by, currency,
    item_count, net, tax, total, rounding, paid, payment_status, fulfilment_status)
    VALUES (?,?,?,?,?,?,'',?,?,?,?,?,?,?,?,?,?)"""

DAY_TOTAL = """INSERT INTO day_total VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, gross = gross + excluded.gross, net = net + excluded.net,
    tax = tax + excluded.tax"""


def order_placed(connection: Connection, fact: OrderPlaced, arrived: Arrived) -> None:
    """An order stands: rows, payments, the stock it took, its number, its document, the sums of the day."""
    variants = stock.variant_ids(connection, (line.variant for line in fact.lines if line.variant))
    order_id = _order(connection, fact, arrived)
    _lines(connection, fact, order_id, variants)
    _payments(connection, order_id, fact.payments, arrived)
    sold = [(variants[line.variant], -line.qty, "") for line in fact.lines if line.moves]
    stock.move(connection, sold, fact.location, "sale", arrived, order_id)
    connection.exec_driver_sql(
        "INSERT INTO document(order_id, kind, number, arrival, printed) VALUES (?,'receipt',?,?,0)",
        (order_id, fact.number, arrived.arrival),
    )
    connection.exec_driver_sql(
        "INSERT INTO series VALUES (?,'order',0,?) ON CONFLICT DO UPDATE SET last = excluded.last",
        (arrived.origin, int(fact.number.rpartition("-")[2])),
    )
    sums = [("sales", "", 1, fact.total, fact.net, fact.tax)]
    if fact.discount:
        sums.append(("discounts", "", 1, fact.discount, 0, 0))
    _day(connection, arrived, fact.day, sums, fact.taxes, fact.payments, fact.rounding)


def order_voided(connection: Connection, fact: OrderVoided, arrived: Arrived) -> None:
    """A sale was taken back: money and goods return, and the day it happens on counts it off."""
    uid = bytes.fromhex(fact.id)
    order_id = int(connection.exec_driver_sql("SELECT id FROM orders WHERE uid = ?", (uid,)).scalar_one())
    connection.exec_driver_sql(
        "UPDATE orders SET paid = 0, payment_status = 'Refunded', fulfilment_status = 'Returned'"
        " WHERE id = ?",
        (order_id,),
    )
    _payments(connection, order_id, fact.refunds, arrived)
    variants = stock.variant_ids(connection, (one.variant for one in fact.returned))
    back = [(variants[one.variant], one.quantity, one.note) for one in fact.returned]
    stock.move(connection, back, fact.location, "return", arrived, order_id)
    connection.exec_driver_sql(
        "INSERT INTO order_event(order_id, kind, at, text, arrival) VALUES (?,'voided',?,?,?)",
        (order_id, arrived.at, arrived.header.user, arrived.arrival),
    )
    sums = [("voids", "", 1, fact.total, fact.net, fact.tax)]
    _day(connection, arrived, fact.day, sums, fact.taxes, fact.refunds, fact.rounding)


def cash_moved(connection: Connection, fact: CashMoved, arrived: Arrived) -> None:
    """Cash was put into the drawer or taken out."""
    row = (fact.day, arrived.origin, "drawer", fact.reason, 1, fact.amount, 0, 0)
    connection.exec_driver_sql(DAY_TOTAL, row)


def document_reprinted(connection: Connection, fact: DocumentReprinted, arrived: Arrived) -> None:
    """A document was printed once more."""
    connection.exec_driver_sql(
        "UPDATE document SET printed = max(printed, ?) WHERE kind = 'receipt' AND number = ?",
        (fact.copy, fact.document),
    )


def _order(connection: Connection, fact: OrderPlaced, arrived: Arrived) -> int:
    items = sum(line.qty if not line.unit else MILLION for line in fact.lines)
    row = (
        bytes.fromhex(fact.id),
        fact.number,
        arrived.arrival,
        arrived.at,
        fact.day,
        fact.channel,
        arrived.header.user,
        fact.currency,
        items,
        fact.net,
        fact.tax,
        fact.total,
        fact.rounding,
        fact.paid,
        fact.payment_status,
        fact.fulfilment_status,
    )
    return int(connection.exec_driver_sql(ORDER, row).lastrowid)


def _lines(connection: Connection, fact: OrderPlaced, order_id: int, variants: dict[str, int]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO order_line VALUES (?,?,?,?,?,?,?,?,?,?)",
        [
            (
                order_id,
                n,
                variants.get(line.variant),
                line.sku,
                line.name,
                line.qty,
                line.price,
                line.discount,
                line.amount,
                line.share,
            )
            for n, line in enumerate(fact.lines, 1)
        ],
    )
    if fact.charges:
        connection.exec_driver_sql(
            "INSERT INTO order_charge VALUES (?,?,?,?,?)",
            [(order_id, n, one.kind, one.name, one.amount) for n, one in enumerate(fact.charges, 1)],
        )
    if fact.taxes:
        connection.exec_driver_sql(
            "INSERT INTO order_tax VALUES (?,?,?,?,?)",
            [(order_id, n, row.rate, row.net, row.tax) for n, row in enumerate(fact.taxes, 1)],
        )


def _payments(connection: Connection, order_id: int, payments: Iterable[Paid], arrived: Arrived) -> None:
    rows = [
        (order_id, one.method, one.name, one.amount, one.reference, arrived.at, arrived.arrival)
        for one in payments
    ]
    if rows:
        connection.exec_driver_sql(
            """INSERT INTO payment(order_id, method, name, amount, reference, at, arrival)
               VALUES (?,?,?,?,?,?,?)""",
            rows,
        )


def _day(
    connection: Connection,
    arrived: Arrived,
    day: str,
    sums: list[tuple[str, str, int, int, int, int]],
    taxes: tuple[SoldTax, ...],
    payments: tuple[Paid, ...],
    rounding: int,
) -> None:
    """Add to the sums of the day: what `sums` names, then taxes by rate, payments by method, rounding."""
    rows = [
        *sums,
        *(("tax", row.rate, 1, row.gross, row.net, row.tax) for row in taxes),
        *(("payments", one.method, 1, one.amount, 0, 0) for one in payments),
    ]
    if rounding:
        rows.append(("rounding", "", 1, rounding, 0, 0))
    connection.exec_driver_sql(DAY_TOTAL, [(day, arrived.origin, *row) for row in rows])
