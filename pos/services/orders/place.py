"""Place an order: the hottest and the strictest transaction of the till."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from pos.contacts.checks import ContactChecks
from pos.domain.catalogue.stock import StockNotice
from pos.domain.money.amounts import Money
from pos.domain.money.cash import require_coins
from pos.domain.money.errors import TenderNotPositive
from pos.domain.money.tenders import Tender, settle
from pos.domain.orders.agreement import Agreement
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import BeingEdited, StillDue, WrongCurrency
from pos.domain.orders.orders import PlacedOrder
from pos.domain.shop.settings import ShopSettings
from pos.journal.kinds.days import CashMoved
from pos.journal.kinds.orders import OrderPlaced
from pos.services.catalogue import shelves
from pos.services.orders.entry_parts import NOTHING_ASKED, Asked, order_entry
from pos.services.orders.kept_products import keep_products
from pos.services.orders.sold_order import story_of
from pos.services.shop.methods import require_methods
from pos.services.shop.settings import Settings
from pos.services.till.till import Till


class Checkout:
    """Turns carts into orders."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    def agreement(self) -> Agreement:
        """What an order needs and what follows from it, by the shop's rules as they stand."""
        return Agreement(self._settings.current(), ContactChecks(), self.weigh)

    def require(self, cart: Cart) -> None:
        """Refuse a cart that is not complete; raises the first of what is missing."""
        cart.require_complete()
        for lack in self.agreement().missing(cart):
            raise lack.error

    def place_order(
        self,
        cart: Cart,
        tenders: Sequence[Tender] = (),
        *,
        unpaid: bool = False,
        accept_oversell: bool = False,
        accept_more: bool = False,
        asked: Asked = NOTHING_ASKED,
    ) -> PlacedOrder:
        """Save the order with its payments, stock moves, number and document: all of it, or none.

        Placing a cart twice returns the first order. `unpaid` lets a rest stay due; `accept_oversell` is the
        right to sell what is blocked, `accept_more` keeps more than is due, `asked` is what this order is
        asked to have. Printing, mail and sync come
        later and cannot undo it.
        """
        cart.require_complete()
        if cart.edits is not None:
            raise BeingEdited(cart.edits.number)
        settings, agreement = self._settings.current(), self.agreement()
        cart = agreement.lawful(cart)
        missing = agreement.missing(cart)
        _require_terms(cart, tenders, settings)
        totals = cart.totals()
        moved = Money(sum(one.amount for one in asked.moved), cart.currency)
        owed = max(totals.total - moved, Money(0, cart.currency), key=lambda one: one.minor)
        settlement = settle(owed, tenders, cash_step=settings.cash_step, accept_more=accept_more)
        if settlement.due.minor > 0 and not unpaid:
            raise StillDue(settlement.due)
        with self._till.transaction() as tx:
            known = _placed_before(tx.raw(), cart.id)
            if known:
                return known
            if missing:
                raise missing[0].error
            tx.require_clock()
            cart = keep_products(tx, cart)
            on_shelf = shelves.read(tx.raw(), cart)
            if not accept_oversell:
                shelves.require(cart, on_shelf)
            fact = order_entry(tx, cart, totals, settlement, on_shelf, settings, asked)
            head = tx.record(fact)
            tx.connection.exec_driver_sql("DELETE FROM draft WHERE cart_id = ?", (bytes.fromhex(cart.id),))
        return _placed(fact, tx.now, head.chain[:4].hex())

    def check_stock(self, cart: Cart) -> tuple[StockNotice, ...]:
        """The lines that ask for more than there is, with what the shop decided about that."""
        return tuple(shelves.short(cart, shelves.read(self._till.database.reader(), cart), cart.held))

    def weigh(self, cart: Cart) -> int:
        """How many grams the goods of a cart weigh; what is sold by the kilogram weighs what it says."""
        return shelves.weigh(self._till.database.reader(), cart)

    def open_float(self, amount: Money) -> None:
        """Record the cash the drawer starts the day with: nothing, or what notes and coins make up."""
        if amount.minor < 0:
            raise TenderNotPositive(amount)
        require_coins(amount)
        with self._till.transaction() as tx:
            tx.record(CashMoved(reason="float", amount=amount.minor, day=tx.day))

    def float_today(self) -> Money | None:
        """The float of today, or None where none was counted."""
        day = self._till.clock().date().isoformat()
        row = (
            self._till.database.reader()
            .execute(
                "SELECT gross FROM day_total WHERE day = ? AND letter = ? AND kind = 'drawer'"
                " AND key = 'float'",
                (day, self._till.life.letter),
            )
            .fetchone()
        )
        return Money(row[0], self._settings.current().currency) if row else None


def _require_terms(cart: Cart, tenders: Sequence[Tender], settings: ShopSettings) -> None:
    if cart.currency != settings.currency:
        raise WrongCurrency(cart.currency, settings.currency)
    require_methods(settings, tenders)


def _placed_before(connection: sqlite3.Connection, cart_id: str) -> PlacedOrder | None:
    uid = bytes.fromhex(cart_id)
    found = connection.execute("SELECT id FROM orders WHERE uid = ?", (uid,)).fetchone()
    if found is None:
        return None
    story = story_of(connection, found[0])
    at = datetime.fromisoformat(story.first.header.recorded_at)
    return _placed(story.placed, at, story.first.seal)


def _placed(fact: OrderPlaced, at: datetime, seal: str) -> PlacedOrder:
    return PlacedOrder(
        id=fact.id,
        number=fact.number,
        total=Money(fact.agreed.total, fact.currency),
        rounding=Money(sum(one.rounding for one in fact.tenders), fact.currency),
        paid=Money(sum(one.amount for one in fact.tenders), fact.currency),
        change=Money(fact.change, fact.currency),
        seal=seal,
        placed_at=at,
    )
