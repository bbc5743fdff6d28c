"""One round: heads and chains are compared, what the hub lacks goes there, what others wrote comes here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pos.domain.sync.errors import EntryNotTaken, FormatTooOld, HubOfAnotherShop, TillRemoved
from pos.domain.sync.state import Stage, Steps, Tell
from pos.journal.lives.fences import is_ended
from pos.services.imports.bulk import behind_others
from pos.services.sync import ledger
from pos.services.sync.rounds import crash
from pos.services.sync.rounds.branches import write_again
from pos.services.sync.rounds.confirm import blank_erased, confirm
from pos.services.sync.rounds.heads import START, common, is_here, last_here
from pos.services.sync.rounds.own_life import begin_anew, begin_where_shared
from pos.services.sync.rounds.pull import Puller
from pos.services.sync.rounds.push import Pusher
from pos.services.sync.taking_in import Taking
from pos.sync.carrier import FORMAT, HubHead, PlaceTaken

if TYPE_CHECKING:
    from pos.services.sync.rounds.standing import Live
    from pos.services.till.till import Till
    from pos.sync.carrier import Carrier, HubInfo, Uplink, WaitsFor

OK, HUB_LOST, NEW_LIFE = "ok", "hub_lost", "new_life"
LIVES = "SELECT origin FROM till UNION SELECT e.origin FROM parked p JOIN entry e USING (arrival)"
TRIES = 3
"""How often the heads are compared anew where somebody else wrote meanwhile."""


@dataclass(frozen=True, slots=True)
class RoundDone:
    """What a round did, and how this till stands after it.

    `state`: the hub forgot what it had and got it again, or this till was an old image or a copy and goes on
    as another life. `confirmed_total` is in minor units.
    """

    pushed: int
    pulled: int
    applied: int
    parked: int
    unsent: int
    confirmed: int
    confirmed_total: int
    is_same: bool
    state: str
    life: str  # hexadecimal
    offset_s: float
    seconds: float
    stopped: tuple[str, ...] = ()  # lives, hexadecimal, of which the hub holds what is not as it was written


class Round:
    """One round over one line; ends early with what a Carrier raises, and all that was done stays done."""

    def __init__(
        self, till: Till, uplink: Uplink, live: Live, between: Callable[[], None], waits_for: WaitsFor,
        tell: Tell,
    ) -> None:  # fmt: skip
        """`between` is called between two pages and may raise to end the round."""
        self._till = till
        self._uplink = uplink
        self._live = live
        self._between = between
        self._waits_for = waits_for
        self._tell = tell
        self._state = OK
        self.pushed = 0
        self.offset = 0.0
        self.stopped: tuple[str, ...] = ()
        self.taking = Taking(till, self._got, between)

    def go(self, line: Carrier) -> tuple[int, int, bool]:
        """All of it; returns what the hub confirmed: how many sales, their sum, whether it is as here."""
        with behind_others():
            return self._go(line)

    def _go(self, line: Carrier) -> tuple[int, int, bool]:
        info = line.hello()
        self._require_ours(info)
        self.offset = (self._till.clock() - info.clock).total_seconds()
        pusher = Pusher(self._till.database, line, self._sent)
        puller = Puller(self._till.database, line, self.taking)
        heads = self._send_own(line, pusher, puller)
        self._send_others(info, pusher, heads)
        if info.oldest <= FORMAT:
            self._pull(puller, heads)
            self.stopped = tuple(sorted(origin.hex() for origin in puller.stopped))
            is_other = begin_where_shared(self._till)
            if is_other:
                self._state = NEW_LIFE
            if (info.is_office and write_again(self._till, heads)) or is_other:
                heads = self._send_own(line, pusher, puller)
        crash.crash_point("before the hub confirms")
        blank_erased(self._till, line, is_office=info.is_office)
        found = confirm(self._till, line)
        own = self._life.hex()[:8]
        self._require_welcome(info, [name for name in pusher.refused if name.startswith(own)])
        return found

    @property
    def state(self) -> str:
        return self._state

    def _require_ours(self, info: HubInfo) -> None:
        """Nothing is sent to another shop's hub, nor to another one at the same address."""
        (shop,) = self._till.database.reader().execute(ledger.SHOP).fetchone()
        if info.shop != shop or (self._uplink.hub and info.hub != self._uplink.hub):
            raise HubOfAnotherShop

    def _require_welcome(self, info: HubInfo, refused: list[str]) -> None:
        """Say at the end what a person must do."""
        if is_ended(self._till.database.reader(), self._till.life.origin):
            raise TillRemoved
        if info.oldest > FORMAT:
            raise FormatTooOld
        if refused:
            raise EntryNotTaken(refused[0])

    def _send_own(self, line: Carrier, pusher: Pusher, puller: Puller) -> dict[bytes, HubHead]:
        """Compare this till's own log with the hub's and send what is missing there; the hub's heads then."""
        for _try in range(TRIES):
            heads = line.heads()
            self._between()
            if not is_here(self._till.database.reader(), self._life, heads.get(self._life, START)):
                self._become_another(line, puller, heads)
                continue
            head = self._told_if_lost(heads.get(self._life, START))
            self._live.sending = Steps(0, last_here(self._till.database.reader(), self._life) - head.seq)
            try:
                heads[self._life] = pusher.push(self._life, head)
            except PlaceTaken:
                continue
            return heads
        raise EntryNotTaken(self._life.hex()[:8])

    @property
    def _life(self) -> bytes:
        return self._till.life.origin

    def _become_another(self, line: Carrier, puller: Puller, heads: Mapping[bytes, HubHead]) -> None:
        """The hub holds of this life what is not here: this till is an old image, or one of two copies.

        What others wrote comes first, so that the new letter is one that nobody bears.
        """
        others = {origin: head for origin, head in heads.items() if origin != self._life}
        puller.pull(puller.missing(others))
        last = common(line, self._till.database.reader(), self._life, heads[self._life].seq)
        begin_anew(self._till, last)
        self._state = NEW_LIFE

    def _told_if_lost(self, head: HubHead) -> HubHead:
        """Whether the hub held more of this life before: then another line must say the same."""
        known = ledger.held(self._till.database.reader()).get(self._life, START)
        if head.seq >= known.seq or self._state != OK:
            return head
        with closing(self._uplink.connect(self._waits_for)) as second:
            again = second.head(self._life) or START
        if again.seq < known.seq:
            self._state = HUB_LOST
        return again if is_here(self._till.database.reader(), self._life, again) else head

    def _send_others(self, info: HubInfo, pusher: Pusher, heads: dict[bytes, HubHead]) -> None:
        """Send earlier lives of this till; a till of the office also what others wrote and the hub lacks."""
        reader = self._till.database.reader()
        own = {part.origin for part in ledger.own_parts(reader, self._life)}
        for origin in self._lives():
            head = heads.get(origin, START)
            ours = info.is_office or origin in own
            if origin == self._life or not ours or not is_here(reader, origin, head):
                continue
            if (missing := last_here(reader, origin) - head.seq) > 0:
                self._live.sending = Steps(self._live.sending.done, self._live.sending.of + missing)
                try:
                    heads[origin] = pusher.push(origin, head)
                except PlaceTaken:  # another till sent it meanwhile
                    continue
                self._between()

    def _lives(self) -> Iterator[bytes]:
        """Every life of which anything is here, in an order that never changes."""
        yield from sorted(row[0] for row in self._till.database.reader().execute(LIVES).fetchall())

    def _pull(self, puller: Puller, heads: Mapping[bytes, HubHead]) -> None:
        wants = puller.missing(heads)
        self._live.getting = Steps(0, sum(want.upto - want.after for want in wants.values()))
        puller.pull(wants)

    def _sent(self, origin: bytes, head: HubHead, count: int) -> None:
        """The hub committed a page."""
        self.pushed += count
        self._live.sending = Steps(self._live.sending.done + count, self._live.sending.of)
        with self._till.transaction() as tx:
            ledger.say_of(tx.raw(), origin, head, count, _at(tx.now))
        self._tell(Stage.SENDING, self._live.sending.done, self._live.sending.of)
        self._between()

    def _got(self, count: int) -> None:
        self._live.getting = Steps(count, max(count, self._live.getting.of))
        self._tell(Stage.GETTING, count, self._live.getting.of)


def _at(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
