"""Look at entries of other tills before any of them is written: whole, in their chains, and sealed.

Nothing here needs the file for itself: entries are never taken out again, so what was found of the journal
still holds when they are written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

import msgspec

from pos.domain.shop.errors import EntryWrong
from pos.journal import seal
from pos.journal.arrive import add_placing
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.tills import TillKeyed, TillOpened
from pos.journal.orders.columns import Together
from pos.journal.seal import Header
from pos.journal.stored import Misfit, Stored, fitting
from pos.journal.trust import entry_message, is_signed

CHAINS = "SELECT chain FROM entry WHERE chain IN ({marks})"
LAST = "SELECT coalesce(max(seq), 0) FROM entry WHERE origin = ?"
BEFORE = "SELECT chain FROM entry WHERE origin = ? AND seq = ?"
CHAIN_BYTES = 32
LETTER = "SELECT letter FROM till WHERE origin = ?"
KEYED = """SELECT seq, p.body FROM entry_part p JOIN
    (SELECT arrival, seq FROM (SELECT arrival, seq FROM entry INDEXED BY ix_entry_keyed
        WHERE origin = :life AND kind = 'till.keyed' AND seq < :seq ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT arrival, seq FROM entry WHERE origin = :life AND seq = 1) USING (arrival)
    ORDER BY seq DESC LIMIT 1"""
"""What named the key in force, without a walk over the entries between."""
AT_ONCE, BYTES = 50, 60_000
"""Entries looked at between two looks whether somebody works, orders written together, and how much those
say at most."""


class Examined:
    """Entries that are right: one, or several of one life that place orders one after the other.

    `made` are the rows of these orders, where they can be told already.
    """

    def __init__(self, entry: Stored, made: Together | None = None) -> None:
        self.entries = [entry]
        self.made = made
        self.events = {entry.event_id}
        self.size = len(entry.body)

    @property
    def places(self) -> bool:
        """Whether they place orders."""
        return self.entries[0].kind == OrderPlaced.kind

    def takes(self, entry: Stored) -> bool:
        """Whether one more belongs to them that places an order, too."""
        return (
            self.places
            and len(self.entries) < AT_ONCE
            and self.size + len(entry.body) <= BYTES
            and self.entries[0].origin == entry.origin
            and entry.event_id not in self.events
        )

    def add(self, entry: Stored) -> None:
        """One more that they take."""
        self.entries.append(entry)
        self.events.add(entry.event_id)
        self.size += len(entry.body)


class _Keyed(msgspec.Struct):
    """The key that a till's entry names."""

    key: str


class _Chains:
    """The chain values seen of one life, by number: 32 bytes each, for there may be a million."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._row = bytearray()
        self._others: dict[int, list[bytes]] = {}
        self._end = first  # the number behind the last of the row

    def add(self, seq: int, chain: bytes) -> None:
        if seq == self._end and len(chain) == CHAIN_BYTES:
            self._row += chain
            self._end += 1
        else:
            self._others.setdefault(seq, []).append(chain)

    def at(self, seq: int) -> list[bytes]:
        found = []
        if self._first <= seq < self._end:
            start = (seq - self._first) * CHAIN_BYTES
            found.append(bytes(self._row[start : start + CHAIN_BYTES]))
        return found + self._others[seq] if seq in self._others else found


class Checks:
    """Looks at entries a few at a time, those of one life in the order they were written.

    It remembers the chains that it saw: what comes next may follow before they are written, and two computers
    that wrote as one come one after the other.
    """

    def __init__(self, reader: sqlite3.Connection, *, only_looks: bool = False) -> None:
        """`only_looks`: nothing is taken in, and what orders come to is of no use."""
        self._reader = reader
        self._only_looks = only_looks
        self._chains: dict[bytes, _Chains] = {}
        self._keys: dict[bytes, list[tuple[int, bytes]]] = {}
        self._letters: dict[bytes, str] = {}

    def look(self, some: Sequence[Stored], give_way: Callable[[], None] = lambda: None) -> Iterator[Examined]:
        """Those of them that are not here yet, each once; `give_way` is called now and then.

        All are checked against their chain; of each life the last signature, which covers what came before
        it. Raises EntryWrong at the first that is not as it was written, behind those that came before it.
        """
        here = self._here(some)
        last: dict[bytes, Stored] = {}
        found: list[Examined] = []
        wrong: EntryWrong | None = None
        for count, entry in enumerate(some):
            if not count % AT_ONCE:
                give_way()
            if entry.chain not in here:
                try:
                    header = self._checked(entry)
                except EntryWrong as error:
                    wrong = error
                    break
                self._sort(found, entry, header)
                last[entry.origin] = entry
                here.add(entry.chain)
            self._seen(entry)
        for entry in last.values():
            self._require_signature(entry)
        yield from found
        if wrong is not None:
            raise wrong

    def _here(self, some: Sequence[Stored]) -> set[bytes]:
        """The chain values of those that are here; what stands behind the last of its life is not."""
        lives = {one.origin for one in some}
        last = {life: self._reader.execute(LAST, (life,)).fetchone()[0] for life in lives}
        return held(self._reader, CHAINS, {one.chain for one in some if one.seq <= last[one.origin]})

    def _sort(self, found: list[Examined], entry: Stored, header: Header) -> None:
        """Put an entry behind those found, or to the last of them where all of these place orders."""
        if self._only_looks or entry.kind != OrderPlaced.kind:
            found.append(Examined(entry))
            return
        letter = self._letter(header)
        last = found[-1] if found else None
        if last is None or (last.made is None) is not (letter == "") or not last.takes(entry):
            last = None
        made = last.made if last else Together() if letter else None
        if made is not None:
            try:
                add_placing(made, entry, header, letter)
            except Exception:  # what keeps it from being applied is told when it is tried
                last = made = None
        if last:
            last.add(entry)
        else:
            found.append(Examined(entry, made))

    def _checked(self, entry: Stored) -> Header:
        """The header of an entry that is whole and continues what is here or was seen.

        One that names another key must be sealed with the key before.
        """
        try:
            header = fitting(entry)
        except Misfit as misfit:
            raise EntryWrong(entry.name, misfit.what) from None
        if entry.kind == TillKeyed.kind:
            self._require_signature(entry)
        if (entry.seq == 1) is not (entry.kind == TillOpened.kind):
            raise EntryWrong(entry.name, "a till begins with its opening")
        chains = self._chains.get(entry.origin)
        seen = chains.at(entry.seq - 1) if chains else []
        if _links(entry, seen):
            return header
        before = self._before(entry)
        if not seen and not before:
            raise EntryWrong(entry.name, f"entry {entry.seq - 1} is missing before it")
        if not _links(entry, before):
            raise EntryWrong(entry.name, "the chain breaks here")
        return header

    def _before(self, entry: Stored) -> list[bytes]:
        """The chain values that an entry may continue, of what is here."""
        if entry.seq == 1:
            return [seal.NO_CHAIN]
        return [row[0] for row in self._reader.execute(BEFORE, (entry.origin, entry.seq - 1))]

    def _seen(self, entry: Stored) -> None:
        """Remember where its life has come to, and which key it names."""
        if (chains := self._chains.get(entry.origin)) is None:
            chains = self._chains[entry.origin] = _Chains(entry.seq)
        chains.add(entry.seq, entry.chain)
        if entry.kind in (TillOpened.kind, TillKeyed.kind):
            self._keys.setdefault(entry.origin, []).append((entry.seq, _key_in(entry.body)))

    def _letter(self, header: Header) -> str:
        """The letter of the till that wrote an entry first; nothing for one that is not known here."""
        writer = header.writer
        found = self._letters.get(writer, "")
        if not found and (row := self._reader.execute(LETTER, (writer,)).fetchone()):
            found = self._letters[writer] = row[0]
        return found

    def _require_signature(self, entry: Stored) -> None:
        if not is_signed(self._key_of(entry), entry.sig, entry_message(entry.chain)):
            raise EntryWrong(entry.name, "the seal was not made with its till's key")

    def _key_of(self, entry: Stored) -> bytes:
        """The key that an entry's life had then, by what is here or was seen; nothing where neither says."""
        named = [one for one in self._keys.get(entry.origin, ()) if one[0] < max(entry.seq, 2)]
        row = self._reader.execute(KEYED, {"life": entry.origin, "seq": entry.seq}).fetchone()
        if row:
            named.append((row[0], _key_in(row[1])))
        return max(named, default=(0, b""), key=lambda one: one[0])[1]


def held(reader: sqlite3.Connection, sql: str, wanted: set[bytes]) -> set[bytes]:
    """Those of these values that the journal holds."""
    marks = ",".join("?" * len(wanted))
    return {row[0] for row in reader.execute(sql.format(marks=marks), tuple(wanted))}


def _links(entry: Stored, before: Sequence[bytes]) -> bool:
    """Whether an entry continues one of these chain values."""
    for one in before:  # a generator for `any` takes as long again as the hash
        if seal.link(one, entry.header, entry.body_hash, entry.personal_hash) == entry.chain:
            return True
    return False


def _key_in(body: bytes) -> bytes:
    try:
        return bytes.fromhex(msgspec.json.decode(body, type=_Keyed).key)
    except (msgspec.MsgspecError, ValueError):
        return b""
