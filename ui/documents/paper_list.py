"""The list of papers: number, kind, time, customer, order, total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pos.domain.papers.register import IssuedPaper, PaperFilter, PaperKind
from pos.text import _, current, mark
from ui.kit.lists.cells import Text, note, strong
from ui.kit.lists.columns import Column, Columns
from ui.kit.lists.declared import ALL, Asked, Chip, Counted, DeclaredList, FoundRows, Hint
from ui.kit.lists.periods import Period, choices
from ui.kit.look import drawing
from ui.shared.orders import words

if TYPE_CHECKING:
    from pos.shop import Shop


class PaperList(DeclaredList[IssuedPaper]):
    """The newest comes first; several may be chosen, to be printed together."""

    icon = "file-text"
    title = mark("Documents")
    search_title = mark("Search documents")
    search_hint = mark("Search number, order, customer, product…")
    chips = (
        # Translators: a filter over the list: all documents
        Chip(ALL, mark("All", "documents")),
        Chip(PaperKind.RECEIPT.value, mark("Receipts")),
        Chip(PaperKind.INVOICE.value, mark("Invoices")),
        Chip(PaperKind.CREDIT_NOTE.value, mark("Credit notes")),
        Chip(PaperKind.REFUND.value, mark("Refund receipts")),
        Chip(PaperKind.QUOTE.value, mark("Quotes")),
    )
    choice_title = mark("Days")
    searches_within = True
    several = True
    bare = Hint(
        mark("No documents yet"),
        mark("Receipts, invoices, credit notes and quotes are listed here once they are made."),
        mark("Sell something"),
    )
    nothing = Hint(mark("No document found"), mark("Try fewer letters, or another filter."), mark("Show all"))

    def __init__(self, shop: Shop, today: Callable[[], date]) -> None:
        self._papers, self._today = shop.documents.issued, today
        self.columns = Columns(
            Column(mark("Number"), lambda row: strong(row.number), 130),
            Column(mark("Document"), lambda row: Text(_(words.PAPERS[row.kind])), 118, gap=4, folds=1),
            Column(mark("Time"), self._time, 82, gap=4, folds=2, spoken=self._whole_time),
            Column(mark("Customer"), lambda row: Text(row.customer or _("Walk-in")), share=1, gap=6),
            Column(mark("Order"), lambda row: note(row.order), 88, gap=4, folds=3),
            Column(mark("Total"), self._total, 104, gap=4, align=drawing.RIGHT),
            height=42,
        )

    def _time(self, row: IssuedPaper) -> Text:
        return note(words.when(row.made_at, self._today()))

    def _whole_time(self, row: IssuedPaper) -> str:
        return current().lately(row.made_at, self._today())

    @staticmethod
    def _total(row: IssuedPaper) -> Text:
        return strong(current().money(row.total))

    def key(self, row: IssuedPaper) -> str:
        """The place of the row: numbers of two kinds may be the same."""
        return row.cursor

    def read(self, asked: Asked, after: Any, limit: int) -> FoundRows[IssuedPaper]:
        """Papers of the kind and the days; `after` is the cursor of the last one."""
        found = self._papers.find(asked.text, self.filter_of(asked), before=after or "", limit=limit)
        return FoundRows(found, found[-1].cursor if len(found) == limit else None)

    def filter_of(self, asked: Asked) -> PaperFilter:
        """The kind and the days that are asked for, and what the filters add."""
        since, until = Period(asked.choice).days(self._today())
        more = asked.more if isinstance(asked.more, PaperFilter) else PaperFilter()
        return replace(
            more,
            kind=PaperKind(asked.filter) if asked.filter != ALL else None,
            since=max(since, more.since),
            until=min(filter(None, (until, more.until)), default=""),
        )

    def is_bare(self) -> bool:
        """Whether no paper was ever made here."""
        return not self._papers.find(limit=1)

    def count(self, asked: Asked) -> Counted:
        """Nothing is counted: there may be millions."""
        return Counted()

    def foot(self, asked: Asked, rows: int, more: bool, counted: Counted) -> str:
        """How many were found."""
        return words.found(rows, more) if rows else ""

    def choices(self, counted: Counted) -> list[tuple[str, str]]:
        """The spans of days."""
        return [(period.value, said) for period, said in choices()]
