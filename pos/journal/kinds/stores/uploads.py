"""Entries about what goes up to a web shop: what was about to be written, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from pos.journal.kinds.base import Arrived, Fact, Part

if TYPE_CHECKING:
    from sqlalchemy import Connection

INTENDED = """INSERT INTO store_upload(uid, store, what, subject, attempt, key, hash, at, life, delta, before,
    goods, total, payment, fulfilment, tracking, noted, clock, ended, end_clock, end_at, internal, public,
    told, also, gave_back, said)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,'','',0,'','','','',0,'') ON CONFLICT DO UPDATE SET
    store = excluded.store, what = excluded.what, subject = excluded.subject, attempt = excluded.attempt,
    key = excluded.key, hash = excluded.hash, at = excluded.at, life = excluded.life, delta = excluded.delta,
    before = excluded.before, goods = excluded.goods, total = excluded.total, payment = excluded.payment,
    fulfilment = excluded.fulfilment, tracking = excluded.tracking, noted = excluded.noted,
    clock = excluded.clock"""
ENDED = """INSERT INTO store_upload(uid, store, what, subject, attempt, key, hash, at, life, delta, before,
    goods, total, payment, fulfilment, tracking, noted, clock, ended, end_clock, end_at, internal, public,
    told, also, gave_back, said)
    VALUES (?,?,?,?,0,'','',0,x'',0,0,'','','','',0,-1,'',?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET
    ended = excluded.ended, end_clock = excluded.end_clock, end_at = excluded.end_at,
    internal = excluded.internal, public = excluded.public, told = excluded.told, also = excluded.also,
    gave_back = excluded.gave_back, said = excluded.said
    WHERE excluded.end_clock > store_upload.end_clock"""
MET = """INSERT INTO store_stock(store, variant, base, clock) VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET
    base = excluded.base, clock = excluded.clock WHERE excluded.clock > store_stock.clock"""


class StoreGoods(Part, frozen=True):
    """Pieces that the web shop takes off its own stock by an order, or may put back."""

    variant: str  # its id
    theirs: str  # the product there, "7/8" of a combination
    quantity: int  # pieces
    before: int = 0  # the figure there when something was to be measured


class StoreUpload(Fact, frozen=True, kw_only=True):
    """Something of this shop on its way to a web shop."""

    store: str  # "ecwid:4711"
    what: str  # "order", "status", "stock" or "customer"
    id: str  # of the order, of the variant or what kinds with one stock have in common, of the customer

    @property
    def entity(self) -> str:
        return self.id


class StoreIntended(StoreUpload, frozen=True, kw_only=True):
    """This is about to be written there; nothing was before this entry was on disk."""

    kind: ClassVar[str] = "store.intended"

    attempt: int  # counts from 1; the next begins only when it is settled that the last did not happen
    key: str = ""  # under which the web shop does it once
    hash: str = ""  # of what was sent
    at: int = 0  # seconds since 1970 by the web shop's clock
    goods: tuple[StoreGoods, ...] = ()  # that the web shop moves by it
    total: str = ""  # of an order, in major units, as it was sent
    payment: str = ""  # the status there from now on, in the web shop's words
    fulfilment: str = ""
    tracking: int = 0  # tells the tracking number that goes along from others; 0 where there is none
    noted: int = -1  # tells the staff's note on its money from others; 0 where there is none, -1 if not said
    delta: int = 0  # of stock: pieces to add
    before: int = 0  # of stock: the figure there just before


class StoreSent(StoreUpload, frozen=True, kw_only=True):
    """What was intended is there."""

    kind: ClassVar[str] = "store.sent"

    of: str  # the event id of the intention
    internal: str = ""  # of an order: what the web shop calls it inside
    public: str = ""  # what people there call it
    told: str = ""  # its total there, in major units
    also: tuple[str, ...] = ()  # further orders there that bear the same marker
    gave_back: bool = False  # of a status: the web shop put the goods back itself
    at: int = 0  # when it was last changed there, by the web shop's clock


class StoreRefused(StoreUpload, frozen=True, kw_only=True):
    """What was intended is not there, or nobody knows."""

    kind: ClassVar[str] = "store.refused"

    of: str  # the event id of the intention
    why: str  # "doubt", "no", "product_gone", "parked" or "count"
    text: str = ""  # the web shop's words
    at: int = 0  # when it was last tried, by the web shop's clock


class StoreFigure(Part, frozen=True):
    """What both shops began with of one variant."""

    variant: str  # its id
    base: int  # pieces there


class StoreMet(Fact, frozen=True):
    """The figures there from which differences are counted."""

    kind: ClassVar[str] = "store.met"

    store: str
    figures: tuple[StoreFigure, ...]

    @property
    def entity(self) -> str:
        return self.store


def store_intended(connection: Connection, fact: StoreIntended, arrived: Arrived) -> None:
    """An attempt, whether or not its end came first."""
    connection.exec_driver_sql(
        INTENDED,
        (
            arrived.event, fact.store, fact.what, bytes.fromhex(fact.id), fact.attempt, fact.key, fact.hash,
            fact.at, arrived.header.writer, fact.delta, fact.before,
            msgspec.json.encode(fact.goods).decode() if fact.goods else "", fact.total, fact.payment,
            fact.fulfilment, fact.tracking, fact.noted, arrived.clock,
        ),
    )  # fmt: skip


def store_sent(connection: Connection, fact: StoreSent, arrived: Arrived) -> None:
    """What was intended is there."""
    told = (fact.internal, fact.public, fact.told, ",".join(fact.also), int(fact.gave_back), "")
    _end(connection, fact, "done", told, arrived)


def store_refused(connection: Connection, fact: StoreRefused, arrived: Arrived) -> None:
    """What was intended is not there, or nobody knows."""
    _end(connection, fact, fact.why, ("", "", "", "", 0, fact.text), arrived)


def _end(
    connection: Connection,
    fact: StoreSent | StoreRefused,
    end: str,
    told: tuple[object, ...],
    arrived: Arrived,
) -> None:
    """What became of an attempt, also where that comes first; of two ends the one with the greatest clock."""
    subject = bytes.fromhex(fact.of), fact.store, fact.what, bytes.fromhex(fact.id)
    connection.exec_driver_sql(ENDED, (*subject, end, arrived.clock, fact.at, *told))


def store_met(connection: Connection, fact: StoreMet, arrived: Arrived) -> None:
    """Of all first figures of a variant the latest stands."""
    rows = {
        one.variant: (fact.store, bytes.fromhex(one.variant), one.base, arrived.clock) for one in fact.figures
    }
    if rows:
        connection.exec_driver_sql(MET, list(rows.values()))
