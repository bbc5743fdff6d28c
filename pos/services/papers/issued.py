"""Find invoices and credit notes in the journal: among the facts of their order the one that made them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from pos.domain.orders.orders import Order
from pos.domain.papers.errors import NothingRefunded
from pos.domain.papers.invoices import NotCredited, NotInvoiced
from pos.journal.kinds.documents import InvoiceIssued, PapersSettled
from pos.journal.kinds.orders import GoodsHandedOver, OrderCredited, OrderEdited, OrderPlaced
from pos.journal.kinds.payments import PaymentGivenBack
from pos.journal.kinds.sold import Invoice
from pos.journal.orders.facts import Story, Told
from pos.journal.orders.papers import credits_before, invoice_of, papers_of
from pos.services.orders.lists import called, order_row
from pos.services.orders.sold_order import ROW, as_sold, story_of


@dataclass(frozen=True, slots=True)
class Issued:
    """An order with its invoice, and what was paid when the invoice was issued, in minor units.

    `supplied` is the day the customer had all goods, where that was before the invoice; `replaces` names the
    invoice in whose place it stands, and that one's day.
    """

    order: Order
    invoice: Invoice
    paid: int
    rounding: int
    seal: str
    printed: int
    supplied: date | None = None
    replaces: tuple[str, date] | None = None
    settles: PapersSettled | None = None
    """What it brings to what is left, where it is for that and nothing of a version."""


@dataclass(frozen=True, slots=True)
class Credited:
    """An invoice that was taken back, the entry that did, and what went back with it, in minor units.

    `credits` are the ones it is for, none where it is for the whole invoice; `order` is as the version says
    that they took from. `rounding` is what coins added to what was due, as on the invoice.
    """

    issued: Issued
    order: Order
    fact: OrderCredited | OrderEdited | InvoiceIssued | PapersSettled
    credits: tuple[OrderCredited, ...]
    number: str
    given_back: int
    rounding: int
    seal: str
    printed: int


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A paper with a number, among the facts of its order."""

    story: Story
    order: Order
    told: Told
    printed: int


def issued_invoice(connection: sqlite3.Connection, number: str, order: str = "") -> Issued:
    """The invoice of that number, or that order's; raises OrderUnknown or NotInvoiced.

    An `order`, by id, is the one that it is of: two may have papers of one number.
    """
    found = _numbered(connection, "invoice", number, order)
    if found is None:
        raise NotInvoiced(number)
    fact = found.told.fact
    assert isinstance(fact, OrderPlaced | OrderEdited | InvoiceIssued | PapersSettled)
    assert isinstance(fact.invoice, Invoice)
    if isinstance(fact, OrderPlaced):
        paid, rounding = (
            sum(one.amount for one in fact.tenders), sum(one.rounding for one in fact.tenders)
        )  # fmt: skip
    elif isinstance(fact, PapersSettled):
        paid, rounding = fact.total, 0  # it asks for no money: what is due stands on the invoice that holds
    else:
        paid, rounding = fact.paid, fact.rounding
    event = fact.of if isinstance(fact, InvoiceIssued | PapersSettled) else found.told.event
    sold = as_sold(found.story, found.order.row, found.story.versions.get(event, found.story.in_force))
    day = supplied_by(found.story, found.told)
    replaced = _replaced(found.story, fact)
    settles = fact if isinstance(fact, PapersSettled) else None
    return Issued(sold, fact.invoice, paid, rounding, found.told.seal, found.printed, day, replaced, settles)


def _replaced(
    story: Story, fact: OrderPlaced | OrderEdited | InvoiceIssued | PapersSettled
) -> tuple[str, date] | None:
    """The invoice in whose place that of an edit stands; the credit note that an invoice takes back."""
    if isinstance(fact, PapersSettled) and fact.undoes:
        kind, number = "credit_note", fact.undoes
    elif isinstance(fact, OrderEdited) and fact.credit_note:
        kind, number = "invoice", fact.credit_note.of
    else:
        return None
    days = (one.told.fact.day for one in papers_of(story) if (one.kind, one.number) == (kind, number))
    return number, date.fromisoformat(next(days, fact.day))


