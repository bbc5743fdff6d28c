"""Magento: a row for each thing to sell; a configurable product names those that are its variants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pos.domain.imports.mistakes import GroupLeftOut, OtherView, PartAlone
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
    shop.adopt(rows, kinds)
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
        self.visible, self.attributes = sheet.place("visibility"), sheet.place("additional_attributes")
        sheet.used.discard(self.attributes)  # of products without variants they are lost
        self.usual_stock = sheet.place("use_config_manage_stock")

    def kinds(self, cells: list[str]) -> dict[str, dict[str, str]]:
        """The options of each variant that a row names, by its SKU."""
        if self._kind(cells) != "configurable":
            return {}
        found = (_pairs(each) for each in re.split(r"\|(?=\s*sku=)", cells[self.variations]))
        return {pairs.pop("sku"): pairs for pairs in found if pairs.get("sku")}

    def adopt(self, rows: dict[str, Row], kinds: dict[str, dict[str, dict[str, str]]]) -> None:
        """Give what is not shown by itself to the product whose SKU or name its own begins with.

        Only a configurable product that names no variants takes such; what is left is told.
        """
        named = {each for pairs in kinds.values() for each in pairs}
        heads = [
            sku for sku, (_, cells) in rows.items() if self._kind(cells) == "configurable" and not kinds[sku]
        ]
        by_sku = {sku.casefold(): sku for sku in heads}
        by_name = {rows[sku][1][self.reader.name].strip().casefold(): sku for sku in heads}
        found: dict[str, dict[str, str]] = {}
        for sku, (row, cells) in rows.items():
            hidden = cells[self.visible].strip().casefold() in ("not visible individually", "1")
            if sku in named or not hidden or self._kind(cells) == "configurable":
                continue
            name = cells[self.reader.name].strip()
            of, rest = _begun(sku, by_sku) or _begun(name, by_name) or ("", "")
            if of:
                found.setdefault(of, {})[sku] = rest
            else:
                self.sheet.note(PartAlone(row, self.sheet.columns[self.visible], name))
        for of, children in found.items():
            kinds[of] = self._told_apart(rows, children)

    def _told_apart(self, rows: dict[str, Row], children: dict[str, str]) -> dict[str, dict[str, str]]:
        """The attributes of children that are not the same of all; else what their SKU or name says more."""
        pairs = {sku: _pairs(rows[sku][1][self.attributes]) for sku in children}
        first, *others = pairs.values()
        codes = [code for code in first if all(code in each for each in others)]
        differ = [code for code in codes if len({each[code] for each in pairs.values()}) > 1]
        told = {sku: {code: each[code] for code in differ} for sku, each in pairs.items()}
        if len({tuple(each.values()) for each in told.values()}) < len(told) or not differ:
            return {sku: {"": rest} for sku, rest in children.items()}
        self.sheet.unused.discard(self.attributes)
        return told

    def _kind(self, cells: list[str]) -> str:
        return cells[self.type].strip().casefold()

    def finished(
        self, head: Row, below: dict[str, Row], options: dict[str, dict[str, str]]
    ) -> Iterator[ImportedProduct]:
        """One product, with its variants where it has any."""
        row, cells = head
        kind = self._kind(cells)
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
        self.sheet.share_stock(self.reader.stock, head, [own for _, own in below.values()])
        for sku, (at, own) in below.items():
            self.reader.inherit(own, cells, "price", "weight", "cost")
            values = " / ".join(options[sku][code] for code in codes if options[sku].get(code))
            valued.append(((at, own), values))
        names = [labels.get(code) or code for code in codes if code]
        yield from self.reader.family(head, valued, names)

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


def _begun(text: str, heads: dict[str, str]) -> tuple[str, str] | None:
    """The longest of these that the text begins with, up to the end of a word, and what follows it."""
    for end in reversed([each.start() for each in re.finditer(r"[\W_]+", text)]):
        if (head := heads.get(text[:end].casefold())) is not None:
            return head, " / ".join(filter(None, re.split(r"[\W_]+", text[end:])))
    return None


def _path(cell: str) -> str:
    """The deepest of several paths, below the root that every shop has."""
    paths = [_ROOT.sub("", each.strip()) for each in cell.split(",")]
    return max(paths, key=lambda each: (each.count("/"), bool(each)), default="").replace("/", " / ")
