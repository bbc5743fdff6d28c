"""Take a catalogue file in, whole or not at all, and take it back by new entries."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.imports.errors import ImportUnknown, ReadingCancelled
from pos.domain.imports.read_file import left_out
from pos.domain.imports.results import ImportPreview, ImportResult, ImportUndone, PastImport
from pos.journal.kinds.imports import CatalogueImported, CatalogueImportUndone
from pos.journal.kinds.products import ProductsSet
from pos.journal.seal import fact_of
from pos.services.imports import bulk
from pos.services.imports.plan import Plan, chunks, plan
from pos.services.imports.undo import Back
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

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
        """Take the file in: all good rows, or on cancel or failure none.

        Where something was written since the preview the file is compared with the shop once more, inside
        the transaction.
        """
        file = preview.file
        step = _step(progress, cancelled)
        import_id = uuid.uuid4().hex
        settings = self._settings.current()
        planned, self._planned = self._planned, None
        with bulk.without_collection(), self._till.transaction() as tx, bulk.room(tx.raw()):
            if planned and planned.holds(preview, tx.raw()) and not count_stock:
                found = planned.plan
            else:
                found = plan(tx.raw(), file, settings, count=count_stock, now=tx.now, step=step)
            if found.products:
                with bulk.without_indexes(tx.raw(), len(found.products)):
                    self._record(tx, found, import_id, preview, step)
                tx.index()  # while there is room
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

    def past(self, limit: int = 20) -> tuple[PastImport, ...]:
        rows = self._till.database.reader().execute(
            """SELECT uid, name, format, at, created, updated, undone FROM catalogue_import
               ORDER BY id DESC LIMIT ?""",
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
        with self._till.transaction() as tx:
            row = tx.connection.exec_driver_sql(
                "SELECT origin, first_seq, last_seq FROM catalogue_import WHERE uid = ? AND undone = 0",
                (bytes.fromhex(import_id),),
            ).fetchone()
            if row is None:
                raise ImportUnknown
            back = Back(tx)
            parts = tx.connection.exec_driver_sql(
                """SELECT p.body FROM entry e JOIN entry_part p USING (arrival)
                   WHERE e.origin = ? AND e.seq BETWEEN ? AND ? ORDER BY e.seq""",
                tuple(row),
            ).fetchall()
            for (body,) in parts:
                fact = fact_of(ProductsSet.kind, body, None)
                if isinstance(fact, ProductsSet):
                    back.take(fact)
            back.record()
            tx.record(CatalogueImportUndone(import_id))
        return ImportUndone(back.archived, back.kept, back.set_back)

    def _record(
        self,
        tx: Transaction,
        found: Plan,
        import_id: str,
        preview: ImportPreview,
        step: Progress,
    ) -> None:
        first = tx.head.seq + 1
        done = 0
        for chunk in chunks(found.products):
            step(done, len(found.products))
            tx.record(ProductsSet(products=chunk, import_id=import_id))
            done += len(chunk)
        tx.record(
            CatalogueImported(
                import_id, preview.name, preview.file.format, found.created, found.updated, first
            )
        )


def _last_arrival(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(arrival), 0) FROM entry").fetchone()[0])


def _step(progress: Progress | None, cancelled: Cancelled | None) -> Progress:
    def step(done: int, total: int) -> None:
        if cancelled and cancelled():
            raise ReadingCancelled
        if progress:
            progress(done, total)

    return step
