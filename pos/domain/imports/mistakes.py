"""The mistakes a catalogue file can hold, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.imports.read_file import Effect, Mistake

# The whole table


@dataclass(frozen=True, slots=True)
class NoProducts(Mistake):
    text = "The file has a header and no products below it."
    effect = Effect.NOTICE


@dataclass(frozen=True, slots=True)
class ColumnsUnknown(Mistake):
    text = "No column is recognised as a name or an SKU. Say what the columns mean."
    effect = Effect.FILE


@dataclass(frozen=True, slots=True)
class ColumnTwice(Mistake):
    text = "Two columns are called “{column}”. The first one is used."
    effect = Effect.NOTICE


@dataclass(frozen=True, slots=True)
class ColumnMissing(Mistake):
    text = "The file has no column “{column}”. Nothing is read from it."
    effect = Effect.NOTICE


# A record


@dataclass(frozen=True, slots=True)
class QuoteNotClosed(Mistake):
    text = "A quote is not closed as it should be. The row is left out, reading goes on in the next line."


@dataclass(frozen=True, slots=True)
class TooManyBroken(Mistake):
    text = "Too many rows have broken quotes. From this row on nothing was read."


@dataclass(frozen=True, slots=True)
class RowTooShort(Mistake):
    text = "The row has {cells} cells, the header has {columns}. The row is left out."
    cells: int
    columns: int


@dataclass(frozen=True, slots=True)
class RowTooLong(Mistake):
    text = "The row has {cells} cells, the header has {columns}. The row is left out."
    cells: int
    columns: int


@dataclass(frozen=True, slots=True)
class OtherEncoding(Mistake):
    text = "“{cell}” is in another encoding than the rest of the file. The row is left out."
    cell: str


# A cell


@dataclass(frozen=True, slots=True)
class NoName(Mistake):
    text = "The row has no name. It is left out."


@dataclass(frozen=True, slots=True)
class NoPrice(Mistake):
    text = "The row has no price. It is left out."


@dataclass(frozen=True, slots=True)
class NumberAmbiguous(Mistake):
    text = "“{cell}” can be read in two ways. The row is left out. Write it without a mark for thousands."
    cell: str


@dataclass(frozen=True, slots=True)
class OtherMark(Mistake):
    text = "“{cell}” has another decimal mark than most of the file. The row is left out."
    cell: str


@dataclass(frozen=True, slots=True)
class NumberTooLarge(Mistake):
    text = "“{cell}” is larger than a till can hold. The row is left out."
    cell: str


@dataclass(frozen=True, slots=True)
class PriceNegative(Mistake):
    text = "“{cell}” is below zero. The row is left out."
    cell: str


@dataclass(frozen=True, slots=True)
class BarcodeDestroyed(Mistake):
    text = "“{cell}” is a barcode that a spreadsheet rounded. The row goes in without it. Export again."
    effect = Effect.CELL
    cell: str


@dataclass(frozen=True, slots=True)
class SkuDestroyed(Mistake):
    text = "“{cell}” is an SKU that a spreadsheet rounded. The row is left out. Export the file again."
    cell: str


@dataclass(frozen=True, slots=True)
class SkuTwice(Mistake):
    text = "The SKU {sku} stands in row {first} already. The row is left out."
    sku: str
    first: int


@dataclass(frozen=True, slots=True)
class BarcodeTwice(Mistake):
    text = "The barcode {barcode} stands in row {first} too. Both go in; a scan will ask which one."
    effect = Effect.NOTICE
    barcode: str
    first: int


@dataclass(frozen=True, slots=True)
class CheckDigitWrong(Mistake):
    text = "The check digit of {barcode} does not fit. It goes in as it is."
    effect = Effect.NOTICE
    barcode: str


@dataclass(frozen=True, slots=True)
class FormulaKept(Mistake):
    text = "“{cell}” looks like a formula of a spreadsheet. It goes in as text and is never run."
    effect = Effect.NOTICE
    cell: str


@dataclass(frozen=True, slots=True)
class LineBreakInCell(Mistake):
    text = "“{cell}” runs over several lines; a quote may be missing. It goes in as one line."
    effect = Effect.NOTICE
    cell: str


@dataclass(frozen=True, slots=True)
class CellCut(Mistake):
    text = "The cell has {characters} characters. The first {most} go in."
    effect = Effect.NOTICE
    characters: int
    most: int


@dataclass(frozen=True, slots=True)
class ParentMissing(Mistake):
    text = "The row belongs to “{parent}”, which is not in the file or was left out. The row is left out."
    parent: str


@dataclass(frozen=True, slots=True)
class NothingToSell(Mistake):
    text = "The product has no variant with a price. It is left out."


@dataclass(frozen=True, slots=True)
class GroupLeftOut(Mistake):
    text = "“{name}” only groups other products, which go in by themselves. The row is left out."
    name: str


@dataclass(frozen=True, slots=True)
class TaxUnknown(Mistake):
    text = "“{tax}” is not a tax of this shop. The product goes in with the shop's usual tax."
    effect = Effect.NOTICE
    tax: str


@dataclass(frozen=True, slots=True)
class CellNotANumber(Mistake):
    text = "“{cell}” is not a number. The row is left out."
    cell: str
