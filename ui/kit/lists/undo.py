"""What was done on a page, and the ways back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MOST = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in words, and how to take it back."""

    words: str
    undo: Callable[[], None] | None = None


class WaysBack:
    """The last changes of a page; each is taken back once, by its own message or in turn."""

    def __init__(self) -> None:
        self._ways: list[Callable[[], None]] = []

    def keep(self, words: str, undo: Callable[[], None] | None = None) -> Told:
        """Remember how a change is taken back, and return what the page says of it."""
        if undo is None:
            return Told(words)
        self.keep_quiet(undo)

        def once() -> None:
            if undo in self._ways:
                self._ways.remove(undo)
                undo()

        return Told(words, once)

    def keep_quiet(self, way: Callable[[], None]) -> None:
        """Remember a way back, or what says that there is none, of a change that is told elsewhere."""
        self._ways = [*self._ways[1 - MOST :], way]

    def undo(self) -> bool:
        """Take the last change back; false where there is none."""
        if not self._ways:
            return False
        self._ways.pop()()
        return True
