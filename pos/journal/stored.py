"""Entries as they lie in a file, or come from another till: their exact bytes, and what they must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple, replace

from pos.domain.shop.errors import EntryDamaged
from pos.journal import seal
from pos.journal.seal import Header, header_of
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

PARTS = "p.body, p.body_salt, p.body_hash, p.personal, p.personal_salt, p.personal_hash"
_ENTRY = f"""SELECT e.origin, e.seq, e.event_id, e.kind, e.hlc, e.header, e.chain, e.sig, {PARTS}, e.arrival
    FROM entry e LEFT JOIN entry_part p USING (arrival)"""
BY_PLACE = f"{_ENTRY} ORDER BY e.origin, e.seq, e.arrival"
OF_LIFE = f"{_ENTRY} WHERE e.origin = ? ORDER BY e.seq, e.arrival"
AFTER = f"{_ENTRY} WHERE e.origin = ? AND e.seq > ? AND e.seq <= ? ORDER BY e.seq, e.arrival"
BETWEEN = f"{_ENTRY} WHERE e.arrival > ? AND e.arrival <= ? ORDER BY e.arrival"
_FIRST = "e.kind LIKE 'till.%' OR e.kind = 'exception.resolved'"
_RECORDS = "e.kind IN ('products.set', 'customer.set')"
PAGES = tuple(
    f"""{_ENTRY} JOIN parked q USING (arrival)
        WHERE (e.origin, e.seq, e.arrival) > (?,?,?) AND q.why <> 'unknown_till' AND {some}
        ORDER BY e.origin, e.seq, e.arrival LIMIT ?"""
    for some in (f"({_FIRST})", _RECORDS, f"NOT ({_FIRST} OR {_RECORDS})")
)
"""Entries that wait to be applied, after a place: those about tills and what was decided, then goods and
customers, then all others."""
LAST = "SELECT coalesce(max(arrival), 0) FROM entry"
COUNT = "SELECT count(*) FROM entry"
HERE = "SELECT 1 FROM entry WHERE chain = ?"
BY_ARRIVAL = f"{_ENTRY} WHERE e.arrival = ?"


PART = 9
"""Where the columns of an entry's parts begin, behind its arrival and those of the entry itself."""


class Stored(Struct, frozen=True, gc=False):
    """An entry as it lies in a file; `arrival` counts the entries of that file, 0 for one that is in none."""

    origin: bytes
    seq: int
    event_id: bytes
    kind: str
    hlc: int
    header: bytes
    chain: bytes
    sig: bytes
    body: bytes
    body_salt: bytes
    body_hash: bytes
    personal: bytes | None
    personal_salt: bytes | None
    personal_hash: bytes | None
    arrival: int = 0

    @property
    def name(self) -> str:
        """How a person names the entry: its till's life, and its number."""
        return f"{self.origin.hex()[:8]}:{self.seq}"

    @property
    def content(self) -> tuple[object, ...]:
        """What is the same in every copy of an event, wherever it stands."""
        return self.kind, self.hlc, self.body_hash, self.personal_hash


def stored(connection: Connection, origin: bytes | None = None) -> Iterator[Stored]:
    """Every entry by life and number, or those of one life; what two computers wrote stands side by side."""
    run = raw(connection).execute
    for row in run(BY_PLACE) if origin is None else run(OF_LIFE, (origin,)):
        yield Stored(*row)


def after_place(connection: Connection, origin: bytes, after: int, upto: int) -> Iterator[Stored]:
    """Entries of one life with `after` < number <= `upto`; what two computers wrote stands side by side."""
    for row in raw(connection).execute(AFTER, (origin, after, upto)):
        yield Stored(*row)


def stored_at(connection: Connection, arrival: int) -> Stored:
    """The entry of an arrival number."""
    return Stored(*raw(connection).execute(BY_ARRIVAL, (arrival,)).fetchone())


