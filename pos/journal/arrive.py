"""Entries that others wrote: each is kept, and applied once, as soon as what it needs is here.

What cannot be applied yet lies in the journal all the same and is *parked*, with the reason; nothing stops
for it. The same entries give the same tables in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pos.domain.shop.errors import EntryDamaged, EntryWrong
from pos.journal.apply import apply
from pos.journal.erasing import blank, is_erased
from pos.journal.kinds.base import Arrived, Fact, FromNewer, Waits
from pos.journal.kinds.decisions import ExceptionResolved, fenced_entry
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.tills import TillFenced, TillOpened, Vouched, letter_of
from pos.journal.lives.fences import counts_behind, is_behind, may_hold_others
from pos.journal.lives.vouching import Known, Life, is_known
from pos.journal.orders.columns import Together
from pos.journal.orders.facts import Told
from pos.journal.orders.rows import add_rows
from pos.journal.orders.tables import orders_placed
from pos.journal.seal import Header, fact_in
from pos.journal.stored import Stored, header_in, store, stored_at
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

FROM_NEWER = "from_newer"
UNKNOWN_TILL = "unknown_till"
FENCED = "fenced"
CANNOT_APPLY = "cannot_apply"
WAITS = "waits"

WAITING = "SELECT arrival FROM parked WHERE waits_for = ? AND waits_for <> ''"
IS_PARKED = "SELECT 1 FROM parked WHERE arrival = ?"
ANY_WAITING = "SELECT 1 FROM parked WHERE waits_for <> '' LIMIT 1"
PARK = "INSERT OR REPLACE INTO parked(arrival, why, waits_for, since) VALUES (?,?,?,?)"
COPIES = """SELECT e.arrival, e.kind, e.hlc, p.body_hash, p.personal_hash, q.why FROM entry e
    JOIN entry_part p USING (arrival) LEFT JOIN parked q USING (arrival) WHERE e.event_id = ?"""

KEYS = "SELECT v.key FROM voucher v JOIN till t USING (origin) WHERE v.origin = ? AND v.seq > 0"
ANY_ERASED = "SELECT 1 FROM erased LIMIT 1"
BEFORE_ITS_END = "SELECT waits_for FROM parked JOIN entry USING (arrival) WHERE origin = ? AND why = 'fenced'"
ACCEPTED = "SELECT 1 FROM voucher WHERE origin = ? AND seq = 0 AND key = ?"


class NotTogether(Exception):
    """Orders cannot be applied together: the transaction must be taken back, and done again with care."""


class _Parked(Exception):
    """Why an entry is set aside, and the id of what may change it."""

    def __init__(self, why: str, waits_for: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.waits_for = waits_for


def take_in(
    connection: Connection,
    entry: Stored,
    known: Known | None,
    since: str,
    hear: Callable[[Fact], None] = lambda _fact: None,
) -> str:
    """Keep an entry that is not here yet and apply it, or park it; returns why it was parked, or "".

    `hear` is told what was applied, also of what had waited for it. Raises EntryWrong.
    """
    kept = keep(connection, entry)
    return settle(connection, kept, known, since, hear) if kept else ""


def keep(connection: Connection, entry: Stored) -> Stored | None:
    """Keep an entry that is not here yet; it is returned where it is still to be applied.

    Raises EntryWrong where another entry bears the same event's id and says something else.
    """
    run = raw(connection).execute
    if run("SELECT 1 FROM entry WHERE chain = ?", (entry.chain,)).fetchone():
        return None
    copies = run(COPIES, (entry.event_id,)).fetchall()
    if any(tuple(copy[1:5]) != entry.content for copy in copies):
        raise EntryWrong(entry.name, "another entry bears its id")
    kept = store(connection, entry)
    return None if any(copy[5] is None for copy in copies) else kept


def settle(
    connection: Connection,
    entry: Stored,
    known: Known | None,
    since: str,
    hear: Callable[[Fact], None] = lambda _fact: None,
) -> str:
    """Apply an entry that lies in the journal, and what waited for it; or park it and say why.

    Without `known` all lives are: who asks has judged them.
    """
    first, brought = _try(connection, entry, known, since, hear)
    bring(connection, brought, known, since, hear)
    return first


def bring(
    connection: Connection,
    ids: Iterable[str],
    known: Known | None,
    since: str,
    hear: Callable[[Fact], None] = lambda _fact: None,
) -> None:
    """Try again what waits for these ids, and what waits for that in turn."""
    if raw(connection).execute(ANY_WAITING).fetchone() is None:
        return
    waiting = list(ids)
    while waiting:
        for (arrival,) in connection.exec_driver_sql(WAITING, (waiting.pop(),)).fetchall():
            if connection.exec_driver_sql(IS_PARKED, (arrival,)).first():  # no copy of it was applied
                _why, brought = _try(connection, stored_at(connection, arrival), known, since, hear)
                waiting += brought


def _try(
    connection: Connection, entry: Stored, known: Known | None, since: str, hear: Callable[[Fact], None]
) -> tuple[str, tuple[str, ...]]:
    """Apply one entry in a savepoint of its own; the reason if it was parked, or the ids that it brings."""
    run = raw(connection).execute
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
    hear(fact)
    return "", brought_by(connection, header, fact)


def brought_by(connection: Connection, header: Header, fact: Fact) -> tuple[str, ...]:
    """The ids of what is here with an entry: what others may have waited for."""
    more: tuple[str, ...] = ()
    if isinstance(fact, TillOpened):
        more = (header.origin,)
    elif isinstance(fact, ExceptionResolved):
        more = (fact.which,)
    elif isinstance(fact, TillFenced):  # one of the lives that continue another that was removed before
        rows = raw(connection).execute(BEFORE_ITS_END, (bytes.fromhex(fact.life),))
        more = tuple(which for (which,) in rows)
    return tuple(filter(None, (fact.entity, header.event_id, *more)))


def add_placing(made: Together, entry: Stored, header: Header, letter: str) -> None:
    """Work out the rows of the order that an entry of a till of that letter places.

    Raises what keeps it from being applied; nothing was added then.
    """
    fact = fact_in(header, entry.body, entry.personal)
    if not isinstance(fact, OrderPlaced):
        raise EntryDamaged
    add_rows(made, Told(header, fact, letter))
    if fact.agreed.customer:
        made.named.append(fact)


def try_placings(connection: Connection, entries: Sequence[Stored]) -> bool:
    """Apply entries of one life that place orders, all together; where one cannot be, none, and False.

    For entries that lie in the journal and were set aside until now, by number, each an event of its own.
    """
    arrivals = [entry.arrival for entry in entries]
    made = placings(connection, entries)
    if not made or not try_placed(connection, entries, made, arrivals):
        return False
    raw(connection).executemany("DELETE FROM parked WHERE arrival = ?", [(one,) for one in arrivals])
    return True


def placings(connection: Connection, entries: Sequence[Stored]) -> Together | None:
    """What entries place, by what is here; nothing where one cannot be told."""
    made, letters = Together(), dict[bytes, str]()
    try:
        for entry in entries:
            header = header_in(entry)
            writer = header.writer
            letter = letters.get(writer)
            if letter is None:
                letter = letters[writer] = letter_of(connection, Arrived(entry.arrival, writer, header))
            add_placing(made, entry, header, letter)
    except Exception:  # one by one they are told apart
        return None
    return made


def try_placed(
    connection: Connection,
    entries: Sequence[Stored],
    made: Together,
    arrivals: Sequence[int],
    hear: Callable[[Fact], None] = lambda _fact: None,
    *,
    careful: bool = True,
) -> bool:
    """Apply what entries of one life place, by number, all together; where one cannot be, none, and False.

    `made` are their rows, `arrivals` their numbers in the journal. `hear` is told those that name a customer.
    Without `careful` SQLite keeps no copy of each page before they are written, which takes as long as a
    fifth of all of it; where one cannot be applied then, NotTogether is raised.
    """
    run = raw(connection)
    if may_hold_others(run, arrivals, entries[-1]):
        return False
    if careful:
        run.execute("SAVEPOINT entries")
    try:
        if run.execute(ANY_ERASED).fetchone():
            made = _without_erased(connection, entries, arrivals) or made
        orders_placed(connection, made, arrivals)
    except Exception as error:  # one by one they are told apart
        if not careful:
            raise NotTogether from error
        run.execute("ROLLBACK TO entries")
        run.execute("RELEASE entries")
        return False
    if careful:
        run.execute("RELEASE entries")
    for fact in made.named:
        hear(fact)
    orders = (row[1].hex() for row in made.orders)
    bring(connection, chain(orders, (one.event_id.hex() for one in entries)), None, "", hear)
    return True


def _without_erased(
    connection: Connection, entries: Sequence[Stored], arrivals: Sequence[int]
) -> Together | None:
    """The orders without what was erased before they came; nothing where none of it was."""
    kept = list(entries)
    for place, (entry, arrival) in enumerate(zip(entries, arrivals, strict=True)):
        if is_erased(connection, entry.event_id):
            blank(connection, arrival)
            kept[place] = replace(entry, personal=None, personal_salt=None)
    return placings(connection, kept) if kept != list(entries) else None


def _apply(connection: Connection, entry: Stored, known: Known | None) -> tuple[Header, Fact]:
    header = header_in(entry)
    fact = fact_in(header, entry.body, entry.personal)
    if isinstance(fact, TillOpened):
        if known is not None:
            _require_known(connection, Life(entry.origin, fact), known)
    else:
        _require_life(connection, entry, header.writer)
    apply(connection, fact, Arrived(entry.arrival, header.writer, header))
    return header, fact


def _require_known(connection: Connection, life: Life, known: Known) -> None:
    def keys_of(origin: bytes) -> list[bytes]:
        return [row[0] for row in connection.exec_driver_sql(KEYS, (origin,))]

    accepted = connection.exec_driver_sql(ACCEPTED, (life.origin, life.key)).fetchone()
    if not is_known(life, known, accepted is not None, keys_of):
        raise _Parked(UNKNOWN_TILL, accepted_by(life))


def accepted_by(life: Life) -> str:
    """The id of what lets an unknown life in when it comes: the life before, or word about itself."""
    voucher = life.opened.voucher
    by_before = isinstance(voucher, Vouched) and voucher.by == "predecessor"
    return life.before.life if by_before and life.before else life.origin.hex()


def _require_life(connection: Connection, entry: Stored, writer: bytes) -> None:
    behind = is_behind(raw(connection), entry.origin, entry.seq, entry.chain)
    if behind is None:
        raise Waits(entry.origin.hex())
    if behind:
        which = fenced_entry(writer.hex(), entry.event_id.hex())
        if not counts_behind(connection, entry.origin, which):
            raise _Parked(FENCED, which)


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
