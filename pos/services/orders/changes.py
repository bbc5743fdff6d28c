"""What happens to an order after it was placed: paid, invoiced, sent, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Settlement, Tender, settle
from pos.domain.orders.errors import AlreadyInvoiced, NothingDue, OrderUnknown
from pos.domain.orders.orders import Cancelled, FulfilmentStatus, PaymentStatus
from pos.domain.words.text import clean
from pos.journal.kinds.documents import InvoiceIssued
from pos.journal.kinds.orders import OrderStatusSet
from pos.journal.kinds.payments import PaymentTaken
from pos.services.orders import entry_parts
from pos.services.orders.cancel import counter_entry
from pos.services.orders.order_entry import invoice
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where an order stands: what is owed and whether it was taken back."""

    id: str
    row: int
    due: Money
    paid: int


class OrderChanges:
    """Moves orders on; each change is a new fact, the order itself never changes."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def pay(self, number: str, tenders: Sequence[Tender]) -> Settlement:
        """Take money for an order that is not paid yet; what is left stays due."""
        settings = self._settings.current()
        with self._till.transaction() as tx:
            order = _standing(tx, number)
            if order.due.minor <= 0:
                raise NothingDue(number)
            tx.require_clock()
            settlement = settle(order.due, tenders, cash_step=settings.cash_step)
            paid = settlement.due.minor <= 0
            tx.record(
                PaymentTaken(
                    id=order.id,
                    number=number,
                    day=tx.day,
                    payments=entry_parts.payments(settlement),
                    payment_status=(PaymentStatus.PAID if paid else PaymentStatus.PART_PAID).value,
                    rounding=settlement.rounding.minor,
                    change=settlement.change.minor,
                )
            )
        return settlement

    def cancel(self, number: str, reason: str = "") -> Cancelled:
        """Take an order back whole by an entry of its own; raises OrderUnknown or AlreadyVoided."""
        with self._till.transaction() as tx:
            tx.require_clock()
            placed, fact = counter_entry(tx, number, reason=clean(reason, 500))
            tx.record(fact)
        back = -sum(one.amount for one in fact.refunds)
        return Cancelled(Money(back, placed.currency), fact.credit_note)

    def issue_invoice(self, number: str) -> str:
        """Give an order its invoice; returns the invoice's number."""
        with self._till.transaction() as tx:
            order = _standing(tx, number)
            known = tx.raw().execute(
                "SELECT number FROM document WHERE order_id = ? AND kind = 'invoice'", (order.row,)
            )
            if row := known.fetchone():
                raise AlreadyInvoiced(number, row[0])
            made = invoice(tx, self._settings.current())
            tx.record(InvoiceIssued(id=order.id, number=number, invoice=made))
        return made.number

    def set_fulfilment(self, number: str, status: FulfilmentStatus, tracking_number: str = "") -> None:
        """Say how far the goods are, and how they travel."""
        with self._till.transaction() as tx:
            order = _standing(tx, number)
            tracking = clean(tracking_number, 100)
            tx.record(OrderStatusSet(order.id, number, status.value, tracking))

    def track(self, number: str, tracking_number: str) -> None:
        """Keep the number under which the goods travel."""
        with self._till.transaction() as tx:
            order = _standing(tx, number)
            tx.record(OrderStatusSet(order.id, number, tracking_number=clean(tracking_number, 100)))


def _standing(tx: Transaction, number: str) -> _Standing:
    row = tx.raw().execute(
        """SELECT uid, id, total + rounding - paid, paid, currency, payment_status FROM orders
           WHERE number = ?""",
        (number,),
    )
    found = row.fetchone()
    if found is None:
        raise OrderUnknown(number)
    uid, order_id, due, paid, currency, status = found
    over = status in (PaymentStatus.CANCELLED, PaymentStatus.REFUNDED)
    return _Standing(uid.hex(), order_id, Money(0 if over else due, currency), paid)
