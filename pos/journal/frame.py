"""What is said of every entry beside what it says: who may have to read it, and where it stands in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pos.journal.heads import hlc_of
from pos.journal.kinds.base import Fact
from pos.journal.kinds.decisions import RecordsMerged

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCOPES = {
    "till": "till",
    "clock": "till",
    "exception": "till",
    "settings": "settings",
    "person": "settings",
    "products": "catalog",
    "catalogue": "catalog",
    "records": "catalog or customer",
    "customer": "customer",
    "stock": "stock",
    "cash": "cash",
    "store": "store",
}
"""By the noun of a kind; all others are about orders."""

NAMED = ("seen", "from_", "of", "for_")
"""The fields in which an entry names events that it follows."""


def scope_of(fact: Fact, letter: str) -> str:
    """What an entry belongs to: "settings", "stock:main", "cash:A"."""
    scope = scope_of_kind(fact.kind)
    if isinstance(fact, RecordsMerged):
        return "customer" if fact.noun == "customer" else "catalog"
    if scope == "cash":
        return f"cash:{letter}"
    if scope in ("stock", "order"):
        return f"{scope}:{getattr(fact, 'location', 'main')}"
    return scope


def scope_of_kind(kind: str) -> str:
    """What the entries of a kind belong to; orders, stock and cash each to one place of theirs."""
    return SCOPES.get(kind.partition(".")[0], "order")


def hlc_for(connection: Connection, fact: Fact, seq: int, now: datetime) -> int:
    """A hybrid clock: milliseconds since 1970 in the upper 48 bits, the end of the entry's number below.

    It lies after every clock that the entry names, so that who has seen a value of a clock that was wrong can
    always change it; what names none of that clock's values stays where the wall clock puts it.
    """
    wall = (max(0, int(now.timestamp() * 1000)) << 16) | (seq & 0xFFFF)
    return max(wall, 1 + max(_named(connection, fact), default=-1))


def _named(connection: Connection, fact: Fact) -> Iterator[int]:
    """The hybrid clocks of what an entry names."""
    yield from (hlc_of(clock) for clock in _clocks(fact))
    for event in _events(fact):
        found = connection.exec_driver_sql("SELECT hlc FROM entry WHERE event_id = ?", (event,)).fetchone()
        if found:
            yield found[0]


def _clocks(part: Any) -> Iterator[str]:
    """The clocks that an entry's records say they replace, in fields `b` of it and of its products."""
    replaced = getattr(part, "b", None)
    if isinstance(replaced, Mapping):
        for named in replaced.values():
            yield from (named,) if isinstance(named, str) else named
    for product in getattr(part, "products", ()):
        yield from product.seen_clocks


def _events(fact: Fact) -> Iterator[bytes]:
    for name in NAMED:
        named = getattr(fact, name, ())
        for one in (named,) if isinstance(named, str) else named:
            yield from _event(one)


def _event(named: object) -> Iterable[bytes]:
    try:
        event = bytes.fromhex(named) if isinstance(named, str) else b""
    except ValueError:
        return ()
    return (event,) if len(event) == 16 else ()
