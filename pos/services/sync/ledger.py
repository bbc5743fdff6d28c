"""What this till remembers of the hub: how far it holds each life, when others were heard of, past rounds.

All of it is this machine's own, and nothing is decided by it alone: each round asks the hub for its heads.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos.domain.sync.errors import EntryNotTaken
from pos.domain.words.errors import CashierError
from pos.journal.seal import header_of
from pos.model.shop_file import UNPROVEN
from pos.sync.carrier import HubHead

HELD = "SELECT origin, seq, chain FROM sync_life WHERE said_at <> ''"
SAID = """INSERT INTO sync_life VALUES (?,?,?,?,'',0,0,0) ON CONFLICT(origin)
    DO UPDATE SET seq = excluded.seq, chain = excluded.chain, said_at = excluded.said_at"""
FORGOTTEN = "UPDATE sync_life SET seq = 0, chain = x'', said_at = ?, counted = 0, sales = 0, total = 0"
UNKNOWN = "UPDATE sync_life SET seq = 0, chain = x'', said_at = '', counted = 0, sales = 0, total = 0"
FELL = "DELETE FROM sync_mark WHERE origin = ? AND seq > ?"
ROSE = "INSERT OR REPLACE INTO sync_mark(origin, seq, beyond, at) VALUES (?,?,?,?)"
KEPT_MARKS = 2000
OLD_MARKS = """DELETE FROM sync_mark WHERE origin = ? AND seq <=
    (SELECT seq FROM sync_mark WHERE origin = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)"""
HEARD = """INSERT INTO sync_life VALUES (?,0,x'','',?,0,0,0) ON CONFLICT(origin)
    DO UPDATE SET heard_at = excluded.heard_at"""
COUNTED = "SELECT counted, sales, total FROM sync_life WHERE origin = ?"
COUNT = "UPDATE sync_life SET counted = ?, sales = ?, total = ? WHERE origin = ?"
PARTS = "SELECT continues_life, continues_seq FROM till WHERE origin = ?"
UNSENT = """SELECT count(*), count(CASE WHEN kind = 'order.placed' THEN 1 END), min(seq) FROM entry
    WHERE origin = ? AND seq > ? AND seq <= ?"""
HEADER = "SELECT header FROM entry WHERE origin = ? AND seq = ? LIMIT 1"
SALES = """SELECT count(*), coalesce(sum(json_extract(CAST(p.body AS TEXT), '$.agreed.total')), 0)
    FROM entry e JOIN entry_part p USING (arrival)
    WHERE e.origin = ? AND e.seq > ? AND e.seq <= ? AND e.kind = 'order.placed'"""
KEPT_RUNS = 50
RAN = """INSERT INTO sync_run(began, ended, why, pushed, pulled, offset_ms, sales, total, same)
    VALUES (?,?,?,?,?,?,?,?,?)"""
TRIM = "DELETE FROM sync_run WHERE id <= (SELECT max(id) FROM sync_run) - ?"
RUNS = """SELECT began, ended, why, pushed, pulled, offset_ms, sales, total, same FROM sync_run
    ORDER BY id DESC LIMIT ?"""
LIFE = "SELECT value FROM choice WHERE key = 'origin'"
SHOP = "SELECT shop FROM till WHERE shop <> '' LIMIT 1"
IS_UNPROVEN = "SELECT 1 FROM choice WHERE key = ?"
ENTRIES = 1 << 62
"""More than any life has."""


@dataclass(frozen=True, slots=True)
class Part:
    """A life of this till, and the last of its entries that are this till's own."""

    origin: bytes
    upto: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """This till's own entries that the hub has not said it holds, the sales among them, since when."""

    entries: int
    sales: int
    since: str


@dataclass(frozen=True, slots=True)
class Run:
    """A round that came to an end; `why` names what ended it early, "" for nothing."""

    began: str
    ended: str
    why: str = ""
    pushed: int = 0
    pulled: int = 0
    offset_ms: int = 0
    sales: int = 0
    total: int = 0
    is_same: bool = True


def own_parts(reader: sqlite3.Connection, life: bytes) -> list[Part]:
    """The lives of this till with what of each is its own, the present one first."""
    found = [Part(life, ENTRIES)]
    while row := reader.execute(PARTS, (found[-1].origin,)).fetchone():
        before, upto = row
        if before is None or any(part.origin == before for part in found):
            break
        found.append(Part(before, upto))
    return found


def is_proven(reader: sqlite3.Connection) -> bool:
    """Whether no ready rows of a base image wait for their proof."""
    return reader.execute(IS_UNPROVEN, (UNPROVEN,)).fetchone() is None


