"""Entries about catalogue files taken in and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds.base import Arrived, Fact

if TYPE_CHECKING:
    from sqlalchemy import Connection


class CatalogueImported(Fact, frozen=True):
    """A catalogue file was taken in: the entries before this one carry its products."""

    kind: ClassVar[str] = "catalogue.imported"

    id: str  # of the import; its `products.set` entries bear it too
    name: str  # of the file
    source: str  # the file's format
    created: int  # products
    updated: int  # products
    first_seq: int  # the number of the first entry that carries its products

    @property
    def entity(self) -> str:
        return self.id


class CatalogueImportUndone(Fact, frozen=True):
    """A catalogue file was taken back by the entries before this one."""

    kind: ClassVar[str] = "catalogue.import_undone"

    id: str  # of the import

    @property
    def entity(self) -> str:
        return self.id


def catalogue_imported(connection: Connection, fact: CatalogueImported, arrived: Arrived) -> None:
    """The import is listed, and can be taken back."""
    connection.exec_driver_sql(
        """INSERT INTO catalogue_import(uid, name, format, at, created, updated, origin, first_seq, last_seq,
           undone) VALUES (?,?,?,?,?,?,?,?,?,0)""",
        (
            bytes.fromhex(fact.id),
            fact.name,
            fact.source,
            arrived.at,
            fact.created,
            fact.updated,
            arrived.origin,
            fact.first_seq,
            arrived.header.seq - 1,
        ),
    )


def catalogue_import_undone(connection: Connection, fact: CatalogueImportUndone, arrived: Arrived) -> None:
    """The import is marked as taken back; what it had changed, the entries before this one change again."""
    connection.exec_driver_sql(
        "UPDATE catalogue_import SET undone = 1 WHERE uid = ?", (bytes.fromhex(fact.id),)
    )
