"""The door for entries of other tills: checked as they were sealed, kept, applied or parked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from pos.domain.shop.errors import EntryWrong
from pos.journal import seal
from pos.journal.arrive import bring, brought_by, is_cut, keep, settle, try_placings
from pos.journal.kinds.base import Fact
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.tills import TillKeyed, TillOpened
from pos.journal.proof.rebuild import remake
from pos.journal.stored import Stored, misfit, store_all
from pos.journal.trust import entry_message, is_signed
from pos.journal.vouching import Known
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

HERE = "SELECT 1 FROM entry WHERE chain = ?"
CHAINS = "SELECT chain FROM entry WHERE chain IN ({marks})"
EVENTS = "SELECT event_id FROM entry WHERE event_id IN ({marks})"
BEFORE = "SELECT chain FROM entry WHERE origin = ? AND seq = ?"
KEYED = """SELECT p.body FROM entry_part p JOIN
    (SELECT arrival, seq FROM (SELECT arrival, seq FROM entry INDEXED BY ix_entry_keyed
        WHERE origin = :life AND kind = 'till.keyed' AND seq < :seq ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT arrival, seq FROM entry WHERE origin = :life AND seq = 1) USING (arrival)
    ORDER BY seq DESC LIMIT 1"""
"""What named the key in force, without a walk over the entries between."""


@dataclass(frozen=True, slots=True)
class Received:
    """How many entries were new here and were parked, what was applied, and whether a fence took back.

    The tables were then made anew, and what searches read must be as well.
    """

    entries: int
    parked: int
    remade: bool
    applied: tuple[Fact, ...] = field(default=(), compare=False)


class _Keyed(msgspec.Struct):
    """The key that a till's entry names."""

    key: str


def receive(connection: Connection, entries: Iterable[Stored], known: Known, since: str) -> Received:
    """Take in entries of other tills, those of one life in the order they were written.

    All are checked against their chain; of each life the last signature, which covers what came before it.
    Raises EntryWrong at the first that is not as it was written: the caller's transaction must then end.
    """
    count = 0
    settling = _Settling(connection, known, since)
    last: dict[bytes, Stored] = {}
    chains: dict[tuple[bytes, int], list[bytes]] = {}
    some = list(entries)
    here, told = _held(connection, CHAINS, {one.chain for one in some}), _Told(connection, some)
    for entry in some:
        if entry.chain in here:
            continue
        met = chains.setdefault((entry.origin, entry.seq - 1), [])
        _check(entry, met if _links(entry, met) else [*met, *_before(connection, entry)])
        here.add(entry.chain)
        chains.setdefault((entry.origin, entry.seq), []).append(entry.chain)
        last[entry.origin] = entry
        count += 1
        settling.add(entry, is_new=told.first_time(entry))
        if entry.kind == TillKeyed.kind:
            _require_signature(entry, _key_of(connection, entry))
    settling.end()
    for entry in last.values():
        _require_signature(entry, _key_of(connection, entry))
    remade = _remake_if_cut(connection)
    return Received(count, settling.parked, remade, tuple(settling.applied))


def _held(connection: Connection, sql: str, wanted: set[bytes]) -> set[bytes]:
    """Those of these values that the journal holds."""
    marks = ",".join("?" * len(wanted))
    return {row[0] for row in raw(connection).execute(sql.format(marks=marks), tuple(wanted))}


class _Told:
    """Which events are met for the first time: most are, and need not be compared with a copy."""

    def __init__(self, connection: Connection, entries: Sequence[Stored]) -> None:
        self._met = _held(connection, EVENTS, {one.event_id for one in entries})

    def first_time(self, entry: Stored) -> bool:
        """Whether no copy of this event is here or came before it."""
        is_new = entry.event_id not in self._met
        self._met.add(entry.event_id)
        return is_new


class _Settling:
    """Keeps and applies entries in their order; orders that one life placed one after the other, together."""

    def __init__(self, connection: Connection, known: Known, since: str) -> None:
        self._connection = connection
        self._known = known
        self._since = since
        self._placed: list[Stored] = []
        self.applied: list[Fact] = []
        self.parked = 0

    def add(self, entry: Stored, *, is_new: bool) -> None:
        """One more, which is not here yet; `is_new` says that no copy of its event is."""
        together = is_new and entry.kind == OrderPlaced.kind
        if not together or (self._placed and self._placed[-1].origin != entry.origin):
            self.end()
        if together:
            self._placed.append(entry)
        elif kept := keep(self._connection, entry):
            self._settle(kept)

    def end(self) -> None:
        """Keep and apply those that were waited with."""
        placed, self._placed = store_all(self._connection, self._placed), []
        if len(placed) < 2 or not try_placings(self._connection, placed, self.applied.append):
            for entry in placed:
                self._settle(entry)

    def _settle(self, entry: Stored) -> None:
        if settle(self._connection, entry, self._known, self._since, self.applied.append):
            self.parked += 1


def decide(
    connection: Connection, header: seal.Header, fact: Fact, since: str, hear: Callable[[Fact], None]
) -> None:
    """What this till's own decision on other tills brings, or takes back; `hear` is told what it brought."""
    bring(connection, brought_by(header, fact), Known(), since, hear)
    _remake_if_cut(connection)


def _remake_if_cut(connection: Connection) -> bool:
    """Make the tables anew where they hold what lies behind a fence: the one rule that takes back."""
    if not is_cut(connection):
        return False
    remake(connection)
    return True


class Examination:
    """Looks at entries that come together before any is taken in: all of them are right, or none counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._chains: dict[bytes, dict[int, list[bytes]]] = {}
        self._keys: dict[bytes, bytes] = {}
        self._last: dict[bytes, Stored] = {}

    def look_at(self, entry: Stored) -> bool:
        """Whether it is new here; those of one life come in their order. Raises EntryWrong."""
        chains = self._chains.setdefault(entry.origin, {})
        is_new = not _is_here(self._connection, entry)
        if is_new:
            before = _before(self._connection, entry) + chains.get(entry.seq - 1, [])
            _check(entry, before)
            self._last[entry.origin] = entry
        for seq in [seq for seq in chains if seq < entry.seq - 1]:
            del chains[seq]
        chains.setdefault(entry.seq, []).append(entry.chain)
        if entry.kind in (TillOpened.kind, TillKeyed.kind):
            if is_new and entry.kind == TillKeyed.kind:
                self._check_signature(entry)
            self._keys[entry.origin] = _key_in(entry.body)
        return is_new

    def end(self) -> None:
        """Of each life the last signature, which covers what came before it. Raises EntryWrong."""
        for entry in self._last.values():
            self._check_signature(entry)

    def _check_signature(self, entry: Stored) -> None:
        key = self._keys.get(entry.origin) or _key_of(self._connection, entry)
        _require_signature(entry, key)


def _is_here(connection: Connection, entry: Stored) -> bool:
    return raw(connection).execute(HERE, (entry.chain,)).fetchone() is not None


def _before(connection: Connection, entry: Stored) -> list[bytes]:
    """The chain values that an entry may continue, of what is here."""
    if entry.seq == 1:
        return [seal.NO_CHAIN]
    return [row[0] for row in raw(connection).execute(BEFORE, (entry.origin, entry.seq - 1))]


def _check(entry: Stored, before: Sequence[bytes]) -> None:
    """Whether an entry is whole and continues one of those."""
    what = misfit(entry)
    if what:
        raise EntryWrong(entry.name, what)
    if (entry.seq == 1) is not (entry.kind == TillOpened.kind):
        raise EntryWrong(entry.name, "a till begins with its opening")
    if not before:
        raise EntryWrong(entry.name, f"entry {entry.seq - 1} is missing before it")
    if not _links(entry, before):
        raise EntryWrong(entry.name, "the chain breaks here")


def _links(entry: Stored, before: Iterable[bytes]) -> bool:
    """Whether an entry continues one of these chain values."""
    return entry.chain in (
        seal.link(one, entry.header, entry.body_hash, entry.personal_hash) for one in before
    )


def _key_of(connection: Connection, entry: Stored) -> bytes:
    """The key that an entry's life had then, by what is here; nothing where it is not."""
    row = raw(connection).execute(KEYED, {"life": entry.origin, "seq": entry.seq}).fetchone()
    return _key_in(row[0]) if row else b""


def _key_in(body: bytes) -> bytes:
    try:
        return bytes.fromhex(msgspec.json.decode(body, type=_Keyed).key)
    except (msgspec.MsgspecError, ValueError):
        return b""


def _require_signature(entry: Stored, key: bytes) -> None:
    if not is_signed(key, entry.sig, entry_message(entry.chain)):
        raise EntryWrong(entry.name, "the seal was not made with its till's key")
