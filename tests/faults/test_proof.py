"""Each fault a proof must see: right, wrong or not provable here; and it changes nothing itself."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pos.domain.shop.errors import EntryDamaged
from pos.founding import restore_shop
from pos.journal.proof.verify import Answer, Audit
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.faults.tamper import ANOTHER, NO_KEY, kit, price_lowered, rewrite, run, script
from tests.shop_kit import ShopKit

__all__ = ["kit"]


def all_recomputed(kit: ShopKit) -> None:
    """Another key's name in the first entry, a lower price, and everything made right with that key."""
    own = kit.shop.till.life.key.public.hex().encode()
    with script(kit) as connection:
        rewrite(connection, own, ANOTHER.public.hex().encode(), 1, key=ANOTHER)
        rewrite(connection, b'"total":1800', b'"total":1700', 7, key=ANOTHER)
        connection.execute("UPDATE voucher SET key = ?", (ANOTHER.public,))


def test_a_key_name_changed_and_all_recomputed_is_wrong(kit: ShopKit) -> None:
    all_recomputed(kit)
    audit = kit.shop.auditor.verify()
    assert audit.answer is Answer.WRONG
    assert [life.vouched for life in audit.lives] == [False]


def test_a_forged_history_under_a_forged_key_is_seen_by_a_receipt_and_never_proven(kit: ShopKit) -> None:
    all_recomputed(kit)
    assert kit.shop.auditor.verify(expect=(7, kit.sold[1].seal)).answer is Answer.WRONG
    kit.shop.folder.head.unlink()
    with script(kit) as connection:  # the tables follow
        connection.execute("UPDATE orders SET total = 1700, net = 1700 - tax WHERE number = 'A-000002'")
    audit = kit.shop.auditor.verify()
    assert (audit.answer, audit.ok) == (Answer.WRONG if audit.first_bad else Answer.NOT_PROVABLE, False)
    assert [one.letter for one in audit.unprovable] == ["A"]


def test_recomputed_without_the_key_is_wrong(kit: ShopKit) -> None:
    with script(kit) as connection:
        price_lowered(connection)
    assert kit.shop.auditor.verify().answer is Answer.WRONG


def in_its_next_life(kit: ShopKit, ram: Path) -> None:
    """Restore a backup into the same folder, which begins a new life, and sell in it."""
    kit.shop.backups.make(ram / "kept.comptoir")
    kit.close()
    kit.shop, _aside = restore_shop(kit.folder, ram / "kept.comptoir", instead=True, clock=kit.clock)
    kit.sells("MUG-BLU")
    whole = kit.shop.auditor.verify(rebuild=True)
    assert (whole.answer, whole.entries) == (Answer.RIGHT, 13)
    assert sorted((life.letter, life.signed) for life in whole.lives) == [("A", 11), ("A2", 2)]


def verified_in_its_next_life(kit: ShopKit, ram: Path, edit: Callable[[sqlite3.Connection], None]) -> Audit:
    """A script edits the life before."""
    in_its_next_life(kit, ram)
    with script(kit) as connection:
        edit(connection)
    return kit.shop.auditor.verify()


def test_an_old_life_edited_with_its_chain_made_right_is_named(kit: ShopKit, ram: Path) -> None:
    fault = verified_in_its_next_life(kit, ram, price_lowered).first_bad
    assert fault is not None
    assert fault.where.endswith(":7")
    assert NO_KEY in fault.what


def test_an_earlier_life_rewritten_and_continued_is_wrong(kit: ShopKit, ram: Path) -> None:
    """The forger has a key of their own, and puts its name into the first entry of the life before."""
    own = kit.shop.till.life.key.public.hex().encode()

    def edit(connection: sqlite3.Connection) -> None:
        rewrite(connection, own, ANOTHER.public.hex().encode(), 1, key=ANOTHER)
        rewrite(connection, b'"total":1800', b'"total":1700', 7, key=ANOTHER)

    audit = verified_in_its_next_life(kit, ram, edit)
    assert audit.answer is Answer.WRONG
    assert audit.first_bad is not None
    assert audit.first_bad.where.endswith(":1")
    assert audit.first_bad.what == "the life it continues is not what it was then"


