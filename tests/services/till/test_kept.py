"""Files of every version of the tables, kept from the first one on: each opens, verifies, says the same."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pos.domain.shop.errors import RebuildStopped
from pos.founding import restore_shop
from pos.journal.proof.rebuild import copy_journal, drop_lists, rebuild
from pos.model import shop_file
from pos.model.database import raw
from pos.services.till.backup import check
from pos.shop import open_shop
from tests.journal.tables import empty_file
from tests.kept import KEPT, says
from tests.sample import sample
from tests.shop_kit import ShopClock, ShopKit

WALKS = re.compile(r"SCAN (orders|product|variant)\b")
"""A step of a query's plan that reads a whole table."""

FILES = sorted(KEPT.glob("tables-*.comptoir"))


def opened(file: Path, folder: Path) -> ShopKit:
    clock = ShopClock()
    clock.set(2026, 11, 24, 12)
    shop, _aside = restore_shop(folder, file, clock=clock)
    return ShopKit(folder, shop, clock)


def test_this_version_of_the_tables_has_its_file() -> None:
    names = {file.stem for file in FILES}
    assert f"tables-{shop_file.TABLES}" in names, "keep one: python3 tests --keep"


@pytest.mark.parametrize("file", [*sample(FILES[:-1], 2), FILES[-1]], ids=lambda file: file.stem)
def test_a_kept_shop_says_what_it_said_and_is_right(file: Path, ram: Path) -> None:
    kit = opened(file, ram / "shop")
    assert says(kit) == json.loads(file.with_suffix(".json").read_text("utf-8"))
    found = kit.shop.auditor.verify(rebuild=True)
    assert (found.answer, found.first_bad) == ("right", None)
    assert [hit.sku for hit in kit.shop.search.find("vase").hits] == ["VASE"]
    assert [row.name for row in kit.shop.customers.find("martin")] == ["Lucie Martin"]
    assert kit.sells("MUG-BLU").number == "A2-000001"
    kit.close()


@pytest.mark.parametrize("file", sample(FILES, 2, seed=2), ids=lambda file: file.stem)
def test_a_kept_shop_of_other_tables_is_made_anew(
    file: Path, ram: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = opened(file, ram / "shop")
    kit.close()
    with closing(sqlite3.connect(kit.folder / "shop.db")) as script:
        script.execute("UPDATE choice SET value = 'another' WHERE key = 'tables'")
        script.execute("DELETE FROM day_total")
        script.commit()
    monkeypatch.setattr("pos.journal.proof.rebuild.ROWS", 10)

    def stop(done: int, total: int) -> None:
        assert 0 < done < total
        raise RebuildStopped

    with pytest.raises(RebuildStopped):
        open_shop(kit.folder, clock=kit.clock, progress=stop)
    with closing(sqlite3.connect(kit.folder / "shop.db")) as left:
        assert left.execute("SELECT value FROM choice WHERE key = 'tables'").fetchone() == ("another",)
    heard: list[int] = []
    kit.shop = open_shop(kit.folder, clock=kit.clock, progress=lambda done, _total: heard.append(done))
    assert len(heard) > 1
    assert heard == sorted(heard)
    assert says(kit) == json.loads(file.with_suffix(".json").read_text("utf-8"))
    assert check(kit.folder / "backups" / f"before-tables-{shop_file.TABLES}.comptoir") > 40
    assert [one.label for one in kit.shop.carts.held()] == ["Mme Blanc"]
    kit.close()


def test_what_a_busy_day_adds_up_to_is_found_without_the_indexes_of_lists(ram: Path) -> None:
    kit = opened(KEPT / f"tables-{shop_file.TABLES}.comptoir", ram / "shop")
    ran: set[str] = set()
    with kit.shop.till.database.reading() as connection, empty_file() as fresh:
        drop_lists(fresh)
        copy_journal(connection, fresh)
        raw(fresh).set_trace_callback(ran.add)
        rebuild(fresh)
        raw(fresh).set_trace_callback(None)
        asked = [one for one in ran if one.startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))]
        plans = {one: raw(fresh).execute(f"EXPLAIN QUERY PLAN {one}").fetchall() for one in asked}
    walked = [(one, step) for one, steps in plans.items() for *_, step in steps if WALKS.match(step)]
    assert len(asked) > 100
    assert walked == []
    kit.close()
