"""What a file means in the shop: any number of runs, in any order of its rows, gives the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.catalogue.errors import CodeShared
from pos.domain.imports.results import ImportResult
from pos.exchange.orders.order_file import read_orders
from tests.services.imports.conftest import taken_in
from tests.shop_kit import ShopKit

SHOPIFY = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price\n"
STATE = """SELECT p.name, v.options, v.sku, v.price, p.archived + v.archived FROM variant v
    JOIN product p ON p.id = v.product_id ORDER BY 1, 2, 3, 4, v.uid"""


@pytest.fixture
def written(ram: Path) -> Path:
    return ram / "list.csv"


def run(shop: ShopKit, path: Path, text: str) -> ImportResult:
    path.write_text(text, "utf-8")
    return taken_in(shop, path)


def said(result: ImportResult) -> list[tuple[int, str]]:
    return [(each.row, type(each).__name__) for each in result.mistakes]


def prices(shop: ShopKit) -> list[tuple[object, ...]]:
    rows = shop.rows(
        "SELECT v.sku, v.price / 1000000 FROM variant v WHERE archived = 0 ORDER BY v.sku, v.price"
    )
    return [tuple(row) for row in rows]


def test_a_handle_whose_rows_stand_apart_is_one_product_at_every_run(shop: ShopKit, written: Path) -> None:
    rows = ["tee,Tee,Size,S,T-S,1,10\n", "cap,Cap,,,CAP,2,12\n", "tee,Tee,Size,M,T-M,3,10\n"]
    first = run(shop, written, SHOPIFY + "".join(rows))
    assert (first.created, len(shop.shop.catalogue.by_sku("T-M").variants)) == (2, 2)
    before = shop.rows(STATE)
    for order in (rows, rows[::-1], rows[1:] + rows[:1]):
        again = run(shop, written, SHOPIFY + "".join(order))
        assert (again.created, again.updated, again.skipped) == (0, 0, 0)
    assert shop.rows(STATE) == before


def test_each_known_sku_of_a_price_list_is_its_own(shop: ShopKit, written: Path) -> None:
    """It has no names: an unknown SKU is refused with its row, and nobody's variants go to another."""
    for sku in ("A", "B", "C"):
        shop.stocks(f"Product {sku}", sku=sku)
    result = run(shop, written, "sku,price,variant\nA,1,S\nB,2,S\nNEW,9,M\nC,3,M\n")
    assert (result.created, result.updated, said(result)) == (0, 3, [(4, "NoName")])
    assert prices(shop) == [("A", 1), ("B", 2), ("C", 3)]
    assert [len(shop.shop.catalogue.by_sku(sku).variants) for sku in "ABC"] == [1, 1, 1]


def test_an_sku_of_another_product_is_updated_there(shop: ShopKit, written: Path) -> None:
    shop.stocks("Tee", sku="T-S")
    shop.stocks("Long tee", sku="T-L")
    run(shop, written, "handle,name,option1 value,sku,price\ntee,Tee,S,T-S,1\ntee,Tee,L,T-L,2\n")
    assert prices(shop) == [("T-L", 2), ("T-S", 1)]
    assert shop.hit("T-L").name == "Long tee"


def test_rows_that_name_one_product_differently_do_not_rename_it(shop: ShopKit, written: Path) -> None:
    run(shop, written, "name,variant,sku,price\nTee,S,T-S,1\nTee,M,T-M,1\n")
    flat = "name,sku,price\nTee size S,T-S,2\nTee size M,T-M,3\n"
    result = run(shop, written, flat)
    assert (result.created, result.updated, shop.hit("T-S").name) == (0, 1, "Tee")
    assert prices(shop) == [("T-M", 3), ("T-S", 2)]
    again = run(shop, written, flat)
    assert (again.updated, again.unchanged) == (0, 1)


def test_rows_that_only_the_name_tells_never_mean_the_same(shop: ShopKit, written: Path) -> None:
    head = "name,price,category\n"
    assert run(shop, written, f"{head}Pear,1,Fruit\nPear,2,Fruit\nPear,3,Soap\n").created == 3
    again = run(shop, written, f"{head}Pear,3,Soap\nPear,2,Fruit\nPear,1,Fruit\n")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    one = run(shop, written, f"{head}Pear,1,Fruit\nPear,4,Fruit\nPear,5,Soap\n")
    assert (one.created, one.updated, said(one)) == (0, 2, [])
    assert prices(shop) == [("", 1), ("", 4), ("", 5)]
    asked = run(shop, written, f"{head}Pear,8,Fruit\nPear,9,Fruit\nPear,5,Soap\n")
    assert (asked.created, asked.updated, said(asked)) == (0, 0, [(2, "SeveralMeant"), (3, "SeveralMeant")])
    assert prices(shop) == [("", 1), ("", 4), ("", 5)]


def test_variants_that_nothing_tells_apart_never_mean_the_same(shop: ShopKit, written: Path) -> None:
    head = "name,variant,price\n"
    text = f"{head}Tee,S,1\nTee,S,2\nTee,M,3\n"
    run(shop, written, text)
    again = run(shop, written, text)
    assert (again.created, again.updated, prices(shop)) == (0, 0, [("", 1), ("", 2), ("", 3)])
    asked = run(shop, written, f"{head}Tee,S,5\nTee,S,6\nTee,M,7\n")
    assert said(asked) == [(2, "SeveralMeant"), (3, "SeveralMeant")]
    assert prices(shop) == [("", 1), ("", 2), ("", 7)]


