"""Lists of orders, and one order whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pos.domain.money.amounts import Money
from pos.domain.orders.fulfilment import Fulfilment, LastTime, Regular
from pos.domain.orders.lists.filters import MOST, FilterChoices, OrderFilter, OrderSums, Work
from pos.domain.orders.orders import (
    CustomerSummary,
    Order,
    OrderRow,
)
from pos.domain.words.text import clean
from pos.services.orders import lists
from pos.services.orders.lists import Rest, Source
from pos.services.orders.search.look_up import Found

if TYPE_CHECKING:
    from pos.services.catalogue.search import Search
    from pos.services.customers.customers import Customers
    from pos.services.shop.settings import Settings
    from pos.services.till.till import Till

LAST = """SELECT lower(hex(o.uid)) FROM orders o JOIN customer c ON c.id = o.customer_id
    WHERE c.uid = ? AND o.payment_status <> 'Cancelled' ORDER BY o.placed DESC, o.number DESC
    LIMIT 1"""
LAST_ORDERS = 8
LONGEST_TEXT = 100
WALKED = 2000
"""A part of a filter that lets so many through is walked along as well as another."""
EVERYTHING = OrderFilter()


class Orders:
    """Finds orders; lists are paged by key, newest first, and safe from any thread."""

    def __init__(self, till: Till, settings: Settings, search: Search, customers: Customers) -> None:
        self._till = till
        self._customers = customers
        self._found = Found(till, settings, search, customers)

    def last(self, limit: int = 20) -> tuple[OrderRow, ...]:
        """The newest orders."""
        return self.find(limit=limit)

    def find(
        self,
        text: str = "",
        asked: OrderFilter = EVERYTHING,
        *,
        before: str = "",
        limit: int = 50,
    ) -> tuple[OrderRow, ...]:
        """Orders of a text (number or a part of it, customer, phone, goods, amount, note) within a filter.

        All there ever were are searched; the order of that very number comes first, the others by the
        moment of placing. `before` is the cursor of the last row read.
        """
        typed = clean(text, LONGEST_TEXT).strip()
        if typed:
            return self._found.of_text(typed, asked, self._today(), before, limit)
        rest = lists.days(asked.since, asked.until)
        driving = self._driving(asked, rest)
        if not driving:
            return ()
        rest += lists.conditions(asked, self._today())
        rest += [lists.before(before, asked.sort)] if before else []
        statement, values = lists.listing(lists.COLUMNS, driving, rest, asked.sort, limit)
        return tuple(lists.order_row(row) for row in self._till.database.reader().execute(statement, values))

    def that_fit(self, text: str, upto: int, limit: int) -> list[tuple[int, int]]:
        """The newest orders of a text that were placed until a moment: when (UTC, ms) and the row of each."""
        return self._found.until(text, upto, self._today(), limit)

    def fitting(self, text: str, orders: Sequence[int]) -> set[int]:
        """Of these rows those that a text finds."""
        return self._found.among(text, orders)

    def _driving(self, asked: OrderFilter, rest: Sequence[Rest]) -> tuple[Source, ...]:
        """The part of a filter that lets least through: along it the list is read."""
        reader = self._till.database.reader()
        ways = tuple(lists.ways(reader, asked, self._today()))
        if len(ways) < 2:
            return ways[0] if ways else lists.EVERY
        return min(ways, key=lambda way: self._count(way, rest, WALKED))

    def _count(self, sources: Sequence[Source], rest: Sequence[Rest], most: int) -> int:
        reader = self._till.database.reader()
        return sum(reader.execute(*lists.counting(one, rest, most)).fetchone()[0] for one in sources)

    def _today(self) -> date:
        return self._till.clock().date()

    def was_changed_by_two(self, number: str) -> bool:
        """Whether two tills changed it without knowing of each other: somebody has or had to decide."""
        reader = self._till.database.reader()
        found = "SELECT 1 FROM order_exception WHERE order_id = ?"
        return reader.execute(found, (lists.called(reader, number),)).fetchone() is not None

    def waiting(self) -> dict[Work, int]:
        """How many orders wait for what: so many at most as are counted, and one more."""
        today = self._today()
        return {work: self._count(lists.of_work(work, today), (), MOST + 1) for work in Work}

    def sums(self, asked: OrderFilter = EVERYTHING) -> OrderSums:
        """What the orders of a list come to; read from the sums of the days where only days are asked."""
        reader = self._till.database.reader()
        row = reader.execute("SELECT currency FROM orders ORDER BY placed DESC LIMIT 1").fetchone()
        currency = row[0] if row else "EUR"
        if asked.only_days:
            days = (currency, asked.since, asked.until or "~")
            count, total, due = reader.execute(lists.OF_DAYS, days).fetchone()
            return OrderSums(count, Money(total, currency), Money(due, currency))
        rest = lists.days(asked.since, asked.until)
        driving = self._driving(asked, rest)
        rest += lists.conditions(asked, self._today())
        found: dict[int, tuple[int, int, str]] = {}
        for one in driving:
            sql, values = lists.listing(f"SELECT {lists.ADDED}", (one,), rest, asked.sort, MOST + 1)
            found |= {key: (total, due, of) for key, total, due, of in reader.execute(sql, values)}
        rows = [(total, due) for total, due, of in found.values() if of == currency]
        total, due = sum(row[0] for row in rows), sum(row[1] for row in rows)
        count = min(len(found), MOST)
        return OrderSums(count, Money(total, currency), Money(due, currency), more=len(found) > MOST)

    def choices(self) -> FilterChoices:
        """What there is to filter by."""
        reader = self._till.database.reader()
        methods = {one for joined in lists.combinations(reader) for one in joined.split("|") if one}
        return FilterChoices(lists.channels(reader), lists.letters(reader), tuple(sorted(methods)))

    def of_numbers(self, numbers: Sequence[str]) -> tuple[OrderRow, ...]:
        """The orders of these numbers or ids, in the same order; of two of one number the older one."""
        reader = self._till.database.reader()
        found = (lists.row_called(reader, number) for number in numbers)
        return tuple(row for row in found if row)

    def number_of(self, order_id: str) -> str:
        """The number that the order of an id bears; raises OrderUnknown."""
        reader = self._till.database.reader()
        (number,) = reader.execute(lists.NUMBER, (lists.called(reader, order_id),)).fetchone()
        return str(number)

    def of_customer(self, customer_id: str, limit: int = 20) -> tuple[OrderRow, ...]:
        """The newest orders of a customer."""
        bought = "FROM orders o JOIN customer c ON c.id = o.customer_id WHERE c.uid = ?"
        sql = f"{lists.COLUMNS} {bought} ORDER BY {lists.NEWEST} LIMIT ?"
        rows = self._till.database.reader().execute(sql, (bytes.fromhex(customer_id), limit))
        return tuple(lists.order_row(row) for row in rows)

    def summary(self, customer_id: str) -> CustomerSummary:
        """A customer with their orders counted, the last ones, and what is unpaid; raises CustomerUnknown."""
        customer, row = self._customers.customer(customer_id), self._customers.row(customer_id)
        return CustomerSummary(customer, row.orders, row.unpaid, self.of_customer(customer_id, LAST_ORDERS))

    def last_time(self, customer_id: str) -> LastTime | None:
        """How the customer's last order was handed over, billed and paid; None for the first."""
        row = self._till.database.reader().execute(LAST, (bytes.fromhex(customer_id),)).fetchone()
        if row is None:
            return None
        last = self.order(row[0])
        handed = Fulfilment(last.fulfilment.kind, last.fulfilment.method, last.fulfilment.address)
        return LastTime(last.row.number, handed, last.billing, last.payment_method, last.id)

    def regular(self, customer_id: str) -> Regular:
        """A customer and their last order: what the next one begins with. Raises CustomerUnknown."""
        return Regular(self._customers.customer(customer_id), self.last_time(customer_id))

    def called(self, typed: str) -> str:
        """What names an order to every service, of its number or id; a bare counter is this till's own.

        Raises OrderUnknown, and SeveralOrders for a number that two orders bear: then an id is wanted.
        """
        number = lists.whole_number(clean(typed), self._till.life.letter)
        return lists.only_one(self._till.database.reader(), number)

    def order(self, number: str) -> Order:
        """One order, whole, of its number or id; raises OrderUnknown. A bare counter is this till's own."""
        from pos.services.orders.sold_order import sold_order  # an entry; lists are read without any

        reader = self._till.database.reader()
        return sold_order(reader, lists.whole_number(number, self._till.life.letter))
