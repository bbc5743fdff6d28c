"""What entries mention before its making has come is in no list and no search, and breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs

from pos.domain.catalogue.stock import Reason
from pos.domain.words.address import Address
from pos.journal.heads import LOWEST
from pos.journal.kinds.customers import CustomerFields, CustomerPersonal, CustomerSet, KeptAddress
from pos.journal.kinds.imports import CatalogueImportUndone
from pos.journal.kinds.products import ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.quotes import QuoteEnded
from pos.journal.kinds.shop import PersonFields, PersonSet
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.services.catalogue import index as products
from pos.services.customers import index as customers
from tests.cli.conftest import CommandLine
from tests.journal import orders
from tests.shop_kit import ShopKit

SEEN = ("1" * 16 + "e" * 32,)
PRODUCT, VARIANT, LOOSE, CUSTOMER, OTHER = ("ab" * 16, "bc" * 16, "cd" * 16, "de" * 16, "ef" * 16)


@pytest.fixture
def kit(ram: Path) -> Iterator[ShopKit]:
    """A shop that sold a mug, and took in what others wrote about things it does not know."""
    shop = ShopKit.create(ram / "shop")
    shop.stocks()
    shop.sells("MUG-BLU")
    changes = (
        VariantSet(
            VARIANT, VariantFields(sku="GHOST", price=5_000_000, barcodes=("4006381333948",)),
            {"sku": SEEN, "price": SEEN, "barcodes": SEEN},
        ),
    )  # fmt: skip
    loose = VariantSet(LOOSE, VariantFields(sku="LOOSE", price=1_000_000), {"sku": SEEN, "price": SEEN})
    with shop.shop.till.transaction() as tx:
        moves = (StockMove(VARIANT, 3_000_000), StockMove(LOOSE, 2_000_000))
        tx.record(StockMoved(reason=Reason.RECEIPT, moves=moves))
        favourite = ProductFields(favourite=1, picture_url="https://example.org/ghost.png", category="Ghosts")
        seen = dict.fromkeys(("favourite", "picture_url", "category"), SEEN)
        with_product = structs.replace(
            changes[0], f=structs.replace(changes[0].f, product=PRODUCT), b=changes[0].b | {"product": SEEN}
        )
        tx.record(ProductsSet((ProductSet(PRODUCT, favourite, seen, variants=(with_product,)),)))
        tx.record(ProductsSet((ProductSet("0" * 32, variants=(loose,)),)))
        tx.record(
            CustomerSet(
                CUSTOMER,
                CustomerFields(tax_exempt=True),
                {"tax_exempt": SEEN, "note": SEEN, "addresses.1": SEEN},
                CustomerPersonal(note="rings", addresses={"1": KeptAddress(0, "home", Address(city="Metz"))}),
            )
        )
        agreed = orders.agreed()
        lines = tuple(structs.replace(one, variant=VARIANT if one.n == 1 else LOOSE) for one in agreed.lines)
        placing = orders.placing(number="B-000001", letter="B")
        tx.record(structs.replace(placing, agreed=structs.replace(agreed, lines=lines, customer=OTHER)))
        tx.record(PersonSet("9" * 32, PersonFields(archived=False), {"archived": SEEN}))
        tx.record(CatalogueImportUndone("8" * 32))
        tx.record(QuoteEnded("7" * 32, tx.day, "declined"))
    yield shop
    shop.close()


def test_it_is_in_no_list_and_no_search(kit: ShopKit) -> None:
    shop = kit.shop
    assert [one.name for one in shop.catalogue.list(limit=100)] == ["Mug, blue glaze"]
    assert shop.catalogue.list(limit=100, archived=True) == ()
    assert [hit.sku for hit in shop.search.favourites()] == []
    assert "Ghosts" not in shop.search.categories()
    assert (shop.search.count(), shop.pictures.missing(), shop.pictures.wanted()) == (1, 0, ())
    for code in ("GHOST", "LOOSE", "4006381333948"):
        for scanned in (True, False):
            assert shop.search.by_code(code, scanned=scanned) == ()
        assert shop.search.find(code, 20).hits == ()
    assert shop.customers.find("") == shop.customers.find("metz") == ()
    assert (shop.customers.count(), shop.customers.count_owing()) == (0, 0)
    assert shop.customers.owing() == shop.customers.archived() == ()
    assert [one.name for one in shop.people.all()] == ["Lucie"]
    assert shop.imports.past() == ()


def test_made_anew_the_indexes_are_the_same(kit: ShopKit) -> None:
    with kit.shop.till.transaction() as tx:
        assert products.covers(tx.raw())
        assert customers.covers(tx.raw())
        products.rebuild(tx.raw())
        customers.rebuild(tx.raw())
        assert products.covers(tx.raw())
        assert customers.covers(tx.raw())
    test_it_is_in_no_list_and_no_search(kit)


def test_who_asks_for_it_by_its_code_is_told_what_is_known(kit: ShopKit) -> None:
    for code, stock in (("GHOST", 0), ("loose", 0)):
        found = kit.shop.catalogue.by_sku(code)
        assert (found.name, [one.sku for one in found.variants]) == ("", [code.upper()])
        level = kit.shop.stock.level(code)
        assert (level.name, level.on_hand, len(level.moves)) == ("", stock, 2)
    order = kit.shop.orders.order("B-000001")
    assert order.buyer is None or order.buyer.shown_name == ""
    assert [row.number for row in kit.shop.orders.find("mug")] == ["B-000001", "A-000001"]
    assert kit.shop.orders.summary(OTHER).orders == 1
    assert kit.shop.auditor.verify(rebuild=True).ok


def test_its_making_fills_it(kit: ShopKit) -> None:
    with kit.shop.till.transaction() as tx:
        tx.record(ProductsSet((ProductSet(PRODUCT, ProductFields(name="Ghost"), {"name": (LOWEST,)}),)))
        tx.record(CustomerSet(OTHER, personal=CustomerPersonal(name="Anne Roux")))
    assert [hit.sku for hit in kit.shop.search.find("ghost", 20).hits] == ["GHOST"]
    assert kit.hit("GHOST").on_hand == Decimal(0)
    assert [row.name for row in kit.shop.customers.find("roux")] == ["Anne Roux"]
    assert kit.shop.customers.count_owing() == len(kit.shop.customers.owing()) == 1


def test_the_command_line_lists_none_and_fails_for_none(
    kit: ShopKit, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = CommandLine(kit.folder, capfdbinary)
    assert [one["name"] for one in line.json("products")] == ["Mug, blue glaze"]
    assert line.json("product", "GHOST")["name"] == ""
    assert line.json("product", "LOOSE")["variants"][0]["price"] == "1.00"
    assert line.json("stock", "LOOSE")["on_hand"] == "0"
    assert line.json("customers") == []
    assert {one["number"] for one in line.json("orders")} == {"A-000001", "B-000001"}
    assert line.json("order", "B-000001")["total"] == "102.00"
