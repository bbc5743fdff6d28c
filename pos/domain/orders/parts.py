"""What refunds take from: every line and charge of a version as whole units of gross, net and each tax.

The rules stand in `after-sale.md`, section 2. Amounts are minor units, quantities millionths of a piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos.domain.money.amounts import allocate, divide
from pos.domain.money.pricing import Pricing
from pos.domain.money.tax import TAXES_MAX, TaxList, TaxRounding
from pos.domain.money.taxation import TaxKey, chain, net_parts, tax_on


class PartKey(NamedTuple):
    """Names a part for ever: the number of a line, or the place of a charge from 1."""

    line: int = 0
    charge: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in its pieces: `gross` is `net` and all `taxes`, which stand in the order of the rates."""

    gross: int
    net: int
    taxes: tuple[int, ...]

    @property
    def tax(self) -> int:
        """All taxes together."""
        return sum(self.taxes)

    def __add__(self, other: Worth) -> Worth:
        return Worth(
            self.gross + other.gross,
            self.net + other.net,
            tuple(one + more for one, more in zip(self.taxes, other.taxes, strict=True)),
        )

    def __neg__(self) -> Worth:
        return Worth(-self.gross, -self.net, tuple(-one for one in self.taxes))

    def __sub__(self, other: Worth) -> Worth:
        return self + -other


class Part(NamedTuple):
    """A line or charge of a version, or what is left of it; a charge has no `pieces`."""

    key: PartKey
    rates: TaxList
    worth: Worth
    pieces: int = 0

    def without(self, taken: Worth, pieces: int = 0) -> Part:
        """What is left after something was taken; more than there is leaves nothing."""
        gross, net = max(0, self.worth.gross - taken.gross), max(0, self.worth.net - taken.net)
        if len(taken.taxes) == len(self.worth.taxes):
            pairs = zip(self.worth.taxes, taken.taxes, strict=True)
            taxes = tuple(max(0, has - takes) for has, takes in pairs)
        else:  # taken of a version with other rates, by a till that did not know of this one
            taxes = tuple(_signed(max(0, gross - net), self.worth.taxes))
        return self._replace(worth=Worth(gross, net, taxes), pieces=max(0, self.pieces - pieces))


class Agreed(NamedTuple):
    """A line or charge as it was agreed, with its amount after all discounts, in the terms of the prices.

    The amount of an exempt order is its net one.
    """

    key: PartKey
    rates: TaxList
    amount: int
    pieces: int = 0


def parts_of(terms: Pricing, agreed: Sequence[Agreed], *, exempt: bool = False) -> tuple[Part, ...]:
    """The parts of a version; they add up to its printed rows, tax by tax."""
    if exempt:
        nets = [Worth(one.amount, one.amount, (0,) * max(1, len(one.rates))) for one in agreed]
        return _named(agreed, nets)
    per_line = terms.tax_rounding is TaxRounding.PER_LINE
    if terms.prices_include_tax:
        return _named(agreed, _inside(agreed, per_line=per_line))
    return _named(agreed, _on_top(agreed, per_line=per_line))


def _named(agreed: Sequence[Agreed], worths: Sequence[Worth]) -> tuple[Part, ...]:
    return tuple(
        Part(one.key, one.rates, worth, one.pieces) for one, worth in zip(agreed, worths, strict=True)
    )


def _inside(agreed: Sequence[Agreed], *, per_line: bool) -> list[Worth]:
    """Prices with tax: the net of a group is shared over its parts, then its taxes one after another."""
    nets = net_parts([(one.rates, one.amount) for one in agreed], per_line=per_line)
    taxes: list[tuple[int, ...]] = [()] * len(agreed)
    groups = [[place] for place in range(len(agreed))] if per_line else _groups(agreed)
    for places in groups:
        left = [agreed[place].amount - nets[place] for place in places]
        for place, shares in zip(places, _split(left, agreed[places[0]].rates), strict=True):
            taxes[place] = shares
    return [Worth(one.amount, net, tax) for one, net, tax in zip(agreed, nets, taxes, strict=True)]


