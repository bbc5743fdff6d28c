"""Entries about products, files taken in, and stock."""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.entries.base import Fact, Part


class ProductFields(Part, frozen=True):
    """The fields of a product that an entry sets; a favourite has its place from 1, 0 is none."""

    name: str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    tax_class: str | UnsetType = UNSET
    source: str | UnsetType = UNSET
    handle: str | UnsetType = UNSET
    picture_url: str | UnsetType = UNSET
    picture: str | UnsetType = UNSET
    favourite: int | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


ASK = "ask"
"""A price that is typed at the till."""


class VariantFields(Part, frozen=True):
    """The fields of a variant that an entry sets; `price` is ASK where it is typed at the till."""

    options: str | UnsetType = UNSET
    sku: str | UnsetType = UNSET
    barcodes: tuple[str, ...] | UnsetType = UNSET
    price: int | str | UnsetType = UNSET
    cost: int | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    tracked: bool | UnsetType = UNSET
    oversell: str | UnsetType = UNSET
    weight: int | UnsetType = UNSET
    picture: str | UnsetType = UNSET
    position: int | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


class VariantSet(Part, frozen=True):
    """A variant made or changed: fields, clocks seen, and the values they replaced.

    `opening` is the stock a new one starts with, `counted` the difference a count found.
    """

    id: str
    f: VariantFields
    b: dict[str, str] = field(default_factory=dict)
    was: VariantFields | UnsetType = UNSET
    opening: int | UnsetType = UNSET
    counted: int | UnsetType = UNSET


class ProductSet(Part, frozen=True):
    """A product made or changed, with its variants."""

    id: str
    f: ProductFields = ProductFields()
    b: dict[str, str] = field(default_factory=dict)
    was: ProductFields | UnsetType = UNSET
    variants: tuple[VariantSet, ...] = ()


class ProductsSet(Fact, frozen=True):
    """Up to 500 products made or changed at once, by hand or by a file."""

    kind: ClassVar[str] = "products.set"

    products: tuple[ProductSet, ...]
    location: str = "main"
    import_id: str = ""

    @property
    def entity(self) -> str:
        return self.products[0].id if len(self.products) == 1 else self.import_id


class CatalogueImported(Fact, frozen=True):
    """A catalogue file was taken in: the entries before this one carry its products."""

    kind: ClassVar[str] = "catalogue.imported"

    id: str
    name: str
    source: str
    created: int
    updated: int
    first_seq: int

    @property
    def entity(self) -> str:
        return self.id


class CatalogueImportUndone(Fact, frozen=True):
    """A catalogue file was taken back by the entries before this one."""

    kind: ClassVar[str] = "catalogue.import_undone"

    id: str

    @property
    def entity(self) -> str:
        return self.id


class StockMove(Part, frozen=True):
    """Goods of one variant that came (positive) or went (negative)."""

    variant: str
    quantity: int
    note: str = ""


class StockMoved(Fact, frozen=True):
    """Stock moved for a reason other than an order."""

    kind: ClassVar[str] = "stock.moved"

    reason: str
    moves: tuple[StockMove, ...]
    location: str = "main"

    @property
    def entity(self) -> str:
        return self.moves[0].variant
