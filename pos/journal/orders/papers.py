"""Every paper of an order that was given a number: the fact that gave it, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pos.domain.orders.standing import Standing
from pos.journal.kinds.documents import InvoiceIssued, PapersSettled
from pos.journal.kinds.orders import OrderCredited, OrderEdited, OrderFact, OrderPlaced
from pos.journal.kinds.sold import AgreedOrder, Invoice, SoldTax
from pos.journal.orders.days import added_up
from pos.journal.orders.facts import Story, Told

USUAL_DAYS = 30
"""So long after placing an order without an invoice is to be paid."""


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """A receipt, invoice, credit note or refund receipt; amounts are in minor units, above zero.

    `of` is the number of the invoice that a credit note takes from.
    """

    kind: str
    number: str
    told: Told
    total: int
    net: int
    tax: int
    taxes: tuple[SoldTax, ...]
    of: str = ""

    @property
    def version(self) -> str:
        """The event of the version that an invoice is of."""
        fact = self.told.fact
        return fact.of if isinstance(fact, InvoiceIssued | PapersSettled) else self.told.event


def papers_of(story: Story) -> Iterator[NumberedPaper]:
    """The papers in the order they were made; an edit takes the old invoice back before it makes the new."""
    invoiced: dict[str, AgreedOrder] = {}  # what each invoice says, by its number
    for one in story.told:
        match one.fact:
            case OrderPlaced() as placed:
                yield _of("receipt", placed.number, one, placed.agreed)
                if placed.invoice:
                    invoiced[placed.invoice.number] = placed.agreed
                    yield _of("invoice", placed.invoice.number, one, placed.agreed)
            case OrderEdited() as edited:
                if note := edited.credit_note:
                    before = invoiced.get(note.of) or story.agreed_of(edited.from_)
                    yield _of("credit_note", note.number, one, before, note.of)
                if edited.invoice:
                    invoiced[edited.invoice.number] = edited.agreed
                    yield _of("invoice", edited.invoice.number, one, edited.agreed)
            case OrderCredited() as credited:
                yield _of("refund", credited.number, one, credited)
                if note := credited.credit_note:
                    yield _of("credit_note", note.number, one, credited, note.of)
            case InvoiceIssued() as issued:
                invoiced[issued.invoice.number] = story.agreed_of(issued.of)
                yield _of("invoice", issued.invoice.number, one, invoiced[issued.invoice.number])
                if note := issued.credit_note:
                    credits = credits_before(story, one)
                    sums = (sum(fact.total for fact in credits), sum(fact.net for fact in credits))
                    taxes = added_up(row for fact in credits for row in fact.taxes)
                    tax = sums[0] - sums[1]
                    yield NumberedPaper("credit_note", note.number, one, *sums, tax, taxes, note.of)
            case PapersSettled() as settled:
                if settled.invoice:
                    yield _of("invoice", settled.invoice.number, one, settled)
                if note := settled.credit_note:
                    yield _of("credit_note", note.number, one, settled, note.of)


def _of(
    kind: str, number: str, one: Told, figures: AgreedOrder | OrderCredited | PapersSettled, of: str = ""
) -> NumberedPaper:
    return NumberedPaper(kind, number, one, figures.total, figures.net, figures.tax, figures.taxes, of)


def counted_papers(story: Story) -> list[NumberedPaper]:
    """The invoices and credit notes; nothing of a placing that is not the order's own."""
    return [
        one
        for one in papers_of(story)
        if one.kind in ("invoice", "credit_note")
        and (one.told is story.first or not isinstance(one.told.fact, OrderPlaced))
    ]


def standing_invoices(papers: Iterable[NumberedPaper]) -> list[NumberedPaper]:
    """The invoices of versions that no credit notes take back whole, by clock."""
    papers = list(papers)
    credited: dict[str, int] = {}
    for one in papers:
        if one.kind == "credit_note":
            credited[one.of] = credited.get(one.of, 0) + one.total
    return [
        one
        for one in papers
        if one.kind == "invoice"
        and not isinstance(one.told.fact, PapersSettled)
        and credited.get(one.number, 0) < max(1, one.total)
    ]


def invoice_of(story: Story) -> NumberedPaper | None:
    """The invoice that holds: of those that stand, else of all that were taken back."""
    papers = counted_papers(story)
    every = [one for one in papers if one.kind == "invoice" and not isinstance(one.told.fact, PapersSettled)]
    return that_holds(story, standing_invoices(papers) or every)


def that_holds(story: Story, invoices: Iterable[NumberedPaper]) -> NumberedPaper | None:
    """Of several invoices the one of the latest version; of two of one version the first."""
    known = {event: n for n, event in enumerate(story.versions)}
    latest = sorted(invoices, key=lambda one: one.told.stamp)
    return max(latest, key=lambda one: known.get(one.version, -1), default=None)


def pay_by(story: Story, now: Standing) -> str:
    """The last day to pay what is due: that of the newest invoice, else so many days after placing."""
    if not now.due:
        return ""
    made = (one.fact for one in reversed(story.told))
    days = (invoice.due for fact in made if (invoice := _invoice(fact)) and invoice.due)
    return next(days, "") or usual_day(story.placed.day)


@lru_cache(maxsize=64)
def usual_day(placed: str) -> str:
    """The last day to pay what was placed on a day, where no invoice names one."""
    return (date.fromisoformat(placed) + timedelta(days=USUAL_DAYS)).isoformat()


def _invoice(fact: OrderFact) -> Invoice | None:
    given = fact.invoice if isinstance(fact, OrderPlaced | OrderEdited | InvoiceIssued) else None
    return given if isinstance(given, Invoice) else None


def credits_before(story: Story, told: Told) -> tuple[OrderCredited, ...]:
    """What was credited before a fact."""
    before = (one.fact for one in story.told if one.stamp < told.stamp)
    return tuple(fact for fact in before if isinstance(fact, OrderCredited))
