"""The door for entries of other tills: checked as they were sealed, kept, applied or parked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from pos.domain.shop.errors import EntryWrong
from pos.journal import seal
from pos.journal.arrive import bring, brought_by, is_cut, take_in
from pos.journal.kinds.base import Fact
from pos.journal.kinds.tills import TillOpened
from pos.journal.proof.rebuild import remake
from pos.journal.stored import Stored, misfit
from pos.journal.trust import entry_message, is_signed
from pos.journal.vouching import Known

if TYPE_CHECKING:
    from sqlalchemy import Connection

BEFORE = "SELECT chain FROM entry WHERE origin = ? AND seq = ?"
KEYED = """SELECT p.body FROM entry e JOIN entry_part p USING (arrival)
    WHERE e.origin = ? AND e.seq < ? AND (e.seq = 1 OR e.kind = 'till.keyed') ORDER BY e.seq DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Received:
    """How many entries were new here and were parked, and whether the tables were made anew for a fence.

    What searches read must then be made anew as well.
    """

    entries: int
    parked: int
    remade: bool


class _Keyed(msgspec.Struct):
    """The key that a till's entry names."""

    key: str


def receive(connection: Connection, entries: Iterable[Stored], known: Known, since: str) -> Received:
    """Take in entries of other tills, those of one life in the order they were written.

    All are checked against their chain; of each life the last signature, which covers what came before it.
    Raises EntryWrong at the first that is not as it was written: the caller's transaction must then end.
    """
    counts: Counter[str] = Counter()
    last: dict[bytes, Stored] = {}
    for entry in entries:
        if connection.exec_driver_sql("SELECT 1 FROM entry WHERE chain = ?", (entry.chain,)).fetchone():
            continue
        _check(connection, entry)
        last[entry.origin] = entry
        counts["entries"] += 1
        if take_in(connection, entry, known, since):
            counts["parked"] += 1
        if entry.kind == "till.keyed":
            _check_signature(connection, entry)
    for entry in last.values():
        _check_signature(connection, entry)
    return Received(counts["entries"], counts["parked"], _remake_if_cut(connection))


def decide(connection: Connection, header: seal.Header, fact: Fact, since: str) -> None:
    """What this till's own decision on other tills brings, or takes back."""
    bring(connection, brought_by(header, fact), Known(), since)
    _remake_if_cut(connection)


def _remake_if_cut(connection: Connection) -> bool:
    """Make the tables anew where they hold what lies behind a fence: the one rule that takes back."""
    if not is_cut(connection):
        return False
    remake(connection)
    return True


def _check(connection: Connection, entry: Stored) -> None:
    """Whether an entry is whole and continues one that is here."""
    what = misfit(entry)
    if what:
        raise EntryWrong(entry.name, what)
    if (entry.seq == 1) is not (entry.kind == TillOpened.kind):
        raise EntryWrong(entry.name, "a till begins with its opening")
    before = [row[0] for row in connection.exec_driver_sql(BEFORE, (entry.origin, entry.seq - 1))]
    if entry.seq == 1:
        before = [seal.NO_CHAIN]
    if not before:
        raise EntryWrong(entry.name, f"entry {entry.seq - 1} is missing before it")
    links = (seal.link(one, entry.header, entry.body_hash, entry.personal_hash) for one in before)
    if entry.chain not in links:
        raise EntryWrong(entry.name, "the chain breaks here")


def _check_signature(connection: Connection, entry: Stored) -> None:
    """Whether the key that its life had then signed an entry that was taken in."""
    row = connection.exec_driver_sql(KEYED, (entry.origin, max(entry.seq, 2))).one()
    try:
        key = bytes.fromhex(msgspec.json.decode(row[0], type=_Keyed).key)
    except (msgspec.MsgspecError, ValueError):
        key = b""
    if not is_signed(key, entry.sig, entry_message(entry.chain)):
        raise EntryWrong(entry.name, "the seal was not made with its till's key")
