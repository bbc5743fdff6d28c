"""The entry that takes an order back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds import days, documents, payments, stock
from pos.journal.kinds.base import Arrived, Fact
from pos.journal.kinds.sold import Paid, SoldTax
from pos.journal.kinds.stock import StockMove

if TYPE_CHECKING:
    from sqlalchemy import Connection


class OrderVoided(Fact, frozen=True):
    """A sale taken back whole: money given back, goods back in stock, sums of the day it happens on.

    Every amount is the order's, or what was paid for it, with the other sign.
    """

    kind: ClassVar[str] = "order.voided"

    id: str  # of the order
    number: str  # of the order
    day: str  # the local day it counts for
    refunds: tuple[Paid, ...]  # one for each payment, negative
    taxes: tuple[SoldTax, ...]  # negative
    returned: tuple[StockMove, ...]  # positive: what the order had taken from stock
    net: int  # minor units, negative
    tax: int  # minor units, negative
    total: int  # minor units, negative: net + tax
    rounding: int = 0  # minor units, the order's with the other sign
    location: str = "main"  # where the goods go back to
    payment_status: str = "Refunded"  # of the order from now on
    fulfilment_status: str = "Returned"  # of the order from now on
    reason: str = ""  # as a person gave it
    credit_note: str = ""  # its number, where the order had an invoice

    @property
    def entity(self) -> str:
        return self.id


def order_voided(connection: Connection, fact: OrderVoided, arrived: Arrived) -> None:
    """Money and goods return, and the day it happens on counts it off; the order itself stays."""
    order_id = payments.order_row(connection, fact.id)
    refunded = sum(one.amount for one in fact.refunds)
    connection.exec_driver_sql(
        "UPDATE orders SET paid = paid + ?, payment_status = ?, fulfilment_status = ? WHERE id = ?",
        (refunded, fact.payment_status, fact.fulfilment_status, order_id),
    )
    payments.record(connection, order_id, fact.refunds, arrived)
    variants = stock.variant_ids(connection, (one.variant for one in fact.returned))
    back = [(variants[one.variant], one.quantity, one.note) for one in fact.returned]
    stock.move(connection, back, fact.location, "return", arrived, order_id)
    payments.event(connection, order_id, "voided", arrived.header.user, arrived)
    if fact.credit_note:
        documents.issue(connection, order_id, "credit_note", fact.credit_note, arrived)
    days.add(
        connection,
        arrived,
        fact.day,
        [("voids", "", 1, fact.total, fact.net, fact.tax)],
        taxes=fact.taxes,
        payments=fact.refunds,
        rounding=fact.rounding,
    )
