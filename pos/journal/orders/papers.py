"""Every paper of an order that was given a number: the fact that gave it, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pos.domain.orders.standing import Standing
from pos.journal.kinds.documents import InvoiceIssued
from pos.journal.kinds.orders import OrderCredited, OrderEdited, OrderFact, OrderPlaced
from pos.journal.kinds.sold import Invoice
from pos.journal.orders.facts import Story, Told

USUAL_DAYS = 30
"""So long after placing an order without an invoice is to be paid."""


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """A receipt, invoice, credit note or refund receipt; `total` is in minor units, above zero.

    `of` is the number of the invoice that a credit note takes from.
    """

    kind: str
    number: str
    told: Told
    total: int
    of: str = ""


def papers_of(story: Story) -> Iterator[NumberedPaper]:
    """The papers in the order they were made; an edit takes the old invoice back before it makes the new."""
    for one in story.told:
        match one.fact:
            case OrderPlaced() as placed:
                yield NumberedPaper("receipt", placed.number, one, placed.agreed.total)
                if placed.invoice:
                    yield NumberedPaper("invoice", placed.invoice.number, one, placed.agreed.total)
            case OrderEdited() as edited:
                if note := edited.credit_note:
                    before = story.agreed_of(edited.from_).total
                    yield NumberedPaper("credit_note", note.number, one, before, note.of)
                if edited.invoice:
                    yield NumberedPaper("invoice", edited.invoice.number, one, edited.agreed.total)
            case OrderCredited() as credited:
                yield NumberedPaper("refund", credited.number, one, credited.total)
                if note := credited.credit_note:
                    yield NumberedPaper("credit_note", note.number, one, credited.total, note.of)
            case InvoiceIssued() as issued:
                yield NumberedPaper("invoice", issued.invoice.number, one, story.agreed_of(issued.of).total)
                if note := issued.credit_note:
                    total = sum(fact.total for fact in credits_before(story, one))
                    yield NumberedPaper("credit_note", note.number, one, total, note.of)


def pay_by(story: Story, now: Standing) -> str:
    """The last day to pay what is due: that of the newest invoice, else so many days after placing."""
    if not now.due:
        return ""
    made = (one.fact for one in reversed(story.told))
    days = (invoice.due for fact in made if (invoice := _invoice(fact)) and invoice.due)
    placed = date.fromisoformat(story.placed.day)
    return next(days, "") or (placed + timedelta(days=USUAL_DAYS)).isoformat()


def _invoice(fact: OrderFact) -> Invoice | None:
    given = fact.invoice if isinstance(fact, OrderPlaced | OrderEdited | InvoiceIssued) else None
    return given if isinstance(given, Invoice) else None


def credits_before(story: Story, told: Told) -> tuple[OrderCredited, ...]:
    """What was credited before a fact."""
    before = (one.fact for one in story.told if one.stamp < told.stamp)
    return tuple(fact for fact in before if isinstance(fact, OrderCredited))
