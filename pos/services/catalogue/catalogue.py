"""Products: list, look at, make and change them by hand."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pos.domain.catalogue.barcode import kept
from pos.domain.catalogue.choices import Question, questions_in
from pos.domain.catalogue.errors import ProductUnknown, SkuTaken
from pos.domain.catalogue.products import Hit, NewProduct, ProductRecord, VariantRecord
from pos.domain.catalogue.stock import MAIN, Reason
from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.shop.numbering import is_letter
from pos.domain.sync.errors import LetterUnusable, TillUnknown
from pos.domain.words.errors import NameMissing
from pos.domain.words.text import clean
from pos.journal.kinds.products import ASK, ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.records import seen
from pos.model.search import BEING_IMPORTED
from pos.services.catalogue.search import Search
from pos.services.catalogue.stock import sold_as
from pos.services.till.life import letters
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

NAME_LIMIT = 200
CODE_LIMIT = 100
FIRST: tuple[str, str] = ("", "")

PRODUCTS = f"""SELECT p.id, p.uid, p.name, p.category, p.description, p.tax_class, p.picture, p.picture_url,
    p.favourite, p.archived, {BEING_IMPORTED} FROM product p"""
_VARIANT = """v.product_id, v.id, v.uid, v.options, v.sku, v.price, v.cost, v.unit, v.tracked,
    v.oversell, v.archived, v.price_before, v.till, v.shares, coalesce(s.on_hand, 0) FROM variant v
    LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ?"""
VARIANTS = f"SELECT {_VARIANT}"
MENTIONED = f"""SELECT p.uid, {_VARIANT} LEFT JOIN product p ON p.id = v.product_id
    WHERE {{}} AND coalesce(p.name, '') = '' ORDER BY v.clocks, v.uid LIMIT 1"""


class Catalogue:
    """The shop's products, in whole records."""

    def __init__(self, till: Till, search: Search) -> None:
        self._till = till
        self._search = search

    def list(
        self, text: str = "", *, after: tuple[str, str] = FIRST, limit: int = 100, archived: bool = False
    ) -> tuple[ProductRecord, ...]:
        """Products by name, page by page; with a text what the box would find, in its order."""
        if text.strip():
            return self.found(
                self._search.by_code(text, scanned=False) or self._search.find(text, limit).hits
            )
        rows = self._till.database.reader().execute(
            f"""{PRODUCTS} WHERE p.archived = ? AND p.name <> '' AND (p.name COLLATE NOCASE, p.uid) > (?, ?)
                ORDER BY p.name COLLATE NOCASE, p.uid LIMIT ?""",
            (int(archived), after[0], bytes.fromhex(after[1]), limit),
        )
        return self._whole(rows.fetchall())

    def found(self, hits: Iterable[Hit]) -> tuple[ProductRecord, ...]:
        """The products of search hits in their order, each with the variants that were found."""
        found: list[ProductRecord] = []
        for product_id, group in groupby(hits, key=lambda hit: hit.product_id):
            wanted = {hit.variant_id for hit in group}
            record = self.product(product_id)
            found.append(record._replace(variants=tuple(v for v in record.variants if v.id in wanted)))
        return tuple(found)

    def questions(self, product_id: str) -> tuple[Question, ...]:
        """What is asked when it is sold."""
        row = (
            self._till.database.reader()
            .execute("SELECT questions FROM product WHERE uid = ?", (bytes.fromhex(product_id),))
            .fetchone()
        )
        return questions_in(row[0]) if row and row[0] else ()

    def product(self, product_id: str) -> ProductRecord:
        rows = self._till.database.reader().execute(
            f"{PRODUCTS} WHERE p.uid = ?", (bytes.fromhex(product_id),)
        )
        records = self._whole(rows.fetchall())
        if not records:
            raise ProductUnknown(product_id)
        return records[0]

    def by_sku(self, sku: str) -> ProductRecord:
        """The product that has a variant with this SKU or barcode; nameless where its making has not come."""
        hits = self._search.by_code(sku, scanned=False)
        return self.product(hits[0].product_id) if hits else self._mentioned(sku)

    def variant_by_sku(self, sku: str) -> VariantRecord:
        """The variant with this SKU or barcode."""
        hit = self._search.the_one(sku)
        return next(one for one in self.product(hit.product_id).variants if one.id == hit.variant_id)

    def _mentioned(self, sku: str) -> ProductRecord:
        """What an entry told of a variant whose product is not here yet; raises ProductUnknown."""
        reader = self._till.database.reader()
        named = "v.sku = ? COLLATE NOCASE AND v.sku <> ''"
        row = reader.execute(MENTIONED.format(named), (MAIN, sku)).fetchone()
        if row is None and (variant := sold_as(reader, sku)):
            row = reader.execute(MENTIONED.format("v.uid = ?"), (MAIN, bytes.fromhex(variant))).fetchone()
        if row is None:
            raise ProductUnknown(sku)
        product, *variant = row
        if product is not None:
            return self.product(product.hex())
        return ProductRecord("", "", "", "", "", "", "", False, False, (_variant(variant, ()),), FIRST)

    def add(self, new: NewProduct) -> ProductRecord:
        name = clean(new.name, NAME_LIMIT).strip()
        if not name:
            raise NameMissing
        product_id, variant_id = uuid.uuid4().hex, uuid.uuid4().hex
        fields = VariantFields(
            sku=clean(new.sku, CODE_LIMIT).strip(),
            barcodes=_codes(new.barcodes),
            price=ASK if new.price is None else to_micro(new.price),
            unit=new.unit,
            tracked=new.on_hand is not None,
        )
        f = ProductFields(name=name, category=clean(new.category, NAME_LIMIT), tax_class=new.tax_class)
        with self._till.transaction() as tx:
            _require_free_sku(tx, fields.sku, "")
            tx.record(
                ProductsSet(products=(ProductSet(product_id, f, variants=(VariantSet(variant_id, fields),)),))
            )
            if new.on_hand:
                opening = StockMove(variant_id, to_micro(new.on_hand))
                tx.record(StockMoved(reason=Reason.OPENING, moves=(opening,)))
        return self.product(product_id)

    def change_product(self, product_id: str, **changes: Any) -> ProductRecord:
        """Set fields of a product: name, category, description, tax_class, archived, favourite, picture."""
        for key in ("name", "category"):
            if key in changes:
                changes[key] = clean(changes[key], NAME_LIMIT).strip()
        if not changes.get("name", "-"):
            raise NameMissing
        with self._till.transaction() as tx:
            if "favourite" in changes:
                changes["favourite"] = _next_favourite(tx) if changes["favourite"] else 0
            before = _seen(tx, "product", product_id, changes)
            tx.record(ProductsSet(products=(ProductSet(product_id, ProductFields(**changes), before),)))
        return self.product(product_id)

    def change_variant(self, variant_id: str, **changes: Any) -> ProductRecord:
        """Set fields of a variant: price (None: asked), price_before, cost, sku, barcodes, tracked, till, ...

        Raises LetterUnusable for a till that cannot be, TillUnknown for one that is none of the shop's.
        """
        if letter := changes.get("till"):
            if not is_letter(letter):
                raise LetterUnusable(letter)
            if letter not in letters(self._till.database.reader()):
                raise TillUnknown(letter)
        if "price" in changes:
            changes["price"] = ASK if changes["price"] is None else to_micro(changes["price"])
        if "price_before" in changes:
            changes["price_before"] = to_micro(changes["price_before"] or Decimal(0))
        if "cost" in changes:
            changes["cost"] = to_micro(changes["cost"])
        if "barcodes" in changes:
            changes["barcodes"] = _codes(changes["barcodes"])
        with self._till.transaction() as tx:
            if "sku" in changes:
                changes["sku"] = clean(changes["sku"], CODE_LIMIT).strip()
                _require_free_sku(tx, changes["sku"], variant_id)
            product_id = _product_of(tx, variant_id)
            before = _seen(tx, "variant", variant_id, changes)
            variant = VariantSet(variant_id, VariantFields(**changes), before)
            tx.record(ProductsSet(products=(ProductSet(product_id, variants=(variant,)),)))
        return self.product(product_id)

    def _whole(self, products: Sequence[Any]) -> tuple[ProductRecord, ...]:
        reader = self._till.database.reader()
        ids = [row[0] for row in products]
        marks = ",".join("?" * len(ids))
        variants: dict[int, list[Any]] = {row: [] for row in ids}
        codes: dict[int, list[str]] = {}
        for row in reader.execute(
            f"{VARIANTS} WHERE v.product_id IN ({marks}) ORDER BY v.position, v.uid", (MAIN, *ids)
        ):
            variants[row[0]].append(row)
        for variant, code in reader.execute(
            f"""SELECT b.variant_id, b.code FROM barcode b JOIN variant v ON v.id = b.variant_id
                WHERE v.product_id IN ({marks}) ORDER BY b.variant_id, b.position""",
            ids,
        ):
            codes.setdefault(variant, []).append(code)
        return tuple(_product(row, variants[row[0]], codes) for row in products)


