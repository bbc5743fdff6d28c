"""What a script asks of an order that was placed: read and checked for its form; None says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.orders.after.edit import UNSAID, Unsaid
from pos.domain.orders.amendment import Back
from pos.domain.orders.facts import Fate
from pos.domain.orders.order_document import (
    OrderDocument,
    WrittenCharge,
    WrittenCustomer,
    WrittenDiscount,
    WrittenFulfilment,
    WrittenLine,
    WrittenPayment,
)
from pos.domain.words.address import Address


@dataclass(frozen=True, slots=True)
class WrittenLineChange:
    """What is changed of a line that was agreed."""

    line: int
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    price_reason: str = ""
    discount: WrittenDiscount | Unsaid | None = UNSAID
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """A change of an order; what is unsaid stays, None takes off. Details may stand in it."""

    version: int | None = None
    lines: tuple[WrittenLineChange, ...] = ()
    added: tuple[WrittenLine, ...] = ()
    discount: WrittenDiscount | Unsaid | None = UNSAID
    charges: tuple[WrittenCharge, ...] | None = None
    taxes_by_hand: tuple[str, ...] | Unsaid | None = UNSAID
    customer: WrittenCustomer | None = None
    billing_address: Address | Unsaid | None = UNSAID
    fulfilment: WrittenFulfilment | None = None
    payment_method: str | None = None
    customer_note: str | None = None
    private_note: str | None = None
    deposit: str | None = None
    promised: str | None = None
    reason: str = ""
    unmailed: frozenset[str] = frozenset()

    @property
    def is_of_details(self) -> bool:
        """Whether it names nothing that makes another version."""
        agreed = (self.discount, self.taxes_by_hand, self.billing_address)
        said = any(one is not UNSAID for one in agreed) or self.charges is not None
        return not (said or self.lines or self.added or self.customer)


@dataclass(frozen=True, slots=True)
class WrittenPiece:
    """So many of a line, or an amount of it, and where goods go."""

    line: int
    quantity: Decimal | None = None
    amount: Decimal | None = None
    to: Fate = Fate.STOCK


@dataclass(frozen=True, slots=True)
class WrittenChargePiece:
    """An amount of a charge; all that is left where None."""

    charge: int
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WrittenRefund:
    """What is taken back, and how the money goes back."""

    lines: tuple[WrittenPiece, ...] = ()
    charges: tuple[WrittenChargePiece, ...] = ()
    amount: Decimal | None = None
    reason: str = ""
    payments: Back | tuple[WrittenPayment, ...] = Back.AS_PAID


@dataclass(frozen=True, slots=True)
class WrittenExchange:
    """What comes back, the order that goes out for it, and the money between them."""

    back: WrittenRefund
    order: OrderDocument
    payments: Back | tuple[WrittenPayment, ...] = Back.LATER


@dataclass(frozen=True, slots=True)
class WrittenDelivery:
    """Pieces by line that are handed over, all that are open where none are named; `how` may be left open."""

    lines: tuple[tuple[int, Decimal], ...] = ()
    how: str = ""
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class WrittenPay:
    """Money that is taken later."""

    payment: WrittenPayment
    accept_more: bool = False


@dataclass(frozen=True, slots=True)
class WrittenCorrection:
    """The payment, counted from 1, and the method it was made by."""

    payment: int
    method: str


@dataclass(frozen=True, slots=True)
class WrittenRepayment:
    """How the money goes back."""

    payments: Back | tuple[WrittenPayment, ...] = Back.AS_PAID


@dataclass(frozen=True, slots=True)
class WrittenStatus:
    """What a person says of money and goods; "" says nothing."""

    payment: str = ""
    fulfilment: str = ""
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A person's words, for the shop alone or for the customer."""

    text: str
    private: bool = True


@dataclass(frozen=True, slots=True)
class WrittenCancel:
    """Why, where goods go that the customer has, and how the money goes back."""

    reason: str = ""
    goods: Fate = Fate.STOCK
    payments: Back | tuple[WrittenPayment, ...] = Back.LATER


Written = (
    OrderDocument
    | WrittenChange
    | WrittenRefund
    | WrittenExchange
    | WrittenDelivery
    | WrittenPay
    | WrittenCorrection
    | WrittenRepayment
    | WrittenStatus
    | WrittenNote
    | WrittenCancel
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do: its word, the order it is done with, and what is asked.

    `called` is the name under which later operations of the same file find the order it makes, `unmailed`
    are the kinds of messages that do not go out.
    """

    do: str
    asked: Written | None = None
    order: str = ""
    called: str = ""
    unmailed: frozenset[str] = frozenset()
