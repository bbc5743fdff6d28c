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
    """What the tables say about a variant that is being sold; on hand in millionths.

    `shares` is what kinds with one stock together have in common, "" of one that has its own.
    """

    tracked: bool
    policy: Oversell
    on_hand: int
    shares: str = ""


ZERO = Decimal(0)
STRICTER = (Oversell.ALLOW, Oversell.WARN, Oversell.BLOCK)
NOTHING: Mapping[str, Decimal] = MappingProxyType({})

Shelves = dict[str, Shelf]
"""By the variant's hexadecimal id."""


def read(connection: sqlite3.Connection, cart: Cart) -> Shelves:
    uids = tuple({bytes.fromhex(line.variant_id) for line in cart.lines if line.variant_id})
    if not uids:
        return {}
    marks = ",".join("?" * len(uids))
    rows = connection.execute(
        f"""SELECT v.uid, v.tracked, v.oversell, coalesce(s.on_hand, 0), v.shares,
                   (SELECT value FROM setting WHERE key = 'oversell')
            FROM variant v LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ?
            WHERE v.uid IN ({marks})""",
        (MAIN, *uids),
    )
    return {
        uid.hex(): Shelf(bool(tracked), Oversell(own or (shop or '"warn"').strip('"')), on_hand, shares)
        for uid, tracked, own, on_hand, shares, shop in rows
    }


def tracked(line: CartLine, shelves: Shelves) -> bool:
    shelf = shelves.get(line.variant_id or "")
    return shelf is not None and shelf.tracked


def short(cart: Cart, shelves: Shelves, held: Mapping[str, Decimal] = NOTHING) -> list[StockNotice]:
    """The lines that want more than there is; `held` is what the order has already, by variant.

    Kinds that share their stock are one; the strictest of them says what that means.
    """
    wanted: dict[str, Decimal] = {}
    last: dict[str, CartLine] = {}
    for line in cart.lines:
        if line.variant_id and tracked(line, shelves):
            stock = stock_of(line.variant_id, shelves)
            wanted[stock] = wanted.get(stock, Decimal(0)) + line.quantity
            before = last.get(stock)
            if before is None or _policy(line, shelves) >= _policy(before, shelves):
                last[stock] = line
    has: dict[str, Decimal] = {}
    for uid, quantity in held.items():
        has[stock_of(uid, shelves)] = has.get(stock_of(uid, shelves), ZERO) + quantity
    there = {
        stock: _there(shelves[line.variant_id or ""], has.get(stock, ZERO)) for stock, line in last.items()
    }
    notices = (
        StockNotice(line.id, line.name, there[stock], wanted[stock], shelves[line.variant_id or ""].policy)
        for stock, line in last.items()
    )
    return [one for one in notices if one.wanted > one.on_hand and one.policy is not Oversell.ALLOW]


def stock_of(uid: str, shelves: Shelves) -> str:
    """What tells the stock of a variant from others."""
    shelf = shelves.get(uid)
    return (shelf.shares if shelf else "") or uid


def _policy(line: CartLine, shelves: Shelves) -> int:
    return STRICTER.index(shelves[line.variant_id or ""].policy)


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
