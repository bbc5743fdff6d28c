"""How a web shop stands with this till: what is being done, what waits, and what was done lately."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.rounds import Standing
from pos.domain.words.errors import CashierError


class Doing(StrEnum):
    """What this till is doing about its web shop, in one word."""

    NEW = "new"  # no round yet
    WELL = "well"  # the last round ended well
    AWAY = "away"  # nobody answered; it is tried again by itself
    WAITS = "waits"  # something of this till or its hub is in the way; it is tried again by itself
    PAUSED = "paused"  # a person asked for quiet
    REFUSED = "refused"  # not tried again until a person has done what `why` says
    ELSEWHERE = "elsewhere"  # another till talks to it


@dataclass(frozen=True, slots=True)
class RoundDone:
    """One round that is over: when, how many things came down and went up, its calls, what ended it early."""

    at: str
    down: int
    up: int
    calls: int
    why: CashierError | None


@dataclass(frozen=True, slots=True)
class StoreState:
    """How the web shop stands with this till; of a till that does not talk to it little is known."""

    store: StoreConnection
    doing: Doing
    why: CashierError | None
    waiting: Standing
    next_at: str  # when the next round is due, "" for not by itself
    rounds: tuple[RoundDone, ...]  # the last one first

    @property
    def last_round(self) -> str:
        """When the last round was; "" before the first."""
        return self.rounds[0].at if self.rounds else ""


@dataclass(frozen=True, slots=True)
class RoundStep:
    """How far a round is with one kind of things: true counts."""

    what: str  # as in `StoreConnection.syncs`
    done: int
    of: int
