"""What an order is found by: every word that was ever written in it, and its numbers digit by digit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from pos.contacts.phone import digits_of, indexed_digits
from pos.domain.words.text import words
from pos.services.orders.search.match import AMOUNT, BUYER, GOODS, named
from pos.services.orders.search.tags import tags_of

NO_WORDS = {"language", "country", "legal_scheme", "e_scheme"}
"""Codes that stand in nearly every order."""

ROWS = """SELECT id, placed, number, coalesce(customer_id, 0), total FROM orders WHERE id IN ({places})"""
PARTS = """SELECT f.order_id, p.body, p.personal FROM (
    SELECT id AS order_id, arrival FROM orders WHERE id IN ({places})
    UNION ALL SELECT order_id, arrival FROM order_fact WHERE order_id IN ({places})) f
    JOIN entry_part p ON p.arrival = f.arrival"""
LINES = "SELECT order_id, variant_id FROM order_line WHERE order_id IN ({places}) AND variant_id IS NOT NULL"
AMOUNTS = "SELECT order_id, abs(amount) FROM payment WHERE order_id IN ({places})"
PAPERS = "SELECT order_id, number FROM document WHERE order_id IN ({places})"


class Entry(msgspec.Struct, frozen=True):
    """A row of the index: the order with the moment of its placing, its words, and its digits."""

    order: int
    placed: int
    words: str
    digits: str


class _Option(msgspec.Struct, frozen=True):
    value: str = ""


class _Line(msgspec.Struct, frozen=True):
    name: str
    sku: str = ""
    barcode: str = ""
    options: tuple[_Option, ...] = ()


class _Agreed(msgspec.Struct, frozen=True):
    lines: tuple[_Line, ...] = ()


class _Store(msgspec.Struct, frozen=True):
    number: str = ""


class _Body(msgspec.Struct, frozen=True):
    agreed: _Agreed = _Agreed()
    store: _Store = _Store()


_BODY = msgspec.json.Decoder(_Body)
_PERSONAL = msgspec.json.Decoder()


def entries_of(connection: sqlite3.Connection, orders: list[int]) -> list[Entry]:
    """The rows of these orders as they are now; none for one that is not there."""
    found = {row[0]: row for row in _read(connection, ROWS, orders)}
    said: dict[int, dict[str, None]] = {order: {} for order in found}
    digits: dict[int, dict[str, None]] = {order: {} for order in found}
    for order, body, personal in _read(connection, PARTS, [*orders, *orders]):
        _add_parts(said[order], digits[order], body, personal)
    for order, variant in _read(connection, LINES, orders):
        said[order][f"{GOODS}{variant}"] = None
    for order, amount in _read(connection, AMOUNTS, orders):
        said[order][f"{AMOUNT}{amount}"] = None
    for order, number in _read(connection, PAPERS, orders):
        _add_number(said[order], digits[order], number)
    for order, tag in tags_of(connection, list(found)):
        said[order][tag] = None
    for order, (_id, _placed, number, customer, total) in found.items():
        _add_number(said[order], digits[order], number)
        said[order][f"{AMOUNT}{total}"] = None
        if customer:
            said[order][f"{BUYER}{customer}"] = None
    return [
        Entry(order, placed, " ".join(said[order]), " ".join(digits[order]))
        for order, (_id, placed, *_rest) in found.items()
    ]


def _add_parts(said: dict[str, None], digits: dict[str, None], body: bytes, personal: bytes | None) -> None:
    told = _BODY.decode(body)
    if told.store.number:
        _add_number(said, digits, told.store.number)
    for line in told.agreed.lines:
        said[_named(line.name)] = None
        for text in (line.name, line.sku, line.barcode, *(option.value for option in line.options)):
            said.update(_words(text))
    if personal is not None:
        for name, text in _texts("", _PERSONAL.decode(personal)):
            said.update(_words(text))
            if name == "phone":
                digits.update(dict.fromkeys(indexed_digits(text).split()))
            elif name == "tracking_number":
                _add_number(said, digits, text)


def _add_number(said: dict[str, None], digits: dict[str, None], number: str) -> None:
    """A number by its parts, without what parts them, and by any digits in a row."""
    found, figures = _number(number)
    said.update(found)
    if figures:
        digits[figures] = None


@lru_cache(64)
def _number(number: str) -> tuple[dict[str, None], str]:
    """An order and its receipt bear the same."""
    found = words(number)
    return dict.fromkeys((*found, "".join(found))), digits_of(number)


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text of a personal part, with the name of its field."""
    if isinstance(value, str):
        if value and name not in NO_WORDS:
            yield name, value
    elif isinstance(value, dict):
        for inner, one in value.items():
            yield from _texts(inner, one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(name, one)


@lru_cache(4096)
def _words(text: str) -> dict[str, None]:
    return dict.fromkeys(words(text))


_named = lru_cache(4096)(named)


def _read(connection: sqlite3.Connection, statement: str, values: Iterable[int]) -> list[Any]:
    wanted = list(values)
    places = ",".join("?" * (len(wanted) // statement.count("{places}")))
    return connection.execute(statement.replace("{places}", places), wanted).fetchall()
