"""Take a catalogue file in, in the end whole or not at all, and take it back by new entries."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.catalogue.stock import Reason
from pos.domain.imports.errors import ImportUnknown, ReadingCancelled, TakingBackCancelled
from pos.domain.imports.mistakes import NameColumnMissing, NoName, NoPrice, PriceColumnMissing
from pos.domain.imports.read_file import Home, Mistake, left_out
from pos.domain.imports.results import ImportPreview, ImportResult, ImportUndone, PastImport
from pos.domain.shop.errors import ImportRunning
from pos.domain.words.errors import CashierError
from pos.journal.ids import new_id
from pos.journal.kinds.base import Fact
from pos.journal.kinds.imports import CatalogueImported
from pos.journal.kinds.products import ProductSet, ProductsSet
from pos.journal.kinds.stock import StockMoved
from pos.services.catalogue import index
from pos.services.imports import bulk
from pos.services.imports.columns import Kept, KeptColumns
from pos.services.imports.plan import Plan, plan, slices
from pos.services.imports.taking_back import IMPORTING, TakingBack, unfinished
from pos.services.shop.settings import Settings
from pos.services.till.files import ImportLock
from pos.services.till.life import DROP_CHOICE, KEEP_CHOICE
from pos.services.till.till import Till
from pos.text.locales import locale_of
from pos.text.speech import Speech

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Piece = tuple[ProductSet, ...]


@dataclass(frozen=True, slots=True)
class _Planned:
    """What the last preview would write, as long as nothing else was written since."""

    preview: ImportPreview
    arrived: int
    plan: Plan

    def holds(self, preview: ImportPreview, connection: sqlite3.Connection) -> bool:
        return self.preview is preview and self.arrived == _last_arrival(connection)


class Imports:
    """Reads, previews, takes in and takes back catalogue files."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings
        self._planned: _Planned | None = None
        self._columns = KeptColumns(settings)
        self._lock = ImportLock(till.folder)

    def preview(
        self,
        path: Path,
        *,
        format: str | None = None,
        mapping: Mapping[str, str] | None = None,
        changes: Mapping[str, str] | None = None,
        encoding: str | None = None,
        place: str | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportPreview:
        """Read a file and compare it with the shop; nothing is changed.

        `mapping` says what all columns mean, `changes` what some do; the rest is guessed. Where neither
        `format` nor `mapping` is given, a file is read as the last one of its shape was.
        """
        from pos.exchange import look, read_catalogue
        from pos.exchange.formats import corrected

        home = self.home()
        said = mapping is not None or bool(changes) or encoding is not None or bool(place)
        shape = look(path, home=home)
        kept = self._columns.of(shape) if mapping is None and format is None else None
        if kept is not None:
            format, mapping = kept.format, kept.mapping
            encoding, place = encoding or kept.encoding or None, kept.place if place is None else place
        if changes and kept is not None:
            mapping = corrected(kept.format, kept.mapping, changes)
        elif changes:
            seen = look(path, format=format, mapping=mapping, said=changes, encoding=encoding, home=home)
            format, mapping = seen.format, seen.mapping
        reader = self._till.database.reader()
        arrived = _last_arrival(reader)
        now = self._till.clock()
        step = _step(progress, cancelled)
        with bulk.behind_others():
            file = read_catalogue(
                path,
                format=format,
                mapping=mapping,
                encoding=encoding,
                place=place or "",
                home=home,
                progress=progress,
                cancelled=cancelled,
            )
            found = plan(reader, file, self._settings.current(), count=False, now=now, step=step)
        preview = ImportPreview(
            name=path.name,
            file=file,
            created=found.created,
            updated=found.updated,
            unchanged=found.unchanged,
            counted=found.counted,
            mistakes=_of_columns(found) or (*file.mistakes, *found.mistakes),
            said=said,
            kept=kept is not None,
            encoding=encoding or "",
            columns=shape.columns,
        )
        self._planned = _Planned(preview, arrived, found)
        return preview

    def home(self) -> Home:
        """Where and when the shop is, for what a file leaves open."""
        shop = self._settings.current()
        locale = locale_of(shop.country, shop.language) or shop.locale
        thousands = Speech(shop.language, locale).marks()[1]
        return Home(shop.country, shop.currency, thousands, self._till.clock().date())

    def apply(
        self,
        preview: ImportPreview,
        *,
        count_stock: bool = False,
        sell_hidden: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportResult:
        """Take the file in, a slice after the other: in the end all good rows, or on cancel or failure none.

        What is not for sale by its state in the file comes in archived, unless `sell_hidden`.
        Where something was written since the preview the file is compared with the shop once more. Raises
        ImportRunning where another program takes a file in.
        """
        file = preview.file
        step = _step(progress, cancelled)
        import_id = new_id(self._till.clock())
        with bulk.behind_others(), self._lock.held():
            found = self._plan(preview, count_stock, sell_hidden, step)
            if found.products:
                self._take_in(found, import_id, preview, step)
        if preview.said:
            of_it = Kept(file.format, dict(file.mapping), preview.encoding, file.place)
            self._columns.keep(preview.columns, of_it)
        mistakes = (*file.mistakes, *found.mistakes)
        return ImportResult(
            id=import_id if found.products else "",
            format=file.format,
            products=len(file.products),
            variants=file.variants,
            created=found.created,
            updated=found.updated,
            unchanged=found.unchanged,
            skipped=left_out(mistakes),
            mistakes=mistakes,
        )

    def _plan(self, preview: ImportPreview, count: bool, sell_hidden: bool, step: Progress) -> Plan:
        planned, self._planned = self._planned, None
        reader = self._till.database.reader()
        if planned and planned.holds(preview, reader) and not (count or sell_hidden):
            return planned.plan
        settings, now = self._settings.current(), self._till.clock()
        file = preview.file
        return plan(reader, file, settings, count=count, sell_hidden=sell_hidden, now=now, step=step)

    def _take_in(self, found: Plan, import_id: str, preview: ImportPreview, step: Progress) -> None:
        try:
            pieces = list(slices(found.products, self._till.clock()))
            events = self._record(found, pieces, import_id, step)
            self._let_find(pieces, step)
            with self._till.transaction() as tx:
                tx.record(
                    CatalogueImported(
                        import_id, preview.name, preview.file.format, found.created, found.updated, events
                    )
                )
                tx.connection.exec_driver_sql(DROP_CHOICE, (IMPORTING,))
        except BaseException:
            with suppress(CashierError):  # what the disk refuses now is done at the next start
                self._take_back(import_id)
            raise

    def _record(
        self, found: Plan, pieces: Sequence[Piece], import_id: str, step: Progress
    ) -> tuple[str, ...]:
        """Write the slices, each an ordinary change that others can sell between; their event ids."""
        events: list[str] = []
        done, total = 0, len(found.products)

        def write(tx: Transaction, products: Piece) -> None:
            nonlocal done
            if not events:
                tx.connection.exec_driver_sql(KEEP_CHOICE, (IMPORTING, import_id))
            for fact in _facts(found, products, import_id, tx):
                events.append(tx.record(fact).event_id)
            done += len(products)

        bulk.in_turns(self._till, pieces, write, between=lambda: step(done, total))
        return tuple(events)

    def _let_find(self, pieces: Sequence[Piece], step: Progress) -> None:
        """Let searches by words find what is in now."""

        def add(tx: Transaction, products: Piece) -> None:
            made = [one.id for one in products if one.is_making]
            if made:
                index.add_made(tx.raw(), made[0], made[-1])
            index.refresh_products(tx.raw(), [one.id for one in products if not one.is_making])

        total = sum(map(len, pieces))
        bulk.in_turns(self._till, pieces, add, between=lambda: step(total, total))

    def past(self, limit: int = 20) -> tuple[PastImport, ...]:
        rows = self._till.database.reader().execute(
            """SELECT uid, name, format, at, created, updated, undone FROM catalogue_import
               WHERE imported = 1 ORDER BY uid DESC LIMIT ?""",
            (limit,),
        )
        return tuple(
            PastImport(uid.hex(), name, source, datetime.fromisoformat(at), created, updated, bool(undone))
            for uid, name, source, at, created, updated, undone in rows
        )

    def undo(
        self, import_id: str, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> ImportUndone:
        """Take a file back: fields that still hold its values go back, products it made are archived.

        A product that was sold meanwhile is kept, with its stock; opening stock of archived ones moves out.
        Sales go on between its slices. On cancel all is as it was (TakingBackCancelled); what a kill leaves,
        the next start finishes. Raises ImportUnknown, and ImportRunning where another program is at it.
        """
        known = self._till.database.reader().execute(
            "SELECT 1 FROM catalogue_import WHERE uid = ? AND imported = 1 AND undone = 0",
            (bytes.fromhex(import_id),),
        )
        if known.fetchone() is None:
            raise ImportUnknown
        with bulk.behind_others(), self._lock.held():
            return TakingBack(self._till, import_id).run(_step(progress, cancelled, TakingBackCancelled))

    def take_back_unfinished(self) -> None:
        """Take back what this till's own import made before its process was killed; never a running one.

        A file that was being taken back is taken back to the end.
        """
        reader = self._till.database.reader()
        if not unfinished(reader):
            return
        with suppress(ImportRunning), self._lock.held():
            if import_id := unfinished(reader):
                self._take_back(import_id)

    def _take_back(self, import_id: str) -> None:
        TakingBack(self._till, import_id).run(_step(None, None))


def _of_columns(found: Plan) -> tuple[Mistake, ...]:
    """The column whose absence keeps everything out, said once; () where anything is known or can go in."""
    if found.created or found.updated or found.unchanged:
        return ()
    absent = {type(each) for each in found.mistakes if not each.column}
    missing = [(NoName, NameColumnMissing(0, "")), (NoPrice, PriceColumnMissing(0, ""))]
    return tuple(said for kind, said in missing if kind in absent)


def _facts(found: Plan, products: Piece, import_id: str, tx: Transaction) -> Iterator[Fact]:
    """The entries of one slice: the products, and beside them the stock they open with or was counted."""
    yield ProductsSet(products, import_id)
    openings = [move for one in products for move in found.openings.get(one.id, ())]
    counts = [move for one in products for move in found.counts.get(one.id, ())]
    if openings:
        yield StockMoved(reason=Reason.OPENING, moves=tuple(openings), import_=import_id)
    if counts:
        yield StockMoved(reason=Reason.COUNT, moves=tuple(counts), import_=import_id, seen=tx.known_heads())


def _last_arrival(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(arrival), 0) FROM entry").fetchone()[0])


def _step(
    progress: Progress | None, cancelled: Cancelled | None, ends: type[CashierError] = ReadingCancelled
) -> Progress:
    def step(done: int, total: int) -> None:
        if cancelled and cancelled():
            raise ends
        if progress:
            progress(done, total)

    return step
