"""Goods of which more were sold than there are, and codes that several goods bear."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from pos.domain.decisions import about_goods as said
from pos.domain.decisions.exceptions import ShopException
from pos.domain.money.quantity import QUANTITY_MAX, from_micro, to_micro
from pos.domain.orders.amendment import Piece, Request
from pos.domain.words.errors import CashierError
from pos.domain.words.merging import Taken
from pos.domain.words.numerals import read_number
from pos.journal.heads import event_of
from pos.journal.kinds.stock import StockMove
from pos.services.catalogue.merging import ProductMerging
from pos.services.decisions.asking import (
    NOTHING,
    Correction,
    Question,
    by_making,
    causes_of,
    clock_in,
)
from pos.services.orders.after.opened import open_order
from pos.services.orders.after.returns import Returns

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

SHORT = """SELECT v.id, lower(hex(v.uid)), v.sku, coalesce(p.name, ''), v.options, s.location, s.on_hand
    FROM stock s JOIN variant v ON v.id = s.variant_id LEFT JOIN product p ON p.id = v.product_id
    WHERE s.on_hand < 0 AND v.tracked = 1 AND v.into_id IS NULL {linked} AND NOT EXISTS (
        SELECT 1 FROM variant o WHERE o.shares = v.shares AND o.shares <> '' AND o.into_id IS NULL
        AND o.tracked = 1 AND o.uid < v.uid) ORDER BY v.uid, s.location"""
LINKED = """AND EXISTS (SELECT 1 FROM store_link l WHERE l.noun = 'variant' AND l.ours = v.uid
    AND l.theirs <> '')"""
MOVES = """SELECT lower(hex(e.event_id)), sum(m.quantity), max(coalesce(o.number, '')),
        max(coalesce(lower(hex(o.uid)), '')),
        max(m.order_id IS NOT NULL AND m.reason = 'return')
    FROM stock_move m JOIN entry e USING (arrival) LEFT JOIN orders o ON o.id = m.order_id
    WHERE m.variant_id IN (SELECT :row UNION SELECT o.id FROM variant v
        JOIN variant o ON o.shares = v.shares AND o.shares <> '' AND o.into_id IS NULL WHERE v.id = :row)
    AND m.location = :location GROUP BY e.event_id ORDER BY e.hlc, e.event_id"""
LINES = """SELECT n FROM order_line WHERE order_id = (SELECT id FROM orders WHERE uid = :order)
    AND variant_id IN (SELECT id FROM variant WHERE uid = :uid UNION SELECT o.id FROM variant v
        JOIN variant o ON o.shares = v.shares AND o.shares <> '' WHERE v.uid = :uid AND v.shares <> '')"""
SHOWN = 20
"""Orders that a question names at most, the latest."""

LIVE = """FROM variant v JOIN product p ON p.id = v.product_id
    WHERE v.archived = 0 AND v.into_id IS NULL AND p.archived = 0"""
SKUS = """SELECT min(sku) FROM variant WHERE sku <> '' AND archived = 0 AND into_id IS NULL
    GROUP BY sku COLLATE NOCASE HAVING count(*) > 1"""
CODES = "SELECT code FROM barcode GROUP BY code HAVING count(*) > 1"
ON_HAND = """SELECT coalesce(sum(on_hand), 0) FROM stock
    WHERE variant_id = (SELECT id FROM variant WHERE uid = ?)"""
BEARERS = {
    "sku": f"""SELECT lower(hex(v.uid)), v.clocks, p.name, v.options {LIVE}
        AND v.sku = ? COLLATE NOCASE ORDER BY v.uid""",
    "barcodes": f"""SELECT lower(hex(v.uid)), v.clocks, p.name, v.options {LIVE}
        AND v.id IN (SELECT variant_id FROM barcode WHERE code = ?) ORDER BY v.uid""",
}


def oversold(reader: sqlite3.Connection, *, linked_only: bool = False) -> Iterator[ShopException]:
    """Each variant of which a place has fewer than none, by the move that crossed zero in clock order.

    Pieces that came back since and did not do are a new cause: one order less is not all that was asked. Of a
    single till only what a web shop sells too.
    """
    query = SHORT.format(linked=LINKED if linked_only else "")
    for row, uid, sku, name, options, location, on_hand in reader.execute(query).fetchall():
        moves = reader.execute(MOVES, {"row": row, "location": location}).fetchall()
        sums = list(accumulate(quantity for _event, quantity, *_rest in moves))
        crossed = max(n for n, now in enumerate(sums) if now < 0 and (n == 0 or sums[n - 1] >= 0))
        number, order = moves[crossed][2:4]
        back = [event for event, *_of, came_back in moves[crossed + 1 :] if came_back]
        events = (moves[crossed][0], *back[-1:])
        holding = _holding(moves)
        numbers = list(holding.values())
        details = {
            "sku": sku,
            "variant": uid,
            "location": location,
            "on_hand": str(from_micro(on_hand)),
            "order": number or (numbers[-1] if numbers else ""),
            "orders": numbers,
            "order_id": order or (list(holding)[-1] if holding else ""),
            "order_ids": list(holding),
        }
        choices = (said.REORDER, said.REFUND, said.COUNT) if numbers else (said.REORDER, said.COUNT)
        asked = Question(said.OVERSOLD, (uid,), events, sku or uid, choices, details)
        called, short = _called(name, options) or sku, from_micro(-on_hand)
        shown = tuple(numbers[-SHOWN:])
        sentence = said.Oversold(called, short, shown) if numbers else said.Missing(called, short)
        yield asked.asked(causes_of(reader, events), sentence)


def _holding(moves: Sequence[tuple[str, int, str, str, int]]) -> dict[str, str]:
    """The numbers of the orders that hold pieces of it, by their ids, in the order of their clocks."""
    taken: dict[tuple[str, str], int] = defaultdict(int)
    for _event, quantity, number, order, _back in moves:
        taken[order, number] += quantity
    return {order: number for (order, number), quantity in taken.items() if order and quantity < 0}


def same_codes(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Variants that are sold and bear one SKU, or one barcode, and how many there are of each."""
    found: dict[tuple[str, ...], _Shared] = {}
    for name, codes in (("sku", SKUS), ("barcodes", CODES)):
        for (code,) in reader.execute(codes).fetchall():
            bearers = by_making(reader.execute(BEARERS[name], (code,)))
            if len(bearers) > 1:
                uids = tuple(uid for uid, *_rest in bearers)
                names = tuple(_called(product, options) for _uid, _clocks, product, options in bearers)
                shared = found.setdefault(uids, _Shared(code, names, set()))
                shared.events.update(event_of(clock_in(clocks, name)) for _uid, clocks, *_ in bearers)
    for uids, shared in found.items():
        events = tuple(sorted(shared.events))
        there = [reader.execute(ON_HAND, (bytes.fromhex(uid),)).fetchone()[0] for uid in uids]
        details = {
            "code": shared.code,
            "variants": list(uids),
            "names": list(shared.names),
            "on_hand": [str(from_micro(micro)) for micro in there],
        }
        asked = Question(
            said.SAME_CODE,
            uids,
            events,
            " ".join((shared.code, *uids)),
            (said.KEEP, said.MERGE),
            details,
        )
        yield asked.asked(causes_of(reader, events), said.SameCode(shared.code, shared.names))


