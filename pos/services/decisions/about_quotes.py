"""Quotes that several tills made orders of, or changed without knowing of each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, structs

from pos.domain.decisions import about_quotes as said
from pos.domain.decisions.about_records import BOTH_CHANGED, OTHER, THIS, BothChanged
from pos.domain.decisions.exceptions import ShopException
from pos.domain.money.amounts import Money
from pos.domain.money.quantity import digits, from_micro
from pos.journal.heads import event_of
from pos.journal.kinds.quotes import QuotedCart, QuoteEnded, QuoteFields, QuotePersonal, QuoteSet
from pos.journal.orders.placed import shown
from pos.journal.orders.quotes import PERSONAL, TEXT, QuoteStory, quote_story
from pos.services.decisions.asking import Question, causes_of, letters_of
from pos.services.shop.field_values import as_read, field_called

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

QUOTE = "quote:"
"""How the subject begins of what is asked about one field of a quote."""
CART = "cart"
FIELDS = (CART, "valid_until", TEXT)
"""What a person sets of a quote; numbers and revisions follow from it."""

ENDED_TWICE = f"""SELECT f.quote_id, lower(hex(q.uid)), q.number
    FROM quote_fact f JOIN entry e USING (arrival) JOIN quote q ON q.id = f.quote_id
    WHERE e.kind = '{QuoteEnded.kind}' GROUP BY f.quote_id HAVING count(*) > 1 ORDER BY q.uid"""
SET_BY_SEVERAL = f"""SELECT f.quote_id, lower(hex(q.uid))
    FROM quote_fact f JOIN entry e USING (arrival) JOIN quote q ON q.id = f.quote_id
    WHERE e.kind = '{QuoteSet.kind}' AND q.ended NOT IN ('placed', 'declined')
    GROUP BY f.quote_id HAVING count(DISTINCT e.origin) > 1 ORDER BY q.uid"""
KEY = "SELECT id FROM quote WHERE uid = ?"
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


def quotes_changed(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each field of a quote that still holds whose heads say different things."""
    for row, uid in reader.execute(SET_BY_SEVERAL).fetchall():
        story = quote_story(reader, row)
        for name in FIELDS:
            this, *others = _said(story, name)
            if any(one[1] != this[1] for one in others):
                yield _asked(reader, story, uid, name)


def settle_quote(tx: Transaction, one: ShopException, choice: str) -> None:
    """Set this value, or the latest of the others, over all that are known; the other one is a revision."""
    (subject,) = one.ids
    uid, name = subject.removeprefix(QUOTE).split(":")
    (key,) = tx.raw().execute(KEY, (bytes.fromhex(uid),)).fetchone()
    story = quote_story(tx.raw(), key)
    this, *others = _said(story, name)
    _at, value = next(one for one in others if one[1] != this[1]) if choice == OTHER else this
    fields: dict[str, Any] = {}
    over = {name: tuple(sorted(story.heads[name].values))}
    if choice == OTHER and story.sent == story.revision:
        fields["revision"], over["revision"] = (
            story.revision + 1,
            tuple(sorted(story.heads["revision"].values)),
        )
    private = QuotePersonal()
    if name == CART:
        fields[CART], private = value[0], structs.replace(value[1], text=story.personal.text)
        over[TEXT] = (story.heads[TEXT].winner,)
    elif name == TEXT:
        private = QuotePersonal(text=value)
    else:
        fields[name] = value
    tx.record(
        QuoteSet(
            uid,
            tx.day,
            QuoteFields(**fields),
            over,
            personal=UNSET if private == QuotePersonal() else private,
        )
    )


def _said(story: QuoteStory, name: str) -> list[tuple[str, Any]]:
    """What the heads of a field say, with their clocks, the one in force first; a cart with who it is for."""
    heads, private = story.heads[name], story.heads[PERSONAL].values
    clocks = [heads.winner, *heads.losers]
    if name != CART:
        return [(at, heads.values.get(at) or "") for at in clocks]
    return [
        (at, (heads.values.get(at), structs.replace(private.get(at) or QuotePersonal(), text="")))
        for at in clocks
    ]


def _asked(reader: sqlite3.Connection, story: QuoteStory, uid: str, name: str) -> ShopException:
    said_ = _said(story, name)
    events = tuple(sorted(event_of(at) for at, _value in said_))
    subject, number = f"{QUOTE}{uid}:{name}", story.number
    this, *others = (_as_read(reader, name, value) for _at, value in said_)
    details = {
        "field": name,
        "this": _as_text(this),
        "others": [_as_text(one) for one in others],
        "number": number,
    }
    causes = causes_of(reader, events)
    sentence = BothChanged(number, field_called(name), this, tuple(others), letters_of(causes))
    return Question(BOTH_CHANGED, (subject,), events, subject, (THIS, OTHER), details).asked(causes, sentence)


def _as_read(reader: sqlite3.Connection, name: str, value: Any) -> object:
    """A cart by who it is for, its goods and what they come to."""
    if name != CART:
        return as_read(reader, name, value)
    cart, private = value
    if not isinstance(cart, QuotedCart):
        return ""
    goods = (f"{digits(from_micro(line.qty))} × {line.name}" for line in cart.agreed.lines)
    return (*filter(None, (shown(private.buyer),)), *goods, Money(cart.agreed.total, cart.currency))


def _as_text(value: object) -> str:
    """For scripts."""
    return ", ".join(map(_as_text, value)) if isinstance(value, tuple) else str(value)
