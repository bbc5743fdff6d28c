"""Compare products of a web shop with the shop's own: what is new, what changed there, what is unclear."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import UNSET

from pos.domain.catalogue.barcode import forms_of, kept
from pos.domain.catalogue.choices import written
from pos.domain.decisions.about_store import MATCH, NEW
from pos.domain.money.amounts import round_half_away
from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.money.tax import TaxList
from pos.domain.shop.settings import ShopSettings
from pos.domain.stores.articles import Kind, id_here, kinds_of, mark_of, path_of, questions_of, tax_of
from pos.domain.stores.connection import StockDiffers
from pos.domain.stores.goods import StoreCategory, StoreProduct, StoreProfile
from pos.journal.heads import event_of
from pos.journal.kinds.products import ProductFields, ProductSet, VariantFields, VariantSet
from pos.journal.kinds.stores.connecting import StoreLink
from pos.journal.records import seen
from pos.services.decisions.store.questions import asked
from pos.services.till.life import CHOICE

Row = dict[str, Any]
Seen = dict[str, int]
Typed = Callable[[str], bool]
HEAVIEST = 10**9
"""Grams of what nobody sells."""
SKUS = """SELECT v.uid, p.uid FROM variant v JOIN product p ON p.id = v.product_id
    WHERE v.sku = ? COLLATE NOCASE AND v.sku <> '' AND v.archived = 0 AND p.archived = 0 AND p.name <> ''
    AND v.into_id IS NULL AND p.into_id IS NULL"""
CODES = """SELECT DISTINCT v.uid, p.uid FROM barcode b JOIN variant v ON v.id = b.variant_id
    JOIN product p ON p.id = v.product_id WHERE b.code IN ({marks}) AND v.archived = 0 AND p.archived = 0
    AND v.into_id IS NULL AND p.into_id IS NULL"""
PRODUCT = "SELECT * FROM product WHERE uid = ?"
VARIANT = """SELECT v.*, coalesce(s.on_hand, 0) AS on_hand FROM variant v
    LEFT JOIN stock s ON s.variant_id = v.id AND s.location = 'main' WHERE v.uid = ?"""
THEIRS = (
    """SELECT ours FROM store_link WHERE store = ? AND noun = ? AND theirs = ? ORDER BY clock DESC LIMIT 1"""
)
SHARES = "SELECT shares FROM variant WHERE uid = ?"
SOURCES = {"ecwid": "ecwid", "woo": "woocommerce"}
"""By the kind of a web shop how files of its products call it: a file finds what the web shop brought."""
FIGURE, CHANGED = "figure", "changed_at"
"""What is remembered of a product beside its fields: how many there were of a kind, and when that was."""
RATES = (
    "SELECT theirs, ours FROM store_link WHERE store = ? AND noun = 'rate' AND theirs <> '' ORDER BY clock"
)
SAID = """SELECT json_extract(CAST(p.body AS TEXT), '$.store') FROM entry e JOIN entry_part p USING (arrival)
    WHERE e.event_id = ?"""
MET = "SELECT 1 FROM store_stock WHERE store = ? AND variant = ?"
OURS = "SELECT theirs FROM store_link WHERE store = ? AND noun = ? AND ours = ? AND theirs <> ''"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A kind there of which nobody but a person can say what it is here."""

    theirs: str
    name: str
    sku: str
    candidates: tuple[str, ...]  # the ids of the variants here that it may be


@dataclass(frozen=True, slots=True)
class NoClass:
    """Taxes of the web shop for which this shop has no class."""

    theirs: str  # their ids, "201" or "201+202"; "0" where there is none
    name: str
    percents: TaxList


@dataclass(slots=True)
class PagePlan:
    """What some products of a web shop change here."""

    products: list[ProductSet] = field(default_factory=list)
    links: list[StoreLink] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)  # by variant, the figure there at the first meeting
    new: dict[str, int] = field(default_factory=dict)  # the same of those that nobody had here
    again: set[str] = field(default_factory=set)  # variants that are counted there again, and met before
    shared: set[str] = field(default_factory=set)  # which of these are what kinds have in common
    regrouped: set[str] = field(default_factory=set)  # what kinds that come or go have in common
    differs: list[StockDiffers] = field(default_factory=list)
    unclear: dict[str, Doubt] = field(default_factory=dict)  # by their product: twice here, or there
    unmatched: dict[str, NoClass] = field(default_factory=dict)  # by their ids
    seen: dict[str, Seen] = field(default_factory=dict)  # by their id, what was read of each field
    created: int = 0
    updated: int = 0


