"""Entries about papers and mails of an order: invoices made later, prints, reminders, mails that went."""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.kinds.orders import OrderFact
from pos.journal.kinds.sold import CreditNote, Invoice

SERIES = {"receipt": "order", "invoice": "invoice", "credit_note": "credit_note", "refund": "refund"}
"""Whose numbers a kind of document takes; a receipt has its order's."""

INVARIANTS = {
    "the numbers of its series have a gap": """SELECT letter FROM series s WHERE s.kind = 'order'
        AND s.last <> (SELECT COUNT(DISTINCT d.number) FROM document d WHERE d.kind = 'receipt'
            AND d.number >= s.letter || '-' AND d.number < s.letter || '-~') LIMIT 1""",
}


class InvoiceIssued(OrderFact, frozen=True):
    """A version of an order that had none got an invoice."""

    kind: ClassVar[str] = "invoice.issued"

    invoice: Invoice
    of: str  # the event id of the version
    paid: int = 0  # minor units taken less given back, as printed
    rounding: int = 0  # minor units that coins added, as printed
    credit_note: CreditNote | UnsetType = UNSET  # for what was credited before


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


class MailSent(OrderFact, frozen=True):
    """A server took a mail that an entry had asked for."""

    kind: ClassVar[str] = "mail.sent"

    for_: str = field(name="for")  # the event id of the entry that asked for it
    mail: str = field(name="kind")  # what it is
    hash: str  # of the address it went to
    at: str  # when the server took it, with its offset