def held(reader: sqlite3.Connection) -> dict[bytes, HubHead]:
    """How far the hub said it holds each life."""
    return {origin: HubHead(seq, chain) for origin, seq, chain in reader.execute(HELD)}


def say(driver: sqlite3.Connection, heads: Mapping[bytes, HubHead], at: str) -> None:
    """Keep what the hub said of every life; one that it no longer names is forgotten there.

    When a life got so far is known of those that were asked for before: others were there longer.
    """
    known = held(driver)
    for origin in known:
        _mark(driver, origin, known[origin].seq, heads[origin].seq if origin in heads else 0, at)
    driver.execute(FORGOTTEN, (at,))
    driver.executemany(SAID, [(origin, head.seq, head.chain, at) for origin, head in heads.items()])


def say_of(driver: sqlite3.Connection, origin: bytes, head: HubHead, count: int, at: str) -> None:
    """Keep how far the hub holds a life of which so many entries were just sent."""
    before, sent = held(driver).get(origin), head.seq - count
    _mark(driver, origin, min(before.seq, sent) if before else sent, head.seq, at)
    driver.execute(SAID, (origin, head.seq, head.chain, at))


def _mark(driver: sqlite3.Connection, origin: bytes, before: int, seq: int, at: str) -> None:
    """Keep when the hub came to hold more of a life than before, and forget it of what it lost."""
    driver.execute(FELL, (origin, min(before, seq)))
    if seq > before:
        driver.execute(ROSE, (origin, seq, before, at))
        driver.execute(OLD_MARKS, (origin, origin, KEPT_MARKS))


def leave(driver: sqlite3.Connection) -> None:
    """Forget all that the hub said: this till knows none any more."""
    driver.execute(UNKNOWN)
    driver.execute("DELETE FROM sync_mark")


def heard(driver: sqlite3.Connection, origins: Iterable[bytes], at: str) -> None:
    """Keep that entries of these lives came in."""
    driver.executemany(HEARD, [(origin, at) for origin in origins])


def unsent(reader: sqlite3.Connection, life: bytes) -> Unsent:
    """What is only here, as far as this till knows."""
    known = held(reader)
    entries = sales = 0
    since = ""
    for part in own_parts(reader, life):
        after = known[part.origin].seq if part.origin in known else 0
        count, sold, first = reader.execute(UNSENT, (part.origin, after, part.upto)).fetchone()
        entries, sales = entries + count, sales + sold
        if count:
            since = header_of(reader.execute(HEADER, (part.origin, first)).fetchone()[0]).recorded_at
    return Unsent(entries, sales, since)


def unsent_aside(aside: Path | None) -> int | None:
    """How many entries of a file put aside are its till's own and on no hub; None where it cannot be read."""
    if aside is None:
        return 0
    try:
        with closing(sqlite3.connect(aside)) as reader:
            life = reader.execute(LIFE).fetchone()
            return unsent(reader, bytes.fromhex(life[0])).entries if life else 0
    except sqlite3.DatabaseError:
        return None


def sales_here(reader: sqlite3.Connection, origin: bytes, after: int, upto: int) -> tuple[int, int]:
    """How many sales of a life are here between two numbers, and what they came to in minor units."""
    count, total = reader.execute(SALES, (origin, after, upto)).fetchone()
    return count, total


def counted(reader: sqlite3.Connection, origin: bytes) -> tuple[int, int, int]:
    """Up to which entry the hub counted the sales of a life, how many, and their sum in minor units."""
    upto, sales, total = reader.execute(COUNTED, (origin,)).fetchone() or (0, 0, 0)
    return upto, sales, total


def count(driver: sqlite3.Connection, origin: bytes, upto: int, sales: int, total: int) -> None:
    """Keep what the hub counted of a life."""
    driver.execute(COUNT, (upto, sales, total, origin))


def named(why: CashierError | None) -> str:
    """What ended a round, as it is kept: its name, and the entry that it is about."""
    if isinstance(why, EntryNotTaken):
        return f"{EntryNotTaken.__name__} {why.entry}"
    return type(why).__name__ if why else ""


def ran(driver: sqlite3.Connection, run: Run) -> None:
    """Keep a round; only the last ones stay."""
    driver.execute(
        RAN,
        (
            run.began, run.ended, run.why, run.pushed, run.pulled, run.offset_ms, run.sales, run.total,
            run.is_same,
        ),
    )  # fmt: skip
    driver.execute(TRIM, (KEPT_RUNS,))


def runs(reader: sqlite3.Connection, most: int = KEPT_RUNS) -> list[Run]:
    """The last rounds, newest first."""
    return [
        Run(began, ended, why, pushed, pulled, offset_ms, sales, total, bool(same))
        for began, ended, why, pushed, pulled, offset_ms, sales, total, same in reader.execute(RUNS, (most,))
    ]
