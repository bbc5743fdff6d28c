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

_POSITION = r"posi(?:tion|ci[oó]n|zione|tie|ç[aã]o)|pozycja"
_PRODUCT = r"(?:du |del |de |des )?(?:product|produit|produkts?|producto|prodotto|produto)"
_ID = rf"(?:id|{_PRODUCT}[ -]?id|id {_PRODUCT})(?: ?\*)?"
_OF = rf"(?:{_PRODUCT}[ _-]?reference|(?:r[eé]f[eé]rence|refer[eê]ncia|riferimento) {_PRODUCT})(?: ?\*)?"
_ATTRIBUTES = rf"att?r[iy]b[^()]*\([^():]+:[^():]+:(?:{_POSITION})\).*"
_VALUES = rf"[^()]+\([^():]+:(?:{_POSITION})\).*"
_IMPACT = r"(?:impact|impacto|impatto|auswirkung|invloed|wpływ)\b.*(?:pri|pre|cen).*"
_ABOVE_ALL = ("home", "accueil", "inicio", "start", "startseite", "início", "strona główna")


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is that of PrestaShop's products, or of their combinations."""
    combined = any(re.fullmatch(_ATTRIBUTES, each) for each in columns)
    listed = any(re.search(r"\(x[,;]y[,;]z", each) for each in columns)
    active = any(each.endswith("(0/1)") for each in columns)
    return combined or (active and (listed or any(re.fullmatch(_ID, each) for each in columns)))


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product, or every product's combinations without its name."""
    sheet.use(sheet.mapping)
    number = next(iter(sheet.places(_ID)), CellTable.ABSENT)
    if attributes := sheet.places(_ATTRIBUTES):
        yield from _Combinations(sheet, number, attributes[0]).read()
        return
    reader = Reader(sheet, sheet.mapping)
    for row, cells in sheet.rows():
        cells[reader.category] = _category(cells[reader.category])
        for whole in reader.family((row, cells), [((row, cells), "")]):
            yield whole._replace(handle=cells[number].strip())


class _Combinations:
    """Where the columns of combinations are, and what stands in them."""

    def __init__(self, sheet: CellTable, number: int, attributes: int) -> None:
        self.sheet, self.number, self.attributes = sheet, number, attributes
        self.of = next(iter(sheet.places(_OF)), CellTable.ABSENT)
        self.values = next(iter(sheet.places(_VALUES)), CellTable.ABSENT)
        self.impact = next(iter(sheet.places(_IMPACT)), CellTable.ABSENT)
        own = {sheet.columns[at] for at in (self.of, attributes, self.values, self.impact) if at >= 0}
        self.reader = Reader(sheet, {each: sheet.mapping[each] for each in sheet.mapping if each not in own})

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
    return next((each for each in reversed(named) if each.casefold() not in _ABOVE_ALL), "")
