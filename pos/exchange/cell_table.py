"""A table on its way in: columns by name, cells with their checks, and the notebook of mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pos.domain.imports.mistakes import (
    BarcodeDestroyed,
    BarcodeTwice,
    CellCut,
    CellLeftOut,
    CheckDigitWrong,
    ColumnTwice,
    FormulaKept,
    LineBreakInCell,
    NoName,
    NoPrice,
    OtherEncoding,
    ParentMissing,
    PriceNegative,
    RowTooLong,
    RowTooShort,
    SkuDestroyed,
    SkuTwice,
    StockShared,
)
from pos.domain.imports.read_file import Home, Mistake
from pos.domain.words import markup
from pos.domain.words.text import clean
from pos.exchange import cells as says
from pos.exchange.numbers import AmountCells, NumberCells, Unreadable, mistake

NAME_LIMIT = 250
TEXT_LIMIT = 20_000
CODE_LIMIT = 100
_STRAY = re.compile("[\udc80-\udcff]")


class LeftOut(Exception):
    """A row that cannot go in, and why."""

    def __init__(self, why: Mistake) -> None:
        super().__init__(str(why))
        self.why = why


def key(column: str) -> str:
    """A column's name as formats compare it: case and spaces do not count."""
    return " ".join(column.replace("\ufeff", "").casefold().split())


def distinct(header: Sequence[str]) -> tuple[str, ...]:
    """The columns' names; a name that comes again gets a number, a column without a name its place."""
    names: dict[str, None] = {}
    for at, cell in enumerate(header, 1):
        name = clean(cell) or f"#{at}"
        if name in names:
            name = next(new for n in range(2, at + 2) if (new := f"{name} ({n})") not in names)
        names[name] = None
    return tuple(names)