@dataclass(frozen=True, slots=True)
class _Shared:
    """A code that several variants bear, how they are called, and the events that gave it to them."""

    code: str
    names: tuple[str, ...]
    events: set[str]


def _called(name: str, options: str) -> str:
    return " ".join(filter(None, (name, options)))


class GoodsAnswers:
    """Does what an answer about goods asks for."""

    def __init__(self, returns: Returns, merging: ProductMerging) -> None:
        self._returns = returns
        self._merging = merging

    def act(self, tx: Transaction, one: ShopException, choice: str, value: str, taken: Taken) -> Correction:
        """Do it; raises NotInOrder, CountUnreadable, or what the deed refuses."""
        match choice:
            case said.REFUND:
                self._refund(tx, one, value or str(one.details["order_id"]))
            case said.COUNT:
                expected = to_micro(Decimal(str(one.details["on_hand"])))
                move = StockMove(str(one.details["variant"]), counted=counted(value), expected=expected)
                return Correction((move,), str(one.details["location"]))
            case said.MERGE:
                self._merge(one.ids, value, taken)
        return NOTHING

    def _refund(self, tx: Transaction, one: ShopException, number: str) -> None:
        """Take as many pieces back as are missing, as far as the order has them."""
        order = open_order(tx, number)
        variant = bytes.fromhex(str(one.details["variant"]))
        lines = {n for (n,) in tx.raw().execute(LINES, {"order": bytes.fromhex(order.id), "uid": variant})}
        missing = -to_micro(Decimal(str(one.details["on_hand"])))
        pieces = []
        for goods in order.now.goods:
            left = min(missing, goods.sold - goods.returned - goods.dropped)
            if goods.n in lines and left > 0:
                pieces.append(Piece(goods.n, left))
                missing -= left
        if not pieces:
            raise said.NotInOrder(order.story.placed.number, one.subject)
        self._returns.refund(number, Request(tuple(pieces)))

    def _merge(self, uids: tuple[str, ...], value: str, taken: Taken) -> None:
        """Those of `uids` become the one that was chosen, else the one made first."""
        into = value if value in uids else uids[0]
        for uid in uids:
            if uid != into:
                self._merging.merge_variants(uid, into, taken)


def counted(value: str) -> int:
    """How many there are, in millionths, as a person wrote it; raises CountUnreadable."""
    try:
        counted = read_number(value, decimals=6, decimal_mark=".", thousands_mark="")
    except CashierError:
        raise said.CountUnreadable(value) from None
    if not 0 <= counted <= QUANTITY_MAX:
        raise said.CountUnreadable(value)
    return to_micro(counted)
