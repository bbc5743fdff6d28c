"""Find orders of a text: the one of that number at once by its key, all others in the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pos.domain.orders.lists.filters import OrderFilter, Sort, Work
from pos.domain.orders.orders import OrderRow
from pos.domain.words.text import clean, words
from pos.model import order_lists as sql
from pos.services.orders import lists
from pos.services.orders.lists import Rest
from pos.services.orders.search.entries import entries_of
from pos.services.orders.search.match import BUYER, GOODS, TEXT_LIMIT, Match, Term, match_of, named
from pos.services.orders.search.tags import tags_asked
from pos.services.orders.search.unseen import SECOND, bound, pending

if TYPE_CHECKING:
    from pos.services.catalogue.search import Search
    from pos.services.customers.customers import Customers
    from pos.services.shop.settings import Settings
    from pos.services.till.till import Till

ALIKE = 50
"""So many goods of one name are looked at."""
PEOPLE = 30
"""As many customers that fit a text are followed to their orders."""
PENDING = 500
"""So many orders that the index has not followed yet are looked at one by one."""
LOOKED_AT = 600
"""So many rows that may fit are looked at before the index is asked for exactly what fits: where many do,
a page is full at once, and where few do, the exact answer is short."""
FORMS = 24
"""A word that so many words of the index begin with is looked up as each of them."""
FEW = 2000
"""So many orders are looked at one by one, whatever else fits the text."""

EVERY = OrderFilter()

VARIANT = "SELECT id FROM variant WHERE uid = ?"
CUSTOMERS = """SELECT id FROM customer WHERE uid = :uid
    OR into_id = (SELECT id FROM customer WHERE uid = :uid)"""
WRITTEN = "SELECT order_id, words, digits FROM order_entry WHERE order_id IN ({places})"


class Found:
    """Reads what fits a text; never writes, so that it waits for nobody."""

    def __init__(self, till: Till, settings: Settings, search: Search, customers: Customers) -> None:
        self._till, self._settings, self._search, self._customers = till, settings, search, customers

    def of_text(
        self, typed: str, asked: OrderFilter, today: date, before: str, limit: int
    ) -> tuple[OrderRow, ...]:
        """A page of the orders that fit, the one of that very number first."""
        reader = self._till.database.reader()
        rest = [*lists.days(asked.since, asked.until), *lists.conditions(asked, today)]
        sort = Sort.OLDEST if asked.sort is Sort.OLDEST else Sort.NEWEST
        numbered = lists.by_number(reader, typed, self._till.life.letter)
        only = lists.is_only_number(typed)
        place = [lists.before(before, sort)] if only and before else []
        first: tuple[OrderRow, ...] = ()
        if numbered:
            first = _rows(reader, lists.listing(lists.COLUMNS, numbered, [*rest, *place], sort, limit))
        if only:
            return first
        match = self._match(typed)
        if match is None:
            return () if before else first
        page = _Page(reader, match, asked, rest, sort, before, limit, {_key(row) for row in first})
        few = self._few(asked, today, rest)
        others = page.of(few) if few is not None else page.read()
        return (*(() if before else first), *others)[:limit]

    def until(self, typed: str, upto: int, today: date, limit: int) -> list[tuple[int, int]]:
        """The moments and rows of the newest orders of a text that were placed until a moment."""
        found = self.of_text(typed, OrderFilter(), today, f"{upto + 1} 0   ", limit)
        numbered = lists.by_number(self._till.database.reader(), typed, self._till.life.letter)
        if numbered and not lists.is_only_number(typed):  # pages that go on leave the first page's rows out
            rest: list[Rest] = [("o.placed <= ?", (upto,))]
            reader = self._till.database.reader()
            found += _rows(reader, lists.listing(lists.COLUMNS, numbered, rest, Sort.NEWEST, limit))
        places = sorted({(_place(row)[0], _key(row)) for row in found}, reverse=True)
        return places[:limit]

    def among(self, typed: str, orders: Sequence[int]) -> set[int]:
        """Of these orders those that fit."""
        reader, found = self._till.database.reader(), set[int]()
        numbered = lists.by_number(reader, typed, self._till.life.letter)
        match = None if lists.is_only_number(typed) else self._match(typed)
        for start in range(0, len(orders), FEW):
            some = orders[start : start + FEW]
            places = ",".join(map(str, some))
            if numbered:
                rest: list[Rest] = [(f"o.id IN ({places})", ())]
                found |= {
                    key
                    for (key,) in reader.execute(
                        *lists.listing("SELECT o.id", numbered, rest, Sort.NEWEST, FEW)
                    )
                }
            if match:
                found |= {
                    _key(row) for row in _Page(reader, match, EVERY, [], Sort.NEWEST, "", FEW, set()).of(some)
                }
        return found

    def _match(self, typed: str) -> Match | None:
        settings = self._settings.current()
        reader = self._till.database.reader()
        variants = [hit.variant_id for hit in self._search.by_code(typed, scanned=False)]
        people = [one.id for one in self._customers.find(typed, PEOPLE)]
        instead = [
            Term(f"{GOODS}{row}", whole=True)
            for uid in variants
            for (row,) in reader.execute(VARIANT, (bytes.fromhex(uid),))
        ]
        instead += [
            Term(f"{BUYER}{row}", whole=True)
            for uid in people
            for (row,) in reader.execute(CUSTOMERS, {"uid": bytes.fromhex(uid)})
        ]
        if self._is_whole_name(typed):
            return Match((((Term(named(typed), whole=True),),),), tuple(instead))
        match = match_of(typed, settings.country, settings.currency, instead)
        return match and match.spelled(lambda text: _forms(reader, text))

    def _is_whole_name(self, typed: str) -> bool:
        """Whether goods have just that name, of several words, and no others have all of these.

        Words that nearly all orders have are then never joined: what was sold under a name is one word.
        """
        wanted = set(words(clean(typed, TEXT_LIMIT)))
        if len(wanted) < 2:
            return False
        names = self._search.names(typed, ALIKE)
        return 0 < len(names) < ALIKE and all(set(words(name)) == wanted for name in names)

    def _few(self, asked: OrderFilter, today: date, rest: Sequence[Rest]) -> list[int] | None:
        """The orders that need a person, where they are few: no tag says so, as no entry of theirs does."""
        if asked.work is not Work.NEEDS_PERSON:
            return None
        sources = lists.of_work(asked.work, today)
        statement, values = lists.listing("SELECT o.id", sources, rest, Sort.NEWEST, FEW + 1)
        found = [key for (key,) in self._till.database.reader().execute(statement, values)]
        return sorted(found) if len(found) <= FEW else None


class _Page:
    """One page of what a match finds; `known` are orders that were listed already."""

    def __init__(
        self,
        reader: sqlite3.Connection,
        match: Match,
        asked: OrderFilter,
        rest: Sequence[Rest],
        sort: Sort,
        before: str,
        limit: int,
        known: set[int],
    ) -> None:
        self.reader, self.match, self.sort, self.before, self.limit = reader, match, sort, before, limit
        self.along = "".join(f" AND ({_any_of(tags)})" for tags in tags_asked(asked))
        self.span = lists.span(asked.since, asked.until)
        self.rest = [*rest, *([lists.before(before, sort)] if before else [])]
        self.known = known

    def read(self) -> list[OrderRow]:
        """What the index finds, and what it does not know yet."""
        unseen = pending(self.reader, PENDING)
        fresh = self.of(unseen)
        self.known |= set(unseen)
        return self._sorted([*fresh, *self._indexed()])

    def of(self, orders: Sequence[int]) -> list[OrderRow]:
        """Of these orders those that fit, looked at one by one."""
        unseen = set(pending(self.reader, PENDING))
        known = [key for key in orders if key not in unseen]
        places = ",".join("?" * len(known))
        written = {row[0]: row[1:] for row in self.reader.execute(WRITTEN.format(places=places), known)}
        missing = [key for key in orders if key not in written]
        written |= {one.order: (one.words, one.digits) for one in entries_of(self.reader, missing)}
        fitting = [key for key, entry in written.items() if key not in self.known and self.match.fits(*entry)]
        return self._sorted(self._by_key(fitting))

    def _by_key(self, orders: Sequence[int]) -> Iterator[OrderRow]:
        also = "".join(f" AND {condition}" for condition, _values in self.rest)
        values = [value for _condition, some in self.rest for value in some]
        for start in range(0, len(orders), FEW):
            some = orders[start : start + FEW]
            where = f"o.id IN ({','.join('?' * len(some))}){also}"
            statement = f"{lists.COLUMNS} FROM orders o WHERE {where}"
            yield from _rows(self.reader, (statement, [*some, *values]))

    def _indexed(self) -> list[OrderRow]:
        loose = self.match.loose != self.match.asked and self.match.is_sure
        found = self._ask("", [], self.limit, looked_at=LOOKED_AT) if loose else []
        if not loose or (len(found) < self.limit and self._may_fit(LOOKED_AT) == LOOKED_AT):
            found = self._ask("", [], self.limit)
        if len(found) == self.limit:  # of one second all, so that the next page begins behind them
            low, high = _moment(found[-1])
            found += self._ask(" AND f.rowid >= ? AND f.rowid < ?", [low, high], -1, looked_at=-1)
        return list({_key(row): row for row in found}.values())

    def _may_fit(self, most: int) -> int:
        """How many rows may fit, so many at most: where there are fewer, all were looked at."""
        where, values = self._edge()
        statement = f"SELECT count(*) FROM (SELECT 1 FROM order_fts f WHERE order_fts MATCH ?{where} LIMIT ?)"
        asked = (f"({self.match.loose}){self.along}", *values, most)
        found: int = self.reader.execute(statement, asked).fetchone()[0]
        return found

    def _edge(self) -> tuple[str, list[object]]:
        """From where the page goes on, within the days asked for."""
        first, end = self.span
        if self.before:
            placed = int(self.before.split(" ", 1)[0])
            if self.sort is Sort.NEWEST:
                end = placed + SECOND if end is None else min(end, placed + SECOND)
            else:
                first = placed if first is None else max(first, placed)
        where = (" AND f.rowid >= ?" if first is not None else "") + (
            " AND f.rowid < ?" if end is not None else ""
        )
        return where, [bound(one) for one in (first, end) if one is not None]

    def _ask(self, where: str, values: list[object], limit: int, *, looked_at: int = 0) -> list[OrderRow]:
        """What fits: of all there is, or of the next `looked_at` rows that may, -1 all."""
        sure, sure_values = self.match.sure if looked_at or not self.match.is_sure else ("1", [])
        rest = "".join(f" AND {condition}" for condition, _values in self.rest)
        rest_values = [value for _condition, some in self.rest for value in some]
        edge, edge_values = self._edge()
        known = f" AND o.id NOT IN ({','.join(map(str, sorted(self.known)))})" if self.known else ""
        way = "DESC" if self.sort is Sort.NEWEST else "ASC"
        found, also = (
            "order_fts",
            f"order_fts MATCH ?{where}{edge} AND ",
        )  # itself, since it gives them in order
        if looked_at:
            some = f"SELECT f.rowid FROM order_fts f WHERE order_fts MATCH ?{where}{edge}"
            found, also = f"({some} ORDER BY f.rowid {way} LIMIT {looked_at})", ""
        statement = (
            f"{lists.COLUMNS} FROM {found} {sql.FOUND}"
            f" WHERE {also}{sure}{known}{rest} ORDER BY f.rowid {way} LIMIT ?"
        )
        text = f"({self.match.loose if looked_at else self.match.asked}){self.along}"
        asked = [text, *values, *edge_values, *sure_values, *rest_values, limit]
        return list(_rows(self.reader, (statement, asked)))

    def _sorted(self, rows: Any) -> list[OrderRow]:
        return sorted(rows, key=_place, reverse=self.sort is Sort.NEWEST)[: self.limit]


def _rows(reader: sqlite3.Connection, asked: tuple[str, list[object]]) -> tuple[OrderRow, ...]:
    return tuple(lists.order_row(row) for row in reader.execute(*asked))


def _forms(reader: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The words of the index that begin with a text, one jump each; none where there are too many."""
    found: list[str] = []
    after = text
    while len(found) <= FORMS:
        row = reader.execute(sql.NEXT_TERM, (after,)).fetchone()
        if row is None or not row[0].startswith(text):
            return tuple(found) or (text,)
        found.append(row[0])
        after = row[0] + "\x01"
    return ()


def _any_of(tags: Sequence[str]) -> str:
    return " OR ".join(f'"{tag}"' for tag in tags)


def _place(row: OrderRow) -> tuple[int, str, int]:
    placed, key, _promised, _pay_by, number = row.cursor.split(" ", 4)
    return int(placed), number, int(key)


def _key(row: OrderRow) -> int:
    return _place(row)[2]


def _moment(row: OrderRow) -> tuple[int, int]:
    """The ranks of all orders of its second."""
    placed = _place(row)[0]
    return bound(placed), bound(placed + SECOND)
