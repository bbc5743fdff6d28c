"""Lists of orders, and one order whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.money.amounts import Money
from pos.domain.orders.fulfilment import Fulfilment, LastTime, Regular
from pos.domain.orders.orders import (
    CustomerSummary,
    FulfilmentStatus,
    Order,
    OrderRow,
    OrderSums,
    OrdersWaiting,
    PaymentStatus,
    Work,
)
from pos.domain.words.text import clean
from pos.model.conditions import OPEN, UNPAID
from pos.services.orders import lists
from pos.services.orders.lists import Source

if TYPE_CHECKING:
    from pos.services.catalogue.search import Search
    from pos.services.customers.customers import Customers
    from pos.services.till.till import Till

LAST_NUMBER = """SELECT o.number FROM orders o JOIN customer c ON c.id = o.customer_id
    WHERE c.uid = ? AND o.payment_status <> 'Cancelled' ORDER BY o.placed DESC, o.number DESC
    LIMIT 1"""
LAST_ORDERS = 8
LONGEST_TEXT = 100
PEOPLE, GOODS = 30, 30
"""As many customers and variants that fit a text are followed to their orders."""

_UNPAID = (PaymentStatus.AWAITING.value, PaymentStatus.PART_PAID.value)
_CLOSED = (
    FulfilmentStatus.DELIVERED.value, FulfilmentStatus.RETURNED.value, FulfilmentStatus.WILL_NOT_DELIVER.value
)  # fmt: skip


class Orders:
    """Finds orders; lists are paged by key, newest first, and safe from any thread."""

    def __init__(self, till: Till, search: Search, customers: Customers) -> None:
        self._till = till
        self._search = search
        self._customers = customers

    def last(self, limit: int = 20) -> tuple[OrderRow, ...]:
        """The newest orders."""
        return self.find(limit=limit)

    def find(
        self,
        text: str = "",
        *,
        payment: str = "",
        fulfilment: str = "",
        work: Work | None = None,
        since: str = "",
        until: str = "",
        before: str = "",
        limit: int = 50,
    ) -> tuple[OrderRow, ...]:
        """Orders of a text (number, customer, phone, goods), in these statuses, from a day to a day.

        `before` is the cursor of the last row read. Customers and counted goods are found in all orders;
        goods that are not counted, and names that are no customer's, among the latest.
        """
        rest = lists.days(since, until)
        rest += [lists.before(before)] if before else []
        rest += [(f"o.payment_status = ?{_hint(payment in _UNPAID, UNPAID)}", (payment,))] if payment else []
        if fulfilment:
            rest.append((f"o.fulfilment_status = ?{_hint(fulfilment not in _CLOSED, OPEN)}", (fulfilment,)))
        typed = clean(text, LONGEST_TEXT).strip()
        if typed and work:
            rest += [(f"({lists.any_of(work)})", ())]
        sources = self._of_text(typed) if typed else lists.WORK[work] if work else lists.EVERY
        if not sources:
            return ()
        statement, values = lists.listing(lists.COLUMNS, sources, rest, limit)
        return tuple(lists.order_row(row) for row in self._till.database.reader().execute(statement, values))

    def _of_text(self, typed: str) -> tuple[Source, ...]:
        found = lists.by_number(self._till.database.reader(), typed, self._till.life.letter)
        if lists.is_only_number(typed):
            return found
        people = self._customers.find(typed, PEOPLE)
        goods = self._search.find(typed, GOODS)
        hits = () if goods.corrected else goods.hits
        return (
            *found,
            *lists.by_customers(one.id for one in people),
            *lists.by_goods(self._till.database.reader(), (one.variant_id for one in hits)),
            lists.among_latest(typed),
        )

    def waiting(self) -> OrdersWaiting:
        """How many orders wait for money, for hands, for a carrier."""
        reader = self._till.database.reader()

        def count(work: Work) -> int:
            wheres = (one.condition for one in lists.WORK[work])
            counts = (
                reader.execute(f"SELECT count(*) FROM orders o WHERE {where}").fetchone()[0]
                for where in wheres
            )
            return sum(counts)

        return OrdersWaiting(count(Work.TO_BE_PAID), count(Work.TO_PREPARE), count(Work.TO_SHIP))

    def sums(self, work: Work | None = None, since: str = "", until: str = "") -> OrderSums:
        """What the orders of a list come to; read from the sums of the days where it is all of them."""
        reader = self._till.database.reader()
        row = reader.execute("SELECT currency FROM orders ORDER BY placed DESC LIMIT 1").fetchone()
        currency = row[0] if row else "EUR"
        days = lists.days(since, until)
        count = total = due = 0
        for one in lists.WORK[work or Work.TO_BE_PAID]:
            n, gross, owed = reader.execute(*lists.adding(one, days, currency)).fetchone()
            count, total, due = count + n, total + gross, due + owed
        if work is None:
            count, total = reader.execute(lists.OF_DAYS, (since, until or "~")).fetchone()
        return OrderSums(count, Money(total, currency), Money(due, currency))

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
        row = self._till.database.reader().execute(LAST_NUMBER, (bytes.fromhex(customer_id),)).fetchone()
        if row is None:
            return None
        last = self.order(row[0])
        handed = Fulfilment(last.fulfilment.kind, last.fulfilment.method, last.fulfilment.address)
        return LastTime(last.row.number, handed, last.billing, last.payment_method)

    def regular(self, customer_id: str) -> Regular:
        """A customer and their last order: what the next one begins with. Raises CustomerUnknown."""
        return Regular(self._customers.customer(customer_id), self.last_time(customer_id))

    def order(self, number: str) -> Order:
        """One order, whole; raises OrderUnknown. A bare counter means this till's own order."""
        from pos.services.orders.sold_order import sold_order  # an entry; lists are read without any

        reader = self._till.database.reader()
        return sold_order(reader, lists.whole_number(number, self._till.life.letter))


def _hint(known: bool, condition: str) -> str:
    """The condition of a partial index again, word by word, so that it is used."""
    return f" AND o.{condition}" if known else ""
