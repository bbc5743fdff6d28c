"""An order inside the transaction that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos.domain.customers.customers import billed
from pos.domain.money.amounts import Money
from pos.domain.orders.facts import Axis
from pos.domain.orders.standing import Standing
from pos.journal.kinds.orders import OrderStatusSaid
from pos.journal.orders.details import in_force
from pos.journal.orders.facts import Story, personal_of
from pos.journal.orders.papers import invoice_of
from pos.services.orders.agreements import address_of, buyer_of
from pos.services.orders.sold_order import order_story

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """The facts of an order and how it stands, as the transaction sees them."""

    tx: Transaction
    story: Story
    now: Standing

    @property
    def id(self) -> str:
        """The order's id."""
        return self.story.placed.id

    @property
    def due(self) -> Money:
        """What is still to be paid."""
        return Money(self.now.due, self.story.placed.currency)

    def invoice(self) -> str:
        """The number of the invoice that holds, "" where there is none."""
        holds = invoice_of(self.story)
        return holds.number if holds else ""

    def claims(self) -> tuple[str, ...]:
        """The claims on how far the goods are that nobody named yet."""
        return tuple(one.stamp.event for one in self.now.claims)

    def payment_claims(self) -> tuple[str, ...]:
        """What was said of the money that nobody replaced yet."""
        said = [
            one
            for one in self.story.told
            if isinstance(one.fact, OrderStatusSaid) and one.fact.axis == Axis.PAYMENT
        ]
        named = {event for one in said if isinstance(one.fact, OrderStatusSaid) for event in one.fact.seen}
        return tuple(one.event for one in said if one.event not in named)

    def is_named(self) -> bool:
        """Whether the order says who buys, as an invoice has to."""
        personal = personal_of(self.story.in_force)
        sent = address_of(in_force(self.story)["address"])
        bill = billed(buyer_of(self.story.agreed, personal), address_of(personal.billing), sent)
        return bool(bill.name or bill.company)


def open_order(tx: Transaction, number: str) -> OpenOrder:
    """The order of that number as it is inside the transaction; raises OrderUnknown."""
    story = order_story(tx.raw(), number)
    return OpenOrder(tx, story, story.standing())
