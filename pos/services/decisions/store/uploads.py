"""What a web shop refused, doubled or lost, and where its figures are others: asked of the attempts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.decisions import about_store as said
from pos.domain.decisions.exceptions import Sentence, ShopException
from pos.domain.money.quantity import from_micro
from pos.domain.words.phrases import Change, UnitPrice
from pos.services.decisions.asking import Question, causes_of

ASKED = """SELECT u.uid, u.store, u.what, u.subject, u.ended, u.said, u.delta, u.total, u.told, u.also,
    u.internal, u.public, u.goods, coalesce(o.number, ''), coalesce(v.sku, ''),
    trim(coalesce(p.name, '') || ' ' || coalesce(v.options, '')), coalesce(o.currency, '')
    FROM store_upload u LEFT JOIN orders o ON u.what <> 'stock' AND o.uid = u.subject
    LEFT JOIN variant v ON u.what = 'stock' AND v.uid = u.subject LEFT JOIN product p ON p.id = v.product_id
    WHERE u.ended IN ('parked', 'count', 'product_gone', 'gone') OR u.also <> '' OR u.told <> u.total
    ORDER BY u.clock"""
GOODS = """SELECT v.sku, trim(coalesce(p.name, '') || ' ' || v.options),
    coalesce((SELECT sum(on_hand) FROM stock WHERE variant_id = v.id), 0) FROM variant v
    LEFT JOIN product p ON p.id = v.product_id WHERE v.uid = ?"""
GONE = """SELECT lower(hex(v.uid)), v.sku, trim(coalesce(p.name, '') || ' ' || v.options)
    FROM order_line ol JOIN orders o ON o.id = ol.order_id JOIN variant v ON v.id = ol.variant_id
    JOIN store_link l ON l.ours = v.uid AND l.noun = 'variant' AND l.store = ?
    LEFT JOIN product p ON p.id = v.product_id WHERE o.uid = ? AND l.theirs = '' ORDER BY ol.n LIMIT 1"""


SENDS = "SELECT s.key, g.value FROM store s JOIN json_each(s.syncs) g WHERE s.state <> 'off'"


@dataclass(frozen=True, slots=True)
class Ended:
    """An attempt that ended otherwise than it was meant, with what its order or variant is called."""

    uid: bytes
    store: str
    what: str
    subject: bytes
    ended: str
    why: str
    delta: int
    total: str
    told: str
    also: str
    internal: str
    public: str
    goods: str
    number: str
    sku: str
    name: str
    currency: str

    @property
    def about(self) -> str:
        return f"{self.number} {self.subject.hex()}".strip()

    def asked(
        self, reader: sqlite3.Connection, kind: str, choices: tuple[str, ...], sentence: Sentence,
        *, about: str = "", beside: tuple[str, ...] = (), **details: object,
    ) -> ShopException:  # fmt: skip
        """A question that this attempt is the cause of; `beside` are further ids that it is about."""
        ids, events = (self.subject.hex(), *beside), (self.uid.hex(),)
        told = {"order": self.number, "order_id": self.subject.hex()} if self.number else {}
        asked = Question(kind, ids, events, about or self.about, choices, {**told, **details})
        return asked.asked(causes_of(reader, events), sentence)


def about_uploads(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each attempt that ended otherwise than it was meant.

    While no orders go to a web shop, or no stock, nobody is asked what it refused of them: no answer would
    send it.
    What was on its way is settled all the same, and asked about, since it may be there.
    """
    sends = set(reader.execute(SENDS).fetchall())
    stock_refused, other_totals = set(), set()
    for row in reader.execute(ASKED).fetchall():
        one = Ended(*row)
        goes = "stock" if one.what == "stock" else "orders"
        if one.ended == "parked" and (one.store, goes) not in sends:
            continue
        if one.what == "stock":
            if one.ended == "count":
                yield _unclear(reader, one)
            elif one.ended == "parked" and one.store not in stock_refused:
                stock_refused.add(one.store)
                yield _stock_refused(reader, one)
        elif one.what == "status":
            yield from _about_status(reader, one)
        else:
            yield from _about_order(reader, one)
        totals = (one.subject, one.total, one.told)
        if one.told and Decimal(one.told) != Decimal(one.total) and totals not in other_totals:
            other_totals.add(totals)
            here, there = (UnitPrice(Decimal(total), one.currency) for total in (one.total, one.told))
            differs = said.MoneyDiffers(one.number, here, there)
            yield one.asked(reader, said.MONEY_DIFFERS, (said.SEEN, said.NOTE), differs)


