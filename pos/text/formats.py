"""How one locale writes money, numbers and dates, by Babel; loaded when the first figure is shown.

Babel rounds half-even, so nothing is left for it to round: every value is shown with all the digits it has.
"""

from __future__ import annotations

from copy import copy
from datetime import date as Day  # noqa: N812
from datetime import datetime
from decimal import Decimal
from functools import cache

from babel.core import Locale, UnknownLocaleError
from babel.numbers import NumberPattern, get_currency_symbol

from pos.domain.money.amounts import decimals


@cache
def formats_of(locale: str, otherwise: str) -> Formats:
    """The formats of the locale; where Babel does not know it, of its language, or of the other locale."""
    whole = locale.replace("-", "_")
    for name in (whole, whole.partition("_")[0]):
        try:
            return Formats(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return Formats(Locale.parse(otherwise))


class Formats:
    """The patterns of one locale, looked up once."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._money: dict[str, NumberPattern] = {}
        self._amounts: dict[int, NumberPattern] = {}
        self._number = _with_digits(locale.decimal_formats[None], 0)
        self._percent = _with_digits(locale.percent_formats[None], 0)
        self._marks = _marks(locale)
        self._day = locale.datetime_skeletons["yMd"]

    def money(self, value: Decimal, currency: str) -> str:
        pattern = self._money.get(currency)
        if pattern is None:
            pattern = _with_digits(self.locale.currency_formats["standard"], decimals(currency))
            sign = get_currency_symbol(currency, self.locale)  # once; Babel would look it up for every amount
            pattern.prefix = _signed(pattern.prefix, sign)
            pattern.suffix = _signed(pattern.suffix, sign)
            self._money[currency] = pattern
        return self._write(pattern, value)

    def amount(self, value: Decimal, currency: str) -> str:
        digits = decimals(currency)
        pattern = self._amounts.get(digits)
        if pattern is None:
            pattern = self._amounts[digits] = _with_digits(self.locale.decimal_formats[None], digits)
        return self._write(pattern, value)

    def number(self, value: Decimal | int) -> str:
        return self._write(self._number, Decimal(value))

    def percent(self, rate: Decimal | int) -> str:
        return self._write(self._percent, Decimal(rate).scaleb(-2))

    def date(self, day: Day | datetime) -> str:
        return str(self._day.apply(day, self.locale))

    def long_date(self, day: Day) -> str:
        from babel.dates import format_date

        return format_date(day, "long", locale=self.locale)

    def weekday(self, day: Day) -> str:
        from babel.dates import format_date

        return format_date(day, "EEE", locale=self.locale)

    def time(self, moment: datetime) -> str:
        from babel.dates import format_time

        # Babel takes a time with an offset to UTC; a receipt says what the shop's clock read.
        return format_time(moment.replace(tzinfo=None), "short", locale=self.locale)

    def _write(self, pattern: NumberPattern, value: Decimal) -> str:
        if self._marks is None or pattern.grouping != (3, 3) or pattern.int_prec[0] != 1:
            return str(pattern.apply(value, self.locale, decimal_quantization=False))
        # What `apply` does to an ordinary number, without looking up the locale at each step: a page of an
        # invoice has two hundred figures.
        negative = value.is_signed()
        value = abs(value.scaleb(pattern.scale)).normalize()
        digits = max(pattern.frac_prec[0], -int(value.as_tuple().exponent))
        number = f"{value:,.{digits}f}".translate(self._marks)
        return f"{pattern.prefix[negative]}{number}{pattern.suffix[negative]}"


def _with_digits(pattern: NumberPattern, digits: int) -> NumberPattern:
    """The pattern with at least these digits after the mark; ISO 4217 decides them, not the locale."""
    exact = copy(pattern)
    exact.frac_prec = (digits, digits)
    return exact


def _marks(locale: Locale) -> dict[int, str] | None:
    """The locale's marks instead of Python's; None where only Babel knows how to set them."""
    symbols = locale.number_symbols["latn"]
    marks = symbols["group"], symbols["decimal"]
    return None if "'" in "".join(marks) else {ord(","): marks[0], ord("."): marks[1]}


def _signed(around: tuple[str, str], sign: str) -> tuple[str, str]:
    """What stands around a positive and a negative number, with the currency's sign put in."""
    positive, negative = around
    return positive.replace("¤", sign), negative.replace("¤", sign)
