"""Time a key pressed in the one box: the shop's search beside the bare index of `shared/limits/l1_search.py`.

    python tests/bench/bench_search.py --sizes 100000 1000000

Both run in turn in one process over the same products; the ratio of the medians is what counts.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared")) / "limits"
sys.path[:0] = [str(ROOT), str(LIMITS)]

import common  # noqa: E402
import l1_search  # noqa: E402

from pos.model.search import DDL  # noqa: E402
from pos.services.catalogue import index as search_index  # noqa: E402
from pos.services.catalogue.search import Search  # noqa: E402

MOST_OF_FLOOR = 4.0
MOST_OF_SMALLER = 6.0
TYPO_RIGHT = 0.9
TYPO_SECONDS = 0.05
WORDS = ("1 letter", "3 letters", "5 letters", "2 words", "3 words", "no such word", "2 nouns", "sku")

TABLES = """
CREATE TABLE product(id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
    category TEXT NOT NULL, tax_class TEXT NOT NULL, picture TEXT NOT NULL, favourite INTEGER,
    archived INTEGER NOT NULL, import_id INTEGER);
CREATE TABLE catalogue_import(id INTEGER PRIMARY KEY, imported INTEGER NOT NULL, undone INTEGER NOT NULL);
CREATE TABLE variant(id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, product_id INTEGER NOT NULL,
    position INTEGER NOT NULL, options TEXT NOT NULL, sku TEXT NOT NULL, price INTEGER, unit TEXT NOT NULL,
    tracked INTEGER NOT NULL, oversell TEXT NOT NULL, till TEXT NOT NULL, picture TEXT NOT NULL,
    archived INTEGER NOT NULL);
CREATE TABLE barcode(code TEXT, variant_id INTEGER, position INTEGER, PRIMARY KEY(code, variant_id))
    WITHOUT ROWID;
CREATE TABLE stock(variant_id INTEGER, location TEXT, on_hand INTEGER, PRIMARY KEY(variant_id, location))
    WITHOUT ROWID;
CREATE TABLE variant_sold(variant_id INTEGER PRIMARY KEY, quantity INTEGER NOT NULL);
CREATE INDEX ix_variant_product ON variant(product_id, position);
CREATE INDEX ix_variant_sku ON variant(sku COLLATE NOCASE);
CREATE INDEX ix_barcode_variant ON barcode(variant_id, position);
CREATE INDEX ix_product_favourite ON product(favourite);
"""


def build(size: int) -> sqlite3.Connection:
    """A shop's catalogue of so many products, as the window's connection sees it."""
    path = common.workdir() / f"shop-found-{size}.db"
    if not path.exists():
        fill(sqlite3.connect(common.fresh(path)), size)
    connection = sqlite3.connect(path)
    for pragma in ("cache_size = -4000", "mmap_size = 0", "journal_mode = WAL"):
        connection.execute(f"PRAGMA {pragma}")
    started = time.perf_counter()
    search_index.rebuild(connection)
    connection.commit()
    print(f"# {size} products: index made again in {common.human(time.perf_counter() - started)}")
    return connection


def fill(connection: sqlite3.Connection, size: int) -> None:
    """Write the yardstick's products in another order than they sell in, so that rank and id differ."""
    connection.executescript(TABLES)
    rows = list(enumerate(common.catalogue(size), 1))
    random.Random(5).shuffle(rows)
    made = []
    for number, (rank, row) in enumerate(rows, 1):
        made.append((number, number.to_bytes(16, "big"), rank, *row))
    write = connection.executemany
    write(
        "INSERT INTO product VALUES(?,?,?,?,'standard','',?,0,NULL)",
        [(n, uid, row[3], row[4], n if n <= 12 else None) for n, uid, _, *row in made],
    )
    write(
        "INSERT INTO variant VALUES(?,?,?,0,'',?,?,'',1,'warn','','',0)",
        [(n, uid, n, row[1], row[5] * 10_000) for n, uid, _, *row in made],
    )
    write("INSERT INTO barcode VALUES(?,?,0)", [(row[2], n) for n, _, _, *row in made])
    write("INSERT INTO stock VALUES(?,'main',?)", [(n, row[6] * 1_000_000) for n, _, _, *row in made])
    write("INSERT INTO variant_sold VALUES(?,?)", [(n, size - rank) for n, _, rank, *_ in made])
    for statement in DDL:
        connection.execute(statement)
    connection.commit()
    connection.close()