def _unclear(reader: sqlite3.Connection, one: Ended) -> ShopException:
    choices = (said.WAIT, said.COUNTED, said.THEIRS, said.OURS)
    uid = one.subject.hex()
    sentence = said.CountUnclear(one.name or one.sku, Change(Decimal(one.delta)))
    return one.asked(
        reader, said.COUNT, choices, sentence, about=one.sku or uid, sku=one.sku, variant=uid,
        delta=one.delta, on_hand=_on_hand(reader, uid),
    )  # fmt: skip


def _stock_refused(reader: sqlite3.Connection, one: Ended) -> ShopException:
    """Of all figures that it refuses one is asked about: it runs its stock for itself, or it does not."""
    sentence = said.StockRefused(one.name or one.sku, one.why)
    choices = (said.WAIT, said.STOP)
    return one.asked(
        reader, said.STOCK_REFUSED, choices, sentence, about=one.sku, sku=one.sku, store=one.store
    )


def _about_status(reader: sqlite3.Connection, one: Ended) -> Iterator[ShopException]:
    if one.ended == "parked":
        refusal = said.OrderRefused(one.number, one.why)
        yield one.asked(reader, said.ORDER_REFUSED, (said.LEAVE_OUT, said.AGAIN), refusal)
    elif one.ended == "count":
        choices = (said.WAIT, said.COUNTED, said.THEIRS, said.OURS)
        for each in json.loads(one.goods or "[]"):
            uid = each["variant"]
            sku, name, _on_hand_there = reader.execute(GOODS, (bytes.fromhex(uid),)).fetchone()
            yield one.asked(
                reader, said.COUNT, choices, said.BackUnclear(one.number, name or sku),
                about=f"{sku} {one.about}".strip(), beside=(uid,), sku=sku, variant=uid,
                on_hand=_on_hand(reader, uid),
            )  # fmt: skip


def _about_order(reader: sqlite3.Connection, one: Ended) -> Iterator[ShopException]:
    if one.ended == "parked":
        refusal = said.OrderRefused(one.number, one.why)
        yield one.asked(reader, said.ORDER_REFUSED, (said.LEAVE_OUT, said.AGAIN), refusal)
    elif one.ended == "gone":
        gone = said.OrderGone(one.number, one.public or one.internal)
        choices = (said.LEAVE, said.SEND_AGAIN)
        yield one.asked(reader, said.ORDER_GONE, choices, gone, internal=one.internal)
    elif one.ended == "product_gone":
        yield _product_gone(reader, one)
    if one.also:
        both = (one.public or one.internal, *one.also.split(","))
        doubled = said.OrderDoubled(one.number, both)
        yield one.asked(reader, said.ORDER_DOUBLED, (said.CHECKED,), doubled, internal=one.internal)


def _product_gone(reader: sqlite3.Connection, one: Ended) -> ShopException:
    """The product is named once it is known which one went; one that is linked again is not linked twice."""
    row = reader.execute(GONE, (one.store, one.subject)).fetchone()
    if row is None:
        sentence: Sentence = said.ProductGone(one.number)
        return one.asked(reader, said.PRODUCT_GONE, (said.LEAVE,), sentence, store=one.store)
    uid, sku, name = row
    sentence = said.NamedGone(one.number, name or sku)
    choices = (said.LEAVE, said.LINK)
    return one.asked(
        reader, said.PRODUCT_GONE, choices, sentence, about=f"{sku} {one.about}", sku=sku, variant=uid,
        store=one.store,
    )  # fmt: skip


def _on_hand(reader: sqlite3.Connection, uid: str) -> str:
    row = reader.execute(GOODS, (bytes.fromhex(uid),)).fetchone()
    return str(from_micro(row[2])) if row else "0"
