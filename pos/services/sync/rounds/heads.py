"""Where the log of a life here and on the hub agree, and what follows where they do not (`sync.md`, 8)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pos.journal import seal
from pos.journal.lives.fences import without_others
from pos.journal.stored import Stored, after_place
from pos.sync.carrier import HubHead

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pos.sync.carrier import Carrier

START = HubHead(0, seal.NO_CHAIN)
"""Before the first entry of any life."""
ASKED = 16
"""Places asked for at once where two logs are compared."""
CHAINS = "SELECT chain FROM entry WHERE origin = ? AND seq = ?"
LAST = "SELECT max(seq) FROM entry WHERE origin = ?"


def is_here(reader: sqlite3.Connection, origin: bytes, head: HubHead) -> bool:
    """Whether this very entry of a life is here."""
    return head == START or any(
        chain == head.chain for (chain,) in reader.execute(CHAINS, (origin, head.seq))
    )


def last_here(reader: sqlite3.Connection, origin: bytes) -> int:
    """The number of the last entry of a life that is here, 0 where none is."""
    return reader.execute(LAST, (origin,)).fetchone()[0] or 0


def common(line: Carrier, reader: sqlite3.Connection, origin: bytes, upto: int) -> HubHead:
    """The last entry of a life that the hub and this till have in common, `upto` at most."""
    low, found = 0, START
    high = min(upto, last_here(reader, origin))
    while low < high:
        step = max(1, (high - low) // ASKED)
        asked = sorted({high, *range(low + step, high, step)})
        there = line.chains(origin, asked)
        here = [seq for seq in asked if seq in there and is_here(reader, origin, HubHead(seq, there[seq]))]
        missing = [seq for seq in asked if seq not in here]
        if here:
            low = max(here)
            found = HubHead(low, there[low])
        high = min(missing) - 1 if missing else low
    return found


def following(connection: Connection, origin: bytes, head: HubHead, most: int) -> Iterator[Stored]:
    """Entries of a life behind this one, `most` numbers of it; of two branches the one that continues it.

    Nothing is followed beside the way to another till's fence.
    """
    chain = head.chain
    entries = after_place(connection, origin, head.seq, head.seq + most)
    for entry in without_others(connection, origin, entries):
        if seal.link(chain, entry.header, entry.body_hash, entry.personal_hash) == entry.chain:
            chain = entry.chain
            yield entry
