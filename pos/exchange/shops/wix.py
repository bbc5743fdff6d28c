"""Wix: the rows of a product share its handle; variants stand below it, or only as values of its options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pos.domain.imports.mistakes import ParentMissing
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.exchange import cells as says
from pos.exchange.any_csv import Reader, Row
from pos.exchange.cell_table import CellTable, LeftOut
from pos.exchange.columns.names import ANYWHERE
from pos.exchange.offers import hidden, rounded
from pos.exchange.shops import choices

NAME = "wix"
TITLE = "Wix"

FIELDS: dict[str, tuple[str, ...]] = dict.fromkeys(ANYWHERE, ()) | {
    "description": ("description", "plaindescription"),
    "picture": ("productimageurl", "media", "mediaurl"),
    "before": ("strikethroughprice",),
    "category": ("collection", "primarycategoryslug", "categoryslugs"),
    "stock": ("inventory",),
    "state": ("visible",),
}
"""What a column can mean, and what the file calls it."""

_MEDIA = "https://static.wixstatic.com/media/"
_FILE = re.compile(r"(?:wix:image://v1/)?([\w.~-]+\.\w{2,5})(?:/.*)?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\s*:\s*|\s*[:\[]\s*#[0-9a-fA-F]{3,8}\]?$")


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is Wix's, older or newer."""
    return {"fieldtype", "name"} <= columns and not columns.isdisjoint({"handleid", "handle"})


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product, wherever in the file its rows stand."""
    shop = _Shop(sheet)
    heads: dict[str, Row] = {}
    kinds: dict[str, list[Row]] = {}
    pictures: dict[str, list[Row]] = {}
    for row, cells in sheet.rows():
        handle, kind = cells[shop.handle].strip(), cells[shop.kind].strip().casefold()
        if kind == "variant":
            kinds.setdefault(handle, []).append((row, cells))
        elif kind == "media":
            pictures.setdefault(handle, []).append((row, cells))
        else:
            heads[handle if handle and handle not in heads else f"\n{row}"] = row, cells
    for handle, rows in kinds.items():
        for row, _ in rows if handle not in heads else ():
            sheet.note(ParentMissing(row, sheet.columns[shop.handle], handle))
    for handle, head in heads.items():
        yield from shop.finished(head, kinds.get(handle, []), pictures.get(handle, []))


class _Shop:
    """Where Wix's own columns are in one sheet, and what stands in them."""

    def __init__(self, sheet: CellTable) -> None:
        self.sheet = sheet
        self.reader = Reader(sheet, sheet.mapping)
        sheet.use(sheet.mapping)
        self.handle, self.kind = sheet.place("handleid", "handle"), sheet.place("fieldtype")
        self.surcharge = sheet.place("surcharge")
        self.mode, self.discount = sheet.place("discountmode"), sheet.place("discountvalue")
        sheet.places(r"productoptiontype\[?\d\]?")
        self.names = sheet.places(r"productoptionname\[?\d\]?")
        self.values = sheet.places(r"productoption(?:description|choices)\[?\d\]?")

    def finished(self, head: Row, kinds: list[Row], more: list[Row]) -> Iterator[ImportedProduct]:
        """One product, with its variants where it has any."""
        _, cells = head
        for _, each in (head, *kinds, *more):
            self._prepare(each)
        for _, each in kinds:
            self._let_inherit(each, cells)
        self.sheet.share_stock(self.reader.stock, head, [each for _, each in kinds])
        names = [name for at in self.names if (name := self.sheet.line(cells, at))]
        pictures = [url for _, each in more for at in self.reader.picture for url in says.addresses(each[at])]
        above = {row: self._amount(row, each, self.surcharge) for row, each in kinds}
        off = self._amount(head[0], cells, self.discount)
        percent = "percent" in cells[self.mode].casefold()
        for whole in self._whole(head, kinds, names):
            yield whole._replace(
                handle=cells[self.handle].strip(),
                variants=tuple(
                    _priced(one, above.get(one.row, Decimal(0)), off, percent) for one in whole.variants
                ),
                picture_urls=tuple(dict.fromkeys((*whole.picture_urls, *pictures))),
            )

    def _whole(self, head: Row, kinds: list[Row], names: list[str]) -> Iterator[ImportedProduct]:
        row, cells = head
        if kinds:
            options = [" / ".join(filter(None, (_bare(each[at]) for at in self.values))) for _, each in kinds]
            yield from self.reader.family(head, [*zip(kinds, options, strict=True)], names)
            return
        try:
            name = self.sheet.name(row, cells, self.reader.name)
            values = [[_bare(one) for one in cells[at].split(";")] for at in self.values]
            variants = choices.combined(self.reader, row, cells, values)
        except LeftOut as out:
            self.sheet.note(out.why)
            return
        several = any(one.options for one in variants)
        whole = self.reader.product(row, cells, name, variants)
        yield whole._replace(option_names=tuple(names) if several else ())

    def _prepare(self, cells: list[str]) -> None:
        """Say in the words of any table what Wix says in its own."""
        reader = self.reader
        cells[reader.category] = cells[reader.category].partition(";")[0]
        for at in reader.picture:
            files = (each.strip() for each in re.split("[;\n]", cells[at]))
            cells[at] = ";".join(_address(each) for each in files if each)

    def _let_inherit(self, cells: list[str], product: list[str]) -> None:
        self.reader.inherit(cells, product, "price", "before", "cost", "weight")
        for at in self.reader.stock:
            cells[at] = cells[at] or ("0" if product[at].strip() == "0" else "")
        for at in self.reader.states:
            cells[at] = product[at] if hidden(product[at]) else cells[at] or product[at]

    def _amount(self, row: int, cells: list[str], place: int) -> Decimal:
        try:
            return self.sheet.number(row, cells, place) or Decimal(0)
        except LeftOut as out:
            self.sheet.note_cell(out.why, cells[place])
            return Decimal(0)


def _priced(one: ImportedVariant, above: Decimal, off: Decimal, percent: bool) -> ImportedVariant:
    """The variant at the price of its product and what it costs above, less what is off today."""
    if one.price is None or not (above or off):
        return one
    usual = max(one.price + above, Decimal(0))
    price = usual - usual * off / 100 if percent else usual - off
    if not Decimal(0) < off or price < 0:
        return one._replace(price=usual)
    return one._replace(price=rounded(price), before=usual)


def _bare(value: str) -> str:
    """The name of a choice without its colour: "#ff0000:Red"."""
    return _COLOUR.sub("", value.strip()).strip()


def _address(file: str) -> str:
    found = _FILE.fullmatch(file)
    return _MEDIA + found[1] if found else file