def supplied_by(story: Story, told: Told) -> date | None:
    """The day all goods had gone to the customer, as the facts up to this one say; None before they had."""
    known = Story(one for one in story.told if one.stamp <= told.stamp)
    if not known.standing().is_with_customer:
        return None
    gone = [
        one.fact.day
        for one in known.told
        if isinstance(one.fact, GoodsHandedOver) and any(line.qty > 0 for line in one.fact.lines)
    ]
    placed = known.placed
    return date.fromisoformat(gone[-1] if gone else placed.supplied or placed.day)


def credited_invoice(connection: sqlite3.Connection, number: str, order: str = "") -> Credited:
    """The credit note of that number, or that order's, as `issued_invoice`; raises also NotCredited."""
    found = _numbered(connection, "credit_note", number, order)
    if found is None:
        raise NotCredited(number)
    fact, story = found.told.fact, found.story
    assert isinstance(fact, OrderCredited | OrderEdited | InvoiceIssued | PapersSettled)
    assert fact.credit_note
    back = [
        tender
        for one in story.told
        if isinstance(one.fact, PaymentGivenBack) and one.fact.for_ == found.told.event
        for tender in one.fact.tenders
    ]
    given, rounding = sum(one.amount for one in back), -sum(one.rounding for one in back)
    issued = issued_invoice(connection, fact.credit_note.of, story.placed.id)
    credits = _credits(story, found.told)
    version = story.versions.get(credits[0].of, story.in_force) if credits else story.in_force
    if sum(one.total for one in credits) == issued.order.row.total.minor:
        credits = ()
    sold = as_sold(story, found.order.row, version)
    number = fact.credit_note.number
    return Credited(issued, sold, fact, credits, number, given, rounding, found.told.seal, found.printed)


def refunded(connection: sqlite3.Connection, number: str, order: str = "") -> tuple[Story, Order, Told]:
    """The order, and the fact of the refund receipt of that number or of its last; raises NothingRefunded."""
    found = _numbered(connection, "refund", number, order)
    if found is None:
        raise NothingRefunded(number)
    return found.story, found.order, found.told


def _credits(story: Story, told: Told) -> tuple[OrderCredited, ...]:
    """What a credit note is for; an edit's is for the whole invoice."""
    if isinstance(told.fact, OrderCredited):
        return (told.fact,)
    return credits_before(story, told) if isinstance(told.fact, InvoiceIssued) else ()


def _order(connection: sqlite3.Connection, kind: str, number: str) -> int:
    """The row of the order whose document of this kind has the number, or which is called so itself."""
    row = connection.execute(
        "SELECT order_id FROM document WHERE kind = ? AND number = ?", (kind, number)
    ).fetchone()
    return int(row[0]) if row else called(connection, number)


def _numbered(connection: sqlite3.Connection, kind: str, number: str, order: str) -> _Numbered | None:
    """The paper of that number, or the last of its kind of the order of that number, by clock."""
    key = called(connection, order) if order else _order(connection, kind, number)
    columns = connection.execute(ROW, (key,)).fetchone()
    papers = connection.execute(
        """SELECT d.number, e.header, d.printed FROM document d JOIN entry e USING (arrival)
           WHERE d.order_id = ? AND d.kind = ?""",
        (key, kind),
    ).fetchall()
    story = story_of(connection, key)
    holds = invoice_of(story) if kind == "invoice" else None
    names = (columns[0], story.placed.id)
    wanted = holds.number if holds and number in names else number
    for one in reversed(story.told):
        for paper, header, printed in papers:
            if one.event.encode() in header and wanted in (paper, *names):
                return _Numbered(story, as_sold(story, order_row(columns), story.in_force), one, printed)
    return None
