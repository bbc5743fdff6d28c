"""What follows from something done with an order: the same value for the panel, a dry run and the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pos.domain.mail.kinds import PlannedMail
from pos.domain.money.amounts import Money
from pos.domain.money.tenders import METHOD_CASH, Payment
from pos.domain.orders.orders import Order, OrderPaper


@dataclass(frozen=True, slots=True)
class StockChange:
    """What goes to the shelf (or from it, below zero), and what is then on hand."""

    sku: str
    change: Decimal
    on_hand: Decimal
    name: str = ""


@dataclass(frozen=True, slots=True)
class CreditGiven:
    """What was taken off, under the number of its refund receipt; a row for each tax: rate, net, tax."""

    number: str
    total: Money
    net: Money
    tax: Money
    taxes: tuple[tuple[str, Money, Money], ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """Amounts and statuses before and after, and what was made: papers, money out, moves of stock.

    Before an order is placed nothing is due and no status is said.
    """

    due: tuple[Money, Money]
    to_give_back: tuple[Money, Money]
    payment_status: tuple[str, str]
    fulfilment_status: tuple[str, str]
    documents: tuple[OrderPaper, ...] = ()
    credit: CreditGiven | None = None
    given_back: tuple[Payment, ...] = ()
    stock: tuple[StockChange, ...] = ()
    mails: tuple[PlannedMail, ...] = ()

    @property
    def difference(self) -> Money:
        """What the customer owes more than before; less, or more to be given back, below zero."""
        return self.due[1] - self.to_give_back[1] - (self.due[0] - self.to_give_back[0])

    @property
    def handed_out(self) -> Money:
        """The money that is given out with it."""
        return Money(sum(one.amount.minor for one in self.given_back), self.due[0].currency)

    @property
    def by_person(self) -> tuple[Payment, ...]:
        """Money that a person has to give back elsewhere: on the terminal, by a transfer."""
        return tuple(one for one in self.given_back if one.method != METHOD_CASH)

    def without_mails(self, kinds: frozenset[str]) -> Consequences:
        """The same, where a person lets messages of these kinds not go out."""
        mails = (replace(one, send=one.send and one.kind not in kinds) for one in self.mails)
        return replace(self, mails=tuple(mails))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The order as it is then, and what followed for it; `made` is the new order of an exchange."""

    order: Order
    consequences: Consequences
    made: Order | None = None
