"""How a till stands with the others: what is only here, what the hub confirmed, who was last heard of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money.amounts import Money
from pos.domain.words.errors import CashierError


class Standing(StrEnum):
    """What a till with a hub is doing, in one word."""

    WAITING = "waiting"  # no round yet since the program began
    OK = "ok"  # the last round ended well
    RUNNING = "running"  # a round goes on; `sending` and `getting` say how far
    OFFLINE = "offline"  # the hub was not reached, or went away; it is tried again by itself
    PAUSED = "paused"  # a person asked for quiet
    CLOCK_OFF = "clock_off"  # the last round ended well, and this computer's clock differs by minutes
    REFUSED = "refused"  # not tried again until a person has done what `why` says


class Stage(StrEnum):
    """What is counted of long work with a hub or a stick."""

    SENDING = "sending"  # entries to the hub
    GETTING = "getting"  # entries from it
    CHECKING = "checking"  # entries that it holds
    ROWS = "rows"  # ready rows that are written
    PIECES = "pieces"  # of these rows, that are sent to the hub
    WRITING = "writing"  # entries into a bundle
    LETTING_IN = "letting in"  # the login of one till


Tell = Callable[[Stage, int, int], None]
"""Hears how much of how much is done; what it raises ends the work."""


def tell_nobody(_stage: Stage, _done: int, _of: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How far something is: true counts of entries."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the hub says it holds of this till's sales, asked at the end of a round that ended well.

    `is_same`: this till's own sales up to there come to the same count and sum.
    """

    count: int
    total: Money
    is_same: bool
    at: str  # as recorded, with its offset


@dataclass(frozen=True, slots=True)
class TillHeard:
    """One life of a till as the hub and this till know it.

    `here` and `on_hub` are the numbers of its last entries; times as recorded, "" for never.
    """

    letter: str
    life: str  # hexadecimal
    is_this: bool
    here: int
    on_hub: int
    last_entry_at: str
    last_heard_at: str  # when entries of it last came in, by this till's clock


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round that came to an end, what ended it early, and how many entries went and came."""

    ended: str  # as recorded
    why: CashierError | None
    pushed: int
    pulled: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """Entries of one life that are kept and count nowhere yet, for one reason.

    `letter` is "" of a life that nobody knows; `why` is what the journal calls the reason.
    """

    letter: str
    life: str  # hexadecimal
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class SyncState:
    """How this till stands with its hub; a till without one has none.

    `unsent` counts this till's own entries that the hub has not confirmed, `unsent_sales` the sales among
    them, `unsent_since` is when the first of these was written ("" where there is none). `offset_s`:
    seconds this computer's clock is ahead of the hub's. `retry_at`: when the next round is due, "" for not by
    itself. `is_proven`: no ready rows wait to be made again of their entries; until then not all is here.
    """

    standing: Standing
    why: CashierError | None
    sending: Steps
    getting: Steps
    unsent: int
    unsent_sales: int
    unsent_since: str
    last_round_at: str  # when a round last ended well
    retry_at: str
    offset_s: float
    parked: int
    confirmed: Confirmed | None
    tills: tuple[TillHeard, ...]
    rounds: tuple[RoundSeen, ...] = ()  # the last ones, newest first
    aside: tuple[SetAside, ...] = ()
    is_proven: bool = True


@dataclass(frozen=True, slots=True)
class Lies:
    """Where an order lies beside this till: whether the hub holds its placing, and since when.

    `since` is as recorded, "" where nobody wrote it down; `later` counts what was done with the order after
    that and is not there yet; `is_ours` says that it was placed here.
    """

    on_hub: bool
    since: str
    later: int
    is_ours: bool
