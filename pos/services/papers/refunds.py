"""From what was taken back, and from money that moved, to its receipt as a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import LineTotal, TaxRow
from pos.domain.money.quantity import from_micro
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.papers.errors import NothingPaid
from pos.domain.papers.receipts import ReceiptDocument, ReceiptKind
from pos.journal.kinds.orders import CreditedPart, OrderCredited, OrderPlaced
from pos.journal.kinds.payments import PaymentCorrected, PaymentGivenBack, PaymentTaken
from pos.journal.kinds.sold import Tendered
from pos.journal.orders.facts import Story, Told
from pos.services.orders.sold_order import as_sold
from pos.services.papers.receipts import receipt_document


def refund_document(story: Story, order: Order, told: Told) -> ReceiptDocument:
    """The receipt of one credit: what was taken back, what went out with it, how it stood then."""
    fact = told.fact
    assert isinstance(fact, OrderCredited)
    then = _until(story, told)
    of = as_sold(story, order.row, story.versions.get(fact.of, story.in_force))
    currency, now = order.row.currency, then.standing()
    back = [
        tender
        for one in then.told
        if isinstance(one.fact, PaymentGivenBack) and one.fact.for_ == told.event
        for tender in one.fact.tenders
    ]
    net = not of.prices_include_tax
    return replace(
        _bare(of, told),
        kind=ReceiptKind.REFUND,
        number=fact.number,
        order=order.row.number,
        lines=tuple(_part(of, part, net=net) for part in fact.parts),
        subtotal=Money(fact.net if net else fact.total, currency),
        total=Money(fact.total, currency),
        taxes=tuple(
            TaxRow(row.rate, Money(row.net, currency), Money(row.tax, currency)) for row in fact.taxes
        ),
        rounding=Money(-sum(one.rounding for one in back), currency),
        payments=tuple(_payment(one, currency) for one in back if one.amount),
        due=Money(now.due, currency),
        to_give_back=Money(now.to_give_back, currency),
        reason=fact.personal.reason if fact.personal else "",
    )


def moved_by(story: Story, payment: int = 0) -> Told:
    """The fact of one movement of money, counted from 1; 0 is the last. Raises NothingPaid."""
    moved = [one for one in story.counted if _tenders(one)]
    if not 0 <= payment <= len(moved) or not moved:
        raise NothingPaid(story.placed.number)
    return moved[payment - 1]


def payment_document(story: Story, order: Order, told: Told) -> ReceiptDocument:
    """The receipt of one movement of money, and how the order stood then."""
    now, currency = _until(story, told).standing(), order.row.currency
    sign = -1 if isinstance(told.fact, PaymentGivenBack) else 1
    right = {one.fact.tid: one.fact.right for one in story.counted if isinstance(one.fact, PaymentCorrected)}
    tenders = [right.get(one.tid, one) for one in _tenders(told)]
    rounding = sum(one.rounding for one in tenders)
    return replace(
        _bare(order, told),
        kind=ReceiptKind.PAYMENT,
        number=order.row.number,
        total=Money(now.version.total, currency),
        credited=Money(now.credited, currency),
        rounding=Money(rounding, currency),
        payments=tuple(_payment(one, currency, sign) for one in tenders if one.amount),
        change=Money(told.fact.change if isinstance(told.fact, OrderPlaced | PaymentTaken) else 0, currency),
        paid=Money(now.paid - now.refunded, currency),
        due=Money(now.due, currency),
        to_give_back=Money(now.to_give_back, currency),
    )


def _bare(order: Order, told: Told) -> ReceiptDocument:
    """Shop, language and sentences of the order's receipt, without what is the sale's alone."""
    at = datetime.fromisoformat(told.header.recorded_at)
    return replace(
        receipt_document(order, at.date()),
        till=told.letter,
        placed_at=at,
        served_by=told.header.user,
        discount=None,
        discount_amount=None,
        charges=(),
        taxes=(),
        payments=(),
        change=None,
        credited=None,
        as_of=None,
        note="",
        voided="",
        replaces=0,
    )


def _until(story: Story, told: Told) -> Story:
    """The facts up to one, with the money that went back for it."""
    return Story(
        one
        for one in story.told
        if one.stamp <= told.stamp or (isinstance(one.fact, PaymentGivenBack) and one.fact.for_ == told.event)
    )


def _tenders(told: Told) -> tuple[Tendered, ...]:
    fact = told.fact
    return fact.tenders if isinstance(fact, OrderPlaced | PaymentTaken | PaymentGivenBack) else ()


def _part(order: Order, part: CreditedPart, *, net: bool) -> OrderLine:
    """What was taken of a line or charge: its pieces, none where only its price came down."""
    of = order.charges[part.charge - 1] if part.charge else order.line(part.line)
    worth, nothing = Money(part.net if net else part.gross, order.row.currency), Money(0, order.row.currency)
    pieces = from_micro(part.returned + part.dropped) if part.line else Decimal(1)
    return replace(
        of,
        quantity=pieces,
        total=LineTotal(worth, nothing, worth, nothing),
        taxes=() if order.exemption else of.taxes,
        discount=None,
        note="",
    )


def _payment(of: Tendered, currency: str, sign: int = 1) -> Payment:
    given = Money(of.given, currency) if of.given else None
    return Payment(of.method, Money(sign * of.amount, currency), of.name, of.reference, given)
