"""The shop's hub: made, asked how it stands, repaired, opened to another till, left."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from pos.domain.shop.numbering import base_letter
from pos.domain.sync.errors import (
    STOPPED,
    HubKnown,
    InviteStopped,
    LoginRefused,
    NoHub,
    StillUnsent,
    WorkStopped,
)
from pos.domain.sync.state import Stage, Tell, tell_nobody
from pos.domain.words.errors import CashierError
from pos.services.sync import ledger
from pos.services.sync.ledger import SHOP
from pos.services.sync.pairing import Pairing, Removed, require_free
from pos.services.sync.repair import wrong_from
from pos.services.till.transaction import ROLE, require_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from pos.domain.sync.roles import Role
    from pos.services.sync.base.making import Bases
    from pos.services.sync.rounds.rounds import Rounds
    from pos.services.sync.sheet import RecoverySheet
    from pos.services.sync.uplink import FolderUplink
    from pos.services.till.till import Till
    from pos.sync.carrier import HubHead, HubInfo, WaitsFor
    from pos.sync.hub.login import HubLogin


@dataclass(frozen=True, slots=True)
class HubMade:
    """A hub that was made, or was there: how many entries were sent, and whether nothing was left to do."""

    hub: str
    shop: str
    letter: str
    pushed: int
    is_again: bool


@dataclass(frozen=True, slots=True)
class HubAnswer:
    """What the hub says now; where it was not reached, why. `repaired` counts rows that were taken away."""

    hub: str
    shop: str
    info: HubInfo | None
    why: CashierError | None
    offset_s: float
    heads: dict[bytes, HubHead]
    repaired: int


class Hubs:
    """What is done with the hub beside sending and getting entries."""

    def __init__(
        self, till: Till, sheet: RecoverySheet, uplink: FolderUplink, rounds: Rounds, bases: Bases
    ) -> None:
        self._sheet = sheet
        self._till = till
        self._uplink = uplink
        self._rounds = rounds
        self._bases = bases
        self._stops = 0
        self._ends: list[Callable[[], None]] = []

    def stop(self) -> None:
        """End what is waited for, be it a round; from any thread. Nothing is begun again."""
        self._stops += 1
        self._rounds.stop()
        for ends in tuple(self._ends):
            ends()

    def look_at(self, dsn: str) -> bool:
        """Try an address without making anything; whether this shop's hub is there already.

        Raises DsnUnusable, HubNotEmpty, HubTaken, NoRights, and what a Carrier does.
        """
        from pos.sync.hub.dsn import from_dsn
        from pos.sync.hub.found import hub_at

        wait = self._uplink.wait()
        return hub_at(from_dsn(dsn), self._shop, self._till.clock(), wait) is not None

    def create(self, dsn: str, tell: Tell = tell_nobody) -> HubMade:
        """Make the hub in an empty database and send everything; done already where it is this shop's.

        `dsn` is its owner's way there; `tell` hears how much is sent.
        Raises OfficeOnly, DsnUnusable, HubNotEmpty, HubTaken, HubKnown, NoRights, and what a Carrier does.
        """
        from pos.sync.hub.authority import narrowed
        from pos.sync.hub.dsn import from_dsn
        from pos.sync.hub.found import Founder, found, hub_at

        reader, life = self._till.database.reader(), self._till.life
        owner, now, wait = from_dsn(dsn), self._till.clock(), self._uplink.wait()
        known = self._uplink.login()
        at = hub_at(owner, self._shop, now, wait)
        is_again = known is not None and known.hub == at
        if known is not None and not is_again:
            raise HubKnown
        if not is_again or self._is_refused():
            if at is None:
                require_office(reader, life.origin)
            (role,) = reader.execute(ROLE, (life.origin,)).fetchone()
            founder = Founder(self._shop, self._sheet.public(), base_letter(life.letter), role)
            self._uplink.keep(narrowed(found(owner, founder, now, wait), now, wait))
        pushed = self._rounds.once(tell).pushed
        return HubMade(self._uplink.hub, self._shop, life.letter, pushed, is_again)

    def _is_refused(self) -> bool:
        """Whether the hub knows this till's login no more: its owner may give it another one."""
        try:
            self._uplink.connect().close()
        except LoginRefused:
            return True
        return False

    @property
    def _shop(self) -> str:
        return str(self._till.database.reader().execute(SHOP).fetchone()[0])

    def status(self, *, repair: bool = False, tell: Tell = tell_nobody) -> HubAnswer:
        """What the hub says; with `repair` rows that were not written by their till are taken away first.

        `tell` hears how far that is; a stop ends it at once. Raises NoHub, WorkStopped, and with `repair`
        OfficeOnly and what a Carrier does.
        """
        login, asked = self._require_login(), self._stops
        waits_for = self._waits_for(WorkStopped)
        try:
            return self._asked(login, self._repair(tell, waits_for) if repair else 0, waits_for, asked)
        except CashierError as error:
            if self._stops != asked:
                raise WorkStopped from error
            raise

    def _asked(self, login: HubLogin, taken: int, waits_for: WaitsFor, asked: int) -> HubAnswer:
        """What it says; where it says nothing, why. `asked`: so many stops there were as this began."""
        try:
            with closing(self._uplink.connect(waits_for)) as line:
                info = line.hello()
                offset = (self._till.clock() - info.clock).total_seconds()
                return HubAnswer(login.hub, login.shop, info, None, offset, line.heads(), taken)
        except CashierError as error:
            if self._stops != asked:
                raise
            return HubAnswer(login.hub, login.shop, None, error, 0.0, self._heads_known(), taken)

    def _waits_for(self, stopped: type[CashierError]) -> WaitsFor:
        """Hears what ends each line of one work; raises `stopped` once that was asked for."""
        asked = self._stops
        self._ends.clear()

        def waits_for(ends: Callable[[], None]) -> None:
            self._ends.append(ends)
            if self._stops != asked:
                raise stopped

        return waits_for

    def _require_login(self) -> HubLogin:
        login = self._uplink.login()
        if login is None:
            raise NoHub
        return login

    def _heads_known(self) -> dict[bytes, HubHead]:
        return dict(ledger.held(self._till.database.reader()))

    def _repair(self, tell: Tell, waits_for: WaitsFor) -> int:
        """Take away what is not as its till signed it, and send what the hub lost."""
        require_office(self._till.database.reader(), self._till.life.origin)
        taken = 0
        with closing(self._uplink.connect(waits_for)) as line:
            heads = line.heads()
            done, of = 0, sum(head.seq for head in heads.values())
            for origin, head in sorted(heads.items()):
                before = done

                def looked(seq: int, before: int = before) -> None:
                    tell(Stage.CHECKING, before + seq, of)

                seq = wrong_from(line, origin, head, looked)
                done += head.seq
                if seq:
                    taken += line.cut(origin, seq)
        self._rounds.once(tell)
        return taken

    def let_in(self, letter: str, role: Role, good_for: timedelta, tell: Tell) -> HubLogin | None:
        """A login for the till of that letter, after all of here was sent; None where there is no hub.

        Who does not use it within `good_for` comes in no more.
        What `tell` raises ends it before there is one. Raises LetterTaken where a till that has joined since
        bears it, and what a Carrier does.
        """
        if not self._uplink.is_set_up:
            return None
        waits_for = self._waits_for(InviteStopped)
        self._rounds.once(tell)
        require_free(self._till.database.reader(), letter)
        try:
            with closing(self._uplink.connect(waits_for)) as line:
                self._bases.offer(line, tell)
        except STOPPED:
            raise
        except CashierError:
            pass  # without ready rows who joins takes entries one by one
        tell(Stage.LETTING_IN, 0, 0)
        with closing(self._uplink.connect(waits_for)) as line:
            login = line.let_in(letter, role.value, good_for)
        return msgspec.structs.replace(login, known_at=self._till.clock().isoformat())

    def remove(self, pairing: Pairing, letter: str) -> Removed:
        """Close a till out: its login first, so that what it sent until then is all that counts.

        Raises OfficeOnly, TillUnknown, ThisTill, and what a Carrier does.
        """
        pairing.require_removable(letter)
        if not self._uplink.is_set_up:
            return pairing.fence(letter)
        with closing(self._uplink.connect()) as line:
            line.shut_out(letter)
        self._rounds.once()
        removed = pairing.fence(letter)
        self._rounds.once()
        return removed

    def leave(self, *, even_unsent: bool = False) -> Removed:
        """This till knows no hub any more and keeps all it has. Raises NoHub or StillUnsent."""
        self._require_login()
        life = self._till.life
        unsent = ledger.unsent(self._till.database.reader(), life.origin).entries
        if unsent and not even_unsent:
            raise StillUnsent
        with suppress(CashierError), closing(self._uplink.connect()) as line:
            line.shut_out(base_letter(life.letter))
        self._uplink.forget()
        known = ledger.held(self._till.database.reader())
        with self._till.transaction() as tx:
            ledger.leave(tx.raw())
        seq = known[life.origin].seq if life.origin in known else 0
        return Removed(life.letter, {life.origin.hex(): seq})
