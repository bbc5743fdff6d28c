"""What takes a catalogue file back: old values where its own still stand, new products archived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET, structs

from pos.journal.kinds import stock
from pos.journal.kinds.base import Part
from pos.journal.kinds.products import ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.services.imports.plan import chunks

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


class Back:
    """Collects what undoes a file, from the entries that took it in."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._products: list[ProductSet] = []
        self._moves: list[StockMove] = []
        self.archived = self.kept = self.set_back = 0

    def take(self, fact: ProductsSet) -> None:
        """Add what undoes one entry."""
        for one in fact.products:
            if one.was is UNSET:
                self._made(one)
            else:
                self._changed(one)

    def record(self) -> None:
        """Write the entries that take the file back."""
        for chunk in chunks(self._products):
            self._tx.record(ProductsSet(products=chunk))
        if self._moves:
            self._tx.record(StockMoved(reason="opening", moves=tuple(self._moves)))

    def _made(self, one: ProductSet) -> None:
        if self._sold(one.variants):
            self.kept += 1
            return
        self.archived += 1
        self._products.append(ProductSet(one.id, ProductFields(archived=True), was=ProductFields()))
        self._move_out(one.variants)

    def _changed(self, one: ProductSet) -> None:
        was = one.was if isinstance(one.was, ProductFields) else ProductFields()
        fields = self._still("product", one.id, one.f, was)
        variants = []
        for variant in one.variants:
            if variant.was is UNSET:
                if not self._sold((variant,)):
                    variants.append(VariantSet(variant.id, VariantFields(archived=True)))
                    self._move_out((variant,))
                continue
            old = variant.was if isinstance(variant.was, VariantFields) else VariantFields()
            back = self._still("variant", variant.id, variant.f, old)
            if back:
                variants.append(VariantSet(variant.id, VariantFields(**back), was=VariantFields()))
        if fields or variants:
            self.set_back += 1
            self._products.append(
                ProductSet(one.id, ProductFields(**fields), was=ProductFields(), variants=tuple(variants))
            )

    def _still(self, table: str, uid: str, imported: Part, was: Part) -> dict[str, Any]:
        """The old values of fields that still hold what the file said."""
        row = (
            self._tx.connection.exec_driver_sql(f"SELECT * FROM {table} WHERE uid = ?", (bytes.fromhex(uid),))
            .mappings()
            .one()
        )
        back: dict[str, Any] = {}
        before = structs.asdict(was)
        for name, value in structs.asdict(imported).items():
            old = before[name]
            if value is UNSET or old is UNSET:
                continue
            held = self._barcodes(uid) if name == "barcodes" else row[name]
            if held == value or (name == "price" and held is None and value == "ask"):
                back[name] = old
        return back

    def _barcodes(self, uid: str) -> tuple[str, ...]:
        rows = self._tx.connection.exec_driver_sql(
            "SELECT b.code FROM barcode b JOIN variant v ON v.id = b.variant_id WHERE v.uid = ?"
            " ORDER BY b.position",
            (bytes.fromhex(uid),),
        )
        return tuple(row[0] for row in rows)

    def _sold(self, variants: tuple[VariantSet, ...]) -> bool:
        ids = stock.variant_ids(self._tx.connection, (one.id for one in variants))
        return any(
            self._tx.connection.exec_driver_sql(
                "SELECT 1 FROM order_line WHERE variant_id = ? LIMIT 1", (row,)
            ).first()
            for row in ids.values()
        )

    def _move_out(self, variants: tuple[VariantSet, ...]) -> None:
        self._moves += [
            StockMove(one.id, -one.opening)
            for one in variants
            if isinstance(one.opening, int) and one.opening
        ]
