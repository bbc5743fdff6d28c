"""What the customer wants so far: frozen, so that every change is a new cart and undo is a list of carts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import uuid4

from pos.domain.catalogue.choices import Chosen
from pos.domain.catalogue.products import Hit
from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.errors import DiscountTooLarge
from pos.domain.money.pricing import Charge, Discount, Pricing, Totals, price
from pos.domain.money.quantity import check_quantity
from pos.domain.money.tax import TaxList
from pos.domain.orders.errors import EmptyCart, LineGone
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.words.address import Address


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of the cart, with its own name, price and rates, so that a later change of the product
    does not change what the customer was shown.

    ``unit_price`` includes tax where the shop's prices do. ``list_price`` is the catalogue's price when
    the line was added, with what was `chosen`; ``variant_id`` is None for a custom item, and ``barcode`` is
    then the code a kept one will be found by.
    """

    id: str
    name: str
    quantity: Decimal
    unit_price: Decimal
    taxes: TaxList
    variant_id: str | None = None
    sku: str = ""
    options: str = ""
    unit: str = ""
    list_price: Decimal | None = None
    price_reason: str = ""
    discount: Discount | None = None
    note: str = ""
    keep_as_product: bool = False
    barcode: str = ""
    chosen: tuple[Chosen, ...] = ()

    @classmethod
    def of(cls, hit: Hit, quantity: Decimal, price: Decimal, taxes: TaxList | None = None) -> CartLine:
        """A new line of a product, at a price, with the product's taxes unless others are given."""
        return cls(
            id=uuid4().hex,
            name=hit.name,
            quantity=quantity,
            unit_price=price,
            taxes=hit.taxes if taxes is None else taxes,
            variant_id=hit.variant_id,
            sku=hit.sku,
            options=hit.options,
            unit=hit.unit,
            list_price=hit.price,
        )

    def with_choices(self, chosen: tuple[Chosen, ...]) -> CartLine:
        """The line of a product of which something was chosen, at the price of what was."""
        more = sum((one.more for one in chosen), Decimal(0))
        return replace(
            self,
            options=", ".join(filter(None, (self.options, *(one.said for one in chosen)))),
            unit_price=max(self.unit_price + more, Decimal(0)),
            list_price=None if self.list_price is None else max(self.list_price + more, Decimal(0)),
            chosen=chosen,
        )

    @property
    def is_custom(self) -> bool:
        """Whether the line stands for no product of the catalogue."""
        return self.variant_id is None

    def takes_more_of(self, other: CartLine) -> bool:
        """Whether adding ``other`` only raises this line's quantity."""
        if self.variant_id is None or self.variant_id != other.variant_id:
            return False
        return replace(other, id=self.id, quantity=self.quantity) == self


