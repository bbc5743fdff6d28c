"""What few orders have that lists are filtered by, as words of the index: a text is looked up along with it.

A tag only narrows what is read. Whether an order is let through is asked of its row, which is never behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pos.domain.orders.lists.filters import OrderFilter, Sort, Work
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.words.text import words
from pos.model import order_lists as model

SIGN = "¤t"
PAYMENT, FULFILMENT, CHANNEL, LETTER, METHOD, DAY, WORK = (f"{SIGN}{one}" for one in "pfclmdw")

WAITS_FOR_DAY, PROMISED, OWED = "waits", "promised", "owed"
GIVES_BACK = Work.TO_GIVE_BACK.value

TAGGED = f"""SELECT id, payment_status, fulfilment_status, channel, letter, methods, promised, pay_by,
    {model.GIVES_BACK}, {model.WAITS} FROM orders WHERE id IN ({{places}})"""


def tags_of(connection: sqlite3.Connection, orders: list[int]) -> Iterator[tuple[int, str]]:
    """The tags of these orders: the key of each with one of its words."""
    places = ",".join("?" * len(orders))
    for row in connection.execute(TAGGED.format(places=places), orders):
        key, payment, fulfilment, channel, letter, methods, promised, pay_by, gives_back, waits = row
        day, promised = promised[:10], bool(promised)
        said = {PROMISED: promised, WAITS_FOR_DAY: promised and waits, OWED: pay_by, GIVES_BACK: gives_back}
        works = tuple(name for name, holds in said.items() if holds)
        for tag in _tags(payment, fulfilment, channel, letter, methods, day, works):
            yield key, tag


@lru_cache(4096)
def _tags(
    payment: str, fulfilment: str, channel: str, letter: str, methods: str, day: str, works: tuple[str, ...]
) -> tuple[str, ...]:
    """Many orders have the same."""
    asked = OrderFilter(payment=payment, fulfilment=fulfilment, channel=channel, letter=letter, promised=day)
    ways = (_tag(METHOD, one) for one in filter(None, methods.split("|")))
    return (*_plain(asked), *ways, *(_tag(WORK, name) for name in works))


def tags_asked(asked: OrderFilter) -> Iterator[tuple[str, ...]]:
    """What each order has that a filter lets through: of each group one tag at least."""
    yield from ((tag,) for tag in _plain(asked))
    if asked.method:
        yield (_tag(METHOD, asked.method),)
    if asked.sort is Sort.PROMISED:
        yield (_tag(WORK, PROMISED),)
    if asked.sort is Sort.PAY_BY:
        yield (_tag(WORK, OWED),)
    if tags := tuple(_of_work(asked.work)):
        yield tags


def _plain(asked: OrderFilter) -> Iterator[str]:
    """What nearly all orders have is not worth a word."""
    if asked.payment and asked.payment != PaymentStatus.PAID:
        yield _tag(PAYMENT, asked.payment)
    if asked.fulfilment and asked.fulfilment != FulfilmentStatus.DELIVERED:
        yield _tag(FULFILMENT, asked.fulfilment)
    if asked.channel and asked.channel != "counter":
        yield _tag(CHANNEL, asked.channel)
    if asked.letter:
        yield _tag(LETTER, asked.letter)
    if asked.promised:
        yield _tag(DAY, asked.promised)


def _of_work(work: Work | None) -> Iterable[str]:
    match work:
        case Work.TO_BE_PAID:
            return (_tag(PAYMENT, one) for one in (PaymentStatus.AWAITING, PaymentStatus.PART_PAID))
        case Work.TO_PREPARE:
            waiting = (FulfilmentStatus.AWAITING, FulfilmentStatus.PROCESSING)
            return (_tag(FULFILMENT, one) for one in waiting)
        case Work.TO_SHIP:
            return (_tag(FULFILMENT, FulfilmentStatus.PROCESSING),)
        case Work.TO_GIVE_BACK:
            return (_tag(WORK, GIVES_BACK),)
        case Work.PROMISED | Work.LATE:
            return (_tag(WORK, WAITS_FOR_DAY),)
        case Work.OVERDUE:
            return (_tag(WORK, OWED),)
        case _:
            return ()


def _tag(kind: str, value: str) -> str:
    """One word, whatever is in the value."""
    return kind + "".join(words(value))
