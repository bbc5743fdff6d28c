"""The mistakes a catalogue file can hold, each with its sentence."""

from __future__ import annotations

from pos.domain.imports.read_file import Effect, Mistake

# The whole table


class NoProducts(Mistake):
    text = "The file has a header and no products below it."
    effect = Effect.NOTICE


class ColumnsUnknown(Mistake):
    text = "No column is recognised as a name or an SKU. Say what the columns mean."
    effect = Effect.FILE


class NameColumnMissing(Mistake):
    text = "No column is read as the name, and nothing in the file is known. Say which column it is."
    effect = Effect.FILE


class PriceColumnMissing(Mistake):
    text = "No column is read as the price, and nothing in the file is known. Say which column it is."
    effect = Effect.FILE


class EncodingDoubtful(Mistake):
    text = "The letters are read as {encoding}; they could be {others}. Look at some names, and choose."
    effect = Effect.NOTICE
    encoding: str
    others: str


class ColumnTwice(Mistake):
    text = "Two columns are called “{column}”. The first one is used."
    effect = Effect.NOTICE


class ColumnMissing(Mistake):
    text = "The file has no column “{column}”. Nothing is read from it."
    effect = Effect.NOTICE


class ChoicesNotUsed(Mistake):
    text = "No variants are made of {columns}: a row is one thing to sell, and what stands there is lost."
    effect = Effect.NOTICE
    columns: str


class TaxesNotUsed(Mistake):
    text = "No tax is taken from {columns}: the shop's usual tax or that of the other columns counts."
    effect = Effect.NOTICE
    columns: str


class PricesNotUsed(Mistake):
    text = "The prices in {columns} are not taken; what stands there is lost."
    effect = Effect.NOTICE
    columns: str


class StocksNotUsed(Mistake):
    text = "The stock in {columns} is not taken; what stands there is lost."
    effect = Effect.NOTICE
    columns: str


class ColumnsNotUsed(Mistake):
    text = "Nothing is taken from {columns}; what stands there is lost."
    effect = Effect.NOTICE
    columns: str


class PricesAbroad(Mistake):
    text = "The prices are in {other}, the shop's are in {own}. They go in as they are written."
    effect = Effect.NOTICE
    other: str
    own: str


class StockAdded(Mistake):
    text = "The stock in {columns} is added up. Choose one place, or leave out what should not count."
    effect = Effect.NOTICE
    columns: str


# A record


class QuoteNotClosed(Mistake):
    text = "A quote is not closed as it should be. The row is left out, reading goes on in the next line."


class TooManyBroken(Mistake):
    text = "Too many rows have broken quotes. From this row on nothing was read."


class RowTooShort(Mistake):
    text = "The row has {cells} cell, the header has {columns}. The row is left out."
    many = "The row has {cells} cells, the header has {columns}. The row is left out."
    cells: int
    columns: int


class RowTooLong(Mistake):
    text = "The row has {cells} cell, the header has {columns}. The row is left out."
    many = "The row has {cells} cells, the header has {columns}. The row is left out."
    cells: int
    columns: int


class OtherEncoding(Mistake):
    text = "“{cell}” is in another encoding than the rest of the file. The row is left out."
    cell: str


# A cell


class NoName(Mistake):
    text = "The row has no name. It is left out."


class NoPrice(Mistake):
    text = "The row has no price. It is left out."


class NumberAmbiguous(Mistake):
    text = "“{cell}” can be read in two ways. The row is left out. Write it without a mark for thousands."
    cell: str


class OtherMark(Mistake):
    text = "“{cell}” has another decimal mark than most of the file. The row is left out."
    cell: str


class NumberTooLarge(Mistake):
    text = "“{cell}” is larger than a till can hold. The row is left out."
    cell: str


class PriceNegative(Mistake):
    text = "“{cell}” is below zero. The row is left out."
    cell: str


class BarcodeDestroyed(Mistake):
    text = "“{cell}” is a barcode that a spreadsheet rounded. The row goes in without it. Export again."
    effect = Effect.CELL
    cell: str


class SkuDestroyed(Mistake):
    text = "“{cell}” is an SKU that a spreadsheet rounded. The row goes in without it. Export the file again."
    effect = Effect.CELL
    cell: str


class SkuTwice(Mistake):
    text = "The SKU {sku} stands in row {first} too. Both go in; the till will ask which one."
    effect = Effect.NOTICE
    sku: str
    first: int


class CellLeftOut(Mistake):
    text = "“{cell}” cannot be read as a number. The row goes in without it."
    effect = Effect.CELL
    cell: str


class StateUnknown(Mistake):
    text = "“{cell}” says neither that it is for sale nor that it is not. The row goes in for sale."
    effect = Effect.NOTICE
    cell: str


class DayUnclear(Mistake):
    text = "“{cell}” can be more than one day. The row goes in with its usual price."
    effect = Effect.CELL
    cell: str


class BarcodeTwice(Mistake):
    text = "The barcode {barcode} stands in row {first} too. Both go in; a scan will ask which one."
    effect = Effect.NOTICE
    barcode: str
    first: int


class CheckDigitWrong(Mistake):
    text = "The check digit of {barcode} does not fit. It goes in as it is."
    effect = Effect.NOTICE
    barcode: str


class FormulaKept(Mistake):
    text = "“{cell}” looks like a formula of a spreadsheet. It goes in as text and is never run."
    effect = Effect.NOTICE
    cell: str


class LineBreakInCell(Mistake):
    text = "“{cell}” runs over several lines; a quote may be missing. It goes in as one line."
    effect = Effect.NOTICE
    cell: str


class CellCut(Mistake):
    text = "The cell has {characters} character. The first {most} go in."
    many = "The cell has {characters} characters. The first {most} go in."
    effect = Effect.NOTICE
    characters: int
    most: int


class ParentMissing(Mistake):
    text = "The row belongs to “{parent}”, which is not in the file or was left out. The row is left out."
    parent: str


class ProductMissing(Mistake):
    text = "The row is a kind of the product “{product}”, which the shop has not. Import the products first."
    product: str


class OtherView(Mistake):
    text = "The row is {sku} once more, for the view “{view}” of the web shop. It is left out."
    sku: str
    view: str


class StockShared(Mistake):
    text = "“{cell}” is the stock of all variants together. They go in without it; count them."
    effect = Effect.CELL
    cell: str


class SkusUnclear(Mistake):
    text = "“{cell}” are not as many SKUs as variants. The variants go in without them."
    effect = Effect.CELL
    cell: str


class NothingToSell(Mistake):
    text = "The product has no variant with a price. It is left out."


class SeveralMeant(Mistake):
    text = "Nothing tells which product of the shop “{what}” is, for there are several. The row is left out."
    what: str


class OnlyAbroad(Mistake):
    text = "{sku} has a price in {currency} only, not in the shop's currency. The row is left out."
    sku: str
    currency: str


class OtherCurrency(Mistake):
    text = "The row is {sku} once more, in another currency. Its price in {currency} is left out."
    sku: str
    currency: str


class GroupLeftOut(Mistake):
    text = "“{name}” only groups other products, which go in by themselves. The row is left out."
    name: str


class PartAlone(Mistake):
    text = "The web shop does not show “{name}” by itself. It goes in as a product of its own."
    effect = Effect.NOTICE
    name: str


class TaxUnknown(Mistake):
    text = "“{tax}” is not a tax of this shop. The product goes in with the shop's usual tax."
    effect = Effect.NOTICE
    tax: str


class CellNotANumber(Mistake):
    text = "“{cell}” is not a number. The row is left out."
    cell: str
