"""Entries about papers and mails of an order: invoices made later, prints, reminders, mails that went."""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.kinds.orders import OrderFact
from pos.journal.kinds.sold import CreditNote, Invoice, SoldTax

SERIES = {"receipt": "order", "invoice": "invoice", "credit_note": "credit_note", "refund": "refund"}
"""Whose numbers a kind of document takes; a receipt has its order's."""

_ONE_WRITER = """NOT EXISTS (SELECT 1 FROM order_fact f JOIN entry e USING (arrival)
    JOIN entry p ON p.arrival = o.arrival WHERE f.order_id = o.id AND e.origin <> p.origin)"""
"""Of tills that did not know of each other both papers stand, until a person decides."""


def _gap(series: str, rows: str, begins: str) -> str:
    """SQL that finds a series that lacks a number up to its last; `begins` is what all share.

    What bears a missing one may be set aside: it waits, or was left out of what a removed till wrote.
    """
    return f"""SELECT letter FROM series s WHERE s.kind = '{series}'
        AND s.last <> (SELECT COUNT(DISTINCT d.number) FROM {rows}
            AND d.number >= {begins} AND d.number < {begins} || '~')
        AND NOT EXISTS (SELECT 1 FROM parked JOIN entry USING (arrival) JOIN till t USING (origin)
            WHERE t.letter = s.letter) LIMIT 1"""


INVARIANTS = {
    "the numbers of its series have a gap": _gap(
        "order", "document d WHERE d.kind = 'receipt'", "s.letter || '-'"
    ),
    "the numbers of its invoices have a gap": _gap(
        "invoice", "document d WHERE d.kind = 'invoice'", "s.letter || '-' || s.year || '-'"
    ),
    "the numbers of its credit notes have a gap": _gap(
        "credit_note", "document d WHERE d.kind = 'credit_note'", "s.letter || 'C-' || s.year || '-'"
    ),
    "the numbers of its refunds have a gap": _gap(
        "refund", "document d WHERE d.kind = 'refund'", "s.letter || '-R'"
    ),
    "the numbers of its quotes have a gap": _gap("quote", "quote d WHERE 1", "s.letter || '-Q'"),
    "its invoices less its credit notes are not what is left of it": f"""SELECT o.number FROM (
            SELECT order_id, SUM(CASE kind WHEN 'invoice' THEN total ELSE -total END) AS papers
            FROM document WHERE kind IN ('invoice', 'credit_note') GROUP BY order_id) d
        JOIN orders o ON o.id = d.order_id
        WHERE d.papers <> o.total - o.credited AND {_ONE_WRITER} LIMIT 1""",
}


class InvoiceIssued(OrderFact, frozen=True):
    """A version of an order that had none got an invoice."""

    kind: ClassVar[str] = "invoice.issued"

    invoice: Invoice
    of: str  # the event id of the version
    paid: int = 0  # minor units taken less given back, as printed
    rounding: int = 0  # minor units that coins added, as printed
    credit_note: CreditNote | UnsetType = UNSET  # for what was credited before


class PapersSettled(OrderFact, frozen=True):
    """One paper that brings those of tills that did not know of each other to what is left of an order.

    It is an invoice or a credit note over `total`; all amounts are above zero, or no paper moves them.
    """

    kind: ClassVar[str] = "papers.settled"

    of: str  # the event id of the version that it is drawn of
    total: int  # minor units, net + tax
    net: int  # minor units
    tax: int  # minor units
    taxes: tuple[SoldTax, ...] = ()
    invoice: Invoice | UnsetType = UNSET  # where it adds that much
    credit_note: CreditNote | UnsetType = UNSET  # where it takes that much off an invoice
    undoes: str = ""  # the number of the credit note that took an invoice which another one took too


class DocumentReprinted(OrderFact, frozen=True):
    """A document was printed once more."""

    kind: ClassVar[str] = "document.reprinted"

    number: str  # the document's
    document: str = field(name="kind", default="receipt")  # a key of SERIES


class OrderReminded(OrderFact, frozen=True):
    """The customer was reminded that something is due."""

    kind: ClassVar[str] = "order.reminded"

    level: int  # 1 to 3: how firmly
    mails: tuple[str, ...] = ()  # kinds of mail to be sent


class OrderMailed(OrderFact, frozen=True):
    """A person wants the customer to be told of the order as it is."""

    kind: ClassVar[str] = "order.mailed"

    mails: tuple[str, ...] = ()  # kinds of mail to be sent


class MailSent(OrderFact, frozen=True):
    """A server took a mail that an entry had asked for."""

    kind: ClassVar[str] = "mail.sent"

    for_: str = field(name="for")  # the event id of the entry that asked for it
    mail: str = field(name="kind")  # what it is
    hash: str  # of the address it went to
    at: str  # when the server took it, with its offset
