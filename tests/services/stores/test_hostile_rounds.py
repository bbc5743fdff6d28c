"""Rounds with a web shop whose every row says something odd: each ends, and later all is taken in."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos.domain.words.errors import CashierError
from pos.services.stores.marks import forget_marks
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.sample import everything
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import KEY
from tests.services.stores.test_woo_rounds import Shops as WooShops
from tests.shop_kit import ShopKit
from tests.stores.spoiling import VALUES, Spoiler, places, spoiled
from tests.stores.stand_in import running

ROUNDS = 60 if everything() else 5
LISTS = ("/products", "/orders", "/customers", "/categories", "/taxes")


def odd(chance: random.Random) -> Callable[[str, bytes], bytes]:
    """One place in each row of a list is another value; in any other answer one place."""

    def change(path: str, answer: bytes) -> bytes:
        said = json.loads(answer)
        rows = said.get("items") if isinstance(said, dict) else said
        if not isinstance(rows, list) or not rows:
            return answer if path not in LISTS else _spoiled(chance, said).encode()
        changed = ",".join(_spoiled(chance, row) for row in rows)
        if said is rows:
            return f"[{changed}]".encode()
        rest = json.dumps({key: one for key, one in said.items() if key != "items"})
        return f'{rest[:-1]}{"," if len(said) > 1 else ""}"items":[{changed}]}}'.encode()

    return change


def _spoiled(chance: random.Random, value: Any) -> str:
    found = list(places(value))
    if not found:
        return json.dumps(value)
    return spoiled(json.dumps(value).encode(), chance.choice(found), chance.choice(VALUES)).decode()


def go(shops: Shops | WooShops, key: str, chance: random.Random, skus: list[str]) -> None:
    """Odd rounds, sales between them; then what is right."""
    spoiler = Spoiler(shops.web)
    for _round in range(ROUNDS):
        forget_marks(shops.kit.shop.till, key)
        search = shops.kit.shop.search  # a web shop may well call one of its goods otherwise
        sku = next(one for one in skus if len(search.by_code(one, scanned=False)) == 1)
        shops.kit.sells((sku, "1"))
        spoiler.change = odd(chance)
        try:
            report = shops.kit.shop.stores.rounds.run(wait=shops.wait)
        except CashierError as said:
            raise AssertionError("a round says it in its report") from said
        assert report.stopped is None or str(report.stopped)
        spoiler.change = None
        shops.wait(60)
    forget_marks(shops.kit.shop.till, key)
    shops.until_settled()
    assert shops.kit.audit() == []
    assert verify_folder(ShopFolder(shops.kit.folder), rebuild=True).ok


@pytest.mark.parametrize("seed", [1, *(pytest.param(one, marks=pytest.mark.full) for one in (2, 3))])
def test_rounds_with_an_odd_web_shop_end_and_afterwards_all_is_right(ram: Path, seed: int) -> None:
    with shops_at(ram) as shops:
        go(shops, KEY, random.Random(seed), [str(one["sku"]) for one in shops.counted()])
        for one in shops.counted():
            assert shops.kit.rows("SELECT 1 FROM product WHERE name = ?", one["name"]), one["name"]
        assert len({one["externalOrderId"] for one in shops.ours}) == len(shops.ours) == ROUNDS


@pytest.mark.parametrize("seed", [1, *(pytest.param(one, marks=pytest.mark.full) for one in (2, 3))])
def test_rounds_with_an_odd_woocommerce_shop_end_and_afterwards_all_is_right(ram: Path, seed: int) -> None:
    with running("woo", products=12, orders=0, customers=4) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            shops = WooShops(kit, web)
            go(shops, "woo:shop.example", random.Random(seed), [str(one["sku"]) for one in shops.mugs])
            assert len(shops.ours) == ROUNDS
        finally:
            kit.close()
