"""Magento: a row for each thing to sell; a configurable product names those that are its variants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pos.domain.imports.mistakes import GroupLeftOut, OtherView
from pos.domain.imports.read_file import ImportedProduct
from pos.exchange.any_csv import Reader, Row
from pos.exchange.cell_table import CellTable
from pos.exchange.columns.names import ANYWHERE

NAME = "magento"
TITLE = "Magento"

FIELDS: dict[str, tuple[str, ...]] = dict.fromkeys(ANYWHERE, ()) | {
    "description": ("description", "short_description"),
    "sale": ("special_price",),
    "before": ("msrp_price", "msrp"),
    "stock": ("qty",),
    "tracked": ("manage_stock",),
    "category": ("categories",),
    "tax": ("tax_class_name",),
    "picture": ("base_image",),
    "state": ("product_online", "status"),
}
"""What a column can mean, and what the file calls it."""

_ROOT = re.compile(r"^(?:Default Category|Root Catalog)(?:/|$)", re.IGNORECASE)
_PAIR = re.compile(r"[,|](?=[^,=|]+=)")


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is Magento's."""
    marks = {"attribute_set_code", "product_websites", "configurable_variations", "additional_attributes"}
    return {"sku", "product_type"} <= columns and not columns.isdisjoint(marks)


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product with its variants, wherever in the file they stand."""
    shop = _Shop(sheet)
    rows = {}
    for row, cells in sheet.rows():
        sku = cells[shop.reader.sku].strip()
        if (view := cells[shop.view].strip()) and view.casefold() not in ("default", "admin", "all"):
            sheet.note(OtherView(row, sheet.columns[shop.view], sku, view))
            continue
        rows[sku if sku and sku not in rows else f"\n{row}"] = row, cells
    kinds = {sku: shop.kinds(cells) for sku, (_, cells) in rows.items()}
    taken = {each for sku, pairs in kinds.items() for each in pairs if each in rows and each != sku}
    for sku, head in rows.items():
        if sku not in taken:
            below = {each: rows[each] for each in kinds[sku] if each in taken}
            yield from shop.finished(head, below, kinds[sku])


_BESIDE = frozenset({"price", "display", "image", "position", "default"})
"""What stands beside the options of a variant."""


class _Shop:
    """Where Magento's own columns are in one sheet, and what stands in them."""

    def __init__(self, sheet: CellTable) -> None:
        self.sheet = sheet
        self.reader = Reader(sheet, sheet.mapping)
        sheet.use(sheet.mapping)
        self.view, self.type = sheet.place("store_view_code"), sheet.place("product_type")
        self.variations = sheet.place("configurable_variations")
        self.labels = sheet.place("configurable_variation_labels")
        self.usual_stock = sheet.place("use_config_manage_stock")

    def kinds(self, cells: list[str]) -> dict[str, dict[str, str]]:
        """The options of each variant that a row names, by its SKU."""
        if cells[self.type].strip().casefold() != "configurable":
            return {}
        found = (_pairs(each) for each in re.split(r"\|(?=\s*sku=)", cells[self.variations]))
        return {pairs.pop("sku"): pairs for pairs in found if pairs.get("sku")}

    def finished(
        self, head: Row, below: dict[str, Row], options: dict[str, dict[str, str]]
    ) -> Iterator[ImportedProduct]:
        """One product, with its variants where it has any."""
        row, cells = head
        kind = cells[self.type].strip().casefold()
        if kind == "grouped":
            name = self.sheet.clean_line(cells[self.reader.name]) or ""
            self.sheet.note(GroupLeftOut(row, self.sheet.columns[self.type], name))
            return
        for _, each in (head, *below.values()):
            self._prepare(each)
        labels = _pairs(cells[self.labels])
        said = list(dict.fromkeys(code for sku in below for code in options[sku]))
        codes = [code for code in said if code in labels] or [code for code in said if code not in _BESIDE]
        valued: list[tuple[Row, str]] = [] if kind == "configurable" else [(head, "")]
        for sku, (at, own) in below.items():
            self.reader.inherit(own, cells, "price", "weight", "cost")
            values = " / ".join(options[sku][code] for code in codes if options[sku].get(code))
            valued.append(((at, own), values))
        yield from self.reader.family(head, valued, [labels.get(code) or code for code in codes])

    def _prepare(self, cells: list[str]) -> None:
        """Say in the words of any table what Magento says in its own."""
        reader = self.reader
        cells[reader.category] = _path(cells[reader.category])
        for at in reader.tax:
            cells[at] = "0" if cells[at].strip().casefold() == "none" else cells[at]
        if cells[self.usual_stock].strip() == "1":
            cells[reader.tracked] = ""


def _pairs(cell: str) -> dict[str, str]:
    """The values of "code=value,code=value"; a comma may stand in a value."""
    pairs = (each.partition("=") for each in _PAIR.split(cell))
    return {code.strip(): value.strip() for code, equals, value in pairs if equals}


def _path(cell: str) -> str:
    """The deepest of several paths, below the root that every shop has."""
    paths = [_ROOT.sub("", each.strip()) for each in cell.split(",")]
    return max(paths, key=lambda each: (each.count("/"), bool(each)), default="").replace("/", " / ")
