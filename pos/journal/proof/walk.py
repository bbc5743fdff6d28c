"""Walk every chain of the journal and name the first entry that is not as its till wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from pos.domain.shop.errors import EntryDamaged
from pos.domain.sync.roles import Role
from pos.journal import seal
from pos.journal.kinds.base import FromNewer, Place
from pos.journal.kinds.orders import OrderEdited, OrderPlaced
from pos.journal.kinds.tills import TillKeyed, TillOpened, TillVouched
from pos.journal.lives.vouching import Known, Life, is_known
from pos.journal.orders.figures import misfigured
from pos.journal.seal import header_of
from pos.journal.stored import Stored, misfit, stored
from pos.journal.trust import entry_message, is_signed
from pos.model.database import raw

PLACED = "SELECT p.body FROM orders o JOIN entry_part p USING (arrival) WHERE o.uid = ?"

F = TypeVar("F", TillOpened, TillKeyed, TillVouched)

NO_KEY = "the seal was not made with this till's key"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not add up: where, and what."""

    where: str
    what: str


Seal = tuple[int, str]
"""What some paper printed: the number of an entry, and the first digits of its chain value."""


class _Erased(msgspec.Struct):
    """The event ids whose personal parts an erasure blanked."""

    entries: tuple[str, ...] = ()


@dataclass(slots=True)
class Walked:
    """One life as its entries tell it; `keys` by the number of the first entry that each signs."""

    life: Life
    keys: dict[int, bytes]
    entries: int = 0
    tips: dict[bytes, Stored] = field(default_factory=dict)
    """The last entry of each branch by its chain value: one, unless two computers wrote as this life."""


class ChainWalk:
    """One pass over all entries by life and number; lives are judged when all have been seen."""

    def __init__(
        self, progress: Callable[[int], None], *, every: bool = False, expect: Seal | None = None
    ) -> None:
        self._progress = progress
        self._every = every
        self._expect = expect
        self._vouched: set[tuple[bytes, bytes, bytes]] = set()
        self._blank: dict[str, str] = {}
        self._erased: set[str] = set()
        self.entries = 0
        self.lives: dict[bytes, Walked] = {}

    def run(self, connection: Connection) -> Fault | None:
        """The first entry that breaks a chain, bears another seal, or lost what nobody erased."""
        if fault := self.chains(connection):
            return fault
        for event, name in self._blank.items():
            if event not in self._erased:
                return Fault(name, "its personal part is gone, and no entry erases it")
        if self._expect is not None:
            return Fault(f"{self._expect[0]}:{self._expect[1]}", "this seal is not here")
        return self._continues(connection) or copies(connection)

    def chains(self, connection: Connection) -> Fault | None:
        """The first entry that breaks its chain, or bears a seal that its life's key did not make."""
        for _origin, entries in groupby(stored(connection), lambda entry: entry.origin):
            if fault := self._life(connection, entries):
                return fault
        return None

    def _life(self, connection: Connection, entries: Iterable[Stored]) -> Fault | None:
        """The entries of one life; two that bear one number begin branches, each with a chain of its own."""
        walked: Walked | None = None
        level, before, after = 0, [seal.NO_CHAIN], [seal.NO_CHAIN]
        for entry in entries:
            self.entries += 1
            fault = misfit(entry) if entry.body is None or entry.seq <= level + 1 else ""
            if not fault and entry.seq > level + 1:
                fault = f"entry {level + 1} is missing before it"
            if not fault and entry.seq == level + 1:
                level, before, after = entry.seq, after, []
            parent = None if fault else _parent(entry, before)
            if fault or parent is None:
                bad = walked and _unsigned(connection, walked)
                return bad or Fault(entry.name, fault or "the chain breaks here")
            walked = walked or self._opened(entry)
            if walked is None:
                return Fault(entry.name, "a till begins with its opening")
            walked.tips.pop(parent, None)
            walked.tips[entry.chain] = entry
            after.append(entry.chain)
            if bad := self._entry(connection, entry, walked):
                return bad
        return _unsigned(connection, walked) if walked else None

    def _opened(self, entry: Stored) -> Walked | None:
        fact = _fact(entry, TillOpened)
        if fact is None or entry.seq != 1:
            return None
        made = Walked(Life(entry.origin, fact), {1: bytes.fromhex(fact.key)})
        self.lives[entry.origin] = made
        return made

    def _entry(self, connection: Connection, entry: Stored, walked: Walked) -> Fault | None:
        """What one entry says that matters to the proof; where every one is checked, its own seal."""
        walked.entries += 1
        if self._every and (fault := unsealed(entry, key_at(walked.keys, entry.seq), connection)):
            return Fault(entry.name, fault)
        if entry.kind == TillKeyed.kind and (keyed := _fact(entry, TillKeyed)):
            walked.keys[entry.seq + 1] = bytes.fromhex(keyed.key)
        elif entry.kind == TillVouched.kind and (said := _fact(entry, TillVouched)):
            self._vouched.add((entry.origin, bytes.fromhex(said.life), bytes.fromhex(said.key)))
        elif entry.kind == "customer.erased":
            self._erased.update(msgspec.json.decode(entry.body, type=_Erased).entries)
        if entry.personal is None and entry.personal_hash is not None:
            self._blank[entry.event_id.hex()] = entry.name
        if self._expect and _bears(entry, self._expect):
            self._expect = None
        if self.entries % 1000 == 0:
            self._progress(self.entries)
        return None

    def _continues(self, connection: Connection) -> Fault | None:
        """A life whose head before is absent, or is another entry than it was then."""
        for origin, walked in self.lives.items():
            before = walked.life.before
            if before and not has_entry(connection, bytes.fromhex(before.life), before.seq, before.chain):
                return Fault(f"{origin.hex()[:8]}:1", "the life it continues is not what it was then")
        return None

    def known(self, known: Known) -> set[bytes]:
        """The lives whose keys are known here, or were vouched for by one that is."""
        found: set[bytes] = set()

        def keys_of(origin: bytes) -> Iterable[bytes]:
            return self.lives[origin].keys.values() if origin in found else ()

        grows = True
        while grows:
            new = {
                origin
                for origin, one in self.lives.items()
                if origin not in found and is_known(one.life, known, self._accepted(one.life, found), keys_of)
            }
            found |= new
            grows = bool(new)
        return found

    def _accepted(self, life: Life, found: set[bytes]) -> bool:
        """Whether a known till of the office accepted a life."""
        return any(
            (by, life.origin, life.key) in self._vouched and self.lives[by].life.opened.role == Role.OFFICE
            for by in found
        )


