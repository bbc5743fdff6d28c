"""Every paper of an order that was given a number: the fact that gave it, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pos.journal.kinds.documents import InvoiceIssued
from pos.journal.kinds.orders import OrderCredited, OrderEdited, OrderPlaced
from pos.journal.orders.facts import Story, Told


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


def credits_before(story: Story, told: Told) -> tuple[OrderCredited, ...]:
    """What was credited before a fact."""
    before = (one.fact for one in story.told if one.stamp < told.stamp)
    return tuple(fact for fact in before if isinstance(fact, OrderCredited))