def test_an_sku_twice_is_kept_twice_and_asked_for(shop: ShopKit, written: Path) -> None:
    text = "name,sku,price\nCoffee,K-1,18.90\nCoffee (other),K-1,17.90\nTea,T-1,3\n"
    first = run(shop, written, text)
    assert (first.created, first.skipped, said(first)) == (3, 0, [(3, "SkuTwice")])
    hits = shop.shop.search.by_code("K-1", scanned=True)
    assert sorted(hit.name for hit in hits) == ["Coffee", "Coffee (other)"]
    again = run(shop, written, text)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    dearer = run(shop, written, text.replace("17.90", "19.90"))
    assert (dearer.created, dearer.updated) == (0, 1)
    assert {hit.name: hit.price for hit in shop.shop.search.by_code("K-1", scanned=True)} == {
        "Coffee": Decimal("18.9"),
        "Coffee (other)": Decimal("19.9"),
    }
    asked = run(shop, written, "sku,price\nK-1,1\nT-1,4\n")
    assert (asked.updated, said(asked)) == (1, [(2, "SeveralMeant")])


def test_who_cannot_be_asked_is_refused_a_code_of_several(shop: ShopKit, written: Path) -> None:
    run(shop, written, "name,sku,barcode,price\nCoffee,K-1,123,18.90\nCoffee (other),K-1,123,17.90\n")
    (document,), _many = read_orders(b'{"lines": [{"sku": "K-1", "quantity": "1"}]}', "order.json")
    with pytest.raises(CodeShared, match=r"Coffee, Coffee \(other\)"):
        shop.shop.order_documents.read(document)
    for code in ("K-1", "123"):
        with pytest.raises(CodeShared):
            shop.shop.catalogue.variant_by_sku(code)


def test_what_had_no_sku_gets_one(shop: ShopKit, written: Path) -> None:
    run(shop, written, f"{SHOPIFY}tee,Tee,Size,S,,1,10\ntee,,,M,,1,10\n")
    run(shop, written, f"{SHOPIFY}tee,Tee,Size,S,T-S,1,10\ntee,,,M,T-M,1,10\n")
    assert prices(shop) == [("T-M", 10), ("T-S", 10)]


FILES = count()
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Tee", "Cap", "tee"]),
        st.sampled_from(["", "S", "M"]),
        st.sampled_from(["", "", "X", "Y", "x"]),
        st.sampled_from(["1", "2"]),
        st.sampled_from(["", "", "B", "C"]),
        st.sampled_from(["", "Hats"]),
    ),
    min_size=1,
    max_size=7,
)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopKit]:
    """One shop for many files, each with names and codes of its own."""
    shop = ShopKit.create(tmp_path_factory.mktemp("long") / "shop")
    yield shop
    shop.close()


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, columns=st.sampled_from([6, 6, 5, 4]), data=st.data())
def test_any_order_and_any_number_of_runs_give_the_same(
    long: ShopKit, rows: list[tuple[str, ...]], columns: int, data: st.DataObject
) -> None:
    head = ("name", "variant", "sku", "price", "barcode", "category")[:columns]
    own = f"N{next(FILES)}-"
    path = long.folder.parent / "list.csv"

    def again(some: list[tuple[str, ...]]) -> ImportResult:
        cells = (
            [own + cell if cell and at in (0, 2, 4) else cell for at, cell in enumerate(each[:columns])]
            for each in some
        )
        return run(long, path, "\n".join(map(",".join, (head, *cells))) + "\n")

    again(rows)
    before = long.rows(STATE)
    for order in (rows, data.draw(st.permutations(rows))):
        result = again(order)
        assert (result.created, result.updated) == (0, 0)
        assert "SeveralMeant" not in dict(said(result)).values()
        assert long.rows(STATE) == before


@settings(max_examples=15, deadline=None)
@given(
    order=st.permutations(range(6)),
    other=st.permutations(range(6)),
)
def test_rows_of_a_web_shop_in_any_order_give_the_same(
    long: ShopKit, order: list[int], other: list[int]
) -> None:
    """Only the first row of a product has its title, in whatever place it stands."""
    own = f"N{next(FILES)}-"
    rows = [
        f"{own}tee,{own}Tee,Size,S,{own}T-S,1,10\n",
        f"{own}tee,,,M,{own}T-M,2,10\n",
        f"{own}tee,,,L,{own}T-S,3,11\n",
        f"{own}cap,{own}Cap,Title,Default Title,,4,12\n",
        f"{own}hat,{own}Hat,Size,S,,5,13\n",
        f"{own}hat,,,M,{own}T-M,6,13\n",
    ]
    path = long.folder.parent / "shop.csv"
    first = run(long, path, SHOPIFY + "".join(rows[at] for at in order))
    assert (first.created, first.variants, first.skipped) == (3, 6, 0)
    before = long.rows(STATE)
    again = run(long, path, SHOPIFY + "".join(rows[at] for at in other))
    assert (again.created, again.updated, again.skipped, long.rows(STATE)) == (0, 0, 0, before)
