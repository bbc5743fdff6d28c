"""Stock: moved for a reason, counted, and every move told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import NotTracked, ProductUnknown, ReasonUnknown
from pos.founding import join_shop
from pos.services.catalogue.stock import MOVES
from tests.shop_kit import ShopKit
from tests.two_tills import PairedTills, TwoTills, pair, tills

__all__ = ["pair", "tills"]


@pytest.fixture
def mug(shop: ShopKit) -> str:
    return shop.stocks().variant_id


def test_every_move_is_told_newest_first(shop: ShopKit, mug: str) -> None:
    shop.sells(("MUG-BLU", "2"))
    assert shop.shop.stock.move(mug, Decimal(10), "receipt", "from the kiln") == 13
    assert shop.shop.stock.move(mug, Decimal(-1), "damage") == 12
    assert shop.shop.stock.count(mug, Decimal(11)) == -1
    level = shop.shop.stock.level("mug-blu")
    assert (level.on_hand, level.name, level.sku) == (11, "Mug, blue glaze", "MUG-BLU")
    assert [(move.reason, move.quantity, move.order_number, move.note) for move in level.moves] == [
        ("count", -1, "", ""),
        ("damage", -1, "", ""),
        ("receipt", 10, "", "from the kiln"),
        ("sale", -2, "A-000001", ""),
        ("opening", 5, "", ""),
    ]


def test_a_count_that_finds_what_is_known_writes_nothing(shop: ShopKit, mug: str) -> None:
    before = shop.rows("SELECT count(*) FROM entry")
    assert shop.shop.stock.count(mug, Decimal(5)) == 0
    assert shop.rows("SELECT count(*) FROM entry") == before


def test_the_stock_of_a_code_is_that_of_the_product_still_sold(shop: ShopKit, mug: str) -> None:
    shop.shop.catalogue.change_variant(mug, archived=True)
    shop.stocks("Mug, second series", quantity="3")
    level = shop.shop.stock.level("MUG-BLU")
    assert (level.name, level.on_hand) == ("Mug, second series", 3)
    assert shop.shop.stock.of_variant(mug).on_hand == 5


def test_what_is_sold_out_is_counted_as_none_left(shop: ShopKit, mug: str) -> None:
    shop.sells(("MUG-BLU", "5"))
    level = shop.shop.stock.level("MUG-BLU")
    assert (level.on_hand, shop.shop.stock.of_variant(mug).on_hand) == (Decimal(0), Decimal(0))
    shop.sells(("MUG-BLU", "2"))
    assert shop.in_stock("MUG-BLU") == -2


def test_weights_are_exact(shop: ShopKit) -> None:
    variant = shop.stocks("Honey", sku="HONEY", price="24.90", unit="kg", quantity="0.1").variant_id
    for _ in range(3):
        shop.shop.stock.move(variant, Decimal("0.1"), "receipt")
    shop.sells(("HONEY", "0.333333"))
    assert shop.in_stock("HONEY") == Decimal("0.066667")


@pytest.mark.parametrize("reason", ["sale", "edit", "", "because", "SALE"])
def test_a_reason_a_person_may_not_give_is_refused(shop: ShopKit, mug: str, reason: str) -> None:
    with pytest.raises(ReasonUnknown, match="receipt"):
        shop.shop.stock.move(mug, Decimal(1), reason)
    assert shop.in_stock("MUG-BLU") == 5


def test_what_is_not_counted_cannot_be_moved(shop: ShopKit) -> None:
    variant = shop.stocks("Repair", sku="REPAIR", quantity=None).variant_id
    with pytest.raises(NotTracked):
        shop.shop.stock.count(variant, Decimal(1))
    assert shop.shop.stock.level("REPAIR").on_hand is None


def test_an_unknown_product_is_said(shop: ShopKit) -> None:
    with pytest.raises(ProductUnknown):
        shop.shop.stock.level("NOTHING")
    with pytest.raises(ProductUnknown):
        shop.shop.stock.move("0" * 32, Decimal(1), "receipt")


def test_two_tills_tell_the_same_moves_in_the_order_they_were_made(tills: TwoTills) -> None:
    """What comes from another till late stands where it belongs, and on both at the same place."""
    a, b = tills.a, tills.b
    for kit, quantity in ((b, "2"), (a, "1"), (b, "3"), (a, "4")):
        tills.now()
        kit.sells(("MUG-BLU", quantity))
    tills.meet()
    here, there = (kit.shop.stock.level("MUG-BLU").moves for kit in (a, b))
    assert here == there
    assert [move.quantity for move in here] == [-4, -3, -1, -2, 100]


def test_two_tills_mean_the_same_goods_by_a_code_that_both_gave(tills: TwoTills) -> None:
    a, b = tills.a, tills.b
    for kit, name in ((b, "Vase of b"), (a, "Vase of a")):
        tills.now()
        kit.stocks(name, sku="VASE", barcode="4006381333931")
    tills.meet()
    assert a.shop.stock.level("VASE").variant_id == b.shop.stock.level("VASE").variant_id
    for code, scanned in (("VASE", False), ("4006381333931", True)):
        found = [kit.shop.search.by_code(code, scanned=scanned) for kit in (a, b)]
        here, there = ([hit.variant_id for hit in hits] for hits in found)
        assert (len(here), here) == (2, there)


def test_what_is_known_by_an_order_alone_is_found_by_the_sku_that_stands_there(pair: PairedTills) -> None:
    """A till sold what the office made since, and its order comes to a third one before the goods do."""
    a, b, stick = pair.a, pair.b, pair.a.folder.parent / "early.bundle"
    code = a.shop.sync.pairing.invite("C").code
    a.shop.sync.bundles.write(stick)
    join_shop(stick.parent / "c", code, stick, clock=a.clock)
    a.stocks("New thing", sku="NEW", quantity="9")
    a.shop.sync.bundles.write(stick)
    b.shop.sync.bundles.read(stick)
    b.sells(("NEW", "2"))
    known = {one.life: one.entries for one in b.shop.sync.tills.all("EUR")}
    b.shop.sync.bundles.write(stick, known | {b.shop.till.life.origin.hex(): 0})
    c = ShopKit.open(stick.parent / "c", a.clock)
    c.shop.sync.bundles.read(stick)
    level = c.shop.stock.level("new")
    assert (level.name, [move.quantity for move in level.moves]) == ("", [-2])
    assert c.shop.catalogue.by_sku("NEW").name == ""
    with pytest.raises(ProductUnknown):
        c.shop.stock.level("NEVER")
    a.shop.sync.bundles.write(stick)
    c.shop.sync.bundles.read(stick)
    assert (c.shop.stock.level("NEW").name, c.in_stock("NEW")) == ("New thing", 7)
    c.close()


def test_a_page_of_moves_is_read_as_far_as_it_goes(shop: ShopKit, mug: str) -> None:
    """However many there are: none but those of one moment are sorted."""
    reader = shop.shop.till.database.reader()
    plan = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {MOVES}", (1, 100))]
    assert "SEARCH m USING INDEX ix_stock_move_variant (variant_id=?)" in plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
    shop.clock.advance(minutes=1)
    for at in range(5):
        shop.shop.stock.move(mug, Decimal(at + 1), "receipt")
    newest = shop.shop.stock.level("MUG-BLU", 2).moves
    assert newest == shop.shop.stock.level("MUG-BLU").moves[:2]
    wrong = "SELECT count(*) FROM stock_move m JOIN entry e USING (arrival) WHERE m.hlc <> e.hlc"
    assert shop.rows(wrong) == [(0,)]
