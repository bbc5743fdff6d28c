"""How far a removed till's lives count: up to their fences, as the office knew them.

A fence names a place and the chain value there. What stands before that place counts where the fence's entry
continues it; a till that was put back to an old image may have written something else there. A life that
continues one with a fence counts by an end of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pos.journal import seal
from pos.journal.kinds.base import Fact
from pos.journal.kinds.decisions import ACCEPT, ExceptionResolved, fenced_entry
from pos.journal.kinds.tills import TillFenced
from pos.journal.seal import header_of
from pos.journal.stored import Stored
from pos.journal.trust import LastEntry
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

ENDS = """coalesce({fence}.seq, CASE WHEN {till}.continues_life <> x'' AND EXISTS (SELECT 1 FROM fence)
    AND EXISTS (WITH RECURSIVE before(life) AS (VALUES ({till}.continues_life)
        UNION SELECT b.continues_life FROM before JOIN till b ON b.origin = life)
        SELECT 1 FROM before JOIN fence b ON b.origin = life) THEN 1 END)"""
"""The last number of a life that counts: that of its fence, or 1 where a life that it continues has one."""
END = f"""SELECT {ENDS.format(till="t", fence="f")}, f.chain FROM till t LEFT JOIN fence f USING (origin)
    WHERE t.origin = ?"""
FENCES = "SELECT origin, seq, chain FROM fence"
BEHIND = f"""SELECT e.origin, e.event_id, e.header FROM till t LEFT JOIN fence f USING (origin)
    JOIN entry e ON e.origin = t.origin AND e.seq > {ENDS.format(till="t", fence="f")}
    LEFT JOIN parked p USING (arrival) WHERE p.arrival IS NULL AND NOT EXISTS
    (SELECT 1 FROM entry o JOIN till u ON u.origin = o.origin LEFT JOIN fence g ON g.origin = o.origin
        WHERE o.event_id = e.event_id AND o.seq <= coalesce({ENDS.format(till="u", fence="g")}, o.seq))"""
"""What was applied of what lies behind a fence; another life may have written it again."""
DOUBLE = "SELECT 1 FROM entry WHERE origin = ? AND seq = ? LIMIT 1 OFFSET 1"
DOUBLES = """SELECT 1 FROM entry e WHERE e.origin = :life AND e.seq BETWEEN
    (SELECT seq FROM entry WHERE arrival = :first) AND :last AND EXISTS
    (SELECT 1 FROM entry o WHERE o.origin = e.origin AND o.seq = e.seq AND o.arrival <> e.arrival) LIMIT 1"""
BESIDE = """SELECT e.origin, e.event_id, e.header, e.seq, e.chain
    FROM entry e LEFT JOIN parked p USING (arrival)
    WHERE e.origin = ? AND e.seq <= ? AND p.arrival IS NULL AND (e.seq = ? OR EXISTS
    (SELECT 1 FROM entry o WHERE o.origin = e.origin AND o.seq = e.seq AND o.arrival <> e.arrival))"""
"""What was applied of a life at places where its fence may know another entry."""
COPIES = "SELECT origin, seq, chain FROM entry WHERE event_id = ? AND origin <> ?"
BACK = """SELECT seq, chain, header, body_hash, personal_hash FROM entry JOIN entry_part USING (arrival)
    WHERE origin = ? AND seq BETWEEN ? AND ? ORDER BY seq DESC"""
ANY_FENCE = "SELECT 1 FROM fence LIMIT 1"
DECIDED = """SELECT d.choice FROM exception_done d JOIN entry e USING (arrival) JOIN till t USING (origin)
    WHERE d.which = ? AND t.role = 'office' ORDER BY d.clock DESC LIMIT 1"""


class _Link(NamedTuple):
    """What ties an entry to the one before it."""

    seq: int
    chain: bytes
    header: bytes
    body_hash: bytes
    personal_hash: bytes | None

    def continues(self, before: _Link) -> bool:
        return seal.link(before.chain, self.header, self.body_hash, self.personal_hash) == self.chain


def is_ended(reader: sqlite3.Connection, life: bytes) -> bool:
    """Whether a life was closed out, or one that it continues."""
    row = reader.execute(END, (life,)).fetchone()
    return row is not None and row[0] is not None


def is_behind(reader: sqlite3.Connection, life: bytes, seq: int, chain: bytes) -> bool | None:
    """Whether an entry lies behind the end of its life or beside the way there; None for an unknown life."""
    row = reader.execute(END, (life,)).fetchone()
    if row is None:
        return None
    ends, known = row
    if ends is None or known is None or seq > ends:
        return ends is not None and seq > ends
    return _is_beside(reader, LastEntry(life, ends, known), seq, chain)


def may_hold_others(reader: sqlite3.Connection, arrivals: Sequence[int], last: Stored) -> bool:
    """Whether any of these entries of one life may lie behind its end or beside the way there."""
    row = reader.execute(END, (last.origin,)).fetchone()
    if row is None or row[0] is None:
        return row is None
    ends, known = row
    if last.seq > ends or (last.seq == ends and last.chain != known):
        return True
    places = {"life": last.origin, "first": arrivals[0], "last": last.seq}
    return reader.execute(DOUBLES, places).fetchone() is not None


def without_others(connection: Connection, life: bytes, entries: Iterable[Stored]) -> Iterator[Stored]:
    """Entries of one life without those beside the way to its fence; of this till's own lives all."""
    reader = raw(connection)
    fence = next((LastEntry(*row) for row in reader.execute(FENCES) if row[0] == life), None)
    if fence is None or life in _own_lives(connection):
        return iter(entries)
    return (one for one in entries if not _is_beside(reader, fence, one.seq, one.chain))


