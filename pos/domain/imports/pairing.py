"""Which of several alike things in a file is which of several alike ones in the shop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")
K = TypeVar("K")

Look = Callable[[T], Hashable]
"""What is compared of one; None is alike with nothing."""


class Pairs(NamedTuple):
    """Places in the file and in the shop that are one, and those in the file that are not told apart."""

    found: dict[int, int]
    unclear: tuple[int, ...]


def pair(
    rows: Sequence[T], known: Sequence[K], looks: Sequence[tuple[Look[T], Look[K]]], *, whole: int
) -> Pairs:
    """Pair by the most particular look first, each of both sides once.

    By the first looks, so many as `whole` says, all that a file can say is the same, so it does not matter
    which is which; by the others only what is alone of its look on both sides is paired. Where nothing is
    left in the shop the rest of the file is new; otherwise it is unclear.
    """
    found: dict[int, int] = {}
    for place, (of_row, of_known) in enumerate(looks):
        left = _by_look(rows, found.keys(), of_row)
        there = _by_look(known, found.values(), of_known)
        for look, some in left.items():
            same = there.get(look, ())
            if place < whole or len(some) == len(same) == 1:
                found.update(zip(some, same, strict=False))
    unclear = len(found) < len(known)
    return Pairs(found, tuple(at for at in range(len(rows)) if at not in found) if unclear else ())


def _by_look(some: Sequence[T], done: Collection[int], look: Look[T]) -> dict[Hashable, list[int]]:
    """The places of those that are not done, by what they look like."""
    found: dict[Hashable, list[int]] = {}
    for at, one in enumerate(some):
        if at not in done and (seen := look(one)) is not None:
            found.setdefault(seen, []).append(at)
    return found
