"""What comes down in a round: ask what changed there, and read only that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pos.domain.stores.answers import Done
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.goods import StoreProfile
from pos.services.stores.catalogue import Changed, StoreCatalogue, unheard
from pos.services.stores.lines import value_of
from pos.services.stores.marks import BEGUN, MET, Marks, keep_marks, turn_back
from pos.services.stores.pages import Step, no_step
from pos.services.stores.people import StorePeople
from pos.services.stores.web_orders import LOOKED, Sold, WebOrders, unsold
from pos.services.till.till import Till
from pos.stores import reading
from pos.stores.connector import Connector, Stamps

Steps = Callable[[str], Step]
FIRST = """SELECT s.written_at, coalesce(json_extract(CAST(p.body AS TEXT), '$.at'), 0) FROM store_past s
    JOIN entry e ON e.event_id = s.event JOIN entry_part p USING (arrival) WHERE s.store = ?
    ORDER BY s.clock LIMIT 1"""


def unseen(_what: str) -> Step:
    """Nobody is told how far it is."""
    return no_step


@dataclass(frozen=True, slots=True)
class Pulled:
    """How many of each were new or changed."""

    products: int = 0
    customers: int = 0
    orders: int = 0


class Pulls:
    """Reads customers, products and orders, in this order, where they changed."""

    def __init__(self, till: Till, catalogue: StoreCatalogue, orders: WebOrders, people: StorePeople) -> None:
        self._till = till
        self._catalogue = catalogue
        self._orders = orders
        self._people = people

    def answered(self, line: Connector, store: StoreConnection) -> None:
        """Do what a person said where both shops had changed an order."""
        self._orders.answered(line, store)

    def pull(
        self,
        line: Connector,
        store: StoreConnection,
        profile: StoreProfile,
        marks: Marks,
        steps: Steps = unseen,
        changed: Changed = unheard,
        sold: Sold = unsold,
    ) -> Pulled:
        """Take in what changed; where nothing did, it is one request. Raises what stopped it.

        Lists lag behind the stamps: what moved less than `settle` seconds ago is read again next time.
        `changed` is told of each product whose figures may be others now, `sold` of those in orders where no
        list of products tells, `steps` by name how far each is.
        """
        answer = line.latest()
        stamps = value_of(answer, store.number)
        now = answer.at if isinstance(answer, Done) else 0
        if not marks.high:
            self._begin(store, marks, now)
        turn_back(marks, now, ("products", "orders", "customers", LOOKED))
        found = {"products": self._catalogue.answered(line, store, profile, marks)}
        for name, syncs, read in self._readers(line, store, profile, marks, steps, changed, sold):
            said = _stamps(stamps, name)
            stamp = " ".join(said) if said[0] else ""
            if not syncs & store.syncs or (stamp and stamp == marks.stamps.get(name)):
                continue
            found[name] = found.get(name, 0) + read()
            if stamp and not any(0 <= now - reading.stamp(one) <= store.settle for one in said):
                marks.stamps[name] = stamp
        keep_marks(self._till, store.key, marks)
        return Pulled(**found)

    def _begin(self, store: StoreConnection, marks: Marks, now: int) -> None:
        """Before this machine has read anything: what was sold or deleted since the shops met comes too,
        by the web shop's clock, which is `now`; nobody else may have seen all of it.
        """
        first, at = self._till.database.reader().execute(FIRST, (store.key,)).fetchone()
        ago = (self._till.clock() - datetime.fromisoformat(first)).total_seconds()
        marks.high[MET] = max(1, min(now, at or now - int(ago)))
        if "web_orders" in store.syncs:
            marks.high[BEGUN] = marks.high[MET]

    def _readers(
        self, line: Connector, store: StoreConnection, profile: StoreProfile, marks: Marks, steps: Steps,
        changed: Changed, sold: Sold,
    ) -> tuple[tuple[str, set[str], Callable[[], int]], ...]:  # fmt: skip
        """By what the web shop stamps: the choices that let it come, and what reads it."""

        def products() -> int:
            if "products" in store.syncs:
                return self._catalogue.pull(line, store, profile, marks, steps("products"), changed)
            return self._catalogue.look(line, store, marks, changed)

        def orders() -> int:
            if "web_orders" in store.syncs:
                return self._orders.pull(line, store, profile, marks, steps("web_orders"), sold)
            return self._orders.look(line, store, marks, sold)

        need_orders = {"web_orders"} if line.tells_changes else {"web_orders", "stock"}

        return (
            ("customers", {"customers"}, lambda: self._people.pull(line, store, marks, steps("customers"))),
            ("products", {"products", "stock"}, products),
            ("orders", need_orders, orders),
        )


def _stamps(stamps: Stamps, name: str) -> tuple[str, ...]:
    """What is said of one kind of things, and of those that show with it."""
    if name == "products":
        return stamps.products, stamps.categories, stamps.profile
    return (stamps.customers,) if name == "customers" else (stamps.orders,)
