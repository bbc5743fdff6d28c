"""Make a folder a further till of a shop: with a code, and all entries from the hub or from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pos.disk import empty_file, settle_file
from pos.domain.shop.errors import EntryWrong
from pos.domain.shop.numbering import base_letter
from pos.domain.sync.errors import (
    BaseChanged,
    BaseFromAnother,
    BaseOfAnotherShop,
    CodeExpired,
    CodeUsed,
)
from pos.domain.words.errors import CashierError
from pos.journal.lives.vouching import Known
from pos.journal.proof.checks import AT_ONCE
from pos.journal.proof.steps import Steps
from pos.journal.receive import receive
from pos.journal.stored import COUNT, Stored, stored
from pos.journal.trust import Invitation, Key, LastEntry
from pos.model import schema
from pos.model.database import Database, building, raw
from pos.services.sync.base.taking import Base, require_usable, take_all, take_base
from pos.services.sync.pairing import LETTERS
from pos.services.sync.sources import Source, source_of
from pos.services.sync.uplink import FolderUplink
from pos.services.till.copies.remains import require_new
from pos.services.till.create import Joining, begin_joined
from pos.services.till.files import ShopFolder, in_sentences
from pos.services.till.keys import accept_keys, keep_root, remember, settle_key
from pos.services.till.migration import Reindex
from pos.services.till.till import Clock
from pos.sync.carrier import EntryRefused, PlaceTaken
from pos.sync.code import PairingCode, read
from pos.sync.hub.found import new_password

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pos.sync.carrier import WaitsFor

Progress = Callable[[int, int], None]
"""Hears how many pieces or entries of how many; what it raises ends the work, and nothing is made."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A till that joined: its letter, and how many entries it begins with.

    `aside` says why ready rows that were there were not used; all came entry by entry then.
    """

    shop: str
    letter: str
    entries: int
    aside: CashierError | None = None


class _Received:
    """Counts what came, for whoever waits."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = self._of = 0

    def begin(self, of: int) -> None:
        """So many are to come."""
        self._done, self._of = 0, of

    def step(self) -> None:
        """One more is in."""
        self._done += 1
        self._progress(self._done, self._of)

    def counted(self, entry: Stored) -> Stored:
        """An entry that is in now."""
        self.step()
        return entry


def join(
    folder: ShopFolder,
    text: str,
    file: Path | None,
    clock: Clock,
    reindex: Reindex,
    progress: Progress,
    ready: Progress,
    waits_for: WaitsFor,
) -> Joined:
    """Make a till of a code, and a bundle or the code's hub; the folder holds it whole, or nothing.

    `progress` hears what comes, then `ready` how far it is made ready; what they raise ends it.
    `waits_for` hears how to end a line that is silent meanwhile.

    Raises what is wrong with the code or the file, ShopExists, CodeUsed, NoHub, and what a Carrier does.
    """
    code = read(text)
    invitation = code.invitation()
    if clock().date() > invitation.until:
        raise CodeExpired(invitation.until)
    require_new(folder)
    with source_of(code, file, clock, waits_for) as source:
        folder.make()
        with folder.work() as work, in_sentences():
            made = work / folder.database.name
            making = _Making(made, folder, code, clock, reindex, _Received(progress), ready)
            count, last = making.make(source)
            keep_root(folder, code.root)
            accept_keys(folder, code.keys)
            uplink = FolderUplink(folder, clock)
            if code.hub is not None:
                own = {"own": new_password(), "until": code.until}
                uplink.keep(msgspec.structs.replace(code.hub, **own))
            settle_file(made, folder.database)
            settle_key(folder)
            remember(folder, last)
    if file is None:
        _say_hello(uplink, folder, last)
    return Joined(code.shop, invitation.letter, count, making.aside)


class _Making:
    """The file of a till that joins, under a name of its own."""

    def __init__(
        self, made: Path, folder: ShopFolder, code: PairingCode, clock: Clock, reindex: Reindex,
        received: _Received, ready: Progress,
    ) -> None:  # fmt: skip
        self._made = made
        self._folder = folder
        self._code = code
        self._known = Known(frozenset(code.keys), code.root)
        self._clock = clock
        self._reindex = reindex
        self._received = received
        self._ready = Steps(ready)
        self.aside: CashierError | None = None

    def make(self, source: Source) -> tuple[int, LastEntry]:
        """How many entries it begins with, and its own first one.

        Ready rows that are not as they should be are left aside, with all that came after them.
        """
        try:
            ready = source.base()
            if ready is not None:
                require_usable(ready.image, self._code.shop)
                return self._filled(source, ready)
        except (BaseChanged, BaseFromAnother, BaseOfAnotherShop) as error:
            self.aside = error
        except EntryWrong:
            self.aside = BaseChanged()
        return self._filled(source, None)

    def _filled(self, source: Source, ready: Base | None) -> tuple[int, LastEntry]:
        self._made.unlink(missing_ok=True)
        empty_file(self._made)
        held = ready.image.vector if ready else {}
        count = source.count(held)
        self._received.begin(count + (len(ready.image.shas) if ready else 0))
        with building(self._made) as connection, self._ready.inside(connection):
            schema.create(connection)
            if ready:
                take_base(connection, ready, self._known, self._received.step, self._ready)
                self._take_in(connection, source.entries(held))
            else:
                entries = map(self._received.counted, source.entries({}))
                take_all(connection, entries, self._known, self._ready)
            (count,) = raw(connection).execute(COUNT).fetchone()
            invitation = self._code.invitation()
            joining = Joining(invitation, Key(self._code.once))
            demo = _require_free(connection, invitation)
            last = begin_joined(connection, self._folder, joining, demo, self._clock)
            self._reindex(raw(connection))
        return count, last

    def _take_in(self, connection: Connection, entries: Iterable[Stored]) -> None:
        """All entries beyond ready rows, whole or not at all."""
        ahead = iter(entries)
        while some := list(islice(ahead, AT_ONCE)):
            receive(connection, some, self._known, self._clock().isoformat())
            for _entry in some:
                self._received.step()


def _require_free(connection: Connection, invitation: Invitation) -> bool:
    """Whether the shop is a demo; refuses a code that somebody joined with before."""
    run = raw(connection).execute
    if invitation.letter in {base_letter(letter) for _origin, letter in run(LETTERS)}:
        raise CodeUsed(invitation.letter)
    return bool(run("SELECT max(demo) FROM till").fetchone()[0])


def _say_hello(uplink: FolderUplink, folder: ShopFolder, last: LastEntry) -> None:
    """Let the hub know that the code is used; what hinders that is done by the first round."""
    database = Database(folder.database)
    hinders = (CashierError, EntryRefused, PlaceTaken)
    try:
        with suppress(*hinders), database.reading() as connection, closing(uplink.connect()) as line:
            line.append(last.origin, list(stored(connection, last.origin)))
    finally:
        database.close()
