"""A declared list of letters on its page, and the words of a person in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos.domain.shop.errors import TillBusy
from ui.kit.lanes import Lane
from ui.kit.lists.cells import TagCell, Text, TwoLines
from ui.kit.lists.columns import Column, Columns
from ui.kit.lists.declared import ALL, Asked, Chip, Counted, DeclaredList, FoundRows, Hint
from ui.kit.lists.detail import DetailPanel
from ui.kit.lists.list_page import ListPage
from ui.kit.lists.list_presenter import ListPresenter

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Letters(DeclaredList[str]):
    """Words from a list that a test may change; `gate` holds back what is read for the text "slow"."""

    icon = "package"
    title = "Letters"
    search_title = "Search letters"
    search_hint = "A letter"
    chips = (Chip(ALL, "All"), Chip("vowels", "Vowels", always=False))
    choice_title = "Length"
    choice_is_filter = True
    several = True
    bare = Hint("No letters yet", "Write one.", "Write")
    nothing = Hint("No letter found", "Try another.")

    all: list[str] = field(default_factory=list)
    asked: list[tuple[Asked, Any, int]] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    broken: bool = False

    def __post_init__(self) -> None:
        self.columns = Columns(
            Column("Letter", lambda row: TwoLines(row, row.upper()), share=1),
            Column("Length", lambda row: Text(str(len(row))), 40, needs=300),
            Column("Kind", lambda _row: TagCell("a word of the list"), 60, spoken=lambda row: f"kind {row}"),
            height=40,
        )

    def key(self, row: str) -> str:
        return row

    def read(self, asked: Asked, after: Any, limit: int) -> FoundRows[str]:
        self.asked.append((asked, after, limit))
        if self.broken:
            raise TillBusy
        if asked.text == "slow":
            self.gate.wait(10)
        fits = [row for row in self.all if asked.text in row and row > (after or "")]
        if asked.filter == "vowels":
            fits = [row for row in fits if row[0] in "aeiou"]
        if asked.choice:
            fits = [row for row in fits if len(row) == int(asked.choice)]
        return FoundRows(fits[:limit], fits[limit - 1] if len(fits) > limit else None)

    def is_bare(self) -> bool:
        return not self.all

    def count(self, asked: Asked) -> Counted:
        vowels = sum(row[0] in "aeiou" for row in self.all)
        return Counted({"vowels": vowels}, tuple(sorted({str(len(row)) for row in self.all})), len(self.all))

    def foot(self, asked: Asked, rows: int, more: bool, counted: Counted) -> str:
        return f"{rows}{'+' if more else ''} of {counted.sum}"

    def choices(self, counted: Counted) -> list[tuple[str, str]]:
        return [("", "Any length"), *((one, f"{one} letters") for one in counted.choices)]


class Panel(DetailPanel):
    """Shows the letter."""

    def __init__(self) -> None:
        super().__init__(200, "package")
        self.lay_out(QHBoxLayout(), QWidget(), QHBoxLayout())


class ListDriver:
    """The page in a window, and the words of a person in front of it."""

    def __init__(self, bot: QtBot, letters: list[str]) -> None:
        self.bot = bot
        self.letters = Letters(letters)
        self.reader, self.behind = Lane("reader"), Lane("behind")
        self.list = ListPresenter(self.letters, self.reader, self.behind)
        self.looked: list[tuple[str, ...]] = []
        self.list.chosen.connect(self.looked.append)
        self.page: ListPage[str] = ListPage()
        self.page.build(self.list, Panel())
        self.page.resize(900, 400)
        self.page.show()
        with bot.waitActive(self.page):
            self.page.activateWindow()
        self.list.look_for()
        self.settle()

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not (self.reader.busy or self.behind.busy), timeout=5000)

    @property
    def shown(self) -> list[str]:
        return list(self.page.table.rows.all())

    @property
    def chosen(self) -> tuple[str, ...]:
        assert self.page.table.list.chosen_rows() == self.list.keys
        return self.list.keys

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(self.page.table.list, key, modifier)

    def click(self, row: str, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        table = self.page.table
        at = table.list.visualRect(table.rows.index(self.shown.index(row))).center()
        QTest.mouseClick(table.list.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.search.line, text)
        self.settle()

    def close(self) -> None:
        self.letters.gate.set()
        self.list.close()
        for lane in (self.reader, self.behind):
            lane.close()
        self.page.close()
        self.page.deleteLater()


@contextmanager
def letters_page(bot: QtBot, letters: list[str]) -> Iterator[ListDriver]:
    """The page of these letters, until the test is over."""
    made = ListDriver(bot, letters)
    try:
        yield made
    finally:
        made.close()
