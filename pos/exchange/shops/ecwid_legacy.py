"""Ecwid's older flat format: one row per product, an empty quantity is unlimited stock."""

from __future__ import annotations

from collections.abc import Iterator

from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.exchange import cells as says
from pos.exchange.cell_table import CellTable, LeftOut
from pos.exchange.offers import Offers, hidden
from pos.exchange.weights import Weights

NAME = "ecwid-legacy"
TITLE = "Ecwid (older format)"

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "sku": ("sku",),
    "price": ("price",),
    "cost": ("cost_price", "cost"),
    "stock": ("quantity",),
    "barcode": ("upc",),
    "category": ("category1",),
    "description": ("description",),
    "tax": ("taxclasscode",),
    "picture": ("image",),
}
"""What a column can mean, and what the file calls it; the first is the name it is asked for by."""


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is that of Ecwid's older format."""
    marks = {"taxclasscode", "category1", "shipping_freight", "fixed_shipping_rate_only", "product_id"}
    return {"name", "sku", "price"} <= columns and len(marks & columns) >= 2


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every row that can be sold."""
    reader = _Reader(sheet)
    for row, cells in sheet.rows():
        try:
            yield reader.product(row, cells)
        except LeftOut as out:
            sheet.note(out.why)


class _Reader:
    """Where the columns are in one sheet, and what stands in them."""

    def __init__(self, sheet: CellTable) -> None:
        self.sheet = sheet
        self.id = sheet.place("product_id", "id")
        self.name = sheet.place("name")
        self.sku = sheet.place("sku")
        self.price = sheet.place("price")
        self.cost = sheet.place("cost_price", "cost")
        self.offers = Offers(sheet, self.price, before=sheet.place("recommended_price", "compare_to_price"))
        self.enabled = sheet.place("enabled")
        self.stock = sheet.place("quantity")
        self.barcode = sheet.place("upc")
        self.picture = sheet.place("image")
        self.category = sheet.place("category1")
        self.description = sheet.place("description")
        self.tax_class = sheet.place("taxclasscode")
        self.weights = Weights(sheet, sheet.place("weight"), CellTable.ABSENT)

    def product(self, row: int, cells: list[str]) -> ImportedProduct:
        """The product of one row, with its one variant."""
        name = self.sheet.name(row, cells, self.name)
        return ImportedProduct(
            row=row,
            handle=cells[self.id].strip(),
            name=name,
            variants=(self._variant(row, cells),),
            description=self.sheet.text(row, cells, self.description),
            category=self.sheet.line(cells, self.category),
            tax=says.tax(cells[self.tax_class], None),
            picture_urls=says.addresses(cells[self.picture]),
        )

    def _variant(self, row: int, cells: list[str]) -> ImportedVariant:
        sheet = self.sheet
        price, before = self.offers.of(row, cells)
        cost = sheet.cost(row, cells, self.cost)
        stock = sheet.stock(row, cells, self.stock)
        return ImportedVariant(
            row=row,
            sku=sheet.sku(row, cells, self.sku),
            barcodes=sheet.barcodes(row, cells, self.barcode),
            price=price,
            cost=cost,
            stock=stock,
            tracked=None if self.stock == CellTable.ABSENT else stock is not None,
            before=before,
            hidden=hidden(cells[self.enabled]),
            weight=self.weights.of(row, cells),
        )
