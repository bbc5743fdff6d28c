"""Shopify: the rows of a product share its handle; rows with nothing but a picture belong to it too."""

from __future__ import annotations

from collections.abc import Iterator

from pos.domain.imports.mistakes import NothingToSell
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.exchange import cells as says
from pos.exchange.cell_table import CellTable, LeftOut
from pos.exchange.offers import Offers, hidden
from pos.exchange.weights import Weights

NAME = "shopify"
TITLE = "Shopify"

# Each column by its name in exports, then by that in the newer template.
_HANDLE = ("handle", "url handle")

FIELDS: dict[str, tuple[str, ...]] = {
    "handle": _HANDLE,
    "name": ("title",),
    "description": ("body (html)", "body html", "description"),
    "category": ("type", "product type"),
    **{f"option{n} name": (f"option{n} name",) for n in (1, 2, 3)},
    **{f"option{n}": (f"option{n} value",) for n in (1, 2, 3)},
    "sku": ("variant sku", "sku"),
    "stock": ("variant inventory qty", "inventory quantity"),
    "price": ("variant price", "price"),
    "cost": ("cost per item",),
    "barcode": ("variant barcode", "barcode"),
    "picture": ("image src", "product image url"),
}
"""What a column can mean, and what the file calls it; the first is the name it is asked for by."""

Row = tuple[int, list[str]]


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is Shopify's."""
    marks = {"variant price", "variant sku", "body (html)", "variant inventory qty", "inventory tracker"}
    marks |= {"option1 name", "continue selling when out of stock"}
    return "title" in columns and not columns.isdisjoint(_HANDLE) and len(marks & columns) >= 2


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product, in the order of the first rows."""
    reader = _Reader(sheet)
    for rows in sheet.families(reader.handle, reader.title):
        yield from reader.finished(rows)


class _Reader:
    """Where Shopify's columns are in one sheet, and what stands in them."""

    def __init__(self, sheet: CellTable) -> None:
        self.sheet = sheet
        self.handle = sheet.place(*_HANDLE)
        self.title = sheet.place("title")
        self.description = sheet.place("body (html)", "body html", "description")
        self.category = sheet.place("type", "product type")
        self.category_path = sheet.place("product category", "standard product type")
        self.option_names = [sheet.place(f"option{n} name") for n in (1, 2, 3)]
        self.options = [sheet.place(f"option{n} value") for n in (1, 2, 3)]
        self.sku = sheet.place("variant sku", "sku")
        self.tracker = sheet.place("variant inventory tracker", "inventory tracker")
        self.stock = sheet.place("variant inventory qty", "inventory quantity")
        self.policy = sheet.place("variant inventory policy", "continue selling when out of stock")
        self.price = sheet.place("variant price", "price")
        self.cost = sheet.place("cost per item")
        grams = sheet.place("variant grams", "weight value (grams)", "grams")
        self.weights = Weights(sheet, grams, CellTable.ABSENT)
        self.offers = Offers(
            sheet,
            self.price,
            before=sheet.place("variant compare at price", "compare-at price", "compare at price"),
        )
        self.status = sheet.place("status", "published on online store", "published")
        self.taxable = sheet.place("variant taxable", "charge tax")
        self.barcode = sheet.place("variant barcode", "barcode")
        self.picture = sheet.place("image src", "product image url")
        self.variant_picture = sheet.place("variant image", "variant image url")

    def finished(self, rows: list[Row]) -> Iterator[ImportedProduct]:
        """The product that these rows make up."""
        row, cells = next((each for each in rows if each[1][self.title].strip()), rows[0])
        try:
            name = self.sheet.name(row, cells, self.title)
        except LeftOut as out:
            self.sheet.note_family(out.why, rows, cells[self.handle])
            return
        of_all = (self.category, self.category_path, self.description, self.status, *self.option_names)
        for at in of_all:
            cells[at] = cells[at] or next((each[at] for _, each in rows if each[at]), "")
        sold = [each for each in rows if self._is_variant(each[1])]
        if not sold:
            self.sheet.note(NothingToSell(row, self._column(self.price)))
        if variants := self._variants(sold, hidden(cells[self.status])):
            yield self._product(row, cells, name, rows, variants)

    def _is_variant(self, cells: list[str]) -> bool:
        return any(cells[at] for at in (self.price, self.sku, *self.options))

    def _column(self, place: int) -> str:
        return "" if place == CellTable.ABSENT else self.sheet.columns[place]

    def _product(
        self,
        row: int,
        cells: list[str],
        name: str | None,
        rows: list[Row],
        variants: tuple[ImportedVariant, ...],
    ) -> ImportedProduct:
        path = cells[self.category] or says.path(cells[self.category_path])
        names = (self.sheet.line(cells, at) for at in self.option_names)
        pictures = [url for _, each in rows for url in says.addresses(each[self.picture])]
        has_options = any(each.options for each in variants)
        return ImportedProduct(
            row=row,
            handle=cells[self.handle].strip(),
            name=name,
            variants=variants,
            description=self.sheet.text(row, cells, self.description),
            category=self.sheet.clean_line(path),
            tax=says.tax("", says.yes(cells[self.taxable])),
            picture_urls=tuple(dict.fromkeys(pictures)),
            option_names=tuple(each for each in names if each) if has_options else (),
        )

    def _variants(self, rows: list[Row], is_hidden: bool | None) -> tuple[ImportedVariant, ...]:
        found = []
        for row, cells in rows:
            try:
                found.append(self._variant(row, cells, is_hidden))
            except LeftOut as out:
                self.sheet.note(out.why)
        return tuple(found)

    def _variant(self, row: int, cells: list[str], is_hidden: bool | None) -> ImportedVariant:
        sheet = self.sheet
        price, before = self.offers.of(row, cells)
        cost = sheet.cost(row, cells, self.cost)
        stock = sheet.stock(row, cells, self.stock)
        values = [value for at in self.options if (value := sheet.line(cells, at))]
        policy = cells[self.policy].strip().casefold()
        return ImportedVariant(
            row=row,
            options="" if values == ["Default Title"] else " / ".join(values),
            sku=sheet.sku(row, cells, self.sku),
            barcodes=sheet.barcodes(row, cells, self.barcode),
            price=price,
            cost=cost,
            stock=stock,
            tracked=None if self.tracker == CellTable.ABSENT else bool(cells[self.tracker].strip()),
            oversell={"continue": True, "deny": False}.get(policy),
            picture_url=next(iter(says.addresses(cells[self.variant_picture])), None),
            before=before,
            hidden=is_hidden,
            weight=self.weights.of(row, cells),
        )
