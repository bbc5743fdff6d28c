"""Add an entry to this till's journal and apply it, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pos.domain.shop.errors import EntryTooLarge
from pos.journal import seal
from pos.journal.apply import apply
from pos.journal.frame import hlc_for, scope_of
from pos.journal.ids import new_id
from pos.journal.kinds.base import Arrived, Fact, Place
from pos.journal.kinds.decisions import decides_on_others
from pos.journal.stored import Stored, store
from pos.journal.trust import Key, entry_message
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of an origin: what the next one is chained to."""

    origin: bytes
    seq: int = 0
    chain: bytes = seal.NO_CHAIN
    recorded_at: str = ""
    event_id: str = ""

    def behind(self, entry: Stored) -> Head:
        """The head once this entry of the same life is its last one."""
        header = seal.header_of(entry.header)
        return Head(self.origin, entry.seq, entry.chain, header.recorded_at, header.event_id)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the till's key and letter, and the person at it."""

    key: Key
    letter: str
    user: str


def read_head(connection: Connection, origin: bytes) -> Head:
    """The head of an origin, read inside the transaction that will add to it."""
    row = (
        raw(connection)
        .execute("SELECT seq, chain, header FROM entry WHERE origin = ? ORDER BY seq DESC LIMIT 1", (origin,))
        .fetchone()
    )
    if row is None:
        return Head(origin)
    header = seal.header_of(row[2])
    return Head(origin, row[0], row[1], header.recorded_at, header.event_id)


def append(
    connection: Connection,
    head: Head,
    fact: Fact,
    writer: Writer,
    now: datetime,
    hear: Callable[[Fact], None] = lambda _fact: None,
) -> Head:
    """Seal the fact as the next entry, store it, apply it to the tables; returns the new head.

    `hear` is told what else was applied, since it had waited for this one. Raises EntryTooLarge.
    """
    header = seal.Header(
        origin=head.origin.hex(),
        seq=head.seq + 1,
        event_id=new_id(now),
        kind=fact.kind,
        scope=scope_of(fact, writer.letter),
        entity_id=fact.entity,
        hlc=hlc_for(connection, fact, head.seq + 1, now),
        recorded_at=now.isoformat(timespec="milliseconds"),
        user=writer.user,
        format=fact.format,
    )
    entry = store(connection, _sealed(head, header, fact, writer.key))
    apply(connection, fact, Arrived(entry.arrival, head.origin, header))
    if decides_on_others(fact):
        from pos.journal.receive import decide  # brings the proof along

        decide(connection, header, fact, header.recorded_at, hear)
    return Head(head.origin, header.seq, entry.chain, header.recorded_at, header.event_id)


def seal_again(head: Head, entry: Stored, key: Key) -> Stored:
    """An entry of the life before as the next one of this life: the same event, in another place.

    Whom it counts for stays, wherever it was written first.
    """
    header = seal.header_of(entry.header)
    was = header.was if isinstance(header.was, Place) else Place(header.origin, entry.seq, entry.chain.hex())
    moved = replace(header, origin=head.origin.hex(), seq=head.seq + 1, was=was)
    data = seal.canonical(moved)
    chain = seal.link(head.chain, data, entry.body_hash, entry.personal_hash)
    sig = key.sign(entry_message(chain))
    return replace(entry, origin=head.origin, seq=moved.seq, header=data, chain=chain, sig=sig, arrival=0)


def _sealed(head: Head, header: seal.Header, fact: Fact, key: Key) -> Stored:
    data = seal.canonical(header)
    body, personal = seal.parts_of(fact)
    if len(data) > seal.HEADER_LIMIT or max(len(body), len(personal or b"")) > seal.PART_LIMIT:
        raise EntryTooLarge
    sealed = seal.seal_part(body)
    private = seal.seal_part(personal) if personal is not None else None
    chain = seal.link(head.chain, data, sealed.hash, private.hash if private else None)
    return Stored(
        head.origin,
        header.seq,
        bytes.fromhex(header.event_id),
        header.kind,
        header.hlc,
        data,
        chain,
        key.sign(entry_message(chain)),
        sealed.data,
        sealed.salt,
        sealed.hash,
        private.data if private else None,
        private.salt if private else None,
        private.hash if private else None,
    )
