"""Books of another program's version: their tables are made anew at opening, or they are refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pos.domain.shop.errors import OldFile, RebuildStopped
from pos.journal.proof.digest import Digest, digest
from pos.model.shop_file import TABLES
from pos.services.till.backup import check
from pos.shop import open_shop
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.sells("MUG-BLU")
    shop.shop.order_changes.void("A-000001")
    return shop


def tables(kit: ShopKit) -> Digest:
    with kit.shop.till.database.reading() as connection:
        return digest(connection)


def made_by_another(folder: Path, *statements: str) -> None:
    """Another program's tables: of another version, another shape, with other things in them."""
    with closing(sqlite3.connect(folder / "shop.db")) as script:
        for statement in ("UPDATE choice SET value = '0' WHERE key = 'tables'", *statements):
            script.execute(statement)
        script.commit()


def test_tables_of_another_version_are_made_anew_from_the_journal(
    kit: ShopKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(kit)
    cart = kit.cart("MUG-BLU")
    kit.shop.carts.save(cart)
    kit.close()
    monkeypatch.setattr("pos.journal.proof.rebuild.ROWS", 2)
    made_by_another(
        kit.folder,
        "ALTER TABLE orders ADD COLUMN weather TEXT",
        "DROP TABLE quote_fact",
        "CREATE TABLE shelf(id INTEGER PRIMARY KEY, variant_id INTEGER REFERENCES variant(id))",
        "DELETE FROM day_total",
        "UPDATE variant SET price = 1",
    )
    told: list[tuple[int, int]] = []
    kit.shop = open_shop(kit.folder, clock=kit.clock, progress=lambda *how_far: told.append(how_far))
    assert tables(kit) == before
    assert kit.shop.carts.current() == cart
    assert kit.hit("MUG-BLU").name == "Mug, blue glaze"
    assert kit.shop.till.life.letter == "A"
    assert kit.shop.auditor.verify(rebuild=True).ok
    assert check(kit.folder / "backups" / f"before-tables-{TABLES}.comptoir") == before.entries
    assert told[-1] == (before.entries, before.entries)
    kit.reopen()
    assert kit.sells("MUG-BLU").number == "A-000003"


def test_who_stops_it_finds_the_shop_as_it_was(kit: ShopKit, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(kit)
    kit.close()
    made_by_another(kit.folder)
    monkeypatch.setattr("pos.journal.proof.rebuild.ROWS", 2)

    def stop(_done: int, _total: int) -> None:
        raise RebuildStopped

    with pytest.raises(RebuildStopped):
        open_shop(kit.folder, clock=kit.clock, progress=stop)
    with closing(sqlite3.connect(kit.folder / "shop.db")) as left:
        assert left.execute("SELECT value FROM choice WHERE key = 'tables'").fetchone() == ("0",)
        assert left.execute("SELECT count(*) FROM orders").fetchone() == (2,)
    kit.reopen()
    assert tables(kit) == before


def test_a_file_of_the_early_formats_is_refused_with_the_way_to_a_new_demo(kit: ShopKit) -> None:
    kit.close()
    database = kit.folder / "shop.db"
    whole = database.read_bytes()
    old = whole[:60] + (1).to_bytes(4) + whole[64:]
    database.write_bytes(old)
    with pytest.raises(OldFile, match="make the demo anew: comptoir demo"):
        open_shop(kit.folder, clock=kit.clock)
    assert database.read_bytes() == old
    database.write_bytes(whole)
    kit.reopen()
