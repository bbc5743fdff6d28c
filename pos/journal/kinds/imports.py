"""Entries about catalogue files taken in and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import field

from pos.journal.kinds.base import Arrived, Fact

if TYPE_CHECKING:
    from sqlalchemy import Connection


class CatalogueImported(Fact, frozen=True):
    """A catalogue file was taken in: its last entry; `entries` carry its products and their stock."""

    kind: ClassVar[str] = "catalogue.imported"

    id: str  # of the import; its other entries bear it too
    name: str  # of the file
    source: str  # the file's format
    created: int  # products
    updated: int  # products
    entries: tuple[str, ...] = ()  # the event ids of those that carry its products and stock

    @property
    def entity(self) -> str:
        return self.id


class CatalogueImportUndone(Fact, frozen=True):
    """A catalogue file was taken back, by the entries before this one; also one that was never finished."""

    kind: ClassVar[str] = "catalogue.import_undone"

    import_: str = field(name="import")  # its id
    entries: tuple[str, ...] = ()  # the event ids of those that are taken back

    @property
    def entity(self) -> str:
        return self.import_


def catalogue_imported(connection: Connection, fact: CatalogueImported, arrived: Arrived) -> None:
    """The file is in: its products are like all others, and it can be taken back."""
    connection.exec_driver_sql(
        """UPDATE catalogue_import SET name = ?, format = ?, at = ?, created = ?, updated = ?, imported = 1
           WHERE id = ?""",
        (fact.name, fact.source, arrived.at, fact.created, fact.updated, _row(connection, fact.id)),
    )


def catalogue_import_undone(connection: Connection, fact: CatalogueImportUndone, arrived: Arrived) -> None:
    """The import is marked as taken back; what it had changed, other entries change again."""
    connection.exec_driver_sql(
        "UPDATE catalogue_import SET undone = 1 WHERE id = ?", (_row(connection, fact.import_),)
    )


def import_row(connection: Connection, import_id: str, arrived: Arrived) -> int | None:
    """The row of the import that an entry is part of, which is noted; None for what no file brought."""
    if not import_id:
        return None
    row = _row(connection, import_id)
    connection.exec_driver_sql("INSERT INTO import_entry VALUES (?,?)", (row, arrived.arrival))
    return row


def _row(connection: Connection, import_id: str) -> int:
    uid = bytes.fromhex(import_id)
    connection.exec_driver_sql(
        """INSERT INTO catalogue_import(uid, name, format, at, created, updated, imported, undone)
           VALUES (?,'','','',0,0,0,0) ON CONFLICT DO NOTHING""",
        (uid,),
    )
    return int(
        connection.exec_driver_sql("SELECT id FROM catalogue_import WHERE uid = ?", (uid,)).scalar_one()
    )
