"""Make a folder a further till of a shop: with a code, and all entries from the hub or from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pos.disk import empty_file, settle_file
from pos.domain.shop.numbering import base_letter
from pos.domain.sync.errors import CodeExpired, CodeOfAnotherShop, CodeUsed, HubOfAnotherShop, NoHub
from pos.domain.words.errors import CashierError
from pos.journal.receive import receive
from pos.journal.stored import Stored, stored
from pos.journal.trust import Invitation, Key, LastEntry
from pos.journal.vouching import Known
from pos.model import schema
from pos.model.database import Database, raw
from pos.services.sync.pairing import LETTERS
from pos.services.sync.taking_in import AT_ONCE
from pos.services.sync.uplink import FolderUplink
from pos.services.till.copies.remains import require_new
from pos.services.till.create import Joining, begin_joined
from pos.services.till.files import ShopFolder, in_sentences
from pos.services.till.keys import accept_keys, keep_root, remember, settle_key
from pos.services.till.migration import Reindex
from pos.services.till.till import Clock
from pos.sync import bundle
from pos.sync.carrier import Carrier, Want
from pos.sync.code import PairingCode, read
from pos.sync.hub.line import HubLine

if TYPE_CHECKING:
    from sqlalchemy import Connection

PAGE = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Joined:
    """A till that joined: its letter, and how many entries it begins with."""

    shop: str
    letter: str
    entries: int


def join(
    folder: ShopFolder, text: str, file: Path | None, clock: Clock, reindex: Reindex, progress: Progress
) -> Joined:
    """Make a till of a code, and a bundle or the code's hub; the folder holds it whole, or nothing.

    Raises what is wrong with the code or the file, ShopExists, CodeUsed, NoHub, and what a Carrier does.
    """
    code = read(text)
    invitation = code.invitation()
    if clock().date() > invitation.until:
        raise CodeExpired(invitation.until)
    require_new(folder)
    with _source(code, file, clock, progress) as entries:
        folder.make()
        with folder.work() as work, in_sentences():
            made = work / folder.database.name
            count, last = _make(made, folder, (code, invitation), entries, clock, reindex)
            keep_root(folder, code.root)
            accept_keys(folder, code.keys)
            uplink = FolderUplink(folder, clock)
            if code.hub is not None:
                uplink.keep(code.hub)
            settle_file(made, folder.database)
            settle_key(folder)
            remember(folder, last)
    if file is None:
        _say_hello(uplink, folder, last)
    return Joined(code.shop, invitation.letter, count)


@contextmanager
def _source(
    code: PairingCode, file: Path | None, clock: Clock, progress: Progress
) -> Iterator[Iterable[Stored]]:
    """Where the entries come from, which is the code's shop."""
    if file is not None:
        with in_sentences():
            if bundle.head_of(file).shop != code.shop:
                raise CodeOfAnotherShop(file.name)
        yield bundle.entries_of(file)
        return
    if code.hub is None:
        raise NoHub
    with closing(HubLine(code.hub, clock)) as line:
        info = line.hello()
        if (info.shop, info.hub) != (code.shop, code.hub.hub):
            raise HubOfAnotherShop
        yield _entries_of(line, progress)


def _entries_of(line: Carrier, progress: Progress) -> Iterator[Stored]:
    """All that the hub holds at this moment, a life after the other."""
    heads = line.heads()
    done, total = 0, sum(head.seq for head in heads.values())
    for origin, head in sorted(heads.items()):
        after = 0
        while after < head.seq and (page := line.read([Want(origin, after, head.seq)], PAGE)):
            yield from page
            after = page[-1].seq
            done += len(page)
            progress(done, total)


def _make(
    made: Path,
    folder: ShopFolder,
    asked: tuple[PairingCode, Invitation],
    entries: Iterable[Stored],
    clock: Clock,
    reindex: Reindex,
) -> tuple[int, LastEntry]:
    """The file of a till that joined, under a name of its own; returns how many entries it begins with."""
    code, invitation = asked
    empty_file(made)
    database = Database(made)
    try:
        with database.write() as connection:
            schema.create(connection)
            count = _take_in(connection, entries, Known(frozenset(code.keys), code.root), clock)
            joining = Joining(invitation, Key(code.once))
            last = begin_joined(connection, folder, joining, _require_free(connection, invitation), clock)
            reindex(raw(connection))
        database.fold()
    finally:
        database.close()
    return count, last


def _take_in(connection: Connection, entries: Iterable[Stored], known: Known, clock: Clock) -> int:
    """All entries, whole or not at all; returns how many."""
    count = 0
    ahead = iter(entries)
    while some := list(islice(ahead, AT_ONCE)):
        count += receive(connection, some, known, clock().isoformat()).entries
    return count


def _require_free(connection: Connection, invitation: Invitation) -> bool:
    """Whether the shop is a demo; refuses a code that somebody joined with before."""
    run = raw(connection).execute
    if invitation.letter in {base_letter(letter) for _origin, letter in run(LETTERS)}:
        raise CodeUsed(invitation.letter)
    return bool(run("SELECT max(demo) FROM till").fetchone()[0])


def _say_hello(uplink: FolderUplink, folder: ShopFolder, last: LastEntry) -> None:
    """Let the hub know that the code is used; what hinders that is done by the first round."""
    database = Database(folder.database)
    try:
        with suppress(CashierError), database.reading() as connection, closing(uplink.connect()) as line:
            line.append(last.origin, list(stored(connection, last.origin)))
    finally:
        database.close()
