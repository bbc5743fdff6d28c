"""What takes a catalogue file back: old values where its own still stand, new products archived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, structs

from pos.domain.catalogue.stock import Reason
from pos.journal.kinds.base import Fact, Part
from pos.journal.kinds.products import ProductFields, ProductSet, ProductsSet, VariantFields, VariantSet
from pos.journal.kinds.stock import StockMove, StockMoved
from pos.journal.records import seen as clocks_seen
from pos.services.imports.plan import STEP, slices

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


SOLD = """SELECT 1 FROM order_line l JOIN variant v ON v.id = l.variant_id WHERE v.uid = ? LIMIT 1"""


class Back:
    """Collects what undoes a file, from the entries that took it in."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._products: list[ProductSet] = []
        self._moves: list[StockMove] = []
        self._gone: set[str] = set()
        self.archived = self.kept = self.set_back = 0

    def take(self, fact: Fact) -> None:
        """Add what undoes one entry; those of the stock stand behind their products'."""
        match fact:
            case ProductsSet():
                for one in fact.products:
                    if one.was is UNSET:
                        self._made(one)
                    else:
                        self._changed(one)
            case StockMoved(reason=Reason.OPENING):
                gone = (move for move in fact.moves if move.variant in self._gone)
                self._moves += [StockMove(move.variant, -move.quantity) for move in gone]

    def put_back(self, products: Iterable[ProductSet], moves: Iterable[StockMove]) -> None:
        """Add what undoes the undoing: fields that still hold what it set, all the stock that it moved."""
        for one in products:
            self._changed(one)
        self._moves += [StockMove(one.variant, -one.quantity) for one in moves]

    def record(self) -> tuple[tuple[ProductSet, ...], tuple[StockMove, ...]]:
        """Write the entries, and say what they set and move."""
        for some in slices(self._products, self._tx.now):
            self._tx.record(ProductsSet(some))
        for start in range(0, len(self._moves), STEP):
            self._tx.record(StockMoved(reason=Reason.OPENING, moves=tuple(self._moves[start : start + STEP])))
        return tuple(self._products), tuple(self._moves)

    def _made(self, one: ProductSet) -> None:
        if self._sold(one.variants):
            self.kept += 1
            return
        self.archived += 1
        seen, was = self._archiving("product", one.id)
        self._products.append(
            ProductSet(one.id, ProductFields(archived=True), seen, ProductFields(archived=was))
        )
        self._gone |= {variant.id for variant in one.variants}

    def _changed(self, one: ProductSet) -> None:
        was = one.was if isinstance(one.was, ProductFields) else ProductFields()
        fields = self._still("product", one.id, one.f, was)
        variants = [back for variant in one.variants if (back := self._variant(variant))]
        if fields or variants:
            self.set_back += 1
            seen = self._seen("product", one.id, fields)
            held = ProductFields(**_some(one.f, fields))
            self._products.append(ProductSet(one.id, ProductFields(**fields), seen, held, tuple(variants)))

    def _variant(self, one: VariantSet) -> VariantSet | None:
        if one.was is UNSET:
            if self._sold((one,)):
                return None
            self._gone.add(one.id)
            seen, was = self._archiving("variant", one.id)
            return VariantSet(one.id, VariantFields(archived=True), seen, VariantFields(archived=was))
        old = one.was if isinstance(one.was, VariantFields) else VariantFields()
        back = self._still("variant", one.id, one.f, old)
        if not back:
            return None
        seen = self._seen("variant", one.id, back)
        return VariantSet(one.id, VariantFields(**back), seen, VariantFields(**_some(one.f, back)))

    def _archiving(self, table: str, uid: str) -> tuple[dict[str, tuple[str, ...]], bool]:
        """The clock of what archiving replaces, and whether it was archived before."""
        row = self._tx.connection.exec_driver_sql(
            f"SELECT clocks, archived FROM {table} WHERE uid = ?", (bytes.fromhex(uid),)
        )
        clocks, archived = row.one()
        return clocks_seen(clocks, ("archived",)), bool(archived)

    def _seen(self, table: str, uid: str, fields: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The clocks of what is set back now."""
        row = self._tx.connection.exec_driver_sql(
            f"SELECT clocks FROM {table} WHERE uid = ?", (bytes.fromhex(uid),)
        )
        return clocks_seen(row.scalar_one(), fields)

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
        uids = [bytes.fromhex(one.id) for one in variants]
        return any(self._tx.connection.exec_driver_sql(SOLD, (uid,)).first() for uid in uids)


def _some(fields: Part, names: Iterable[str]) -> dict[str, Any]:
    """Some of the fields that an entry sets."""
    values = structs.asdict(fields)
    return {name: values[name] for name in names}
