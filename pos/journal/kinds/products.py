"""Entries about products: made in bulk, changed field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.kinds.base import Arrived, Fact, Part, given
from pos.journal.kinds.imports import import_row
from pos.journal.kinds.stock import count_again, with_one_stock
from pos.journal.records import Plain, Version, first, insert, known_records, next_row, set_fields, unmade
from pos.journal.stubs import stubs_for

if TYPE_CHECKING:
    from sqlalchemy import Connection

PRODUCT = Plain(
    "product",
    {
        "name": "",
        "category": "",
        "description": "",
        "tax_class": "",
        "source": "",
        "handle": "",
        "picture_url": "",
        "picture": "",
        "questions": "",
        "favourite": None,
        "archived": 0,
    },
)
VARIANT_COLUMNS: dict[str, Any] = {
    "options": "",
    "sku": "",
    "price": None,
    "cost": None,
    "unit": "",
    "tracked": 1,
    "oversell": "",
    "till": "",
    "shares": "",
    "weight": 0,
    "price_before": 0,
    "picture": "",
    "position": 0,
    "archived": 0,
}
NEW_PRODUCT = f"INSERT INTO product(id, uid, import_id, clocks, {', '.join(PRODUCT.empties)})"
NEW_VARIANT = f"INSERT INTO variant(id, uid, product_id, clocks, {', '.join(VARIANT_COLUMNS)})"
_REPLACED = attrgetter("b")
CODES = "SELECT code FROM barcode WHERE variant_id = ? ORDER BY position"
PRODUCT_OF = "SELECT p.uid FROM variant v JOIN product p ON p.id = v.product_id WHERE v.id = ?"
CODE = "INSERT INTO barcode"
OF_IMPORT = """UPDATE product SET import_id = :import WHERE id = :product AND (import_id IS NULL
    OR (SELECT uid FROM catalogue_import WHERE id = import_id)
     < (SELECT uid FROM catalogue_import WHERE id = :import))"""


class ProductFields(Part, frozen=True):
    """The fields of a product that an entry sets."""

    name: str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    description: str | UnsetType = UNSET  # plain text
    tax_class: str | UnsetType = UNSET  # the key of a class of the shop; "" is its first
    source: str | UnsetType = UNSET  # the shop or file format it came from
    handle: str | UnsetType = UNSET  # what that source calls it
    picture_url: str | UnsetType = UNSET  # where its picture is to be fetched
    picture: str | UnsetType = UNSET  # the hash of the picture's file
    questions: str | UnsetType = UNSET  # what is asked when it is sold, as JSON; "" nothing
    favourite: int | UnsetType = UNSET  # its place among the favourites from 1; 0 is none
    archived: bool | UnsetType = UNSET  # no longer sold, still shown in old orders


NOTHING = ProductFields()
"""No field is set."""

ASK = "ask"
"""A price that is typed at the till."""


class VariantFields(Part, frozen=True):
    """The fields of a variant that an entry sets."""

    product: str | UnsetType = UNSET  # the id of whose it is; that of one just made is where it stands
    options: str | UnsetType = UNSET  # "blue, large"
    sku: str | UnsetType = UNSET
    barcodes: tuple[str, ...] | UnsetType = UNSET  # each finds it
    price: int | str | UnsetType = UNSET  # of one, millionths of the major unit, or ASK
    cost: int | UnsetType = UNSET  # of one, millionths of the major unit
    unit: str | UnsetType = UNSET  # "kg"; "" is sold by the piece
    tracked: bool | UnsetType = UNSET  # whether its stock is counted
    oversell: str | UnsetType = UNSET  # "warn", "allow" or "block"; "" is the shop's choice
    till: str | UnsetType = UNSET  # the letter of the till that has the one piece there is; "" any
    shares: str | UnsetType = UNSET  # the id that kinds with one stock together have in common; "" its own
    weight: int | UnsetType = UNSET  # grams of one
    price_before: int | UnsetType = UNSET  # a higher one that does not count now; 0 is none
    picture: str | UnsetType = UNSET  # the hash of the picture's file
    position: int | UnsetType = UNSET  # its place among the product's variants, from 0
    archived: bool | UnsetType = UNSET  # no longer sold


class VariantSet(Part, frozen=True):
    """A variant made or changed."""

    id: str
    f: VariantFields  # what is set
    b: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by field: the clocks of what it replaces
    was: VariantFields | UnsetType = UNSET  # the values it replaces


class ProductSet(Part, frozen=True):
    """A product made or changed, with its variants; one that is made replaces nothing."""

    id: str
    f: ProductFields = NOTHING  # what is set
    b: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by field: the clocks of what it replaces
    was: ProductFields | UnsetType = UNSET  # the values it replaces
    variants: tuple[VariantSet, ...] = ()

    @property
    def is_making(self) -> bool:
        """Whether the product begins with it."""
        return not self.b and self.f != NOTHING

    @property
    def seen_clocks(self) -> Sequence[str]:
        """The clocks of all that it replaces."""
        if not self.b and not any(map(_REPLACED, self.variants)):
            return ()
        replaced = [self.b, *map(_REPLACED, self.variants)]
        return [clock for seen in replaced for named in seen.values() for clock in named]


class ProductsSet(Fact, frozen=True):
    """Up to 500 products made or changed at once, by hand or by a file."""

    kind: ClassVar[str] = "products.set"

    products: tuple[ProductSet, ...]
    import_: str = field(name="import", default="")  # the id of the file's import; "" for a person
    store: str = ""  # "ecwid:4711", the web shop that said so; "" for a person

    @property
    def entity(self) -> str:
        return self.products[0].id if len(self.products) == 1 else self.import_


def products_set(connection: Connection, fact: ProductsSet, arrived: Arrived) -> None:
    """Products made or changed, whichever of that came first."""
    of_import = import_row(connection, fact.import_, arrived)
    rows = _products(connection, fact.products, arrived, of_import)
    _variants(connection, fact.products, rows, arrived)


def _products(
    connection: Connection, products: Sequence[ProductSet], arrived: Arrived, of_import: int | None
) -> dict[str, int]:
    """Make or change the products themselves; their rows."""
    known = known_records(connection, "product", (one.id for one in products))
    made = [one for one in products if one.id not in known and one.is_making]
    rows = _new_products(connection, made, arrived, of_import)
    mentioned = (one.id for one in products if one.id not in rows and one.id not in known)
    known |= {uid: (row, unmade()) for uid, row in stubs_for(connection, "product", mentioned).items()}
    for one in products:
        if one.id in rows:
            continue
        row, of_row = known[one.id]
        if one.b or one.f != NOTHING:
            version = Version(arrived.clock, _product_values(one.f), one.b)
            set_fields(connection, PRODUCT, bytes.fromhex(one.id), row, of_row, version)
        if of_import is not None:
            connection.exec_driver_sql(OF_IMPORT, {"import": of_import, "product": row})
    return rows | {uid: row for uid, (row, _known) in known.items()}


def _new_products(
    connection: Connection, made: Sequence[ProductSet], arrived: Arrived, of_import: int | None
) -> dict[str, int]:
    if not made:
        return {}
    uids = [one.id for one in made]
    rows = range(start := next_row(connection, "product"), start + len(made))
    fields = [one.f for one in made]
    columns = {name: _column(fields, name, empty) for name, empty in PRODUCT.empties.items()}
    columns["favourite"] = [place or None for place in columns["favourite"]]
    of_all = ([of_import] * len(made), [first(arrived.clock)] * len(made))
    insert(connection, NEW_PRODUCT, [rows, _keys(uids), *of_all, *columns.values()])
    return dict(zip(uids, rows, strict=True))


def _variants(
    connection: Connection, products: Sequence[ProductSet], rows: Mapping[str, int], arrived: Arrived
) -> None:
    owned = [(one.id, variant) for one in products for variant in one.variants]
    known = known_records(connection, "variant", (variant.id for _product, variant in owned))
    made = [(one.f.product or product, one) for product, one in owned if one.id not in known and not one.b]
    named = {one.f.product for _product, one in owned if isinstance(one.f.product, str)}
    products_of = {**rows, **stubs_for(connection, "product", named - rows.keys())}
    _new_variants(connection, [(products_of[product], one) for product, one in made], arrived)
    fresh = {one.id for _product, one in made}
    mentioned = (one.id for _product, one in owned if one.id not in known and one.id not in fresh)
    known |= {uid: (row, unmade()) for uid, row in stubs_for(connection, "variant", mentioned).items()}
    for product, one in owned:
        if one.id not in fresh:
            row, of_row = known[one.id]
            values = ({} if one.b else {"product": product}) | _variant_values(one.f)
            version = Version(arrived.clock, values, one.b)
            set_fields(connection, VARIANT, bytes.fromhex(one.id), row, of_row, version)


def _new_variants(connection: Connection, made: Sequence[tuple[int, VariantSet]], arrived: Arrived) -> None:
    if not made:
        return
    rows = range(start := next_row(connection, "variant"), start + len(made))
    fields = [one.f for _product, one in made]
    columns = {name: _column(fields, name, empty) for name, empty in VARIANT_COLUMNS.items()}
    columns["price"] = [None if price == ASK else price for price in columns["price"]]
    products, clocks = [product for product, _one in made], [first(arrived.clock)] * len(made)
    uids = _keys([one.id for _product, one in made])
    insert(connection, NEW_VARIANT, [rows, uids, products, clocks, *columns.values()])
    if any(columns["shares"]):
        sharing = [row for row, shares in zip(rows, columns["shares"], strict=True) if shares]
        count_again(connection, with_one_stock(connection, sharing))
    codes = [
        one for row, f in zip(rows, fields, strict=True) if f.barcodes for one in _codes(row, f.barcodes)
    ]
    if codes:
        insert(connection, CODE, tuple(zip(*codes, strict=True)))


def _keys(uids: Iterable[str]) -> list[bytearray]:
    """Ids as their column holds them; the driver takes an array of bytes in half the time of bytes."""
    return list(map(bytearray.fromhex, uids))


def _column(fields: Iterable[Part], name: str, empty: Any) -> list[Any]:
    """A column of new rows: what the entry sets, else what a field holds that nobody set."""
    values = list(map(attrgetter(name), fields))
    unset = values.count(UNSET)
    if unset == len(values):
        return [empty] * unset
    return [empty if value is UNSET else value for value in values] if unset else values


def _product_values(fields: ProductFields) -> dict[str, Any]:
    values = given(fields)
    if "favourite" in values:
        values["favourite"] = values["favourite"] or None
    return values


def _variant_values(fields: VariantFields) -> dict[str, Any]:
    values = given(fields)
    if values.get("price") == ASK:
        values["price"] = None
    if "barcodes" in values:
        values["barcodes"] = list(values["barcodes"])
    return values


@dataclass(frozen=True)
class _Variants(Plain):
    """Variants: their codes lie in a table of their own, their product is a row."""

    def held(self, connection: Connection, row: int, name: str) -> Any:
        run = connection.exec_driver_sql
        if name == "barcodes":
            return [code for (code,) in run(CODES, (row,))]
        if name == "product":
            uid = run(PRODUCT_OF, (row,)).scalar()
            return uid.hex() if uid else ""
        return super().held(connection, row, name)

    def put(self, connection: Connection, row: int, values: Mapping[str, Any]) -> None:
        columns = {name: value for name, value in values.items() if name not in ("product", "barcodes")}
        together = with_one_stock(connection, [row]) if "shares" in values else set()
        if "product" in values:
            uid = values["product"]
            columns["product_id"] = stubs_for(connection, "product", [uid])[uid] if uid else None
        super().put(connection, row, columns)
        if "shares" in values:
            count_again(connection, together | with_one_stock(connection, [row]))
        if "barcodes" in values:
            connection.exec_driver_sql("DELETE FROM barcode WHERE variant_id = ?", (row,))
            if codes := _codes(row, values["barcodes"]):
                insert(connection, CODE, tuple(zip(*codes, strict=True)))


VARIANT = _Variants("variant", {"product": "", "barcodes": [], **VARIANT_COLUMNS})


def _codes(variant: int, barcodes: Sequence[str]) -> list[tuple[str, int, int]]:
    if len(barcodes) == 1:
        return [(barcodes[0], variant, 0)]
    return [(code, variant, place) for place, code in enumerate(dict.fromkeys(barcodes))]
