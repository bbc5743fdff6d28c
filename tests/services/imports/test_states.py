"""What a file says is not for sale comes in archived, once; a price before is kept beside today's."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.domain.imports.results import ImportResult
from tests.exchange.test_offers import CURRENCIES
from tests.exchange.test_shared_stock import MAGENTO
from tests.services.imports.conftest import taken_in
from tests.shop_kit import ShopKit

HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status\n"
FILE = f"{HEAD}tee,Tee,Size,S,T-S,10,draft\ntee,,,M,T-M,10,\ncap,Cap,,,CAP,12,active\nfig,Fig,,,,1,archived\n"
STATE = """SELECT p.name, v.options, v.price / 1000000, v.price_before / 1000000, p.archived OR v.archived
    FROM variant v JOIN product p ON p.id = v.product_id ORDER BY 1, 2"""


@pytest.fixture
def written(ram: Path) -> Path:
    return ram / "list.csv"


def run(shop: ShopKit, path: Path, text: str, **asked: bool) -> ImportResult:
    path.write_text(text, "utf-8")
    return taken_in(shop, path, **asked)


def archived(shop: ShopKit) -> list[str]:
    return [f"{name} {options}".strip() for name, options, *_rest, gone in shop.rows(STATE) if gone]


def test_what_is_not_for_sale_comes_in_archived_and_stays_one(shop: ShopKit, written: Path) -> None:
    first = run(shop, written, FILE)
    assert (first.created, archived(shop)) == (3, ["Fig", "Tee M", "Tee S"])
    assert shop.shop.search.by_code("T-S", scanned=True) == ()
    for _again in range(2):
        again = run(shop, written, FILE)
        assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    published = run(shop, written, FILE.replace("draft", "active").replace("12,active", "12,draft"))
    assert (published.created, published.updated, archived(shop)) == (0, 2, ["Cap", "Fig"])
    shop.shop.imports.undo(published.id)
    assert archived(shop) == ["Fig", "Tee M", "Tee S"]
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_it_is_sold_where_that_is_asked_for(shop: ShopKit, written: Path) -> None:
    run(shop, written, FILE, sell_hidden=True)
    assert archived(shop) == []
    run(shop, written, FILE)
    assert archived(shop) == ["Fig", "Tee M", "Tee S"]
    run(shop, written, FILE, sell_hidden=True)
    assert archived(shop) == []


def test_a_variant_can_be_not_for_sale_by_itself(shop: ShopKit, written: Path) -> None:
    text = (
        "Type,SKU,Name,Published,Regular price,Parent,Attribute 1 name,Attribute 1 value(s)\n"
        "variable,TEE,Tee,1,,,Size,\nvariation,T-S,Tee,1,10,TEE,Size,S\nvariation,T-M,Tee,0,10,TEE,Size,M\n"
    )
    run(shop, written, text)
    assert archived(shop) == ["Tee M"]
    again = run(shop, written, text)
    assert (again.created, again.updated) == (0, 0)
    run(shop, written, text.replace("Tee,0,10", "Tee,1,10"))
    assert archived(shop) == []


def test_after_it_was_taken_back_it_comes_in_anew(shop: ShopKit, written: Path) -> None:
    shop.shop.imports.undo(run(shop, written, FILE).id)
    assert run(shop, written, FILE).created == 3


def test_a_list_without_states_leaves_them(shop: ShopKit, written: Path) -> None:
    run(shop, written, FILE)
    result = run(shop, written, "sku,price\nT-S,11\nCAP,13\n")
    assert (result.updated, result.skipped) == (1, 1)
    assert archived(shop) == ["Fig", "Tee M", "Tee S"]


def test_the_price_before_is_kept_until_the_sale_is_over(shop: ShopKit, written: Path) -> None:
    head = "Handle,Title,Variant SKU,Variant Price,Variant Compare At Price\n"
    run(shop, written, f"{head}tee,Tee,T,10,15\n")
    assert [tuple(row) for row in shop.rows(STATE)] == [("Tee", "", 10, 15, 0)]
    assert run(shop, written, f"{head}tee,Tee,T,10,15\n").unchanged == 1
    over = run(shop, written, f"{head}tee,Tee,T,15,\n")
    assert [tuple(row) for row in shop.rows(STATE)] == [("Tee", "", 15, 0, 0)]
    shop.shop.imports.undo(over.id)
    assert [tuple(row) for row in shop.rows(STATE)] == [("Tee", "", 10, 15, 0)]
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_what_was_grouped_or_left_out_by_reading_is_the_same_at_every_run(
    shop: ShopKit, written: Path
) -> None:
    for text, products in ((MAGENTO, 4), (CURRENCIES, 3)):
        assert run(shop, written, text).created == products
        again = run(shop, written, text)
        assert (again.created, again.updated, again.unchanged) == (0, 0, products)
    assert shop.audit() == []
