"""PrestaShop: a file of products, and one of their combinations, which name them by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pos.domain.imports.read_file import ImportedProduct
from pos.exchange.any_csv import Reader, Row
from pos.exchange.cell_table import CellTable, LeftOut
from pos.exchange.columns.names import ANYWHERE

NAME = "prestashop"
TITLE = "PrestaShop"

FIELDS: dict[str, tuple[str, ...]] = dict.fromkeys(ANYWHERE, ())
"""What a column can mean; its names are those of any table."""

_ID = ("product id*", "product id", "product id *", "id")
_OF = ("product reference", "product_reference", "product reference*")
_ATTRIBUTES = r"attribute ?\(name:type:position\).*"
_VALUES = r"value ?\(value:position\).*"


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is that of PrestaShop's products, or of their combinations."""
    combined = any(re.fullmatch(_ATTRIBUTES, each) for each in columns)
    listed = any(each.startswith("categories (x") for each in columns)
    active = any(each.startswith("active (0/1") for each in columns)
    return combined or (listed and active) or (active and not columns.isdisjoint(_ID))


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product, or every product's combinations without its name."""
    reader = Reader(sheet, sheet.mapping)
    sheet.use(sheet.mapping)
    number = sheet.place(*_ID)
    if attributes := sheet.places(_ATTRIBUTES):
        yield from _Combinations(sheet, reader, number, attributes[0]).read()
        return
    for row, cells in sheet.rows():
        cells[reader.category] = _category(cells[reader.category])
        for whole in reader.family((row, cells), [((row, cells), "")]):
            yield whole._replace(handle=cells[number].strip())


class _Combinations:
    """Where the columns of combinations are, and what stands in them."""

    def __init__(self, sheet: CellTable, reader: Reader, number: int, attributes: int) -> None:
        self.sheet, self.reader = sheet, reader
        self.number, self.attributes = number, attributes
        self.of = sheet.place(*_OF)
        reader.sku = CellTable.ABSENT if reader.sku == self.of else reader.sku
        self.values = next(iter(sheet.places(_VALUES)), CellTable.ABSENT)
        self.impact = sheet.place("impact on price", "impact on price (tax excl.)")

    def read(self) -> Iterator[ImportedProduct]:
        """A product without a name for each number, wherever its rows stand."""
        families: dict[str, list[Row]] = {}
        for row, cells in self.sheet.rows():
            of = cells[self.number].strip() or cells[self.of].strip()
            families.setdefault(of or f"\n{row}", []).append((row, cells))
        for rows in families.values():
            yield from self._product(rows)

    def _product(self, rows: Sequence[Row]) -> Iterator[ImportedProduct]:
        names: list[str] = []
        variants = []
        for row, cells in rows:
            names = max(names, _parts(cells[self.attributes]), key=len)
            options = self.sheet.clean_line(" / ".join(_parts(cells[self.values]))) or ""
            try:
                above = self.sheet.number(row, cells, self.impact) or Decimal(0)
                one = self.reader.variant(row, cells, options)
            except LeftOut as out:
                self.sheet.note(out.why)
                continue
            variants.append(one._replace(price=None, asks_price=False, above=above))
        if variants:
            row, cells = rows[0]
            whole = self.reader.product(row, cells, None, tuple(variants))
            yield whole._replace(
                handle=cells[self.number].strip(), of=cells[self.of].strip(), option_names=tuple(names)
            )


def _parts(cell: str) -> list[str]:
    """The names in "Size:select:0, Colour:color:1", or the values in "S:0, White:1"."""
    between = r"(?<=:\d)\s*[,;]\s*|(?<=:\d\d)\s*[,;]\s*"
    found = re.split(between if re.search(between, cell) else r"[,;](?=[^,;]*:)", cell)
    return [name for each in found if (name := re.sub(r"(?::\w*)?:\d+$", "", each.strip()).strip())]


def _category(cell: str) -> str:
    """The last of several categories, the most particular one; "Home" is above all."""
    named = [each.strip() for each in re.split("[,;|]", cell) if each.strip()]
    return next((each for each in reversed(named) if each.casefold() not in ("home", "accueil")), "")