def _is_beside(reader: sqlite3.Connection, fence: LastEntry, seq: int, chain: bytes) -> bool:
    """Whether another entry than this stands at its place on the way to a fence, as far as is known here."""
    if seq >= fence.seq:
        return seq == fence.seq and chain != fence.chain
    if reader.execute(DOUBLE, (fence.origin, seq)).fetchone() is None:
        return False
    way = _way(reader, fence, seq)
    return bool(way) and chain not in way


def _way(reader: sqlite3.Connection, fence: LastEntry, down_to: int) -> set[bytes]:
    """The chain values from a fence back to a place; none where its entry is not here."""
    way: list[_Link] = []
    rows = map(_Link._make, reader.execute(BACK, (fence.origin, down_to, fence.seq)))
    for _seq, some in groupby(rows, key=itemgetter(0)):
        at = list(some)
        if way and len(at) > 1:
            at = [one for one in at if way[-1].continues(one)]
        elif not way:
            at = [one for one in at if one.chain == fence.chain]
        if not at:
            return set()
        way.append(at[0])
    return {one.chain for one in way}


def touched(reader: sqlite3.Connection, entries: Iterable[Stored], facts: Iterable[Fact]) -> set[bytes]:
    """The lives of which these may have shown that what was applied stands beside the way to their fence."""
    fences = {row[0]: LastEntry(*row) for row in reader.execute(FENCES)}
    if not fences:
        return set()
    found = {
        one.origin
        for one in entries
        if (fence := fences.get(one.origin))
        and one.seq <= fence.seq
        and (one.chain == fence.chain or reader.execute(DOUBLE, (one.origin, one.seq)).fetchone())
    }
    for fact in facts:
        if isinstance(fact, ExceptionResolved):
            return set(fences)
        if isinstance(fact, TillFenced):
            found.add(bytes.fromhex(fact.life))
    return found


def is_cut(connection: Connection, lives: Collection[bytes]) -> bool:
    """Whether the tables hold what lies behind or beside a fence and does not count: they are then made anew.

    `lives` are those that are looked through for what stands beside the way to their fence.
    """
    reader = raw(connection)
    if reader.execute(ANY_FENCE).fetchone() is None:
        return False
    counts: dict[bytes, bool] = {}
    for origin, event, header in (*reader.execute(BEHIND).fetchall(), *_beside(reader, lives)):
        which = fenced_entry(header_of(header).writer.hex(), event.hex())
        counts[event] = counts.get(event, False) or counts_behind(connection, origin, which)
    return not all(counts.values())


def _beside(reader: sqlite3.Connection, lives: Collection[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """What was applied of these lives beside the way to their fence, and stands nowhere else."""
    for fence in [LastEntry(*row) for row in reader.execute(FENCES) if row[0] in lives]:
        rows = reader.execute(BESIDE, (fence.origin, fence.seq, fence.seq)).fetchall()
        way = _way(reader, fence, min((row[3] for row in rows), default=fence.seq))
        for origin, event, header, seq, chain in rows:
            is_other = chain not in way if way else seq == fence.seq and chain != fence.chain
            copies = reader.execute(COPIES, (event, origin)).fetchall() if is_other else ()
            if is_other and not any(is_behind(reader, *copy) is False for copy in copies):
                yield origin, event, header


def counts_behind(connection: Connection, origin: bytes, which: str) -> bool:
    """Whether an entry behind a fence counts all the same: it is this till's own, or was accepted."""
    if origin in _own_lives(connection):
        return True
    row = connection.exec_driver_sql(DECIDED, (which,)).fetchone()
    return row is not None and row[0] == ACCEPT


def _own_lives(connection: Connection) -> set[bytes]:
    """The life this till writes as, and those it continues."""
    chosen = connection.exec_driver_sql("SELECT value FROM choice WHERE key = 'origin'").scalar()
    found: set[bytes] = set()
    life = bytes.fromhex(chosen or "")
    while life and life not in found:
        found.add(life)
        before = connection.exec_driver_sql("SELECT continues_life FROM till WHERE origin = ?", (life,))
        life = before.scalar() or b""
    return found