@dataclass(frozen=True, slots=True)
class Cart:
    """An order not yet placed; its id becomes the order's id, so that placing it twice gives one order.

    `billing` None means the address of delivery; `payment_method` is the one that was agreed on;
    `taxes_by_hand` are the rates that were set for the whole order in place of those of its goods; a delivery
    fee written by hand stays, whatever the method asks, and a method chosen by hand, wherever it is to go.
    `deposit` is as written, `30%` or an amount; `promised` a day or a time. `edits` is set while the cart
    changes an order that was placed: it has that order's id. `quote` is set while its goods are a quote's,
    `copied` is the id of the order that it repeats.
    """

    id: str
    terms: Pricing
    lines: tuple[CartLine, ...] = ()
    discount: Discount | None = None
    charges: tuple[Charge, ...] = ()
    channel: str = "counter"
    customer_note: str = ""
    private_note: str = ""
    buyer: Buyer | None = None
    fulfilment: Fulfilment = field(default_factory=Fulfilment)
    billing: Address | None = None
    payment_method: str = ""
    exemption: Exemption | None = None
    exemption_reason: str = ""
    taxes_by_hand: TaxList | None = None
    fee_by_hand: bool = False
    method_by_hand: bool = False
    deposit: str = ""
    promised: str = ""
    edits: Editing | None = None
    quote: Quoted | None = None
    copied: str = ""

    @property
    def currency(self) -> str:
        """The currency of every amount in the cart."""
        return self.terms.currency

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to sell and nothing to charge."""
        return not self.lines and not self.charges

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was decided yet: no goods, nobody to sell them to, nothing written down."""
        return self == Cart(self.id, self.terms, channel=self.channel)

    @property
    def item_count(self) -> Decimal:
        """How many items: pieces count by quantity, a weighed or measured line counts once."""
        return sum((line.quantity if not line.unit else Decimal(1) for line in self.lines), Decimal(0))

    @property
    def is_changed(self) -> bool:
        """Whether an edit changed anything of its order so far."""
        return self.edits is not None and replace(self, edits=None) != self.edits.before

    @property
    def difference(self) -> Money:
        """What the order costs more by an edit; less below zero."""
        before = self.edits.before.totals().total if self.edits else Money(0, self.currency)
        return self.totals().total - before

    @property
    def held(self) -> dict[str, Decimal]:
        """By variant, how much an order that is edited has of the shelves already."""
        sums: dict[str, Decimal] = {}
        for line in self.edits.before.lines if self.edits else ():
            if line.variant_id:
                sums[line.variant_id] = sums.get(line.variant_id, Decimal(0)) + line.quantity
        return sums

    def taxes_for(self, usual: TaxList) -> TaxList:
        """The rates of something in this order that usually has these."""
        return usual if self.taxes_by_hand is None else self.taxes_by_hand

    def line(self, line_id: str) -> CartLine:
        """The line of that id; raises LineGone."""
        for line in self.lines:
            if line.id == line_id:
                return line
        raise LineGone

    def add(self, line: CartLine) -> Cart:
        """The cart with the line added; the same variant on the same terms raises its quantity instead."""
        check_quantity(line.quantity, line.unit)
        for known in self.lines:
            if known.takes_more_of(line):
                return self.with_quantity(known.id, known.quantity + line.quantity)
        return replace(self, lines=(*self.lines, line))

    def without(self, line_id: str) -> Cart:
        """The cart without that line; an order discount stays only while it fits what is left."""
        self.line(line_id)
        return replace(self, lines=tuple(line for line in self.lines if line.id != line_id))._fitting()

    def with_quantity(self, line_id: str, quantity: Decimal) -> Cart:
        """The cart with another quantity of that line; zero removes it."""
        if quantity == 0:
            return self.without(line_id)
        quantity = check_quantity(quantity, self.line(line_id).unit)
        return self._change(line_id, lambda line: replace(line, quantity=quantity))

    def with_line(self, line: CartLine) -> Cart:
        """The cart with the line of the same id replaced whole."""
        check_quantity(line.quantity, line.unit)
        return self._change(line.id, lambda _known: line)

    def with_buyer(self, buyer: Buyer | None) -> Cart:
        """The cart for another customer, or for nobody known."""
        return replace(self, buyer=buyer)

    def with_fulfilment(self, fulfilment: Fulfilment) -> Cart:
        """The cart handed over in another way."""
        return replace(self, fulfilment=fulfilment)

    def with_billing(self, address: Address | None) -> Cart:
        """The cart billed to that address, or to the one it is sent to."""
        return replace(self, billing=address)

    def with_payment_method(self, key: str) -> Cart:
        """The cart to be paid in that way."""
        return replace(self, payment_method=key)

    def with_notes(self, *, customer: str | None = None, private: str | None = None) -> Cart:
        """The cart with another note that is printed, or another one that is not."""
        return replace(
            self,
            customer_note=self.customer_note if customer is None else customer,
            private_note=self.private_note if private is None else private,
        )

    def by_phone(self) -> Cart:
        """The cart as an order that is paid later."""
        return replace(self, channel="phone")

    def with_charges(self, charges: tuple[Charge, ...]) -> Cart:
        """The cart with other charges."""
        return replace(self, charges=charges)

    def with_exemption(self, exemption: Exemption | None, reason: str = "") -> Cart:
        """The cart without tax, and why; or with its taxes again."""
        return replace(self, exemption=exemption, exemption_reason=reason)

    def with_discount(self, discount: Discount | None) -> Cart:
        """The cart with the order's discount set or taken off."""
        return replace(self, discount=discount)

    def with_deposit(self, deposit: str) -> Cart:
        """The cart with so much to be paid at once, as it is written."""
        return replace(self, deposit=deposit)

    def with_promise(self, promised: str) -> Cart:
        """The cart promised for that day or time, as it is typed so far."""
        return replace(self, promised=promised)

    def of_quote(self, quote: Quoted | None) -> Cart:
        """The cart as that of a quote, or as one of its own."""
        return replace(self, quote=quote)

    def at_prices(self, prices: str) -> Cart:
        """The cart of a quote whose day has passed, to be placed at these prices."""
        return self if self.quote is None else replace(self, quote=replace(self.quote, prices=prices))

    def totals(self) -> Totals:
        """Every figure of the cart, from the one engine of ``pricing``."""
        exempt = self.exemption is not None
        return price(self.terms, self.lines, discount=self.discount, charges=self.charges, exempt=exempt)

    def require_complete(self) -> None:
        """Refuse a cart that holds nothing to sell."""
        if not self.lines:
            raise EmptyCart

    def _change(self, line_id: str, change: Callable[[CartLine], CartLine]) -> Cart:
        self.line(line_id)
        lines = tuple(change(line) if line.id == line_id else line for line in self.lines)
        return replace(self, lines=lines)._fitting()

    def _fitting(self) -> Cart:
        """The cart without an order discount that has become larger than what it is taken from.

        One that was agreed on is never dropped silently: the change that makes it too large is refused.
        """
        if self.discount is None or self.edits is not None:
            return self
        try:
            self.totals()
        except DiscountTooLarge:
            return replace(self, discount=None)
        return self if self.lines else replace(self, discount=None)


@dataclass(frozen=True, slots=True)
class Editing:
    """What a cart changes: an order in that version, and how its cart was then."""

    number: str
    version: int
    before: Cart
    order: str = ""

    @property
    def called(self) -> str:
        """What names the order to services: its id, which carts of earlier programs do not say."""
        return self.order or self.number


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quote that a cart comes from: its number, the event `seen`, and its last day (2026-11-24).

    `prices` says at which prices it is placed after that day, "" before. `id` is the quote's.
    """

    number: str
    seen: str
    valid_until: str
    prices: str = ""
    id: str = ""

    @property
    def called(self) -> str:
        """What names the quote to services: its id, which carts of earlier programs do not say."""
        return self.id or self.number


@dataclass(frozen=True, slots=True)
class HeldCart:
    """A cart put aside for later, as the list of held carts shows it."""

    cart: Cart
    label: str
    held_at: str
