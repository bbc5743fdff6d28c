"""Entries that others wrote: each is kept, and applied once, as soon as what it needs is here.

What cannot be applied yet lies in the journal all the same and is *parked*, with the reason; nothing stops
for it. The same entries give the same tables in whatever order they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.shop.errors import EntryDamaged, EntryWrong
from pos.journal.apply import apply
from pos.journal.kinds.base import Arrived, Fact, FromNewer, Waits
from pos.journal.kinds.tills import TillOpened, Vouched
from pos.journal.seal import Header, fact_in
from pos.journal.stored import Stored, header_in, store, stored_at
from pos.journal.vouching import Known, Life, is_known

if TYPE_CHECKING:
    from sqlalchemy import Connection

FROM_NEWER = "from_newer"
UNKNOWN_TILL = "unknown_till"
FENCED = "fenced"
CANNOT_APPLY = "cannot_apply"
WAITS = "waits"

WAITING = "SELECT arrival FROM parked WHERE waits_for = ? AND waits_for <> ''"
PARK = "INSERT OR REPLACE INTO parked(arrival, why, waits_for, since) VALUES (?,?,?,?)"
COPIES = """SELECT e.arrival, e.kind, e.hlc, p.body_hash, p.personal_hash, q.why FROM entry e
    JOIN entry_part p USING (arrival) LEFT JOIN parked q USING (arrival) WHERE e.event_id = ?"""

KEYS = "SELECT v.key FROM voucher v JOIN till t USING (origin) WHERE v.origin = ? AND v.seq > 0"
ACCEPTED = "SELECT 1 FROM voucher WHERE origin = ? AND seq = 0 AND key = ?"


class _Parked(Exception):
    """Why an entry is set aside, and the id of what may change it."""

    def __init__(self, why: str, waits_for: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.waits_for = waits_for


def take_in(connection: Connection, entry: Stored, known: Known | None, since: str) -> str:
    """Keep an entry that is not here yet and apply it, or park it; returns why it was parked, or "".

    Raises EntryWrong where another entry bears the same event's id and says something else.
    """
    found = connection.exec_driver_sql("SELECT 1 FROM entry WHERE chain = ?", (entry.chain,)).fetchone()
    if found:
        return ""
    copies = connection.exec_driver_sql(COPIES, (entry.event_id,)).fetchall()
    if any(tuple(copy[1:5]) != entry.content for copy in copies):
        raise EntryWrong(entry.name, "another entry bears its id")
    kept = store(connection, entry)
    if any(copy[5] is None for copy in copies):
        return ""
    return settle(connection, kept, known, since)


def settle(connection: Connection, entry: Stored, known: Known | None, since: str) -> str:
    """Apply an entry that lies in the journal, and what waited for it; or park it and say why.

    Without `known` all lives are: who asks has judged them.
    """
    first, brought = _try(connection, entry, known, since)
    waiting = list(brought)
    while waiting:
        uid = waiting.pop()
        rows = connection.exec_driver_sql(WAITING, (uid,))
        for row in rows.fetchall():
            _why, brought = _try(connection, stored_at(connection, row[0]), known, since)
            waiting += brought
    return first


def _try(
    connection: Connection, entry: Stored, known: Known | None, since: str
) -> tuple[str, tuple[str, ...]]:
    """Apply one entry in a savepoint of its own; the reason if it was parked, or the ids that it brings."""
    run = connection.exec_driver_sql
    run("SAVEPOINT entry")
    try:
        header, fact = _apply(connection, entry, known)
    except Exception as error:  # an entry that cannot be applied stops no other
        run("ROLLBACK TO entry")
        run("RELEASE entry")
        why = _why(error)
        run(PARK, (entry.arrival, why.why, why.waits_for, since))
        return why.why, ()
    run("RELEASE entry")
    run(
        "DELETE FROM parked WHERE arrival IN (SELECT arrival FROM entry WHERE event_id = ?)",
        (entry.event_id,),
    )
    lives = (header.origin,) if isinstance(fact, TillOpened) else ()
    return "", tuple(filter(None, (fact.entity, header.event_id, *lives)))


def _apply(connection: Connection, entry: Stored, known: Known | None) -> tuple[Header, Fact]:
    header = header_in(entry)
    fact = fact_in(header, entry.body, entry.personal)
    if isinstance(fact, TillOpened):
        if known is not None:
            _require_known(connection, Life(entry.origin, fact), known)
    else:
        _require_life(connection, entry)
    apply(connection, fact, Arrived(entry.arrival, header.writer, header))
    return header, fact


def _require_known(connection: Connection, life: Life, known: Known) -> None:
    def keys_of(origin: bytes) -> list[bytes]:
        return [row[0] for row in connection.exec_driver_sql(KEYS, (origin,))]

    accepted = connection.exec_driver_sql(ACCEPTED, (life.origin, life.key)).fetchone()
    if not is_known(life, known, accepted is not None, keys_of):
        voucher = life.opened.voucher
        by_before = isinstance(voucher, Vouched) and voucher.by == "predecessor"
        raise _Parked(UNKNOWN_TILL, life.before.life if by_before and life.before else life.origin.hex())


def _require_life(connection: Connection, entry: Stored) -> None:
    row = connection.exec_driver_sql(
        "SELECT f.seq FROM till t LEFT JOIN fence f USING (origin) WHERE t.origin = ?", (entry.origin,)
    ).fetchone()
    if row is None:
        raise Waits(entry.origin.hex())
    if row[0] is not None and entry.seq > row[0]:
        raise _Parked(FENCED)


def _why(error: Exception) -> _Parked:
    match error:
        case _Parked():
            return error
        case Waits():
            return _Parked(WAITS, error.uid)
        case FromNewer():
            return _Parked(FROM_NEWER)
        case EntryDamaged():
            return _Parked(f"{CANNOT_APPLY}: damaged")
    return _Parked(f"{CANNOT_APPLY}: {type(error).__name__}")
