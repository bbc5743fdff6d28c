"""Add an entry to this till's journal and apply it, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from pos.journal import seal
from pos.journal.apply import apply
from pos.journal.ids import new_id
from pos.journal.kinds.base import Arrived, Fact

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of an origin: what the next one is chained to."""

    origin: bytes
    seq: int = 0
    chain: bytes = seal.NO_CHAIN
    hlc: int = 0
    recorded_at: str = ""
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the till's key and the person at it."""

    key: bytes
    user: str


def read_head(connection: Connection, origin: bytes) -> Head:
    """The head of an origin, read inside the transaction that will add to it."""
    row = connection.exec_driver_sql(
        "SELECT seq, chain, hlc, header FROM entry WHERE origin = ? ORDER BY seq DESC LIMIT 1", (origin,)
    ).fetchone()
    if row is None:
        return Head(origin)
    header = msgspec.json.decode(row[3], type=seal.Header)
    return Head(origin, row[0], row[1], row[2], header.recorded_at, header.event_id)


def append(connection: Connection, head: Head, fact: Fact, writer: Writer, now: datetime) -> Head:
    """Seal the fact as the next entry, store it, apply it to the tables; returns the new head."""
    hlc = next_hlc(head.hlc, now)
    header = seal.Header(
        origin=head.origin.hex(),
        seq=head.seq + 1,
        event_id=new_id(now),
        kind=fact.kind,
        scope="shop",
        entity_id=fact.entity,
        hlc=hlc,
        recorded_at=now.isoformat(timespec="milliseconds"),
        user=writer.user,
        format=fact.format,
    )
    head_bytes = seal.canonical(header)
    body, personal = seal.parts_of(fact)
    sealed = seal.seal_part(body)
    private = seal.seal_part(personal) if personal is not None else None
    chain = seal.link(head.chain, head_bytes, sealed.hash, private.hash if private else None)
    entry = connection.exec_driver_sql(
        "INSERT INTO entry(origin, seq, event_id, kind, hlc, header, chain, mac) VALUES (?,?,?,?,?,?,?,?)",
        (
            head.origin, header.seq, bytes.fromhex(header.event_id), fact.kind, hlc, head_bytes, chain,
            seal.sign(writer.key, chain),
        ),
    )  # fmt: skip
    arrival = int(entry.lastrowid)
    connection.exec_driver_sql(
        "INSERT INTO entry_part VALUES (?,?,?,?,?,?,?)",
        (
            arrival,
            sealed.data,
            sealed.salt,
            sealed.hash,
            private.data if private else None,
            private.salt if private else None,
            private.hash if private else None,
        ),
    )
    apply(connection, fact, Arrived(arrival, head.origin, header))
    return Head(head.origin, header.seq, chain, hlc, header.recorded_at, header.event_id)


def next_hlc(last: int, now: datetime) -> int:
    """A hybrid clock: milliseconds since 1970 in the upper 48 bits, a counter below; it never goes back."""
    return max(last + 1, int(now.timestamp() * 1000) << 16)
