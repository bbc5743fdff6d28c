"""The books as files: never taken for new, and proven before they take a place."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from pos.cli import main
from pos.domain.shop.errors import (
    BackupBroken,
    OtherShop,
    ShopGone,
    ShopGoneUncopied,
)
from pos.founding import restore_shop
from pos.model.base import Kind, tables_of
from pos.services.till.files import ShopFolder
from pos.shop import create_shop, open_shop
from tests.shop_kit import ATELIER, ShopClock, ShopKit

posix = pytest.mark.skipif(os.name != "posix", reason="rights of another system")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """An open shop with a sale."""
    shop.stocks(quantity="500")
    shop.sells("MUG-BLU")
    return shop


def test_a_shop_whose_file_is_gone_is_offered_its_newest_good_copy(kit: ShopKit, ram: Path) -> None:
    for _ in range(3):
        kit.sells("MUG-BLU")
        kit.shop.backups.daily()
        kit.clock.advance(days=1)
    newest, second, _third = kit.shop.backups.list()
    kit.close()
    kit.shop.folder.database.unlink()
    with pytest.raises(ShopGone, match=re.escape(str(newest))):
        open_shop(kit.folder, clock=kit.clock)
    newest.write_bytes(newest.read_bytes()[:-2000])
    for attempt in (
        lambda: open_shop(kit.folder, clock=kit.clock),
        lambda: create_shop(kit.folder, ATELIER, clock=kit.clock),
    ):
        with pytest.raises(ShopGone, match=re.escape(str(second))):
            attempt()
    assert not kit.shop.folder.database.exists()
    kit.shop, _aside = restore_shop(kit.folder, second, clock=kit.clock)
    assert kit.numbers() == ["A-000001", "A-000002", "A-000003"]
    kit.sold[3:] = []


def test_the_shop_put_aside_is_offered_where_it_knows_more(kit: ShopKit, ram: Path) -> None:
    kit.shop.backups.make(kit.shop.folder.backups / "early.comptoir")
    kit.sells("MUG-BLU")
    kit.close()
    shop, aside = restore_shop(
        kit.folder, kit.shop.folder.backups / "early.comptoir", instead=True, clock=kit.clock
    )
    shop.close()
    assert aside is not None
    kit.shop.folder.database.unlink()
    with pytest.raises(ShopGone, match=re.escape(str(aside))):
        open_shop(kit.folder, clock=kit.clock)
    kit.shop, _none = restore_shop(kit.folder, aside, clock=kit.clock)
    assert kit.numbers() == ["A-000001", "A-000002"]


@pytest.mark.parametrize("left", ["till.key", "till.key.0123456789abcdef", "shop.key", "shop.db-wal"])
def test_a_folder_with_a_key_or_a_log_alone_is_no_new_one(ram: Path, left: str) -> None:
    folder = ram / "shop"
    folder.mkdir()
    (folder / left).write_bytes(b"0" * 64)
    for attempt in (
        lambda: create_shop(folder, ATELIER, clock=ShopClock()),
        lambda: open_shop(folder, clock=ShopClock()),
    ):
        with pytest.raises(ShopGoneUncopied):
            attempt()
    assert [path.name for path in folder.iterdir()] == [left]


def test_the_command_line_names_the_copy_and_how_to_bring_it_back(
    kit: ShopKit, capfd: pytest.CaptureFixture[str]
) -> None:
    kit.shop.backups.daily()
    (newest,) = kit.shop.backups.list()
    kit.close()
    kit.shop.folder.database.unlink()
    for command in ("init", "orders", "verify"):
        assert main(["--data", str(kit.folder), command]) == 1
        assert f"comptoir restore {newest}" in capfd.readouterr().err
    assert main(["--data", str(kit.folder), "restore", str(newest)]) == 0
    kit.reopen()


def spoilt(backup: Path, ram: Path, *statements: str) -> Path:
    """A backup whose file a script has changed, with a label that fits."""
    work = ram / "spoilt"
    shutil.rmtree(work, ignore_errors=True)
    with zipfile.ZipFile(backup) as packed:
        packed.extractall(work)
    with closing(sqlite3.connect(work / "shop.db")) as script:
        for statement in statements:
            script.execute(statement)
        script.commit()
    target = ram / "spoilt.comptoir"
    with zipfile.ZipFile(target, "w") as packed:
        for name in ("backup.json", "shop.db"):
            packed.write(work / name, name)
    return target


def every_table() -> list[str]:
    return sorted({*tables_of(Kind.JOURNAL), *tables_of(Kind.DERIVED), *tables_of(Kind.LOCAL)})


@pytest.mark.parametrize("older", [False, True], ids=["same tables", "older tables"])
def test_a_backup_in_which_a_table_is_missing_never_takes_the_place(
    kit: ShopKit, ram: Path, older: bool
) -> None:
    backup = kit.shop.backups.make(ram / "kept.comptoir").path
    kit.close()
    before = kit.shop.folder.database.read_bytes()
    aged = ["UPDATE choice SET value = '0' WHERE key = 'tables'"] if older else []
    again = {*tables_of(Kind.DERIVED)} if older else set()  # these are made anew from the journal
    for table in every_table():
        if table in again:
            continue
        triggers = [f"DROP TRIGGER IF EXISTS {name}" for name in triggers_of(backup, ram, table)]
        made = spoilt(backup, ram, *aged, *triggers, "PRAGMA foreign_keys = OFF", f'DROP TABLE "{table}"')
        with pytest.raises(BackupBroken):
            restore_shop(kit.folder, made, instead=True, clock=kit.clock)
        assert kit.shop.folder.database.read_bytes() == before, table
    assert not list(kit.folder.glob("shop-*"))
    assert not list(kit.folder.glob(".comptoir-*"))
    kit.reopen()


def triggers_of(backup: Path, ram: Path, table: str) -> list[str]:
    with zipfile.ZipFile(backup) as packed:
        packed.extract("shop.db", ram / "looked at")
    with closing(sqlite3.connect(ram / "looked at" / "shop.db")) as reader:
        rows = reader.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        )
        return [name for (name,) in rows]


CHANGED = {
    "an amount": "UPDATE orders SET total = total + 1",
    "a column": "ALTER TABLE orders ADD COLUMN weather TEXT",
    "an index": "DROP INDEX {index}",
    "a trigger": "DROP TRIGGER {trigger}",
    "an entry": "DELETE FROM entry_part WHERE arrival = 3",
    "the tail": "DELETE FROM orders",
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_backup_that_does_not_add_up_never_takes_the_place(kit: ShopKit, ram: Path, what: str) -> None:
    backup = kit.shop.backups.make(ram / "kept.comptoir").path
    rows = dict(kit.rows("SELECT type, min(name) FROM sqlite_master WHERE sql IS NOT NULL GROUP BY type"))
    kit.close()
    dropped = triggers_of(backup, ram, "entry_part") if "entry_part" in CHANGED[what] else []
    dropped = [f"DROP TRIGGER {name}" for name in dropped]
    statement = CHANGED[what].format(**rows)
    made = spoilt(
        backup, ram, "PRAGMA foreign_keys = OFF", *(dropped if "entry_part" in statement else []), statement
    )
    with pytest.raises(BackupBroken, match="nothing was changed"):
        restore_shop(kit.folder, made, instead=True, clock=kit.clock)
    kit.reopen()
    assert kit.shop.till.life.letter == "A"


def test_a_backup_of_older_tables_comes_back_as_this_programs(kit: ShopKit, ram: Path) -> None:
    backup = kit.shop.backups.make(ram / "kept.comptoir").path
    kit.close()
    older = spoilt(
        backup, ram, "UPDATE choice SET value = '0' WHERE key = 'tables'", "DELETE FROM day_total",
        "ALTER TABLE orders ADD COLUMN weather TEXT",
    )  # fmt: skip
    kit.shop, _aside = restore_shop(kit.folder, older, instead=True, clock=kit.clock)
    assert kit.numbers() == ["A-000001"]
    assert kit.shop.auditor.verify(rebuild=True).ok


def test_another_shops_backup_does_not_take_the_place(kit: ShopKit, ram: Path) -> None:
    other = ShopKit.create(ram / "other")
    backup = other.shop.backups.make(ram / "other.comptoir").path
    other.close()
    kit.shop.backups.daily()
    kit.close()
    for spoil in (lambda: None, kit.shop.folder.database.unlink):
        spoil()
        with pytest.raises(OtherShop, match="a folder of its own"):
            restore_shop(kit.folder, backup, instead=True, clock=kit.clock)
    shop, _aside = restore_shop(ram / "new", backup, clock=kit.clock)
    shop.close()
    kit.shop, _aside = restore_shop(kit.folder, ShopFolder(kit.folder).backups.glob("*.comptoir").__next__())