def _split(taxes: list[int], rates: TaxList) -> list[tuple[int, ...]]:
    """The taxes of parts of one group, each over its rates; the last rate takes the rest."""
    numbers = chain(rates)
    rows = [sum(taxes)] if len(numbers.keys) == 1 else _signed(sum(taxes), numbers.taxes)
    left = list(taxes)
    columns = []
    for row in rows[:-1]:
        shares = _signed(row, left)
        left = [has - takes for has, takes in zip(left, shares, strict=True)]
        columns.append(shares)
    return list(zip(*columns, left, strict=True))


def _on_top(agreed: Sequence[Agreed], *, per_line: bool) -> list[Worth]:
    """Prices without tax: each row of the tax table is shared over its parts by their bases."""
    if per_line:
        rows = [tax_on([(one.rates, one.amount)], per_line=True) for one in agreed]
        return [
            Worth(taxed.net + taxed.tax, taxed.net, tuple(row.tax for row in taxed.rows.values()))
            for taxed in rows
        ]
    shares: dict[int, dict[TaxKey, int]] = {place: {} for place in range(len(agreed))}
    taxed = tax_on([(one.rates, one.amount) for one in agreed], per_line=False)
    for key, row in taxed.rows.items():
        places = [place for place, one in enumerate(agreed) if key in chain(one.rates).keys]
        bases = [_base(agreed[place], key) for place in places]
        for place, share in zip(places, _signed(row.tax, bases), strict=True):
            shares[place][key] = share
    taxes = [tuple(shares[place][key] for key in chain(one.rates).keys) for place, one in enumerate(agreed)]
    return [Worth(one.amount + sum(tax), one.amount, tax) for one, tax in zip(agreed, taxes, strict=True)]


def _base(one: Agreed, key: TaxKey) -> int:
    """What a tax is taken of, on a scale that all lists of rates share."""
    numbers = chain(one.rates)
    return one.amount * numbers.bases[numbers.keys.index(key)] * (_SCALE // numbers.scale)


_SCALE = chain(("0",) * TAXES_MAX).scale


def _signed(total: int, weights: Sequence[int]) -> list[int]:
    """Split over weights of either sign; those of the total's sign bear it, all of nothing is the first's."""
    if total == 0:
        return [0] * len(weights)
    sign = 1 if total > 0 else -1
    bearing = [max(0, sign * weight) for weight in weights]
    if not any(bearing):
        return [total, *(0 for _ in weights[1:])]
    return allocate(total, bearing)


def _groups(agreed: Sequence[Agreed]) -> list[list[int]]:
    """The places of the parts of each list of rates."""
    found: dict[TaxList, list[int]] = {}
    for place, one in enumerate(agreed):
        found.setdefault(one.rates or ("0",), []).append(place)
    return list(found.values())


# taking from what is left


def take_pieces(left: Part, pieces: int, *, prices_include_tax: bool) -> Worth:
    """What so many of the pieces left are worth; the last ones are worth all that is left."""
    if pieces >= left.pieces:
        return left.worth
    worth = left.worth
    if prices_include_tax or not any(worth.taxes):
        return take_amount(left, divide(worth.gross * pieces, left.pieces))
    net = divide(worth.net * pieces, left.pieces)
    taxes = tuple(divide(tax * net, worth.net) if worth.net else 0 for tax in worth.taxes)
    return Worth(net + sum(taxes), net, taxes)


def take_amount(left: Part, gross: int) -> Worth:
    """An amount of a part, with the net and the taxes in it."""
    worth = left.worth
    if gross >= worth.gross:
        return worth
    net = divide(worth.net * gross, worth.gross)
    return Worth(gross, net, tuple(_signed(gross - net, worth.taxes)))


def take_of_all(lefts: Sequence[Part], gross: int) -> tuple[tuple[PartKey, Worth], ...]:
    """An amount of the whole order, spread over what is left of all its parts."""
    shares = allocate(gross, [max(0, one.worth.gross) for one in lefts])
    return tuple(
        (one.key, take_amount(one, share)) for one, share in zip(lefts, shares, strict=True) if share
    )


def sum_of(worths: Iterable[Worth]) -> tuple[int, int, int]:
    """Gross, net and tax of several amounts whose rates differ."""
    gross = net = 0
    for one in worths:
        gross, net = gross + one.gross, net + one.net
    return gross, net, gross - net