def has_entry(connection: Connection, origin: bytes, seq: int, chain: str) -> bool:
    """Whether the journal holds exactly this entry."""
    row = connection.exec_driver_sql(
        "SELECT 1 FROM entry WHERE chain = ? AND origin = ? AND seq = ?", (bytes.fromhex(chain), origin, seq)
    ).fetchone()
    return row is not None


def _parent(entry: Stored, before: list[bytes]) -> bytes | None:
    """The chain value that an entry continues."""
    for chain in before:
        if seal.link(chain, entry.header, entry.body_hash, entry.personal_hash) == entry.chain:
            return chain
    return None


def _is_sealed(entry: Stored, walked: Walked) -> bool:
    return is_signed(key_at(walked.keys, entry.seq), entry.sig, entry_message(entry.chain))


def key_at(keys: Mapping[int, bytes], seq: int) -> bytes:
    """The public key of a life in force for an entry."""
    return keys[max(first for first in keys if first <= seq)]


def unsealed(entry: Stored, key: bytes, connection: Connection) -> str:
    """What is wrong with an entry in itself: its seal, or the figures of an order; "" where nothing is."""
    if not is_signed(key, entry.sig, entry_message(entry.chain)):
        return NO_KEY
    if entry.kind not in (OrderPlaced.kind, OrderEdited.kind):
        return ""
    try:
        fact = seal.fact_in(header_of(entry.header), entry.body, None)
    except (EntryDamaged, FromNewer):
        return ""
    if isinstance(fact, OrderPlaced):
        return misfigured(fact, fact.agreed)
    row = raw(connection).execute(PLACED, (bytes.fromhex(fact.entity),)).fetchone()
    placed = seal.fact_of(OrderPlaced.kind, row[0], None) if row else None
    if isinstance(placed, OrderPlaced) and isinstance(fact, OrderEdited):
        return misfigured(placed, fact.agreed)
    return ""


def _unsigned(connection: Connection, walked: Walked) -> Fault | None:
    """The first entry of a life that its key did not seal; the seals of its last entries cover all others."""
    if all(_is_sealed(tip, walked) for tip in walked.tips.values()):
        return None
    for entry in stored(connection, walked.life.origin):
        if not _is_sealed(entry, walked):
            return Fault(entry.name, NO_KEY)
    return None


def _bears(entry: Stored, expect: Seal) -> bool:
    """Whether this entry bears a printed seal, here or where it stood before it was written again."""
    seq, digits = expect[0], expect[1].lower()
    if entry.seq == seq and entry.chain.hex().startswith(digits):
        return True
    was = header_of(entry.header).was if b'"was":' in entry.header else None
    return isinstance(was, Place) and was.seq == seq and was.chain.startswith(digits)


def _fact(entry: Stored, kind: type[F]) -> F | None:
    """What an entry about tills says; None where it is of another kind, or says no such thing."""
    try:
        fact = seal.fact_of(entry.kind, entry.body, None)
    except (EntryDamaged, FromNewer):
        return None
    return fact if isinstance(fact, kind) and _is_hex(fact.key) else None


def _is_hex(text: str) -> bool:
    try:
        return bool(bytes.fromhex(text))
    except ValueError:
        return False


def copies(connection: Connection) -> Fault | None:
    """Entries of one event that say different things."""
    run = connection.exec_driver_sql
    for (event,) in run("SELECT event_id FROM entry GROUP BY event_id HAVING count(*) > 1").fetchall():
        said = run(
            """SELECT count(DISTINCT kind || hlc || hex(body_hash) || coalesce(hex(personal_hash), ''))
               FROM entry JOIN entry_part USING (arrival) WHERE event_id = ?""",
            (event,),
        ).scalar_one()
        if said > 1:
            return Fault(event.hex(), "entries of one event say different things")
    return None