def measure(size: int, count: int) -> dict[str, float]:
    """Medians of the shop's search, a row a kind of query; says what is too slow."""
    connection = build(size)
    bare = l1_search.build(size)
    bare.execute("PRAGMA cache_size=-65536")
    bare.execute("PRAGMA mmap_size=268435456")
    ways = l1_search.ways(bare, size)
    search = Search(lambda: connection, lambda tax_class: ("20",))
    asked = l1_search.queries(size, count)
    medians = {}
    for kind in WORDS:
        floor, own = in_turn(ways["fts rowid"], search, asked[kind])
        medians[kind] = own
        line(f"{size} {kind}", own, floor, MOST_OF_FLOOR)
    # Nothing is found at once; the time goes into looking for nearest words, as `vocab+fts` does.
    floor, own = in_turn(ways["vocab+fts"], search, asked["no such word"])
    line(f"{size} no such word, corrected", own, floor, 2)
    for kind, scanned, way in (("sku", False, "sku b-tree"), ("barcode", True, "barcode b-tree")):
        floor, own = in_turn(ways[way], search, asked[kind], scanned)
        line(f"{size} {kind}, exactly", own, floor, 8 * MOST_OF_FLOOR)
    typos(search, asked["typo"], ways["vocab+fts"])
    tiles(search)
    return medians


def in_turn(
    bare: Callable[[list[str]], Any], search: Search, asked: list[list[str]], scanned: bool | None = None
) -> tuple[float, float]:
    """Median seconds of the bare way and of the shop's, each query three times after a warm one."""
    floor: list[float] = []
    own: list[float] = []
    for words in asked:
        text = " ".join(words)
        job: Callable[[], Any] = lambda text=text: search.find(text)  # noqa: E731
        if scanned is not None:
            job = lambda text=text: search.by_code(text, scanned)  # noqa: E731
        result = common.interleave({"bare": lambda words=words: bare(words), "own": job}, 3)
        floor += result["bare"]
        own += result["own"]
    return statistics.median(floor), statistics.median(own)


def line(what: str, own: float, floor: float, most: float) -> None:
    ratio = own / floor
    verdict = "" if ratio <= most else f"  TOO SLOW (at most {most:g})"
    print(f"{what:<34} own {common.human(own):>9}  bare {common.human(floor):>9}  x{ratio:.2f}{verdict}")


def typos(search: Search, asked: list[list[str]], bare: Callable[[list[str]], Any]) -> None:
    """How many made-up swaps find the word meant, and the slowest answer."""
    right, spent, floor = 0, [], []
    for (typo,) in asked:
        started = time.perf_counter()
        found = search.find(typo)
        spent.append(time.perf_counter() - started)
        started = time.perf_counter()
        bare([typo])
        floor.append(time.perf_counter() - started)
        right += l1_search.MEANT[typo] in (found.corrected or typo).split()
    share = right / len(asked)
    verdict = "" if share >= TYPO_RIGHT and max(spent) <= TYPO_SECONDS else "  MISSED"
    own, other = common.human(statistics.median(spent)), common.human(statistics.median(floor))
    print(
        f"typos: {share:.0%} of {len(asked)} right, median {own} (bare {other}), "
        f"slowest {common.human(max(spent))}{verdict}"
    )


def tiles(search: Search) -> None:
    """What the page of tiles asks for, once each after a warm run."""
    category = search.categories()[0]
    jobs: dict[str, Callable[[], Any]] = {
        "favourites": search.favourites,
        "categories": search.categories,
        "in a category": lambda: search.in_category(category),
        "all products": lambda: search.in_category(""),
        "count": search.count,
    }
    for what, spent in common.interleave(jobs, 5).items():
        print(f"{what:<34} own {common.human(statistics.median(spent)):>9}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    parser.add_argument("--queries", type=int, default=30)
    options = parser.parse_args()
    results = {size: measure(size, options.queries) for size in options.sizes}
    if 100_000 in results and 1_000_000 in results:
        small, large = (statistics.median(results[size].values()) for size in (100_000, 1_000_000))
        line("1M beside 100k", large, small, MOST_OF_SMALLER)


if __name__ == "__main__":
    main()
