"""A deposit as it is written, `30%` of the total or an amount, and what it comes to."""

from __future__ import annotations

import re
from decimal import Decimal

from pos.domain.money.amounts import Money, decimals, divide
from pos.domain.money.errors import DepositUnreadable
from pos.domain.money.quantity import MILLION, to_micro
from pos.domain.words.errors import AmbiguousNumber, NotANumber, NumberTooFine
from pos.domain.words.numerals import read_number
from pos.domain.words.text import clean

_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
PLACES = 4
"""Digits after the mark of a percentage."""


def read_deposit(typed: str, currency: str, decimal_mark: str = ",", thousands_mark: str = " ") -> str:
    """The deposit that was meant, as it is kept; "" for none. Raises DepositUnreadable."""
    text = clean(typed, 40)
    if not text:
        return ""
    percent = text.endswith("%")
    number = text.removesuffix("%").strip()
    places = PLACES if percent else decimals(currency)
    try:
        value = read_number(number, decimals=places, decimal_mark=decimal_mark, thousands_mark=thousands_mark)
    except (NotANumber, AmbiguousNumber, NumberTooFine):
        raise DepositUnreadable(text) from None
    if value < 0 or (percent and value > 100):
        raise DepositUnreadable(text)
    if not value:
        return ""
    return f"{value.normalize():f}%" if percent else str(Money.of(f"{value:f}", currency))


def is_deposit(written: str, currency: str) -> bool:
    """Whether this is a deposit already, or none, and not what is typed so far."""
    if not written:
        return True
    number = written.removesuffix("%")
    if not _PLAIN.fullmatch(number):
        return False
    if number != written:
        return Decimal(number) <= 100
    return len(number.partition(".")[2].rstrip("0")) <= decimals(currency)


def deposit_of(written: str, total: Money) -> Money:
    """What a deposit comes to: a percentage is of the total."""
    if not written:
        return Money(0, total.currency)
    if written.endswith("%"):
        asked = total.minor * to_micro(Decimal(written[:-1]))
        return Money(divide(asked, 100 * MILLION), total.currency)
    return Money.of(written, total.currency)
