"""Bring a shop's file of another program to this program's version, with a backup before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pos.journal.proof.rebuild import rebuild
from pos.model import schema, shop_file
from pos.model.database import Database, raw
from pos.services.till.backup import pack_shop
from pos.services.till.copies.label import BEFORE
from pos.services.till.files import ShopFolder

SCRIPTS = Path(shop_file.__file__).parent / "migrations"

Reindex = Callable[[sqlite3.Connection], None]
"""Makes what searches read again."""

Progress = Callable[[int, int], None]
"""Hears how many entries of how many are done; what it raises stops the work, and nothing has changed."""


def bring_up(path: Path, reindex: Reindex, progress: Progress) -> None:
    """Make a copy of a shop's file, of whichever program, one of this program."""
    before = shop_file.version_of(path)
    if before < shop_file.VERSION:
        move(path, before, SCRIPTS, shop_file.VERSION)
    database = Database(path)
    try:
        if shop_file.made_by_another(database.reader()):
            remake(database, reindex, progress)
    finally:
        database.close()


def save_before(folder: ShopFolder, name: str) -> Path:
    """A backup of a shop before its file changes, under that name in place of the one before."""
    saved = folder.backups / f"{name}.comptoir"
    pack_shop(folder, saved, datetime.now().astimezone(), why=BEFORE)
    return saved


def migrate(folder: ShopFolder, *, scripts: Path = SCRIPTS, version: int = shop_file.VERSION) -> Path:
    """Move a shop's file to a version, all in one transaction; returns the backup made before."""
    before = shop_file.version_of(folder.database)
    saved = save_before(folder, f"before-version-{version}")
    move(folder.database, before, scripts, version)
    return saved


def move(path: Path, before: int, scripts: Path, version: int) -> None:
    """Move a file to a version, all in one transaction."""
    from alembic import command
    from alembic.config import Config

    database = Database(path)
    config = Config()
    config.set_main_option("script_location", str(scripts))
    try:
        with database.write() as connection:
            config.attributes["connection"] = connection
            command.stamp(config, f"{before:04d}")
            command.upgrade(config, f"{version:04d}")
            # The version lies in the file's header alone, where it can be read before anything is opened.
            connection.exec_driver_sql("DROP TABLE alembic_version")
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    finally:
        database.close()


def remake(database: Database, reindex: Reindex, progress: Progress) -> None:
    """Make all derived tables of this program from the entries, in one transaction."""
    with database.write() as connection:
        entries = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
        schema.drop_derived(connection)
        schema.create_tables(connection)
        rebuild(connection, lambda done: progress(done, entries))
        reindex(raw(connection))
