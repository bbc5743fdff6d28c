"""A catalogue file is taken in whole or not at all, once, and can be taken back."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pos import turns
from pos.domain.imports.errors import ImportUnknown, ReadingCancelled
from pos.domain.shop.errors import ImportRunning
from pos.domain.words.errors import CashierError
from pos.journal.heads import clock
from pos.journal.kinds.products import ProductFields, ProductSet
from pos.services.catalogue import index
from pos.services.imports import bulk
from pos.services.imports.plan import slices
from pos.services.till.files import ImportLock
from pos.services.till.transaction import Transaction
from tests.services.imports.conftest import HEAD, MANY, PARTS, killed, products, taken_in
from tests.shop_kit import ShopKit


def test_a_preview_changes_nothing_and_names_every_mistake(shop: ShopKit, file: Path) -> None:
    shop.stocks()
    before = shop.rows("SELECT count(*) FROM entry")
    preview = shop.shop.imports.preview(file)
    assert (preview.created, preview.updated, preview.counted) == (2, 1, 1)
    assert [mistake.row for mistake in preview.mistakes] == [4]
    assert shop.rows("SELECT count(*) FROM entry") == before


def test_good_rows_go_in_and_bad_ones_are_left_out(shop: ShopKit, file: Path) -> None:
    shop.stocks()
    result = taken_in(shop, file)
    assert (result.created, result.updated, result.skipped) == (2, 1, 1)
    assert [mistake.row for mistake in result.mistakes] == [4]
    assert shop.hit("VASE").price == Decimal("45.5")
    assert [hit.sku for hit in shop.shop.search.by_code("111", scanned=True)] == ["BOWL"]
    assert (shop.in_stock("BOWL"), shop.in_stock("MUG-BLU"), shop.hit("MUG-BLU").price) == (3, 5, 19)
    assert shop.shop.search.by_code("CUP", scanned=False) == ()


def test_known_stock_is_counted_to_the_file_where_asked(shop: ShopKit, file: Path) -> None:
    shop.stocks()
    taken_in(shop, file, count_stock=True)
    assert shop.in_stock("MUG-BLU") == 7
    assert shop.shop.stock.level("MUG-BLU").moves[0].reason == "count"


def test_the_same_file_twice_makes_no_doubles(shop: ShopKit, file: Path) -> None:
    taken_in(shop, file)
    entries = shop.rows("SELECT count(*) FROM entry")
    again = taken_in(shop, file)
    assert (again.created, again.updated, again.unchanged, again.id) == (0, 0, 3, "")
    assert shop.rows("SELECT count(*) FROM entry") == entries
    assert shop.shop.search.count() == 3


def test_a_product_is_known_by_its_codes_wherever_it_stands_in_the_file(shop: ShopKit, ram: Path) -> None:
    """More products than are looked up at once; SKUs in other letters, small or large, are the same."""
    shop.stocks(sku="straße-É1", barcode="")
    shop.stocks("Vase", sku="VASE", barcode="abc")
    path = ram / "long.csv"
    new = "".join(f"P {n},P-{n},1.00,1,\n" for n in range(1100))
    path.write_text(f"{HEAD}{new}Mug,STRAße-É1,19.00,5,\nVase,,20.00,5,abc\nPot,,20.00,5,ABC\n")
    preview = shop.shop.imports.preview(path)
    assert (preview.created, preview.updated) == (1101, 2)


def test_absent_columns_change_nothing(shop: ShopKit, file: Path, ram: Path) -> None:
    taken_in(shop, file)
    short = ram / "prices.csv"
    short.write_text("sku,price\nBOWL,30.00\n")
    taken_in(shop, short)
    hit = shop.hit("BOWL")
    assert (hit.name, hit.price, hit.barcode, hit.on_hand) == ("Bowl", 30, "111", 3)


def test_a_cancelled_import_leaves_nothing(shop: ShopKit, file: Path) -> None:
    file.write_text(HEAD + "".join(f"Product {n},P-{n},1.00,1,\n" for n in range(1200)))
    preview = shop.shop.imports.preview(file)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(ReadingCancelled):
        shop.shop.imports.apply(preview, cancelled=cancelled)
    assert shop.shop.search.count() == 0
    assert shop.shop.imports.past() == ()
    taken_in(shop, file)
    assert shop.shop.search.count() == 1200


def test_many_variants_are_found_without_making_the_whole_index_again(
    shop: ShopKit, ram: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That would take one long transaction: slices count variants, not products."""
    path = ram / "variants.csv"
    rows = "".join(f"Shirt {n},{size},S-{n}-{size},9.00\n" for n in range(300) for size in "SML")
    path.write_text("name,variant,sku,price\n" + rows)
    monkeypatch.setattr(index, "REBUILD_FROM", 600)
    made: list[object] = []
    monkeypatch.setattr(index, "rebuild", made.append)
    result = taken_in(shop, path)
    assert (result.products, result.variants) == (300, 900)
    assert (made, shop.shop.search.count()) == ([], 900)
    shop.shop.imports.undo(result.id)
    assert (made, shop.shop.search.count()) == ([], 0)


