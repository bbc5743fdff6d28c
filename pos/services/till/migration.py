"""Bring a shop's file of an older program to this program's version, with a backup before."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from pos.model import shop_file
from pos.model.database import Database
from pos.services.till.backup import pack_shop
from pos.services.till.files import ShopFolder

SCRIPTS = Path(shop_file.__file__).parent / "migrations"


def migrate(folder: ShopFolder, *, scripts: Path = SCRIPTS, version: int = shop_file.VERSION) -> Path:
    """Move the file to a version, all in one transaction; returns the backup made before."""
    before = shop_file.version_of(folder.database)
    saved = folder.backups / f"before-version-{version}.comptoir"
    pack_shop(folder, saved)
    database = Database(folder.database)
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
    return saved
