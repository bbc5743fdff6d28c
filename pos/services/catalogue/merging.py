"""Make two products one: stock, sales, codes and what the first is in a web shop count for the second.

What they say differently stays as the second says it, unless a person takes the other value.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from pos.domain.catalogue.errors import BothInWebShop, ProductUnknown, SameProduct
from pos.domain.catalogue.merges import ProductMerge
from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.domain.words.merging import Differs, Taken
from pos.domain.words.text import fold
from pos.journal.kinds.decisions import RecordsMerged
from pos.journal.kinds.products import ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.stores.connecting import StoreLink, linked
from pos.journal.records import seen
from pos.services.catalogue.catalogue import Catalogue
from pos.services.catalogue.differing import Pairs, differing, of_product, of_variant, variants_differing
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

LINKS = """SELECT f.store, f.theirs, coalesce(i.theirs, '') FROM store_link f LEFT JOIN store_link i
    ON i.store = f.store AND i.noun = f.noun AND i.ours = ?
    WHERE f.noun = ? AND f.ours = ? AND f.theirs <> ''"""


class ProductMerging:
    """Merges products, and shows beforehand what moves."""

    def __init__(self, till: Till, catalogue: Catalogue) -> None:
        self._till = till
        self._catalogue = catalogue

    def plan(self, from_id: str, into_id: str) -> ProductMerge:
        """Which variants are the same and which move; raises ProductUnknown or SameProduct."""
        gone, into = self._catalogue.product(from_id), self._catalogue.product(into_id)
        if gone.id == into.id:
            raise SameProduct(gone.name)
        same = _same(gone, into)
        paired = {one.id for one, _other in same}
        moved = tuple(one for one in gone.variants if one.id not in paired)
        differs = differing(self._till.database.reader(), gone, into, same)
        return ProductMerge(gone, into, same, moved, tuple(differs))

    def plan_variants(self, from_id: str, into_id: str) -> tuple[Differs, ...]:
        """What two variants that become one say differently; raises ProductUnknown."""
        reader = self._till.database.reader()
        gone, into = (self._catalogue.product(_product_of(reader, uid)) for uid in (from_id, into_id))
        pair = (_variant_in(gone, from_id), _variant_in(into, into_id))
        if gone.id != into.id:
            found = self.plan(gone.id, into.id)
            if pair in found.same and not found.moved:
                return found.differs
        return tuple(variants_differing(reader, *pair))

    def merge(self, from_id: str, into_id: str, taken: Taken = ()) -> ProductRecord:
        """The first product becomes the second and is no longer sold; of fields in `taken` its value stays.

        Raises as `plan` does, and BothInWebShop.
        """
        found = self.plan(from_id, into_id)
        with self._till.transaction() as tx:
            tx.record(ProductsSet(products=(_into(tx, found), _gone(tx, found))))
            names = (found.gone.name, found.into.name)
            for one, other in found.same:
                _links(tx, "variant", (one.id, other.id), names)
                tx.record(RecordsMerged("variant", one.id, other.id))
            _links(tx, "product", (from_id, into_id), names)
            tx.record(RecordsMerged("product", from_id, into_id))
            if product := of_product(found.gone, taken):
                self._catalogue.change_product(into_id, **product)
            for one, other in found.same:
                self._take(one, other.id, taken)
        return self._catalogue.product(into_id)

    def merge_variants(self, from_id: str, into_id: str, taken: Taken = ()) -> None:
        """The first variant becomes the second, with its product where nothing else is left of that.

        Raises BothInWebShop.
        """
        with self._till.transaction() as tx:
            gone, into = (self._catalogue.product(_product_of(tx.raw(), uid)) for uid in (from_id, into_id))
            if gone.id != into.id:
                found = self.plan(gone.id, into.id)
                if not found.moved and (from_id, into_id) in {
                    (one.id, other.id) for one, other in found.same
                }:
                    self.merge(gone.id, into.id, taken)
                    return
            _links(tx, "variant", (from_id, into_id), (gone.name, into.name))
            codes = {one.id: one.barcodes for one in (*gone.variants, *into.variants)}
            both = tuple(dict.fromkeys((*codes[into_id], *codes[from_id])))
            kept = ProductSet(into.id, variants=(_variant(tx, into_id, barcodes=both),))
            left = ProductSet(gone.id, variants=(_variant(tx, from_id, archived=True),))
            tx.record(ProductsSet(products=(kept, left)))
            tx.record(RecordsMerged("variant", from_id, into_id))
            self._take(_variant_in(gone, from_id), into_id, taken)

    def _take(self, gone: VariantRecord, into_id: str, taken: Taken) -> None:
        """Let what a person takes of a variant that went be the other's."""
        if variant := of_variant(gone, taken):
            self._catalogue.change_variant(into_id, **variant)


def _links(tx: Transaction, noun: str, ids: tuple[str, str], names: tuple[str, str]) -> None:
    """What the first of two records is in a web shop is the second from now on."""
    gone, into = ids
    rows = tx.raw().execute(LINKS, (bytes.fromhex(into), noun, bytes.fromhex(gone))).fetchall()
    for store, theirs, other in rows:
        if other:
            raise BothInWebShop(*names)
        tx.record(linked(tx.raw(), store, (StoreLink(noun, gone), StoreLink(noun, into, theirs))))


def _variant_in(product: ProductRecord, variant_id: str) -> VariantRecord:
    return next(one for one in product.variants if one.id == variant_id)


def _product_of(reader: sqlite3.Connection, variant_id: str) -> str:
    sql = "SELECT p.uid FROM variant v JOIN product p ON p.id = v.product_id WHERE v.uid = ?"
    row = reader.execute(sql, (bytes.fromhex(variant_id),)).fetchone()
    if row is None:
        raise ProductUnknown(variant_id)
    return bytes(row[0]).hex()


def _same(gone: ProductRecord, into: ProductRecord) -> Pairs:
    """Variants with the same options; those of two products with one each are the same."""
    if len(gone.variants) == len(into.variants) == 1:
        return ((gone.variants[0], into.variants[0]),)
    known = {fold(one.options): one for one in reversed(into.variants)}
    return tuple((one, known[fold(one.options)]) for one in gone.variants if fold(one.options) in known)


def _into(tx: Transaction, found: ProductMerge) -> ProductSet:
    """What stays gets the codes of the same variants, and the other ones behind its own."""
    variants = []
    for one, other in found.same:
        codes = tuple(dict.fromkeys((*other.barcodes, *one.barcodes)))
        if codes != other.barcodes:
            variants.append(_variant(tx, other.id, barcodes=codes))
    for place, one in enumerate(found.moved, len(found.into.variants)):
        variants.append(_variant(tx, one.id, product=found.into.id, position=place))
    return ProductSet(found.into.id, variants=tuple(variants))


def _gone(tx: Transaction, found: ProductMerge) -> ProductSet:
    archived = ProductFields(archived=True)
    variants = tuple(_variant(tx, one.id, archived=True) for one, _other in found.same)
    return ProductSet(
        found.gone.id, archived, _seen(tx, "product", found.gone.id, ("archived",)), variants=variants
    )


def _variant(tx: Transaction, uid: str, **fields: Any) -> VariantSet:
    return VariantSet(uid, VariantFields(**fields), _seen(tx, "variant", uid, tuple(fields)))


def _seen(tx: Transaction, table: str, uid: str, fields: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    row = tx.raw().execute(f"SELECT clocks FROM {table} WHERE uid = ?", (bytes.fromhex(uid),))
    return seen(row.fetchone()[0], fields)
