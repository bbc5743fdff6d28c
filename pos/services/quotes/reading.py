"""Quotes read back from their facts: one whole, or a page of a list."""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from pos.domain.money.amounts import Money
from pos.domain.quotes.errors import QuoteUnknown, SeveralQuotes
from pos.domain.quotes.quotes import Quote, QuoteRow, QuoteState, state_of
from pos.domain.shop.errors import EntryDamaged
from pos.domain.shop.numbering import numbered
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.text import fold
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import AgreedPersonal
from pos.journal.orders.facts import Story, Told
from pos.journal.orders.quotes import QuoteStory, quote_story
from pos.services.orders import entry_parts
from pos.services.orders.agreements import cart_of
from pos.services.orders.asked_mails import unless_erased
from pos.services.orders.sold_order import as_sold, unlisted_row

COLUMNS = """SELECT q.number, q.revision, q.made_at, q.valid_until, q.currency, q.total, q.customer, q.ended,
    o.number, lower(hex(o.uid)), q.made, q.id, lower(hex(q.uid))
    FROM quote q LEFT JOIN orders o ON o.uid = q.order_uid"""
PAGE = f"""{COLUMNS} WHERE q.made > 0 AND (q.made, q.number, q.id) < (?, ?, ?)
    ORDER BY q.made DESC, q.number DESC, q.id DESC"""
OF_ID = "SELECT id FROM quote WHERE uid = ? AND made > 0"
OF_NUMBER = "SELECT id, lower(hex(uid)) FROM quote WHERE number = ? AND made > 0 ORDER BY uid"
_ID = re.compile("[0-9A-F]{32}", re.ASCII)
NEWEST = (1 << 62, "", 0)


def find(
    reader: sqlite3.Connection, text: str, state: QuoteState | None, before: str, limit: int, today: date
) -> tuple[QuoteRow, ...]:
    """Quotes of a number or customer, in a state, newest first; `before` is the cursor of the last one."""
    return tuple(islice(_matching(reader, text, state, before, today), limit))


def _matching(
    reader: sqlite3.Connection, text: str, state: QuoteState | None, before: str, today: date
) -> Iterator[QuoteRow]:
    words, start = fold(text).split(), NEWEST
    if before:
        made, key, number = before.split(" ", 2)
        start = int(made), number, int(key)
    for columns in reader.execute(PAGE, start):
        row, said = _row(columns, today), fold(f"{columns[0]} {columns[6]}")
        if (state is None or row.state is state) and all(word in said for word in words):
            yield row


def _row(columns: Any, today: date) -> QuoteRow:
    number, revision, made_at, until, currency, total, customer, ended, order, order_id, made, key, uid = (
        columns
    )
    day = date.fromisoformat(until) if until else date.max
    return QuoteRow(
        uid,
        number,
        revision,
        datetime.fromisoformat(made_at),
        day,
        state_of(ended, day, today),
        customer,
        Money(total, currency),
        order or "",
        order_id or "",
        f"{made} {key} {number}",
    )


def found(reader: sqlite3.Connection, name: str, letter: str) -> tuple[int, str]:
    """The row and the id of the quote of that id or number; a bare counter is this till's own.

    Raises QuoteUnknown, and SeveralQuotes for a number that two quotes bear.
    """
    wanted = name.strip().upper()
    if _ID.fullmatch(wanted):
        row = reader.execute(OF_ID, (bytes.fromhex(wanted),)).fetchone()
        if row is None:
            raise QuoteUnknown(name)
        return row[0], wanted.lower()
    if wanted.isascii() and wanted.isdecimal() and len(wanted) <= 15:
        wanted = numbered("quote", letter, 0, int(wanted))
    rows = reader.execute(OF_NUMBER, (wanted,)).fetchall() if wanted else []
    if not rows:
        raise QuoteUnknown(name)
    if len(rows) > 1:
        raise SeveralQuotes(wanted, ", ".join(uid for _row, uid in rows))
    return rows[0][0], rows[0][1]


def address(reader: sqlite3.Connection, story: QuoteStory) -> str:
    """Where who it is for is written to; "" where nobody knows, or the customer was erased."""
    buyer, cart = story.personal.buyer, story.cart
    return unless_erased(reader, cart.agreed.customer if cart else "", buyer.email if buyer else "")


def whole(
    reader: sqlite3.Connection, key: int, uid: str, settings: ShopSettings, today: date, at_event: str = ""
) -> Quote:
    """The quote of that row as it is now, or as it was when the entry `at_event` was written."""
    story = quote_story(reader, key)
    if at_event:
        story = story.until(at_event)
    fact, latest = as_placed(story, uid, settings), story.latest
    assert latest is not None
    told = Story([Told(latest.header, fact, fact.letter)])
    at = datetime.fromisoformat(latest.header.recorded_at)
    row = _row(reader.execute(f"{COLUMNS} WHERE q.id = ?", (key,)).fetchone(), today)
    if at_event:
        row = replace(
            row,
            revision=story.revision,
            valid_until=date.fromisoformat(story.valid_until),
            total=Money(fact.agreed.total, fact.currency),
        )
    return Quote(
        uid,
        row,
        replace(cart_of(fact, fact.agreed, fact.personal or AgreedPersonal()), id=uuid.uuid4().hex),
        as_sold(told, unlisted_row(told, at), told.first),
        date.fromisoformat(fact.day),
        story.sent,
        latest.header.event_id,
        story.personal.text,
    )


def as_placed(story: QuoteStory, uid: str, settings: ShopSettings) -> OrderPlaced:
    """The quote as the order that it would be, so that papers, carts and scripts read it as one."""
    cart, latest = story.cart, story.latest
    if cart is None or latest is None:
        raise EntryDamaged
    return OrderPlaced(
        id=uid,
        day=latest.fact.day,
        number=story.number,
        letter=settings.letter,
        channel=cart.channel,
        currency=cart.currency,
        includes_tax=cart.includes_tax,
        tax_rounding=cart.tax_rounding,
        seller=entry_parts.seller(settings),
        agreed=cart.agreed,
        fulfilment=cart.fulfilment,
        payment_method=cart.payment_method,
        deposit=cart.deposit,
        promised=cart.promised,
        personal=story.personal,
    )
