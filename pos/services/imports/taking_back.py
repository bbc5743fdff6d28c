"""Take a file back in short transactions: whole in the end, also after a kill; on cancel nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos.domain.imports.errors import TakingBackCancelled
from pos.domain.imports.results import ImportUndone
from pos.journal.kinds.imports import CatalogueImportUndone
from pos.journal.kinds.products import ProductSet, ProductsSet
from pos.journal.kinds.stock import StockMove
from pos.journal.seal import fact_of
from pos.services.catalogue import index
from pos.services.imports.bulk import in_turns
from pos.services.imports.undo import Back
from pos.services.till.life import CHOICE, KEEP_CHOICE

if TYPE_CHECKING:
    import sqlite3

    from pos.services.till.till import Till
    from pos.services.till.transaction import Transaction

IMPORTING = "importing"
"""The choice that holds the id of an import until its last entry is written."""

TAKING_BACK = "taking back"
"""The choice that holds the id of an import on its way back, and the arrival of the last entry undone."""

ENTRIES = """SELECT arrival, e.kind, hex(e.event_id) FROM catalogue_import i
    JOIN import_entry t ON t.import_id = i.id JOIN entry e USING (arrival) WHERE i.uid = ? ORDER BY arrival"""
BODY = "SELECT body FROM entry_part WHERE arrival = ?"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Products and the stock beside them, taken back together; `after` is the entry before, or 0."""

    after: int
    entries: tuple[tuple[int, str], ...]  # arrival and kind


@dataclass(frozen=True, slots=True)
class _Taken:
    """What took a piece back."""

    piece: _Piece
    products: tuple[ProductSet, ...]
    moves: tuple[StockMove, ...]


def unfinished(connection: sqlite3.Connection) -> str:
    """The id of the import that was not finished, or not taken back as a whole, or ""."""
    rows = connection.execute(
        "SELECT value FROM choice WHERE key IN (?,?) ORDER BY key DESC", (IMPORTING, TAKING_BACK)
    )
    return next((value.partition(" ")[0] for (value,) in rows), "")


class TakingBack:
    """One import on its way back."""

    def __init__(self, till: Till, import_id: str) -> None:
        self._till = till
        self._id = import_id
        self._taken: list[_Taken] = []
        self._archived = self._kept = self._set_back = 0

    def run(self, step: Callable[[int, int], None]) -> ImportUndone:
        """Take back what is left of it. Where `step` raises TakingBackCancelled all is as it was before."""
        reader = self._till.database.reader()
        entries = reader.execute(ENTRIES, (bytes.fromhex(self._id),)).fetchall()
        came_to = self._came_to(reader)
        pieces = [one for one in _pieces(entries) if one.after >= came_to]
        try:
            in_turns(self._till, pieces, self._take, between=lambda: step(len(self._taken), len(pieces)))
        except TakingBackCancelled:
            if came_to:  # nobody knows any more what the part before replaced
                raise
            self._put_back()
            raise
        with self._till.transaction() as tx:
            if entries:
                tx.record(CatalogueImportUndone(self._id, tuple(event.lower() for *_, event in entries)))
            self._forget(tx)
        return ImportUndone(self._archived, self._kept, self._set_back)

    def _came_to(self, connection: sqlite3.Connection) -> int:
        """The arrival of the last entry that is taken back already, 0 for none."""
        rows = connection.execute(CHOICE, (TAKING_BACK,))
        places = (value.split() for (value,) in rows)
        return next((int(arrival) for import_id, arrival in places if import_id == self._id), 0)

    def _take(self, tx: Transaction, piece: _Piece) -> None:
        back = Back(tx)
        products: list[str] = []
        for arrival, kind in piece.entries:
            (body,) = tx.raw().execute(BODY, (arrival,)).fetchone()
            fact = fact_of(kind, body, None)
            back.take(fact)
            if isinstance(fact, ProductsSet):
                products += [one.id for one in fact.products]
        self._taken.append(_Taken(piece, *back.record()))
        index.refresh_products(tx.raw(), products)  # also what stays, which words may not find yet
        self._archived += back.archived
        self._kept += back.kept
        self._set_back += back.set_back
        self._mark(tx, piece.entries[-1][0])

    def _put_back(self) -> None:
        """Undo what was done, the last first, so that the next start could still go on from where it is."""

        def put(tx: Transaction, taken: _Taken) -> None:
            back = Back(tx)
            back.put_back(taken.products, taken.moves)
            back.record()
            self._mark(tx, taken.piece.after)

        in_turns(self._till, reversed(self._taken), put, between=lambda: None)
        with self._till.transaction() as tx:
            self._forget(tx)

    def _mark(self, tx: Transaction, arrival: int) -> None:
        tx.connection.exec_driver_sql(KEEP_CHOICE, (TAKING_BACK, f"{self._id} {arrival}"))

    def _forget(self, tx: Transaction) -> None:
        tx.connection.exec_driver_sql(
            "DELETE FROM choice WHERE key IN (?,?) AND value LIKE ?", (IMPORTING, TAKING_BACK, f"{self._id}%")
        )


def _pieces(entries: Iterable[tuple[int, str, str]]) -> Iterator[_Piece]:
    after = 0
    some: list[tuple[int, str]] = []
    for arrival, kind, _event in entries:
        if some and kind == ProductsSet.kind:
            yield _Piece(after, tuple(some))
            after, some = some[-1][0], []
        some.append((arrival, kind))
    if some:
        yield _Piece(after, tuple(some))
