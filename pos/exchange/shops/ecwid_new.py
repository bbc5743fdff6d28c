"""Ecwid since 2023: rows of several types; options and variations follow their product."""

from __future__ import annotations

from collections.abc import Iterator

from pos.domain.imports.mistakes import ParentMissing
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.exchange import cells as says
from pos.exchange.cell_table import CellTable, LeftOut
from pos.exchange.offers import Offers, hidden
from pos.exchange.weights import Weights

NAME = "ecwid"
TITLE = "Ecwid"

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("product_name",),
    "sku": ("product_sku",),
    "price": ("product_price",),
    "cost": ("product_cost_price",),
    "stock": ("product_quantity",),
    "barcode": ("product_upc",),
    "category": ("product_category_1",),
    "description": ("product_description",),
    "picture": ("product_media_main_image_url",),
}
"""What a column can mean, and what the file calls it; the first is the name it is asked for by."""

_OPTION = r"product_variation_option_.*"

Row = tuple[int, list[str]]


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is Ecwid's."""
    return {"type", "product_name", "product_internal_id"} <= columns


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product with its variations, wherever in the file they stand."""
    reader = _Reader(sheet)
    kind_at, id_at = sheet.place("type"), sheet.place("product_internal_id")
    products: list[tuple[Row, list[Row]]] = []
    families: dict[str, list[Row]] = {}
    variations: list[tuple[str, Row]] = []
    above = ""
    for row, cells in sheet.rows():
        kind = cells[kind_at].strip().casefold()
        if kind == "product":
            above = cells[id_at].strip() or f"\n{row}"
            family: list[Row] = []
            products.append(((row, cells), family))
            families.setdefault(above, family)
        elif kind == "product_variation":
            variations.append((cells[id_at].strip() or above, (row, cells)))
    for of, (row, cells) in variations:
        if of in families:
            families[of].append((row, cells))
        else:
            sheet.note(ParentMissing(row, sheet.columns[id_at], cells[id_at]))
    for product, family in products:
        yield from reader.finished(product, family)


class _Reader:
    """Where Ecwid's columns are in one sheet, and what stands in them."""

    def __init__(self, sheet: CellTable) -> None:
        self.sheet = sheet
        self.id = sheet.place("product_internal_id")
        self.name = sheet.place("product_name")
        self.sku = sheet.place("product_sku")
        self.variation_sku = sheet.place("product_variation_sku")
        self.price = sheet.place("product_price")
        self.cost = sheet.place("product_cost_price")
        self.compared = sheet.place("product_compare_to_price")
        self.offers = Offers(sheet, self.price, before=self.compared)
        self.available = sheet.place("product_is_available")
        self.tracked = sheet.place("product_is_inventory_tracked")
        self.stock = sheet.place("product_quantity")
        self.oversell = sheet.place("product_quantity_out_of_stock_behaviour")
        self.barcode = sheet.place("product_upc")
        self.picture = sheet.place("product_media_main_image_url")
        self.gallery = sheet.places(r"product_media_gallery_image_url_\d+")
        self.category = sheet.place("product_category_1")
        self.description = sheet.place("product_description")
        self.taxable = sheet.place("product_taxable")
        self.tax_class = sheet.place("product_tax_class_code")
        self.weight = sheet.place("product_weight")
        self.weights = Weights(sheet, self.weight, sheet.place("product_weight_unit"))
        self.options = sheet.places(_OPTION)

    def finished(self, product: Row, variations: list[Row]) -> Iterator[ImportedProduct]:
        """The product with its variations, or as the only one to sell where it has none."""
        row, cells = product
        try:
            name = self.sheet.name(row, cells, self.name)
            found = (
                self._variations(product, variations)
                if variations
                else (self._variant(row, cells, self.sku),)
            )
            if found:
                yield self._product(row, cells, name, found)
        except LeftOut as out:
            self.sheet.note_family(out.why, variations, cells[self.id])

    def _product(
        self, row: int, cells: list[str], name: str | None, variants: tuple[ImportedVariant, ...]
    ) -> ImportedProduct:
        used = [at for at in self.options if any(each.options for each in variants)]
        pictures = [url for at in (self.picture, *self.gallery) for url in says.addresses(cells[at])]
        return ImportedProduct(
            row=row,
            handle=cells[self.id].strip(),
            name=name,
            variants=variants,
            description=self.sheet.text(row, cells, self.description),
            category=self.sheet.line(cells, self.category),
            tax=says.tax(cells[self.tax_class], says.yes(cells[self.taxable])),
            picture_urls=tuple(dict.fromkeys(pictures)),
            option_names=tuple(
                self.sheet.columns[at].removeprefix("product_variation_option_") for at in used
            ),
        )

    def _variations(self, head: Row, variations: list[Row]) -> tuple[ImportedVariant, ...]:
        found, (_row, product) = [], head
        if says.yes(product[self.tracked]) is not False:
            self.sheet.share_stock([self.stock], head, [cells for _, cells in variations])
        for row, cells in variations:
            for at in (self.price, self.compared, self.available, self.weight):
                cells[at] = cells[at] or product[at]
            try:
                found.append(self._variant(row, cells, self.variation_sku))
            except LeftOut as out:
                self.sheet.note(out.why)
        return tuple(found)

    def _variant(self, row: int, cells: list[str], sku_at: int) -> ImportedVariant:
        sheet = self.sheet
        price, before = self.offers.of(row, cells)
        cost = sheet.cost(row, cells, self.cost)
        stock = sheet.stock(row, cells, self.stock)
        tracked = says.yes(cells[self.tracked])
        return ImportedVariant(
            row=row,
            options=" / ".join(value for at in self.options if (value := sheet.line(cells, at))),
            sku=sheet.sku(row, cells, sku_at),
            barcodes=sheet.barcodes(row, cells, self.barcode),
            price=price,
            cost=cost,
            stock=None if tracked is False else stock,
            tracked=tracked,
            oversell=True if cells[self.oversell].strip().upper() == "ALLOW_PREORDER" else None,
            picture_url=next(iter(says.addresses(cells[self.picture])), None),
            before=before,
            hidden=hidden(cells[self.available]),
            weight=self.weights.of(row, cells),
        )
