"""Entries about orders: how one was placed, and how far its goods have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import UNSET, UnsetType

from pos.domain.money.quantity import MILLION
from pos.journal.kinds import days, documents, payments, stock
from pos.journal.kinds.base import Arrived, Fact, Part
from pos.journal.kinds.sold import (
    Invoice,
    Named,
    Off,
    OrderPersonal,
    Paid,
    Seller,
    SoldCharge,
    SoldFulfilment,
    SoldLine,
    SoldTax,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

INVARIANTS = {
    "the order's entry is missing": """SELECT number FROM orders
        WHERE arrival NOT IN (SELECT arrival FROM entry) LIMIT 1""",
    "the order's total is not net plus tax": "SELECT number FROM orders WHERE total <> net + tax LIMIT 1",
}

ORDER = """INSERT INTO orders(uid, number, arrival, placed_at, day, channel, customer_id, customer, served_by,
    currency, item_count, net, tax, total, rounding, paid, payment_status, fulfilment_status, fulfilment,
    tracking_number) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""


class OrderPlaced(Fact, frozen=True):
    """An order with its payments: everything the paper, the tables and the sums need.

    The lines add up to `subtotal`; that less `discount` plus the charges is net or gross as the prices are,
    and the taxes make the rest. `total + rounding - paid` is due.
    """

    kind: ClassVar[str] = "order.placed"
    personal_type: ClassVar[type[Part] | None] = OrderPersonal

    id: str  # the cart's, so that placing it twice gives one order
    number: str  # A-000123, the next of its series
    letter: str  # of the till
    day: str  # the local day it counts for
    channel: str  # "counter", "phone", ...
    currency: str  # of every amount
    includes_tax: bool  # whether the prices do
    tax_rounding: str  # "per_total" or "per_line"
    seller: Seller
    lines: tuple[SoldLine, ...]
    taxes: tuple[SoldTax, ...]
    subtotal: int  # minor units in the terms of the prices, before the order's discount
    net: int  # minor units
    tax: int  # minor units
    total: int  # minor units, net + tax
    location: str = "main"  # where the goods are taken from
    off: Off | UnsetType = UNSET  # the order's discount as asked for
    discount: int = 0  # minor units that discount came to: the sum of the shares of the lines
    charges: tuple[SoldCharge, ...] = ()
    rounding: int = 0  # minor units that cash rounding adds to what is to be paid
    payments: tuple[Paid, ...] = ()
    change: int = 0  # minor units given back in cash
    payment_status: str = "Paid"
    fulfilment_status: str = "Delivered"
    customer: str = ""  # the id of a customer who is kept
    fulfilment: SoldFulfilment = SoldFulfilment()
    payment_method: str = ""  # the key of the method that was agreed on
    exemption: str = ""  # why it bears no tax: "exempt" or "reverse_charge"
    invoice: Invoice | UnsetType = UNSET  # where it got one at once
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
    personal: OrderPersonal | UnsetType = UNSET

    @property
    def entity(self) -> str:
        return self.id

    @property
    def paid(self) -> int:
        """What the payments come to."""
        return sum(payment.amount for payment in self.payments)


class OrderStatusSet(Fact, frozen=True):
    """A person said how far the goods have come, or how they travel."""

    kind: ClassVar[str] = "order.status_set"

    id: str  # of the order
    number: str  # of the order
    fulfilment_status: str = ""  # "" leaves it
    tracking_number: str = ""  # "" leaves it

    @property
    def entity(self) -> str:
        return self.id


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
