"""Entries about orders: what was agreed and changed, what was credited, where the goods are.

They say what happened and never what follows from it: statuses, balances, what is left and how stock moves
are computed from all entries of an order (`pos.journal.orders.rows`).
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from pos.domain.words.address import Address
from pos.journal.kinds.base import Fact, Part
from pos.journal.kinds.sold import (
    AgreedOrder,
    AgreedPersonal,
    CreditNote,
    Invoice,
    OrderPersonal,
    Seller,
    SoldFulfilment,
    SoldTax,
    Store,
    Tendered,
)

INVARIANTS = {
    "the order's entry is missing": """SELECT number FROM orders
        WHERE arrival NOT IN (SELECT arrival FROM entry) LIMIT 1""",
    "the order's total is not net plus tax": "SELECT number FROM orders WHERE total <> net + tax LIMIT 1",
}


class Knowing(Fact, frozen=True, kw_only=True):
    """A fact that names what its writer knew, so that nobody is asked about what was done on purpose."""

    knew: tuple[
        str, ...
    ] = ()  # the events on the same order by other lives that this one has not named before


class OrderFact(Knowing, frozen=True):
    """What happened to one order."""

    id: str  # of the order
    day: str  # the local day it counts for

    @property
    def entity(self) -> str:
        return self.id


class OrderPlaced(OrderFact, frozen=True):
    """An order with what was paid at once: everything the paper needs."""

    kind: ClassVar[str] = "order.placed"
    personal_type: ClassVar[type[Part] | None] = OrderPersonal

    number: str  # A-000123, the next of its series
    letter: str  # of the till
    channel: str  # "counter", "phone", ...
    currency: str  # of every amount
    includes_tax: bool  # whether the prices do
    tax_rounding: str  # "per_total" or "per_line"
    seller: Seller
    agreed: AgreedOrder
    location: str = "main"  # where the goods are taken from
    tenders: tuple[Tendered, ...] = ()
    change: int = 0  # minor units given back in cash
    accepted_more: bool = False  # a person said that more than was due is kept
    handed: bool = False  # taken away at once
    fulfilment: SoldFulfilment = SoldFulfilment()
    payment_method: str = ""  # the key of the method that was agreed on
    invoice: Invoice | UnsetType = UNSET  # where it got one at once
    deposit: str = ""  # as written: "30%" of the total, or an amount in major units
    promised: str = ""  # the day or time it is promised for
    quote: str = ""  # the id of the quote it came from
    copied: str = ""  # the id of the order it repeats
    exchanged: str = ""  # the id of the order that goods came back from
    supplied: str = ""  # the day the goods were supplied, where it is another than `day`
    fair: str = ""  # where it was sold, when not in the shop
    session: str = ""  # the id of the session of the drawer
    approval: str = ""  # the id of the person who allowed it
    as_given: bool = False  # the figures are another system's and are never computed again
    store: Store | UnsetType = UNSET  # that system's order
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
    personal: OrderPersonal | UnsetType = UNSET


class EditPersonal(AgreedPersonal, frozen=True, kw_only=True):
    """What a customer may ask to have erased from an edit."""

    reason: str = ""  # as a person gave it


class OrderEdited(OrderFact, frozen=True):
    """Another version of an order: the whole agreement as it is from now on, on the same terms."""

    kind: ClassVar[str] = "order.edited"
    personal_type: ClassVar[type[Part] | None] = EditPersonal

    from_: str = field(name="from")  # the event id of the version that was changed
    agreed: AgreedOrder
    credit_note: CreditNote | UnsetType = UNSET  # for the whole invoice of the version before
    invoice: Invoice | UnsetType = UNSET  # of this version
    paid: int = 0  # minor units taken less given back, as the invoice prints it
    rounding: int = 0  # minor units that coins added, as the invoice prints it
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
    personal: EditPersonal | UnsetType = UNSET


class DetailFields(Part, frozen=True):
    """What an entry sets of an order that is no part of the agreement, and tells nobody who it is."""

    kind: str | UnsetType = UNSET  # "take_away", "pickup" or "delivery"
    method: str | UnsetType = UNSET  # the key of a delivery method of the shop, or what was written
    at: str | UnsetType = UNSET  # the day or time that was agreed on
    payment_method: str | UnsetType = UNSET  # the key of the method that was agreed on
    deposit: str | UnsetType = UNSET  # as written: "30%" of the total, or an amount in major units
    promised: str | UnsetType = UNSET  # the day or time it is promised for


class DetailPersonal(Part, frozen=True):
    """What an entry sets of an order that may have to be erased."""

    address: Address | UnsetType = UNSET  # of delivery
    tracking_number: str | UnsetType = UNSET
    customer_note: str | UnsetType = UNSET  # printed
    private_note: str | UnsetType = UNSET  # the shop's own


class OrderDetailsSet(OrderFact, frozen=True):
    """How an order is delivered and paid, changed field by field; of two settings the later clock wins."""

    kind: ClassVar[str] = "order.details_set"
    personal_type: ClassVar[type[Part] | None] = DetailPersonal

    f: DetailFields = DetailFields()  # what is set
    b: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by field: the clocks of what it replaces
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
    personal: DetailPersonal | UnsetType = UNSET  # what is set


class CreditedPart(Part, frozen=True):
    """What was taken off one line or charge, in whole units, with the pieces that came back."""

    gross: int  # minor units, net and all taxes
    net: int  # minor units
    taxes: tuple[int, ...] = ()  # minor units of each of its rates, in their order
    line: int = 0  # the number of the line; 0 for a charge
    charge: int = 0  # the place of the charge from 1; 0 for a line
    returned: int = 0  # millionths of a piece that the customer brought back
    dropped: int = 0  # millionths of a piece that were never handed over
    to: str = "stock"  # where what came back went: "stock", "damaged" (written off), "gone" (not back)


class ReasonPersonal(Part, frozen=True):
    """A person's words about why."""

    reason: str = ""


