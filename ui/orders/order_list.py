"""The list of orders: number, time, customer, total, and how far money and goods have come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pos.domain.orders.cart import HeldCart
from pos.domain.orders.lists.filters import OrderFilter, Sort, Work, usual_sort
from pos.domain.quotes.quotes import QuoteState
from pos.text import current, mark
from ui.kit.lists.cells import Text, TwoLines, note, strong
from ui.kit.lists.columns import Column, Columns
from ui.kit.lists.declared import ALL, Asked, Chip, Counted, DeclaredList, FoundRows, Hint
from ui.kit.lists.periods import Period, choices
from ui.kit.look import drawing, theme
from ui.shared.orders import tags, words
from ui.shared.orders.words import Entry

if TYPE_CHECKING:
    from pos.shop import Shop

HELD, QUOTES = "held", "quotes"
"""The filters of the carts on hold and of quotes; the others are the work to be done."""
BESIDE = (HELD, QUOTES)
MOST_QUOTES = 1000
"""So many open quotes are counted."""


class OrderList(DeclaredList[Entry]):
    """The newest comes first."""

    icon = "receipt-text"
    title = mark("Orders")
    search_title = mark("Search orders")
    search_hint = mark("Search number, customer, product, phone…")
    chips = (
        # Translators: a filter over the list: all orders
        Chip(ALL, mark("All", "orders")),
        Chip(Work.TO_BE_PAID.value, mark("To be paid"), always=False),
        Chip(Work.TO_PREPARE.value, mark("To prepare"), always=False),
        Chip(Work.TO_SHIP.value, mark("To ship"), always=False),
        # Translators: a filter over the orders: money that customers get back
        Chip(Work.TO_GIVE_BACK.value, mark("To give back"), always=False),
        Chip(Work.PROMISED.value, mark("Promised this week"), always=False),
        # Translators: a filter over the orders: the day they were promised for is over
        Chip(Work.LATE.value, mark("Late"), always=False),
        # Translators: a filter over the orders: the last day to pay is over
        Chip(Work.OVERDUE.value, mark("Overdue"), always=False),
        Chip(Work.NEEDS_PERSON.value, mark("Needs a person"), always=False),
        Chip(HELD, mark("Drafts on hold"), always=False),
        Chip(QUOTES, mark("Quotes"), always=False),
    )
    choice_title = mark("Days")
    searches_within = True
    several = True
    bare = Hint(
        mark("No orders yet"), mark("What is sold at the till is listed here."), mark("Sell something")
    )
    nothing = Hint(mark("No order found"), mark("Try fewer letters, or another filter."), mark("Show all"))

    def __init__(self, shop: Shop, today: Callable[[], date]) -> None:
        self._orders, self._carts, self._today = shop.orders, shop.carts, today
        self._quotes, self._mails = shop.quotes, shop.mails
        self.columns = Columns(
            Column(mark("Number"), lambda row: strong(words.number(row)), 94),
            Column(mark("Time"), self._time, 82, gap=4, folds=2, spoken=self._whole_time),
            Column(mark("Customer"), self._customer, share=1, gap=6),
            Column(mark("Total"), self._total, 96, gap=4, align=drawing.RIGHT),
            Column(mark("Payment"), tags.payment, tags.payment_width, gap=24),
            Column(mark("Fulfilment"), tags.fulfilment, tags.fulfilment_width, folds=1),
            height=42,
        )

    def _customer(self, row: Entry) -> TwoLines:
        """Who bought, over what is not as it should be."""
        return TwoLines(words.customer(row), words.remark(row, self._today()), weight=theme.REGULAR)

    def _time(self, row: Entry) -> Text:
        return note(words.when(words.moment(row), self._today()))

    def _whole_time(self, row: Entry) -> str:
        return current().lately(words.moment(row), self._today())

    @staticmethod
    def _total(row: Entry) -> Text:
        return strong(current().money(words.total(row)))

    def key(self, row: Entry) -> str:
        """The id of an order, of a quote or of a cart on hold."""
        return words.key(row)

    def read(self, asked: Asked, after: Any, limit: int) -> FoundRows[Entry]:
        """Orders within the filter and the days; `after` is the cursor of the last one."""
        if asked.filter == HELD:
            return FoundRows(self._held(asked.text))
        if asked.filter == QUOTES:
            quotes = self._quotes.find(asked.text, before=after or "", limit=limit)
            states = self._mails.of_quotes([one.id for one in quotes])
            shown = tuple(replace(one, mail=states.get(one.id)) for one in quotes)
            return FoundRows(shown, quotes[-1].cursor if len(quotes) == limit else None)
        found = self._orders.find(asked.text, self.filter_of(asked), before=after or "", limit=limit)
        return FoundRows(found, found[-1].cursor if len(found) == limit else None)

    def _held(self, text: str) -> tuple[HeldCart, ...]:
        wanted = text.casefold().split()
        return tuple(one for one in self._carts.held() if all(word in _spoken(one) for word in wanted))

    def is_bare(self) -> bool:
        """Whether nothing was ever sold or put aside here."""
        return not (self._orders.last(1) or self._carts.held() or self._quotes.find(limit=1))

    def count(self, asked: Asked) -> Counted:
        """What waits, and what the list comes to."""
        chips = {work.value: count for work, count in self._orders.waiting().items()}
        chips |= {HELD: len(self._carts.held())}
        chips |= {QUOTES: len(self._quotes.find(state=QuoteState.OPEN, limit=MOST_QUOTES))}
        return Counted(chips, sum=self._orders.sums(self.filter_of(asked)))

    def foot(self, asked: Asked, rows: int, more: bool, counted: Counted) -> str:
        """What all of them come to, or how many were found."""
        if asked.text.strip() or asked.filter in BESIDE:
            return words.found(rows, more) if rows else ""
        return words.summary(counted.sum) if counted.sum else ""

    def choices(self, counted: Counted) -> list[tuple[str, str]]:
        """The spans of days."""
        return [(period.value, said) for period, said in choices()]

    def choice_holds(self, asked: Asked) -> bool:
        """Carts on hold and quotes have no day of sale."""
        return asked.filter not in BESIDE

    def filter_of(self, asked: Asked) -> OrderFilter:
        """The chip, the days, and what else the list is narrowed by; days of one's own come first."""
        more = asked.more if isinstance(asked.more, OrderFilter) else OrderFilter()
        work = Work(asked.filter) if asked.filter not in (ALL, *BESIDE) else None
        since, until = Period(asked.choice).days(self._today())
        sort = more.sort if more.sort is not Sort.NEWEST else usual_sort(work)
        return replace(
            more, work=work, since=max(more.since, since), until=_earlier(more.until, until), sort=sort
        )


def _earlier(one: str, other: str) -> str:
    """The earlier of two days; "" is no day."""
    return min(filter(None, (one, other)), default="")


def _spoken(held: HeldCart) -> str:
    names = (line.name for line in held.cart.lines)
    return " ".join((words.customer(held), held.label, *names)).casefold()