class Articles:
    """One pull: the connection it reads from, and what the web shop said of itself."""

    def __init__(
        self, key: str, settings: ShopSettings, profile: StoreProfile,
        categories: Callable[[], Iterable[StoreCategory]],
    ) -> None:  # fmt: skip
        """`categories` asks for them, once there is a product."""
        self._key = key
        self._classes = {one.rates: one.key for one in reversed(settings.tax_classes)}
        self._charges_tax = not settings.is_franchise
        self._ask = categories
        self._taxes = {one.id: one for one in profile.tax_table}
        self._grams = profile.grams
        self._source = SOURCES[key.partition(":")[0]]
        self._met: set[bytes] = set()
        self._skus: dict[str, str] = {}
        self._new: set[str] = set()
        self._chosen: dict[str, str] = {}

    @cached_property
    def _categories(self) -> dict[str, StoreCategory]:
        return {one.id: one for one in self._ask()}

    def plan(self, reader: sqlite3.Connection, products: Iterable[StoreProduct]) -> PagePlan:
        """What these products change; nothing is written."""
        made = PagePlan()
        self._new = {one.subject for one in asked(reader, MATCH) if one.choice == NEW}
        rates = reader.execute(RATES, (self._key,))
        self._chosen = {theirs: bytes(ours).decode() for theirs, ours in rates}
        for one in products:
            if not one.is_sample:
                self._take(reader, one, made)
        return made

    def _take(self, reader: sqlite3.Connection, product: StoreProduct, made: PagePlan) -> None:
        kinds = kinds_of(product)
        matched: dict[str, bytes] = {}
        owners: set[bytes] = set()
        linked = _linked(reader, self._key, "product", product.id)
        for one in kinds:
            known = _linked(reader, self._key, "variant", one.theirs)
            if known is not None:
                matched[one.theirs] = known
                continue
            if one.theirs in self._new:
                continue
            found = self._candidates(reader, one)
            is_twice = self._skus.setdefault(one.sku.casefold(), product.id) != product.id
            taken = any(self._is_taken(reader, variant) for variant, _product in found)
            if is_twice or taken or len(found) > 1:
                made.unclear[product.id] = _doubt(product, one, found)
                return
            for variant, owner in found:
                matched[one.theirs] = variant
                owners.add(owner)
        if len(owners) > 1 and linked is None:
            several = [(variant, owner) for variant in matched.values() for owner in owners]
            made.unclear[product.id] = _doubt(product, kinds[0], several)
            return
        self._met |= set(matched.values())
        ours = linked or next(iter(owners), bytes.fromhex(id_here(self._key, product.id)))
        self._set(reader, product, kinds, matched, ours, made, is_linked=linked is not None)
        if linked is None:
            made.links.append(StoreLink("product", ours.hex(), product.id))

    def _candidates(self, reader: sqlite3.Connection, one: Kind) -> list[tuple[bytes, bytes]]:
        """Variants here with its SKU, else with its barcode."""
        found = reader.execute(SKUS, (one.sku,)).fetchall()
        if found or not one.barcode:
            return found
        forms = forms_of(one.barcode) or [one.barcode]
        return reader.execute(CODES.format(marks=",".join("?" * len(forms))), forms).fetchall()

    def _is_taken(self, reader: sqlite3.Connection, variant: bytes) -> bool:
        if variant in self._met:
            return True
        return reader.execute(OURS, (self._key, "variant", variant)).fetchone() is not None

    def _set(
        self, reader: sqlite3.Connection, product: StoreProduct, kinds: Sequence[Kind],
        matched: Mapping[str, bytes], ours: bytes, made: PagePlan, *, is_linked: bool,
    ) -> None:  # fmt: skip
        """The product's entry, with the kinds that are new or changed."""
        known = _row(reader, PRODUCT, ours)
        before = _seen_before(reader, self._key, product.id)
        said = self._fields(product, made)
        marks = {name: mark_of(value) for name, value in said.items()}
        variants, shares = [], self._shares(reader, kinds, matched)
        for place, one in enumerate(kinds):
            variant = self._kind(reader, one, place, matched.get(one.theirs), shares, before, marks, made)
            if variant is not None:
                variants.append(variant)
        self._meet_shared(reader, kinds, matched, shares, made)
        figures = {one.theirs: one.shared if one.quantity is None else one.quantity for one in kinds}
        marks |= {f"{theirs}.{FIGURE}": figure for theirs, figure in figures.items() if figure is not None}
        made.seen[product.id] = marks | {CHANGED: product.changed_at}
        if known is None:
            made.created += 1
            fields = ProductFields(**said, source=self._source, handle=product.id)
            made.products.append(ProductSet(ours.hex(), fields, variants=tuple(variants)))
            return
        typed = self._typed(reader, known) if is_linked else None
        changed, was, clocks = _changes(said, known, before, marks, "", typed)
        if changed or variants:
            made.updated += 1
            made.products.append(
                ProductSet(
                    ours.hex(), ProductFields(**changed), clocks, ProductFields(**was), tuple(variants)
                )
            )

    def _fields(self, product: StoreProduct, made: PagePlan) -> dict[str, Any]:
        fields: dict[str, Any] = {"name": product.name, "description": product.description}
        if category := path_of(product, self._categories):
            fields["category"] = category
        fields["questions"] = written(questions_of(product))
        if product.picture:
            fields["picture_url"] = product.picture
        if self._charges_tax:
            taxes = tax_of(product, self._taxes)
            rates: TaxList = tuple(_plain(one.percent) for one in taxes if one.percent)
            theirs = "+".join(one.id for one in taxes) or "0"
            tax_class = self._classes.get(rates) or self._chosen.get(theirs)
            if tax_class:
                fields["tax_class"] = tax_class
            else:
                name = " + ".join(one.name for one in taxes) or "0%"
                made.unmatched[theirs] = NoClass(theirs, name, rates)
        return fields

    def _shares(self, reader: sqlite3.Connection, kinds: Sequence[Kind], matched: Mapping[str, bytes]) -> str:
        """What the kinds that share the figure of their product have in common here; "" where none do."""
        sharing = [self._uid(one, matched) for one in kinds if one.shared is not None]
        for uid in sharing:
            row = reader.execute(SHARES, (bytes.fromhex(uid),)).fetchone()
            if row is not None and row[0]:
                return str(row[0])
        return sharing[0] if sharing else ""

    def _uid(self, one: Kind, matched: Mapping[str, bytes]) -> str:
        ours = matched.get(one.theirs)
        return id_here(self._key, one.theirs) if ours is None else ours.hex()

    def _meet_shared(
        self, reader: sqlite3.Connection, kinds: Sequence[Kind], matched: Mapping[str, bytes], shares: str,
        made: PagePlan,
    ) -> None:  # fmt: skip
        """The one figure of kinds that share it, where it was not met yet."""
        sharing = [one for one in kinds if one.shared is not None]
        there = sharing[0].shared if sharing else None
        if there is None or reader.execute(MET, (self._key, bytes.fromhex(shares))).fetchone():
            return
        made.shared.add(shares)
        known = [
            row for one in sharing if (row := _row(reader, VARIANT, bytes.fromhex(self._uid(one, matched))))
        ]
        (made.met if known else made.new)[shares] = there
        each = {str(row["shares"]) or row["uid"]: int(row["on_hand"]) for row in known if row["tracked"]}
        if each and sum(each.values()) != there * 1_000_000:
            made.differs.append(StockDiffers(sharing[0].sku, from_micro(sum(each.values())), there))

    def _kind(
        self, reader: sqlite3.Connection, one: Kind, place: int, ours: bytes | None, shares: str,
        before: Seen, marks: Seen, made: PagePlan,
    ) -> VariantSet | None:  # fmt: skip
        fields = _variant_fields(one, self._grams)
        known = None if ours is None else _row(reader, VARIANT, ours)
        if one.shared is not None:
            fields["shares"] = shares
        elif known and known["shares"]:
            fields["shares"] = ""
        if known is None or known["uid"].hex() == id_here(self._key, one.theirs):
            fields["tracked"] = one.quantity is not None or one.shared is not None
        marks |= {f"{one.theirs}.{name}": mark_of(value) for name, value in fields.items()}
        if ours is None or known is None:
            uid = id_here(self._key, one.theirs) if ours is None else ours.hex()
            if ours is None:
                made.links.append(StoreLink("variant", uid, one.theirs))
            if one.quantity is not None and ours is None:
                made.new[uid] = one.quantity
            fields |= {"position": place, "options": one.options}
            return VariantSet(uid, VariantFields(**fields))
        uid = ours.hex()
        is_linked = reader.execute(OURS, (self._key, "variant", ours)).fetchone() is not None
        if known["sku"] and (not is_linked or one.has_no_sku):
            del fields["sku"]  # it stands on labels here
        if not is_linked:
            made.links.append(StoreLink("variant", uid, one.theirs))
        is_met = is_linked and reader.execute(MET, (self._key, ours)).fetchone() is not None
        if one.quantity is not None and known["tracked"] and not is_met:
            made.met[uid] = one.quantity
            if known["on_hand"] != one.quantity * 1_000_000:
                made.differs.append(StockDiffers(one.sku, from_micro(known["on_hand"]), one.quantity))
        known["barcodes"] = _codes(reader, ours)
        typed = self._typed(reader, known) if is_linked else None
        changed, was, clocks = _changes(fields, known, before, marks, f"{one.theirs}.", typed)
        if changed.get("tracked") and is_met:
            made.again.add(uid)
        if "shares" in changed:
            made.regrouped |= {known["shares"], changed["shares"]} - {""}
        return VariantSet(uid, VariantFields(**changed), clocks, VariantFields(**was)) if changed else None

    def _typed(self, reader: sqlite3.Connection, known: Row) -> Typed:
        """Whether a person here gave a field what it holds, and not this web shop."""

        def typed(name: str) -> bool:
            ((clock,),) = seen(known["clocks"], (name,)).values()
            row = reader.execute(SAID, (bytes.fromhex(event_of(clock)),)).fetchone()
            return row is None or row[0] != self._key

        return typed


