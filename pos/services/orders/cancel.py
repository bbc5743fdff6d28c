"""The counter-entry of an order: all of its money and goods back, whatever was paid meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.orders.errors import AlreadyVoided, OrderUnknown
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Invoice, Paid, SoldTax
from pos.journal.kinds.stock import StockMove
from pos.journal.kinds.voids import OrderVoided
from pos.services.orders.sold_order import sealed_order

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


def counter_entry(tx: Transaction, number: str, *, reason: str = "") -> tuple[OrderPlaced, OrderVoided]:
    """An order and what takes it back; raises OrderUnknown or AlreadyVoided."""
    placed = sealed_order(tx.raw(), number)
    if placed is None:
        raise OrderUnknown(number)
    order_id, fulfilment = (
        tx.raw().execute("SELECT id, fulfilment_status FROM orders WHERE number = ?", (number,)).fetchone()
    )
    voided = tx.raw().execute("SELECT 1 FROM order_event WHERE order_id = ? AND kind = 'voided'", (order_id,))
    if voided.fetchone():
        raise AlreadyVoided(number)
    refunds = _refunds(tx, order_id)
    handed_over = fulfilment == FulfilmentStatus.DELIVERED
    fact = placed.fact
    return fact, OrderVoided(
        id=fact.id,
        number=fact.number,
        day=tx.day,
        refunds=refunds,
        taxes=tuple(SoldTax(row.rate, -row.net, -row.tax, -row.gross) for row in fact.taxes),
        returned=tuple(StockMove(line.variant, line.qty) for line in fact.lines if line.moves),
        net=-fact.net,
        tax=-fact.tax,
        total=-fact.total,
        rounding=-fact.rounding,
        location=fact.location,
        payment_status=(PaymentStatus.REFUNDED if refunds else PaymentStatus.CANCELLED).value,
        fulfilment_status=(
            FulfilmentStatus.RETURNED if handed_over else FulfilmentStatus.WILL_NOT_DELIVER
        ).value,
        reason=reason,
        credit_note=tx.next_number("credit_note") if _invoiced(tx, order_id, fact) else "",
    )


def _refunds(tx: Transaction, order_id: int) -> tuple[Paid, ...]:
    rows = tx.raw().execute(
        "SELECT method, -amount, name, reference FROM payment WHERE order_id = ? ORDER BY id", (order_id,)
    )
    return tuple(Paid(*row) for row in rows)


def _invoiced(tx: Transaction, order_id: int, fact: OrderPlaced) -> bool:
    if isinstance(fact.invoice, Invoice):
        return True
    found = tx.raw().execute("SELECT 1 FROM document WHERE order_id = ? AND kind = 'invoice'", (order_id,))
    return found.fetchone() is not None
