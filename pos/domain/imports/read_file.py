"""What a catalogue file says, before the shop is asked: products, variants and every mistake found.

None means everywhere that the file says nothing about it (no such column, or an empty cell): what the shop
has stays as it is. Rows are numbered as a spreadsheet numbers them: the header is row 1 unless lines stand
above it, an empty line counts, a record whose cells hold line breaks counts once, and a `sep=` line, which
spreadsheets hide, does not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, NamedTuple, dataclass_transform

from pos.domain.words.plurals import english, in_form


class Effect(StrEnum):
    """What a mistake did to its row."""

    FILE = "file"
    """Nothing can be read before it is put right."""
    ROW = "row"
    """The row is left out."""
    CELL = "cell"
    """The row goes in without this cell."""
    NOTICE = "notice"
    """The row goes in as it is; worth a look."""


@dataclass_transform(frozen_default=True)
@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a file; each kind has its sentence with named places, as the cashier's errors have.

    What a subclass annotates are its values, after the place. `row` 0 means the file as a whole; `column` is
    the column's name as the file writes it, or "".
    """

    text: ClassVar[str] = ""
    many: ClassVar[str] = ""
    """The sentence for another number than one; the first number it names decides."""
    effect: ClassVar[Effect] = Effect.ROW
    row: int
    column: str

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True)(cls)

    def values(self) -> dict[str, object]:
        """The named places of the sentence and what stands in them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def __str__(self) -> str:
        """The English sentence with its values as they are, for logs and tests."""
        values = self.values()
        return in_form(self.text, self.many, values, english).format_map(values)


class Home(NamedTuple):
    """Where and when the shop is, for what a file leaves open: whose letters and amounts it may hold."""

    country: str = ""
    currency: str = ""
    thousands: str = ""
    """The mark between thousands in the shop's locale."""
    today: date | None = None
    """The day there, None where it is not known."""


class ImportedVariant(NamedTuple):
    """One kind of a product: a row of the file that can be sold.

    A tuple, since a file may hold a hundred thousand. `tracked` False means that its stock is unlimited;
    `asks_price` that the till asks for its price. `price` counts today, `before` is the higher one that does
    not, 0 where there is none. `hidden` says whether its state in the file means "not for sale".
    `options` are the values only ("XL / Red"); their names stand in the product. `weight` is in grams of one.
    `above` is by how much it is dearer than its product in the shop, where the file says only that.
    """

    row: int
    options: str = ""
    sku: str | None = None
    barcodes: tuple[str, ...] | None = None
    price: Decimal | None = None
    cost: Decimal | None = None
    stock: Decimal | None = None
    tracked: bool | None = None
    oversell: bool | None = None
    asks_price: bool = False
    unit: str | None = None
    picture_url: str | None = None
    before: Decimal | None = None
    hidden: bool | None = None
    weight: int | None = None
    above: Decimal | None = None


class ImportedProduct(NamedTuple):
    """A product as one source describes it, with at least one variant.

    `handle` is the source's own name or number for it, "" where it has none; it means something only with
    the file's format. `tax` is a rate ("5.5"), several ("5 + 9.975"), or the name of a class;
    None where the shop's usual tax applies. `category` is a path with " / " between its levels. `of` is the
    SKU of the shop's product whose kinds these are, where the file brings no more than kinds.
    """

    row: int
    handle: str
    name: str | None
    variants: tuple[ImportedVariant, ...]
    description: str | None = None
    category: str | None = None
    tax: str | None = None
    picture_urls: tuple[str, ...] = ()
    option_names: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What the first lines of a file show: enough to propose a format and what each column means."""

    format: str
    encoding: str
    delimiter: str
    header_row: int
    columns: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    mapping: dict[str, str] = field(default_factory=dict)
    letters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The encodings it may be written in, each with some of its lines as they would read."""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A whole file read: every good product in the order of the file, and every mistake.

    `rows` counts the records below the header that were not empty; `mapping` says what the columns mean, by
    field, as it was recognised or given; `net_prices` is True where the header says so.
    """

    format: str
    products: tuple[ImportedProduct, ...]
    mistakes: tuple[Mistake, ...]
    rows: int
    columns: tuple[str, ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","
    mapping: dict[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    """Columns that the format's reader takes besides, for what no other table can mean."""
    not_read: tuple[str, ...] = ()
    """Columns that hold something of which nothing goes in."""
    without_use: tuple[str, ...] = ()
    """Those of them that a till has no use for; of the others a mistake says what is lost."""
    net_prices: bool | None = None
    places: tuple[str, ...] = ()
    """The places whose stock the file holds apart, where there are several."""
    place: str = ""
    """The only one whose stock is taken; "" adds all up."""

    @property
    def variants(self) -> int:
        """How many things to sell there are."""
        return sum(len(product.variants) for product in self.products)

    @property
    def hidden(self) -> int:
        """How many products are not for sale by their state, as a whole or in part."""
        return sum(any(one.hidden for one in product.variants) for product in self.products)

    @property
    def skipped(self) -> int:
        """How many rows are left out."""
        return left_out(self.mistakes)


def left_out(mistakes: Iterable[Mistake]) -> int:
    """How many rows these mistakes leave out."""
    return len({each.row for each in mistakes if each.effect is Effect.ROW and each.row > 0})
