"""Every kind of entry a till can write, as frozen values with a kind and a format number.

Amounts are minor units, unit prices and quantities millionths, rates as written, ids hexadecimal. What is
absent is not written; a personal part holds what may one day have to be erased.
"""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import UNSET, Struct, UnsetType


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value inside an entry."""


class Fact(Part, frozen=True):
    """What an entry says; `entity` names what it is about."""

    kind: ClassVar[str]
    format: ClassVar[int] = 1

    @property
    def entity(self) -> str:
        """The id of the thing the entry is about, or nothing."""
        return ""


class TillOpened(Fact, frozen=True):
    """The first entry of every origin: which till it is, and whose life it continues."""

    kind: ClassVar[str] = "till.opened"

    shop: str
    letter: str
    key_id: str
    program: str
    continues_origin: str = ""
    continues_seq: int = 0
    continues_chain: str = ""


class SettingsSet(Fact, frozen=True):
    """Decisions of the shop: changed fields, and the clocks of the values they replace."""

    kind: ClassVar[str] = "settings.set"

    f: dict[str, Any]
    b: dict[str, str] = {}


class PersonSet(Fact, frozen=True):
    """Someone who sells."""

    kind: ClassVar[str] = "person.set"

    id: str
    name: str
    archived: bool = False

    @property
    def entity(self) -> str:
        return self.id


class ProductFields(Part, frozen=True):
    """The fields of a product that an entry sets; a favourite has its place from 1, 0 is none."""

    name: str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    tax_class: str | UnsetType = UNSET
    source: str | UnsetType = UNSET
    handle: str | UnsetType = UNSET
    picture_url: str | UnsetType = UNSET
    picture: str | UnsetType = UNSET
    favourite: int | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


ASK = "ask"
"""A price that is typed at the till."""


class VariantFields(Part, frozen=True):
    """The fields of a variant that an entry sets; `price` is ASK where it is typed at the till."""

    options: str | UnsetType = UNSET
    sku: str | UnsetType = UNSET
    barcodes: tuple[str, ...] | UnsetType = UNSET
    price: int | str | UnsetType = UNSET
    cost: int | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    tracked: bool | UnsetType = UNSET
    oversell: str | UnsetType = UNSET
    picture: str | UnsetType = UNSET
    position: int | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


class VariantSet(Part, frozen=True):
    """A variant made or changed: fields, clocks seen, and the values they replaced.

    `opening` is the stock a new one starts with, `counted` the difference a count found.
    """

    id: str
    f: VariantFields
    b: dict[str, str] = {}
    was: VariantFields | UnsetType = UNSET
    opening: int | UnsetType = UNSET
    counted: int | UnsetType = UNSET


class ProductSet(Part, frozen=True):
    """A product made or changed, with its variants."""

    id: str
    f: ProductFields = ProductFields()
    b: dict[str, str] = {}
    was: ProductFields | UnsetType = UNSET
    variants: tuple[VariantSet, ...] = ()


class ProductsSet(Fact, frozen=True):
    """Up to 500 products made or changed at once, by hand or by a file."""

    kind: ClassVar[str] = "products.set"

    products: tuple[ProductSet, ...]
    location: str = "main"
    import_id: str = ""

    @property
    def entity(self) -> str:
        return self.products[0].id if len(self.products) == 1 else self.import_id


class CatalogueImported(Fact, frozen=True):
    """A catalogue file was taken in: the entries before this one carry its products."""

    kind: ClassVar[str] = "catalogue.imported"

    id: str
    name: str
    source: str
    created: int
    updated: int
    first_seq: int

    @property
    def entity(self) -> str:
        return self.id


class CatalogueImportUndone(Fact, frozen=True):
    """A catalogue file was taken back by the entries before this one."""

    kind: ClassVar[str] = "catalogue.import_undone"

    id: str

    @property
    def entity(self) -> str:
        return self.id


class StockMove(Part, frozen=True):
    """Goods of one variant that came (positive) or went (negative)."""

    variant: str
    quantity: int
    note: str = ""


class StockMoved(Fact, frozen=True):
    """Stock moved for a reason other than an order."""

    kind: ClassVar[str] = "stock.moved"

    reason: str
    moves: tuple[StockMove, ...]
    location: str = "main"

    @property
    def entity(self) -> str:
        return self.moves[0].variant


class CashMoved(Fact, frozen=True):
    """Cash put into the drawer or taken out, not for an order: the opening float."""

    kind: ClassVar[str] = "cash.moved"

    reason: str
    amount: int
    day: str


class ClockMoved(Fact, frozen=True):
    """The person at the till confirmed the date after the computer's clock had jumped."""

    kind: ClassVar[str] = "clock.moved"

    before: str
    after: str


