"""How far something came on its way to a web shop: a pure function of its attempts.

An attempt is written down before its first byte leaves, under a key of its own. What no answer settled stays
in doubt and is looked for; only a settled no lets another attempt begin.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.stores.answers import STOPS, Why

KEY_SECONDS = 50 * 60
"""A web shop remembers a key for an hour; ours are not used again near its end."""
AGAIN = 0.4
"""Of the time to settle, how long after the first look nobody found it the second one comes."""


class What(StrEnum):
    """What goes up."""

    ORDER = "order"
    STATUS = "status"
    CUSTOMER = "customer"
    STOCK = "stock"


class End(StrEnum):
    """What became of an attempt; the greatest clock wins."""

    DONE = "done"
    DOUBT = "doubt"  # nobody knows; from now on it is only looked for
    NO = "no"  # it surely did not happen: the next attempt may begin
    PRODUCT_GONE = "product_gone"  # a no, since a product is no longer there
    PARKED = "parked"  # refused, and will be again
    COUNT = "count"  # stock moved by something else: a person says what is so
    GONE = "gone"  # it was there, and somebody deleted it there: never made again unasked


class State(StrEnum):
    """How far a thing came."""

    NEW = "new"
    INTENDED = "intended"
    DOUBT = "doubt"
    DONE = "done"
    PARKED = "parked"
    LEFT_OUT = "left_out"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: its number, key, the web shop's clock when it was meant, and what became of it."""

    event: str
    n: int
    key: str
    at: int
    life: str
    end: End | None = None


def state_of(attempts: Sequence[Attempt], decided: str = "") -> State:
    """How far it came, by its attempts and by what a person said of the last one ("" nothing)."""
    if not attempts:
        return State.NEW
    last = max(attempts, key=lambda one: (one.n, one.event))
    if any(one.end is End.DONE for one in attempts):
        return State.DONE
    match last.end:
        case End.PARKED | End.COUNT:
            return {"again": State.NEW, "leave_out": State.LEFT_OUT}.get(decided, State.PARKED)
        case End.GONE:
            return State.NEW if decided == "send_again" else State.GONE
        case End.NO | End.PRODUCT_GONE:
            return State.NEW
        case End.DOUBT:
            return State.DOUBT
    return State.INTENDED


def may_repeat(attempt: Attempt, now: int, life: str) -> bool:
    """Whether the very same may be sent again under its key: by who sent it, while the key is good."""
    return attempt.life == life and bool(attempt.key) and 0 <= now - attempt.at < KEY_SECONDS


def refused_again(why: Why, code: str) -> End | None:
    """What a refusal means of what was sent before under the same key: nothing is known of that by it.

    None where it is asked again under the key later; else it must be looked for.
    """
    waits = why is Why.LATER or (why in STOPS and code != "batch")
    return None if waits else End.DOUBT


def key_of(life: str, entity: str, what: What, attempt: int) -> str:
    """The key of an attempt: of this life alone, since one that was lost may have counted the same way."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"comptoir:{life}:{what}:{entity}:{attempt}"))


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of something in doubt: since when nothing was sent, and when it was first not found."""

    silent_since: int
    missed_at: int = 0

    def due(self, settle: float) -> float:
        """When the next look may come, by the web shop's clock."""
        return self.missed_at + AGAIN * settle if self.missed_at else self.silent_since + settle

    def is_second(self) -> bool:
        """Whether a look that finds nothing now settles that it did not happen."""
        return bool(self.missed_at)


def owed(on_hand: int, base: int, elsewhere: int, carried: int, sent: int) -> int:
    """What the web shop must still be told, in pieces (`on_hand` and the others too).

    `base` is its figure when both met, `elsewhere` what it moved itself since, `carried` what our paid orders
    move there, `sent` what was told as differences.
    """
    return on_hand - base - elsewhere - carried - sent


def expected(base: int, elsewhere: int, carried_done: int, sent: int) -> int:
    """The figure the web shop should show: of what is carried only what is there already."""
    return base + elsewhere + carried_done + sent
