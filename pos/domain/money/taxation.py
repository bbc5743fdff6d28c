"""Tax on net amounts, tax out of gross amounts: whole minor units in, one row per tax out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pos.domain.money.amounts import allocate, divide
from pos.domain.money.quantity import MILLION
from pos.domain.money.tax import TaxList, is_compound, millionths

TaxKey = tuple[str, int]
"""A written rate, and how many times the same stood before it in its list: 9 % + 9 % are two taxes."""

Part = tuple[TaxList, int]
"""The taxes of a line or charge, and what is left of it after all discounts."""


@dataclass(frozen=True, slots=True)
class TaxChain:
    """A list of taxes as whole numbers: of a net of `scale`, each tax has a `bases` and takes `taxes`."""

    keys: tuple[TaxKey, ...]
    rates: tuple[int, ...]
    bases: tuple[int, ...]
    taxes: tuple[int, ...]
    scale: int
    factor: int


@dataclass(slots=True)
class TaxSum:
    """One tax while it is added up."""

    rate: int
    base: int = 0
    tax: int = 0


@dataclass(frozen=True, slots=True)
class Taxed:
    """The rows of all taxes, and the net and tax they stand for."""

    rows: dict[TaxKey, TaxSum]
    net: int
    tax: int


@lru_cache(maxsize=256)
def chain(taxes: TaxList) -> TaxChain:
    """The numbers of a list of taxes; none at all is one of 0 %."""
    written = taxes or ("0",)
    scale = MILLION ** len(written)
    keys: list[TaxKey] = []
    bases: list[int] = []
    parts: list[int] = []
    rates = tuple(millionths(rate) for rate in written)
    for rate, value in zip(written, rates, strict=True):
        base = scale + sum(parts) if is_compound(rate) else scale
        keys.append((rate, written[: len(keys)].count(rate)))
        bases.append(base)
        parts.append(base * value // MILLION)
    return TaxChain(tuple(keys), rates, tuple(bases), tuple(parts), scale, scale + sum(parts))


def net_of(gross: int, numbers: TaxChain) -> int:
    """The net in a gross amount, rounded once; the tax is the rest."""
    return divide(gross * numbers.scale, numbers.factor)


def tax_out_of(parts: Sequence[Part], *, per_line: bool) -> Taxed:
    """The taxes inside gross amounts: net first, tax the rest, split over its taxes by largest remainder."""
    rows: dict[TaxKey, TaxSum] = {}
    whole_net = whole_tax = 0
    for taxes, gross in parts if per_line else grouped(parts):
        numbers = chain(taxes)
        net = net_of(gross, numbers)
        shares = [gross - net] if len(numbers.keys) == 1 else allocate(gross - net, numbers.taxes)
        before = 0
        for key, rate, share in zip(numbers.keys, numbers.rates, shares, strict=True):
            row = rows.get(key) or rows.setdefault(key, TaxSum(rate))
            row.base += net + before if is_compound(key[0]) else net
            row.tax += share
            before += share
        whole_net += net
        whole_tax += gross - net
    return Taxed(rows, whole_net, whole_tax)


def tax_on(parts: Sequence[Part], *, per_line: bool) -> Taxed:
    """The taxes on top of net amounts: each once over all its lines, or once on every line.

    The base of a tax on taxes is rounded before its tax is taken, so that a printed row can be checked.
    """
    rows: dict[TaxKey, TaxSum] = {}
    whole_net = 0
    for taxes, net in parts if per_line else grouped(parts):
        numbers = chain(taxes)
        for key, rate, of_scale in zip(numbers.keys, numbers.rates, numbers.bases, strict=True):
            row = rows.get(key) or rows.setdefault(key, TaxSum(rate))
            base = net if of_scale == numbers.scale else divide(net * of_scale, numbers.scale)
            row.base += base
            if per_line:
                row.tax += divide(base * rate, MILLION)
        whole_net += net
    if not per_line:
        for row in rows.values():
            row.tax = divide(row.base * row.rate, MILLION)
    return Taxed(rows, whole_net, sum(row.tax for row in rows.values()))


def grouped(parts: Sequence[Part]) -> Iterable[Part]:
    """The sum of the amounts of each list of taxes."""
    sums: dict[TaxList, int] = {}
    for taxes, amount in parts:
        sums[taxes or ("0",)] = sums.get(taxes or ("0",), 0) + amount
    return sums.items()


def net_parts(parts: Sequence[Part], *, per_line: bool) -> list[int]:
    """The net of each gross amount, so that those of one list of taxes add up to its net.

    Leftover cents go to the largest remainders, ties to the larger amount, then the first.
    """
    if per_line:
        return [net_of(gross, chain(taxes)) for taxes, gross in parts]
    nets = [0] * len(parts)
    for taxes, _ in grouped(parts):
        places = [place for place, part in enumerate(parts) if (part[0] or ("0",)) == taxes]
        shares = _net_shares([parts[place][1] for place in places], chain(taxes))
        for place, share in zip(places, shares, strict=True):
            nets[place] = share
    return nets


def _net_shares(grosses: list[int], numbers: TaxChain) -> list[int]:
    whole = sum(grosses)
    if whole < 0:
        return [-share for share in _net_shares([-gross for gross in grosses], numbers)]
    found = [divmod(gross * numbers.scale, numbers.factor) for gross in grosses]
    shares = [share for share, _left in found]
    missing = net_of(whole, numbers) - sum(shares)
    if missing:
        turns = sorted(range(len(grosses)), key=lambda place: (-found[place][1], -grosses[place]))
        for place in turns[:missing]:
            shares[place] += 1
    return shares