def store(connection: Connection, entry: Stored) -> Stored:
    """Add an entry to the journal; it returns with its arrival number."""
    run = raw(connection).execute
    made = run(
        "INSERT INTO entry(origin, seq, event_id, kind, hlc, header, chain, sig) VALUES (?,?,?,?,?,?,?,?)",
        (
            entry.origin, entry.seq, entry.event_id, entry.kind, entry.hlc, entry.header, entry.chain,
            entry.sig,
        ),
    )  # fmt: skip
    arrival = made.lastrowid or 0
    run(
        "INSERT INTO entry_part VALUES (?,?,?,?,?,?,?)",
        (
            arrival, entry.body, entry.body_salt, entry.body_hash, entry.personal, entry.personal_salt,
            entry.personal_hash,
        ),
    )  # fmt: skip
    return replace(entry, arrival=arrival)


def store_all(connection: Connection, entries: Sequence[Stored]) -> range:
    """Add entries to the journal, many a statement; returns their arrival numbers."""
    run = raw(connection)
    (last,) = run.execute(LAST).fetchone()
    arrivals = range(last + 1, last + 1 + len(entries))
    rows = [(arrival, *astuple(one)) for arrival, one in zip(arrivals, entries, strict=True)]
    run.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)", [row[:PART] for row in rows])
    parts = [(row[0], *row[PART:-1]) for row in rows]  # all but the arrival that an entry bears itself
    run.executemany("INSERT INTO entry_part VALUES (?,?,?,?,?,?,?)", parts)
    return arrivals


def header_in(entry: Stored) -> Header:
    """The header of an entry; raises EntryDamaged."""
    return header_of(entry.header)


class Misfit(Exception):
    """An entry is not as entries are."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def misfit(entry: Stored) -> str:
    """What of an entry is not as entries are, whatever it says and whatever came before it, or ""."""
    try:
        fitting(entry)
    except Misfit as found:
        return found.what
    return ""


def fitting(entry: Stored) -> Header:
    """The header of an entry that is as entries are; raises Misfit."""
    if entry.body is None:
        raise Misfit("its contents are missing")
    if not _is_bytes(entry.origin, 16) or not _is_bytes(entry.chain, 32) or not _is_bytes(entry.sig, 64):
        raise Misfit("its header was changed")
    if not isinstance(entry.header, bytes) or len(entry.header) > seal.HEADER_LIMIT:
        raise Misfit("its header was changed")
    if not _is_part(entry.body, entry.body_salt, entry.body_hash):
        raise Misfit("its body was changed")
    if entry.personal_hash is not None and not _is_bytes(entry.personal_hash, 32):
        raise Misfit("its personal part was changed")
    is_blank = entry.personal is None and entry.personal_salt is None
    if not is_blank and not _is_part(entry.personal, entry.personal_salt, entry.personal_hash):
        raise Misfit("its personal part was changed")
    try:
        header = header_in(entry)
    except EntryDamaged:
        raise Misfit("its header cannot be read") from None
    fits = header.origin == entry.origin.hex() and header.event_id == _hex(entry.event_id)
    fits = fits and header.seq == entry.seq and header.kind == entry.kind and header.hlc == entry.hlc
    if not fits or not 0 <= header.hlc < 1 << 63 or header.seq < 1 or len(header.event_id) != 32:
        raise Misfit("its header was changed")
    return header


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else ""


def _is_bytes(value: object, length: int) -> bool:
    """A script may have put anything in their place."""
    return isinstance(value, bytes) and len(value) == length


def _is_part(data: object, salt: object, digest: object) -> bool:
    """Whether these are the bytes that were sealed, no more than a part may hold."""
    if not isinstance(data, bytes) or not isinstance(salt, bytes):
        return False
    fits = len(data) <= seal.PART_LIMIT and len(salt) == seal.SALT_BYTES
    return fits and seal.part_hash(salt, data) == digest
