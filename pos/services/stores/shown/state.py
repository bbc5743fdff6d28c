"""How the web shop stands with this till, read from the tables; nobody is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pos.domain.stores import errors, troubles
from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.rounds import Standing
from pos.domain.stores.state import Doing, RoundDone, StoreState
from pos.domain.sync.errors import of_the_hub
from pos.domain.words.errors import CashierError
from pos.services.stores.connecting import Connecting
from pos.services.stores.marks import Marks, RoundKept, read_marks
from pos.services.till.till import Till

TROUBLES = {one.text: one for one in troubles.ALL}
PLAIN: dict[str, type[CashierError]] = {
    "StoreToken": errors.StoreToken,
    "StoreTaxMode": errors.StoreTaxMode,
    "RoundElsewhere": errors.RoundElsewhere,
}
ABOUT: dict[str, type[CashierError]] = {
    "StorePlan": errors.StorePlan,
    "StoreScope": errors.StoreScope,
    "StoreUnreachable": errors.StoreUnreachable,
    "StoreAnswer": errors.StoreAnswer,
}
SILENT = ("StoreUnreachable", "StoreAnswer")
REFUSING = ("StoreToken", "StoreTaxMode", "StoreNotFound", "StorePlan", "StoreScope")
"""What does not pass until somebody does something; whatever is none of these passes by itself."""


def state_of(till: Till, connecting: Connecting, standing: Callable[[], Standing]) -> StoreState | None:
    """How it stands; None where no web shop is connected."""
    store = connecting.current()
    if store is None or store.state == "off":
        return None
    if not connecting.is_mine(store):
        return StoreState(store, Doing.ELSEWHERE, None, Standing(), "", ())
    marks = read_marks(till, store.key)
    done = tuple(RoundDone(one.at, one.down, one.up, one.calls, _error(one, store)) for one in marks.rounds)
    doing = _doing(store, marks)
    next_at = "" if doing in (Doing.PAUSED, Doing.REFUSED) else marks.next_at
    why = done[0].why if done else None
    return StoreState(store, doing, why, standing(), next_at, done)


def _doing(store: StoreConnection, marks: Marks) -> Doing:
    if store.state == "paused":
        return Doing.PAUSED
    if not marks.rounds:
        return Doing.NEW
    if not marks.stopped:
        return Doing.WELL
    if marks.stopped in REFUSING:
        return Doing.REFUSED
    return Doing.AWAY if marks.stopped in SILENT else Doing.WAITS


def _error(one: RoundKept, store: StoreConnection) -> CashierError | None:
    """What ended a round early, as a sentence of the moment."""
    if one.stopped in PLAIN:
        return PLAIN[one.stopped]()
    if one.stopped in ABOUT:
        return ABOUT[one.stopped](TROUBLES.get(one.why, one.why))
    if one.stopped == "StoreNotFound":
        return errors.StoreNotFound(store.number)
    return of_the_hub(one.stopped, one.why, date.fromisoformat(one.at[:10]))
