"""Read what was typed in the one box: pure, without looking anything up.

A reading says what a text can mean; `pos.domain.box.answers` lists the rows that the searches gave and says
what Enter will do. Exact codes (`codes`) win over every reading and are tried first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.catalogue import keyboards
from pos.domain.catalogue.gs1 import GROUP_SEPARATOR
from pos.domain.catalogue.misread import DASHES, number_in
from pos.domain.money.amounts import Money, decimals, within_limits
from pos.domain.money.errors import AmountTooLarge, PercentOutOfRange
from pos.domain.money.pricing import Discount
from pos.domain.money.quantity import MILLION
from pos.domain.words.errors import CashierError, NotANumber
from pos.domain.words.numerals import read_number
from pos.domain.words.text import clean

BOX_LIMIT = 500
"""Characters of the box that are read; the rest is a mishap."""

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class BoxTerms:
    """How numbers are written in this shop, and in which currency prices are."""

    currency: str
    decimal_mark: str = ","
    thousands_mark: str = " "


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty box: Enter does nothing."""


@dataclass(frozen=True, slots=True)
class PriceItem:
    """A custom item at a price; the name may be empty (the default name).

    Where `search` is not empty, products that match all its words come first.
    """

    quantity: Decimal
    price: Decimal
    name: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Products by words; with `whole`, products that match the text with its quantity follow.

    `priced` is the custom item of the last row, where the text begins with what can be a price. `problem`
    says why a beginning that looks like a price cannot be read as one.
    """

    quantity: Decimal
    text: str
    whole: str = ""
    priced: PriceItem | None = None
    problem: CashierError | None = None


@dataclass(frozen=True, slots=True)
class OrderDiscount:
    """A discount on the whole order; None takes it off again (`-0`)."""

    discount: Discount | None


@dataclass(frozen=True, slots=True)
class CustomerLookup:
    """Customers by name, company, e-mail or phone."""

    text: str


@dataclass(frozen=True, slots=True)
class OrderLookup:
    """An order by its number, or the end of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Commands:
    """Every command of the program by name."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A text whose meaning is clear and cannot be done; the error says why."""

    error: CashierError


Reading = Nothing | Words | PriceItem | OrderDiscount | CustomerLookup | OrderLookup | Commands | Refused

_MARKS = str.maketrans("＠＃＞％٪", "@#>%%") | dict.fromkeys(map(ord, DASHES), "-")
_QUANTITY = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,6})?)(?:[xX×*]|\s+[xX×*](?=[\s0-9]|$))\s*(.*)", re.DOTALL)
_DISCOUNT = re.compile(r"-\s*([0-9.,][^%]*?)\s*(%?)")
_MAIL = re.compile(r"[^\s@]+@[^\s@]*\.\S*")
_ORDER = re.compile(r"#\s?([A-Za-z]{0,3}[0-9]{0,3}-?[Qq]?[0-9]*)")
_ORDER_CODE = re.compile(r"#[A-Z]{1,3}[0-9]{0,3}-[0-9]{6,}")
_DIGITS = re.compile(r"[0-9]+")
_SIGN = r"[$€£¥₣₤₦₩₪₫₱₴₵₸₹₺₽₿]"
_GROUPED = r"[0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+[.,][0-9]+"
_PLAIN = rf"[0-9.,'’]*[0-9](?:[.,][{DASHES}]{{0,2}})?"
_PRICE = re.compile(rf"{_SIGN}?({_GROUPED}|{_PLAIN})\s?{_SIGN}?(?:\s+(.*))?", re.DOTALL)
_CODE = re.compile(r"(?=[^\s]*[0-9])[0-9A-Za-z][0-9A-Za-z\-_./]{3,47}")

PRICE_DIGITS = 5
"""Digits without a mark that can still be a price; more are a code."""


def read(text: str, terms: BoxTerms) -> Reading:
    """What a text can mean; never raises."""
    typed = clean(text, BOX_LIMIT)
    if not typed:
        return Nothing()
    marked = typed.translate(_MARKS)
    return _command(marked) or _discount(marked, terms) or _products(typed, terms)


def codes(text: str) -> tuple[tuple[Decimal, str], ...]:
    """The exact codes a text can be, each with its quantity, in the order to try them."""
    typed = GROUP_SEPARATOR.join(clean(field, BOX_LIMIT) for field in text.split(GROUP_SEPARATOR))
    if not typed:
        return ()
    quantity, rest = _quantity(typed)
    return ((ONE, typed),) if rest in ("", typed) else ((ONE, typed), (quantity, rest))


