"""Entries about orders: the rows of an order, the stock it takes, its documents, the sums of its day."""

from __future__ import annotations

from sqlalchemy import Connection

from pos.domain.money.quantity import MILLION
from pos.journal.apply import days, documents, payments, stock
from pos.journal.apply.arrived import Arrived
from pos.journal.entries import Invoice, InvoiceIssued, Named, OrderPersonal, OrderPlaced, OrderStatusSet

ORDER = """INSERT INTO orders(uid, number, arrival, placed_at, day, channel, customer_id, customer, served_by,
    currency, item_count, net, tax, total, rounding, paid, payment_status, fulfilment_status, fulfilment,
    tracking_number) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""


def order_placed(connection: Connection, fact: OrderPlaced, arrived: Arrived) -> None:
    """An order stands: rows, payments, the stock it took, its number, its document, the sums of the day."""
    variants = stock.variant_ids(connection, (line.variant for line in fact.lines if line.variant))
    order_id = _order(connection, fact, arrived)
    _lines(connection, fact, order_id, variants)
    payments.record(connection, order_id, fact.payments, arrived)
    sold = [(variants[line.variant], -line.qty, "") for line in fact.lines if line.moves]
    stock.move(connection, sold, fact.location, "sale", arrived, order_id)
    documents.issue(connection, order_id, "receipt", fact.number, arrived)
    if isinstance(fact.invoice, Invoice):
        documents.issue(connection, order_id, "invoice", fact.invoice.number, arrived)
    if fact.mails:
        connection.exec_driver_sql(
            "INSERT INTO mail(order_id, kind, arrival) VALUES (?,?,?)",
            [(order_id, kind, arrived.arrival) for kind in fact.mails],
        )
    sums = [("sales", "", 1, fact.total, fact.net, fact.tax)]
    if fact.discount:
        sums.append(("discounts", "", 1, fact.discount, 0, 0))
    days.add(
        connection,
        arrived,
        fact.day,
        sums,
        taxes=fact.taxes,
        payments=fact.payments,
        rounding=fact.rounding,
    )


def invoice_issued(connection: Connection, fact: InvoiceIssued, arrived: Arrived) -> None:
    """An order that had none got an invoice."""
    order_id = payments.order_row(connection, fact.id)
    documents.issue(connection, order_id, "invoice", fact.invoice.number, arrived)
    payments.event(connection, order_id, "invoiced", fact.invoice.number, arrived)


def order_status_set(connection: Connection, fact: OrderStatusSet, arrived: Arrived) -> None:
    """A person said how far the goods have come."""
    order_id = payments.order_row(connection, fact.id)
    if fact.fulfilment_status:
        connection.exec_driver_sql(
            "UPDATE orders SET fulfilment_status = ? WHERE id = ?", (fact.fulfilment_status, order_id)
        )
        payments.event(connection, order_id, "fulfilment", fact.fulfilment_status, arrived)
    if fact.tracking_number:
        connection.exec_driver_sql(
            "UPDATE orders SET tracking_number = ? WHERE id = ?", (fact.tracking_number, order_id)
        )
        payments.event(connection, order_id, "tracking", fact.tracking_number, arrived)


def _customer(connection: Connection, fact: OrderPlaced) -> tuple[int | None, str]:
    """The customer's row, and the name that lists show; blank where it was erased."""
    row = None
    if fact.customer:
        row = stock.row_ids(connection, "customer", (fact.customer,)).get(fact.customer)
    personal = fact.personal if isinstance(fact.personal, OrderPersonal) else OrderPersonal()
    buyer = personal.buyer if isinstance(personal.buyer, Named) else Named()
    return row, buyer.company or buyer.name or buyer.email or buyer.phone


def _order(connection: Connection, fact: OrderPlaced, arrived: Arrived) -> int:
    items = sum(line.qty if not line.unit else MILLION for line in fact.lines)
    customer_id, customer = _customer(connection, fact)
    personal = fact.personal if isinstance(fact.personal, OrderPersonal) else OrderPersonal()
    row = (
        bytes.fromhex(fact.id),
        fact.number,
        arrived.arrival,
        arrived.at,
        fact.day,
        fact.channel,
        customer_id,
        customer,
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
        fact.fulfilment.kind,
        personal.tracking_number,
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