def test_a_file_that_vanished_is_said(shop: ShopKit, ram: Path) -> None:
    with pytest.raises(CashierError):
        shop.shop.imports.preview(ram / "gone.csv")


def test_an_import_is_taken_back(shop: ShopKit, file: Path) -> None:
    shop.stocks()
    result = taken_in(shop, file)
    undone = shop.shop.imports.undo(result.id)
    assert (undone.archived, undone.kept, undone.set_back) == (2, 0, 1)
    assert shop.hit("MUG-BLU").price == 18
    assert shop.shop.search.count() == 1
    assert shop.in_stock("BOWL") == 0
    assert [one.undone for one in shop.shop.imports.past()] == [True]
    with pytest.raises(ImportUnknown):
        shop.shop.imports.undo(result.id)


def test_what_was_sold_or_changed_since_stays(shop: ShopKit, file: Path) -> None:
    shop.stocks()
    result = taken_in(shop, file)
    shop.sells("BOWL")
    shop.shop.catalogue.change_variant(shop.hit("MUG-BLU").variant_id, price=Decimal("21.00"))
    undone = shop.shop.imports.undo(result.id)
    assert (undone.archived, undone.kept) == (1, 1)
    assert (shop.in_stock("BOWL"), shop.hit("MUG-BLU").price) == (2, 21)


def test_a_file_taken_back_can_be_taken_in_again(shop: ShopKit, file: Path) -> None:
    shop.shop.imports.undo(taken_in(shop, file).id)
    assert shop.shop.search.count() == 0
    taken_in(shop, file)
    assert shop.shop.search.count() == 3


def test_a_large_file_is_taken_in_by_several_entries_that_others_sell_between(
    shop: ShopKit, large: Path
) -> None:
    shop.stocks(quantity="50")
    other = ShopKit.open(shop.folder, shop.clock)
    marked: list[bool] = []

    def sell(done: int, total: int) -> None:
        assert total == MANY + 1
        if 0 < done < total:
            shop.sold.append(other.sells("MUG-BLU"))
            marked.append(other.shop.catalogue.by_sku("P-0").importing)
            assert other.shop.imports.past() == ()

    shop.shop.imports.apply(shop.shop.imports.preview(large), progress=sell)
    assert (len(shop.sold), marked) == (2, [True, True])
    assert not shop.shop.catalogue.by_sku("P-0").importing
    bodies = [json.loads(str(body[0], "utf-8")) for body in shop.rows(PARTS)]
    sizes = [len(body["products"]) for body in bodies if "products" in body and "import" in body]
    assert sizes == [500, 500, MANY - 999]
    (imported,) = (body for body in bodies if body.get("source") == "csv")
    assert len(imported["entries"]) == 6, "products, and beside them what they open with"
    assert shop.shop.auditor.verify(rebuild=True).ok
    other.close()


