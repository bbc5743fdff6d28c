"""Time what a till and a hub do with many entries, beside what PostgreSQL and SQLite do with the bare rows.

    python tests/bench/bench_hub.py --orders 10000 --pulled 100000 --products 100000

A server of its own with TLS is started, behind a proxy on loopback that counts round trips and adds `--delay`
milliseconds to each. `bare COPY` puts the same rows, read from the same file, into a table without keys;
`bare inserts` puts all rows of the pulled file into an empty one. Sales, scans and searches meanwhile are
those of another thread of the same process, as in the window.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import psycopg  # noqa: E402
from bench_sync import watched  # noqa: E402
from bench_verify import bare_inserts, bare_words, peak  # noqa: E402
from msgspec import structs  # noqa: E402

from pos.domain.shop.numbering import numbered  # noqa: E402
from pos.founding import join_shop  # noqa: E402
from pos.journal.append import Writer, _sealed, read_head  # noqa: E402
from pos.journal.frame import scope_of  # noqa: E402
from pos.journal.ids import new_id  # noqa: E402
from pos.journal.kinds.orders import OrderPlaced  # noqa: E402
from pos.journal.seal import Header, fact_of  # noqa: E402
from pos.journal.stored import after_place, store_all  # noqa: E402
from pos.services.sync.rounds.heads import START  # noqa: E402
from pos.services.sync.rounds.push import Pusher  # noqa: E402
from pos.sync.hub.dsn import from_dsn  # noqa: E402
from pos.sync.hub.found import Founder, found  # noqa: E402
from pos.sync.hub.line import HubLine  # noqa: E402
from tests.chaos_proxy import ChaosProxy  # noqa: E402
from tests.postgres import PASSWORD, Cluster, TestDatabase, binaries  # noqa: E402
from tests.shop_kit import ShopKit  # noqa: E402

MOST = {
    "push": 4.0, "repeat": 0.6, "trips a page": 12, "pull": 3.0, "first sync": 3.0, "frame": 16.0,
    "sale": 2.0, "memory": 300.0, "turn": 30.0,
}  # fmt: skip
BARE = bare_inserts, bare_words
COLUMNS = (
    "origin, seq, event_id, kind, hlc, header, chain, sig, body, body_salt, body_hash, personal, "
    "personal_salt, personal_hash"
)
PATTERNS = 20
APART = timedelta(seconds=20)
DAYS = 365
"""How long a code is good: the past that is made here is long."""
LONGEST = 1800
"""Seconds after which a part of this is given up."""


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def server() -> Iterator[Cluster]:
    """A server with the memory of a small machine."""
    programs = binaries()
    if programs is None:
        raise SystemExit("no PostgreSQL here: install postgresql")
    with tempfile.TemporaryDirectory(prefix="comptoir-pg-", ignore_cleanup_errors=True) as place:
        one = Cluster(Path(place), programs)
        one.make()
        one.start("-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "autovacuum=on")
        try:
            yield one
        finally:
            one.stop()


def sold(kit: ShopKit, orders: int) -> None:
    """Write so many more orders into a till's journal, sealed and signed; its tables are left alone."""
    said = "SELECT p.body FROM entry JOIN entry_part p USING (arrival) WHERE kind = 'order.placed'"
    patterns = [fact_of(OrderPlaced.kind, body, None) for (body,) in kit.rows(said)]
    rng, till = random.Random(7), kit.shop.till
    writer = Writer(till.life.key, till.life.letter, till.person)
    with till.database.write() as connection:
        head, at = read_head(connection, till.life.origin), kit.clock.now
        some = []
        for n in range(orders):
            fact, at = patterns[n % len(patterns)], at + APART
            assert isinstance(fact, OrderPlaced)
            tenders = tuple(structs.replace(one, tid=f"{rng.getrandbits(128):032x}") for one in fact.tenders)
            number = numbered("order", fact.letter, 0, len(patterns) + n + 1)
            fact = structs.replace(fact, id=f"{rng.getrandbits(128):032x}", number=number, tenders=tenders)
            recorded = at.replace(microsecond=at.microsecond // 1000 * 1000)
            scope = scope_of(fact, writer.letter)
            header = Header(
                head.origin.hex(), head.seq + 1, new_id(at), fact.kind, scope, fact.id,
                int(at.timestamp() * 1000) << 16, recorded.isoformat(timespec="milliseconds"), writer.user,
                fact.format,
            )  # fmt: skip
            some.append(_sealed(head, header, fact, writer.key))
            head = head.behind(some[-1])
        store_all(connection, some)
    kit.clock.now = at


def shop_of(folder: Path) -> ShopKit:
    kit = ShopKit.create(folder)
    kit.clock.now = now() - timedelta(days=60)
    kit.stocks(quantity="1000000")
    kit.stocks("Bowl, ash", sku="BOW-ASH", price="24.00", quantity="1000000")
    for _order in range(PATTERNS):
        kit.sells("MUG-BLU", "BOW-ASH", ("BOW-ASH", "2"))
    return kit


def timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def told(name: str, value: float, of: str, most: float) -> None:
    print(
        f"{name:<28}{value:>9.2f} {of:<34} at most {most:g}{'' if value <= most else '   MISSED'}", flush=True
    )


def bare_copy(database: TestDatabase, kit: ShopKit, upto: int) -> float:
    """Seconds of a COPY of a life's entries, read from its file, into a table without keys."""
    database.run("DROP TABLE IF EXISTS bare")
    database.run(
        """CREATE TABLE bare(origin bytea, seq bigint, event_id bytea, kind text, hlc bigint, header bytea,
        chain bytea, sig bytea, body bytea, body_salt bytea, body_hash bytea, personal bytea,
        personal_salt bytea, personal_hash bytea)"""
    )
    life = kit.shop.till.life.origin

    def act() -> None:
        with (
            psycopg.connect(database.dsn(user="postgres", password=PASSWORD)) as hub,
            hub.cursor() as cursor,
            cursor.copy(f"COPY bare({COLUMNS}) FROM STDIN") as copy,
            kit.shop.till.database.reading() as connection,
        ):
            for one in after_place(connection, life, 0, upto):
                copy.write_row([
                    one.origin, one.seq, one.event_id, one.kind, one.hlc, one.header, one.chain, one.sig,
                    one.body, one.body_salt, one.body_hash, one.personal, one.personal_salt,
                    one.personal_hash,
                ])  # fmt: skip

    return timed(act)


def pushing(cluster: Cluster, folder: Path, orders: int, delay: float, rounds: int) -> None:
    """Push, a repeat, and the same from far away."""
    kit = shop_of(folder / "pushing")
    sold(kit, orders)
    life = kit.shop.till.life.origin
    (last,) = kit.rows("SELECT max(seq) FROM entry")[0]
    (shop,) = kit.rows("SELECT shop FROM till")[0]
    pushes, copies, repeats = [], [], []
    for _round in range(rounds):
        database = TestDatabase(cluster.dsn())
        login = found(from_dsn(database.dsn()), Founder(shop, bytes(32), "A", "office"), now())
        copies.append(bare_copy(database, kit, last))
        with closing(HubLine(login, now)) as line:
            pusher = Pusher(kit.shop.till.database, line, lambda _origin, _head, _count: None)
            pushes.append(timed(lambda pusher=pusher: pusher.push(life, START)))  # type: ignore[misc]
            repeats.append(timed(lambda line=line, pusher=pusher: pusher.push(life, line.heads()[life])))  # type: ignore[misc]
        database.drop()
    push, copy, repeat = map(min, (pushes, copies, repeats))
    print(
        f"\n## push of {last} entries: {push:.2f} s; bare COPY of the rows {copy:.2f} s; "
        f"repeat {repeat:.3f} s"
    )
    told("push", push / copy, "times the bare COPY", MOST["push"])
    told("repeat", repeat / push, "times the push", MOST["repeat"])
    database = TestDatabase(cluster.dsn())
    login = found(from_dsn(database.dsn()), Founder(shop, bytes(32), "A", "office"), now())
    proxy = ChaosProxy(cluster.port)
    try:
        far = structs.replace(login, port=str(proxy.port))
        pages: list[int] = []
        with closing(HubLine(far, now)) as line:
            line.heads()
            pusher = Pusher(
                kit.shop.till.database, line, lambda _origin, _head, _count: pages.append(proxy.weather.turns)
            )
            begun, proxy.weather.delay = proxy.weather.turns, delay / 1000
            took = timed(lambda: pusher.push(life, START))
        trips = max(after - before for before, after in zip([begun, *pages], pages, strict=False))
        print(
            f"## the same with {delay:g} ms more a trip: {took:.2f} s, {len(pages)} pages, "
            f"{pages[-1] - begun} trips"
        )
        told("trips a page", trips, "at most, of one page", MOST["trips a page"])
    finally:
        proxy.close()
        database.drop()
        kit.close()


def pulling(cluster: Cluster, folder: Path, pulled: int) -> None:
    """A round that pulls so many entries, beside bare inserts; sales, scans and searches meanwhile."""
    database = TestDatabase(cluster.dsn())
    kit = shop_of(folder / "a")
    kit.shop.sync.hubs.create(database.dsn())
    code = kit.shop.sync.pairing.invite("B", days=DAYS).code
    join_shop(folder / "b", code, clock=now)
    sold(kit, pulled)
    kit.shop.sync.rounds.once()
    kit.close()
    said = subprocess.run(
        [sys.executable, __file__, "--job", "pull", "--folder", str(folder / "b")],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    done = json.loads(said.stdout.splitlines()[-1])
    bare = min(bare_inserts(folder / "b", time.process_time) for _round in range(2))
    print(f"\n## pull of {pulled} orders: {done['cpu']:.1f} s of processor, {done['seconds']:.1f} s")
    print(f"## bare inserts of the same rows {bare:.1f} s")
    told("pull and apply", done["cpu"] / bare, "times the bare inserts (processor)", MOST["pull"])
    told("memory", done["mb"], "MB of the whole process", MOST["memory"])
    told("turn at the file", done["turn"], "ms, 99 of 100", MOST["turn"])
    told("search while it runs", done["search"], "ms, 95 of 100", MOST["frame"])
    told("scan while it runs", done["scan"], "ms, 95 of 100", MOST["frame"])
    told(
        "sale while it runs",
        done["sale"] / done["alone"],
        f"times {done['alone']:.1f} ms alone",
        MOST["sale"],
    )
    database.drop()


def pull_here(folder: Path) -> None:
    """In a process of its own: a round, and a person at work meanwhile."""
    kit = ShopKit.open(folder)
    kit.clock.now = now()
    alone = [sale(kit) for _sale in range(30)]
    taken: list[dict[str, float]] = []
    held: list[float] = []

    def act() -> None:
        begun, clock = time.process_time(), time.perf_counter()
        with watched(held, time.perf_counter, own=False):
            kit.shop.sync.rounds.once()
        taken.append({"cpu": time.process_time() - begun, "seconds": time.perf_counter() - clock})

    thread = threading.Thread(target=act, daemon=True)
    found: dict[str, list[float]] = {"search": [], "scan": [], "sale": []}
    thread.start()
    own = 0.0
    over = time.perf_counter() + LONGEST
    while thread.is_alive() and time.perf_counter() < over:
        begun = time.thread_time()
        found["search"].append(timed(lambda: kit.shop.search.find("bow")) * 1000)
        found["scan"].append(timed(lambda: kit.shop.search.by_code("BOW-ASH", scanned=True)) * 1000)
        if len(found["search"]) % 10 == 0:
            found["sale"].append(sale(kit))
        own += time.thread_time() - begun
        thread.join(0.03)
    thread.join(0)
    if not taken:
        raise SystemExit(f"the round did not end well, or not within {LONGEST} s")
    done = {
        "cpu": taken[0]["cpu"] - own, "seconds": taken[0]["seconds"], "mb": peak(),
        "turn": late(held, 0.99) * 1000,
        "search": late(found["search"]), "scan": late(found["scan"]),
        "sale": statistics.median(found["sale"]), "alone": statistics.median(alone),
    }  # fmt: skip
    kit.close()
    print(json.dumps(done))


def sale(kit: ShopKit) -> float:
    """Milliseconds of a sale, from Finish until it is on disk."""
    kit.clock.now = now()
    cart = kit.cart("BOW-ASH")
    return timed(lambda: kit.pays(cart)) * 1000


def late(found: list[float], part: float = 0.95) -> float:
    return sorted(found)[int(len(found) * part)]


def joining(cluster: Cluster, folder: Path, products: int) -> None:
    """A first sync over the hub, with ready rows and by entries, beside the bare rows."""
    database = TestDatabase(cluster.dsn())
    kit = shop_of(folder / "office")
    rows = (f"Mug {n} of many,SKU-{n:07d},{n % 90}.50,{n % 40},4{n:012d}\n" for n in range(products))
    (folder / "new.csv").write_text("name,sku,price,stock,barcode\n" + "".join(rows))
    kit.shop.imports.apply(kit.shop.imports.preview(folder / "new.csv"))
    kit.shop.sync.hubs.create(database.dsn())
    invite = kit.shop.sync.pairing.invite
    codes: dict[str, str] = {}
    print(f"\n## first sync of {products} products", flush=True)
    took = timed(lambda: codes.update(b=invite("B", days=DAYS).code))
    print(f"   code with ready rows made in {took:.1f} s")
    codes["c"] = invite("C", days=DAYS).code
    kit.close()
    found = {}
    for name in "b", "c":
        if name == "c":
            database.run("DELETE FROM comptoir.image")
        begun = time.process_time()
        seconds = timed(lambda name=name: join_shop(folder / f"joined-{name}", codes[name], clock=now))  # type: ignore[misc]
        found[name] = (time.process_time() - begun, seconds)
    bare = min(bare_inserts(folder / "joined-b", time.process_time) for _round in range(2))
    print(f"   bare inserts of the rows {bare:.1f} s")
    for name, words in ("b", "with ready rows"), ("c", "by entries"):
        cpu, seconds = found[name]
        print(f"   {words}: {cpu:.1f} s of processor, {seconds:.1f} s")
        told(f"first sync {words}", cpu / bare, "times the bare inserts (processor)", MOST["first sync"])
    database.drop()


def joining_orders(cluster: Cluster, folder: Path, orders: int) -> None:
    """A first sync of many orders by entries, beside the bare rows and the words that they are found by."""
    database = TestDatabase(cluster.dsn())
    kit = shop_of(folder / "sold")
    kit.shop.sync.hubs.create(database.dsn())
    sold(kit, orders)
    kit.shop.sync.rounds.once()
    code = kit.shop.sync.pairing.invite("B", days=DAYS).code
    kit.close()
    database.run("DELETE FROM comptoir.image")
    joined, begun = folder / "joined-sold", time.process_time()
    seconds = timed(lambda: join_shop(joined, code, clock=now))
    cpu = time.process_time() - begun
    rows, found = (min(act(joined, time.process_time) for _round in range(2)) for act in BARE)
    print(f"\n## first sync of {orders} orders by entries: {cpu:.1f} s of processor, {seconds:.1f} s")
    print(f"   bare inserts of the rows {rows:.1f} s, of the words they are found by {found:.1f} s")
    told("first sync of orders", cpu / (rows + found), "times both (processor)", MOST["first sync"])
    database.drop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=10_000)
    parser.add_argument("--pulled", type=int, default=100_000)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--joined", type=int, default=20_000, help="orders that a till joins with")
    parser.add_argument("--window", type=int, default=20_000, help="orders taken in behind a window")
    parser.add_argument("--delay", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--job", choices=("pull",), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        pull_here(asked.folder)
        return
    with (
        server() as cluster,
        tempfile.TemporaryDirectory(prefix="comptoir-", ignore_cleanup_errors=True) as work,
    ):
        if asked.orders:
            pushing(cluster, Path(work), asked.orders, asked.delay, asked.rounds)
        if asked.pulled:
            pulling(cluster, Path(work), asked.pulled)
        if asked.products:
            joining(cluster, Path(work), asked.products)
        if asked.joined:
            joining_orders(cluster, Path(work), asked.joined)
    if asked.window:
        print(f"\n## a window behind which {asked.window} orders are taken in", flush=True)
        bench = Path(__file__).with_name("bench_meanwhile.py")
        subprocess.run(
            [sys.executable, bench, "--orders", str(asked.window)],
            stderr=subprocess.DEVNULL, timeout=LONGEST, check=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
