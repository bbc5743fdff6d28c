"""Notes and coins: what to give back, what a customer is likely to hand over, the steps of cash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money.amounts import Money, cash_round, decimals
from pos.domain.money.errors import NoSuchCoins

PIECES_MAX = 60
"""Nobody counts out more notes and coins than this: a larger change was mistyped."""


@dataclass(frozen=True, slots=True)
class Cash:
    """The notes and coins of a currency in minor units, largest first."""

    notes: tuple[int, ...]
    coins: tuple[int, ...]


def _minor(*majors: int) -> tuple[int, ...]:
    return tuple(major * 100 for major in majors)


_EURO = Cash(_minor(200, 100, 50, 20, 10, 5), (200, 100, 50, 20, 10, 5, 2, 1))
_KRONE = Cash(_minor(1000, 500, 200, 100, 50), _minor(20, 10, 5, 1))

# Notes hardly anyone carries (2 dollars, 2000 yen, 500 euro, 1000 francs) are left out.
_CASH = {
    "EUR": _EURO,
    "GBP": Cash(_minor(50, 20, 10, 5), (200, 100, 50, 20, 10, 5, 2, 1)),
    "USD": Cash(_minor(100, 50, 20, 10, 5, 1), (25, 10, 5, 1)),
    "CHF": Cash(_minor(200, 100, 50, 20, 10), (500, 200, 100, 50, 20, 10, 5)),
    "CAD": Cash(_minor(100, 50, 20, 10, 5), (200, 100, 25, 10, 5)),
    "AUD": Cash(_minor(100, 50, 20, 10, 5), (200, 100, 50, 20, 10, 5)),
    "NZD": Cash(_minor(100, 50, 20, 10, 5), (200, 100, 50, 20, 10)),
    "JPY": Cash((10000, 5000, 1000), (500, 100, 50, 10, 5, 1)),
    "NOK": _KRONE,
    "SEK": Cash(_minor(1000, 500, 200, 100, 50, 20), _minor(10, 5, 2, 1)),
    "DKK": Cash(_minor(500, 200, 100, 50), (*_minor(20, 10, 5, 2, 1), 50)),
    "PLN": Cash(_minor(500, 200, 100, 50, 20, 10), (500, 200, 100, 50, 20, 10, 5, 2, 1)),
    "CZK": Cash(_minor(5000, 2000, 1000, 500, 200, 100), _minor(50, 20, 10, 5, 2, 1)),
    "HUF": Cash(_minor(20000, 10000, 5000, 2000, 1000, 500), _minor(200, 100, 50, 20, 10, 5)),
    "RON": Cash(_minor(500, 200, 100, 50, 20, 10, 5, 1), (50, 10, 5, 1)),
    "BGN": Cash(_minor(100, 50, 20, 10, 5), (200, 100, 50, 20, 10, 5, 2, 1)),
    "ISK": Cash((10000, 5000, 1000, 500), (100, 50, 10, 5, 1)),
}

_STEPS = {
    "CHF": 5,
    "SEK": 100,
    "NOK": 100,
    "DKK": 50,
    "CZK": 100,
    "HUF": 500,
    "CAD": 5,
    "AUD": 5,
    "NZD": 10,
}
"""What is rounded because there are no smaller coins: by currency, wherever it is used."""


class Rounded(StrEnum):
    """Why cash is rounded in a country although there are smaller coins."""

    PRESCRIBED = "prescribed"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class CashRule:
    """How a country rounds cash of a currency; `step` in minor units, `source` says who rules it."""

    currency: str
    step: int
    why: Rounded
    source: str


CASH_RULES_AS_OF = "2026-11-01"

CASH_RULES = {
    "BE": CashRule(
        "EUR",
        5,
        Rounded.PRESCRIBED,
        "Code de droit économique, art. VI.7/1 and VI.7/2: cash since 1 December 2019 (SPF Economie)",
    ),
    "EE": CashRule("EUR", 5, Rounded.PRESCRIBED, "Eesti Pank, the rounding rule: cash since 1 January 2025"),
    "FI": CashRule(
        "EUR", 5, Rounded.PRESCRIBED, "Act 890/2000 on the rounding of payments in euros: cash since 2002"
    ),
    "IE": CashRule(
        "EUR", 5, Rounded.USUAL, "Central Bank of Ireland, rounding: voluntary since 28 October 2015"
    ),
    "IT": CashRule("EUR", 5, Rounded.USUAL, "Decree-law 50/2017, art. 13-quater: cash since 1 January 2018"),
    "LT": CashRule(
        "EUR",
        5,
        Rounded.PRESCRIBED,
        "Law on the rounding of cash payments (Seimas, 28 March 2024): since 1 May 2025",
    ),
    "NL": CashRule(
        "EUR", 5, Rounded.USUAL, "De Nederlandsche Bank, rounding: voluntary since 1 September 2004"
    ),
    "SK": CashRule(
        "EUR",
        5,
        Rounded.PRESCRIBED,
        "Act 18/1996 on prices: cash since 1 July 2022 (Národná banka Slovenska)",
    ),
}
"""By country, although one and two cents are legal tender there; the law as of `CASH_RULES_AS_OF`."""


def cash_rule(country: str, currency: str) -> CashRule | None:
    """How that country rounds cash of that currency; None where the coins alone decide."""
    rule = CASH_RULES.get(country.upper())
    return rule if rule is not None and rule.currency == currency else None


def usual_cash_step(currency: str, country: str = "") -> int:
    """The step in minor units that cash is rounded to there; 1 where every unit has a coin that is used."""
    rule = cash_rule(country, currency)
    return rule.step if rule else _STEPS.get(currency, 1)


def smallest_coin(currency: str) -> Money:
    """The smallest coin of a currency; all its notes and coins are multiples of it."""
    return Money(min(_cash(currency).coins), currency)


def is_in_coins(amount: Money) -> bool:
    """Whether notes and coins make up an amount."""
    return amount.minor % smallest_coin(amount.currency).minor == 0


def require_coins(amount: Money) -> None:
    """Refuse cash that no notes and coins make up; raises NoSuchCoins."""
    if not is_in_coins(amount):
        raise NoSuchCoins(amount, smallest_coin(amount.currency))


def _cash(currency: str) -> Cash:
    """The table of a currency; where none is known the usual series of 1, 2 and 5."""
    known = _CASH.get(currency)
    if known:
        return known
    unit = 10 ** decimals(currency)
    notes = tuple(unit * major for major in (100, 50, 20, 10, 5))
    parts = [unit * 2, unit]
    while unit > 1:
        unit //= 10
        parts += [unit * 5, unit * 2, unit]
    return Cash(notes, tuple(parts))


def coins(change: Money) -> tuple[Money, ...]:
    """The notes and coins to give back, largest first, one by one: 13.20 is 10, 2, 1, 0.20.

    What is smaller than the smallest coin is left out; empty where it would take more than anyone counts.
    """
    table = _cash(change.currency)
    left = change.minor
    pieces: list[int] = []
    for piece in (*table.notes, *table.coins):
        times, left = divmod(max(left, 0), piece)
        if len(pieces) + times > PIECES_MAX:
            return ()
        pieces += [piece] * times
    return tuple(Money(piece, change.currency) for piece in pieces)


def quick_amounts(due: Money, *, cash_step: int = 1) -> tuple[Money, ...]:
    """Four amounts a customer is likely to hand over: 36.09 gives 36.09, 40, 50, 100.

    The exact one first, rounded to the step of cash, then what the next notes make; none if nothing is due.
    """
    exact = cash_round(due.minor, cash_step)
    if exact <= 0:
        return ()
    table = _cash(due.currency)
    if exact >= table.notes[-1]:
        pieces = [note for note in table.notes if note * 10 > exact]
    else:
        pieces = [piece for piece in (*table.notes, *table.coins) if piece * 5 > exact]
    amounts = sorted({-(-exact // piece) * piece for piece in pieces} - {exact})[:3]
    largest = table.notes[0]
    while len(amounts) < 3:
        amounts.append((max([exact, *amounts]) // largest + 1) * largest)
    return tuple(Money(amount, due.currency) for amount in (exact, *amounts))


def seems_mistyped(given: Money, due: Money) -> bool:
    """Whether cash is so much that it needs asking: a scanned code, or zeros too many."""
    largest = _cash(due.currency).notes[0]
    return given.minor > max(largest * 10, due.minor * 100) or given.minor > due.minor + largest * PIECES_MAX
