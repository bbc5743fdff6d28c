"""Take the demo's orders by phone, and live through what becomes of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.amounts import Money
from pos.domain.money.discounts import Discount
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart
from pos.domain.orders.charges import with_fee_by_hand, with_handling
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.services.customers.customers import Customers
from pos.services.demo.calls import CALLS, Call, Step
from pos.services.demo.goods import Words, in_language
from pos.services.demo.products import everything
from pos.services.demo.regulars import regulars
from pos.services.demo.selling import Deed, DemoCounter
from pos.services.demo.weeks import Day, Wanted

GIFT_BOX: Words = ("Gift box", "Boîte cadeau")


def keep_customers(customers: Customers, language: str) -> dict[str, Buyer]:
    """Make the regulars known; gives each as the buyer of an order, by key."""
    return {one.key: customers.buyer(customers.add(one.customer(language))) for one in regulars()}


@dataclass(frozen=True, slots=True)
class Phone:
    """What is needed to take an order by phone: the counter's hands and terms, and who may call."""

    counter: DemoCounter
    buyers: Mapping[str, Buyer]
    placed: dict[Call, str] = field(default_factory=dict)

    def deeds(self, lived: Sequence[Day], now: datetime) -> Iterator[Deed]:
        """All that happens by phone, each at its moment."""
        for call in CALLS:
            yield Deed(call.at.on(lived, now), partial(self._order, call))
            for step in call.steps:
                yield Deed(step.at.on(lived, now), partial(self._go_on, call, step))

    def _order(self, call: Call) -> None:
        goods = self._goods(call)
        known = next(one for one in regulars() if one.key == call.who).customer(self._language)
        method = next(one for one in self.counter.settings.delivery_methods if one.key == call.by)
        cart = replace(
            goods,
            buyer=self.buyers[call.who],
            fulfilment=self._handed_over(call, known, method),
            billing=known.addresses[0].address,
            payment_method=known.payment_method,
        )
        cart = self._charged(call, self.counter.checkout.agreement().follow(goods, cart))
        self.placed[call] = self.counter.checkout.place_order(cart, unpaid=True).number

    def _goods(self, call: Call) -> Cart:
        items = {one.sku: one for one in everything()}
        cart = Cart(uuid.uuid4().hex, self.counter.settings.terms, channel="phone")
        for sku, quantity in call.goods:
            cart = cart.add(self.counter.line(Wanted(Decimal(quantity), items[sku])))
        for words, quantity, price in call.made:
            cart = cart.add(self.counter.line(Wanted(Decimal(quantity), price=Decimal(price), name=words)))
        return replace(
            cart,
            discount=Discount(call.percent) if call.percent else None,
            customer_note=self._say(call.note),
            private_note=self._say(call.private),
        )

    def _handed_over(self, call: Call, known: Customer, method: DeliveryMethod) -> Fulfilment:
        day = self.counter.hands.at.date() + timedelta(days=call.days)
        return Fulfilment(
            method.kind,
            method.key,
            known.addresses[call.place].address if method.kind is FulfilmentKind.DELIVERY else None,
            at=day.isoformat() if call.days else "",
        )

    def _charged(self, call: Call, cart: Cart) -> Cart:
        """With another fee where one was agreed on, and the box it is packed in."""
        settings = self.counter.settings
        if call.fee is not None:
            cart = with_fee_by_hand(cart, Money(call.fee, cart.currency), settings, "")
        return with_handling(cart, Money(call.handling, cart.currency), self._say(GIFT_BOX), settings)

    def _go_on(self, call: Call, step: Step) -> None:
        number = self.placed[call]
        if step.pays:
            self.counter.changes.pay(number, [self._tender(step, number)])
        if step.status:
            self.counter.changes.set_fulfilment(number, step.status, step.tracking)
        if step.cancels[0]:
            self.counter.changes.cancel(number, self._say(step.cancels), repay=True)

    def _tender(self, step: Step, number: str) -> Tender:
        """Part of what is due, or all of it."""
        reader = self.counter.till.database.reader()
        sql = "SELECT total - credited + rounding - paid + refunded, currency FROM orders WHERE number = ?"
        due, currency = reader.execute(sql, (number,)).fetchone()
        return self.counter.by(step.pays, Money(step.amount or due, currency))

    @property
    def _language(self) -> str:
        return self.counter.settings.language

    def _say(self, words: Words) -> str:
        return in_language(words, self._language)
