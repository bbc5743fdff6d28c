"""Ecwid's REST API, version 3: paths, pages, errors and batches; what it all means is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from pos.domain.stores import troubles
from pos.domain.stores.answers import Answer, Done, Refused, Unclear, Why
from pos.domain.stores.goods import Figure, StoreCategory, StoreCustomer, StoreProduct, StoreProfile
from pos.domain.stores.web_order import StoreChange, StoreOrder
from pos.stores import ecwid_goods, ecwid_orders
from pos.stores import reading as read
from pos.stores.asking import answer_of, lacks, named, rights_of, with_address, with_value, without_value
from pos.stores.connector import Created, Deleted, Outcome, Page, Stamps
from pos.stores.pace import Pace, RequestLog
from pos.stores.reading import Json
from pos.stores.wire import USUAL, Limits, Wire

T = TypeVar("T")

HOME = "https://app.ecwid.com/api/v3"
PER_SECOND = 8.0
"""Of the 10 that a token has, some are left for the shop's other programs."""
PAGE = 100
SETTLE = 180.0
MOST_FOUND = 50
"""Pages of orders of two seconds; a shop that has more tells no truth."""
RIGHTS = {
    "read_catalog": "/products?limit=1&responseFields=total",
    "read_orders": "/orders?limit=1&responseFields=total",
    "read_customers": "/customers?limit=1&responseFields=total",
}
"""A right to read, and what shows whether the token has it."""
WITH = {
    "read_catalog": ("update_catalog",),
    "read_orders": ("create_orders", "update_orders"),
    "read_customers": ("create_customers", "update_customers"),
}
"""Rights to write that count as had where one may read: to ask for them would be to write."""
PROFILE = "read_store_profile"
NOUNS = {"products": "catalog", "categories": "catalog", "orders": "orders", "customers": "customers"}
VERBS = {"GET": "read", "POST": "create", "PUT": "update"}
INSIDE = {"o": "create_orders", "r": "read_orders", "s": "update_catalog"}
"""The right that a request of a batch needs, by how it is called there."""
SCAN = ",".join(
    ("id", "internalId", "externalTransactionId", "externalOrderId", "refererId", "total", "tax", "email",
     "subtotal", "paymentStatus", "fulfillmentStatus", "createTimestamp", "updateTimestamp")
)  # fmt: skip
FIGURES = "id,quantity,unlimited,combinations(id,quantity,unlimited)"
_encode = msgspec.json.Encoder(decimal_format="number").encode


def connected(
    store: str,
    token: str,
    log: RequestLog,
    *,
    url: str = "",
    settle: float = SETTLE,
    limits: Limits = USUAL,
    rest: float = 0,
) -> Ecwid:
    """A web shop by its number and its secret token; nothing is asked for `rest` seconds.

    Raises StoreAddress.
    """
    base = f"{(url or HOME).rstrip('/')}/{quote(store, safe='')}"
    wire = Wire(base, {"Authorization": f"Bearer {token}"}, Pace(PER_SECOND, rest=rest), log, limits)
    return Ecwid(wire, settle)


