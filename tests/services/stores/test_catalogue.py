"""What the web shop sells comes here: new, matched, changed on either side, deleted; pages that move."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest

from pos.domain.catalogue.stock import Reason
from pos.domain.stores.connection import StoreWish
from pos.domain.stores.errors import StoreUnreachable
from pos.services.stores.marks import Marks
from tests.sample import sample
from tests.services.stores.connected import Connected
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running


@pytest.fixture
def store() -> Iterator[StandIn]:
    with running() as one:
        yield one


@pytest.fixture
def pulling(shop: ShopKit, store: StandIn) -> Connected:
    return Connected(shop, store)


def test_a_first_pull_brings_kinds_prices_rates_categories_and_figures(pulling: Connected) -> None:
    shop, store = pulling.shop, pulling.store
    assert pulling.pull() == 39
    live = store.shop.products.live
    sizes = live[700000021]
    product = shop.shop.catalogue.by_sku(f"{sizes['sku']}-S")
    assert [(one.options, one.sku) for one in product.variants] == [
        (size, f"{sizes['sku']}-{size}") for size in "SML"
    ]
    price = Decimal(str(sizes["price"]))
    assert [one.price for one in product.variants] == [price, price + 2, price + 5]
    assert [one.on_hand for one in product.variants] == [one["quantity"] for one in sizes["combinations"]]
    assert product.variants[0].barcodes == (sizes["combinations"][0]["attributes"][0]["value"],)
    (weight,) = shop.shop.till.database.reader().execute(
        "SELECT weight FROM variant WHERE sku = ?", (f"{sizes['sku']}-S",)
    ).fetchone()  # fmt: skip
    assert weight == round(sizes["weight"] * 1000)
    reduced = shop.shop.catalogue.by_sku(live[700000063]["sku"])
    assert reduced.tax_class == "reduced"
    marked = shop.shop.catalogue.by_sku(live[700000028]["sku"])
    assert marked.name == 'Bowl "Łódź" <b>& Co</b>'
    assert marked.variants[0].price_before == Decimal(str(live[700000028]["price"])) + 5
    assert shop.shop.catalogue.by_sku("EC-700000098").variants[0].on_hand == live[700000098]["quantity"]
    assert shop.shop.catalogue.by_sku(live[700000056]["sku"]).variants[0].on_hand is None
    nested = [one for one in live.values() if one["categoryIds"] == [13] and not one.get("isSampleProduct")]
    found = shop.shop.catalogue.by_sku(next(one["sku"] for one in nested if not one["combinations"]))
    assert found.category == "Table > Cups & bowls"
    entries = pulling.entries
    assert pulling.pull() == 0
    assert pulling.entries == entries


def test_what_is_here_already_is_met_by_its_sku_and_gets_the_figures_there(
    shop: ShopKit, store: StandIn
) -> None:
    first = next(iter(store.shop.products.live.values()))
    shop.stocks("Old name", sku=first["sku"], price="1.00", quantity="3")
    pulling = Connected(shop, store)
    pulling.pull()
    product = shop.shop.catalogue.by_sku(first["sku"])
    assert product.name == first["name"]
    assert product.variants[0].on_hand == first["quantity"]
    moves = shop.shop.stock.level(first["sku"]).moves
    assert moves[0].reason is Reason.WEB


def test_the_figures_here_stay_where_the_till_begins(shop: ShopKit, store: StandIn) -> None:
    first = next(iter(store.shop.products.live.values()))
    shop.stocks("Mug", sku=first["sku"], price="1.00", quantity="3")
    Connected(shop, store, stock="till").pull()
    assert shop.shop.stock.level(first["sku"]).on_hand == 3


def test_a_change_there_comes_and_a_change_here_stays(pulling: Connected) -> None:
    pulling.pull()
    catalogue = pulling.shop.shop.catalogue
    first = next(iter(pulling.store.shop.products.live.values()))
    product = catalogue.by_sku(first["sku"])
    catalogue.change_variant(product.variants[0].id, price=Decimal("99"))
    pulling.later()
    pulling.store.web_edit(product=first["id"], set={"name": "Mug, new name"})
    assert pulling.pull() == 1
    product = catalogue.by_sku(first["sku"])
    assert (product.name, product.variants[0].price) == ("Mug, new name", Decimal(99))
    pulling.later()
    pulling.store.web_edit(product=first["id"], set={"price": 21.5})
    assert pulling.pull() == 1
    assert catalogue.by_sku(first["sku"]).variants[0].price == Decimal("21.5")


@pytest.mark.parametrize("there", ["SHOP-1", ""])
def test_a_code_that_stands_on_labels_here_stays_where_goods_meet_by_their_barcode(
    shop: ShopKit, store: StandIn, there: str
) -> None:
    first = next(one for one in store.shop.products.live.values() if not one["combinations"])
    store.web_edit(product=first["id"], set={"sku": there})
    code = next(one["value"] for one in first["attributes"] if one["type"] == "UPC")
    shop.stocks("Mug", sku="MINE-1", price="1.00", quantity="3", barcode=code)
    pulling = Connected(shop, store)
    pulling.pull()
    assert shop.shop.catalogue.by_sku("MINE-1").name == first["name"]
    pulling.later()
    store.web_edit(product=first["id"], set={"sku": "SHOP-2"})  # renamed there since
    pulling.later()
    pulling.pull()
    assert shop.shop.catalogue.by_sku("SHOP-2").name == first["name"]
    pulling.later()
    store.web_edit(product=first["id"], set={"sku": ""})
    pulling.later()
    pulling.pull()
    assert shop.shop.catalogue.by_sku("SHOP-2").name == first["name"]


def test_what_is_deleted_there_is_sold_here_on(pulling: Connected) -> None:
    pulling.pull()
    first = next(iter(pulling.store.shop.products.live.values()))
    pulling.later()
    pulling.store.web_delete(product=first["id"])
    assert pulling.pull() == 1
    assert not pulling.shop.shop.catalogue.by_sku(first["sku"]).archived
    reader = pulling.shop.shop.till.database.reader()
    links = reader.execute("SELECT theirs FROM store_link WHERE theirs IN (?, '')", (str(first["id"]),))
    assert links.fetchall() == [("",), ("",)]
    assert pulling.pull() == 0


def test_two_of_one_sku_are_a_matter_for_a_person(shop: ShopKit, store: StandIn) -> None:
    products = list(store.shop.products.live.values())
    store.web_edit(
        product=products[5]["id"], set={"sku": products[0]["sku"], "combinations": [], "options": []}
    )
    pulling = Connected(shop, store)
    found = shop.shop.stores.connecting.preview(
        StoreWish("ecwid", "4711", f"{store.url}/api/v3"), "secret_full"
    )
    assert len(found.conflicts) == 1
    assert found.conflicts[0] in {products[0]["name"], products[5]["name"]}
    pulling.pull()
    rows = shop.shop.till.database.reader().execute(
        "SELECT count(*) FROM variant WHERE sku = ?", (products[0]["sku"],)
    )
    assert rows.fetchone() == (1,)


@pytest.mark.parametrize(
    ("trouble", "since"),
    sample(product(("move_between", "delete_between", "insert_between"), (False, True)), 3),
)
def test_no_product_slips_through_pages_that_move(shop: ShopKit, trouble: str, since: bool) -> None:
    with running(products=250) as store:
        pulling = Connected(shop, store)
        if since:
            marks = Marks(high={"products": 1_000})
            pulling.store.fault(trouble, path="^/products$", times=2)
            shop.shop.stores.catalogue.pull(pulling.line, pulling.connection, pulling.profile, marks)
        else:
            pulling.store.fault(trouble, path="^/products$", times=2)
            pulling.pull()
        there = {f"{one['id']}" for one in store.state()["products"] if not one.get("isSampleProduct")}
        rows = shop.shop.till.database.reader().execute(
            "SELECT theirs FROM store_link WHERE noun = 'product' AND theirs <> ''"
        )
        here = {theirs for (theirs,) in rows}
        late = there - here if trouble == "insert_between" else set()
        assert there - late <= here
        assert len(late) <= 2
        if not since:
            pulling.pull()
            rows = shop.shop.till.database.reader().execute(
                "SELECT theirs FROM store_link WHERE noun = 'product' AND theirs <> ''"
            )
            assert {theirs for (theirs,) in rows} == there


def test_a_pull_that_was_cut_goes_on_where_it_was(shop: ShopKit) -> None:
    with running(products=250) as store:
        pulling = Connected(shop, store)
        store.fault("drop_before", path="^/products$", skip=1)
        with pytest.raises(Exception, match="does not answer"):
            pulling.pull()
        before = len(store.calls)
        pulling.pull()
        offsets = [one["query"]["offset"] for one in store.calls[before:] if one["path"] == "/products"]
        assert offsets == ["100", "199"]
        (count,) = shop.shop.till.database.reader().execute("SELECT count(*) FROM product").fetchone()
        assert count == 249


def test_a_rate_that_is_chosen_while_the_first_pull_was_cut_lets_all_come(shop: ShopKit) -> None:
    with running(products=120, orders=0) as store:
        store.shop.profile["taxes"][0].update(name="TVA 2,15%", defaultTax=2.15)
        pulling = Connected(shop, store)
        store.fault("500_before", "GET", "^/products$", skip=1, times=9)
        with pytest.raises(StoreUnreachable):
            pulling.pull()
        marks = pulling.marks
        assert marks.page
        store.faults(clear=True)
        (asked,) = [one for one in shop.shop.exceptions.all() if one.kind == "tax_unmatched"]
        shop.shop.exceptions.resolve(asked.id, "create")
        catalogue = shop.shop.stores.catalogue
        catalogue.answered(pulling.line, pulling.connection, pulling.profile, marks)
        assert not marks.page
        (count,) = shop.rows("SELECT count(*) FROM product WHERE archived = 0")
        assert count == (119,)
