"""What everything that goes up shares: the line, the choices, the web shop's own clock, and when to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from pos.domain.stores.answers import STOPS, Answer, Done, Refused, Unclear, Why
from pos.domain.stores.state import RoundStep
from pos.services.shop.settings import Settings
from pos.services.till.life import CHOICE, DROP_CHOICE, KEEP_CHOICE
from pos.services.till.till import Till
from pos.stores.connector import Connector, Outcome

T = TypeVar("T")
POLLS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 10.0)
"""Seconds before each look at what became of a ticket; then the round goes on, and the next one looks."""


Tell = Callable[[RoundStep], None]
"""Hears how far a round is."""


def tell_nobody(_step: RoundStep) -> None:
    """Nobody wants to know."""


class Halted(Exception):
    """The round ends here: nothing more can be asked or sent for now."""

    def __init__(self, answer: Refused | Unclear) -> None:
        super().__init__(answer)
        self.answer = answer


class Cancelled(Exception):
    """A person, or the end of the program, stopped the round."""


@dataclass(slots=True)
class Gate:
    """One round's line to a web shop; `wait` sleeps and may be woken, `stopped` says that it is to end."""

    till: Till
    settings: Settings
    line: Connector
    store: str  # "ecwid:4711"
    syncs: frozenset[str]
    email: str
    orders_from: str
    settle: float
    stock: str = "store"
    wait: Callable[[float], None] = time.sleep
    may_write: Callable[[], bool] = lambda: True
    """Whether this till still holds the web shop for long enough, and the hub knows what it will do."""
    stopped: Callable[[], bool] = lambda: False
    tell: Tell = tell_nobody
    elapsed: Callable[[], float] = time.monotonic
    _flush: str = field(default="", init=False)
    _at: int = field(default=0, init=False)
    _read: float = field(default=0.0, init=False)

    @property
    def life(self) -> str:
        return self.till.life.origin.hex()

    def steps(self, what: str) -> Callable[[int, int], None]:
        """Tells how many of one kind of things there are, and how many are done."""
        return lambda done, of: self.tell(RoundStep(what, done, of))

    def since_ms(self) -> int:
        """From when on sales go up, in milliseconds since 1970."""
        return int(datetime.fromisoformat(self.orders_from).timestamp() * 1000) if self.orders_from else 0

    def now(self) -> int:
        """The web shop's clock: as it was last read, and what passed since."""
        return self._at + int(self.elapsed() - self._read)

    def heard(self, answer: Answer[T]) -> Answer[T]:
        """Note the time; raises Halted where nothing more can be done, Cancelled between two calls."""
        if isinstance(answer, Done) and answer.at:
            self._at, self._read = answer.at, self.elapsed()
        if isinstance(answer, Refused) and (answer.why in STOPS or answer.why is Why.LATER):
            raise Halted(answer)
        return answer

    def read(self, answer: Answer[T]) -> Done[T] | Refused:
        """What was read, or that it is not there; raises Halted where nobody answered."""
        self.heard(answer)
        self.go_on()
        if isinstance(answer, Unclear):
            raise Halted(answer)
        return answer

    def go_on(self) -> None:
        """Raises Cancelled where the round is to end."""
        if self.stopped():
            raise Cancelled

    def outcome(self, ticket: str) -> Outcome | None:
        """What became of a ticket; None while it is not done, or the web shop does not know it."""
        for seconds in POLLS:
            if seconds:
                self.wait(seconds)
            answer = self.heard(self.line.outcome(ticket))
            self.go_on()
            if isinstance(answer, Done) and answer.value.is_complete:
                return answer.value
            if isinstance(answer, Refused):
                return None
        return None

    def is_flushed(self, event: str) -> bool:
        """Whether what an attempt sent under its key is done by now, or never will be.

        A web shop takes what comes under keys in the order it came: something harmless goes behind it, once,
        and asked for until it is done.
        """
        if not self.line.keyed:
            return True
        name, reader = f"store.flush:{event}", self.till.database.reader()
        row = reader.execute(CHOICE, (name,)).fetchone()
        if row is None:
            if not self._flush:
                answer = self.line.try_key()
                if not self.line.keyed:
                    return True
                self.heard(answer)
                self._flush = answer.value if isinstance(answer, Done) else ""
            self._keep(name, self._flush)
            return False
        if not row[0] or self.outcome(row[0]) is None:
            return False
        self._keep(name, "")
        return True

    def _keep(self, name: str, ticket: str) -> None:
        """Keep a ticket of this machine; "" keeps none."""
        with self.till.transaction() as tx:
            tx.connection.exec_driver_sql(DROP_CHOICE, (name,))
            if ticket:
                tx.connection.exec_driver_sql(KEEP_CHOICE, (name, ticket))

    def before_write(self) -> None:
        """Raises Cancelled where another till may hold the web shop by now, or the round is to end."""
        self.go_on()
        if not self.may_write():
            raise Cancelled
