"""Let another till join the shop, and close a lost one out; by a file, where there is no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pos.disk import empty_file, settle_file
from pos.domain.shop.numbering import base_letter, is_letter
from pos.domain.sync.errors import (
    CodeExpired,
    CodeOfAnotherShop,
    CodeUsed,
    LetterTaken,
    LetterUnusable,
    ThisTill,
    TillUnknown,
)
from pos.journal.append import read_head
from pos.journal.kinds.tills import TillFenced
from pos.journal.receive import receive
from pos.journal.trust import Invitation, Key, Role, invite
from pos.journal.vouching import Known
from pos.model import schema
from pos.model.database import Database, raw
from pos.services.sync.bundles import SHOP
from pos.services.sync.taking_in import AT_ONCE
from pos.services.till.copies.remains import require_new
from pos.services.till.create import Joining, begin_joined
from pos.services.till.files import ShopFolder, in_sentences
from pos.services.till.keys import accept_keys, keep_root, remember, settle_key, shop_key
from pos.services.till.migration import Reindex
from pos.services.till.till import Clock, Till
from pos.services.till.transaction import require_office
from pos.sync import bundle
from pos.sync.code import PairingCode, read, written

if TYPE_CHECKING:
    from sqlalchemy import Connection

DAYS = 1
"""How long a code is good, where nothing else is said."""
LETTERS = "SELECT origin, letter FROM till ORDER BY id"
UNVOUCHED = "SELECT v.key FROM voucher v WHERE v.seq = 1 AND v.by = ''"


@dataclass(frozen=True, slots=True)
class Invited:
    """A code that lets one till join, and until when."""

    code: str
    letter: str
    role: Role
    until: date


@dataclass(frozen=True, slots=True)
class Removed:
    """The lives of a till that was closed out, and the last entry of each that counts."""

    letter: str
    upto: dict[str, int]


class Pairing:
    """Invites tills and closes them out, on a till of the office."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def invite(self, letter: str, role: Role = Role.OFFICE, days: int = DAYS) -> Invited:
        """A code for one more till; the shop key is made where there is none.

        Raises OfficeOnly, LetterUnusable or LetterTaken.
        """
        reader = self._till.database.reader()
        require_office(reader, self._till.life.origin)
        if not is_letter(letter):
            raise LetterUnusable(letter)
        if letter in {base_letter(known) for _origin, known in reader.execute(LETTERS)}:
            raise LetterTaken(letter)
        (shop,) = reader.execute(SHOP).fetchone()
        until = self._till.clock().date() + timedelta(days=days)
        root = shop_key(self._till.folder)
        invitation, once = invite(root, shop, letter, role, until)
        keys = tuple(sorted({key for (key,) in reader.execute(UNVOUCHED)}))
        code = PairingCode(
            shop, letter, role.value, until.isoformat(), root.public, once.seed, invitation.signature, keys
        )
        return Invited(written(code), letter, role, until)

    def remove(self, letter: str) -> Removed:
        """Let what a till writes from now on count nowhere; its lives end at the last entry known here.

        Raises OfficeOnly, TillUnknown or ThisTill.
        """
        require_office(self._till.database.reader(), self._till.life.origin)
        if letter == base_letter(self._till.life.letter):
            raise ThisTill(letter)
        with self._till.transaction() as tx:
            lives = [origin for origin, known in tx.raw().execute(LETTERS) if base_letter(known) == letter]
            if not lives:
                raise TillUnknown(letter)
            heads = [read_head(tx.connection, origin) for origin in lives]
            for head in heads:
                tx.record(TillFenced(life=head.origin.hex(), seq=head.seq, chain=head.chain.hex()))
        return Removed(letter, {head.origin.hex(): head.seq for head in heads})


@dataclass(frozen=True, slots=True)
class Joined:
    """A till that joined: its letter, and how many entries it begins with."""

    shop: str
    letter: str
    entries: int


def join_by_bundle(folder: ShopFolder, text: str, file: Path, clock: Clock, reindex: Reindex) -> Joined:
    """Make a till of a code and a bundle; the folder holds it whole, or nothing.

    Raises what is wrong with the code or the file, ShopExists, CodeUsed.
    """
    code = read(text)
    invitation = code.invitation()
    if clock().date() > invitation.until:
        raise CodeExpired(invitation.until)
    require_new(folder)
    with in_sentences():
        if bundle.head_of(file).shop != code.shop:
            raise CodeOfAnotherShop(file.name)
    folder.make()
    with folder.work() as work, in_sentences():
        made = work / folder.database.name
        empty_file(made)
        database = Database(made)
        try:
            with database.write() as connection:
                schema.create(connection)
                count = _take_in(connection, file, Known(frozenset(code.keys), code.root), clock)
                joining = Joining(invitation, Key(code.once))
                last = begin_joined(connection, folder, joining, _require_free(connection, invitation), clock)
                reindex(raw(connection))
            database.fold()
        finally:
            database.close()
        keep_root(folder, code.root)
        accept_keys(folder, code.keys)
        settle_file(made, folder.database)
        settle_key(folder)
        remember(folder, last)
    return Joined(code.shop, invitation.letter, count)


def _take_in(connection: Connection, file: Path, known: Known, clock: Clock) -> int:
    """All entries of a bundle, whole or not at all; returns how many."""
    count = 0
    entries = bundle.entries_of(file)
    while some := list(islice(entries, AT_ONCE)):
        count += receive(connection, some, known, clock().isoformat()).entries
    return count


def _require_free(connection: Connection, invitation: Invitation) -> bool:
    """Whether the shop is a demo; refuses a code that somebody joined with before."""
    run = raw(connection).execute
    if invitation.letter in {base_letter(letter) for _origin, letter in run(LETTERS)}:
        raise CodeUsed(invitation.letter)
    return bool(run("SELECT max(demo) FROM till").fetchone()[0])
