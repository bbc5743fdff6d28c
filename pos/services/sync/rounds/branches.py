"""What came here of a life and the hub can never take: it wrote something else at its place there.

A computer that was put back to an old image wrote anew where it had given something to this till by a stick.
Only tills that hold it know of it, so a till of the office writes it again in its own log: the same events,
which count for who wrote them first, and once wherever they are met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.journal import seal
from pos.journal.append import read_head, seal_again
from pos.journal.lives.fences import ENDS
from pos.journal.stored import LAST, Stored, after_place, store
from pos.journal.trust import LastEntry
from pos.services.sync.ledger import ENTRIES
from pos.services.sync.rounds.heads import START, following
from pos.services.till.keys import remember
from pos.services.till.life import CHOICE, KEEP_CHOICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos.services.till.till import Till
    from pos.sync.carrier import HubHead

LOOKED = "sync_branches"
PARTED = f"""SELECT e.origin FROM entry e WHERE e.arrival > ? AND EXISTS
    (SELECT 1 FROM entry o WHERE o.origin = e.origin AND o.seq = e.seq AND o.arrival <> e.arrival)
    UNION SELECT t.origin FROM till t LEFT JOIN fence f USING (origin)
    WHERE {ENDS.format(till="t", fence="f")} IS NOT NULL AND EXISTS
    (SELECT 1 FROM entry o WHERE o.origin = t.origin GROUP BY o.seq HAVING count(*) > 1)"""
"""What came since of lives that parted; of removed tills also what the office lets in later."""
PARTING = "SELECT min(seq) FROM (SELECT seq FROM entry WHERE origin = ? GROUP BY seq HAVING count(*) > 1)"
IS_BEHIND = """SELECT 1 FROM parked JOIN entry USING (arrival) WHERE event_id = ? AND why = 'fenced'"""
"""What a removed till wrote later: it is written again when the office lets it in, not before."""
ELSEWHERE = "SELECT 1 FROM entry WHERE event_id = ? AND origin <> ?"


def write_again(till: Till, heads: Mapping[bytes, HubHead]) -> int:
    """Write in this till's log what only the tills hold of lives that parted; how many entries that were.

    Looked for among what came since it was looked for last.
    """
    reader = till.database.reader()
    row = reader.execute(CHOICE, (LOOKED,)).fetchone()
    looked = int(row[0]) if row else 0
    (last,) = reader.execute(LAST).fetchone()
    if last == looked:  # also what lets a till in would have come since
        return 0
    parted = [origin for (origin,) in reader.execute(PARTED, (looked,)).fetchall()]
    left = [entry for origin in parted for entry in _left(till, origin, heads.get(origin, START))]
    with till.transaction() as tx:
        head = read_head(tx.connection, till.life.origin)
        for entry in left:
            again = store(tx.connection, seal_again(head, entry, till.life.key))
            head = head.behind(again)
        tx.raw().execute(KEEP_CHOICE, (LOOKED, str(last)))
    if left:
        remember(till.folder, LastEntry(head.origin, head.seq, head.chain))
    return len(left)


def _left(till: Till, origin: bytes, head: HubHead) -> list[Stored]:
    """The entries of a life that stand on no branch the hub holds or can take, and in no other life."""
    with till.database.reading() as connection:
        run = connection.exec_driver_sql
        (first,) = run(PARTING, (origin,)).one()
        behind = list(after_place(connection, origin, first - 1, ENTRIES))
        there = _branch(behind, head.chain) | {
            entry.chain for entry in following(connection, origin, head, ENTRIES)
        }
        return [
            entry
            for entry in behind
            if entry.chain not in there
            and not run(ELSEWHERE, (entry.event_id, origin)).fetchone()
            and not run(IS_BEHIND, (entry.event_id,)).fetchone()
        ]


def _branch(behind: list[Stored], chain: bytes) -> set[bytes]:
    """The chain values of the entry with this one and of those before it, as far back as these go."""
    at: dict[int, list[Stored]] = {}
    for entry in behind:
        at.setdefault(entry.seq, []).append(entry)
    found: set[bytes] = set()
    for seq in sorted(at, reverse=True):
        for entry in at[seq]:
            if entry.chain == chain:
                found.add(chain)
                before = (one for one in at.get(seq - 1, ()) if _continues(entry, one))
                chain = next((one.chain for one in before), b"")
                break
    return found


def _continues(entry: Stored, before: Stored) -> bool:
    return seal.link(before.chain, entry.header, entry.body_hash, entry.personal_hash) == entry.chain
