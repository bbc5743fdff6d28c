"""Notes and coins: what to give back, what a customer is likely to hand over, the steps of cash."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.money.amounts import Money, cash_round, decimals

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


def usual_cash_step(currency: str) -> int:
    """The step in minor units that a currency's cash is rounded to; 1 where every unit has a coin."""
    return _STEPS.get(currency, 1)


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