def test_what_a_file_still_sets_is_marked_in_the_box_and_can_be_sold(
    shop: ShopKit, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words find it when all of the file is in; who scans it has it in the hand."""
    shop.stocks()
    assert not shop.hit("MUG-BLU").importing
    killed(shop, large, monkeypatch)
    assert [shop.hit(sku).importing for sku in ("P-0", "P-1", "MUG-BLU")] == [True, True, True]
    assert shop.shop.search.find("p 1").hits == ()
    shop.sells(("P-1", "1"), "MUG-BLU")
    cart = shop.cart("P-2")
    shop.reopen()
    assert (shop.hit("P-1").importing, shop.hit("MUG-BLU").importing) == (False, False)
    assert (shop.in_stock("P-1"), shop.in_stock("MUG-BLU"), shop.hit("MUG-BLU").price) == (0, 4, 18)
    assert [hit.sku for hit in shop.shop.search.find("p 1").hits] == ["P-1"], (
        "what was sold stays, and is found"
    )
    assert shop.shop.search.by_code("P-2", scanned=True) == (), "archived"
    shop.pays(cart)
    assert shop.in_stock("P-2") == -1, "what lay in a cart is sold all the same, and its stock tells"
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_what_a_killed_import_made_is_taken_back_at_the_next_start(
    shop: ShopKit, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.stocks()
    killed(shop, large, monkeypatch)
    assert shop.shop.catalogue.by_sku("P-0").importing
    assert (products(shop), shop.hit("MUG-BLU").price) == (1000, 19)
    assert shop.shop.search.count() == 1, "words find what a file brings when all of it is in"
    shop.sells("P-1")
    shop.reopen()
    assert (shop.shop.search.count(), shop.hit("MUG-BLU").price) == (2, 18), "what was sold stays"
    assert shop.shop.imports.past() == ()
    assert not shop.shop.catalogue.by_sku("P-1").importing
    entries = shop.rows("SELECT count(*) FROM entry")
    shop.reopen()
    assert shop.rows("SELECT count(*) FROM entry") == entries, "once"
    assert taken_in(shop, large).created == MANY - 1
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_an_import_whose_program_still_runs_is_left_alone(
    shop: ShopKit, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(shop, large, monkeypatch)
    with ImportLock(shop.shop.folder).held():
        other = ShopKit.open(shop.folder, shop.clock)
        assert products(other) == 1000
        with pytest.raises(ImportRunning):
            taken_in(other, large)
        other.close()
    shop.reopen()
    assert shop.shop.search.count() == 0


def test_what_replaces_a_value_of_a_clock_ahead_goes_alone() -> None:
    now = datetime.fromtimestamp(1, UTC)
    behind, ahead = ({"name": (clock(at << 16, "e" * 32),)} for at in (1000, 1001))
    products = [
        ProductSet("a" * 32, ProductFields(name="A"), behind),
        ProductSet("b" * 32, ProductFields(name="B"), ahead),
        ProductSet("c" * 32, ProductFields(name="C")),
    ]
    found = [[one.id[0] for one in some] for some in slices(products, now)]
    assert found == [["b"], ["a", "c"]]


def test_a_sale_of_the_same_program_ends_a_transaction_at_once(
    shop: ShopKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOMENT", 1000)
    shop.stocks()
    database = shop.shop.till.database
    order: list[str] = []
    sale = threading.Thread(target=lambda: order.append(shop.sells("MUG-BLU").number))

    def write(_tx: Transaction, piece: str) -> None:
        order.append(piece)
        if piece == "second":
            sale.start()
            while not database.is_wanted:
                sale.join(0.001)

    def between() -> None:
        if order:
            sale.join()

    bulk.in_turns(shop.shop.till, ("first", "second", "third"), write, between)
    assert order == ["first", "second", "A-000001", "third"]
    assert not database.is_wanted


WRITES = """
import sys
from pathlib import Path
from pos.model.database import Database
with Database(Path(sys.argv[1])).write() as connection:
    connection.exec_driver_sql("INSERT INTO choice VALUES ('came', '')")
"""


def test_another_program_that_waits_ends_a_transaction_and_goes_first(
    shop: ShopKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOMENT", 1000)
    monkeypatch.setattr(turns, "PATIENCE", 1000)
    database = shop.shop.till.database
    came: list[tuple[str, int]] = []
    programs: list[subprocess.Popen[bytes]] = []

    def write(tx: Transaction, piece: str) -> None:
        count = "SELECT count(*) FROM choice WHERE key = 'came'"
        came.append((piece, tx.connection.exec_driver_sql(count).scalar_one()))
        if piece == "second":
            programs.append(subprocess.Popen([sys.executable, "-c", WRITES, str(database.path)]))
            while not database.is_wanted and programs[0].poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    programs[0].wait(0.001)

    bulk.in_turns(shop.shop.till, ("first", "second", "third"), write, between=lambda: None)
    assert programs[0].wait() == 0
    assert came == [("first", 0), ("second", 0), ("third", 1)]
    assert not database.is_wanted
