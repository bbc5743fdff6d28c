"""What is on the shelf of each variant a cart sells, and whether that is enough."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from types import MappingProxyType

from pos.domain.catalogue.errors import NotEnoughStock
from pos.domain.catalogue.stock import MAIN, StockNotice
from pos.domain.money.quantity import from_micro
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.shop.settings import Oversell


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the tables say about a variant that is being sold; on hand in millionths."""

    tracked: bool
    policy: Oversell
    on_hand: int


ZERO = Decimal(0)
NOTHING: Mapping[str, Decimal] = MappingProxyType({})

Shelves = dict[str, Shelf]
"""By the variant's hexadecimal id."""


def read(connection: sqlite3.Connection, cart: Cart) -> Shelves:
    uids = tuple({bytes.fromhex(line.variant_id) for line in cart.lines if line.variant_id})
    if not uids:
        return {}
    marks = ",".join("?" * len(uids))
    rows = connection.execute(
        f"""SELECT v.uid, v.tracked, v.oversell, coalesce(s.on_hand, 0),
                   (SELECT value FROM setting WHERE key = 'oversell')
            FROM variant v LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ?
            WHERE v.uid IN ({marks})""",
        (MAIN, *uids),
    )
    return {
        uid.hex(): Shelf(bool(tracked), Oversell(own or (shop or '"warn"').strip('"')), on_hand)
        for uid, tracked, own, on_hand, shop in rows
    }


def tracked(line: CartLine, shelves: Shelves) -> bool:
    shelf = shelves.get(line.variant_id or "")
    return shelf is not None and shelf.tracked


def short(cart: Cart, shelves: Shelves, held: Mapping[str, Decimal] = NOTHING) -> list[StockNotice]:
    """The lines that want more than there is; `held` is what the order has already, by variant."""
    wanted: dict[str, Decimal] = {}
    last: dict[str, CartLine] = {}
    for line in cart.lines:
        if line.variant_id and tracked(line, shelves):
            wanted[line.variant_id] = wanted.get(line.variant_id, Decimal(0)) + line.quantity
            last[line.variant_id] = line
    there = {uid: _there(shelves[uid], held.get(uid, ZERO)) for uid in wanted}
    return [
        StockNotice(last[uid].id, last[uid].name, there[uid], quantity, shelves[uid].policy)
        for uid, quantity in wanted.items()
        if quantity > there[uid] and shelves[uid].policy is not Oversell.ALLOW
    ]


def _there(shelf: Shelf, held: Decimal) -> Decimal:
    """What there is for an order that has so much already; below zero that is all it has."""
    on_hand = from_micro(shelf.on_hand)
    return max(on_hand, ZERO) + held if held else on_hand


def require(cart: Cart, shelves: Shelves) -> None:
    for notice in short(cart, shelves):
        if notice.policy is Oversell.BLOCK:
            raise NotEnoughStock(notice.name, notice.on_hand)


def weigh(connection: sqlite3.Connection, cart: Cart) -> int:
    """The grams of the goods: each piece's own weight, and what is sold by weight."""
    uids = tuple({bytes.fromhex(line.variant_id) for line in cart.lines if line.variant_id})
    marks = ",".join("?" * len(uids))
    rows = connection.execute(f"SELECT uid, weight FROM variant WHERE uid IN ({marks})", uids)
    each = {uid.hex(): Decimal(weight) for uid, weight in rows}
    grams = {"kg": Decimal(1000), "g": Decimal(1)}
    weights = [
        line.quantity * grams.get(line.unit, each.get(line.variant_id or "", ZERO)) for line in cart.lines
    ]
    return int(sum(weights, ZERO).to_integral_value(ROUND_CEILING))
