"""Do what an answer about the web shop asks for; what has to be said to it waits for the next round."""

from __future__ import annotations

import json
import re
import uuid
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pos.domain.decisions import about_records
from pos.domain.decisions import about_store as said
from pos.domain.decisions.exceptions import ShopException
from pos.domain.money.quantity import to_micro
from pos.domain.money.tax import RATE_PLACES, TaxList, parse_rates
from pos.domain.shop.rates import TaxClass
from pos.domain.words.errors import CashierError
from pos.domain.words.numerals import read_number
from pos.journal.kinds.stock import StockMove
from pos.journal.kinds.stores.connecting import StoreConnected, StoreLink, linked, named
from pos.journal.kinds.stores.uploads import StoreRefused
from pos.services.catalogue.merging import ProductMerging
from pos.services.decisions.about_goods import counted
from pos.services.decisions.about_records import settle_field
from pos.services.decisions.asking import NOTHING, Correction
from pos.services.shop.settings import Settings

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

PARKED = """SELECT lower(hex(uid)), lower(hex(subject)), what FROM store_upload
    WHERE store = ? AND what = 'stock' AND ended = 'parked'"""
BY_SKU = """SELECT lower(hex(v.uid)) FROM variant v JOIN store_link l ON l.ours = v.uid
    WHERE l.store = ? AND l.noun = 'variant' AND l.theirs <> '' AND v.sku = ? COLLATE NOCASE
    ORDER BY v.archived, v.clocks, v.uid LIMIT 1"""
PRODUCT_OF = "SELECT lower(hex(p.uid)) FROM variant v JOIN product p ON p.id = v.product_id WHERE v.uid = ?"
MOVED = """SELECT EXISTS (SELECT 1 FROM stock_move m JOIN variant v ON v.id = m.variant_id
    WHERE v.uid = ? AND m.reason NOT IN ('web shop', 'opening'))"""
HAS = """SELECT l.theirs, lower(hex(v.uid)), coalesce(nullif(v.sku, ''), p.name, '')
    FROM store_link l JOIN variant v ON v.uid = l.ours LEFT JOIN product p ON p.id = v.product_id
    WHERE l.store = :store AND l.noun = 'variant' AND l.theirs <> '' AND v.into_id IS NULL
    AND (l.ours = :ours OR l.theirs = :theirs) ORDER BY l.clock"""
LINKED = "SELECT 1 FROM store_link WHERE store = ? AND noun = 'product' AND theirs = ?"
VARIANT = """SELECT lower(hex(uid)) FROM variant
    WHERE (lower(hex(uid)) = :value OR (sku = :value COLLATE NOCASE AND sku <> '')) AND into_id IS NULL
    ORDER BY archived, clocks, uid LIMIT 1"""
STORE = """SELECT key, name, currency, state, holder, stock, settle, url, syncs, email, orders_from, clock,
    coalesce((SELECT p.hub FROM store_past p WHERE p.store = store.key AND p.clock = store.clock), 0)
    FROM store WHERE key = ?"""


PARTS = re.compile(r"(\+{0,2})([^+]+)")


