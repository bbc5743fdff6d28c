"""A quote, made of all its entries: of each field the latest setting by clock, and its end; and its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from pos.domain.shop.errors import EntryDamaged
from pos.domain.shop.numbering import year_and_counter
from pos.journal.heads import Heads, clock, heads_of
from pos.journal.ids import moment
from pos.journal.kinds.base import Arrived
from pos.journal.kinds.quotes import (
    QuotedCart,
    QuoteEnded,
    QuoteFact,
    QuoteFields,
    QuoteMailed,
    QuotePersonal,
    QuoteSet,
)
from pos.journal.kinds.tills import letter_of
from pos.journal.orders.tables import SERIES
from pos.journal.seal import Header, fact_of, header_of
from pos.model.database import raw

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection

FACTS = """SELECT e.header, p.body, p.personal FROM quote_fact f JOIN entry e USING (arrival)
    JOIN entry_part p USING (arrival) WHERE f.quote_id = ?"""
STUB = """INSERT INTO quote(uid, number, made, made_at, revision, valid_until, currency, total, customer,
    ended) VALUES (?,'',0,'',0,'','',0,'','') ON CONFLICT DO NOTHING"""
ROW = """UPDATE quote SET number = ?, made = ?, made_at = ?, revision = ?, valid_until = ?, currency = ?,
    total = ?, customer = ?, ended = ?, order_uid = ? WHERE id = ?"""
MAIL = "INSERT INTO mail(arrival, kind, quote_id, sent) VALUES (?,?,?,?)"
MAILED = """UPDATE mail SET sent = ? WHERE quote_id = ? AND kind = ?
    AND arrival = (SELECT arrival FROM entry WHERE event_id = ?)"""

PERSONAL, TEXT = "personal", "text"
"""Who it is for, and notes: they go with the cart; the text is set with it or alone."""

_FIELDS = (*QuoteFields.__struct_fields__, PERSONAL, TEXT)


@dataclass(frozen=True, slots=True)
class ToldQuote:
    """A fact of a quote, and the header of its entry."""

    header: Header
    fact: QuoteFact

    @property
    def clock(self) -> str:
        """When it was written, as text that sorts."""
        return clock(self.header.hlc, self.header.event_id)


class QuoteStory:
    """The facts of a quote by clock, and what they set: of each field the head with the greatest clock."""

    def __init__(self, told: Iterable[ToldQuote]) -> None:
        self.told = tuple(sorted(told, key=lambda one: one.clock))
        self.heads: dict[str, Heads[Any]] = {
            name: heads_of(
                (one.clock, value, seen)
                for one in self.told
                if isinstance(one.fact, QuoteSet)
                for set_name, value, seen in _set(one.fact)
                if set_name == name
            )
            for name in _FIELDS
        }

    @property
    def first(self) -> ToldQuote | None:
        """The fact that made it; None where only its end is here."""
        return next((one for one in self.told if isinstance(one.fact, QuoteSet)), None)

    @property
    def latest(self) -> ToldQuote | None:
        """The fact whose cart is in force."""
        winner = self.heads["cart"].winner
        return next((one for one in self.told if one.clock == winner), None)

    @property
    def end(self) -> QuoteEnded | None:
        """What ended it, where anything did."""
        ended = [one.fact for one in self.told if isinstance(one.fact, QuoteEnded)]
        return ended[-1] if ended else None

    def mailed(self, event: str, mail: str) -> list[str]:
        """When a mail that an entry asked for went, each time it did."""
        return [
            one.fact.at
            for one in self.told
            if isinstance(one.fact, QuoteMailed) and (one.fact.for_, one.fact.mail) == (event, mail)
        ]

    def until(self, event: str) -> QuoteStory:
        """What was known of it when an entry was written."""
        clocks = [one.clock for one in self.told if one.header.event_id == event]
        return QuoteStory(one for one in self.told if not clocks or one.clock <= clocks[0])

    @property
    def number(self) -> str:
        """Its number; "" where that was not set."""
        return self.heads["number"].value or ""

    @property
    def revision(self) -> int:
        """Its revision, from 1; 0 where that was not set."""
        return self.heads["revision"].value or 0

    @property
    def sent(self) -> int:
        """The revision that the customer was given last; 0 for none."""
        return self.heads["sent"].value or 0

    @property
    def valid_until(self) -> str:
        """The last day its prices hold."""
        return self.heads["valid_until"].value or ""

    @property
    def cart(self) -> QuotedCart | None:
        """What was quoted."""
        return self.heads["cart"].value or None

    @property
    def personal(self) -> QuotePersonal:
        """Who it is for, notes and the text; blank where that was erased."""
        held: QuotePersonal = self.heads[PERSONAL].value or QuotePersonal()
        return msgspec.structs.replace(held, text=self.heads[TEXT].value or "")


def quote_story(connection: sqlite3.Connection, row: int) -> QuoteStory:
    """The facts of the quote of that row."""
    return QuoteStory(_told(one) for one in connection.execute(FACTS, (row,)))


def quote_fact(connection: Connection, fact: QuoteFact, arrived: Arrived) -> None:
    """One more fact of a quote; it may come before the quote was made."""
    run, letter = connection.exec_driver_sql, letter_of(connection, arrived)
    uid = bytes.fromhex(fact.id)
    run(STUB, (uid,))
    quote = run("SELECT id FROM quote WHERE uid = ?", (uid,)).scalar_one()
    story = QuoteStory((*quote_story(raw(connection), quote).told, ToldQuote(arrived.header, fact)))
    run("INSERT INTO quote_fact VALUES (?,?)", (quote, arrived.arrival))
    run(ROW, (*_row(story), quote))
    if isinstance(fact, QuoteMailed):
        sent = story.mailed(fact.for_, fact.mail)[-1]
        run(MAILED, (sent, quote, fact.mail, bytes.fromhex(fact.for_)))
    if isinstance(fact, QuoteSet):
        for kind in dict.fromkeys(fact.mails):
            went = story.mailed(arrived.header.event_id, kind)
            run(MAIL, (arrived.arrival, kind, quote, went[-1] if went else ""))
    if isinstance(fact, QuoteSet) and isinstance(fact.f.number, str):
        taken = year_and_counter(fact.f.number)
        if taken is not None:
            run(SERIES, (letter, "quote", *taken))


def remake_quote(connection: Connection, uid: str) -> None:
    """Make a quote's row again of its entries as they are now."""
    run = connection.exec_driver_sql
    quote = run("SELECT id FROM quote WHERE uid = ?", (bytes.fromhex(uid),)).scalar()
    if quote is not None:
        run(ROW, (*_row(quote_story(raw(connection), quote)), quote))


