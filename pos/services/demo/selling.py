"""Live the demo's two weeks through: every sale goes over the counter like any other."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.cash import quick_amounts
from pos.domain.money.pricing import Discount
from pos.domain.money.tenders import METHOD_CASH, Tender
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.shop.settings import ShopSettings
from pos.services.demo.goods import in_language
from pos.services.demo.weeks import FAIR, Day, DemoSale, Wanted
from pos.services.orders.changes import OrderChanges
from pos.services.orders.place import Checkout
from pos.services.till.till import Till
from pos.services.till.transaction import STEP_FORWARD

FLOAT = 150_00
VOID_AFTER = timedelta(seconds=40)


class Hands:
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done at a moment, beside the sales over the counter."""

    at: datetime
    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class DemoCounter:
    """What is needed to sell: the till and its clock, the shop's terms, its regulars, the variants' ids."""

    till: Till
    hands: Hands
    checkout: Checkout
    changes: OrderChanges
    settings: ShopSettings
    ids: Mapping[str, str]
    buyers: Mapping[str, Buyer]

    def live(self, day: Day, beside: Sequence[Deed], done: Callable[[], None]) -> None:
        """Open the drawer in the morning, serve everyone, and do what else there is in between."""
        closed_for = day.opened - self.hands.at
        self.hands.at, self.till.person = day.opened, day.person
        if closed_for > STEP_FORWARD:
            self.till.confirm_date()  # as a person does on the morning after a day off
        self.checkout.open_float(Money(FLOAT, self.settings.currency))
        todo: list[DemoSale | Deed] = [*day.sales, *beside]
        for what in sorted(todo, key=lambda one: one.at):
            self.hands.at, self.till.person = what.at, day.person
            if isinstance(what, DemoSale):
                self.till.person = what.person
                self._sell(what)
            else:
                what.do()
            done()
        self.till.person = day.person

    def _sell(self, sale: DemoSale) -> None:
        cart = Cart(uuid.uuid4().hex, self.settings.terms, buyer=self.buyers.get(sale.buyer))
        for wanted in sale.wanted:
            cart = cart.add(self.line(wanted))
        if sale.percent:
            cart = cart.with_discount(Discount(sale.percent, name=self._say(FAIR)))
        placed = self.checkout.place_order(cart, self._tenders(sale, cart.totals().total))
        if sale.void:
            self.hands.at += VOID_AFTER
            self.changes.void(placed.number)

    def line(self, wanted: Wanted) -> CartLine:
        """What somebody wants as a line of the cart."""
        discount = Discount(wanted.percent) if wanted.percent else None
        item = wanted.item
        if item is None:
            return CartLine(
                id=uuid.uuid4().hex,
                name=self._say(wanted.name),
                quantity=wanted.quantity,
                unit_price=wanted.price or Decimal(0),
                taxes=self.settings.rates("standard"),
                note=wanted.note,
            )
        return CartLine(
            id=uuid.uuid4().hex,
            name=self._say(item.of.name),
            quantity=wanted.quantity,
            unit_price=item.price if item.price is not None else wanted.price or Decimal(0),
            taxes=self.settings.rates(item.of.tax),
            variant_id=self.ids[item.sku],
            sku=item.sku,
            options=self._say(item.options),
            unit=item.of.unit,
            list_price=item.price,
            discount=discount,
        )

    def _tenders(self, sale: DemoSale, total: Money) -> tuple[Tender, ...]:
        """How a total is paid: a split one part by card, a voucher as far as it reaches."""
        if sale.pays in ("card", "cheque"):
            return (self.by(sale.pays, total),)
        halves, voucher = total.minor // 2000 * 1000, min(total.minor, 30_00)
        first = {"split": ("card", halves), "voucher": ("voucher", voucher)}
        method, minor = first.get(sale.pays, ("", 0))
        paid = (self.by(method, Money(minor, total.currency)),) if minor else ()
        rest = Money(total.minor - minor, total.currency)
        if rest.is_zero:
            return paid
        return (*paid, Tender(METHOD_CASH, quick_amounts(rest)[sale.cash]))

    def by(self, method: str, amount: Money) -> Tender:
        """An amount paid by a method, under the name the shop has for it."""
        names = {known.key: known.name for known in self.settings.methods}
        return Tender(method, amount, names.get(method, ""))

    def _say(self, words: tuple[str, str]) -> str:
        return in_language(words, self.settings.language)