class Ecwid:
    """A web shop of Ecwid's."""

    kind = "ecwid"
    mails_buyers = False
    tells_deleted = True
    tells_changes = True
    has_one_status = False

    def __init__(self, wire: Wire, settle: float = SETTLE) -> None:
        self._wire = wire
        self.settle = settle
        self.keyed = True
        self._stopped: Refused | None = None

    @property
    def rest(self) -> float:
        return self._wire.rest

    def close(self) -> None:
        self._wire.close()

    # reading

    def probe(self) -> Answer[StoreProfile]:
        answer = self._got("/profile", ecwid_goods.profile)
        if isinstance(answer, Refused) and answer.why is Why.RIGHT and not answer.code:
            self._stopped = answer = replace(answer, why=Why.TOKEN)  # every token may read that
        return answer

    def rights(self) -> Answer[Mapping[str, bool]]:
        found = rights_of(self._ask, RIGHTS, WITH)
        return Done({PROFILE: True, **found.value}) if isinstance(found, Done) else found

    def latest(self) -> Answer[Stamps]:
        return self._got("/latest-stats", _stamps)

    def products(self, since: int, after: int, known: Collection[int] = ()) -> Answer[Page[StoreProduct]]:
        asked: dict[str, object] = {"sortBy": "ADDED_TIME_ASC"}
        if since:
            asked = {"sortBy": "UPDATED_TIME_ASC", "updatedFrom": since}
        return self._page("/products", asked, after, ecwid_goods.product)

    def product(self, product: str) -> Answer[StoreProduct]:
        return self._got(f"/products/{_safe(product)}", ecwid_goods.product)

    def figures(self, product: str) -> Answer[tuple[Figure, ...]]:
        return self._got(f"/products/{_safe(product)}?responseFields={FIGURES}", ecwid_goods.figures)

    def listed_figures(self, after: int) -> Answer[Page[tuple[Figure, ...]]]:
        fields = f"total,count,offset,limit,items({FIGURES})"
        asked: dict[str, object] = {"sortBy": "ADDED_TIME_ASC", "responseFields": fields}
        return self._page("/products", asked, after, ecwid_goods.figures)

    def categories(self, after: int) -> Answer[Page[StoreCategory]]:
        fields = "total,count,offset,limit,items(id,name,parentId)"
        asked = {"hidden_categories": "true", "responseFields": fields}
        return self._page("/categories", asked, after, ecwid_goods.category)

    def customers(self, since: int, after: int) -> Answer[Page[StoreCustomer]]:
        asked: dict[str, object] = {"sortBy": "REGISTERED_DATE_ASC"}
        if since:
            asked = {"sortBy": "UPDATED_DATE_ASC", "updatedFrom": since}
        return self._page("/customers", asked, after, ecwid_goods.customer)

    def customer_of(self, email: str) -> Answer[StoreCustomer | None]:
        asked = {"email": email, "useExactEmailMatch": "true"}
        return with_address(self._page("/customers", asked, 0, ecwid_goods.customer), email)

    def orders(self, since: int, after: int) -> Answer[Page[StoreOrder]]:
        return self._page("/orders", {"updatedFrom": since} if since else {}, after, ecwid_orders.order)

    def orders_made(self, start: int, end: int, after: int) -> Answer[Page[StoreOrder]]:
        asked = {"createdFrom": start, "createdTo": end}
        return self._page("/orders", asked, after, ecwid_orders.order)

    def order(self, internal: str) -> Answer[StoreOrder]:
        return self._got(f"/orders/{_safe(internal)}", ecwid_orders.order)

    def find_order(self, marker: str, made_at: int) -> Answer[tuple[StoreOrder, ...]]:
        fields = {"responseFields": f"total,count,offset,limit,items({SCAN})"}
        asked: tuple[dict[str, object], ...] = (
            {"keywords": marker},
            {"createdFrom": made_at - 1, "createdTo": made_at + 1},
        )
        found: dict[str, StoreOrder] = {}
        at = 0
        for each in asked:
            after = 0
            for _page in range(MOST_FOUND):
                answer = self._page("/orders", each | fields, after, ecwid_orders.order)
                if not isinstance(answer, Done):
                    return answer
                at = answer.at
                found |= {one.internal: one for one in answer.value.items if one.marker == marker}
                after = answer.value.after
                if not after:
                    break
            else:
                return Unclear(troubles.TOO_LARGE, is_foreign=True)
        return Done(tuple(sorted(found.values(), key=lambda one: (len(one.internal), one.internal))), at)

    def deleted(self, what: str, since: int, after: int) -> Answer[Page[Deleted]]:
        return self._page(f"/{what}/deleted", {"from_date": since}, after, _deleted)

    def alive(self, what: str, after: int) -> Answer[Page[str]]:
        asked: dict[str, object] = {"responseFields": "total,count,offset,limit,items(id,internalId)"}
        return self._page(f"/{what}", asked | {"sortBy": "ADDED_TIME_ASC"}, after, _alive)

    # under a key

    def try_key(self) -> Answer[str]:
        return self._batch([{"id": "r0", "path": "/latest-stats", "method": "GET"}], "")

    def create_orders(self, orders: Sequence[StoreOrder], key: str) -> Answer[str]:
        inner = [
            {"id": f"o{place}", "path": "/orders", "method": "POST", "body": ecwid_orders.written(one)}
            for place, one in enumerate(orders)
        ]
        return self._batch(inner, key)

    def read_orders(self, internals: Sequence[str]) -> Answer[str]:
        inner = [
            {"id": f"r{place}", "path": f"/orders/{_safe(one)}", "method": "GET"}
            for place, one in enumerate(internals)
        ]
        return self._batch(inner, "")

    def add_stock(self, figure: Figure, delta: int, key: str) -> Answer[str]:
        inner = {"id": "s0", "path": _inventory(figure), "method": "PUT", "body": {"quantityDelta": delta}}
        return self._batch([inner], key)

    def outcome(self, ticket: str) -> Answer[Outcome]:
        answer = self._ask("GET", f"/batch?ticket={_safe(ticket)}&escapedJson=true")
        if not isinstance(answer, Done):
            return answer
        value = read.record(answer.value)
        if read.text(value.get("status")).upper() != "COMPLETED":
            return Done(Outcome(False), answer.at)
        parts = sorted((_part(one, answer.at) for one in read.records(value.get("responses"))), key=_place)
        return Done(Outcome(True, tuple(part for _id, part in parts)), answer.at)

    def _batch(self, inner: list[dict[str, Any]], key: str) -> Answer[str]:
        asked = {"stopOnFirstFailure": "true", "deduplicationKey": key} if key else {}
        answer = self._ask("POST", f"/batch?{urlencode(asked)}", inner)
        if lacks(answer):  # a token may have every right and still not this one
            self.keyed = False
            return Refused(Why.RIGHT, "batch")
        if not isinstance(answer, Done):
            return answer
        ticket = read.text(read.record(answer.value).get("ticket"))
        return Done(ticket, answer.at) if ticket else Unclear(troubles.NOT_JSON, is_foreign=True)

    # without one

    def create_order(self, order: StoreOrder) -> Answer[Created]:
        return with_value(self._ask("POST", "/orders", ecwid_orders.written(order)), _created)

    def change_stock(self, figure: Figure, delta: int) -> Answer[None]:
        return without_value(self._ask("PUT", _inventory(figure), {"quantityDelta": delta}))

    def read_back(self, payment: str, fulfilment: str) -> tuple[str, str]:
        return payment, fulfilment

    def set_status(self, internal: str, change: StoreChange) -> Answer[None]:
        body = ecwid_orders.written_change(change)
        return without_value(self._ask("PUT", f"/orders/{_safe(internal)}", body))

    def make_customer(self, customer: StoreCustomer) -> Answer[str]:
        person = ecwid_goods.written_person(customer.billing, customer.name, customer.phone)
        body = {
            "email": customer.email,
            "billingPerson": person,
            "acceptMarketing": customer.accepts_marketing,
            **({"taxId": customer.tax_id} if customer.tax_id else {}),
        }
        return with_value(self._ask("POST", "/customers", body), read.id_of)

    # how it answers

    def _page(
        self, path: str, asked: Mapping[str, object], after: int, make: Callable[[Json], T | None]
    ) -> Answer[Page[T]]:
        query = urlencode({**asked, "offset": after, "limit": PAGE})
        answer = self._ask("GET", f"{path}?{query}")
        if not isinstance(answer, Done):
            return answer
        value = read.record(answer.value)
        rows = list(read.records(value.get("items")))
        if "items" not in value:
            return Unclear(troubles.NOT_JSON, is_foreign=True)
        made = tuple(one for one in map(make, rows) if one is not None)
        total = read.whole(value.get("total")) or 0
        reached = after + len(rows)
        more = bool(rows) and (reached < total or (reached > total and len(rows) >= PAGE))  # it may not say
        page = Page(made, total, reached if more else 0, len(rows) - len(made), answer.at)
        return Done(page, answer.at)

    def _got(self, path: str, make: Callable[[Json], T | None]) -> Answer[T]:
        return with_value(self._ask("GET", path), make)

    def _ask(self, method: str, path: str, body: object = None) -> Answer[Any]:
        """A request and its JSON; once the token or the plan was refused nothing is asked any more."""
        if self._stopped is not None:
            return self._stopped
        reply = self._wire.ask(method, path, None if body is None else _encode(body))
        answer = named(answer_of(reply, refusal), _right(method, path))
        if isinstance(answer, Refused) and answer.why in (Why.TOKEN, Why.PLAN, Why.STORE):
            self._stopped = answer
        return answer


