"""Entries about money after the sale: taken later, given back, moved in the drawer."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from pos.journal.apply import days, documents, stock
from pos.journal.apply.arrived import Arrived
from pos.journal.entries import CashMoved, OrderVoided, Paid, PaymentTaken


def payment_taken(connection: Connection, fact: PaymentTaken, arrived: Arrived) -> None:
    """Money came in for an order placed before."""
    order_id = order_row(connection, fact.id)
    paid = sum(one.amount for one in fact.payments)
    connection.exec_driver_sql(
        "UPDATE orders SET paid = paid + ?, rounding = rounding + ?, payment_status = ? WHERE id = ?",
        (paid, fact.rounding, fact.payment_status, order_id),
    )
    record(connection, order_id, fact.payments, arrived)
    event(connection, order_id, "paid", ", ".join(one.name or one.method for one in fact.payments), arrived)
    days.add(connection, arrived, fact.day, (), payments=fact.payments, rounding=fact.rounding)


def order_voided(connection: Connection, fact: OrderVoided, arrived: Arrived) -> None:
    """A sale was taken back: money and goods return, and the day it happens on counts it off."""
    order_id = order_row(connection, fact.id)
    refunded = sum(one.amount for one in fact.refunds)
    connection.exec_driver_sql(
        "UPDATE orders SET paid = paid + ?, payment_status = ?, fulfilment_status = ? WHERE id = ?",
        (refunded, fact.payment_status, fact.fulfilment_status, order_id),
    )
    record(connection, order_id, fact.refunds, arrived)
    variants = stock.variant_ids(connection, (one.variant for one in fact.returned))
    back = [(variants[one.variant], one.quantity, one.note) for one in fact.returned]
    stock.move(connection, back, fact.location, "return", arrived, order_id)
    event(connection, order_id, "voided", arrived.header.user, arrived)
    if fact.credit_note:
        documents.issue(connection, order_id, "credit_note", fact.credit_note, arrived)
    sums = [("voids", "", 1, fact.total, fact.net, fact.tax)]
    days.add(
        connection,
        arrived,
        fact.day,
        sums,
        taxes=fact.taxes,
        payments=fact.refunds,
        rounding=fact.rounding,
    )


def cash_moved(connection: Connection, fact: CashMoved, arrived: Arrived) -> None:
    """Cash was put into the drawer or taken out."""
    days.add(connection, arrived, fact.day, [("drawer", fact.reason, 1, fact.amount, 0, 0)])


def order_row(connection: Connection, uid: str) -> int:
    """The row of an order, by its hexadecimal id."""
    sql = "SELECT id FROM orders WHERE uid = ?"
    return int(connection.exec_driver_sql(sql, (bytes.fromhex(uid),)).scalar_one())


def record(connection: Connection, order_id: int, payments: Iterable[Paid], arrived: Arrived) -> None:
    """Keep tenders of an order as rows."""
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


def event(connection: Connection, order_id: int, kind: str, text: str, arrived: Arrived) -> None:
    """Keep what happened to an order after it was placed."""
    connection.exec_driver_sql(
        "INSERT INTO order_event(order_id, kind, at, text, arrival) VALUES (?,?,?,?,?)",
        (order_id, kind, arrived.at, text, arrived.arrival),
    )
