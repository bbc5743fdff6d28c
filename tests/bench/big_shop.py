"""Make a shop with a long past: a journal of so many sealed and signed orders, and the tables they add up to.

    python tests/bench/big_shop.py --orders 1000000

Real orders of three lines, placed through the checkout, are the patterns; each is written again and again as
another order, of other goods, at a later time. One in fifty is paid later. The tables are made by the same
code that makes them anew at opening. It is made once, beside the limits' other data.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
import uuid
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import bench_order  # noqa: E402
import common  # noqa: E402
from msgspec import structs  # noqa: E402

from pos.domain.money.tenders import Tender  # noqa: E402
from pos.domain.orders.cart import CartLine  # noqa: E402
from pos.domain.shop.numbering import numbered  # noqa: E402
from pos.journal import append  # noqa: E402
from pos.journal.frame import scope_of  # noqa: E402
from pos.journal.ids import new_id  # noqa: E402
from pos.journal.kinds.base import Fact  # noqa: E402
from pos.journal.kinds.orders import OrderPlaced  # noqa: E402
from pos.journal.kinds.payments import PaymentTaken  # noqa: E402
from pos.journal.proof.rebuild import rebuild  # noqa: E402
from pos.journal.seal import Header, fact_of  # noqa: E402
from pos.journal.trust import LastEntry  # noqa: E402
from pos.model import schema, shop_file  # noqa: E402
from pos.model.database import raw  # noqa: E402
from pos.services.till.keys import remember  # noqa: E402
from pos.services.till.migration import SCRIPTS  # noqa: E402
from pos.shop import Shop, open_shop, reindex  # noqa: E402

PATTERNS = 500
PAID_LATER = 50
"""Of as many orders one is paid by an entry of its own."""
AT_ONCE = 5_000
"""Entries written together."""
APART = timedelta(seconds=60)
"""Between two orders."""

ADD_ENTRY = "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)"
ADD_PARTS = "INSERT INTO entry_part VALUES (?,?,?,?,?,?,?)"

Goods = list[tuple[str, str, str]]
"""Variants: id, SKU and name."""


def template(orders: int) -> Path:
    """A folder with a shop of so many past orders, made once for each version of the tables."""
    tables = zlib.crc32((SCRIPTS / "versions" / "0002_baseline.sql").read_bytes())
    folder = common.workdir() / f"big-{orders}-{tables:08x}-{shop_file.TABLES}"
    if (folder / "made").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(journal(orders), folder, ignore=shutil.ignore_patterns("made"))
    shop = open_shop(folder)
    started = time.perf_counter()
    make_tables(shop)
    print(f"# tables of {orders} orders made in {time.perf_counter() - started:.0f} s", flush=True)
    shop.close()
    (folder / "made").touch()
    return folder


def journal(orders: int) -> Path:
    """A folder with a shop whose journal is whole, and whose tables know nothing of its past."""
    folder = common.workdir() / f"journal-{orders}-{shop_file.VERSION}"
    if (folder / "made").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bench_order.template(0), folder)
    shop = open_shop(folder)
    started = time.perf_counter()
    write_journal(shop, orders)
    print(f"# journal of {orders} orders written in {time.perf_counter() - started:.0f} s", flush=True)
    shop.close()
    (folder / "made").touch()
    return folder


def write_journal(shop: Shop, orders: int) -> None:
    """Append so many orders to the journal, sealed and signed as the till does; tables are left alone."""
    patterns = list(_patterns(shop))
    reader = shop.till.database.reader()
    goods: Goods = [
        (uid.hex(), sku, name)
        for uid, sku, name in reader.execute(
            "SELECT v.uid, v.sku, p.name FROM variant v JOIN product p ON p.id = v.product_id"
        )
    ]
    with shop.till.database.write() as connection:
        driver = raw(connection)
        head = append.read_head(connection, shop.till.life.origin)
        arrival = driver.execute("SELECT max(arrival) FROM entry").fetchone()[0]
        taken = driver.execute("SELECT last FROM series WHERE kind = 'order'").fetchone()[0]
        entries: list[tuple[Any, ...]] = []
        parts: list[tuple[Any, ...]] = []
        begun = datetime.now(timezone(timedelta(hours=1))) - orders * APART - timedelta(hours=1)
        for fact, now in _past(patterns, goods, orders, taken, begun):
            arrival += 1
            head, sealed = _sealed(head, fact, shop, now)
            entries.append((arrival, *sealed[:8]))
            parts.append((arrival, *sealed[8:14]))
            if len(entries) == AT_ONCE:
                _write(driver, entries, parts)
        _write(driver, entries, parts)
    shop.till.database.checkpoint()
    remember(shop.folder, LastEntry(head.origin, head.seq, head.chain))


def make_tables(shop: Shop) -> None:
    """Make the derived tables and the indexes from the journal, as at opening by another program."""
    with shop.till.database.write() as connection:
        raw(connection).execute("PRAGMA cache_size = -400000")
        schema.drop_derived(connection)
        schema.create_tables(connection)
        rebuild(connection)
        started = time.perf_counter()
        reindex(raw(connection))
        print(f"# search indexes made in {time.perf_counter() - started:.0f} s", flush=True)
    shop.till.database.fold()


def _patterns(shop: Shop) -> Iterator[OrderPlaced]:
    """Orders of three lines as the checkout writes them."""
    rng = random.Random(5)
    codes = [row[2] for row in common.catalogue(bench_order.PRODUCTS)]
    for _ in range(PATTERNS):
        cart = shop.carts.new()
        for code in rng.sample(codes, 3):
            (hit,) = shop.search.by_code(code, scanned=True)
            cart = cart.add(
                CartLine(
                    id=uuid.uuid4().hex,
                    name=hit.name,
                    quantity=Decimal(rng.randint(1, 3)),
                    unit_price=hit.price or Decimal(1),
                    taxes=hit.taxes,
                    variant_id=hit.variant_id,
                    sku=hit.sku,
                    list_price=hit.price,
                )
            )
        shop.checkout.place_order(cart, [Tender("cash", cart.totals().total)])
    bodies = shop.till.database.reader().execute(
        "SELECT body FROM entry JOIN entry_part USING (arrival) WHERE kind = 'order.placed'"
    )
    for (body,) in bodies.fetchall():
        fact = fact_of(OrderPlaced.kind, body, None)
        assert isinstance(fact, OrderPlaced)
        yield fact


def _past(
    patterns: list[OrderPlaced], goods: Goods, orders: int, taken: int, begun: datetime
) -> Iterator[tuple[Fact, datetime]]:
    rng = random.Random(7)
    for n in range(orders):
        now = begun + n * APART
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        placed = _as_another(patterns[n % len(patterns)], goods, rng)
        day = now.date().isoformat()
        placed = structs.replace(placed, number=numbered("order", placed.letter, 0, taken + n + 1), day=day)
        if n % PAID_LATER:
            yield placed, now
            continue
        yield structs.replace(placed, tenders=(), change=0, handed=False), now
        yield PaymentTaken(id=placed.id, day=day, tenders=placed.tenders), now + APART / 2


def _as_another(pattern: OrderPlaced, goods: Goods, rng: random.Random) -> OrderPlaced:
    """The same figures for other goods."""
    lines = []
    for line in pattern.agreed.lines:
        variant, sku, name = goods[int(rng.random() * len(goods))]
        lines.append(structs.replace(line, variant=variant, sku=sku, name=name))
    tenders = tuple(structs.replace(one, tid=f"{rng.getrandbits(128):032x}") for one in pattern.tenders)
    agreed = structs.replace(pattern.agreed, lines=tuple(lines))
    return structs.replace(pattern, id=f"{rng.getrandbits(128):032x}", agreed=agreed, tenders=tenders)


def _sealed(head: append.Head, fact: Fact, shop: Shop, now: datetime) -> tuple[append.Head, tuple[Any, ...]]:
    life = shop.till.life
    header = Header(
        origin=head.origin.hex(),
        seq=head.seq + 1,
        event_id=new_id(now),
        kind=fact.kind,
        scope=scope_of(fact, life.letter),
        entity_id=fact.entity,
        hlc=int(now.timestamp() * 1000) << 16 | (head.seq + 1) & 0xFFFF,
        recorded_at=now.isoformat(timespec="milliseconds"),
        user=shop.till.person,
        format=fact.format,
    )
    entry = append._sealed(head, header, fact, life.key)
    values = tuple(getattr(entry, name) for name in entry.__slots__)
    return append.Head(head.origin, header.seq, entry.chain, header.recorded_at, header.event_id), values


def _write(driver: Any, entries: list[tuple[Any, ...]], parts: list[tuple[Any, ...]]) -> None:
    driver.executemany(ADD_ENTRY, entries)
    driver.executemany(ADD_PARTS, parts)
    entries.clear()
    parts.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    print(template(parser.parse_args().orders))


if __name__ == "__main__":
    main()