def _safe(part: str) -> str:
    return quote(part, safe="")


def _right(method: str, path: str) -> str:
    """The right that a request needs."""
    noun = NOUNS.get(path.split("?")[0].strip("/").partition("/")[0])
    if noun == "catalog" and method != "GET":
        return "update_catalog"
    return f"{VERBS[method]}_{noun}" if noun else PROFILE


def _inventory(figure: Figure) -> str:
    kind = f"/combinations/{_safe(figure.combination)}" if figure.combination else ""
    return f"/products/{_safe(figure.product)}{kind}/inventory"


def refusal(status: int, body: bytes) -> Refused | Unclear:
    """What an error means: its code where there is one, else its status."""
    code, text = _error(body)
    if status == 408 or status >= 500 or status < 200:
        return Unclear(troubles.BUSY)
    if status == 402:
        return Refused(Why.PLAN, code, text)
    if status == 401 or code == "INVALID_API_TOKEN":
        return Refused(Why.TOKEN, code, text)
    if status == 403:
        return Refused(Why.RIGHT if code != "STORE_NOT_FOUND" else Why.STORE, code, text)
    if status == 404:
        return Refused(Why.STORE if code == "STORE_NOT_FOUND" else Why.GONE, code, text)
    if status == 429:
        return Refused(Why.LATER, code, text, wait=10.0)
    return Refused(Why.TAKEN if status == 409 else Why.ITEM, code, text)


