"""A script edits the file behind the till's back: verify names the first bad entry, or what says more."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pos.journal import seal
from tests.faults.tamper import ANOTHER, NO_KEY, kit, price_lowered, rewrite, run, script
from tests.shop_kit import ShopKit

__all__ = ["kit"]


def swap(columns: str, table: str) -> Callable[[sqlite3.Connection], None]:
    """Swap what entries 6 and 7 hold in some columns."""

    def edit(connection: sqlite3.Connection) -> None:
        sql = f"SELECT {columns} FROM {table} WHERE arrival = ?"
        five, six = (connection.execute(sql, (arrival,)).fetchone() for arrival in (6, 7))
        sets = ", ".join(f"{name.strip()} = ?" for name in columns.split(","))
        for arrival, row in ((6, six), (7, five)):
            connection.execute(f"UPDATE {table} SET {sets} WHERE arrival = ?", (*row, arrival))

    return edit


def forged_with_another_key(connection: sqlite3.Connection) -> None:
    rewrite(connection, b'"total":1800', b'"total":1700', 7, key=ANOTHER)


def one_more(connection: sqlite3.Connection) -> None:
    """Add the tenth entry once more as the eleventh, chained as it should be."""
    (head, header) = connection.execute("SELECT chain, header FROM entry WHERE seq = 11").fetchone()
    header = header.replace(b'"seq":11', b'"seq":12')
    (body_hash,) = connection.execute("SELECT body_hash FROM entry_part WHERE arrival = 11").fetchone()
    chain = seal.link(head, header, body_hash, None)
    connection.execute(
        "INSERT INTO entry SELECT 12, origin, 12, event_id, kind, hlc, ?, ?, sig FROM entry WHERE seq = 11",
        (header, chain),
    )
    connection.execute(f"INSERT INTO entry_part SELECT 12, {PARTS} FROM entry_part WHERE arrival = 11")


PARTS = "body, body_salt, body_hash, personal, personal_salt, personal_hash"
SIX = "entry_part WHERE arrival = 7"
PARTS = "body, body_salt, body_hash, personal, personal_salt, personal_hash"


def edited(table: str, column: str, value: str) -> Callable[[sqlite3.Connection], None]:
    """A script that writes another value, as bytes, into a column of entry 7."""
    return run(f"UPDATE {table} SET {column} = CAST({value} AS BLOB) WHERE arrival = 7")


DELETED = ("DELETE FROM entry WHERE seq = 7", f"DELETE FROM {SIX}")
SCRIPTS: dict[str, tuple[Callable[[sqlite3.Connection], None], int, str]] = {
    "a figure edited": (
        edited("entry_part", "body", "replace(CAST(body AS TEXT), '1800', '1700')"),
        7,
        "its body was changed",
    ),
    "bytes made text": (
        run("UPDATE entry_part SET body = CAST(body AS TEXT) WHERE arrival = 7"),
        7,
        "its body was changed",
    ),
    "a header made text": (
        run("UPDATE entry SET header = CAST(header AS TEXT) WHERE arrival = 7"),
        7,
        "its header was changed",
    ),
    "a seal made a number": (run("UPDATE entry SET sig = 6 WHERE arrival = 7"), 7, "its header was changed"),
    "a salt edited": (edited("entry_part", "body_salt", "randomblob(16)"), 7, "its body was changed"),
    "a hash edited": (edited("entry_part", "body_hash", "randomblob(32)"), 7, "its body was changed"),
    "a note put in": (
        run("UPDATE entry_part SET personal = x'7b7d', personal_salt = x'00' WHERE arrival = 7"),
        7,
        "its personal part was changed",
    ),
    "the person edited": (
        edited("entry", "header", "replace(CAST(header AS TEXT), 'Lucie', 'Marie')"),
        7,
        "the chain breaks here",
    ),
    "the hour edited": (
        edited("entry", "header", "replace(CAST(header AS TEXT), 'T09:00', 'T08:00')"),
        7,
        "the chain breaks here",
    ),
    "a header ruined": (edited("entry", "header", "'?'"), 7, "its header cannot be read"),
    "the kind edited": (
        run("UPDATE entry SET kind = 'cash.moved' WHERE seq = 7"),
        7,
        "its header was changed",
    ),
    "the hybrid clock edited": (
        run("UPDATE entry SET hlc = hlc + 1 WHERE seq = 7"),
        7,
        "its header was changed",
    ),
    "a chain value edited": (edited("entry", "chain", "randomblob(32)"), 7, "the chain breaks here"),
    "the last seal edited": (
        run("UPDATE entry SET sig = randomblob(64) WHERE arrival = 11"),
        11,
        NO_KEY,
    ),
    "an entry deleted": (run(*DELETED), 8, "entry 7 is missing before it"),
    "the contents deleted": (run(f"DELETE FROM {SIX}"), 7, "its contents are missing"),
    "an entry deleted, the rest moved up": (
        run(*DELETED, "UPDATE entry SET seq = seq - 1 WHERE seq > 7"),
        7,
        "its header was changed",
    ),
    "an entry added": (one_more, 12, NO_KEY),
    "two bodies swapped": (swap(PARTS, "entry_part"), 6, "the chain breaks here"),
    "two entries swapped": (swap("header, sig, event_id", "entry"), 6, "its header was changed"),
    "the chain made right without the key": (price_lowered, 7, NO_KEY),
    "seals made with another key": (forged_with_another_key, 1, NO_KEY),
}


@pytest.mark.parametrize("case", SCRIPTS)
def test_verify_names_the_first_bad_entry(kit: ShopKit, case: str) -> None:
    edit, seq, what = SCRIPTS[case]
    with script(kit) as connection:
        edit(connection)
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None, "nothing was seen"
    assert fault.where == f"{kit.shop.till.life.origin.hex()[:8]}:{seq}"
    assert what in fault.what


def cut_tail(kit: ShopKit, after: int) -> None:
    """Take away the newest entries, with their parts."""
    with script(kit) as connection:
        connection.execute("DELETE FROM entry WHERE seq > ?", (after,))
        connection.execute("DELETE FROM entry_part WHERE arrival > ?", (after,))


@pytest.mark.parametrize("after", [5, 6, 7])
def test_orders_whose_entries_were_cut_off_are_named(kit: ShopKit, after: int) -> None:
    cut_tail(kit, after)
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None
    assert (fault.where, fault.what) == (f"A-{after - 4:06d}", "the order's entry is missing")


def test_tables_that_hold_more_than_the_entries_are_named(kit: ShopKit) -> None:
    cut_tail(kit, after=10)
    fault = kit.shop.auditor.verify(rebuild=True).first_bad
    assert fault is not None
    assert fault.where == "day_total"
    assert "holds more than the entries" in fault.what
    cut_tail(kit, after=8)
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None
    assert fault.what == "the stock move's entry is missing"


TABLES = {
    "product": "UPDATE product SET name = 'Cup'",
    "setting": "UPDATE setting SET value = '\"Other\"' WHERE key = 'name'",
    "person": "INSERT INTO person VALUES (8, x'00', 'Nobody', 0, '{}')",
    "order_line": "UPDATE order_line SET name = 'Cup' WHERE order_id = 1",
    "order_tax": "DELETE FROM order_tax WHERE order_id = 1",
    "day_total": "UPDATE day_total SET gross = gross + 1 WHERE kind = 'tax'",
    "till": "UPDATE till SET letter = 'B'",
    "document": "UPDATE document SET printed = 1",
    "voucher": "INSERT INTO voucher VALUES (x'00', 1, x'00', '')",
    "variant": "UPDATE variant SET price = price - 1",
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_edited_by_hand_is_named(kit: ShopKit, table: str) -> None:
    with script(kit) as connection:
        connection.execute(TABLES[table])
    fault = kit.shop.auditor.verify(rebuild=True).first_bad
    assert fault is not None
    assert fault.where == table


def test_a_seal_in_the_midst_is_seen_when_every_one_is_checked(kit: ShopKit) -> None:
    with script(kit) as connection:
        connection.execute("UPDATE entry SET sig = randomblob(64) WHERE arrival = 7")
    assert kit.shop.auditor.verify().ok, "the last seal covers all before it"
    fault = kit.shop.auditor.verify(rebuild=True).first_bad
    assert fault is not None
    assert fault.where.endswith(":7")
    assert NO_KEY in fault.what


@pytest.mark.parametrize(
    ("figure", "lie", "what"),
    [
        (b'"price":18000000', b'"price":17000000', "lines"),
        (b'"subtotal":1800', b'"subtotal":1700', "sums"),
        (b'"rate":"20"', b'"rate":"10"', "taxes"),
    ],
)
def test_figures_of_an_order_that_do_not_follow_are_seen_whoever_sealed_them(
    kit: ShopKit, figure: bytes, lie: bytes, what: str
) -> None:
    with script(kit) as connection:
        rewrite(connection, figure, lie, 7, key=kit.shop.till.life.key)
    fault = kit.shop.auditor.verify(rebuild=True).first_bad
    assert fault is not None
    assert fault.where.endswith(":7")
    assert fault.what == f"its {what} are not what was agreed comes to"


def test_an_entry_moved_to_another_place_of_the_file_is_missed_where_it_was(kit: ShopKit) -> None:
    with script(kit) as connection:
        connection.execute("UPDATE entry SET arrival = 60 WHERE arrival = 7")
        connection.execute("UPDATE entry_part SET arrival = 60 WHERE arrival = 7")
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None
    assert (fault.where, fault.what) == ("A-000002", "the order's entry is missing")


def test_yesterdays_file_put_back_is_seen_by_the_till_and_by_any_newer_receipt(
    kit: ShopKit, ram: Path
) -> None:
    kit.close()
    shutil.copyfile(kit.folder / "shop.db", ram / "yesterday.db")
    kit.reopen()
    newest = kit.sells("MUG-BLU")
    (seq,) = kit.rows("SELECT max(seq) FROM entry")[0]
    assert isinstance(seq, int)
    assert kit.shop.auditor.verify(expect=(seq, newest.seal)).ok
    kit.close()
    shutil.copyfile(ram / "yesterday.db", kit.folder / "shop.db")
    kit.reopen()
    assert kit.sells("MUG-BLU").number == "A2-000001", "no number is given twice"
    old = kit.shop.auditor.verify(rebuild=True)
    assert old.first_bad is not None
    assert (old.first_bad.where[-3:], old.first_bad.what) == (
        f":{seq}",
        "this till wrote it, and it is not here",
    )
    seen = kit.shop.auditor.verify(expect=(seq, newest.seal))
    assert seen.first_bad is not None
    assert "this seal is not here" in seen.first_bad.what
    for path in kit.folder.glob("till.head*"):
        path.unlink()
    assert kit.shop.auditor.verify(rebuild=True).ok  # the old file is whole in itself
    assert kit.shop.auditor.verify(expect=(6, kit.sold[0].seal.upper())).ok