def _doubt(product: StoreProduct, one: Kind, found: Iterable[tuple[bytes, bytes]]) -> Doubt:
    name = " ".join(filter(None, (product.name, one.options)))
    candidates = dict.fromkeys(variant.hex() for variant, _owner in found)
    return Doubt(one.theirs, name, one.sku, tuple(candidates))


def _variant_fields(one: Kind, grams: Decimal) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "sku": one.sku,
        "price": to_micro(one.price),
        "price_before": to_micro(one.price_before),
    }
    if one.barcode and kept(one.barcode):
        fields["barcodes"] = (kept(one.barcode),)
    if one.weight is not None and 0 <= one.weight * grams < HEAVIEST:
        fields["weight"] = round_half_away(one.weight * grams)
    if one.cost is not None:
        fields["cost"] = to_micro(one.cost)
    return fields


def _changes(
    said: Mapping[str, Any], known: Row, before: Seen, marks: Seen, prefix: str, typed: Typed | None
) -> tuple[dict[str, Any], dict[str, Any], dict[str, tuple[str, ...]]]:
    """The fields that the web shop changed since it was last read, what they hold here, the clocks seen.

    What was changed here alone stays: the web shop says what it always said. So does what somebody typed,
    where nobody remembers what the web shop said.
    """
    changed = {
        name: value
        for name, value in said.items()
        if before.get(prefix + name) != marks[prefix + name]
        and _held(name, known) != value
        and (prefix + name in before or typed is None or not typed(name))
    }
    was = {name: known[name] for name in changed if known[name] is not None}
    clocks = dict(seen(known["clocks"], changed))
    for name in changed:
        if prefix + name in before and before[prefix + name] != mark_of(_held(name, known)):
            clocks[name] = ()  # changed here too: what stands here is not replaced, and a person is asked
    return changed, was, clocks


