"""The rows under the one box, in the order they are listed, and what Enter will do with the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.box.reading import (
    ONE,
    Commands,
    CustomerLookup,
    Nothing,
    OrderDiscount,
    OrderLookup,
    PriceItem,
    Reading,
    Refused,
    Words,
    looks_like_code,
)
from pos.domain.catalogue.misread import Cause
from pos.domain.catalogue.products import Found, Hit
from pos.domain.money.pricing import Discount
from pos.domain.money.quantity import check_quantity
from pos.domain.words.errors import CashierError
from pos.domain.words.text import words


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A variant to add; `exact` where its code was typed."""

    hit: Hit
    quantity: Decimal = ONE
    exact: bool = False


@dataclass(frozen=True, slots=True)
class CustomRow:
    """A custom item to add; a price of None is asked."""

    quantity: Decimal
    price: Decimal | None
    name: str


Row = ProductRow | CustomRow


@dataclass(frozen=True, slots=True)
class Listing:
    """A reading with its rows; `total` counts the products that match.

    `corrected` is the text that was searched instead where nothing matched the typed one, else empty.
    """

    reading: Reading
    rows: tuple[Row, ...] = ()
    total: int = 0
    corrected: str = ""

    @property
    def chosen(self) -> int | None:
        """The row that Enter takes before any arrow is pressed; None where the person has to choose."""
        several = sum(isinstance(row, ProductRow) and row.exact for row in self.rows) > 1
        return 0 if self.rows and not several else None


def listing(reading: Reading, exact: Sequence[ProductRow] = (), found: Sequence[Found] = ()) -> Listing:
    """All rows in order: exact codes, products of each search of `box.searches`, the custom item last."""
    if isinstance(reading, PriceItem):  # a corrected word is no match of all the words
        found = [one for one in found if not one.corrected]
    quantities = (reading.quantity if isinstance(reading, Words | PriceItem) else ONE, ONE)
    rows: list[Row] = list(exact)
    seen = {row.hit.variant_id for row in exact}
    for quantity, one in zip(quantities, found, strict=False):
        rows += [ProductRow(hit, quantity) for hit in one.hits if hit.variant_id not in seen]
        seen |= {hit.variant_id for hit in one.hits}
    custom = _custom(reading, bool(rows))
    total = sum(one.total for one in found) or len(rows)
    corrected = next((one.corrected for one in found if one.corrected), "")
    return Listing(reading, (*rows, custom) if custom else tuple(rows), total, corrected)


def _custom(reading: Reading, has_products: bool) -> CustomRow | None:
    match reading:
        case PriceItem(quantity=quantity, price=price, name=name):
            return CustomRow(quantity, price, name)
        case Words(priced=PriceItem(quantity=quantity, price=price, name=name)):
            return CustomRow(quantity, price, name)
        case Words(quantity=quantity, text=text, problem=problem):
            unknown = not has_products and (problem or looks_like_code(text))
            is_name = words(text) and not text.isdigit()
            return None if unknown or not is_name else CustomRow(quantity, None, text)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class NothingToDo:
    """Enter does nothing."""


@dataclass(frozen=True, slots=True)
class AddProduct:
    """Enter adds a variant; `asks_price` where it has none of its own."""

    quantity: Decimal
    name: str
    asks_price: bool = False


@dataclass(frozen=True, slots=True)
class AddCustom:
    """Enter adds a custom item; an empty name is the default one."""

    item: CustomRow


@dataclass(frozen=True, slots=True)
class TimesNext:
    """A quantity alone: it waits for what it is of."""

    quantity: Decimal


@dataclass(frozen=True, slots=True)
class SetDiscount:
    """Enter sets the order's discount; None takes it off."""

    discount: Discount | None


@dataclass(frozen=True, slots=True)
class Choose:
    """Several products have this code: an arrow first."""

    count: int


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """No product has this code; Enter offers to name and price it. `cause` is what seems wrong with it."""

    code: str
    quantity: Decimal
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing matches, and the text is no name either."""

    text: str


@dataclass(frozen=True, slots=True)
class FindCustomer:
    """Enter attaches the chosen customer."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """Enter opens the order with this number."""

    text: str


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Enter runs the chosen command."""

    text: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """Enter does nothing but say why."""

    error: CashierError


Hint = (
    NothingToDo
    | AddProduct
    | AddCustom
    | TimesNext
    | SetDiscount
    | Choose
    | UnknownCode
    | NoMatch
    | FindCustomer
    | OpenOrder
    | RunCommand
    | Refuse
)


def hint(answer: Listing, chosen: int | None = None) -> Hint:
    """What Enter will do with the chosen row (None: the one chosen by itself)."""
    place = answer.chosen if chosen is None else chosen
    if place is not None and 0 <= place < len(answer.rows):
        return _hint_of_row(answer.rows[place])
    if answer.rows:
        return Choose(sum(isinstance(row, ProductRow) and row.exact for row in answer.rows))
    return _hint_of_reading(answer.reading)


def _hint_of_row(row: Row) -> Hint:
    try:
        check_quantity(row.quantity, row.hit.unit if isinstance(row, ProductRow) else "")
    except CashierError as error:
        return Refuse(error)
    if isinstance(row, CustomRow):
        return AddCustom(row)
    name = f"{row.hit.name}, {row.hit.options}" if row.hit.options else row.hit.name
    return AddProduct(row.quantity, name, row.hit.price is None)


def _hint_of_reading(reading: Reading) -> Hint:
    match reading:
        case OrderDiscount(discount=discount):
            return SetDiscount(discount)
        case CustomerLookup(text=text):
            return FindCustomer(text)
        case OrderLookup(text=text):
            return OpenOrder(text)
        case Commands(text=text):
            return RunCommand(text)
        case Refused(error=error):
            return Refuse(error)
        case Words(quantity=quantity, text=""):
            return TimesNext(quantity)
        case Words(problem=CashierError() as error):
            return Refuse(error)
        case Words(text=text, quantity=quantity):
            return UnknownCode(text, quantity) if looks_like_code(text) else NoMatch(text)
        case Nothing() | PriceItem():
            return NothingToDo()
