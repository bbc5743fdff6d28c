"""Write the papers that bring those of tills that did not know of each other to what is left of an order."""

from __future__ import annotations

from pos.domain.shop.settings import ShopSettings
from pos.journal.kinds.documents import InvoiceIssued, PapersSettled
from pos.journal.kinds.sold import CreditNote
from pos.journal.orders.papers import NumberedPaper, counted_papers, invoice_of, standing_invoices
from pos.journal.orders.settled import Off, papers_off, taken_twice
from pos.services.orders import entry_parts
from pos.services.orders.after.opened import OpenOrder, open_order


def settle_papers(order: OpenOrder, settings: ShopSettings) -> None:
    """Take invoices back that do not hold, issue one of the version in force, write what is missing still.

    Where two edits credited one invoice, that is an invoice that takes one of the credit notes back.
    """
    holds = invoice_of(order.story)
    standing = standing_invoices(counted_papers(order.story))
    is_of_now = holds is not None and _says_what_is_agreed(order, holds)
    for paper in standing:
        if holds and (paper.number != holds.number or not is_of_now):
            _credit(order, paper.version, paper, paper.number)
    if standing and not is_of_now:
        _issue(order, settings)
    order = open_order(order.tx, order.id)
    holds = invoice_of(order.story)
    off = papers_off(order.story, order.now)
    if off and holds and off.total > 0:
        _credit(order, holds.version, off, holds.number)
    elif off:
        _invoice(order, off.turned(), settings)


def _says_what_is_agreed(order: OpenOrder, invoice: NumberedPaper) -> bool:
    """Whether it is of the version in force, or of one of the same figures."""
    of, now = order.story.agreed_of(invoice.version), order.story.agreed
    return (of.total, of.net, of.lines, of.charges) == (now.total, now.net, now.lines, now.charges)


def _issue(order: OpenOrder, settings: ShopSettings) -> None:
    """An invoice of the version in force, with what was paid so far."""
    now = order.now
    order.tx.record(
        InvoiceIssued(
            id=order.id,
            day=order.tx.day,
            invoice=entry_parts.invoice(order.tx, settings),
            of=order.story.in_force.event,
            paid=now.paid - now.refunded,
            rounding=now.rounding,
        )
    )


def _credit(order: OpenOrder, version: str, figures: NumberedPaper | Off, invoice: str) -> None:
    tx = order.tx
    tx.record(
        PapersSettled(
            id=order.id,
            day=tx.day,
            of=version,
            total=figures.total,
            net=figures.net,
            tax=figures.tax,
            taxes=figures.taxes,
            credit_note=CreditNote(tx.next_number("credit_note"), invoice),
        )
    )


def _invoice(order: OpenOrder, figures: Off, settings: ShopSettings) -> None:
    tx, undone = order.tx, taken_twice(order.story)
    tx.record(
        PapersSettled(
            id=order.id,
            day=tx.day,
            of=order.story.in_force.event,
            total=figures.total,
            net=figures.net,
            tax=figures.tax,
            taxes=figures.taxes,
            invoice=entry_parts.invoice(tx, settings),
            undoes=undone.number if undone else "",
        )
    )
