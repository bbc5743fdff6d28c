"""Hand over pieces of an order, or take a handing over back: which pieces, nothing saved."""

from __future__ import annotations

from collections.abc import Sequence

from pos.domain.money.quantity import from_micro
from pos.domain.orders.errors import AlreadyCancelled, LineUnknown, MoreThanOpen, NothingToHandOver
from pos.domain.orders.standing import Standing

Pieces = tuple[tuple[int, int], ...]
"""Millionths of a piece by the number of the line."""


def plan_hand_over(now: Standing, chosen: Sequence[tuple[int, int]] = ()) -> Pieces:
    """The pieces that go to the customer; all that are open where none are chosen.

    Negative ones take a handing over back, at most what the customer has of it: also of a cancelled order,
    whose goods another till had handed over.
    """
    if now.is_cancelled and not (chosen and all(pieces < 0 for _n, pieces in chosen)):
        raise AlreadyCancelled
    wanted: dict[int, int] = {}
    for n, pieces in chosen:
        wanted[n] = wanted.get(n, 0) + pieces
    if not chosen:
        wanted = {one.n: one.open for one in now.goods if one.open}
    if not any(wanted.values()):
        raise NothingToHandOver
    known = {one.n for one in now.goods}
    for n, pieces in wanted.items():
        if n not in known:
            raise LineUnknown(n)
        line = now.goods_of(n)
        most = line.open if pieces > 0 else line.with_customer
        if abs(pieces) > most:
            raise MoreThanOpen(n, from_micro(most))
    return tuple((n, pieces) for n, pieces in wanted.items() if pieces)
