"""Lists whose barcodes lost their zeros in a spreadsheet mean the goods that have them, and spoil nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.domain.catalogue.barcode import bare_number
from tests.services.imports.conftest import taken_in
from tests.shop_kit import ShopKit

WHOLE = "0012345678905"
CODES = "SELECT code FROM barcode ORDER BY code"


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("0012345678905", "12345678905"),
        ("012345678905", "12345678905"),
        ("12345678905", "12345678905"),
        ("00012345678905", "12345678905"),
        ("01234565", "1234565"),
        ("4006381333931", "4006381333931"),
        ("0012345678906", "0012345678906"),  # its check digit is wrong
        ("00123", "00123"),
        ("A012345678905", "A012345678905"),
        ("", ""),
    ],
)
def test_what_all_forms_of_a_number_have_in_common(code: str, number: str) -> None:
    assert bare_number(code) == number


@pytest.mark.parametrize("lost", ["12345678905", "012345678905", "00012345678905"])
@pytest.mark.parametrize("head", ["name,barcode,price", "barcode,price"])
def test_a_list_without_the_zeros_means_the_same_goods(
    shop: ShopKit, ram: Path, lost: str, head: str
) -> None:
    path = ram / "list.csv"
    path.write_text(f"name,barcode,price\nPear,{WHOLE},2.00\nPlum,4006381333931,3.00\n")
    taken_in(shop, path)
    path.write_text(f"{head}\n{'Pear,' * head.count('name')}{lost},2.50\n")

    result = taken_in(shop, path)

    assert (result.created, result.updated, result.skipped) == (0, 1, 0)
    kept = lost if len(lost) > len(WHOLE) else WHOLE
    assert shop.rows(CODES) == sorted([(kept,), ("4006381333931",)])
    assert taken_in(shop, path).unchanged == 1


def test_zeros_that_the_shop_had_lost_come_back(shop: ShopKit, ram: Path) -> None:
    path = ram / "list.csv"
    path.write_text("name,barcode,price\nPear,12345678905,2.00\n")
    taken_in(shop, path)
    path.write_text(f"name,barcode,price\nPear,{WHOLE},2.00\n")

    assert taken_in(shop, path).updated == 1
    assert shop.rows(CODES) == [(WHOLE,)]


def test_goods_that_share_a_number_are_not_mixed_up(shop: ShopKit, ram: Path) -> None:
    path = ram / "list.csv"
    path.write_text(f"name,barcode,price\nPear,{WHOLE},2.00\nPlum,12345678905,3.00\n")
    taken_in(shop, path)
    path.write_text("barcode,price\n012345678905,9.00\n")

    result = taken_in(shop, path)

    assert (result.created, result.updated) == (0, 0)
