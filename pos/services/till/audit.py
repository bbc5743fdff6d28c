"""Prove that the journal is whole and that the tables are what it adds up to."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pos.journal.ids import key_id
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.journal.verify import Audit


class Auditor:
    """Runs the audit beside an open till, on one snapshot of its file."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def verify(
        self,
        *,
        rebuild: bool = False,
        expect: tuple[int, str] | None = None,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> Audit:
        """The whole audit; with `rebuild` every entry is replayed into an empty file and compared."""
        from pos.journal.verify import verify  # brings SQLAlchemy's mapping along, to rebuild into tables

        key = self._till.life.key
        keys = {key_id(key): key}
        with (
            tempfile.TemporaryDirectory(prefix="comptoir-") as folder,
            self._till.database.reading() as connection,
        ):
            target = Path(folder) / "rebuilt.db" if rebuild else None
            return verify(connection, keys, rebuild=target, expect=expect, progress=progress)
