"""What other tills wrote is taken in beside what goes on here: looked at outside, written in short turns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from pos.journal import seal
from pos.journal.proof.checks import AT_ONCE
from pos.journal.stored import Stored, stored
from pos.journal.trust import entry_message
from pos.services.sync.taking_in import Taking
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
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


def test_an_order_that_is_here_keeps_none_of_its_turn_back(ram: Path) -> None:
    """They are written without a copy of what was there: where one fails the turn is done again with care."""
    hub = HubTills(ram)
    b = hub.joins("b")
    here = b.sells("MUG-BLU")
    for _sale in range(AT_ONCE + 2):
        hub.now()
        hub.a.sells("MUG-BLU")
    life, key = hub.a.shop.till.life.origin, hub.a.shop.till.life.key
    with hub.a.shop.till.database.reading() as connection:
        every = list(stored(connection, life))
    places = [at for at, one in enumerate(every) if one.kind == "order.placed"]
    own, chain = hub.a.sold[3].id.encode(), seal.NO_CHAIN
    for at, one in enumerate(every):
        body = one.body.replace(own, here.id.encode()) if at == places[3] else one.body
        digest = seal.part_hash(one.body_salt, body)
        chain = seal.link(chain, one.header, digest, one.personal_hash)
        every[at] = replace(
            one, body=body, body_hash=digest, chain=chain, sig=key.sign(entry_message(chain)), arrival=0
        )
    taking = Taking(b.shop.till)
    taking.take(every[places[0] :])
    assert (taking.found.entries, taking.found.parked) == (AT_ONCE + 2, 0)
    assert b.rows("SELECT count(*) FROM orders") == [(AT_ONCE + 2,)]
    b.close()
    proof = verify_folder(ShopFolder(b.folder), rebuild=True)
    assert proof.first_bad is None
    hub.a.close()
