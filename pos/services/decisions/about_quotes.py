"""Quotes that several tills made orders of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pos.domain.decisions import about_quotes as said
from pos.domain.decisions.exceptions import ShopException
from pos.journal.kinds.quotes import QuoteEnded
from pos.journal.orders.quotes import quote_story
from pos.services.decisions.asking import Question, causes_of

ENDED_TWICE = f"""SELECT f.quote_id, lower(hex(q.uid)), q.number
    FROM quote_fact f JOIN entry e USING (arrival) JOIN quote q ON q.id = f.quote_id
    WHERE e.kind = '{QuoteEnded.kind}' GROUP BY f.quote_id HAVING count(*) > 1 ORDER BY q.uid"""
NUMBER = "SELECT number FROM orders WHERE uid = ?"


def quotes_twice(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each quote that became more than one order."""
    for row, uid, number in reader.execute(ENDED_TWICE).fetchall():
        ends = [
            (told.header.event_id, told.fact.order)
            for told in quote_story(reader, row).told
            if isinstance(told.fact, QuoteEnded) and told.fact.order
        ]
        if len({order for _event, order in ends}) < 2:
            continue
        events = tuple(event for event, _order in ends)
        orders = list(dict.fromkeys(order for _event, order in ends))
        numbers = [_number(reader, order) for order in orders]
        details = {"number": number, "orders": numbers, "order_ids": orders}
        choices = (said.KEEP, said.CANCEL)
        asked = Question(said.QUOTE_TWICE, (uid,), events, uid, choices, details)
        yield asked.asked(causes_of(reader, events), said.QuoteTwice(number, tuple(numbers)))


def order_to_cancel(one: ShopException, value: str) -> str:
    """The order that goes: the one that was chosen, by id or number, else the latest."""
    orders = one.details["order_ids"]
    assert isinstance(orders, list)
    return value or str(orders[-1])


def _number(reader: sqlite3.Connection, order: str) -> str:
    found = reader.execute(NUMBER, (bytes.fromhex(order),)).fetchone()
    return str(found[0]) if found else order