def searches(reading: Reading) -> tuple[str, ...]:
    """The product searches a reading asks for, in the order their hits are listed."""
    match reading:
        case Words(text=text, whole=whole):
            return tuple(part for part in (text, whole) if part)
        case PriceItem(search=search) if search:
            return (search,)
        case _:
            return ()


def can_be_scanned(text: str) -> bool:
    """Whether keys that came in one breath may be a scanner's.

    Words, prices and what begins with a sign of the box are a quick person's, or a machine's that writes for
    one. A number of goods is a code even where a wrong keyboard made it look like something else.
    """
    typed = clean(text, BOX_LIMIT)
    if typed.isascii() and typed.isalnum():
        return True
    marked = typed.translate(_MARKS)
    if not typed or number_in(typed) or order_code(typed):
        return bool(typed)
    if " " in typed or marked[0] in "@>-" or _MAIL.search(marked):
        return False
    if marked[0] == "#":
        return bool(_ORDER.fullmatch(marked))
    of = _quantity(typed)[1]
    return bool(of) and (bool(_DIGITS.fullmatch(of)) or not _PRICE.fullmatch(of))


def order_code(text: str) -> str:
    """The code of an order's paper (`#A-000214`) as it is printed, also behind a wrong keyboard; else ""."""
    if text.isalnum():
        return ""
    tried = (text, *(keyboards.meant(text, pair) for pair in keyboards.PAIRS))
    return next((one for one in tried if _ORDER_CODE.fullmatch(one)), "")


def looks_like_code(text: str) -> bool:
    """Whether a text without hits is an unknown code rather than words."""
    return bool(_CODE.fullmatch(text)) and not (text.isdigit() and len(text) <= PRICE_DIGITS)


def _command(typed: str) -> Reading | None:
    if typed[0] == ">":
        return Commands(typed[1:].strip())
    if typed[0] == "@":
        return CustomerLookup(typed[1:].strip())
    if "@" in typed and _MAIL.search(typed):
        return CustomerLookup(typed)
    order = _ORDER.fullmatch(typed)
    return OrderLookup(order[1]) if order else None


def _discount(typed: str, terms: BoxTerms) -> Reading | None:
    found = _DISCOUNT.fullmatch(typed)
    if not found:
        return None
    percent = found[2] == "%"
    try:
        value = _number(found[1], 4 if percent else decimals(terms.currency), terms)
        if not value:
            return OrderDiscount(None)
        if not percent:
            amount = Money.of(value, terms.currency)
            within_limits(amount.minor)
            return OrderDiscount(Discount(amount=amount))
        if value > 100:
            raise PercentOutOfRange(value)
        return OrderDiscount(Discount(percent=value))
    except NotANumber:
        return None
    except CashierError as error:
        return Refused(error)


def _products(typed: str, terms: BoxTerms) -> Reading:
    quantity, rest = _quantity(typed)
    whole = typed if rest != typed else ""
    problem = None
    try:
        item = _price_item(rest, quantity, terms)
    except CashierError as error:
        item, problem = None, error
    if item and not _DIGITS.fullmatch(rest) and -_exponent(item.price) == decimals(terms.currency):
        return item
    return Words(quantity, rest, whole, item, problem)


def _quantity(typed: str) -> tuple[Decimal, str]:
    """The quantity in front, and what it is of; 1 and the whole text where there is none."""
    found = _QUANTITY.fullmatch(typed)
    if not found:
        return ONE, typed
    quantity = Decimal(found[1].replace(",", "."))
    return (quantity, found[2]) if quantity else (ONE, typed)


def _price_item(text: str, quantity: Decimal, terms: BoxTerms) -> PriceItem | None:
    """The custom item a text begins with the price of; raises where the price cannot be read."""
    found = _PRICE.fullmatch(text)
    if not found or _is_code_or_zero(found[1]):
        return None
    try:
        price = _number(found[1].rstrip(DASHES), decimals(terms.currency), terms)
        within_limits(int(price * MILLION))
    except (NotANumber, AmountTooLarge):
        return None
    name = (found[2] or "").strip()
    return PriceItem(quantity, price, name, text if name else "")


def _is_code_or_zero(digits: str) -> bool:
    """Digits without a mark that are no price: too many, or led by a zero."""
    return bool(_DIGITS.fullmatch(digits)) and (len(digits) > PRICE_DIGITS or digits[0] == "0")


def _number(text: str, places: int, terms: BoxTerms) -> Decimal:
    return read_number(
        text, decimals=places, decimal_mark=terms.decimal_mark, thousands_mark=terms.thousands_mark
    )


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
