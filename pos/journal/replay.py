"""Prove the journal and the tables: walk the chain, add the sums again, replay and compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from pos.journal import seal
from pos.journal.apply import apply
from pos.journal.kinds import INVARIANTS
from pos.journal.kinds.base import Arrived
from pos.journal.seal import Header
from pos.model.base import Kind, tables_of


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as it lies in the file."""

    arrival: int
    origin: bytes
    seq: int
    kind: str
    hlc: int
    header: bytes
    chain: bytes
    mac: bytes
    body: bytes
    body_salt: bytes
    body_hash: bytes
    personal: bytes | None
    personal_salt: bytes | None
    personal_hash: bytes | None

    @property
    def name(self) -> str:
        """How a person names the entry: its till's life, and its number."""
        return f"{self.origin.hex()[:8]}:{self.seq}"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not add up: where, and what."""

    where: str
    what: str


def stored(connection: Connection, after: int = 0) -> Iterator[Stored]:
    """Every entry after an arrival number, in the order of arrival."""
    rows = connection.execution_options(stream_results=True).exec_driver_sql(
        """SELECT e.arrival, e.origin, e.seq, e.kind, e.hlc, e.header, e.chain, e.mac, p.body, p.body_salt,
                  p.body_hash, p.personal, p.personal_salt, p.personal_hash
           FROM entry e LEFT JOIN entry_part p USING (arrival) WHERE e.arrival > ? ORDER BY e.arrival""",
        (after,),
    )
    for row in rows:
        yield Stored(*row)


class ChainWalk:
    """Walks entries in the order of arrival and names the first one that breaks the chain of its origin."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        self._keys = keys
        self._heads: dict[bytes, tuple[int, bytes]] = {}
        self._key_of: dict[bytes, bytes | None] = {}
        self.entries = 0
        self.unsigned = 0

    @property
    def heads(self) -> dict[bytes, tuple[int, bytes]]:
        """The last number and chain value of each origin seen."""
        return self._heads

    def check(self, entry: Stored) -> Fault | None:
        """None where the entry is whole, numbered next, chained and sealed."""
        self.entries += 1
        seq, chain = self._heads.get(entry.origin, (0, seal.NO_CHAIN))
        what = _broken(entry, seq, chain)
        if what:
            return Fault(entry.name, what)
        if entry.seq == 1:
            opened = msgspec.json.decode(entry.body)
            self._key_of[entry.origin] = self._keys.get(opened.get("key_id", ""))
            if not self._continues(opened):
                return Fault(entry.name, "the life it continues is not what it was then")
        self._heads[entry.origin] = (entry.seq, entry.chain)
        key = self._key_of.get(entry.origin)
        if key is None:
            self.unsigned += 1
        elif seal.sign(key, entry.chain) != entry.mac:
            return Fault(entry.name, "the seal was not made with this till's key")
        return None

    def _continues(self, opened: dict[str, Any]) -> bool:
        """Whether the head a new life names is the one the journal has, as far as it is at that very place.

        Once tills exchange entries, a life may go on after another one continued it.
        """
        head = self._heads.get(bytes.fromhex(opened.get("continues_origin", "")))
        seq, chain = opened.get("continues_seq", 0), opened.get("continues_chain", "")
        return head is None or head[0] > seq or head == (seq, bytes.fromhex(chain))


def _broken(entry: Stored, seq: int, chain: bytes) -> str:
    if entry.body is None:
        return "its contents are missing"
    if entry.seq != seq + 1:
        return f"entry {seq + 1} is missing before it"
    if not all(isinstance(one, bytes) for one in (entry.header, entry.chain, entry.mac)):
        return "its header was changed"
    if not _is_part(entry.body, entry.body_salt, entry.body_hash):
        return "its body was changed"
    blanked = entry.personal is None
    if not blanked and not _is_part(entry.personal, entry.personal_salt, entry.personal_hash):
        return "its personal part was changed"
    try:
        header = msgspec.json.decode(entry.header, type=Header)
    except msgspec.MsgspecError:
        return "its header cannot be read"
    named = (header.origin, header.seq, header.kind, header.hlc)
    if named != (entry.origin.hex(), entry.seq, entry.kind, entry.hlc):
        return "its header was changed"
    if seal.link(chain, entry.header, entry.body_hash, entry.personal_hash) != entry.chain:
        return "the chain breaks here"
    return ""


def _is_part(data: object, salt: object, digest: object) -> bool:
    """Whether these are the bytes that were sealed; a script may have put anything in their place."""
    return isinstance(data, bytes) and isinstance(salt, bytes) and seal.part_hash(salt, data) == digest


def check_sums(connection: Connection) -> Fault | None:
    """Stock is the sum of its moves, totals the sum of their rows, numbers run without a gap."""
    for what, sql in INVARIANTS.items():
        row = connection.exec_driver_sql(sql).fetchone()
        if row is not None:
            return Fault(str(row[0]), what)
    return None


def replay(
    source: Connection, target: Connection, progress: Callable[[int], None] = lambda _done: None
) -> Fault | None:
    """Apply every entry of one file to the empty tables of another; names the entry that cannot be."""
    for entry in stored(source):
        try:
            header = msgspec.json.decode(entry.header, type=Header)
            fact = seal.fact_of(header.kind, entry.body, entry.personal)
            target.exec_driver_sql(
                "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)",
                (
                    entry.arrival, entry.origin, entry.seq, bytes.fromhex(header.event_id), header.kind,
                    header.hlc, entry.header, entry.chain, entry.mac,
                ),
            )  # fmt: skip
            target.exec_driver_sql(
                "INSERT INTO entry_part VALUES (?,?,?,?,?,?,?)",
                (
                    entry.arrival,
                    entry.body,
                    entry.body_salt,
                    entry.body_hash,
                    entry.personal,
                    entry.personal_salt,
                    entry.personal_hash,
                ),
            )  # an order's later facts read the ones before
            apply(target, fact, Arrived(entry.arrival, entry.origin, header))
        except Exception as error:
            return Fault(entry.name, f"it cannot be applied: {type(error).__name__}")
        if entry.arrival % 500 == 0:
            progress(entry.arrival)
    return None


def compare(source: Connection, target: Connection) -> Fault | None:
    """The first derived table, and row of it, that is not what the entries add up to."""
    for table in tables_of(Kind.DERIVED):
        columns = source.exec_driver_sql(f"PRAGMA table_info({table})").fetchall()
        keys = [(row[0], row[1]) for row in columns if row[5]]
        order = ", ".join(name for _place, name in keys)
        ours = source.exec_driver_sql(f"SELECT * FROM {table} ORDER BY {order}")
        theirs = target.exec_driver_sql(f"SELECT * FROM {table} ORDER BY {order}")
        while True:
            one, other = ours.fetchone(), theirs.fetchone()
            if one is None and other is None:
                break
            if one is None or other is None or tuple(one) != tuple(other):
                return Fault(table, _difference(one, other, [place for place, _name in keys]))
    return None


def _difference(ours: Row[Any] | None, theirs: Row[Any] | None, keys: list[int]) -> str:
    if theirs is None or (ours is not None and _comes_before(ours, theirs, keys)):
        return f"holds more than the entries: {ours}"
    if ours is None or _comes_before(theirs, ours, keys):
        return f"lacks what the entries say: {theirs}"
    return f"holds {ours}, the entries say {theirs}"


def _comes_before(one: Row[Any], other: Row[Any], keys: list[int]) -> bool:
    """Whether the first row's key lies before the other's; not where a script changed what kind it is."""
    try:
        return bool([one[place] for place in keys] < [other[place] for place in keys])
    except TypeError:
        return False
