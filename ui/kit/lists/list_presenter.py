"""What a list page lists, which rows are chosen, and the ways back; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, NamedTuple

from PySide6.QtCore import QObject, Signal

from pos.domain.words.errors import CashierError
from ui.kit.lanes import Lane
from ui.kit.lists.declared import ALL, Asked, Counted, DeclaredList, FoundRows
from ui.kit.lists.rows import R
from ui.kit.lists.undo import WaysBack

PAGE = 60
MOST_AGAIN = 1000
"""Rows read again at once after a change; the rest comes by scrolling."""


class _Answer(NamedTuple, Generic[R]):
    """What was read from the top, and whether there is nothing at all yet."""

    found: FoundRows[R]
    bare: bool


class ListPresenter(QObject, Generic[R]):
    """Reads in a lane of its own and counts in another; an answer that comes too late is dropped.

    The chosen rows stay chosen by their keys while they are listed; else the first row is.
    """

    asking = Signal(object)  # Asked: what is looked for now; the rows come later
    listed = Signal()  # other rows from the top
    grown = Signal(object)  # tuple[R, ...]: the next ones
    chosen = Signal(object)  # tuple[str, ...]: keys of the rows to look at, or to look at again
    counted = Signal(object)  # Counted
    told = Signal(object)  # Told
    refused = Signal(object)  # CashierError: the list could not be read

    def __init__(
        self, declared: DeclaredList[R], reader: Lane, behind: Lane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.declared = declared
        self._reader, self._behind = reader, behind
        self.asked = Asked()
        self.rows: tuple[R, ...] = ()
        self.keys: tuple[str, ...] = ()
        self.counts = Counted()
        self.is_bare = False
        self._pinned = ""
        self._after: Any = None
        self._turn = 0
        self._growing = self._closed = self._stale = False
        self._waiting: list[Callable[[], None]] | None = None
        self._ways = WaysBack()

    @property
    def has_more(self) -> bool:
        """Whether the list goes on."""
        return self._after is not None

    # what is asked for

    def search(self, text: str) -> None:
        """List what fits a text."""
        self.asked = replace(self.asked, text=text, scanned=False)
        self._read(PAGE)

    def use_filter(self, name: str) -> None:
        """List what a chip lets through."""
        self.ask(replace(self.asked, filter=name, choice="" if self._one_filter else self.asked.choice))

    def use_choice(self, choice: str) -> None:
        """List what was chosen beside the chips."""
        self.ask(replace(self.asked, choice=choice, filter=ALL if self._one_filter else self.asked.filter))

    def use_more(self, more: Any) -> None:
        """List what the page's own filter lets through."""
        self.ask(replace(self.asked, more=more))

    def ask(self, asked: Asked) -> None:
        """List what is asked for; where a text is not looked for within a filter, it is forgotten."""
        self.asked = asked if self.declared.searches_within else replace(asked, text="", scanned=False)
        self._read(PAGE)
        self._count()

    @property
    def _one_filter(self) -> bool:
        return self.declared.choice_is_filter

    def look_for(
        self, text: str = "", then: Callable[[], None] | None = None, *, scanned: bool = False, show: str = ""
    ) -> None:
        """List what fits a text and nothing else, then do something; no text lists everything.

        `show` is the key of a row to look at, whether the list has it or not.
        """
        self.asked = Asked(text, scanned=scanned)
        if show:
            self._pinned, self.keys = show, (show,)
            self.chosen.emit(self.keys)
        self._read(PAGE)
        if then is not None:
            self.when_listed(then)
        self._count()

    def when_listed(self, then: Callable[[], None]) -> None:
        """Do something as soon as the rows are those that were asked for last."""
        if self._waiting is None:
            then()
        else:
            self._waiting.append(then)

    # reading

    def refresh(self) -> None:
        """Read again what is shown, after a change; what is looked at first."""
        self._stale = False
        self.chosen.emit(self.keys)
        self._read(min(max(PAGE, len(self.rows)), MOST_AGAIN))
        self._count()

    def changed(self, *, seen: bool) -> None:
        """Something was written: read again, or when the page is shown next."""
        if seen:
            self.refresh()
        else:
            self._stale = True

    def catch_up(self) -> None:
        """Read again what changed meanwhile."""
        if self._stale:
            self.refresh()

    def more(self) -> None:
        """Read the next page of a list that has one."""
        if self._growing or self._waiting is not None or self._after is None or self._closed:
            return
        self._growing = True
        turn, asked, after = self._turn, self.asked, self._after
        self._reader.run(
            lambda _progress: self.declared.read(asked, after, PAGE),
            lambda found: self._grow(turn, found),
            self._fail,
        )

    def close(self) -> None:
        """Read no more: the window closes."""
        self._closed = True

    def _read(self, limit: int) -> None:
        if self._closed:
            return
        self._turn += 1
        self._growing, self._waiting = False, []
        turn, asked, declared = self._turn, self.asked, self.declared

        def work(_progress: object) -> _Answer[R]:
            found = declared.read(asked, None, limit)
            return _Answer(found, not found.rows and declared.is_bare())

        self.asking.emit(asked)
        self._reader.run(work, lambda answer: self._list(turn, answer), self._fail, latest=declared.title)

    def _list(self, turn: int, answer: _Answer[R]) -> None:
        if turn != self._turn:
            return
        self.rows, self._after = tuple(answer.found.rows), answer.found.after
        self.is_bare = answer.bare
        there = {self.declared.key(row) for row in self.rows}
        kept = tuple(key for key in self.keys if key in there or key == self._pinned)
        before, self.keys = self.keys, kept or tuple(map(self.declared.key, self.rows[:1]))
        self.listed.emit()
        if self.keys != before:
            self.chosen.emit(self.keys)
        waiting, self._waiting = self._waiting or [], None
        for then in waiting:
            then()

    def _grow(self, turn: int, found: FoundRows[R]) -> None:
        if turn != self._turn:
            return
        self._growing = False
        self.rows, self._after = (*self.rows, *found.rows), found.after
        self.grown.emit(tuple(found.rows))

    def _fail(self, error: CashierError) -> None:
        self._growing, self._waiting = False, None
        self.refused.emit(error)

    def _count(self) -> None:
        if self._closed:
            return
        asked, declared = self.asked, self.declared
        self._behind.run(
            lambda _progress: declared.count(asked), self._show_counts, latest=f"{declared.title}.count"
        )

    def _show_counts(self, counted: Counted) -> None:
        self.counts = counted
        self.counted.emit(counted)

    # what is chosen

    def choose(self, keys: tuple[str, ...]) -> None:
        """Look at other rows."""
        self._pinned, self.keys = "", keys
        self.chosen.emit(keys)

    # what was done

    def tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, and keep its way back where there is one."""
        self.told.emit(self._ways.keep(words, undo))

    def keep_way(self, way: Callable[[], None]) -> None:
        """Keep a way back, or what says that there is none, of a change that is told elsewhere."""
        self._ways.keep_quiet(way)

    def undo(self) -> bool:
        """Take the last change back; false where there is none."""
        return self._ways.undo()