def _product(row: Any, variants: list[Any], codes: dict[int, list[str]]) -> ProductRecord:
    _key, uid, name, category, description, tax_class, picture, url, favourite, archived, importing = row
    return ProductRecord(
        id=uid.hex(),
        name=name,
        category=category,
        description=description,
        tax_class=tax_class,
        picture=picture,
        picture_url=url,
        favourite=favourite is not None,
        archived=bool(archived),
        variants=tuple(_variant(one, tuple(codes.get(one[1], ()))) for one in variants),
        cursor=(name, uid.hex()),
        importing=bool(importing),
    )


def _variant(row: Any, barcodes: tuple[str, ...]) -> VariantRecord:
    _product_id, _key, uid, options, sku, price, cost, unit, tracked, oversell, archived, *rest = row
    before, till, shares, on_hand = rest
    return VariantRecord(
        id=uid.hex(),
        options=options,
        sku=sku,
        barcodes=barcodes,
        price=_decimal(price),
        cost=_decimal(cost),
        unit=unit,
        on_hand=from_micro(on_hand) if tracked else None,
        oversell=oversell,
        archived=bool(archived),
        price_before=_decimal(before or None),
        till=till,
        shares=shares,
    )


def _decimal(micro: int | None) -> Decimal | None:
    return None if micro is None else from_micro(micro)


