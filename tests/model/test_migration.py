"""An older file moves to a newer version in one transaction, with a backup before."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from pos.domain.shop.errors import NewerFile
from pos.domain.shop.settings import NewShop
from pos.model import schema, shop_file
from pos.services.till.backup import check
from pos.services.till.files import ShopFolder
from pos.services.till.migration import SCRIPTS, migrate
from pos.shop import create_shop, open_shop

MADE_UP = '''"""A made-up revision."""

from alembic import op

revision = "{this}"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("ALTER TABLE product ADD COLUMN shelf TEXT NOT NULL DEFAULT ''")
    {then}
'''


@pytest.fixture
def shop_folder(tmp_path: Path) -> ShopFolder:
    new = NewShop("Atelier", "FR", "EUR", True, person="Anne")
    create_shop(tmp_path / "shop", new).close()
    return ShopFolder(tmp_path / "shop")


def scripts_with(tmp_path: Path, then: str = "pass") -> Path:
    """The program's own revisions, and one more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts)
    this, before = f"{shop_file.VERSION + 1:04d}", f"{shop_file.VERSION:04d}"
    text = MADE_UP.format(this=this, before=before, then=then)
    (scripts / "versions" / f"{this}_made_up.py").write_text(text, "utf-8")
    return scripts


def described(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {" ".join(sql.split()) for (sql,) in rows}


def test_the_revisions_make_the_tables_that_a_new_shop_has(tmp_path: Path) -> None:
    made = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with made.begin() as connection:
        schema.create(connection)
    old = tmp_path / "shop"
    old.mkdir()
    with sqlite3.connect(old / "shop.db") as empty:
        empty.executescript((SCRIPTS / "versions" / "0002_baseline.sql").read_text("utf-8"))
        empty.execute(f"PRAGMA application_id = {shop_file.APPLICATION_ID}")
        empty.execute("PRAGMA user_version = 2")
    empty.close()
    if shop_file.VERSION > 2:
        migrate(ShopFolder(old))
    with sqlite3.connect(tmp_path / "new.db") as new, sqlite3.connect(old / "shop.db") as moved:
        assert described(moved) == described(new)
    new.close()
    moved.close()
    made.dispose()


def test_a_migration_keeps_everything_and_a_backup_of_what_was(
    shop_folder: ShopFolder, tmp_path: Path
) -> None:
    version = shop_file.VERSION + 1
    saved = migrate(shop_folder, scripts=scripts_with(tmp_path), version=version)
    with sqlite3.connect(shop_folder.database) as moved:
        assert moved.execute("PRAGMA user_version").fetchone() == (version,)
        assert moved.execute("SELECT count(*) FROM entry").fetchone()[0] == check(saved)
        assert "shelf" in [row[1] for row in moved.execute("PRAGMA table_info(product)")]
        assert moved.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None
    moved.close()
    with pytest.raises(NewerFile):
        open_shop(shop_folder.path)


def test_a_migration_that_fails_leaves_the_file_as_it_was(shop_folder: ShopFolder, tmp_path: Path) -> None:
    scripts = scripts_with(tmp_path, then='raise RuntimeError("the made-up revision fails")')
    with pytest.raises(RuntimeError, match="made-up"):
        migrate(shop_folder, scripts=scripts, version=shop_file.VERSION + 1)
    assert shop_file.version_of(shop_folder.database) == shop_file.VERSION
    shop = open_shop(shop_folder.path)
    assert shop.auditor.verify(rebuild=True).ok
    shop.close()
