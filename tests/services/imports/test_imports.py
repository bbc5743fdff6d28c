"""A catalogue file is taken in whole or not at all, once, and can be taken back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.imports.errors import ImportUnknown, ReadingCancelled
from pos.domain.imports.results import ImportResult
from pos.domain.words.errors import CashierError
from tests.shop_kit import ShopKit

HEAD = "name,sku,price,stock,barcode\n"


@pytest.fixture
def file(ram: Path) -> Path:
    """Three products, one of them with a price that cannot be read."""
    path = ram / "catalogue.csv"
    rows = [
        "Bowl,BOWL,24.00,3,111",
        '"Vase, tall",VASE,45.50,1,222',
        "Cup,CUP,twelve,9,",
        '"Mug, blue glaze",MUG-BLU,19.00,7,',
    ]
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


def taken_in(shop: ShopKit, path: Path, **asked: bool) -> ImportResult:
    return shop.shop.imports.apply(shop.shop.imports.preview(path), **asked)


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
