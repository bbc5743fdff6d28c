"""What the text of the box gives: exact codes first, then products by words, then the custom item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.box.answers import Listing, ProductRow, listing
from pos.domain.box.reading import BoxTerms, codes, read, searches

if TYPE_CHECKING:
    from pos.services.catalogue.search import Search

NOTHING = listing(read("", BoxTerms("EUR")))
SHOWN = 20


class Finder:
    """Looks up a text in the key's own slot: a query is shorter than a thread or a pause would be."""

    def __init__(self, search: Search, terms: BoxTerms) -> None:
        self._search = search
        self.terms = terms

    def typed(self, text: str) -> Listing:
        """The rows for a text that a person is typing."""
        if not text.strip():
            return NOTHING
        reading = read(text, self.terms)
        exact = self._exact(text, scanned=False)
        return listing(reading, exact, [self._search.find(words, SHOWN) for words in searches(reading)])

    def scanned(self, text: str) -> Listing:
        """The rows for a code from a scanner: no search by words, nobody reads them at that speed."""
        return listing(read(text, self.terms), self._exact(text, scanned=True))

    def _exact(self, text: str, *, scanned: bool) -> tuple[ProductRow, ...]:
        for quantity, code in codes(text):
            hits = self._search.by_code(code, scanned)
            if hits:
                return tuple(ProductRow(hit, quantity, exact=True) for hit in hits)
        return ()
