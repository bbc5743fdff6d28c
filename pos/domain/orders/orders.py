"""Orders as they were placed: statuses, and the records that services return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.amounts import Money
from pos.domain.money.deposit import deposit_of
from pos.domain.money.labels import NO_LABELS, TaxLabels
from pos.domain.money.pricing import Discount, LineTotal, TaxRow
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.money.tenders import Payment
from pos.domain.orders.errors import LineUnknown
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.words.address import Address

if TYPE_CHECKING:
    from pos.domain.orders.standing import Standing


class PaymentStatus(StrEnum):
    """How far the money has come; it follows the payments recorded."""

    AWAITING = "Awaiting payment"
    PART_PAID = "Part paid"
    PAID = "Paid"
    PARTIALLY_REFUNDED = "Partially refunded"
    REFUNDED = "Refunded"
    CANCELLED = "Cancelled"


class FulfilmentStatus(StrEnum):
    """How far the goods have come."""

    AWAITING = "Awaiting processing"
    PROCESSING = "Processing"
    READY = "Ready for pickup"
    OUT = "Out for delivery"
    SHIPPED = "Shipped"
    DELIVERED = "Delivered"
    WILL_NOT_DELIVER = "Will not deliver"
    RETURNED = "Returned"


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """What the till says when the order is on disk."""

    id: str
    number: str
    total: Money
    rounding: Money
    paid: Money
    change: Money
    seal: str
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What taking an order back gave: money to hand out, and a credit note where there was an invoice."""

    given_back: Money
    credit_note: str = ""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list; `paid` is money taken, of which `refunded` was given back.

    `promised` is the day, or day and time, it is promised for; `pay_by` the last day to pay what is due. The
    shop's own statuses that stand are named by their keys; the names are what the shop calls the statuses, ""
    where it calls them as everybody does.
    """

    number: str
    placed_at: datetime
    channel: str
    customer: str
    currency: str
    total: Money
    paid: Money
    due: Money
    payment_status: str
    fulfilment_status: str
    item_count: Decimal
    cursor: str
    credited: Money
    refunded: Money
    to_give_back: Money
    fulfilment: str = "take_away"
    promised: str = ""
    pay_by: str = ""
    payment_own: str = ""
    fulfilment_own: str = ""
    payment_name: str = ""
    fulfilment_name: str = ""
    letter: str = ""
    methods: tuple[str, ...] = ()
    tracking_number: str = ""
    id: str = ""


class RowKind(StrEnum):
    """What a row of an order stands for; a row without a name is called by it."""

    ITEM = "item"
    DELIVERY = "delivery"
    HANDLING = "handling"
    SURCHARGE = "surcharge"
    DISCOUNT = "discount"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One row of an order on the screen or a paper: an item, a charge, on an invoice a discount too.

    `total` says what quantity × unit price comes to; as it was sold it is in the terms of the prices (of an
    exempt order net, while the unit price is not), on an invoice it is net. `discount` is the row's own as it
    was asked for. The unit price is of one, or of `per` pieces where no price of one multiplies out.
    """

    name: str
    quantity: Decimal
    unit_price: Decimal
    total: LineTotal
    taxes: TaxList = ()
    kind: RowKind = RowKind.ITEM
    unit: str = ""
    sku: str = ""
    options: str = ""
    discount: Discount | None = None
    note: str = ""
    variant_id: str | None = None
    list_price: Decimal | None = None
    price_reason: str = ""
    per: int = 1
    n: int = 0
    """The number that names a line of an order for ever; 0 for the others."""
    written: str = ""
    """A charge as it was agreed: "10%" of the discounted subtotal, or the amount."""

    @property
    def amount(self) -> Money:
        """What the row comes to after its own discount."""
        return self.total.amount


