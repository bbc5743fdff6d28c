"""Amounts of one currency in whole minor units, the one rounding, and splitting without losing a cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.money.errors import AmountTooLarge
from pos.domain.money.quantity import digits

AMOUNT_MAX = 999_999_999_999
"""The largest amount of one order, in minor units: sums of millions of orders still fit 64 bits."""


def _codes(written: str) -> list[str]:
    return written.split()


_DECIMALS = {
    **dict.fromkeys(_codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"), 0),
    **dict.fromkeys(_codes("BHD IQD JOD KWD LYD OMR TND"), 3),
    **dict.fromkeys(_codes("CLF UYW"), 4),
}

CURRENCIES = frozenset(
    _codes(
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
        "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ "
        "GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
        "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
        "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TOP "
        "TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
    )
) | frozenset(_DECIMALS)
"""The codes of ISO 4217 that money is counted in."""


def decimals(currency: str) -> int:
    """Digits after the mark of a currency's amounts (ISO 4217): JPY 0, EUR 2, KWD 3."""
    return _DECIMALS.get(currency, 2)


def divide(numerator: int, denominator: int) -> int:
    """A whole number nearest to the quotient, halves away from zero; the denominator is positive.

    Every rounding of the program ends here.
    """
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def round_half_away(value: Decimal) -> int:
    """The whole number nearest to a decimal, halves away from zero."""
    return divide(*value.as_integer_ratio())


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount, counted in the currency's minor unit (cents)."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Money:
        """An amount in major units, exactly: `of("12.50", "EUR")`; ValueError where cents would be lost."""
        try:
            value = Decimal(amount)
        except ArithmeticError:
            raise ValueError(f"{amount!r} is not an amount") from None
        places = decimals(currency)
        if not value.is_finite() or value.adjusted() > 20:
            raise ValueError(f"{amount!r} is not an amount")
        top, bottom = value.as_integer_ratio()
        minor, lost = divmod(top * 10**places, bottom)
        if lost:
            raise ValueError(f"{amount} {currency} has more than {places} decimals")
        return cls(minor, currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units, with all decimals of its currency."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    @property
    def is_zero(self) -> bool:
        return self.minor == 0

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise ValueError(f"cannot take {other.currency} from {self.currency}")
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self._comparable(other) and self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        return self._comparable(other) and self.minor <= other.minor

    def __gt__(self, other: Money) -> bool:
        return self._comparable(other) and self.minor > other.minor

    def __ge__(self, other: Money) -> bool:
        return self._comparable(other) and self.minor >= other.minor

    def _comparable(self, other: Money) -> bool:
        if self.currency != other.currency:
            raise ValueError(f"cannot compare {self.currency} with {other.currency}")
        return True

    def __str__(self) -> str:
        """Plain digits with all decimals: `12.50`; what JSON and logs show."""
        return f"{self.major:f}"


def within_limits(minor: int) -> int:
    """The same amount, or AmountTooLarge."""
    if not -AMOUNT_MAX <= minor <= AMOUNT_MAX:
        raise AmountTooLarge()
    return minor


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split a total over weights so that the parts add up to it; a weight of zero gets nothing.

    Leftover cents go to the largest remainders, ties to the larger weight, then the first. A negative total
    is split as its mirror. ValueError where a weight is negative, or a total meets no weight at all.
    """
    if total < 0:
        return [-part for part in allocate(-total, weights)]
    whole = sum(weights)
    if whole == 0 and total == 0:
        return [0] * len(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(f"cannot split {total} over weights {list(weights)}")
    parts = [total * weight // whole for weight in weights]
    missing = total - sum(parts)
    if missing:
        places = [place for place, weight in enumerate(weights) if weight]
        places.sort(key=lambda place: (-(total * weights[place] % whole), -weights[place]))
        for place in places[:missing]:
            parts[place] += 1
    return parts


def cash_round(minor: int, step: int) -> int:
    """The nearest amount that coins in steps of `step` minor units can pay, halves away from zero."""
    return minor if step <= 1 else divide(minor, step) * step


def price_digits(value: Decimal, currency: str) -> str:
    """A unit price with at least its currency's decimals: `18.00`, `29.1667`."""
    whole, _, fraction = digits(value).partition(".")
    fraction = fraction.ljust(decimals(currency), "0")
    return f"{whole}.{fraction}" if fraction else whole