class CellTable:
    """The records below a header; `ABSENT` is the place of a column the file does not have, always empty."""

    ABSENT = -1

    def __init__(
        self,
        header: Sequence[str],
        header_row: int,
        records: Iterable[tuple[int, list[str]]],
        numbers: NumberCells,
        *,
        stray: bool = False,
        home: Home,
        places: Mapping[str, int] | None = None,
        mapping: Mapping[str, str] | None = None,
        only: str = "",
    ) -> None:
        self.mistakes: list[Mistake] = []
        self.columns = distinct(header)
        self.mapping: Mapping[str, str] = mapping or {}
        self.only = only
        """The place whose stock alone is taken, "" for that of all together."""
        self.stocked: dict[str, None] = {}
        """The places whose stock stands apart, by their names."""
        self.added: tuple[str, ...] = ()
        """The columns where it stands."""
        self.numbers = numbers
        self.amounts = AmountCells(numbers)
        self.home = home
        self.count = 0
        self.needed = 0
        """How many cells a record must have; a format that reads rows without a key of their own sets it."""
        self.unused: set[int] = set()
        """The places of columns that hold something nobody asked for."""
        self._records = records
        self._stray = stray
        self._places = {key(column): at for at, column in reversed(list(enumerate(self.columns)))}
        self._places |= places or {}
        self.used: set[int] = set()
        """Where the columns are that were asked for."""
        self._prices: dict[str, Decimal] = {}
        self._skus: dict[str, int] = {}
        self._barcodes: dict[str, int] = {}
        twice = set()
        for at, (column, cell) in enumerate(zip(self.columns, header, strict=True)):
            if (name := clean(cell)) and name != column:
                self.note(ColumnTwice(header_row, name))
                twice.add(at)
        self._twice = frozenset(twice)

    def place(self, *names: str) -> int:
        """Where the first of these columns is that the file has."""
        place = next((self._places[name] for name in names if name in self._places), self.ABSENT)
        self.used.add(place)
        return place

    def places(self, pattern: str) -> list[int]:
        """Where the columns are whose key fits, in the order of the file."""
        fits = re.compile(pattern).fullmatch
        found = [at for at, column in enumerate(self.columns) if fits(key(column))]
        self.used.update(found)
        return found

    def use(self, columns: Iterable[str]) -> None:
        """Say which columns are read."""
        self.used.update(at for at, column in enumerate(self.columns) if column in columns)

    def note(self, why: Mistake) -> None:
        """Write a mistake down."""
        self.mistakes.append(why)

    def note_cell(self, why: Mistake, cell: str) -> None:
        """Write down that a row goes in without a cell that it can do without."""
        self.note(mistake(CellLeftOut, why.row, why.column, cell))

    def note_family(self, why: Mistake, rows: Iterable[tuple[int, list[str]]], name: str) -> None:
        """Write down why a product is left out, and that its other rows go with it."""
        self.note(why)
        for row, _ in rows:
            if row != why.row:
                self.note(ParentMissing(row, why.column, name))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row number and cells of every record with text, as wide as the header plus an empty cell."""
        width = len(self.columns)
        blank = [at for at in range(width) if at not in self.used | self._twice]
        for row, cells in self._records:
            if len(cells) != width and not self._fitted(row, cells, width):
                continue
            self.count += 1
            if blank and any([cells[at] for at in blank]):
                self.unused.update(at for at in blank if cells[at].strip())
                blank = [at for at in blank if at not in self.unused]
            if self._stray and not self._readable(row, cells):
                continue
            cells.append("")
            yield row, cells

    def families(self, handle: int, name: int) -> Iterator[list[tuple[int, list[str]]]]:
        """The rows of each handle, wherever in the file they stand, in the order of their first rows.

        A row without a handle belongs to the row above it, unless it has a name of its own.
        """
        found: dict[str, list[tuple[int, list[str]]]] = {}
        above = ""
        for row, cells in self.rows():
            if (own := cells[handle].strip()) or not above or cells[name].strip():
                above = own or f"\n{row}"
            found.setdefault(above, []).append((row, cells))
        while found:
            yield found.pop(next(iter(found)))  # what is done needs no memory any more

    def name(self, row: int, cells: list[str], place: int) -> str | None:
        """A name in one line; None only where the file has no such column."""
        if place == self.ABSENT:
            return None
        cell = cells[place]
        usual = cell[:1].isalnum() and len(cell) <= NAME_LIMIT and cell.isprintable() and "&" not in cell
        if usual and (text := clean(cell, NAME_LIMIT)):
            return text  # nothing to say about nearly all of them
        text = clean(markup.unescaped(cell), NAME_LIMIT)
        if not text:
            raise LeftOut(NoName(row, self.columns[place]))
        if not cell[0].isalnum() and cell[0] in "=@+-":
            self.note(mistake(FormulaKept, row, self.columns[place], text))
        if not cell.isprintable() and re.search(r"\S *[\r\n]\s*\S", cell):
            self.note(mistake(LineBreakInCell, row, self.columns[place], text))
        if len(cell) > NAME_LIMIT:
            self.note(CellCut(row, self.columns[place], len(cell), NAME_LIMIT))
        return text

    def line(self, cells: list[str], place: int) -> str | None:
        """A text in one line, None where the cell is empty."""
        cell = cells[place]
        return self.clean_line(cell) if cell else None

    @staticmethod
    def clean_line(text: str) -> str | None:
        """The same for a text that is not a cell of its own."""
        return clean(markup.unescaped(text) if "&" in text else text, NAME_LIMIT) or None

    def text(self, row: int, cells: list[str], place: int) -> str | None:
        """A description as plain text of several lines, None where the cell is empty."""
        if not cells[place]:
            return None
        whole = markup.plain(cells[place])
        if len(whole) > TEXT_LIMIT:
            self.note(CellCut(row, self.columns[place], len(whole), TEXT_LIMIT))
        return clean(whole, TEXT_LIMIT, lines=True) or None

    def number(self, row: int, cells: list[str], place: int) -> Decimal | None:
        """A number, None where the cell is empty; anything else leaves the row out."""
        return self._number(self.numbers, row, cells, place)

    def _number(self, known: NumberCells, row: int, cells: list[str], place: int) -> Decimal | None:
        cell = cells[place]
        if (value := known.get(cell)) is not None:
            return value
        if not cell or cell.isspace():
            return None
        try:
            return known[cell]
        except Unreadable as error:
            raise LeftOut(mistake(error.kind, row, self.columns[place], cell)) from None

    def price(self, row: int, cells: list[str], place: int) -> Decimal | None:
        """A price not below zero; an empty cell leaves the row out, a missing column gives None."""
        if (known := self._prices.get(cells[place])) is not None:
            return known
        value = self._number(self.amounts, row, cells, place)
        if value is None:
            if place == self.ABSENT:
                return None
            raise LeftOut(NoPrice(row, self.columns[place]))
        if value < 0:
            raise LeftOut(mistake(PriceNegative, row, self.columns[place], cells[place]))
        self._prices[cells[place]] = value
        return value

    def cost(self, row: int, cells: list[str], place: int) -> Decimal | None:
        """A cost or other amount not below zero, None where the cell is empty or cannot be read."""
        if not (cell := cells[place]) or cell.isspace():
            return None
        try:
            return self.price(row, cells, place)
        except LeftOut as out:
            self.note_cell(out.why, cells[place])
            return None

    def stock(self, row: int, cells: list[str], place: int) -> Decimal | None:
        """How many there are, None where the cell is empty, says that there are some, or cannot be read."""
        try:
            return self.number(row, cells, place)
        except LeftOut as out:
            some = says.in_stock(cells[place])
            if some is None:
                self.note_cell(out.why, cells[place])
            return Decimal(0) if some is False else None

    def share_stock(
        self, places: Iterable[int], head: tuple[int, list[str]], kinds: Sequence[list[str]]
    ) -> None:
        """Give variants without a stock of their own what their product's row says.

        That is all there is of an only one, and a word that holds for each; a number of several together is
        nobody's, and told.
        """
        row, product = head
        for at in places if kinds else ():
            if any(cells[at].strip() for cells in kinds):
                continue
            if len(kinds) == 1 or says.in_stock(product[at]) is not None:
                for cells in kinds:
                    cells[at] = product[at]
            elif product[at].strip(" 0.,"):
                self.note(mistake(StockShared, row, self.columns[at], product[at]))

    def sku(self, row: int, cells: list[str], place: int) -> str | None:
        """An SKU, None where the cell is empty or holds none that can be used; to be asked last, when nothing
        else can leave the row out."""
        sku = cells[place].strip()
        if not (sku[:1].isalpha() and sku.isascii() and sku.isprintable() and len(sku) <= CODE_LIMIT):
            sku = says.code(clean(sku, CODE_LIMIT))
            if not sku:
                return None
            if says.was_rounded(sku):
                self.note(mistake(SkuDestroyed, row, self.columns[place], sku))
                return None
        first = self._skus.setdefault(sku, row)
        if first != row:
            self.note(SkuTwice(row, self.columns[place], sku, first))
        if sku[0] in "=@+-":
            self.note(mistake(FormulaKept, row, self.columns[place], sku))
        return sku

    def barcodes(self, row: int, cells: list[str], place: int) -> tuple[str, ...] | None:
        """The barcodes of a cell, None where it is empty or holds none that can be used."""
        cell = cells[place]
        if cell.isdecimal() and cell not in self._barcodes and says.is_ean13(cell):
            self._barcodes[cell] = row
            return (cell,)
        cell = clean(cell, NAME_LIMIT)
        if not cell:
            return None
        if says.was_rounded(cell):
            self.note(mistake(BarcodeDestroyed, row, self.columns[place], cell))
            return None
        found = says.barcodes(cell)
        for barcode in found:
            if not says.check_digit_fits(barcode):
                self.note(CheckDigitWrong(row, self.columns[place], barcode))
            first = self._barcodes.setdefault(barcode, row)
            if first != row:
                self.note(BarcodeTwice(row, self.columns[place], barcode, first))
        return found or None

    def _fitted(self, row: int, cells: list[str], width: int) -> bool:
        """Make a record as wide as the header; False where it is empty or cannot be trusted."""
        if not any(cells):
            return False
        if len(cells) > width:
            if not any(cells[width:]):
                del cells[width:]
                return True
            self.note(RowTooLong(row, "", len(cells), width))
        elif len(cells) >= self.needed:
            cells.extend([""] * (width - len(cells)))
            return True
        else:
            self.note(RowTooShort(row, self.columns[len(cells)], len(cells), width))
        self.count += 1
        return False

    def _readable(self, row: int, cells: list[str]) -> bool:
        """Whether all letters of the record fit the file's encoding."""
        for column, cell in zip(self.columns, cells, strict=True):
            if _STRAY.search(cell):
                self.note(mistake(OtherEncoding, row, column, _STRAY.sub("\ufffd", cell)))
                return False
        return True
