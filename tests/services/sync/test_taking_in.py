"""What other tills wrote is taken in beside what goes on here: looked at outside, written in short turns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from pos.journal.proof.checks import AT_ONCE
from pos.journal.stored import Stored, stored
from pos.services.sync.taking_in import Taking
from tests.hub_tills import HubTills, hub

__all__ = ["hub"]


def test_what_comes_is_looked_at_while_the_file_is_free(hub: HubTills) -> None:
    """However long that takes no sale waits for it; what was looked at is written a moment later."""
    b = hub.joins("b")
    for _sale in range(AT_ONCE + 2):
        hub.now()
        hub.a.sells("MUG-BLU")
    file = hub.a.shop.till.database
    with file.reading() as connection:
        missing = [one for one in stored(connection) if one.kind == "order.placed"]
    with closing(sqlite3.connect(b.folder / "shop.db", timeout=0, isolation_level=None)) as other:

        def watched() -> Iterator[Stored]:
            for entry in missing:
                other.execute("BEGIN IMMEDIATE")  # refused at once while anybody writes
                other.execute("ROLLBACK")
                yield entry

        taking = Taking(b.shop.till)
        taking.take(watched())
    assert (taking.found.applied, taking.found.parked) == (AT_ONCE + 2, 0)


def test_who_waits_comes_between_two_entries_of_many_records(hub: HubTills) -> None:
    b = hub.joins("b")
    hub.meet()
    file = hub.folder / "many.csv"
    rows = "".join(f"Mug {n} of many,SKU-{n:05d},18.00,3\n" for n in range(1000))
    file.write_text("name,sku,price,stock\n" + rows, "utf-8")
    hub.a.shop.imports.apply(hub.a.shop.imports.preview(file))
    with hub.a.shop.till.database.reading() as connection:
        life = list(stored(connection, hub.a.shop.till.life.origin))
    assert [one.kind for one in life[-5:]] == [
        "products.set", "stock.moved", "products.set", "stock.moved", "catalogue.imported"
    ]  # fmt: skip
    seen: list[int] = []
    b.shop.till.database.turns.ask()  # as another program does that waits to write
    Taking(b.shop.till, seen.append).take(life)
    assert seen == [0, 1, 2, 3, 5, 5]
