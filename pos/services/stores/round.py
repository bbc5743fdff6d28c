"""One round with the web shop: what is open is settled, what waits goes up, what changed there comes down."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pos.domain.stores.answers import Unclear
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.errors import (
    StoreAnswer,
    StoreHeld,
    StorePlan,
    StoreScope,
    StoreToken,
    StoreUnreachable,
)
from pos.domain.stores.goods import StoreProfile
from pos.domain.stores.rounds import RoundReport, Standing
from pos.domain.stores.uploads import What
from pos.domain.sync.errors import EntryNotTaken
from pos.domain.words.errors import CashierError
from pos.domain.words.phrases import Phrase
from pos.services.shop.secrets import Kept
from pos.services.shop.settings import Settings
from pos.services.stores.connecting import Connecting
from pos.services.stores.down.watch import Watch
from pos.services.stores.lines import open_line, refusal, value_of
from pos.services.stores.marks import (
    MOST_ROUNDS,
    PROFILE,
    Marks,
    RoundKept,
    is_night,
    keep_marks,
    read_marks,
    was_night,
)
from pos.services.stores.pages import Step
from pos.services.stores.people import PeopleUp
from pos.services.stores.pulls import Pulls
from pos.services.stores.up.gate import Cancelled, Gate, Halted, Tell, tell_nobody
from pos.services.stores.up.goods import Good, Goods
from pos.services.stores.up.lease import Lease
from pos.services.stores.up.up import Up
from pos.services.stores.up.uploads import open_uploads, parked
from pos.services.stores.up.waiting import Waiting
from pos.services.till.files import StoreLock
from pos.services.till.till import Till
from pos.stores.connector import Connector
from pos.stores.pace import RequestLog

if TYPE_CHECKING:
    from pos.services.sync.sync import Sync

EVERY, SPREAD = 60.0, 0.3
"""Seconds between two rounds, and how far from that they lie by chance."""
LONGEST_REST = 3600.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Manners:
    """How a round is waited for and stopped, and who hears how far it is."""

    stopped: Callable[[], bool] = _never
    wait: Callable[[float], None] = time.sleep
    tell: Tell = tell_nobody


USUAL = Manners()


class Rounds:
    """Goes on rounds, and says what waits for the next one."""

    def __init__(
        self,
        till: Till,
        settings: Settings,
        connecting: Connecting,
        pulls: Pulls,
        sync: Callable[[], Sync],
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._till = till
        self._settings = settings
        self._connecting = connecting
        self._pulls = pulls
        self._sync = sync
        self._chance = chance
        self._line: Connector | None = None
        self._lease: Lease | None = None
        self._watch = Watch(till)

    def standing(self) -> Standing:
        """What waits, asked of nobody; nothing where no web shop is connected."""
        store = self._connecting.current()
        if store is None or store.state == "off":
            return Standing()
        line = open_line(store.kind, store.number, "", RequestLog(), store.url, store.settle)
        return self._standing(self._gate(store, line))

    def goods(self) -> dict[str, Good]:
        """Every linked variant that is counted, by its id, with what is owed of it; asked of nobody."""
        store = self._connecting.current()
        if store is None:
            return {}
        line = open_line(store.kind, store.number, "", RequestLog(), store.url, store.settle)
        return Goods(self._gate(store, line)).all(self._till.database.reader())

    def run(
        self,
        *,
        stopped: Callable[[], bool] = _never,
        wait: Callable[[float], None] = time.sleep,
        step: Tell = tell_nobody,
        dry: bool = False,
    ) -> RoundReport:
        """One round; what ends it early is in the report.

        `stopped` is asked between two calls, `step` hears how far it is; `dry` asks nobody and says what
        waits.
        Raises StoreNotConnected, StoreHeld, RoundElsewhere.
        """
        store = self._connecting.required()
        report, log = RoundReport(), RequestLog()
        marks = read_marks(self._till, store.key)
        if dry or store.state != "on":
            report.standing = self.standing()
            return report
        with StoreLock(self._till.folder).held():
            report.stopped = self._waits_for_a_person(store, marks)
            if report.stopped is None:
                self._go(store, report, log, marks, Manners(stopped, wait, step))
            report.standing = self.standing()
            report.calls = log.calls
            self._remember(store, report)
        return report

    def stop(self) -> None:
        """Hang up at once, from another thread; what was under way is looked for in the next round."""
        if (lease := self._lease) is not None:
            lease.stop()
        if (line := self._line) is not None:
            line.close()

    def _waits_for_a_person(self, store: StoreConnection, marks: Marks) -> CashierError | None:
        """What was refused with this very token, and will be again; a plan is asked for once an hour."""
        if not marks.stopped or marks.stopped_for != self._connecting.token_mark(store):
            return None
        if marks.stopped == "StoreToken":
            return StoreToken()
        if marks.stopped == "StoreScope":
            return StoreScope(marks.stopped_why)
        if marks.stopped == "StorePlan" and self._till.clock() < datetime.fromisoformat(marks.next_at):
            return StorePlan(marks.stopped_why)
        return None

    def _go(
        self,
        store: StoreConnection,
        report: RoundReport,
        log: RequestLog,
        marks: Marks,
        manners: Manners,
    ) -> None:
        lease = self._lease = Lease(self._till, store.key, self._sync)
        line: Connector | None = None
        try:
            if manners.stopped():  # before there was anything to hang up on
                raise Cancelled
            lease.meet()
            if manners.stopped():
                raise Cancelled
            store = self._connecting.required()
            self._take_over(store, lease)
            self._connecting.require_mine(store := self._connecting.required())
            lease.take(marks)
            store = self._connecting.meets(store, at_hub=lease.at_hub)
            rest = min(max(0.0, marks.rest_until - time.time()), LONGEST_REST)
            line = self._line = self._connecting.line(store, log, rest)
            self._steps(self._gate(store, line, manners, lease), store, report, marks)
        except Halted as halted:
            report.stopped = refusal(halted.answer, store.number)
        except StoreHeld:
            raise
        except CashierError as error:
            report.stopped = error
        except Cancelled:
            pass
        finally:
            lease.close()  # still to be stopped: the hub may be silent now
            self._line = self._lease = None
            if line is not None:
                line.close()
                marks.rest_until = time.time() + line.rest if line.rest else 0.0
            keep_marks(self._till, store.key, marks)
        if manners.stopped():
            report.stopped = None  # a person hung up: that is no trouble of the web shop

    def _take_over(self, store: StoreConnection, lease: Lease) -> None:
        """Where this till has a token too, and nobody was heard of for long, it goes on for the holder."""
        if self._connecting.is_mine(store) or self._connecting.token_kept(store) is Kept.NOWHERE:
            return
        if lease.is_silent(bytes.fromhex(store.holder)):
            self._connecting.take_over()

    def _steps(self, gate: Gate, store: StoreConnection, report: RoundReport, marks: Marks) -> None:
        """In this order: what is open, orders, statuses, differences; then what changed there."""
        profile = self._profile(gate, store, marks)
        self._watch.clocks(store, gate.now())
        up, people = Up(gate, marks), PeopleUp(gate, marks)
        self._learn(gate, store, marks, up)
        try:
            up.settle()
            people.settle()
            self._pulls.answered(gate.line, store)
            if "orders" in store.syncs:
                up.orders.run()
                up.statuses.run()
            people.run()
            if "stock" in store.syncs:
                up.stock.run()
            self._down(gate, store, profile, report, marks, up)
            if "stock" in store.syncs:
                up.figures.meet()
                up.figures.sweep()
                up.figures.follow()
                up.stock.run()
        finally:
            report.pushed |= up.sent | {"customers": len(people.sent)}

    def _profile(self, gate: Gate, store: StoreConnection, marks: Marks) -> StoreProfile:
        """Who answers; where that takes several requests it is asked once a day."""
        is_dear = not gate.line.tells_changes
        if marks.profile and is_dear and not is_night(self._till, marks, PROFILE):
            value_of(gate.heard(gate.line.latest()), store.number)
            return marks.profile
        profile = value_of(gate.heard(gate.line.probe()), store.number)
        if is_dear:
            marks.profile = profile
            was_night(self._till, marks, PROFILE)
        return profile

    def _learn(self, gate: Gate, store: StoreConnection, marks: Marks, up: Up) -> None:
        """Whether this token may send things under a key: asked once, before the first of them goes."""
        token = self._connecting.token_mark(store)
        is_new = token not in marks.keyed and gate.line.keyed
        if is_new and up.has_something(store.syncs):
            tried = gate.line.try_key()
            if gate.line.keyed:
                gate.heard(tried)
            marks.keyed = {} if isinstance(tried, Unclear) else {token: gate.line.keyed}
        gate.line.keyed = gate.line.keyed and marks.keyed.get(token, True)

    def _down(
        self, gate: Gate, store: StoreConnection, profile: StoreProfile, report: RoundReport, marks: Marks,
        up: Up,
    ) -> None:  # fmt: skip
        def steps(what: str) -> Step:
            def step(done: int, of: int) -> None:
                gate.go_on()
                gate.steps(what)(done, of)

            return step

        figures = up.figures
        pulled = self._pulls.pull(gate.line, store, profile, marks, steps, figures.changed, figures.sold)
        report.pulled |= asdict(pulled)

    def _gate(
        self,
        store: StoreConnection,
        line: Connector,
        manners: Manners = USUAL,
        lease: Lease | None = None,
    ) -> Gate:
        return Gate(
            self._till, self._settings, line, store.key, store.syncs, store.email, store.orders_from,
            store.settle, store.stock, wait=manners.wait, stopped=manners.stopped, tell=manners.tell,
            may_write=lambda: self._still_mine(store) and (lease is None or lease.may_write()),
        )  # fmt: skip

    def _still_mine(self, store: StoreConnection) -> bool:
        now = self._connecting.current()
        return now is not None and now.key == store.key and self._connecting.is_mine(now)

    def _standing(self, gate: Gate) -> Standing:
        reader = self._till.database.reader()
        marks = read_marks(self._till, gate.store)
        up, people = Up(gate, marks), PeopleUp(gate, marks)
        due = Waiting(gate).due() if "orders" in gate.syncs else []
        owed = up.stock.waiting() if "stock" in gate.syncs else []
        statuses = up.statuses.waiting() if "orders" in gate.syncs else []
        oldest = "SELECT placed_at FROM orders WHERE uid = ?"
        return Standing(
            orders=len(due),
            stock=len(owed),
            statuses=len(statuses),
            customers=len(people.due()),
            doubt=sum(len(open_uploads(reader, gate.store, what)) for what in What),
            parked=parked(reader, gate.store, gate.syncs),
            oldest=reader.execute(oldest, (bytes.fromhex(due[0][1]),)).fetchone()[0] if due else "",
        )

    def _remember(self, store: StoreConnection, report: RoundReport) -> None:
        """When it was, what ended it, and when the next one is due: later and later while nobody answers."""
        marks, now = read_marks(self._till, store.key), self._till.clock()
        self._watch.rights(store, report.stopped)
        if isinstance(report.stopped, StorePlan) and not report.calls:
            report.next_at = marks.next_at
            return
        pause = EVERY * (1 + SPREAD * (2 * self._chance() - 1))
        marks.failed = marks.failed + 1 if report.stopped else 0
        if report.stopped:
            most = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(marks.failed, 10))
            pause = 3600.0 if isinstance(report.stopped, StorePlan) else most * (0.5 + self._chance() / 2)
            pause = max(pause, min(marks.rest_until - time.time(), LONGEST_REST))
        marks.last_round = now.isoformat(timespec="seconds")
        marks.stopped = type(report.stopped).__name__ if report.stopped else ""
        marks.stopped_said = str(report.stopped) if report.stopped else ""
        marks.stopped_why = _about(report.stopped)
        marks.stopped_for = self._connecting.token_mark(store)
        marks.next_at = (now + timedelta(seconds=pause)).isoformat(timespec="seconds")
        report.next_at = marks.next_at
        kept = RoundKept(
            marks.last_round, sum(report.pulled.values()), sum(report.pushed.values()), report.calls,
            marks.stopped, marks.stopped_why,
        )  # fmt: skip
        told = [one for one in marks.rounds if one.down or one.up or one.stopped != kept.stopped]
        marks.rounds = [kept, *told][:MOST_ROUNDS]
        keep_marks(self._till, store.key, marks)


def _about(error: CashierError | None) -> str:
    """The one word of it that is not the same each time."""
    match error:
        case StoreScope():
            return error.right
        case StorePlan():
            return error.said
        case StoreUnreachable() | StoreAnswer():
            return error.reason.text if isinstance(error.reason, Phrase) else error.reason
        case EntryNotTaken():
            return error.entry
    return ""