class StoreAnswers:
    """Does what an answer asks for."""

    def __init__(self, settings: Settings, merging: ProductMerging) -> None:
        self._settings = settings
        self._merging = merging

    def act(self, tx: Transaction, one: ShopException, choice: str, value: str) -> Correction:
        """Do it; raises CountUnreadable, NotThere, NotOffered, LinkedElsewhere, or what the deed refuses."""
        match one.kind, choice:
            case said.COUNT, said.COUNTED:
                expected = to_micro(Decimal(str(one.details["on_hand"])))
                move = StockMove(str(one.details["variant"]), counted=counted(value), expected=expected)
                return Correction((move,))
            case said.PRODUCT_GONE, said.LINK:
                self._link_to(tx, one, value)
            case said.STOCK_REFUSED, said.WAIT:
                _try_again(tx, str(one.details["store"]))
            case said.STOCK_REFUSED, said.STOP:
                _reconnect(tx, str(one.details["store"]), without="stock")
            case said.RIGHTS_LOST, said.RECONNECT:
                _reconnect(tx, str(one.details["store"]))
            case ((said.PRICE_DIFFERS | said.RECORD_CONFLICT), _):
                settle_field(tx, one, about_records.OTHER if choice == said.OURS else about_records.THIS)
            case said.MATCH, said.LINK:
                _match(tx, one, value)
            case said.TAX_UNMATCHED, said.CHOOSE:
                _rate(tx, one, self._class(value).key)
            case said.TAX_UNMATCHED, said.CREATE:
                _rate(tx, one, self._made(one).key)
        return NOTHING

    def _link_to(self, tx: Transaction, one: ShopException, sku: str) -> None:
        """What was sold is the product there that bears this SKU: what the web shop brought of that, and
        nobody here sold or counted, is one with it."""
        found = tx.raw().execute(BY_SKU, (str(one.details["store"]), sku.strip())).fetchone()
        variant = str(one.details.get("variant", ""))
        if found is None or not variant or not sku.strip():
            raise said.NotThere(sku)
        (other,) = found
        if other == variant:
            return
        if tx.raw().execute(MOVED, (bytes.fromhex(other),)).fetchone()[0]:
            raise said.LinkedElsewhere(sku.strip())
        self._merging.merge_variants(other, variant)

    def _class(self, value: str) -> TaxClass:
        """The class that a person means: by its key, its name or its rate."""
        classes = self._settings.current().tax_classes
        wanted, rates = value.strip().casefold(), _rates(value)
        for one in classes:
            if wanted and (wanted in (one.key.casefold(), one.name.casefold()) or one.rates == rates):
                return one
        raise said.NotOffered(value, tuple("+".join(one.rates) or "0" for one in classes))

    def _made(self, one: ShopException) -> TaxClass:
        rates = parse_rates(json.loads(str(one.details["rates"])))
        made = TaxClass(f"own-{uuid.uuid4().hex[:12]}", one.subject[:60], rates)
        self._settings.change(tax_classes=(*self._settings.current().tax_classes, made))
        return made


def _rates(value: str) -> TaxList | None:
    """The rates that somebody wrote, "20,0 %", "5+2" or, of both, "5++9.975"; None where it is none."""
    found: list[str] = []
    if value.endswith("+"):
        return None
    try:
        for plus, part in PARTS.findall(value):
            number = read_number(part.strip().removesuffix("%"), decimals=RATE_PLACES, thousands_mark="")
            found.append(f"{plus[1:]}{number:f}")
        return () if [Decimal(one) for one in found] == [0] else parse_rates(found)
    except (CashierError, InvalidOperation):
        return None


def _match(tx: Transaction, one: ShopException, value: str) -> None:
    """The kind there is this variant here, and its product that product."""
    row = tx.raw().execute(VARIANT, {"value": value.strip()}).fetchone() if value.strip() else None
    if row is None:
        variants = one.details["variants"]
        assert isinstance(variants, list)
        raise said.NotOffered(value, tuple(each["id"] for each in variants))
    store, theirs = str(one.details["store"]), str(one.details["theirs"])
    held = {"store": store, "ours": bytes.fromhex(row[0]), "theirs": theirs}
    for there, uid, name in tx.raw().execute(HAS, held).fetchall():
        if (there, uid) != (theirs, row[0]):
            raise said.LinkedElsewhere(name)
    links = [StoreLink("variant", row[0], theirs)]
    product = theirs.partition("/")[0]
    if not tx.raw().execute(LINKED, (store, product)).fetchone():
        (owner,) = tx.raw().execute(PRODUCT_OF, (bytes.fromhex(row[0]),)).fetchone()
        links.append(StoreLink("product", owner, product))
    tx.record(linked(tx.raw(), store, links))


def _rate(tx: Transaction, one: ShopException, key: str) -> None:
    """A tax there is this class here, from now on."""
    link = StoreLink("rate", key.encode().hex(), str(one.details["theirs"]))
    tx.record(linked(tx.raw(), str(one.details["store"]), (link,)))


def _try_again(tx: Transaction, store: str) -> None:
    """What the web shop would not let us say of its stock is said once more."""
    for uid, subject, what in tx.raw().execute(PARKED, (store,)).fetchall():
        tx.record(StoreRefused(store=store, what=what, id=subject, of=uid, why="no", text="wait"))


def _reconnect(tx: Transaction, store: str, without: str = "") -> None:
    """The connection as it is, said again: what stopped it is tried; `without` goes no more."""
    row = tx.raw().execute(STORE, (store,)).fetchone()
    key, name, currency, state, holder, stock, settle, url, syncs, email, orders_from, clock, hub = row
    tx.record(
        StoreConnected(
            key, name, currency, state, holder, stock, settle, url=url,
            syncs=tuple(one for one in json.loads(syncs) if one != without), email=email,
            orders_from=orders_from, hub=bool(hub), seen=named(clock),
        )
    )  # fmt: skip