def test_the_end_of_an_old_life_cut_off_is_seen_by_the_next(kit: ShopKit, ram: Path) -> None:
    cut = run("DELETE FROM entry WHERE arrival = 11", "DELETE FROM entry_part WHERE arrival = 11")
    fault = verified_in_its_next_life(kit, ram, cut).first_bad
    assert fault is not None
    assert "the life it continues" in fault.what


def test_a_life_whose_head_before_is_absent_is_wrong(kit: ShopKit, ram: Path) -> None:
    def gone(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM entry_part WHERE arrival <= 11")
        connection.execute("DELETE FROM entry WHERE arrival <= 11")

    fault = verified_in_its_next_life(kit, ram, gone).first_bad
    assert fault is not None
    assert "the life it continues" in fault.what


def test_a_life_of_an_unknown_key_is_not_provable(kit: ShopKit, ram: Path) -> None:
    in_its_next_life(kit, ram)
    for path in [*kit.folder.glob("till.key.*"), kit.folder / "known_keys"]:
        path.unlink(missing_ok=True)
    audit = kit.shop.auditor.verify(rebuild=True)
    assert (audit.answer, audit.first_bad) == (Answer.NOT_PROVABLE, None)
    assert [(one.letter, one.why) for one in audit.unprovable] == [
        ("A", "the key of this till is not known here")
    ]
    assert kit.shop.auditor.accept() == ("A",)
    assert kit.shop.auditor.verify(rebuild=True).answer is Answer.RIGHT


def test_another_shops_file_in_the_folder_is_never_right(kit: ShopKit, ram: Path) -> None:
    other = ShopKit.create(ram / "other")
    other.stocks()
    other.close()
    kit.close()
    shutil.copyfile(other.folder / "shop.db", kit.folder / "shop.db")
    audit = verify_folder(ShopFolder(kit.folder))
    assert audit.answer is Answer.WRONG
    assert audit.first_bad is not None
    assert audit.first_bad.what == "this till wrote it, and it is not here"
    (kit.folder / "till.head").unlink()
    assert verify_folder(ShopFolder(kit.folder)).answer is Answer.NOT_PROVABLE
    kit.reopen()
    assert kit.shop.auditor.verify().answer is Answer.NOT_PROVABLE


def test_personal_parts_blanked_without_an_entry_that_erases_them_are_named(kit: ShopKit) -> None:
    cart = replace(kit.cart("MUG-BLU"), customer_note="ring twice")
    kit.pays(cart)
    with kit.shop.till.database.write() as connection:
        connection.exec_driver_sql("UPDATE entry_part SET personal = NULL, personal_salt = NULL")
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None
    assert fault.where.endswith(":12")
    assert fault.what == "its personal part is gone, and no entry erases it"


SCHEMA = {
    "a trigger dropped": ("DROP TRIGGER entry_never_goes", "the trigger is missing"),
    "a trigger changed": (
        "DROP TRIGGER entry_never_goes;"
        "CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry BEGIN SELECT 1; END",
        "the trigger was changed",
    ),
    "a trigger added": (
        "CREATE TRIGGER more AFTER INSERT ON orders BEGIN UPDATE orders SET total = 0; END",
        "the trigger does not belong here",
    ),
    "a table added": ("CREATE TABLE more(x)", "the table does not belong here"),
    "a table dropped": ("DROP TABLE quote_fact", "the table is missing"),
    "a column added": ("ALTER TABLE orders ADD COLUMN more TEXT", "the table was changed"),
    "a column dropped": ("ALTER TABLE orders DROP COLUMN fulfilment", "the table was changed"),
    "a column renamed": ("ALTER TABLE orders RENAME COLUMN fulfilment TO more", "the table was changed"),
    "an index dropped": ("DROP INDEX ix_orders_number", "the index is missing"),
    "a view changed": (
        "DROP VIEW variant_sold; CREATE VIEW variant_sold AS SELECT 1 AS variant_id, 1 AS quantity",
        "the view was changed",
    ),
}


@pytest.mark.parametrize("change", SCHEMA)
def test_a_schema_that_is_not_this_programs_is_named(kit: ShopKit, change: str) -> None:
    statements, what = SCHEMA[change]
    connection = sqlite3.connect(kit.folder / "shop.db")
    connection.executescript(statements)
    connection.close()
    fault = kit.shop.auditor.verify().first_bad
    assert fault is not None
    assert fault.what == what


def test_a_log_removed_after_a_crash_is_wrong_and_no_number_is_given_twice(kit: ShopKit, ram: Path) -> None:
    crashed = ram / "crashed"
    kit.shop.till.database.fold()
    last = kit.sells("MUG-BLU")  # lies in the log alone
    shutil.copytree(kit.folder, crashed)
    mark = crashed / "shop.db-wal"
    assert mark.stat().st_size
    mark.unlink()
    (crashed / "shop.db-shm").unlink(missing_ok=True)
    found = verify_folder(ShopFolder(crashed))
    assert found.answer is Answer.WRONG
    assert found.first_bad is not None
    assert found.first_bad.what == "this till wrote it, and it is not here"
    again = ShopKit.open(crashed, kit.clock)
    assert again.sells("MUG-BLU").number != last.number
    again.close()


def test_an_older_or_absent_head_says_nothing(kit: ShopKit) -> None:
    head = kit.shop.folder.head
    old = head.read_bytes()
    kit.sells("MUG-BLU")
    for contents in (old, b"", b"\0" * 110, b"x:y:z"):
        head.write_bytes(contents)
        assert kit.shop.auditor.verify().ok
    head.unlink()
    assert kit.shop.auditor.verify().ok
    kit.reopen()
    assert kit.shop.till.life.letter == "A"


@pytest.mark.parametrize("is_open", [True, False])
def test_verify_changes_nothing(kit: ShopKit, ram: Path, is_open: bool) -> None:
    if not is_open:
        kit.close()
    else:
        kit.sells("MUG-BLU")

    def files() -> dict[str, bytes]:
        found = {path.name: path.read_bytes() for path in kit.folder.iterdir() if path.is_file()}
        found.pop("shop.db-shm", None)  # the marks of who reads; no part of what is kept
        return found

    before = files()
    assert verify_folder(ShopFolder(kit.folder), rebuild=True).answer is Answer.RIGHT
    assert files() == before
    if not is_open:
        kit.reopen()
    assert kit.rows("SELECT count(*) FROM till") == [(1,)]


def test_what_cannot_be_written_is_read_from_a_copy_with_its_log(
    kit: ShopKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.sells("MUG-BLU")
    honest = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and honest(path, mode))
    found = verify_folder(ShopFolder(kit.folder))
    assert (found.answer, found.entries) == (Answer.RIGHT, 12)


def test_an_entry_that_cannot_be_read_says_so_wherever_it_is_met(kit: ShopKit) -> None:
    with script(kit) as connection:
        connection.execute("UPDATE entry_part SET body = x'7b' WHERE arrival = 7")
    for meet in (
        lambda: kit.shop.orders.order("A-000002"),
        lambda: kit.shop.order_changes.void("A-000002"),
        lambda: kit.shop.documents.receipt("A-000002"),
    ):
        with pytest.raises(EntryDamaged, match="damaged: run verify"):
            meet()
    with script(kit) as connection:
        connection.execute("UPDATE entry SET header = x'7b' WHERE arrival = 11")
    with pytest.raises(EntryDamaged):
        kit.sells("MUG-BLU")
    assert kit.shop.auditor.verify().answer is Answer.WRONG
