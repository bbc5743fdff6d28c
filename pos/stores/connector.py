"""What the use cases ask of a web shop, whichever it is; each answer is done, refused or unclear."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from pos.domain.stores.answers import Answer
from pos.domain.stores.goods import (
    Figure,
    StoreCategory,
    StoreCustomer,
    StoreProduct,
    StoreProfile,
)
from pos.domain.stores.web_order import StoreChange, StoreOrder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list; lists have no snapshot, so rows move between pages while one reads."""

    items: tuple[T, ...]
    total: int  # of the list when this page was read
    after: int  # where the next page begins; 0 where this one is the last
    unread: int = 0  # rows that make no sense and are not among the items
    at: int = field(default=0, compare=False)  # the web shop's time when it was read; 0 where it does not say


@dataclass(frozen=True, slots=True)
class Stamps:
    """When each kind of thing last changed there, in the web shop's words; "" where it does not say."""

    products: str = ""
    orders: str = ""
    customers: str = ""
    categories: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something that was deleted there, at a stamp of its clock."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class Created:
    """An order that was made there."""

    internal: str
    public: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far what was sent under a ticket has come."""

    is_complete: bool
    parts: tuple[Answer[Created | StoreOrder | None], ...] = ()
    """In the order sent, once complete: Created of an order, StoreOrder of a read, None of stock."""


class Connector(Protocol):
    """A web shop; one call of a method is one request, but where its docstring says more."""

    kind: str  # "ecwid" or "woo"
    keyed: bool
    """Whether `create_orders`, `read_orders` and `add_stock` go under a key and answer by a ticket. It turns
    False once the web shop has refused that; then they are Refused(Why.RIGHT, "batch")."""
    mails_buyers: bool
    """Whether it writes to the address in an order, whatever it is told: then no customer's goes there."""
    tells_deleted: bool
    """Whether `deleted` says anything."""
    tells_changes: bool
    """Whether `latest` says what changed. Else its lists are asked each time: they show a change at once, but
    not that of a combination; what has no such list, customers and the profile, is read once a day."""
    has_one_status: bool
    """Whether it has one word for money and goods together, so that who says the one says the other."""
    settle: float
    """Seconds after which what was done is surely seen in lists."""

    @property
    def rest(self) -> float:
        """Seconds for which the web shop wants nobody to ask."""

    def probe(self) -> Answer[StoreProfile]:
        """Who answers: number, name, currency, taxes, deliveries."""

    def rights(self) -> Answer[Mapping[str, bool]]:
        """What the token may, by the web shop's names; up to three requests. Rights to write count as those
        to read the same until the web shop says otherwise: asking would be writing."""

    def latest(self) -> Answer[Stamps]:
        """What changed since, in one cheap request."""

    def products(self, since: int, after: int, known: Collection[int] = ()) -> Answer[Page[StoreProduct]]:
        """Products changed since a stamp, in the order of change; since 0 all, in the order of making.

        Of one whose row is `known` nothing may be said but that row and its id.
        """

    def product(self, product: str) -> Answer[StoreProduct]:
        """One, read directly."""

    def figures(self, product: str) -> Answer[tuple[Figure, ...]]:
        """What is on hand of a product and its combinations that have stock of their own, read directly."""

    def listed_figures(self, after: int) -> Answer[Page[tuple[Figure, ...]]]:
        """The same of every product, as lists have it: many at once, and a little late."""

    def categories(self, after: int) -> Answer[Page[StoreCategory]]:
        """Every category."""

    def customers(self, since: int, after: int) -> Answer[Page[StoreCustomer]]:
        """Customers changed since a stamp; since 0 all."""

    def customer_of(self, email: str) -> Answer[StoreCustomer | None]:
        """The one with exactly this address."""

    def orders(self, since: int, after: int) -> Answer[Page[StoreOrder]]:
        """Orders changed since a stamp, those of this till among them; unfinished carts never."""

    def orders_made(self, start: int, end: int, after: int) -> Answer[Page[StoreOrder]]:
        """Orders made between two stamps, both included."""

    def order(self, internal: str) -> Answer[StoreOrder]:
        """One, read directly."""

    def find_order(self, marker: str, made_at: int) -> Answer[tuple[StoreOrder, ...]]:
        """Every order that bears exactly this marker, by the search and by the time it was made, as far as
        lists know by now; two requests or more."""

    def deleted(self, what: str, since: int, after: int) -> Answer[Page[Deleted]]:
        """What was deleted of "products", "orders" or "customers" since a stamp."""

    def try_key(self) -> Answer[str]:
        """See whether things may go under a key, by something that does nothing; `keyed` says it then."""

    def alive(self, what: str, after: int) -> Answer[Page[str]]:
        """The id of each of the "products" or "orders" that is there."""

    def create_orders(self, orders: Sequence[StoreOrder], key: str) -> Answer[str]:
        """Make orders under a key: a ticket. The first that fails stops those behind it."""

    def read_orders(self, internals: Sequence[str]) -> Answer[str]:
        """Read orders directly: a ticket."""

    def add_stock(self, figure: Figure, delta: int, key: str) -> Answer[str]:
        """Add to what is on hand under a key: a ticket."""

    def outcome(self, ticket: str) -> Answer[Outcome]:
        """What became of what was sent under a ticket. Refused(Why.GONE) where it is not known there."""

    def create_order(self, order: StoreOrder) -> Answer[Created]:
        """Make one order without a key."""

    def change_stock(self, figure: Figure, delta: int) -> Answer[None]:
        """Add to what is on hand without a key; `figure` as it was just read."""

    def read_back(self, payment: str, fulfilment: str) -> tuple[str, str]:
        """The two statuses as this web shop would say them after they were set; asks nobody."""

    def set_status(self, internal: str, change: StoreChange) -> Answer[None]:
        """Set statuses, tracking and the staff's note of an order; no mail to the customer. Where refunds are
        things of their own there, also what went back beyond those that are there."""

    def make_customer(self, customer: StoreCustomer) -> Answer[str]:
        """Make a customer: its id. Refused(Why.TAKEN) where one has this address."""

    def close(self) -> None:
        """Hang up, from any thread."""
