"""One round with the web shop: what is open is settled, what waits goes up, what changed there comes down."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.errors import StoreAnswer, StorePlan, StoreScope, StoreToken, StoreUnreachable
from pos.domain.stores.goods import StoreProfile
from pos.domain.stores.rounds import RoundReport, Standing
from pos.domain.stores.uploads import What
from pos.domain.words.errors import CashierError
from pos.domain.words.phrases import Phrase
from pos.services.shop.settings import Settings
from pos.services.stores.catalogue import OVERLAP, StoreCatalogue
from pos.services.stores.connecting import Connecting
from pos.services.stores.down.watch import Watch
from pos.services.stores.lines import open_line, refusal, value_of
from pos.services.stores.marks import MOST_ROUNDS, Marks, RoundKept, keep_marks, read_marks
from pos.services.stores.pages import pages
from pos.services.stores.people import StorePeople
from pos.services.stores.up.gate import Cancelled, Gate, Halted, Tell, tell_nobody
from pos.services.stores.up.orders import OrdersUp
from pos.services.stores.up.statuses import StatusesUp
from pos.services.stores.up.stock import Good, StockUp
from pos.services.stores.up.uploads import open_uploads
from pos.services.stores.up.waiting import Waiting
from pos.services.stores.web_orders import WebOrders
from pos.services.till.files import StoreLock
from pos.services.till.till import Till
from pos.stores.connector import Connector
from pos.stores.pace import RequestLog

EVERY, SPREAD = 60.0, 0.3
"""Seconds between two rounds, and how far from that they lie by chance."""
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
FIGURES, MOVED = "figures", "moved"
PARKED = """SELECT count(*) FROM store_upload u WHERE store = ? AND ended IN ('parked', 'count')
    AND NOT EXISTS (SELECT 1 FROM store_upload n WHERE n.store = u.store AND n.what = u.what
        AND n.subject = u.subject AND n.attempt > u.attempt)"""


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
        catalogue: StoreCatalogue,
        web_orders: WebOrders,
        people: StorePeople,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._till = till
        self._settings = settings
        self._connecting = connecting
        self._catalogue = catalogue
        self._web_orders = web_orders
        self._people = people
        self._chance = chance
        self._line: Connector | None = None
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
        return StockUp(self._gate(store, line)).goods(self._till.database.reader())

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
        try:
            line = self._line = self._connecting.line(store, log)
        except StoreToken as error:
            report.stopped = error
            return
        try:
            self._steps(self._gate(store, line, manners), store, report, marks)
        except Halted as halted:
            report.stopped = refusal(halted.answer, store.number)
        except CashierError as error:
            report.stopped = error
        except Cancelled:
            pass
        finally:
            self._line = None
            line.close()
        if manners.stopped():
            report.stopped = None  # a person hung up: that is no trouble of the web shop

    def _steps(self, gate: Gate, store: StoreConnection, report: RoundReport, marks: Marks) -> None:
        """In this order: what is open, orders, statuses, differences; then what changed there."""
        answer = gate.heard(gate.line.probe())
        profile = value_of(answer, store.number)
        self._watch.clocks(store, gate.now())
        orders, stock = OrdersUp(gate), StockUp(gate)
        statuses = StatusesUp(gate, stock)
        try:
            orders.settle()
            statuses.settle()
            stock.settle()
            stock.decide()
            self._web_orders.answered(gate.line, store)
            if "orders" in store.syncs:
                orders.run()
                statuses.run()
            if "stock" in store.syncs:
                stock.run()
        finally:
            report.pushed |= {"orders": orders.sent, "stock": stock.sent, "statuses": statuses.sent}
        self._down(gate, store, profile, report, marks, stock)
        if "stock" in store.syncs:
            stock.run()
            report.pushed["stock"] = stock.sent

    def _down(
        self, gate: Gate, store: StoreConnection, profile: StoreProfile, report: RoundReport, marks: Marks,
        stock: StockUp,
    ) -> None:  # fmt: skip
        stamps = value_of(gate.heard(gate.line.latest()), store.number)
        now, changed = gate.now(), set[str]()
        report.pulled["products"] = self._catalogue.answered(gate.line, store, profile, marks)
        if "products" in store.syncs and self._moved(marks, "products", stamps.products, now, gate.settle):
            report.pulled["products"] += self._catalogue.pull(
                gate.line, store, profile, marks, gate.steps("products")
            )
            changed = self._changed(gate.line, store, marks)
            self._read(marks, "products", stamps.products)
        if "stock" in store.syncs:
            stock.meet()
            stock.follow(changed)
        gate.go_on()
        if "web_orders" in store.syncs and self._moved(marks, "orders", stamps.orders, now, gate.settle):
            report.pulled["orders"] = self._web_orders.pull(
                gate.line, store, profile, marks, gate.steps("web_orders")
            )
            self._read(marks, "orders", stamps.orders)
        if "stock" in store.syncs:
            stock.follow(self._web_orders.touched())
        gate.go_on()
        if "customers" in store.syncs and self._moved(marks, "customers", stamps.customers, now, gate.settle):
            report.pulled["customers"] = self._people.pull(gate.line, store, marks, gate.steps("customers"))
            self._read(marks, "customers", stamps.customers)
        keep_marks(self._till, store.key, marks)

    @staticmethod
    def _moved(marks: Marks, what: str, stamp: str, now: int, settle: float) -> bool:
        """Whether to read a list: it changed, or changed so lately that it may not show all of it yet."""
        if not stamp or marks.stamps.get(what) != stamp:
            marks.high[f"{MOVED} {what}"] = now
            return True
        return 0 <= now - marks.high.get(f"{MOVED} {what}", now) <= settle

    @staticmethod
    def _read(marks: Marks, what: str, stamp: str) -> None:
        marks.stamps[what] = stamp

    @staticmethod
    def _changed(line: Connector, store: StoreConnection, marks: Marks) -> set[str]:
        """The products that changed since their figures were last followed."""
        high = marks.high.get(FIGURES) or marks.high.get("products", 0)
        since = max(0, high - OVERLAP)
        found: set[str] = set()
        for page in pages(lambda after: line.products(since, after), lambda one: one.id, store.number):
            for one in page.items:
                found.add(one.id)
                high = max(high, one.changed_at)
        marks.high[FIGURES] = high
        return found

    def _gate(
        self,
        store: StoreConnection,
        line: Connector,
        manners: Manners = USUAL,
    ) -> Gate:
        return Gate(
            self._till, self._settings, line, store.key, store.syncs, store.email, store.orders_from,
            store.settle, store.stock, wait=manners.wait, stopped=manners.stopped, tell=manners.tell,
            may_write=lambda: self._still_mine(store),
        )  # fmt: skip

    def _still_mine(self, store: StoreConnection) -> bool:
        now = self._connecting.current()
        return now is not None and now.key == store.key and self._connecting.is_mine(now)

    def _standing(self, gate: Gate) -> Standing:
        reader = self._till.database.reader()
        due = Waiting(gate).due() if "orders" in gate.syncs else []
        stock = StockUp(gate)
        asked = stock.asked(reader)
        owed = [one for one in stock.waiting() if one.uid not in asked] if "stock" in gate.syncs else []
        statuses = StatusesUp(gate, stock).waiting() if "orders" in gate.syncs else []
        (parked,) = reader.execute(PARKED, (gate.store,)).fetchone()
        oldest = "SELECT placed_at FROM orders WHERE uid = ?"
        return Standing(
            orders=len(due),
            stock=len(owed),
            statuses=len(statuses),
            doubt=sum(len(open_uploads(reader, gate.store, what)) for what in What),
            parked=parked,
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
    return ""