def _held(name: str, known: Row) -> Any:
    value = known[name]
    return UNSET if value is None else value


def _row(reader: sqlite3.Connection, sql: str, uid: bytes) -> Row | None:
    cursor = reader.execute(sql, (uid,))
    names = [column[0] for column in cursor.description]
    row = cursor.fetchone()
    found = None if row is None else dict(zip(names, row, strict=True))
    if found is not None and "tracked" in found:
        found["tracked"] = bool(found["tracked"])  # as entries have it
    return found if found is None or "name" not in found or found["name"] else None


def _codes(reader: sqlite3.Connection, uid: bytes) -> tuple[str, ...]:
    rows = reader.execute(
        """SELECT b.code FROM barcode b JOIN variant v ON v.id = b.variant_id WHERE v.uid = ?
           ORDER BY b.position""",
        (uid,),
    )
    return tuple(code for (code,) in rows)


def _linked(reader: sqlite3.Connection, key: str, noun: str, theirs: str) -> bytes | None:
    row = reader.execute(THEIRS, (key, noun, theirs)).fetchone()
    return bytes(row[0]) if row else None


def _seen_before(reader: sqlite3.Connection, key: str, theirs: str) -> Seen:
    row = reader.execute(CHOICE, (seen_name(key, theirs),)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def seen_name(key: str, theirs: str) -> str:
    """Where it is kept what was last read of a product."""
    return f"store:{key}/{theirs}"


def _plain(percent: Any) -> str:
    text = format(percent, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