def _told(row: Any) -> ToldQuote:
    header, body, personal = row
    head = header_of(header)
    fact = fact_of(head.kind, body, personal)
    if not isinstance(fact, QuoteFact):
        raise EntryDamaged
    return ToldQuote(head, fact)


def _row(story: QuoteStory) -> tuple[object, ...]:
    """The values of a quote's row."""
    first, cart, end = story.first, story.cart, story.end
    of, made_at = story.personal.buyer, first.header.recorded_at if first else ""
    return (
        story.number,
        moment(made_at) if made_at else 0,
        made_at,
        story.revision,
        story.valid_until,
        cart.currency if cart else "",
        cart.agreed.total if cart else 0,
        of.company or of.name or of.email or of.phone if of else "",
        end.why if end else "",
        (bytes.fromhex(end.order) or None) if end else None,
    )


def _set(fact: QuoteSet) -> Iterable[tuple[str, Any, tuple[str, ...]]]:
    """Each field that an entry sets or replaces, its value, and what it replaces."""
    fields = msgspec.structs.asdict(fact.f)
    given = {name: value for name, value in fields.items() if value is not msgspec.UNSET}
    if "cart" in given:
        given[PERSONAL] = fact.personal or None
    if fact.personal or TEXT in fact.b:
        given[TEXT] = fact.personal.text if fact.personal else ""
    for name in dict.fromkeys((*given, *fact.b)):
        yield name, given.get(name), fact.b.get("cart" if name == PERSONAL else name, ())