class OrderCredited(OrderFact, frozen=True):
    """Value taken off an order again; all amounts are positive."""

    kind: ClassVar[str] = "order.credited"
    personal_type: ClassVar[type[Part] | None] = ReasonPersonal

    number: str  # of the refund receipt, A-R000012
    what: str  # "refund", "cancel", "void" or "exchange"
    of: str  # the event id of the version whose parts it takes from
    parts: tuple[CreditedPart, ...]
    total: int  # minor units, net + tax
    net: int  # minor units
    tax: int  # minor units
    taxes: tuple[SoldTax, ...] = ()
    location: str = "main"  # where the goods go back to
    credit_note: CreditNote | UnsetType = UNSET  # where the version has an invoice
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
    personal: ReasonPersonal | UnsetType = UNSET


class NotePersonal(Part, frozen=True):
    """A person's words."""

    text: str = ""


class OrderNoted(OrderFact, frozen=True):
    """A note on an order; it stays beside those before it."""

    kind: ClassVar[str] = "order.noted"
    personal_type: ClassVar[type[Part] | None] = NotePersonal

    for_: str = field(name="for")  # "private" or "customer"
    personal: NotePersonal | UnsetType = UNSET


class HandedLine(Part, frozen=True):
    """Pieces of one line that went to the customer."""

    n: int  # the number of the line
    qty: int  # millionths of a piece; negative takes a handing over back


class TrackingPersonal(Part, frozen=True):
    """What leads to a parcel and so to a person."""

    tracking_number: str = ""


class GoodsHandedOver(OrderFact, frozen=True):
    """Goods went to the customer; it claims the status Shipped or Delivered."""

    kind: ClassVar[str] = "goods.handed_over"
    personal_type: ClassVar[type[Part] | None] = TrackingPersonal

    lines: tuple[HandedLine, ...]
    how: str = "handed_over"  # or "shipped", "picked_up"
    carrier: str = ""  # who brings them
    seen: tuple[str, ...] = ()  # the event ids of the claims it replaces
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
    personal: TrackingPersonal | UnsetType = UNSET


class OrderStatusSaid(OrderFact, frozen=True):
    """A person said how far an order is; what stands follows from money and pieces too."""

    kind: ClassVar[str] = "order.status_said"

    axis: str  # "payment" or "fulfilment"
    status: str  # the key of the list, given or the shop's own
    stands_as: str = ""  # the given status that one of the shop's own stands as
    seen: tuple[str, ...] = ()  # the event ids of the claims on that axis it replaces
    mails: tuple[str, ...] = ()  # kinds of mail to be sent