@dataclass(frozen=True, slots=True)
class PaperSeller:
    """Who sells, as the head of a paper says it.

    `registration` carries its own label ("SIRET 732 829 320 00074"), since each country has its own;
    `tax_number` is the bare number, the paper adds the word for it. Where there are several taxes, `labelled`
    has the number of each behind its label instead. `contact` stands at an invoice's foot.
    """

    name: str
    address: tuple[str, ...] = ()
    registration: str = ""
    tax_number: str = ""
    contact: tuple[str, ...] = ()
    country: str = ""
    labelled: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """How the shop's papers spoke when the order was placed; `legal` is said by a shop without tax."""

    tax_label: str = ""
    legal: str = ""
    footer: str = ""
    language: str = "en"
    locale: str = "en_GB"
    demo: bool = False


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """Something that happened to an order; `amount` is money that moved, `note` why it happened.

    `entry` is the number of the journal's entry that says so, `by` who wrote it, on the till of that letter.
    """

    at: datetime
    kind: str
    text: str
    amount: Money | None = None
    note: str = ""
    entry: int = 0
    by: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class OrderNote:
    """A person's words on an order, for the shop alone or for the customer; "" where they were erased."""

    at: datetime
    text: str
    private: bool
    by: str
    letter: str


@dataclass(frozen=True, slots=True)
class OrderVersion:
    """What was agreed, as it was placed or as an edit made it; the last one is in force.

    `n` counts the versions from 1; `by` made it, on the till of that letter.
    """

    n: int
    at: datetime
    by: str
    letter: str
    reason: str
    lines: tuple[OrderLine, ...]
    charges: tuple[OrderLine, ...]
    discount: Discount | None
    discount_amount: Money
    total: Money
    buyer: Buyer | None
    billing: Address | None
    exemption: Exemption | None


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """A document of an order, and how often it was printed; `of` is the invoice a credit note takes from."""

    kind: str
    number: str
    printed: int = 0
    total: Money | None = None
    day: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One order as its sealed entry says it, with what happened to it since: for screen, papers and scripts.

    `row` is how it stands in lists now; `rounding`, `payments` and `change` are of all its money until now,
    `tenders` those that were given when it was placed. `moved` says whether money moved after that.
    """

    id: str
    row: OrderRow
    letter: str
    day: str
    served_by: str
    seller: PaperSeller
    texts: PaperTexts
    prices_include_tax: bool
    tax_rounding: TaxRounding
    lines: tuple[OrderLine, ...]
    charges: tuple[OrderLine, ...]
    subtotal: Money
    discount: Discount | None
    discount_amount: Money
    taxes: tuple[TaxRow, ...]
    net: Money
    tax: Money
    rounding: Money
    tenders: tuple[Payment, ...]
    change: Money
    customer_note: str
    private_note: str
    history: tuple[HistoryItem, ...]
    seal: str
    buyer: Buyer | None = None
    fulfilment: Fulfilment = field(default_factory=Fulfilment)
    billing: Address | None = None
    payment_method: str = ""
    exemption: Exemption | None = None
    exemption_reason: str = ""
    papers: tuple[OrderPaper, ...] = ()
    payments: tuple[Payment, ...] = ()
    tax_labels: TaxLabels = NO_LABELS
    moved: bool = False
    now: Standing | None = None
    """How it stands by all of its facts; None of an example."""
    deposit: str = ""
    promised: str = ""
    versions: tuple[OrderVersion, ...] = ()
    notes: tuple[OrderNote, ...] = ()
    quote: str = ""
    """The number of the quote that it came from."""
    copied: str = ""
    """The number of the order that it repeats."""

    @property
    def deposit_missing(self) -> Money:
        """What the deposit asks beyond what is kept: a percentage is of the total."""
        asked = deposit_of(self.deposit, self.row.total)
        return Money(max(0, (asked - (self.row.paid - self.row.refunded)).minor), self.row.currency)

    def line(self, n: int) -> OrderLine:
        """The line of that number; raises LineUnknown."""
        for one in self.lines:
            if one.n == n:
                return one
        raise LineUnknown(n)

    @property
    def voided(self) -> HistoryItem | None:
        """What took it back, or None while it stands."""
        return next((one for one in self.history if one.kind == "voided"), None)


@dataclass(frozen=True, slots=True)
class CustomerSummary:
    """A customer with what they bought and still owe."""

    customer: Customer
    orders: int
    unpaid: Money
    last_orders: tuple[OrderRow, ...] = field(default=())
