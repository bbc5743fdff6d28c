"""BigCommerce: a row says what it is; variants, rules of their prices and pictures follow their product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pos.domain.imports.mistakes import ParentMissing
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.exchange import cells as says
from pos.exchange.any_csv import Reader, Row
from pos.exchange.cell_table import CellTable
from pos.exchange.columns.names import ANYWHERE
from pos.exchange.numbers import Unreadable, mistake

NAME = "bigcommerce"
TITLE = "BigCommerce"

_KIND = ("item type", "item")

FIELDS: dict[str, tuple[str, ...]] = dict.fromkeys(ANYWHERE, ()) | {
    "name": ("product name", "name"),
    "sku": ("product code/sku", "product sku", "sku"),
    "before": ("retail price",),
    "stock": ("current stock level", "stock level", "current stock", "inventory"),
    "tracked": ("track inventory", "inventory tracking"),
    "category": ("category", "categories", "category string"),
    "tax": ("product tax class", "tax class"),
    "state": ("product visible?", "product visible", "is visible"),
    "picture": ("product image file - 1", "product image url - 1", "image url (import)"),
    "weight": ("product weight", "weight"),
}
"""What a column can mean, and what the file calls it."""

_TRACKED = {"none": "no", "product": "yes", "by product": "yes", "variant": "yes", "by option": "yes"}
_MODERN = re.compile(r"Name=(.*?)\|Value=(.*?)(?=\|?Type=|$)")
_OLDER = re.compile(r"\[[A-Z]{1,4}\]([^=\[\]]+)=(.*?)(?=,?\s*\[/?[A-Z]{1,4}\]|$)")
_SWATCH = re.compile(r"(?:\s*:\s*(?:#|https?:).*|\s*\[[#0-9A-Fa-f:,| ]*\])$")
_RULE = re.compile(r"\[(ADD|REMOVE|FIXED)\]\s*(.+)", re.IGNORECASE)

Options = list[tuple[str, str]]
"""Names of options with the value that one variant has of each."""


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is BigCommerce's, older or newer."""
    older = {"product name", "product code/sku"} <= columns or {"product id", "product name"} <= columns
    newer = {"name", "sku"} <= columns and not columns.isdisjoint({"options", "inventory tracking"})
    return ("item type" in columns and (older or newer)) or ("item" in columns and newer)


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product with the rows that follow it."""
    reader = _Shop(sheet)
    head: Row | None = None
    below: list[Row] = []
    for row, cells in sheet.rows():
        if reader.kind(cells) == "product":
            yield from reader.finished(head, below)
            head, below = (row, cells), []
        elif head is None:
            sheet.note(ParentMissing(row, sheet.columns[reader.kinds_at], cells[reader.kinds_at]))
        else:
            below.append((row, cells))
    yield from reader.finished(head, below)


class _Shop:
    """Where BigCommerce's own columns are in one sheet, and how its rows belong together."""

    def __init__(self, sheet: CellTable) -> None:
        self.sheet = sheet
        self.reader = Reader(sheet, sheet.mapping)
        sheet.use(sheet.mapping)
        self.kinds_at = sheet.place(*_KIND)
        self.id, self.options = sheet.place("product id", "id"), sheet.place("options")
        self.own_picture = sheet.place("variant image url")
        self.tracking = sheet.place("track inventory", "inventory tracking")

    def kind(self, cells: list[str]) -> str:
        """What a row is: "product", "sku", "rule", "image"; every other word is read as a product."""
        word = cells[self.kinds_at].strip().casefold()
        known = {"variant": "sku", "sku": "sku", "rule": "rule", "image": "image", "video": "video"}
        return known.get(word, "product")

    def finished(self, head: Row | None, below: list[Row]) -> Iterator[ImportedProduct]:
        """One product, with its variants where it has any."""
        if head is None:
            return
        _row, cells = head
        by_product = cells[self.tracking].strip().casefold() in ("product", "by product")
        self._prepare(cells)
        cells[self.reader.category] = _path(cells[self.reader.category])
        kinds = [(each, self._pairs(each[1])) for each in below if self.kind(each[1]) == "sku"]
        self._let_inherit(head, [each for each, _ in kinds], by_product=by_product)
        valued = [(each, " / ".join(value for _, value in pairs)) for each, pairs in kinds] or [(head, "")]
        names = dict.fromkeys(name for _, pairs in kinds for name, _ in pairs)
        pictures = [url for _, each in below if self.kind(each) == "image" for url in self._pictures(each)]
        options = {each[0]: pairs for each, pairs in kinds}
        for whole in self.reader.family(head, valued, tuple(names)):
            yield whole._replace(
                handle=cells[self.id].strip(),
                variants=tuple(
                    self._by_rules(one, options.get(one.row, []), below) for one in whole.variants
                ),
                picture_urls=tuple(dict.fromkeys((*whole.picture_urls, *pictures))),
            )

    def _prepare(self, cells: list[str]) -> None:
        """Say in the words of any table what BigCommerce says in its own."""
        reader = self.reader
        cells[reader.tracked] = _TRACKED.get(cells[reader.tracked].strip().casefold(), cells[reader.tracked])
        for at in reader.tax:
            cells[at] = "" if cells[at].strip().isdecimal() else cells[at]  # the number of a class

    def _let_inherit(self, head: Row, kinds: list[Row], *, by_product: bool) -> None:
        """Let variants say what their product says; the stock of all together is nobody's."""
        _row, product = head
        for _, cells in kinds:
            self._prepare(cells)
            self.reader.inherit(cells, product, "price", "sale", "before", "cost", "state", "weight")
            for at in self.reader.stock if by_product else ():
                cells[at] = ""
            for at in self.reader.picture[:1]:
                cells[at] = cells[at] or cells[self.own_picture]
        if says.yes(product[self.tracking]) is not False:
            self.sheet.share_stock(self.reader.stock, head, [cells for _, cells in kinds])

    def _pairs(self, cells: list[str]) -> Options:
        text = cells[self.options] if _MODERN.search(cells[self.options]) else cells[self.reader.name]
        found = _MODERN.findall(text) or _OLDER.findall(text)
        pairs = [(name.strip(), _SWATCH.sub("", value).strip()) for name, value in found]
        return pairs or [("", text.strip())] if text.strip() else []

    def _pictures(self, cells: list[str]) -> list[str]:
        return [url for at in self.reader.picture for url in says.addresses(cells[at])]

    def _by_rules(self, one: ImportedVariant, options: Options, below: list[Row]) -> ImportedVariant:
        """The variant with the price that the rules for its SKU or its options give it."""
        for row, cells in below:
            sku, wanted = cells[self.reader.sku].strip(), self._pairs(cells)
            meant = sku == one.sku if sku else bool(wanted) and set(wanted) <= set(options)
            found = _RULE.fullmatch(cells[self.reader.price].strip())
            if self.kind(cells) != "rule" or not meant or found is None or one.price is None:
                continue
            try:
                amount = self.sheet.amounts[found[2]]
            except Unreadable as error:
                self.sheet.note(mistake(error.kind, row, self.sheet.columns[self.reader.price], found[2]))
                continue
            one = _ruled(one, one.price, found[1].upper(), amount)
        return one


def _ruled(one: ImportedVariant, price: Decimal, rule: str, amount: Decimal) -> ImportedVariant:
    """The variant with an amount more or less, or at a price of its own; what it cost before moves along."""
    if rule == "FIXED":
        return one._replace(price=amount, before=Decimal(0))
    more = amount if rule == "ADD" else -amount
    before = one.before + more if one.before else one.before
    return one._replace(price=max(price + more, Decimal(0)), before=before)


def _path(cell: str) -> str:
    """The deepest of several paths; nothing where only numbers of categories stand."""
    paths = [each.strip() for each in cell.split(";") if each.strip() and not each.strip().isdecimal()]
    return max(paths, key=lambda each: each.count("/"), default="").replace("/", " / ").replace("  ", " ")
