"""The row of a quote, made of all its entries: of each field the latest setting by clock, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from pos.domain.shop.errors import EntryDamaged
from pos.domain.shop.numbering import year_and_counter
from pos.journal.heads import clock, heads_of
from pos.journal.kinds.base import Arrived
from pos.journal.kinds.quotes import QuoteEnded, QuotePersonal, QuoteSet
from pos.journal.kinds.tills import letter_of
from pos.journal.orders.tables import SERIES
from pos.journal.seal import Header, fact_of, header_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

FACTS = """SELECT e.header, p.body, p.personal FROM quote_fact f JOIN entry e USING (arrival)
    JOIN entry_part p USING (arrival) WHERE f.quote_id = ?"""
STUB = """INSERT INTO quote(uid, number, revision, valid_until, currency, total, customer, ended)
    VALUES (?,'',0,'','',0,'','') ON CONFLICT DO NOTHING"""
ROW = """UPDATE quote SET number = ?, revision = ?, valid_until = ?, currency = ?, total = ?, customer = ?,
    ended = ?, order_uid = ? WHERE id = ?"""

_EMPTY: dict[str, Any] = {"number": "", "revision": 0, "valid_until": "", "cart": None, "buyer": ""}
"""The fields of a quote, and what each holds that nobody set."""

_Told = tuple[Header, QuoteSet | QuoteEnded]


def quote_fact(connection: Connection, fact: QuoteSet | QuoteEnded, arrived: Arrived) -> None:
    """One more fact of a quote; it may come before the quote was made."""
    run, letter = connection.exec_driver_sql, letter_of(connection, arrived)
    uid = bytes.fromhex(fact.id)
    run(STUB, (uid,))
    quote = run("SELECT id FROM quote WHERE uid = ?", (uid,)).scalar_one()
    told = [(arrived.header, fact), *(_told(row) for row in run(FACTS, (quote,)))]
    run("INSERT INTO quote_fact VALUES (?,?)", (quote, arrived.arrival))
    run(ROW, (*_row(sorted(told, key=lambda one: (one[0].hlc, one[0].event_id))), quote))
    if isinstance(fact, QuoteSet) and isinstance(fact.f.number, str):
        taken = year_and_counter(fact.f.number)
        if taken is not None:
            run(SERIES, (letter, "quote", *taken))


def remake_quote(connection: Connection, uid: str) -> None:
    """Make a quote's row again of its entries as they are now."""
    run = connection.exec_driver_sql
    quote = run("SELECT id FROM quote WHERE uid = ?", (bytes.fromhex(uid),)).scalar()
    if quote is None:
        return
    told = [_told(row) for row in run(FACTS, (quote,))]
    run(ROW, (*_row(sorted(told, key=lambda one: (one[0].hlc, one[0].event_id))), quote))


def _told(row: Any) -> _Told:
    header, body, personal = row
    head = header_of(header)
    fact = fact_of(head.kind, body, personal)
    if not isinstance(fact, QuoteSet | QuoteEnded):
        raise EntryDamaged
    return head, fact


def _row(told: Sequence[_Told]) -> tuple[object, ...]:
    """The values of a quote by its facts, by clock; of each field the head with the greatest clock."""
    versions: dict[str, list[tuple[str, Any, tuple[str, ...]]]] = {name: [] for name in _EMPTY}
    ended, order = "", None
    for header, fact in told:
        if isinstance(fact, QuoteEnded):
            ended, order = fact.why, bytes.fromhex(fact.order) or None
            continue
        given = _given(fact)
        for name in versions:
            if name in given or name in fact.b:
                seen = fact.b.get("cart" if name == "buyer" else name, ())
                versions[name].append((clock(header.hlc, header.event_id), given.get(name), seen))
    found = {name: heads_of(told).value or _EMPTY[name] for name, told in versions.items()}
    cart = found["cart"]
    return (
        found["number"],
        found["revision"],
        found["valid_until"],
        cart.currency if cart else "",
        cart.agreed.total if cart else 0,
        found["buyer"],
        ended,
        order,
    )


def _given(fact: QuoteSet) -> dict[str, Any]:
    """The fields that an entry sets; who it is for goes with the cart."""
    fields = msgspec.structs.asdict(fact.f)
    given = {name: value for name, value in fields.items() if value is not msgspec.UNSET}
    personal = fact.personal
    if isinstance(personal, QuotePersonal) and personal.buyer:
        of = personal.buyer
        given["buyer"] = of.company or of.name or of.email or of.phone
    elif "cart" in given:
        given["buyer"] = ""
    return given
