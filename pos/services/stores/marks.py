"""How far this machine has read a web shop: marks of what was seen, the page reached, the last round.

A choice of this machine, and no entry: who has none reads all once more, which changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from pos.domain.stores.goods import StoreProfile
from pos.services.till.life import CHOICE, DROP_CHOICE, KEEP_CHOICE
from pos.services.till.till import Till

DAY = 24 * 3600
FIGURES = "figures"
"""What is looked at once a night."""
NIGHT_ENDS = 3
"""The hour from which what is looked at once a night is due; a till that is off then does it later."""
OVERLAP = 15 * 60
"""Seconds that a pull goes back behind its mark: lists lag, and their clock is theirs."""
LEAST = 60
"""Seconds by which the clock of a web shop may jump, as its servers have several."""
PROFILE = "read profile"
MET, BEGUN = "met", "orders begun"
"""When the shops met first, and since when orders of the web shop come; by the web shop's clock."""


class RoundKept(msgspec.Struct, frozen=True):
    """One round that is over: how many things came down and went up, its calls, the type of what ended it."""

    at: str
    down: int = 0
    up: int = 0
    calls: int = 0
    stopped: str = ""
    why: str = ""  # the right, the plan or the reason it was about


MOST_ROUNDS = 8
"""Rounds that are kept; of several that did nothing, one after the other, the last."""


class Marks(msgspec.Struct):
    """High-water marks by what is read ("products", "orders", "customers"), in the web shop's stamps."""

    high: dict[str, int] = {}
    page: dict[str, int] = {}  # of a first pull that is not finished
    stamps: dict[str, str] = {}  # what `latest` said when all of it had been read
    last_round: str = ""
    stopped: str = ""  # the type of what a person must see to
    stopped_said: str = ""
    stopped_why: str = ""  # the right or the plan it was about
    stopped_for: str = ""  # the token with which that was
    failed: int = 0  # rounds in a row that ended early
    next_at: str = ""
    rounds: list[RoundKept] = []  # the last one first
    log: list[tuple[str, str, int, int]] = []
    rest_until: float = 0.0  # before that the web shop wants nobody to ask; by this computer's clock
    keyed: dict[str, bool] = {}  # by the mark of the token, whether it may send things under a key
    behind: dict[str, int] = {}  # products that changed there, and when: their figures are still to be read
    read: dict[str, int] = {}  # those whose figures were read since, with that change
    partly: dict[str, int] = {}  # those of `behind` of which all was read that could be, with that change
    uncounted: list[str] = []  # what had no figure there when it was last read
    rows: list[int] = []  # of products that were read last: a list shows a change in two rounds
    heard: int = 0  # the last entry of which it is known whether another life booked a figure by it
    back: str = ""  # the clock of the last status after which goods were counted as given back, unmeasured
    profile: StoreProfile | None = None  # of a web shop that is asked for it once a day
    at: int = 0  # the web shop's clock when it was last heard
    newest: int = 0  # the highest number inside of an order that was listed there
    turned: int = 0  # that one when the clock there was last set back: what is above was made since
    denied: bool = False  # the token may make no customers
    fence: int = 0  # of the lease on the hub, as this till got it last
    quiet_until: str = ""  # when nothing that another till sent can still arrive


def read_marks(till: Till, key: str) -> Marks:
    """The marks of a web shop; empty ones where there are none that can be read."""
    row = till.database.reader().execute(CHOICE, (_name(key),)).fetchone()
    try:
        return msgspec.json.decode(row[0], type=Marks) if row else Marks()
    except msgspec.MsgspecError:
        return Marks()


def keep_marks(till: Till, key: str, marks: Marks) -> None:
    """Keep them; what is the same is not written again."""
    value = msgspec.json.encode(marks).decode()
    row = till.database.reader().execute(CHOICE, (_name(key),)).fetchone()
    if row is None or row[0] != value:
        with till.transaction() as tx:
            tx.connection.exec_driver_sql(KEEP_CHOICE, (_name(key), value))


def forget_marks(till: Till, key: str) -> None:
    """Begin anew at the next pull."""
    with till.transaction() as tx:
        tx.connection.exec_driver_sql(DROP_CHOICE, (_name(key),))


def last_seen(seen: int, stamps: Iterable[int], at: int) -> int:
    """A mark that has seen these stamps in a list read `at` that time.

    One that lies ahead of the web shop's own clock is no time: all that changes until then would be passed.
    """
    return max([seen, *(one for one in stamps if not at or one <= at + OVERLAP)])


def turn_back(marks: Marks, now: int, names: Iterable[str]) -> None:
    """Where the web shop's clock was set back all is read again: what changed since bears earlier stamps.

    So is where a mark lies ahead of that clock.
    """
    is_ahead = any(marks.high.get(name, 0) > now + OVERLAP for name in names)
    if now and (now < marks.at - LEAST or is_ahead):
        for name in (*names, MET):
            marks.high.pop(name, None)
            marks.page.pop(name, None)
        marks.stamps.clear()
        marks.turned = marks.newest
    marks.at = now or marks.at


def is_night(till: Till, marks: Marks, what: str) -> bool:
    """Whether a night has ended, by the shop's clock, since this was done."""
    now = till.clock()
    return _day(datetime.fromtimestamp(marks.high.get(what, 0), now.tzinfo)) != _day(now)


def was_night(till: Till, marks: Marks, what: str) -> None:
    """This is done, and due again after the next night."""
    marks.high[what] = int(till.clock().timestamp())


def _day(moment: datetime) -> date:
    """The day that a moment belongs to, where one begins as the night ends."""
    return (moment - timedelta(hours=NIGHT_ENDS)).date()


def _name(key: str) -> str:
    return f"store:{key}"