class Off(Part, frozen=True):
    """A discount as it was asked for: a percentage or an amount."""

    percent: str = ""
    amount: int = 0
    name: str = ""


class SoldLine(Part, frozen=True):
    """One line as it was sold; `moves` says whether it took stock."""

    name: str
    qty: int
    price: int
    amount: int
    taxes: tuple[str, ...] = ()
    variant: str = ""
    sku: str = ""
    options: str = ""
    unit: str = ""
    list_price: int | UnsetType = UNSET
    price_reason: str = ""
    off: Off | UnsetType = UNSET
    discount: int = 0
    share: int = 0
    moves: bool = False


class SoldCharge(Part, frozen=True):
    """Delivery, handling or a surcharge as it was charged."""

    kind: str
    name: str
    amount: int
    taxes: tuple[str, ...] = ()


class SoldTax(Part, frozen=True):
    """Net, tax and gross at one rate."""

    rate: str
    net: int
    tax: int
    gross: int


class Paid(Part, frozen=True):
    """One tender: what counts towards the order, and for cash what was handed over."""

    method: str
    amount: int
    name: str = ""
    reference: str = ""
    given: int = 0


class Seller(Part, frozen=True):
    """The head and foot of the paper, frozen with the sale."""

    name: str
    address: tuple[str, ...] = ()
    registration: str = ""
    tax_number: str = ""
    tax_label: str = ""
    legal: str = ""
    footer: str = ""
    language: str = "en"
    locale: str = "en_GB"
    demo: bool = False


class OrderPersonal(Part, frozen=True):
    """What a customer may ask to have erased from an order: notes, by line number too."""

    line_notes: dict[str, str] = {}
    customer_note: str = ""
    private_note: str = ""


class OrderPlaced(Fact, frozen=True):
    """An order with its payments: everything the paper, the tables and the sums need."""

    kind: ClassVar[str] = "order.placed"

    id: str
    number: str
    letter: str
    day: str
    channel: str
    currency: str
    includes_tax: bool
    tax_rounding: str
    seller: Seller
    lines: tuple[SoldLine, ...]
    taxes: tuple[SoldTax, ...]
    subtotal: int
    net: int
    tax: int
    total: int
    location: str = "main"
    off: Off | UnsetType = UNSET
    discount: int = 0
    charges: tuple[SoldCharge, ...] = ()
    rounding: int = 0
    payments: tuple[Paid, ...] = ()
    change: int = 0
    payment_status: str = "Paid"
    fulfilment_status: str = "Delivered"
    personal: OrderPersonal | UnsetType = UNSET

    @property
    def entity(self) -> str:
        return self.id

    @property
    def paid(self) -> int:
        """What the payments come to."""
        return sum(payment.amount for payment in self.payments)


class OrderVoided(Fact, frozen=True):
    """A sale taken back whole: money given back, goods back in stock, sums of the day it happens on."""

    kind: ClassVar[str] = "order.voided"

    id: str
    number: str
    day: str
    refunds: tuple[Paid, ...]
    taxes: tuple[SoldTax, ...]
    returned: tuple[StockMove, ...]
    net: int
    tax: int
    total: int
    rounding: int = 0
    location: str = "main"

    @property
    def entity(self) -> str:
        return self.id


class DocumentReprinted(Fact, frozen=True):
    """A document was printed once more."""

    kind: ClassVar[str] = "document.reprinted"

    order: str
    document: str
    copy: int

    @property
    def entity(self) -> str:
        return self.order


KINDS: dict[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        TillOpened,
        SettingsSet,
        PersonSet,
        ProductsSet,
        CatalogueImported,
        CatalogueImportUndone,
        StockMoved,
        CashMoved,
        ClockMoved,
        OrderPlaced,
        OrderVoided,
        DocumentReprinted,
    )
}
"""Every kind a journal may hold, by its name."""
