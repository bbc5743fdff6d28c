"""The file is opened as the design says, read by any thread, and written in one immediate transaction."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from pos.domain.shop.errors import DiskTrouble, FileDamaged, NewerFile, NotAShop, TillBusy
from pos.model import shop_file
from pos.model.database import Database, raw, understood
from tests.shop_kit import ShopKit

PRAGMAS = {
    "page_size": 2048,
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "mmap_size": 0,
    "cache_size": -4000,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
}


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_each_connection_is_set_as_the_design_says(shop: ShopKit, pragma: str) -> None:
    assert shop.rows(f"PRAGMA {pragma}") == [(PRAGMAS[pragma],)]
    with shop.shop.till.database.write() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == PRAGMAS[pragma]


def test_more_pages_are_kept_only_while_much_is_written(shop: ShopKit) -> None:
    database = shop.shop.till.database

    def pages() -> object:
        with database.write() as connection:
            return connection.exec_driver_sql("PRAGMA cache_size").scalar()

    assert pages() == -4_000
    with database.roomy():
        assert pages() == -16_000
        assert pages() == -16_000
    assert pages() == -4_000


def test_the_file_says_whose_it_is_and_of_which_version(shop: ShopKit) -> None:
    assert shop.rows("PRAGMA application_id") == [(shop_file.APPLICATION_ID,)]
    assert shop.rows("PRAGMA user_version") == [(shop_file.VERSION,)]
    assert shop_file.version_of(shop.folder / "shop.db") == shop_file.VERSION


def test_a_reader_cannot_write(shop: ShopKit) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        shop.shop.till.database.reader().execute("DELETE FROM product")


def test_each_thread_reads_by_a_connection_of_its_own(shop: ShopKit) -> None:
    database = shop.shop.till.database
    found: list[sqlite3.Connection] = []
    thread = threading.Thread(target=lambda: found.append(database.reader()))
    thread.start()
    thread.join()
    assert found[0] is not database.reader()
    assert database.reader() is database.reader()


def test_a_write_holds_the_lock_from_its_first_moment(shop: ShopKit) -> None:
    other = sqlite3.connect(shop.folder / "shop.db", timeout=0, isolation_level=None)
    with shop.shop.till.database.write(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_failure_takes_back_the_whole_transaction(shop: ShopKit) -> None:
    def half() -> None:
        with shop.shop.till.transaction() as tx:
            tx.connection.exec_driver_sql("INSERT INTO choice VALUES ('ui.x', '1')")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        half()
    assert shop.rows("SELECT * FROM choice WHERE key = 'ui.x'") == []


def test_our_own_mistakes_are_not_dressed_as_the_persons(shop: ShopKit) -> None:
    with pytest.raises(IntegrityError), shop.shop.till.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO barcode VALUES ('1', 999, 0)")


def test_a_long_read_sees_one_state_while_others_write(shop: ShopKit) -> None:
    shop.stocks()
    with shop.shop.till.database.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM orders").scalar()
        shop.sells("MUG-BLU")
        assert connection.exec_driver_sql("SELECT count(*) FROM orders").scalar() == before == 0


def test_a_folded_file_is_the_shop_without_its_log(shop: ShopKit, ram: Path) -> None:
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.shop.till.database.fold()
    shutil.copyfile(shop.folder / "shop.db", ram / "alone.db")
    alone = sqlite3.connect(ram / "alone.db")
    assert alone.execute("SELECT number FROM orders").fetchall() == [("A-000001",)]
    alone.close()


def test_a_file_that_is_read_by_another_is_not_called_folded(shop: ShopKit) -> None:
    shop.stocks()
    shop.waits(0.02)
    shop.rows("PRAGMA busy_timeout = 20")
    with shop.shop.till.database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM product").scalar()
        shop.sells("MUG-BLU")
        with pytest.raises(TillBusy):
            shop.shop.till.database.fold()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux which files are open")
def test_a_file_that_cannot_be_read_is_let_go_at_once(ram: Path) -> None:
    (ram / "damaged.db").write_bytes(b"no database" * 1000)
    with pytest.raises(FileDamaged) as refused:
        Database(ram / "damaged.db").reader()
    assert refused.traceback, "which keeps what was open when it was raised"
    handles = [handle for handle in Path("/proc/self/fd").iterdir() if handle.is_symlink()]
    assert ram / "damaged.db" not in {handle.readlink() for handle in handles}


CODES = {
    sqlite3.SQLITE_BUSY: TillBusy,
    sqlite3.SQLITE_LOCKED: TillBusy,
    sqlite3.SQLITE_BUSY_SNAPSHOT: TillBusy,
    sqlite3.SQLITE_CORRUPT: FileDamaged,
    sqlite3.SQLITE_NOTADB: FileDamaged,
    sqlite3.SQLITE_FULL: DiskTrouble,
    sqlite3.SQLITE_IOERR_FSYNC: DiskTrouble,
    sqlite3.SQLITE_READONLY_DBMOVED: DiskTrouble,
    sqlite3.SQLITE_CANTOPEN: DiskTrouble,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: type(None),
    sqlite3.SQLITE_ERROR: type(None),
}


@pytest.mark.parametrize("code", CODES)
def test_an_error_of_the_file_is_told_as_what_the_person_can_do(code: int) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    assert type(understood(error)) is CODES[code]


def test_a_version_that_is_only_in_the_log_is_seen(shop: ShopKit) -> None:
    path = shop.folder / "shop.db"
    with shop.shop.till.database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {shop_file.VERSION + 1}")
    assert int.from_bytes(path.read_bytes()[60:64], "big") == shop_file.VERSION
    with pytest.raises(NewerFile):
        shop_file.version_of(path)
    with shop.shop.till.database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {shop_file.VERSION}")
    assert shop_file.version_of(path) == shop_file.VERSION


def test_a_folder_or_nothing_is_no_shop(ram: Path) -> None:
    for path in (ram, ram / "nothing"):
        with pytest.raises(NotAShop):
            shop_file.version_of(path)


def test_what_can_be_got_again_waits_for_no_disk_and_the_next_writer_makes_it_last(shop: ShopKit) -> None:
    database = shop.shop.till.database

    def synchronous() -> int:
        with database.write() as connection:
            return int(raw(connection).execute("PRAGMA synchronous").fetchone()[0])

    others: list[int] = []
    with database.repeatable():
        assert synchronous() == 1
        seller = threading.Thread(target=lambda: others.append(synchronous()))
        seller.start()
        seller.join()
        assert synchronous() == 1
    assert (synchronous(), others) == (2, [2])


def test_the_log_is_brought_to_the_disk_while_another_writes(shop: ShopKit) -> None:
    database = shop.shop.till.database
    done: list[bool] = []

    def settle() -> None:
        database.settle()
        done.append(True)

    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO choice VALUES ('came', '')")
        other = threading.Thread(target=settle)
        other.start()
        other.join()
        assert done == [True]
    assert shop.rows("SELECT 1 FROM choice WHERE key = 'came'") == [(1,)]
