"""Take a catalogue file in, in the end whole or not at all, and take it back by new entries."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pos.domain.catalogue.stock import Reason
from pos.domain.imports.errors import ImportUnknown, ReadingCancelled
from pos.domain.imports.read_file import left_out
from pos.domain.imports.results import ImportPreview, ImportResult, ImportUndone, PastImport
from pos.domain.shop.errors import ImportRunning
from pos.domain.words.errors import CashierError
from pos.journal.ids import new_id
from pos.journal.kinds.base import Fact
from pos.journal.kinds.imports import CatalogueImported, CatalogueImportUndone
from pos.journal.kinds.products import ProductSet, ProductsSet
from pos.journal.kinds.stock import StockMoved
from pos.journal.seal import Header, fact_of
from pos.services.imports import bulk
from pos.services.imports.plan import Plan, plan, slices
from pos.services.imports.undo import Back
from pos.services.shop.settings import Settings
from pos.services.till.files import ImportLock
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

RUNNING = "importing"
"""The choice that holds the id of an import until its last entry is written."""

ENTRIES = """SELECT e.header, e.kind, p.body FROM catalogue_import i JOIN import_entry t ON t.import_id = i.id
    JOIN entry e USING (arrival) JOIN entry_part p USING (arrival) WHERE i.uid = ? ORDER BY arrival"""

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


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
        self._lock = ImportLock(till.folder)

    def preview(
        self,
        path: Path,
        *,
        format: str | None = None,
        mapping: Mapping[str, str] | None = None,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportPreview:
        """Read a file and compare it with the shop; nothing is changed."""
        from pos.exchange import read_catalogue

        reader = self._till.database.reader()
        arrived = _last_arrival(reader)
        now = self._till.clock()
        step = _step(progress, cancelled)
        with bulk.without_collection():
            file = read_catalogue(
                path, format=format, mapping=mapping, progress=progress, cancelled=cancelled
            )
            found = plan(reader, file, self._settings.current(), count=False, now=now, step=step)
        preview = ImportPreview(
            name=path.name,
            file=file,
            created=found.created,
            updated=found.updated,
            unchanged=found.unchanged,
            counted=found.counted,
            mistakes=(*file.mistakes, *found.mistakes),
        )
        self._planned = _Planned(preview, arrived, found)
        return preview

    def apply(
        self,
        preview: ImportPreview,
        *,
        count_stock: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportResult:
        """Take the file in, a slice after the other: in the end all good rows, or on cancel or failure none.

        Where something was written since the preview the file is compared with the shop once more. Raises
        ImportRunning where another program takes a file in.
        """
        file = preview.file
        step = _step(progress, cancelled)
        import_id = new_id(self._till.clock())
        with bulk.without_collection(), self._lock.held():
            found = self._plan(preview, count_stock, step)
            if found.products:
                self._take_in(found, import_id, preview, step)
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

    def _plan(self, preview: ImportPreview, count: bool, step: Progress) -> Plan:
        planned, self._planned = self._planned, None
        reader = self._till.database.reader()
        if planned and planned.holds(preview, reader) and not count:
            return planned.plan
        settings, now = self._settings.current(), self._till.clock()
        return plan(reader, preview.file, settings, count=count, now=now, step=step)

    def _take_in(self, found: Plan, import_id: str, preview: ImportPreview, step: Progress) -> None:
        try:
            events = self._record(found, import_id, step)
            with self._till.transaction() as tx:
                tx.record(
                    CatalogueImported(
                        import_id, preview.name, preview.file.format, found.created, found.updated, events
                    )
                )
                tx.connection.exec_driver_sql("DELETE FROM choice WHERE key = ?", (RUNNING,))
        except BaseException:
            with suppress(CashierError):  # what the disk refuses now is done at the next start
                self._take_back(import_id)
            raise

    def _record(self, found: Plan, import_id: str, step: Progress) -> tuple[str, ...]:
        """Write the slices, each an ordinary change that others can sell between; their event ids."""
        events: list[str] = []
        done, total = 0, len(found.products)
        for products in slices(found.products, self._till.clock()):
            step(done, total)
            with self._till.transaction() as tx:
                if not events:
                    tx.connection.exec_driver_sql(
                        "INSERT OR REPLACE INTO choice VALUES (?,?)", (RUNNING, import_id)
                    )
                for fact in _facts(found, products, import_id, tx):
                    events.append(tx.record(fact).event_id)
            time.sleep(bulk.TURN)
            done += len(products)
        return tuple(events)

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

    def undo(self, import_id: str) -> ImportUndone:
        """Take a file back: fields that still hold its values go back, products it made are archived.

        A product that was sold meanwhile is kept, with its stock; opening stock of archived ones moves out.
        """
        known = self._till.database.reader().execute(
            "SELECT 1 FROM catalogue_import WHERE uid = ? AND imported = 1 AND undone = 0",
            (bytes.fromhex(import_id),),
        )
        if known.fetchone() is None:
            raise ImportUnknown
        return self._take_back(import_id)

    def take_back_unfinished(self) -> None:
        """Take back what this till's own import made before its process was killed; never a running one."""
        if not self._running():
            return
        with suppress(ImportRunning), self._lock.held():
            if import_id := self._running():
                self._take_back(import_id)

    def _running(self) -> str:
        row = self._till.database.reader().execute("SELECT value FROM choice WHERE key = ?", (RUNNING,))
        return next((value for (value,) in row), "")

    def _take_back(self, import_id: str) -> ImportUndone:
        with self._till.transaction() as tx:
            back = Back(tx)
            parts = tx.connection.exec_driver_sql(ENTRIES, (bytes.fromhex(import_id),)).fetchall()
            for _header, kind, body in parts:
                back.take(fact_of(kind, body, None))
            if parts:
                back.record()
                events = tuple(msgspec.json.decode(header, type=Header).event_id for header, *_rest in parts)
                tx.record(CatalogueImportUndone(import_id, events))
            tx.connection.exec_driver_sql(
                "DELETE FROM choice WHERE key = ? AND value = ?", (RUNNING, import_id)
            )
        return ImportUndone(back.archived, back.kept, back.set_back)


def _facts(found: Plan, products: tuple[ProductSet, ...], import_id: str, tx: Transaction) -> Iterator[Fact]:
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


def _step(progress: Progress | None, cancelled: Cancelled | None) -> Progress:
    def step(done: int, total: int) -> None:
        if cancelled and cancelled():
            raise ReadingCancelled
        if progress:
            progress(done, total)

    return step
