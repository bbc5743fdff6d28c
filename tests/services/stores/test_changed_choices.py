"""Choices change later: what is begun is settled, nobody is asked in vain, figures and goods stay right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sample import sample
from tests.services.stores.both_ways import Shops, shops_at


def changes(shops: Shops, **choices: object) -> None:
    """Connect again with other choices."""
    connecting = shops.kit.shop.stores.connecting
    wish = replace(connecting.usual("ecwid", "4711"), **choices)  # type: ignore[arg-type]
    connecting.start(wish, "", connecting.test(wish, ""))


def lets(shops: Shops, what: str, *, go: bool) -> None:
    syncs = shops.kit.shop.stores.connecting.required().syncs
    changes(shops, syncs=syncs | {what} if go else syncs - {what})


def kinds(shops: Shops) -> set[str]:
    return {one.kind for one in shops.kit.shop.exceptions.all()}


def test_what_was_begun_is_settled_and_what_was_refused_is_asked_once_orders_go_again(ram: Path) -> None:
    with shops_at(ram) as shops:
        mug, bowl, cup = (str(one["sku"]) for one in shops.counted()[:3])
        refused = shops.sells(mug, 2)
        on = {"method": "POST", "path": "^/orders$", "inner": True, "body": refused}
        shops.web.faults(rules=[{"on": on, "do": "400_before"}])
        shops.round()
        assert "order_refused" in kinds(shops)
        begun = shops.sells(bowl)
        shops.web.fault("drop_after", "POST", "^/batch$", times=4)
        shops.round()
        shops.web.faults(clear=True)
        lets(shops, "orders", go=False)
        assert "order_refused" not in kinds(shops), "no answer would send it"
        shops.sells(cup, 3)
        shops.web_makes(name="Late", sku="LATE", price=5, quantity=9)
        shops.kit.stocks("Late", sku="LATE", price="5.00", quantity="4")
        shops.sells("LATE", 1)
        shops.until_settled()
        assert [one["externalOrderId"] for one in shops.ours] == [begun], (
            "it was on its way, and is there once"
        )
        for sku in (mug, bowl, cup, "LATE"):
            assert shops.there(sku) == shops.kit.in_stock(sku), sku
        assert shops.there("LATE") == 8, "what was sold here and is no order there is told as a difference"
        lets(shops, "orders", go=True)
        assert "order_refused" in kinds(shops)
        assert shops.kit.audit() == []


def test_what_no_answer_would_send_is_neither_asked_nor_counted(ram: Path) -> None:
    with shops_at(ram) as shops:
        mug, bowl = (str(one["sku"]) for one in shops.counted()[:2])
        refused = shops.sells(mug, 2)
        on = {"method": "POST", "path": "^/orders$", "inner": True, "body": refused}
        shops.web.faults(rules=[{"on": on, "do": "400_before"}])
        shops.web.switches(locations=True)
        shops.receives(bowl, 3)
        shops.until_settled()
        asked = {"orders": "order_refused", "stock": "stock_refused"}

        def stands() -> tuple[int, set[str]]:
            return shops.kit.shop.stores.rounds.standing().parked, kinds(shops) - {"clock"}

        assert stands() == (3, set(asked.values())), "an order, and the differences of two mugs"
        for what, left in (("orders", 2), ("stock", 1)):
            lets(shops, what, go=False)
            assert stands() == (left, set(asked.values()) - {asked[what]}), what
            lets(shops, what, go=True)
            assert stands() == (3, set(asked.values()))
        (one,) = [one for one in shops.kit.shop.exceptions.all() if one.kind == "order_refused"]
        shops.kit.shop.exceptions.resolve(one.id, "leave_out")
        assert stands() == (2, {"stock_refused"})


@pytest.mark.parametrize("orders", sample([True, False], 1))
def test_stock_switched_on_later_begins_with_their_figures_and_counts_nothing_twice(
    ram: Path, orders: bool
) -> None:
    with shops_at(ram) as shops:
        mug, bowl = (str(one["sku"]) for one in shops.counted()[:2])
        lets(shops, "stock", go=False)
        if not orders:
            lets(shops, "orders", go=False)
        shops.web_makes(name="Late", sku="LATE", price=5, quantity=9)
        shops.until_settled()
        shops.kit.shop.stock.move(shops.kit.hit("LATE").variant_id, Decimal(4), "receipt")
        shops.sells("LATE", 2)
        shops.sells(mug, 3)
        shops.web_sells(bowl)
        shops.until_settled()
        shops.sells("LATE", 1)
        there = shops.there("LATE")
        lets(shops, "stock", go=True)
        shops.until_settled()
        assert shops.there("LATE") == there - orders, "what is still to go up, and nothing else, is off there"
        for sku in (mug, bowl, "LATE"):
            assert shops.there(sku) == shops.kit.in_stock(sku), sku
        assert shops.kit.audit() == []


def test_whose_stock_begins_and_the_first_day_are_changed_for_what_comes(ram: Path) -> None:
    with shops_at(ram) as shops:
        kit, mug = shops.kit, str(shops.counted()[0]["sku"])
        first = shops.sells(mug)
        day = kit.clock().date()
        later = (day + timedelta(days=2)).isoformat()
        changes(shops, orders_from=later, stock="till")
        shops.until_settled()
        assert shops.ours == [], "what lies before the first day stays here"
        assert shops.there(mug) == kit.in_stock(mug), "and its goods are told"
        kit.stocks("Late", sku="LATE", price="5.00", quantity="4")
        shops.web_makes(name="Late", sku="LATE", price=5, quantity=9)
        shops.until_settled()
        assert (shops.there("LATE"), kit.in_stock("LATE")) == (4, 4), "the figures here begin"
        assert shops.there(mug) == kit.in_stock(mug) == shops.start[mug] - 1, "what has met stays"
        changes(shops, orders_from=day.isoformat())
        shops.until_settled()
        assert [one["externalOrderId"] for one in shops.ours] == [first]
        assert shops.there(mug) == kit.in_stock(mug) == shops.start[mug] - 1
        assert kit.audit() == []
