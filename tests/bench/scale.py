"""Let many tills meet one PostgreSQL, and print what it costs beside the sums of `docs/scale.md`.

    python tests/bench/scale.py --tills 200 --entries 2000

Every till has a login and a life of its own; its entries are sales as a till seals and signs them. All are
sent in pages, `--at-once` tills side by side; then one more till asks for the heads and reads all of it. The
server and the tills share this machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import string
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice, product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from bench_hub import now, server, shop_of  # noqa: E402
from msgspec.structs import replace  # noqa: E402

from pos.journal import seal  # noqa: E402
from pos.journal.append import Head as JournalHead  # noqa: E402
from pos.journal.append import seal_again  # noqa: E402
from pos.journal.stored import Stored, stored  # noqa: E402
from pos.journal.trust import Key  # noqa: E402
from pos.sync.carrier import PAGE_ENTRIES, Want  # noqa: E402
from pos.sync.hub.dsn import from_dsn  # noqa: E402
from pos.sync.hub.found import Founder, found  # noqa: E402
from pos.sync.hub.line import HubLine  # noqa: E402
from pos.sync.hub.login import HubLogin  # noqa: E402
from tests.postgres import TestDatabase  # noqa: E402

READ_AT_ONCE = 2000
SIZE = """SELECT pg_total_relation_size('comptoir.entry'), count(*), avg(octet_length(body))
    FROM comptoir.entry"""


def letters() -> Iterator[str]:
    return ("".join(one) for one in product(string.ascii_uppercase, repeat=2))


def entries(pattern: list[Stored], letter: str, count: int) -> Iterator[Stored]:
    """A life of so many entries: its opening, then sales again and again."""
    key, head = Key.new(), JournalHead(os.urandom(16))
    opening, *sales = pattern
    body = opening.body.replace(b'"letter":"A"', f'"letter":"{letter}"'.encode())
    opening = replace(opening, body=body, body_hash=seal.part_hash(opening.body_salt, body))
    for n in range(count):
        made = seal_again(head, sales[n % len(sales)] if n else opening, key)
        header = replace(seal.header_of(made.header), event_id=os.urandom(16).hex())
        made = seal_again(head, _of(made, header), key)
        yield made
        head = head.behind(made)


def _of(entry: Stored, header: seal.Header) -> Stored:
    return replace(entry, header=seal.canonical(header), event_id=bytes.fromhex(header.event_id))


def push(login: HubLogin, some: list[Stored]) -> list[float]:
    """Send all of one till over a line of its own; milliseconds of the line, then of each page."""
    began = time.perf_counter()
    with closing(HubLine(login, now)) as line:
        line.hello()
        took = [time.perf_counter() - began]
        for at in range(0, len(some), PAGE_ENTRIES):
            began = time.perf_counter()
            line.append(some[0].origin, some[at : at + PAGE_ENTRIES])
            took.append(time.perf_counter() - began)
    return [seconds * 1000 for seconds in took]


def read_all(login: HubLogin) -> tuple[float, float, int]:
    """Milliseconds of the heads, seconds of reading everything, and how many entries that are."""
    with closing(HubLine(login, now)) as line:
        asked = []
        for _time in range(20):
            began = time.perf_counter()
            heads = line.heads()
            asked.append((time.perf_counter() - began) * 1000)
        wants = {origin: Want(origin, 0, head.seq) for origin, head in heads.items()}
        count, began = 0, time.perf_counter()
        for _page in range(len(heads) + sum(head.seq for head in heads.values())):
            if not wants:
                break
            page = line.read(list(wants.values()), max(20, READ_AT_ONCE // len(wants)))
            count += len(page)
            for entry in page:
                want = wants[entry.origin]
                wants[entry.origin] = Want(entry.origin, entry.seq, want.upto)
            wants = {origin: want for origin, want in wants.items() if want.after < want.upto}
        return statistics.median(asked), time.perf_counter() - began, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tills", type=int, default=200)
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=8)
    asked = parser.parse_args()
    with server() as cluster, tempfile.TemporaryDirectory(prefix="comptoir-") as work:
        kit = shop_of(Path(work) / "a")
        with kit.shop.till.database.reading() as connection:
            all_of = list(stored(connection, kit.shop.till.life.origin))
        (shop,) = kit.rows("SELECT shop FROM till")[0]
        kit.close()
        pattern = [all_of[0], *(one for one in all_of if one.kind == "order.placed")]
        database = TestDatabase(cluster.dsn())
        owner = found(from_dsn(database.dsn()), Founder(shop, bytes(32), "A", "office"), now())
        with closing(HubLine(owner, now)) as line:
            began = time.perf_counter()
            logins = [line.let_in(letter, "till") for letter in islice(letters(), asked.tills)]
            print(f"{asked.tills} logins: {(time.perf_counter() - began) * 1000 / asked.tills:.1f} ms each")
        made = [list(entries(pattern, one, asked.entries)) for one in islice(letters(), asked.tills)]
        began = time.perf_counter()
        with ThreadPoolExecutor(asked.at_once) as pool:
            took = list(pool.map(push, logins, made))
        seconds = time.perf_counter() - began
        total = asked.tills * asked.entries
        pages = sorted(page for one in took for page in one[1:])
        rate = total / seconds
        print(f"push: {total} entries of {asked.tills} tills in {seconds:.1f} s, {rate:.0f} a second")
        line_ms, page_ms = statistics.median(one[0] for one in took), statistics.median(pages)
        print(f"  a line {line_ms:.1f} ms, a page of {PAGE_ENTRIES} {page_ms:.1f} ms, 95 of 100 ", end="")
        print(f"{pages[int(len(pages) * 0.95)]:.1f} ms")
        heads, reading, count = read_all(owner)
        print(f"heads of {asked.tills} lives: {heads:.1f} ms")
        print(f"read: {count} entries in {reading:.1f} s, {count / reading:.0f} a second")
        (size, rows, body) = database.run(SIZE)[0]
        assert isinstance(size, int)
        assert rows == count == total
        print(f"a row with its indexes: {size / total / 1000:.2f} kB", end=" ")
        print(f"at a body of {float(str(body)) / 1000:.2f} kB")
        database.drop()


if __name__ == "__main__":
    main()
