"""What a web shop refused, doubled or lost, and where its figures are others: asked of the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal

from pos.domain.decisions import about_store as said
from pos.domain.decisions.exceptions import Sentence, ShopException
from pos.services.decisions.asking import Question, causes_of

ASKED = """SELECT u.uid, u.what, u.subject, u.ended, u.said, u.delta, u.total, u.told, u.also, u.internal,
    u.public, coalesce(o.number, ''), coalesce(v.sku, ''), coalesce(p.name, ''),
    (SELECT d.public FROM store_upload d WHERE d.store = u.store AND d.what = 'order'
        AND d.subject = u.subject AND d.ended = 'done' LIMIT 1)
    FROM store_upload u LEFT JOIN orders o ON u.what <> 'stock' AND o.uid = u.subject
    LEFT JOIN variant v ON u.what = 'stock' AND v.uid = u.subject LEFT JOIN product p ON p.id = v.product_id
    WHERE u.ended IN ('parked', 'count', 'product_gone') OR u.also <> ''
        OR (u.told <> '' AND u.told <> u.total)
    ORDER BY u.clock"""


def about_web_shop(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each attempt that ended otherwise than it was meant."""
    for row in reader.execute(ASKED).fetchall():
        uid, _what, subject, *_rest = row
        for kind, choices, about, sentence, details in _questions(row):
            asked = Question(kind, (subject.hex(),), (uid.hex(),), about, choices, details)
            causes = causes_of(reader, (uid.hex(),))
            yield asked.asked(causes, sentence)


def _questions(
    row: tuple[object, ...],
) -> Iterator[tuple[str, tuple[str, ...], str, Sentence, dict[str, object]]]:
    (
        _uid,
        what,
        subject,
        ended,
        why,
        delta,
        total,
        told,
        also,
        internal,
        public,
        number,
        sku,
        name,
        there,
    ) = row
    assert isinstance(subject, bytes)
    assert isinstance(delta, int)
    order = {"order": number}
    about = f"{number} {subject.hex()}".strip()
    if what == "stock":
        called = f"{name or sku}"
        if ended == "count":
            choices = (said.WAIT, said.OURS, said.THEIRS)
            yield (
                said.COUNT,
                choices,
                f"{sku}",
                said.CountUnclear(called, f"{delta:+d}"),
                {"sku": sku, "delta": delta},
            )
        elif ended == "parked":
            refused = said.StockRefused(called, f"{why}")
            yield said.STOCK_REFUSED, (said.WAIT,), f"{sku}", refused, {"sku": sku}
        return
    if ended == "parked" and what == "order":
        refusal = said.OrderRefused(f"{number}", f"{why}")
        yield said.ORDER_REFUSED, (said.LEAVE_OUT, said.AGAIN), about, refusal, order
    elif ended == "parked":
        gone = said.OrderGone(f"{number}", f"{there or ''}")
        yield said.ORDER_GONE, (said.LEAVE,), about, gone, order
    elif ended == "count":
        yield said.COUNT, (said.WAIT,), about, said.CountUnclear(f"{number}", "0"), order
    elif ended == "product_gone":
        yield said.PRODUCT_GONE, (said.LEAVE,), about, said.ProductGone(f"{number}"), order
    if also:
        both = (f"{public}", *f"{also}".split(","))
        yield said.ORDER_DOUBLED, (said.CHECKED,), about, said.OrderDoubled(f"{number}", both), order
    if told and Decimal(f"{told}") != Decimal(f"{total}"):
        differs = said.MoneyDiffers(f"{number}", f"{total}", f"{told}")
        yield said.MONEY_DIFFERS, (said.SEEN,), about, differs, {**order, "internal": internal}
