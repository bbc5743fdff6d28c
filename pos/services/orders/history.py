"""What happened to an order, a line a fact, by clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pos.domain.money.amounts import Money
from pos.domain.orders.facts import What
from pos.domain.orders.orders import HistoryItem, OrderNote
from pos.journal.kinds.documents import InvoiceIssued, OrderMailed, OrderReminded, PapersSettled
from pos.journal.kinds.orders import (
    GoodsHandedOver,
    OrderCredited,
    OrderDetailsSet,
    OrderEdited,
    OrderNoted,
    OrderPlaced,
    OrderStatusSaid,
)
from pos.journal.kinds.payments import PaymentCorrected, PaymentGivenBack, PaymentTaken
from pos.journal.kinds.sold import Tendered
from pos.journal.orders.facts import Story, Told, handing_says

Said = tuple[str, str, int, str]
"""Kind, text, minor units of money that moved (0 for none), note."""


def history_of(story: Story) -> tuple[HistoryItem, ...]:
    """The placing first, then what came after."""
    currency = story.placed.currency
    credits = {one.event for one in story.told if isinstance(one.fact, OrderCredited)}
    out = [one.fact for one in story.told if isinstance(one.fact, PaymentGivenBack)]
    given = {fact.for_: _given(fact) for fact in out if fact.for_ in credits}
    return tuple(
        HistoryItem(
            datetime.fromisoformat(one.header.recorded_at),
            kind,
            text,
            Money(amount, currency) if amount else None,
            note,
            one.header.seq,
            one.header.user,
            one.letter,
        )
        for one in story.told
        for kind, text, amount, note in _said(one, given)
    )


def notes_of(story: Story) -> tuple[OrderNote, ...]:
    """What people wrote on it, oldest first."""
    return tuple(
        OrderNote(
            datetime.fromisoformat(one.header.recorded_at),
            one.fact.personal.text if one.fact.personal else "",
            one.fact.for_ != "customer",
            one.header.user,
            one.letter,
        )
        for one in story.told
        if isinstance(one.fact, OrderNoted)
    )


def _given(fact: PaymentGivenBack) -> int:
    return -sum(tender.amount for tender in fact.tenders)


def _said(one: Told, given: dict[str, int]) -> Iterator[Said]:
    """What a fact says; money that went back for a credit is told with it."""
    user = one.header.user
    match one.fact:
        case OrderPlaced():
            yield "placed", user, 0, ""
        case OrderEdited() as fact:
            yield "edited", user, 0, fact.personal.reason if fact.personal else ""
        case PaymentTaken(tenders=tenders):
            yield "paid", _methods(tenders), sum(tender.amount for tender in tenders), ""
        case PaymentGivenBack() as fact if fact.for_ not in given:
            yield "repaid", _methods(fact.tenders), _given(fact), ""
        case PaymentCorrected(back=back, right=right):
            yield "corrected", f"{back.method} → {right.name or right.method}", 0, ""
        case OrderCredited() as fact:
            kind = "voided" if fact.what in (What.CANCEL, What.VOID) else "credited"
            yield kind, user, given.get(one.event, 0), fact.personal.reason if fact.personal else ""
        case GoodsHandedOver() as fact:
            if any(line.qty > 0 for line in fact.lines):
                yield "fulfilment", handing_says(fact.how).value, 0, ""
            if fact.personal and fact.personal.tracking_number:
                yield "tracking", fact.personal.tracking_number, 0, ""
        case OrderStatusSaid() as fact:
            yield fact.axis, fact.status, 0, ""
        case OrderDetailsSet(personal=personal):
            tracking = personal.tracking_number if personal else ""
            yield (
                ("tracking", tracking, 0, "")
                if isinstance(tracking, str) and tracking
                else ("details", user, 0, "")
            )
        case OrderNoted() as fact:
            yield "noted", user, 0, fact.personal.text if fact.personal else ""
        case InvoiceIssued(invoice=invoice):
            yield "invoiced", invoice.number, 0, ""
        case PapersSettled() as fact:
            paper = fact.invoice or fact.credit_note
            yield "settled", paper.number if paper else "", 0, ""
        case OrderMailed():
            yield "mailed", user, 0, ""
        case OrderReminded(level=level):
            yield "reminded", str(level), 0, ""


def _methods(tenders: Iterable[Tendered]) -> str:
    return ", ".join(one.name or one.method for one in tenders)
