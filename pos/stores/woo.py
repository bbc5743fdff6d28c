"""WooCommerce's REST API, version 3: no key for writes, one status, pages by number, taxes of its own."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from pos.domain.stores import troubles
from pos.domain.stores.answers import Answer, Done, Refused, Unclear, Why
from pos.domain.stores.goods import (
    Figure,
    StoreCategory,
    StoreCombination,
    StoreCustomer,
    StoreProduct,
    StoreProfile,
    StoreTax,
)
from pos.domain.stores.web_order import StoreChange, StoreOrder
from pos.stores import reading as read
from pos.stores import woo_shapes as shapes
from pos.stores.asking import answer_of, named, rights_of, with_address, with_value, without_value
from pos.stores.connector import Created, Deleted, Outcome, Page, Stamps
from pos.stores.pace import Pace, RequestLog
from pos.stores.reading import Json
from pos.stores.wire import USUAL, Limits, Reply, Wire
from pos.stores.woo_answers import bare, refusal, unless_binned

T = TypeVar("T")

PER_SECOND = 2.0
"""The shop keeps its own server, and nobody says what that bears."""
PAGE = 100
SETTLE = 20.0
MOST_PAGES = 200
"""Of orders looked through for a marker, and of the variations of a product."""
RIGHTS = {
    "read_catalog": "/products?per_page=1",
    "read_orders": "/orders?per_page=1",
    "read_customers": "/customers?per_page=1",
}
WITH = {
    "read_catalog": ("update_catalog",),
    "read_orders": ("create_orders", "update_orders"),
    "read_customers": ("create_customers",),
}
NO_BATCH = Refused(Why.RIGHT, "batch")


def connected(
    store: str,
    token: str,
    log: RequestLog,
    *,
    url: str = "",
    settle: float = SETTLE,
    limits: Limits = USUAL,
    per_second: float = PER_SECOND,
    rest: float = 0,
) -> Woo:
    """A web shop by its name or address and its two keys, "ck_…:cs_…"; nothing is asked for `rest` seconds.

    Raises StoreAddress.
    """
    base = url or f"https://{store}/wp-json/wc/v3"
    basic = base64.b64encode(token.encode()).decode("ascii")
    secret, keys = {"Authorization": f"Basic {basic}"}, token.split(":")
    wire = Wire(base, secret, Pace(per_second, rest=rest), log, limits, keys)
    return Woo(wire, store, settle)


class Woo:
    """A web shop of WooCommerce's."""

    kind = "woo"
    mails_buyers = True
    tells_deleted = False
    tells_changes = False
    has_one_status = True

    def __init__(self, wire: Wire, store: str, settle: float = SETTLE) -> None:
        self._wire = wire
        self._store = store
        self.settle = settle
        self.keyed = False
        self._stopped: Refused | None = None
        self._latest: Done[Stamps] | None = None
        self._kilograms: Decimal | None = None

    @property
    def rest(self) -> float:
        return self._wire.rest

    def close(self) -> None:
        self._wire.close()

    # reading

    def probe(self) -> Answer[StoreProfile]:
        """Two requests: the settings and the rates."""
        settings = self._ask("GET", "/settings/general")
        if not isinstance(settings, Done):
            return settings
        said = {read.text(one.get("id")): read.text(one.get("value")) for one in read.records(settings.value)}
        currency = said.get("woocommerce_currency", "").upper()
        if len(currency) != 3:
            return Unclear(troubles.NOT_JSON, is_foreign=True)
        rates = self._ask("GET", f"/taxes?per_page={PAGE}")
        if not isinstance(rates, Done):
            return rates
        taxes: dict[str, StoreTax] = {}
        for one in filter(None, map(shapes.tax, read.records(rates.value))):
            taxes.setdefault(one.id, one)
        places = read.whole(said.get("woocommerce_price_num_decimals"))
        profile = StoreProfile(
            store=self._store,
            name=said.get("woocommerce_store_name") or self._store,
            currency=currency,
            places=2 if places is None else places,
            includes_tax=read.flag(said.get("woocommerce_prices_include_tax")),
            email=said.get("woocommerce_email_from_address", ""),
            tax_table=tuple(taxes.values()),
        )
        return Done(profile, settings.at)

    def rights(self) -> Answer[Mapping[str, bool]]:
        return rights_of(self._ask, RIGHTS, WITH)

    def latest(self) -> Answer[Stamps]:
        """It has no such list: that it answers, and its clock, are asked once a line."""
        if self._latest is None:
            answer = self._ask("GET", "/products?per_page=1&_fields=id")
            if not isinstance(answer, Done):
                return answer
            self._latest = Done(Stamps(), answer.at)
        return self._latest

    def products(self, since: int, after: int, known: Collection[int] = ()) -> Answer[Page[StoreProduct]]:
        """And a request for each product with variations whose row is not known."""

        def make(value: Json) -> Answer[StoreProduct | None]:
            return self._whole(value, known)

        return self._page("/products", _changed(since) | {"status": "any"}, after, make)

    def product(self, product: str) -> Answer[StoreProduct]:
        answer = self._ask("GET", f"/products/{quote(product, safe='')}")
        return _made(unless_binned(answer), self._whole)

    def figures(self, product: str) -> Answer[tuple[Figure, ...]]:
        return _made(self._ask("GET", f"/products/{quote(product, safe='')}"), self._figures)

    def listed_figures(self, after: int) -> Answer[Page[tuple[Figure, ...]]]:
        """And a request for each product with variations."""
        asked = {"status": "any", "_fields": "id,manage_stock,stock_quantity,variations"}
        return self._page("/products", _changed(0) | asked, after, self._figures)

    def categories(self, after: int) -> Answer[Page[StoreCategory]]:
        answer = self._page("/products/categories", {}, after, shapes.category)
        if isinstance(answer, Refused) and answer.why is Why.GONE:
            return Done(Page((), 0, 0))
        return answer

    def customers(self, since: int, after: int) -> Answer[Page[StoreCustomer]]:
        return self._page("/customers", {"orderby": "id", "order": "asc"}, after, shapes.customer)

    def customer_of(self, email: str) -> Answer[StoreCustomer | None]:
        return with_address(self._page("/customers", {"email": email}, 0, shapes.customer), email)

    def orders(self, since: int, after: int) -> Answer[Page[StoreOrder]]:
        return self._page("/orders", _changed(since), after, shapes.order)

    def orders_made(self, start: int, end: int, after: int) -> Answer[Page[StoreOrder]]:
        asked = {"after": _iso(start - 1), "before": _iso(end + 1), "dates_are_gmt": "true"}
        return self._page("/orders", asked | _changed(0), after, shapes.order)

    def order(self, internal: str) -> Answer[StoreOrder]:
        answer = self._ask("GET", f"/orders/{quote(internal, safe='')}")
        return with_value(unless_binned(answer), shapes.order)

    def find_order(self, marker: str, made_at: int) -> Answer[tuple[StoreOrder, ...]]:
        """Every order that this program made since the sale, each looked at: the search sees no marker."""
        found: list[StoreOrder] = []
        asked = {"after": _iso(made_at - 60), "dates_are_gmt": "true", "created_via": "pos"} | _changed(0)
        after, at = 0, 0
        for _page in range(MOST_PAGES):
            page = self._page("/orders", asked, after, shapes.order)
            if not isinstance(page, Done):
                return page
            at = page.at
            found += [one for one in page.value.items if one.marker == marker]
            after = page.value.after
            if not after:
                return Done(tuple(found), at)
        return Unclear(troubles.TOO_LARGE, is_foreign=True)

    def deleted(self, what: str, since: int, after: int) -> Answer[Page[Deleted]]:
        """It tells nobody what was deleted."""
        return Done(Page((), 0, 0))

    def alive(self, what: str, after: int) -> Answer[Page[str]]:
        return self._page(f"/{what}", _changed(0) | {"status": "any", "_fields": "id"}, after, read.id_of)

    # writing

    def try_key(self) -> Answer[str]:
        return NO_BATCH

    def create_orders(self, orders: Sequence[StoreOrder], key: str) -> Answer[str]:
        return NO_BATCH

    def read_orders(self, internals: Sequence[str]) -> Answer[str]:
        return NO_BATCH

    def add_stock(self, figure: Figure, delta: int, key: str) -> Answer[str]:
        return NO_BATCH

    def outcome(self, ticket: str) -> Answer[Outcome]:
        return NO_BATCH

    def create_order(self, order: StoreOrder) -> Answer[Created]:
        return with_value(self._ask("POST", "/orders", shapes.written(order)), _created)

    def change_stock(self, figure: Figure, delta: int) -> Answer[None]:
        """Their figure is absolute: exact only where nobody sells between the reading and this."""
        if figure.quantity is None:
            return Refused(Why.ITEM, "unlimited")
        kind = f"/variations/{quote(figure.combination, safe='')}" if figure.combination else ""
        path = f"/products/{quote(figure.product, safe='')}{kind}"
        return without_value(self._ask("PUT", path, {"stock_quantity": figure.quantity + delta}))

    def read_back(self, payment: str, fulfilment: str) -> tuple[str, str]:
        return shapes.STATUSES[shapes.status_of(payment, fulfilment)]

    def set_status(self, internal: str, change: StoreChange) -> Answer[None]:
        """What went back is read before it is written, so that it is written once; goods never go with it."""
        path = f"/orders/{quote(internal, safe='')}"
        if change.refunded:
            there = self.order(internal)
            if not isinstance(there, Done):
                return there
            more = change.refunded - there.value.refunded
            if more > 0:
                refund = {"amount": str(more), "api_refund": False, "api_restock": False}
                answer = self._ask("POST", f"{path}/refunds", refund)
                if not isinstance(answer, Done):
                    return answer
        body = shapes.written_change(change)
        if "meta_data" in body:
            found = self._ask("GET", path)
            if not isinstance(found, Done):
                return found
            body = shapes.with_ours(body, read.record(found.value))
        return without_value(self._ask("PUT", path, body))

    def make_customer(self, customer: StoreCustomer) -> Answer[str]:
        first, _, last = customer.name.partition(" ")
        body = {"email": customer.email, "first_name": first, "last_name": last}
        return with_value(self._ask("POST", "/customers", body), read.id_of)

    # how it answers

    def _unit(self) -> Decimal:
        """Kilograms of the shop's unit of weight, asked once."""
        if self._kilograms is None:
            answer = self._ask("GET", "/settings/products/woocommerce_weight_unit")
            said = read.record(answer.value) if isinstance(answer, Done) else read.EMPTY
            self._kilograms = shapes.KILOGRAMS.get(read.text(said.get("value")), Decimal(1))
        return self._kilograms

    def _whole(self, value: Json, known: Collection[int] = ()) -> Answer[StoreProduct | None]:
        """A product with its variations; None where either cannot be read, which stops no other."""
        if (row := shapes.row_of(value)) in known:
            return Done(shapes.product(value, (), row=row))
        kinds: list[StoreCombination] = []
        for page in self._variations(value) if read.key(value.get("id")) else ():
            if isinstance(page, Refused) and page.why in (Why.GONE, Why.ITEM):
                return Done(None)
            if not isinstance(page, Done):
                return page
            kinds += page.value
        weighs = [value.get("weight"), *(one.weight for one in kinds)]
        unit = self._unit() if any(weighs) else Decimal(1)
        return Done(shapes.product(value, tuple(kinds), unit, row))

    def _figures(self, value: Json) -> Answer[tuple[Figure, ...] | None]:
        """The figures of a product and of its variations."""
        product = read.key(value.get("id"))
        found = [shapes.figure(product, "", value)]
        for page in self._variations(value) if product else ():
            if not isinstance(page, Done):
                return page
            found += [Figure(product, one.id, one.quantity) for one in page.value if one.counts]
        return Done(tuple(found) if product else None)

    def _variations(self, value: Json) -> Iterator[Answer[list[StoreCombination]]]:
        """Page by page, the variations of a product that has some."""
        after = 0
        for _page in range(MOST_PAGES if value.get("variations") else 0):
            path = f"/products/{read.key(value.get('id'))}/variations"
            page = self._page(path, {"orderby": "id", "order": "asc"}, after, shapes.combination)
            if not isinstance(page, Done):
                yield page
                return
            yield Done(list(page.value.items))
            after = page.value.after
            if not after:
                return

    def _page(
        self,
        path: str,
        asked: Mapping[str, object],
        after: int,
        make: Callable[[Json], T | Answer[T | None] | None],
    ) -> Answer[Page[T]]:
        query = urlencode({**asked, "per_page": PAGE, "offset": after})
        if self._stopped is not None:
            return self._stopped
        reply = self._wire.ask("GET", f"{path}?{query}")
        answer = self._kept(answer_of(bare(reply), refusal))
        if not isinstance(answer, Done) or not isinstance(reply, Reply):
            return answer if not isinstance(answer, Done) else Unclear(troubles.CUT)
        if not isinstance(answer.value, list):
            return Unclear(troubles.NOT_JSON, is_foreign=True)
        rows = list(read.records(answer.value))
        items: list[T] = []
        for row in rows:
            one = make(row)
            if isinstance(one, Refused | Unclear):
                return one
            found = one.value if isinstance(one, Done) else one
            if found is not None:
                items.append(found)
        total = read.whole(reply.headers.get("x-wp-total")) or 0
        reached = after + len(rows)
        more = bool(rows) and (reached < total or (reached > total and len(rows) >= PAGE))  # it may not say
        unread = len(rows) - len(items)
        page = Page(tuple(items), total, reached if more else 0, unread, answer.at)
        return Done(page, answer.at)

    def _ask(self, method: str, path: str, body: object = None) -> Answer[Any]:
        if self._stopped is not None:
            return self._stopped
        reply = bare(self._wire.ask(method, path, None if body is None else msgspec.json.encode(body)))
        return self._kept(named(answer_of(reply, refusal), "read" if method == "GET" else "write"))

    def _kept(self, answer: Answer[Any]) -> Answer[Any]:
        """Once the keys were refused nothing is asked any more."""
        if isinstance(answer, Refused) and answer.why in (Why.TOKEN, Why.PLAN):
            self._stopped = answer
        return answer


def _made(answer: Answer[Any], make: Callable[[Json], Answer[T | None]]) -> Answer[T]:
    if not isinstance(answer, Done):
        return answer
    made = make(read.record(answer.value))
    if not isinstance(made, Done):
        return made
    return Unclear(troubles.NOT_JSON, is_foreign=True) if made.value is None else Done(made.value, answer.at)


def _changed(since: int) -> dict[str, object]:
    asked: dict[str, object] = {"orderby": "id", "order": "asc"}
    return asked | ({"modified_after": _iso(since), "dates_are_gmt": "true"} if since else {})


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(max(0, seconds), UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _created(value: Json) -> Created | None:
    internal = read.key(value.get("id"))
    return Created(internal, read.text(value.get("number")) or internal) if internal else None
