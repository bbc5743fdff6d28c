"""Time `verify` and `verify --rebuild` of a shop with a long past, beside bare inserts of the same rows.

    python tests/bench/bench_verify.py --orders 1000000 [--only verify]

Each job is a process of its own, so that its memory is its own. `bare inserts` puts every row of the journal
and of the derived tables into an empty file of the same tables and indexes, read beside it a page at a time
(the reading is taken off); the shop is the one of `big_shop.py`. Processor time counts all processes.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared")) / "limits"
sys.path[:0] = [str(ROOT), str(LIMITS), str(ROOT / "tests" / "bench")]

MOST_SECONDS = 25.0
"""For a million entries."""
MOST_OF_FLOOR = 6.0
ROWS = 500


def verify(folder: Path, *, rebuild: bool) -> float:
    """Seconds of the proof as the command line asks for it."""
    from pos.services.till.audit import verify_folder
    from pos.services.till.files import shop_places

    started = time.perf_counter()
    audit = verify_folder(shop_places(folder), rebuild=rebuild)
    took = time.perf_counter() - started
    assert audit.ok, audit
    return took


def bare_inserts(folder: Path, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of a clock in which the rows of journal and derived tables are put into an empty file."""
    from sqlalchemy import create_engine

    from pos.model import schema
    from pos.model.base import Kind, tables_of

    source = sqlite3.connect(f"{(folder / 'shop.db').as_uri()}?mode=ro", uri=True)
    took = 0.0
    with tempfile.TemporaryDirectory(prefix="comptoir-") as work:
        path = Path(work) / "bare.db"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            schema.create(connection)
        engine.dispose()
        target = sqlite3.connect(path, isolation_level=None)
        for statement in ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY", "BEGIN"):
            target.execute(statement)
        for table in (*tables_of(Kind.JOURNAL), *tables_of(Kind.DERIVED)):
            rows = source.execute(f"SELECT * FROM {table}")
            marks = ",".join("?" * len(rows.description))
            while page := rows.fetchmany(ROWS):
                started = clock()
                target.executemany(f"INSERT INTO {table} VALUES ({marks})", page)
                took += clock() - started
        started = clock()
        target.execute("COMMIT")
        return took + clock() - started


def bare_words(folder: Path, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of a clock in which the words that orders are found by are put into an empty index."""
    from pos.model import order_lists as sql
    from pos.services.orders.search.match import terms_of

    source = sqlite3.connect(f"{(folder / 'shop.db').as_uri()}?mode=ro", uri=True)
    rows = source.execute("SELECT rank, order_id, words, digits FROM order_entry ORDER BY rank")
    took = 0.0
    with tempfile.TemporaryDirectory(prefix="comptoir-") as work:
        target = sqlite3.connect(Path(work) / "bare.db", isolation_level=None)
        statements = "PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY", *sql.DDL, "BEGIN"
        for statement in (*statements, *sql.FILLING):
            target.execute(statement)
        while page := rows.fetchmany(ROWS):
            terms = [(rank, terms_of(words, digits)) for rank, _order, words, digits in page]
            started = clock()
            target.executemany(sql.ENTRY_INSERT, page)
            target.executemany(sql.FTS_INSERT, terms)
            took += clock() - started
        started = clock()
        target.execute("COMMIT")
        return took + clock() - started


JOBS = {
    "bare inserts": bare_inserts,
    "verify": lambda folder: verify(folder, rebuild=False),
    "verify --rebuild": lambda folder: verify(folder, rebuild=True),
}


def once(job: str, folder: Path) -> dict[str, float]:
    """Seconds, seconds of processor time and megabytes at most, of one job in a new process."""
    command = [sys.executable, __file__, "--job", job, "--folder", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def run(job: str, folder: Path) -> None:
    """Do one job here, and print what it took."""
    begun = sum(os.times()[:4])
    seconds = JOBS[job](folder)
    print(json.dumps({"seconds": seconds, "cpu": sum(os.times()[:4]) - begun, "mb": peak()}))


def peak() -> float:
    """Megabytes that this process held at most; what its parent held before it began is not counted."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--only", choices=tuple(JOBS), action="append")
    parser.add_argument("--job", choices=tuple(JOBS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        run(asked.job, asked.folder)
        return 0
    import big_shop

    folder = big_shop.template(asked.orders)
    found = {job: once(job, folder) for job in asked.only or JOBS}
    print(f"\n## a journal of {asked.orders} orders")
    for job, of in found.items():
        print(f"{job:<20}{of['seconds']:>9.1f} s{of['cpu']:>9.1f} s of processor{of['mb']:>8.0f} MB")
    good = True
    if "verify" in found:
        most = MOST_SECONDS * asked.orders / 1_000_000
        good &= found["verify"]["seconds"] <= most
        print(f"verify: at most {most:.1f} s")
    if "bare inserts" in found and "verify --rebuild" in found:
        ratio = found["verify --rebuild"]["seconds"] / found["bare inserts"]["seconds"]
        good &= ratio <= MOST_OF_FLOOR
        print(f"verify --rebuild: {ratio:.2f} times the bare inserts (at most {MOST_OF_FLOOR})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
