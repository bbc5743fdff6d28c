"""Tell a person what stops the web shop from being talked to, and that the two clocks are far apart."""

from __future__ import annotations

from pos.domain.decisions.about_store import CLOCK, RIGHTS_LOST
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.errors import StoreScope, StoreToken
from pos.domain.words.errors import CashierError
from pos.journal.kinds.stores.asking import StoreAsked
from pos.services.decisions.store.questions import TOKEN, asked
from pos.services.stores.up.questions import ask_all, drop, is_asked
from pos.services.till.till import Till

HOUR, MOST_HOURS = 3600, 24


class Watch:
    """Asks once, and no longer than it is so."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def clocks(self, store: StoreConnection, there: int) -> None:
        """Orders bear the time of this till: where its clock is a day off, a person should know."""
        life = self._till.life.origin.hex()
        apart = abs(there - int(self._till.clock().timestamp())) // HOUR
        stands = is_asked(self._till.database.reader(), store.key, CLOCK, life)
        if apart >= MOST_HOURS and not stands:
            said = StoreAsked(store=store.key, about=CLOCK, subject=life, there=str(apart))
            ask_all(self._till, [said])
        elif stands and apart < MOST_HOURS:
            self._drop(store, CLOCK, life)

    def rights(self, store: StoreConnection, stopped: CashierError | None) -> None:
        """What the token lost; once a round goes again nobody is asked any more."""
        lost = ""
        if isinstance(stopped, StoreScope):
            lost = stopped.right
        elif isinstance(stopped, StoreToken):
            lost = TOKEN
        for one in asked(self._till.database.reader(), RIGHTS_LOST):
            if one.store == store.key and one.subject != lost and (lost or stopped is None):
                self._drop(store, RIGHTS_LOST, one.subject)
        if lost:
            said = StoreAsked(store=store.key, about=RIGHTS_LOST, subject=lost, name=store.name)
            ask_all(self._till, [said])

    def _drop(self, store: StoreConnection, about: str, subject: str) -> None:
        with self._till.transaction() as tx:
            drop(tx, store.key, about, subject)
