"""The mistakes of a file by their kind: one line, a count, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pos.domain.imports.read_file import Effect, Mistake

_WORST_FIRST = tuple(Effect)
_RANGES = 6


@dataclass(frozen=True, slots=True)
class Notice:
    """All mistakes of one kind in one column, the first before the others; of the first are row and words."""

    mistakes: tuple[Mistake, ...]

    @property
    def first(self) -> Mistake:
        """The one that stands for all."""
        return self.mistakes[0]

    @property
    def row(self) -> int:
        """The row of the first."""
        return self.first.row

    @property
    def column(self) -> str:
        """The column they all stand in."""
        return self.first.column

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.mistakes)

    @property
    def places(self) -> str:
        """Their rows, those in a row as one: "2–791", "3, 8–12, 40 …"."""
        return ranges(each.row for each in self.mistakes)


def grouped(mistakes: Iterable[Mistake]) -> tuple[Notice, ...]:
    """One notice a kind and column: what keeps most out first, then by the first row."""
    kinds: dict[tuple[type[Mistake], str], list[Mistake]] = {}
    for each in mistakes:
        kinds.setdefault((type(each), each.column), []).append(each)
    found = (Notice(tuple(sorted(kind, key=lambda each: each.row))) for kind in kinds.values())
    return tuple(sorted(found, key=lambda one: (_WORST_FIRST.index(one.first.effect), one.row)))


def ranges(rows: Iterable[int]) -> str:
    """Row numbers in few letters."""
    found: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if found and row == found[-1][1] + 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    words = [str(first) if first == last else f"{first}–{last}" for first, last in found[:_RANGES]]
    return ", ".join(words) + (" …" if len(found) > _RANGES else "")
