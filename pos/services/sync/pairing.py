"""Let another till join the shop, and close a lost one out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from pos.domain.shop.numbering import base_letter, is_letter
from pos.domain.sync.errors import DaysUnusable, LetterTaken, LetterUnusable, ThisTill, TillUnknown
from pos.domain.sync.roles import Role
from pos.domain.sync.state import Tell, tell_nobody
from pos.journal.append import read_head
from pos.journal.kinds.tills import TillFenced
from pos.journal.lives.letters import letters_borne
from pos.journal.trust import invite
from pos.services.sync.ledger import SHOP
from pos.services.till.till import Till
from pos.services.till.transaction import require_office
from pos.sync.code import PairingCode, written

if TYPE_CHECKING:
    from pos.services.sync.sheet import RecoverySheet
    from pos.sync.hub.login import HubLogin

DAYS = 1
"""How long a code is good, where nothing else is said."""
MOST_DAYS = 3650
LETTERS = "SELECT origin, letter FROM till ORDER BY id"
UNVOUCHED = "SELECT v.key FROM voucher v WHERE v.seq = 1 AND v.by = ''"


LetIn = Callable[[str, Role, timedelta, Tell], "HubLogin | None"]
"""Makes a login for the till of that letter and role, good for so long; None where the shop has no hub."""


def require_free(reader: sqlite3.Connection, letter: str) -> None:
    """Refuse the letter of a till that was heard of here; raises LetterTaken."""
    if letter in {base_letter(known) for known in letters_borne(reader)}:
        raise LetterTaken(letter)


def nobody(_letter: str, _role: Role, _good_for: timedelta, _tell: Tell) -> None:
    """Makes no login: the shop has no hub."""


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

    def __init__(self, till: Till, sheet: RecoverySheet, let_in: LetIn = nobody) -> None:
        """`let_in` makes a login at the shop's hub."""
        self._till = till
        self._sheet = sheet
        self._let_in = let_in

    def invite(
        self, letter: str, role: Role = Role.OFFICE, days: int = DAYS, tell: Tell = tell_nobody
    ) -> Invited:
        """A code for one more till; the shop key is made where there is none.

        `tell` hears how far what is sent to the hub for it is; what it raises lets nobody in.
        Raises OfficeOnly, LetterUnusable, DaysUnusable, LetterTaken or ShopKeyElsewhere, and what a Carrier
        does.
        """
        reader = self._till.database.reader()
        require_office(reader, self._till.life.origin)
        if not is_letter(letter):
            raise LetterUnusable(letter)
        if not 0 < days <= MOST_DAYS:
            raise DaysUnusable
        require_free(reader, letter)
        (shop,) = reader.execute(SHOP).fetchone()
        now = self._till.clock()
        until = now.date() + timedelta(days=days)
        good_for = datetime.combine(until, time.max, now.tzinfo) - now
        root = self._sheet.key()
        invitation, once = invite(root, shop, letter, role, until)
        keys = tuple(sorted({key for (key,) in reader.execute(UNVOUCHED)}))
        code = PairingCode(
            shop, letter, role.value, until.isoformat(), root.public, once.seed, invitation.signature, keys,
            self._let_in(letter, role, good_for, tell),
        )  # fmt: skip
        return Invited(written(code), letter, role, until)

    def require_removable(self, letter: str) -> None:
        """Refuse what is no other till of the shop; raises OfficeOnly, TillUnknown or ThisTill."""
        reader = self._till.database.reader()
        require_office(reader, self._till.life.origin)
        if letter == base_letter(self._till.life.letter):
            raise ThisTill(letter)
        if letter not in {base_letter(known) for _origin, known in reader.execute(LETTERS)}:
            raise TillUnknown(letter)

    def fence(self, letter: str) -> Removed:
        """Let what a till writes from now on count nowhere; its lives end at the last entry known here.

        Raises OfficeOnly, TillUnknown or ThisTill.
        """
        self.require_removable(letter)
        with self._till.transaction() as tx:
            lives = [origin for origin, known in tx.raw().execute(LETTERS) if base_letter(known) == letter]
            heads = [read_head(tx.connection, origin) for origin in lives]
            for head in reversed(heads):  # the last first: what continues an ended life counts by its own end
                tx.record(TillFenced(life=head.origin.hex(), seq=head.seq, chain=head.chain.hex()))
        return Removed(letter, {head.origin.hex(): head.seq for head in heads})
