"""A script edits the file behind the till's back: verify names the first bad entry, or what says more."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.journal import seal
from pos.journal.verify import Audit
from pos.shop import restore_shop
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(ram: Path) -> Iterator[ShopKit]:
    """Ten entries: till, settings, person, product, three sales, a void and its money, a float."""
    kit = ShopKit.create(ram / "shop")
    kit.stocks()
    for _ in range(3):
        kit.sells("MUG-BLU")
    kit.shop.order_changes.void("A-000002")
    kit.shop.checkout.open_float(kit.money("100.00"))
    assert kit.rows("SELECT count(*), max(seq) FROM entry") == [(10, 10)]
    assert kit.audit() == []
    yield kit
    kit.close()


@contextmanager
def script(kit: ShopKit) -> Iterator[sqlite3.Connection]:
    """A script with the file open, that first drops the triggers."""
    connection = sqlite3.connect(kit.folder / "shop.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    connection.commit()
    connection.close()


def run(*statements: str) -> Callable[[sqlite3.Connection], None]:
    """A script of plain statements."""

    def edit(connection: sqlite3.Connection) -> None:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement

    return edit


def swap(columns: str, table: str) -> Callable[[sqlite3.Connection], None]:
    """Swap what entries 5 and 6 hold in some columns."""

    def edit(connection: sqlite3.Connection) -> None:
        sql = f"SELECT {columns} FROM {table} WHERE arrival = ?"
        five, six = (connection.execute(sql, (arrival,)).fetchone() for arrival in (5, 6))
        sets = ", ".join(f"{name.strip()} = ?" for name in columns.split(","))
        for arrival, row in ((5, six), (6, five)):
            connection.execute(f"UPDATE {table} SET {sets} WHERE arrival = ?", (*row, arrival))

    return edit


def rewrite(
    connection: sqlite3.Connection, old: bytes, new: bytes, arrival: int, *, macs: bool = False
) -> None:
    """Edit a body and make hashes and chain right again; without the key the seals cannot be."""
    (body,) = connection.execute("SELECT body FROM entry_part WHERE arrival = ?", (arrival,)).fetchone()
    assert old in body
    sql = "UPDATE entry_part SET body = ? WHERE arrival = ?"
    connection.execute(sql, (body.replace(old, new), arrival))
    chain = seal.NO_CHAIN
    (origin,) = connection.execute("SELECT origin FROM entry WHERE arrival = ?", (arrival,)).fetchone()
    sql = "SELECT * FROM entry JOIN entry_part USING (arrival) WHERE origin = ? ORDER BY seq"
    rows = connection.execute(sql, (origin,))
    names = [column[0] for column in rows.description]
    for row in (dict(zip(names, values, strict=True)) for values in rows.fetchall()):
        body_hash = hashlib.sha256(row["body_salt"] + row["body"]).digest()
        chain = seal.link(chain, row["header"], body_hash, row["personal_hash"])
        connection.execute(
            "UPDATE entry_part SET body_hash = ? WHERE arrival = ?", (body_hash, row["arrival"])
        )
        connection.execute("UPDATE entry SET chain = ? WHERE arrival = ?", (chain, row["arrival"]))
        if macs:
            forged = seal.sign(b"another key", chain)
            connection.execute("UPDATE entry SET mac = ? WHERE arrival = ?", (forged, row["arrival"]))


def price_lowered(connection: sqlite3.Connection) -> None:
    rewrite(connection, b'"total":1800', b'"total":1700', 6)


def forged_with_another_key(connection: sqlite3.Connection) -> None:
    rewrite(connection, b'"total":1800', b'"total":1700', 6, macs=True)


def one_more(connection: sqlite3.Connection) -> None:
    """Add the tenth entry once more as the eleventh, chained as it should be."""
    (head, header) = connection.execute("SELECT chain, header FROM entry WHERE seq = 10").fetchone()
    header = header.replace(b'"seq":10', b'"seq":11')
    (body_hash,) = connection.execute("SELECT body_hash FROM entry_part WHERE arrival = 10").fetchone()
    chain = seal.link(head, header, body_hash, None)
    connection.execute(
        "INSERT INTO entry SELECT 11, origin, 11, event_id, kind, hlc, ?, ?, mac FROM entry WHERE seq = 10",
        (header, chain),
    )
    connection.execute(f"INSERT INTO entry_part SELECT 11, {PARTS} FROM entry_part WHERE arrival = 10")


PARTS = "body, body_salt, body_hash, personal, personal_salt, personal_hash"
SIX = "entry_part WHERE arrival = 6"
PARTS = "body, body_salt, body_hash, personal, personal_salt, personal_hash"
NO_KEY = "not made with this till's key"


def edited(table: str, column: str, value: str) -> Callable[[sqlite3.Connection], None]:
    """A script that writes another value, as bytes, into a column of entry 6."""
    return run(f"UPDATE {table} SET {column} = CAST({value} AS BLOB) WHERE arrival = 6")


DELETED = ("DELETE FROM entry WHERE seq = 6", f"DELETE FROM {SIX}")
SCRIPTS: dict[str, tuple[Callable[[sqlite3.Connection], None], int, str]] = {
    "a figure edited": (
        edited("entry_part", "body", "replace(CAST(body AS TEXT), '1800', '1700')"),
        6,
        "its body was changed",
    ),
    "bytes made text": (
        run("UPDATE entry_part SET body = CAST(body AS TEXT) WHERE arrival = 6"),
        6,
        "its body was changed",
    ),
    "a header made text": (
        run("UPDATE entry SET header = CAST(header AS TEXT) WHERE arrival = 6"),
        6,
        "its header was changed",
    ),
    "a seal made a number": (run("UPDATE entry SET mac = 5 WHERE arrival = 6"), 6, "its header was changed"),
    "a salt edited": (edited("entry_part", "body_salt", "randomblob(16)"), 6, "its body was changed"),
    "a hash edited": (edited("entry_part", "body_hash", "randomblob(32)"), 6, "its body was changed"),
    "a note put in": (
        run("UPDATE entry_part SET personal = x'7b7d', personal_salt = x'00' WHERE arrival = 6"),
        6,
        "its personal part was changed",
    ),
    "the person edited": (
        edited("entry", "header", "replace(CAST(header AS TEXT), 'Lucie', 'Marie')"),
        6,
        "the chain breaks here",
    ),
    "the hour edited": (
        edited("entry", "header", "replace(CAST(header AS TEXT), 'T09:00', 'T08:00')"),
        6,
        "the chain breaks here",
    ),
    "a header ruined": (edited("entry", "header", "'?'"), 6, "its header cannot be read"),
    "the kind edited": (
        run("UPDATE entry SET kind = 'cash.moved' WHERE seq = 6"),
        6,
        "its header was changed",
    ),
    "the hybrid clock edited": (
        run("UPDATE entry SET hlc = hlc + 1 WHERE seq = 6"),
        6,
        "its header was changed",
    ),
    "a chain value edited": (edited("entry", "chain", "randomblob(32)"), 6, "the chain breaks here"),
    "a seal edited": (edited("entry", "mac", "randomblob(32)"), 6, NO_KEY),
    "an entry deleted": (run(*DELETED), 7, "entry 6 is missing before it"),
    "the contents deleted": (run(f"DELETE FROM {SIX}"), 6, "its contents are missing"),
    "an entry deleted, the rest moved up": (
        run(*DELETED, "UPDATE entry SET seq = seq - 1 WHERE seq > 6"),
        6,
        "its header was changed",
    ),
    "an entry added": (one_more, 11, NO_KEY),
    "two bodies swapped": (swap(PARTS, "entry_part"), 5, "the chain breaks here"),
    "two entries swapped": (swap("header, chain, mac", "entry"), 5, "its header was changed"),
    "two places swapped": (
        run(
            "UPDATE entry SET arrival = 60 WHERE arrival = 6",
            "UPDATE entry_part SET arrival = 60 WHERE arrival = 6",
        ),
        7,
        "entry 6 is missing before it",
    ),
    "the chain made right without the key": (price_lowered, 6, NO_KEY),
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


@pytest.mark.parametrize("after", [4, 5, 6])
def test_orders_whose_entries_were_cut_off_are_named(kit: ShopKit, after: int) -> None:
    cut_tail(kit, after)
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None
    assert (fault.where, fault.what) == (f"A-{after - 3:06d}", "the order's entry is missing")


def test_tables_that_hold_more_than_the_entries_are_named(kit: ShopKit) -> None:
    cut_tail(kit, after=9)
    fault = kit.shop.auditor.verify(rebuild=True).first_bad
    assert fault is not None
    assert fault.where == "day_total"
    assert "holds more than the entries" in fault.what
    cut_tail(kit, after=7)
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None
    assert fault.what == "the stock move's entry is missing"


TABLES = {
    "product": "UPDATE product SET name = 'Cup'",
    "setting": "UPDATE setting SET value = '\"Other\"' WHERE key = 'name'",
    "person": "INSERT INTO person VALUES (7, x'00', 'Nobody', 0, '{}')",
    "order_line": "UPDATE order_line SET name = 'Cup' WHERE order_id = 1",
    "order_tax": "DELETE FROM order_tax WHERE order_id = 1",
    "day_total": "UPDATE day_total SET gross = gross + 1 WHERE kind = 'tax'",
    "till": "UPDATE till SET letter = 'B'",
    "document": "UPDATE document SET printed = 1",
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_edited_by_hand_is_named(kit: ShopKit, table: str) -> None:
    with script(kit) as connection:
        connection.execute(TABLES[table])
    fault = kit.shop.auditor.verify(rebuild=True).first_bad
    assert fault is not None
    assert fault.where == table


def test_yesterdays_file_put_back_is_seen_by_any_newer_receipt(kit: ShopKit, ram: Path) -> None:
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
    assert kit.shop.auditor.verify(rebuild=True).ok  # the old file is whole in itself
    seen = kit.shop.auditor.verify(expect=(seq, newest.seal))
    assert seen.first_bad is not None
    assert "not here" in seen.first_bad.what
    assert kit.shop.auditor.verify(expect=(5, kit.sold[0].seal.upper())).ok


def test_a_forged_history_under_a_forged_key_is_unsigned_and_seen_by_a_receipt(kit: ShopKit) -> None:
    with script(kit) as connection:
        rewrite(connection, b'"key_id":"', b'"key_id":"0', 1, macs=True)
        rewrite(connection, b'"total":1800', b'"total":1700', 6, macs=True)
    audit = kit.shop.auditor.verify(expect=(6, kit.sold[1].seal))
    assert audit.unsigned == audit.entries
    assert audit.first_bad is not None


def verified_in_its_next_life(kit: ShopKit, ram: Path, edit: Callable[[sqlite3.Connection], None]) -> Audit:
    """Restore a backup, which begins a new life; then a script edits the old one, whose key is gone."""
    kit.shop.backups.make(ram / "kept.comptoir")
    kit.close()
    kit.shop, _aside = restore_shop(kit.folder, ram / "kept.comptoir", instead=True, clock=kit.clock)
    kit.sells("MUG-BLU")
    whole = kit.shop.auditor.verify(rebuild=True)
    assert (whole.ok, whole.entries, whole.unsigned) == (True, 12, 10)
    with script(kit) as connection:
        edit(connection)
    return kit.shop.auditor.verify()


def test_an_old_life_edited_with_its_chain_made_right_is_seen_by_the_next(kit: ShopKit, ram: Path) -> None:
    fault = verified_in_its_next_life(kit, ram, price_lowered).first_bad
    assert fault is not None
    assert fault.where.endswith(":1")
    assert "the life it continues" in fault.what


def test_the_end_of_an_old_life_cut_off_is_seen_by_the_next(kit: ShopKit, ram: Path) -> None:
    cut = run("DELETE FROM entry WHERE arrival = 10", "DELETE FROM entry_part WHERE arrival = 10")
    fault = verified_in_its_next_life(kit, ram, cut).first_bad
    assert fault is not None
    assert "the life it continues" in fault.what