def _error(body: bytes) -> tuple[str, str]:
    try:
        value = read.record(read.decoded(body))
    except read.NotJson:
        return "", ""
    sentence = value.get("errorMessage") or value.get("error_message")
    return read.text(value.get("errorCode") or value.get("error_code"), 100), read.text(sentence, 200)


def _stamps(value: Json) -> Stamps:
    said = {name: read.text(value.get(f"{name}Updated")) for name in Stamps.__slots__}
    return Stamps(**said)


def _deleted(value: Json) -> Deleted | None:
    key = read.ident(value.get("id"))
    return Deleted(key, read.stamp(value.get("date"))) if key else None


def _alive(value: Json) -> str | None:
    return read.key(value.get("internalId")) or read.id_of(value)


def _created(value: Json) -> Created | None:
    """The number inside and the public one, whose key is written in several ways."""
    fields = {name.lower(): one for name, one in value.items()}
    internal = read.key(fields.get("id"))
    return Created(internal, read.ident(fields.get("orderid"))) if internal else None


def _part(value: Json, at: int) -> tuple[str, Answer[Created | StoreOrder | None]]:
    """What became of one request of a batch, by its name."""
    name, status = read.text(value.get("id")), read.whole(value.get("httpStatusCode"))
    if status is None:
        return name, Unclear(troubles.NOT_REACHED, sent=False)
    body = value.get("escapedHttpBody")
    text = body.encode() if isinstance(body, str) else b""
    if not 200 <= status < 300:
        return name, named(refusal(status, text), INSIDE.get(name[:1], ""))
    try:
        inner = Done(read.decoded(text) if text else value.get("httpBody"), at)
    except read.NotJson:
        return name, Unclear(troubles.NOT_JSON)
    if name.startswith("o"):
        return name, with_value(inner, _created)
    return name, with_value(inner, ecwid_orders.order) if name.startswith("r") else without_value(inner)


def _place(part: tuple[str, object]) -> int:
    digits = part[0][1:]
    return int(digits) if digits.isdecimal() else 0
