"""Entries about which web shop is connected, and what of it is what here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds.base import Arrived, Fact, Part

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from sqlalchemy import Connection

NEWER = "WHERE excluded.clock > {table}.clock"
CONNECTED = f"""INSERT INTO store(key, kind, number, name, currency, url, state, holder, stock, syncs, email,
    orders_from, settle, at, clock) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET
    kind = excluded.kind, number = excluded.number, name = excluded.name, currency = excluded.currency,
    url = excluded.url, state = excluded.state, holder = excluded.holder, stock = excluded.stock,
    syncs = excluded.syncs, email = excluded.email, orders_from = excluded.orders_from,
    settle = excluded.settle, at = excluded.at, clock = excluded.clock {NEWER.format(table="store")}"""
LINKED = f"""INSERT INTO store_link(store, noun, ours, theirs, clock) VALUES (?,?,?,?,?)
    ON CONFLICT DO UPDATE SET theirs = excluded.theirs, clock = excluded.clock
    {NEWER.format(table="store_link")}"""

PAST = """INSERT INTO store_past(event, store, state, holder, syncs, orders_from, written_at, clock, arrival,
    hub)"""
BEFORE = """SELECT clock FROM store_link WHERE store = :store AND noun = :noun AND ours = :ours
    UNION ALL SELECT clock FROM store_link WHERE store = :store AND noun = :noun AND theirs = :theirs
    AND theirs <> '' """


class StoreConnected(Fact, frozen=True):
    """A web shop and the choices made for it; the latest entry about it holds as a whole."""

    kind: ClassVar[str] = "store.connected"

    id: str  # its kind and its number there: "ecwid:4711"
    name: str
    currency: str
    state: str  # "on", "paused" or "off"
    holder: str  # the life whose till talks to it; "" while nobody does
    stock: str  # whose figures began: "store" or "till"
    settle: int  # seconds until its lists surely show what was done
    url: str = ""  # where it answers, if not where its kind usually does
    syncs: tuple[str, ...] = ()  # what goes which way: "products", "stock", "orders_up", "orders_down" ...
    email: str = ""  # of the shop, in orders without a customer's
    orders_from: str = ""  # sales before this moment do not go up; with its offset
    at: int = 0  # the web shop's clock when a person connected it, in seconds since 1970
    hub: bool = False  # what the holder sends there lies on the shop's hub before it leaves
    seen: tuple[str, ...] = ()  # the event id of the entry that it replaces

    @property
    def entity(self) -> str:
        return self.id


class StoreLink(Part, frozen=True):
    """One thing here and what it is there."""

    noun: str  # "product", "variant", "customer", "order", "category", "rate"
    ours: str  # its id here
    theirs: str = ""  # its id there, "7/8" of combination 8 of product 7; "" where the link ended


class StoreLinked(Fact, frozen=True):
    """Things here are things of a web shop."""

    kind: ClassVar[str] = "store.linked"

    store: str  # "ecwid:4711"
    links: tuple[StoreLink, ...]
    seen: tuple[str, ...] = ()  # the event id of the latest entry of which it replaces links

    @property
    def entity(self) -> str:
        return self.store


def store_connected(connection: Connection, fact: StoreConnected, arrived: Arrived) -> None:
    """Of all entries about a web shop the one with the greatest clock stands; each of them is remembered."""
    past = (
        arrived.event, fact.id, fact.state, fact.holder, json.dumps(fact.syncs), fact.orders_from,
        arrived.at, arrived.clock, arrived.arrival, int(fact.hub),
    )  # fmt: skip
    connection.exec_driver_sql(f"{PAST} VALUES (?,?,?,?,?,?,?,?,?,?)", past)
    system, _, number = fact.id.partition(":")
    connection.exec_driver_sql(
        CONNECTED,
        (
            fact.id, system, number, fact.name, fact.currency, fact.url, fact.state, fact.holder,
            fact.stock, json.dumps(fact.syncs), fact.email, fact.orders_from, fact.settle, arrived.at,
            arrived.clock,
        ),
    )  # fmt: skip


def store_linked(connection: Connection, fact: StoreLinked, arrived: Arrived) -> None:
    """Of all links of one thing the latest stands; who asks from the other side takes the latest too."""
    rows = [
        (fact.store, one.noun, bytes.fromhex(one.ours), one.theirs, arrived.clock)
        for one in {(one.noun, one.ours): one for one in fact.links}.values()
    ]
    if rows:
        connection.exec_driver_sql(LINKED, rows)


def linked(reader: sqlite3.Connection, store: str, links: Iterable[StoreLink]) -> StoreLinked:
    """Links whose entry names the latest of those that it replaces, whatever clock wrote it."""
    wanted = tuple(links)
    clocks: list[str] = []
    for one in wanted:
        asked = {"store": store, "noun": one.noun, "ours": bytes.fromhex(one.ours), "theirs": one.theirs}
        clocks += (clock for (clock,) in reader.execute(BEFORE, asked))
    return StoreLinked(store, wanted, seen=named(max(clocks, default="")))


def named(clock: str) -> tuple[str, ...]:
    """The event whose clock this is, as entries name one."""
    return (clock[16:],) if clock else ()