def _codes(barcodes: Iterable[str]) -> tuple[str, ...]:
    cleaned = (clean(kept(code), CODE_LIMIT) for code in barcodes)
    return tuple(dict.fromkeys(code for code in cleaned if code))


def _require_free_sku(tx: Transaction, sku: object, variant_id: str) -> None:
    if not sku:
        return
    row = tx.connection.exec_driver_sql(
        """SELECT v.sku, p.name FROM variant v JOIN product p ON p.id = v.product_id
           WHERE v.sku = ? COLLATE NOCASE AND v.archived = 0 AND p.archived = 0 AND p.name <> ''
           AND v.uid <> ?""",
        (sku, bytes.fromhex(variant_id)),
    ).fetchone()
    if row:
        raise SkuTaken(row[0], row[1])


def _product_of(tx: Transaction, variant_id: str) -> str:
    uid = tx.connection.exec_driver_sql(
        "SELECT p.uid FROM variant v JOIN product p ON p.id = v.product_id WHERE v.uid = ?",
        (bytes.fromhex(variant_id),),
    ).scalar()
    if uid is None:
        raise ProductUnknown(variant_id)
    return str(uid.hex())


def _seen(tx: Transaction, table: str, uid: str, changes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The clocks of the values that are about to be replaced, as this till sees them."""
    kept = tx.connection.exec_driver_sql(
        f"SELECT clocks FROM {table} WHERE uid = ?", (bytes.fromhex(uid),)
    ).scalar()
    if kept is None:
        raise ProductUnknown(uid)
    return seen(kept, changes)


def _next_favourite(tx: Transaction) -> int:
    last = tx.connection.exec_driver_sql("SELECT coalesce(max(favourite), 0) FROM product").scalar_one()
    return int(last) + 1
