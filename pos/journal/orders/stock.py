"""How an order moves stock: what should be off the shelf after each of its facts, against what was.

The rule stands in `after-sale.md`, section 4. No entry holds a move; two tills that give back the same pieces
bring them to the shelf once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pos.domain.catalogue.stock import Reason
from pos.domain.orders.facts import Fate
from pos.domain.orders.standing import LineGoods
from pos.journal.kinds.orders import GoodsHandedOver, OrderCredited, OrderEdited, OrderPlaced
from pos.journal.kinds.sold import SoldLine
from pos.journal.orders.facts import Story, Told

Move = tuple[object, ...]
"""Variant, location, quantity in millionths, reason, note, when it was recorded, its clock, and the event."""


_Pieces = defaultdict[int, int]
_Sums = defaultdict[tuple[str, Reason], int]
"""Counts that begin at 0: a `Counter` takes ten times as long to make, and most orders need each once."""


def moves_of(story: Story) -> list[Move]:
    """The moves of an order, each a row of the fact that made it necessary."""
    shelf = _Shelf()
    moves: list[Move] = []
    for one in story.counted:
        fact = one.fact
        if isinstance(fact, OrderPlaced | OrderEdited | OrderCredited | GoodsHandedOver):
            where = fact.location if isinstance(fact, OrderCredited) else story.placed.location
            shelf.tell(fact, is_order=one is story.first)
            moves += _rows(shelf.step(fact), where, one)
    return moves


def _rows(sums: _Sums, where: str, one: Told) -> list[Move]:
    at = one.header.recorded_at
    return [
        (variant, where, quantity, reason.value, "", at, one.header.hlc, one.event)
        for (variant, reason), quantity in sums.items()
        if quantity
    ]


@dataclass(slots=True)
class _Shelf:
    """The pieces of each line so far: by number, and of what was taken also by variant."""

    lines: dict[int, SoldLine] = field(default_factory=dict)
    handed: _Pieces = field(default_factory=lambda: defaultdict(int))
    returned: _Pieces = field(default_factory=lambda: defaultdict(int))
    dropped: _Pieces = field(default_factory=lambda: defaultdict(int))
    back: _Pieces = field(default_factory=lambda: defaultdict(int))
    """Of those returned the ones that came to the shop, whole or damaged."""
    taken: dict[tuple[int, str], int] = field(default_factory=dict)
    """Millionths of a variant that the moves so far took off the shelf for a line, the latest last."""

    def tell(
        self, fact: OrderPlaced | OrderEdited | OrderCredited | GoodsHandedOver, *, is_order: bool
    ) -> None:
        """Count what a fact says."""
        if isinstance(fact, OrderEdited) or is_order:
            assert not isinstance(fact, OrderCredited | GoodsHandedOver)
            self.lines = {one.n: one for one in fact.agreed.lines}
        if isinstance(fact, OrderPlaced) and fact.handed:
            for n, pieces in {one.n: one.qty for one in fact.agreed.lines}.items():
                self.handed[n] += pieces
        if isinstance(fact, GoodsHandedOver):
            for line in fact.lines:
                self.handed[line.n] += line.qty
        if isinstance(fact, OrderCredited):
            for part in fact.parts:
                self.returned[part.line] += part.returned
                self.dropped[part.line] += part.dropped
                self.back[part.line] += part.returned if part.to != Fate.GONE else 0

    def step(self, fact: OrderPlaced | OrderEdited | OrderCredited | GoodsHandedOver) -> _Sums:
        """What the fact moves, by variant and reason: the difference between what is and what should be."""
        sums: _Sums = defaultdict(int)
        came: _Pieces = defaultdict(int)
        wanted = self._wanted()
        for n, variant in {**self.taken, **wanted}:
            more = wanted.get((n, variant), 0) - self.taken.get((n, variant), 0)
            if more:
                self.taken[n, variant] = wanted.get((n, variant), 0)
                sums[variant, _reason(fact)] -= more
                came[n] = max(0, -more)
        if isinstance(fact, OrderCredited):
            self._write_off(fact, came, sums)
        return sums

    def _wanted(self) -> dict[tuple[int, str], int]:
        """What should be off the shelf of each line: of the variant it has now, or had when it was sold."""
        had = {n: variant for n, variant in self.taken}
        wanted = {}
        for n in self.lines.keys() | had.keys():
            line = self.lines.get(n)
            variant = had.get(n, "") if line is None else line.variant if line.moves else ""
            if variant:
                wanted[n, variant] = self._goods(n).off_shelf(self.back[n])
        return wanted

    def _goods(self, n: int) -> LineGoods:
        line = self.lines.get(n)
        # a line that an edit took out counts as sold again up to what was credited of it
        sold = line.qty if line else self.returned[n] + self.dropped[n]
        return LineGoods(n, sold, self.handed[n], self.returned[n], self.dropped[n])

    def _write_off(self, fact: OrderCredited, came: _Pieces, sums: _Sums) -> None:
        """Of what came back by this credit the damaged pieces go again."""
        had = {n: variant for n, variant in self.taken}
        for part in fact.parts:
            damaged = min(part.returned, came[part.line]) if part.to == Fate.DAMAGED else 0
            if damaged > 0:
                sums[had[part.line], Reason.DAMAGE] -= damaged
                came[part.line] -= damaged


def _reason(fact: OrderPlaced | OrderEdited | OrderCredited | GoodsHandedOver) -> Reason:
    if isinstance(fact, OrderEdited):
        return Reason.EDIT
    return Reason.RETURN if isinstance(fact, OrderCredited) else Reason.SALE
