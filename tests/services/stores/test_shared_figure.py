"""Kinds that share the figure of their product in the web shop have one stock here, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.sample import sample
from tests.services.stores.both_ways import Shops, shops_at
from tests.stores.stand_in import StandIn

BOWL = 700000042
BLUE, GREEN, RED = "BOWL-BLUE", "BOWL-GREEN", "BOWL-RED"


def in_three_colours(web: StandIn) -> None:
    """Two colours with a code of their own share the bowl's figure, the third has one of its own."""
    bowl = web.shop.products.live[BOWL]
    blue, green = bowl["combinations"]
    blue["sku"], green["sku"], green["price"] = BLUE, GREEN, bowl["price"] + 3
    red = {"id": 800000069, "combinationNumber": 3, "options": [{"name": "Colour", "value": "Red"}]}
    bowl["combinations"].append({**red, "sku": RED, "quantity": 4, "unlimited": False})
    bowl["options"][0]["choices"].append({"text": "Red", "priceModifier": 0, "priceModifierType": "ABSOLUTE"})
    bowl["quantity"] = 20
    web.shop.touch_product(bowl)


class Bowls:
    """The three colours, here and there."""

    def __init__(self, shops: Shops) -> None:
        self.shops, self.kit = shops, shops.kit

    @property
    def there(self) -> tuple[int, int]:
        """What is left there of the two that share, and of the third."""
        bowl = self.shops.web.shop.products.live[BOWL]
        return bowl["quantity"], bowl["combinations"][2]["quantity"]

    @property
    def here(self) -> tuple[int, ...]:
        return tuple(int(self.kit.in_stock(sku) or 0) for sku in (BLUE, GREEN, RED))

    def equal(self, shared: int, own: int) -> None:
        """So many there, and as many here of each."""
        self.shops.until_settled()
        assert self.there == (shared, own)
        assert self.here == (shared, shared, own)
        for sku, figure in ((BLUE, shared), (GREEN, shared), (RED, own)):
            shown = self.kit.shop.stores.there.stock(self.kit.hit(sku).variant_id)
            assert shown is not None
            assert (shown.quantity, shown.expected, shown.owed) == (figure, figure, 0)
        assert self.kit.audit() == []

    def web_sells(self, place: int, pieces: int) -> dict[str, Any]:
        kind = self.shops.web.shop.products.live[BOWL]["combinations"][place]["id"]
        line = {"productId": BOWL, "combinationId": kind, "quantity": pieces}
        made: dict[str, Any] = self.shops.web.web_order(lines=[line])
        return made


@pytest.fixture
def bowls(ram: Path) -> Iterator[Bowls]:
    with shops_at(ram, first=in_three_colours) as shops:
        yield Bowls(shops)


@pytest.mark.parametrize("restocks", sample([True, False], 1))
def test_a_sold_kind_lowers_the_one_figure_of_both_shops(bowls: Bowls, restocks: bool) -> None:
    shops, kit = bowls.shops, bowls.kit
    assert bowls.here == (20, 20, 4)
    shops.web.switches(cancel_restocks=restocks)
    placed = kit.sells((BLUE, "2"), (GREEN, "1"), (RED, "1")).number
    kit.shop.stock.move(kit.hit(GREEN).variant_id, Decimal(5), "receipt")
    bowls.web_sells(1, 2)
    bowls.web_sells(2, 1)
    bowls.equal(20, 2)
    kit.shop.stock.count(kit.hit(BLUE).variant_id, Decimal(18))
    bowls.equal(18, 2)
    kit.shop.order_changes.cancel(placed, repay=True)
    bowls.equal(21, 3)
    with shops.web_does():
        shops.web.web_edit(product=BOWL, set={"quantity": 9})
    bowls.equal(9, 3)
    entries, calls = kit.rows("SELECT count(*) FROM entry"), len(shops.web.calls)
    shops.round()
    assert kit.rows("SELECT count(*) FROM entry") == entries
    assert {one["method"] for one in shops.web.calls[calls:]} == {"GET"}
    assert not [one for one in kit.shop.exceptions.all() if one.kind == "count"]


def test_the_last_ones_sold_in_both_shops_are_asked_about_once(bowls: Bowls) -> None:
    kit = bowls.kit
    kit.sells((BLUE, "19"))
    bowls.web_sells(1, 3)
    bowls.equal(-2, 4)
    (asked,) = [one for one in kit.shop.exceptions.all() if one.kind == "oversold"]
    kit.shop.exceptions.resolve(asked.id, "count", "6")
    bowls.equal(6, 4)
    assert not [one for one in kit.shop.exceptions.all() if one.kind != "clock"]


@pytest.mark.parametrize("fault", sample(["drop_after", "drop_before"], 1))
def test_a_difference_whose_answer_was_lost_counts_once(bowls: Bowls, fault: str) -> None:
    shops, kit = bowls.shops, bowls.kit
    shops.web.switches(batch_allowed=False)
    kit.shop.stock.move(kit.hit(GREEN).variant_id, Decimal(3), "receipt")
    shops.web.fault(fault, "PUT", "/inventory$", times=3)
    shops.round()
    bowls.web_sells(0, 1)
    bowls.web_sells(2, 1)
    shops.web.faults(clear=True)
    bowls.equal(22, 3)
    assert not [one for one in kit.shop.exceptions.all() if one.kind == "count"]


def test_what_had_a_stock_each_gets_one_and_one_its_own_again(ram: Path) -> None:
    with shops_at(ram, stock="till", first=in_three_colours) as shops:
        bowls, kit = Bowls(shops), shops.kit
        bowls.equal(20, 4)
        bowl = shops.web.shop.products.live[BOWL]
        bowl["combinations"][1].update(quantity=7, unlimited=False)
        shops.web.shop.touch_product(bowl)
        kit.sells((BLUE, "1"), (GREEN, "1"))
        shops.until_settled()
        assert (bowl["quantity"], kit.in_stock(BLUE)) == (19, 19)
        assert bowl["combinations"][1]["quantity"] == kit.in_stock(GREEN)
        del bowl["combinations"][1]["quantity"]
        shops.web.shop.touch_product(bowl)
        shops.until_settled()
        assert bowl["quantity"] == kit.in_stock(BLUE) == kit.in_stock(GREEN)
        assert kit.audit() == []
