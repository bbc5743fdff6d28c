"""A file is taken back in short transactions: whole in the end, also after a kill; on cancel not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos.domain.imports.errors import TakingBackCancelled
from pos.domain.shop.errors import ImportRunning
from pos.services.imports.undo import Back
from tests.services.imports.conftest import MANY, PARTS, Gone, on_hand, products, taken_in
from tests.shop_kit import ShopKit


def undo(shop: ShopKit, import_id: str, sale: Callable[[int], None] = lambda _done: None) -> list[int]:
    """Take back; how many pieces were done before each transaction, when `sale` is made."""
    told: list[int] = []

    def progress(done: int, _total: int) -> None:
        told.append(done)
        sale(done)

    shop.shop.imports.undo(import_id, progress=progress)
    return told


def test_a_file_is_taken_back_slice_by_slice_and_sales_go_on_between(shop: ShopKit, large: Path) -> None:
    shop.stocks()
    result = taken_in(shop, large)
    other = ShopKit.open(shop.folder, shop.clock)

    def sale(done: int) -> None:
        if done == 1:
            shop.sold.append(other.sells(f"P-{MANY - 1}"))

    assert undo(shop, result.id, sale) == [0, 1, 2]
    assert (products(shop), shop.shop.search.count(), shop.hit("MUG-BLU").price) == (2, 2, 18)
    assert shop.in_stock(f"P-{MANY - 1}") == 0, "opened with one, sold it meanwhile"
    assert on_hand(shop) == 5
    bodies = [json.loads(str(body[0], "utf-8")) for body in shop.rows(PARTS)]
    assert max(len(body["products"]) for body in bodies if "products" in body) == 500
    assert shop.shop.auditor.verify(rebuild=True).ok
    other.close()


def test_a_take_back_that_is_cancelled_leaves_the_file_in(shop: ShopKit, large: Path) -> None:
    shop.stocks()
    result = taken_in(shop, large)
    before = state(shop)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(TakingBackCancelled):
        shop.shop.imports.undo(result.id, cancelled=cancelled)
    assert state(shop) == before
    assert [one.undone for one in shop.shop.imports.past()] == [False]
    shop.reopen()
    assert state(shop) == before, "the next start finds nothing to finish"
    assert shop.shop.auditor.verify(rebuild=True).ok
    undone = shop.shop.imports.undo(result.id)
    assert (undone.archived, undone.set_back, products(shop)) == (MANY, 1, 1)
    assert shop.shop.auditor.verify(rebuild=True).ok


def state(shop: ShopKit) -> object:
    """What is sold, at which price, how much of it is there, and what words find."""
    rows = """SELECT p.name, v.sku, v.price, p.archived, v.archived, s.on_hand FROM product p
        JOIN variant v ON v.product_id = p.id LEFT JOIN stock s ON s.variant_id = v.id ORDER BY v.sku"""
    return shop.rows(rows), shop.shop.search.count()


@pytest.mark.parametrize("at", range(3))
def test_a_take_back_that_was_killed_is_finished_at_the_next_start(
    shop: ShopKit, large: Path, at: int
) -> None:
    shop.stocks()
    result = taken_in(shop, large)

    def ends(done: int) -> None:
        if done == at:
            raise Gone

    with pytest.raises(Gone):
        undo(shop, result.id, ends)
    shop.reopen()
    undone = at > 0  # before the first piece nothing had begun
    assert [one.undone for one in shop.shop.imports.past()] == [undone]
    assert (products(shop), shop.shop.search.count()) == ((1, 1) if undone else (MANY + 1, MANY + 1))
    entries = shop.rows("SELECT count(*) FROM entry")
    shop.reopen()
    assert shop.rows("SELECT count(*) FROM entry") == entries, "once"
    assert (
        sum(row[0] for row in shop.rows("SELECT on_hand FROM stock")) == (5 if undone else 5 + MANY) * 10**6
    )
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_a_cancelled_take_back_that_is_killed_on_its_way_is_finished(
    shop: ShopKit, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.stocks()
    result = taken_in(shop, large)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    put_back = Back.put_back

    def ends(back: Back, *what: Any) -> None:
        if len(asked) == 4:
            raise Gone
        asked.append(1)
        put_back(back, *what)

    with monkeypatch.context() as patched:
        patched.setattr(Back, "put_back", ends)
        with pytest.raises(Gone):
            shop.shop.imports.undo(result.id, cancelled=cancelled)
    shop.reopen()
    assert (products(shop), [one.undone for one in shop.shop.imports.past()]) == (1, [True])
    assert on_hand(shop) == 5
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_a_running_take_back_is_left_alone(shop: ShopKit, large: Path) -> None:
    result = taken_in(shop, large)
    seen: list[int] = []

    def look(done: int) -> None:
        if done == 1:
            other = ShopKit.open(shop.folder, shop.clock)
            seen.append(products(other))
            with pytest.raises(ImportRunning):
                other.shop.imports.undo(result.id)
            with pytest.raises(ImportRunning):
                taken_in(other, large)
            other.close()

    undo(shop, result.id, look)
    assert (seen, products(shop)) == ([MANY - 500 + 1], 0)
