"""The list of sections at the left of the Settings page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from pos.text import _, current
from ui.kit.actions import Action
from ui.kit.forms.choices import Choices
from ui.kit.lists.rows import RowList, RowPainter, Rows
from ui.kit.look import drawing, icons, theme
from ui.kit.speaking import speak

WIDTH = 232
ROW = 44


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as the list shows it; `title` is a message id, `found` how many settings were found in it."""

    title: str
    icon: str
    found: int | None = None


class SettingAction(Action):
    """A setting as the commands list it: its section before its name."""

    def __init__(self, heading: str, title: str, run: Callable[[], object]) -> None:
        super().__init__(f"setting.{heading}.{title}", title, run)
        self._heading = heading

    @property
    def words(self) -> str:
        return f"{_(self._heading)}: {_(self.title)}"


class EntryPainter(RowPainter[SectionRow]):
    """Draws icon and title on a rounded ground."""

    height = ROW

    def paint(self, painter: QPainter, option: object, index: object) -> None:
        """Draw the row with a ground of its own, without hairlines."""
        of = theme.colours()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        view = self.parent()
        chosen = isinstance(view, RowList) and view.chosen_at() == index.row()  # type: ignore[attr-defined]
        inner = rect.adjusted(0, 2, -2, -2)
        if chosen:
            drawing.box(painter, inner, of.accent_soft, None, theme.radius.control)
            drawing.mark(painter, inner.adjusted(0, 8, 0, -8))
            if isinstance(view, QWidget) and view.hasFocus():
                drawing.focus_ring(painter, inner, theme.radius.control)
        self.paint_row(painter, inner, index.data(Qt.ItemDataRole.UserRole), chosen)  # type: ignore[attr-defined]

    def paint_row(self, painter: QPainter, rect: QRect, row: SectionRow, chosen: bool) -> None:
        """Draw icon, title, and how many settings were found."""
        of = theme.colours()
        empty = row.found == 0
        ink = of.accent if chosen else of.muted if empty else of.ink
        icons.paint(painter, row.icon, QRectF(rect.left() + 10, rect.top(), 20, rect.height()), ink, 18)
        room = QRectF(
            rect.left() + 40, rect.top(), rect.width() - 48 - (24 if row.found else 0), rect.height()
        )
        weight = theme.BOLD if chosen else theme.MEDIUM
        drawing.fitted(painter, room, _(row.title), theme.font(weight=weight), ink)
        if row.found:
            place = QRectF(rect.right() - 34, rect.top(), 26, rect.height())
            drawing.text(painter, place, str(row.found), theme.font(theme.NOTE), of.muted, drawing.RIGHT)


class Navigation(RowList):
    """Chooses the section that is shown; while something is searched, none is."""

    section = Signal(int)

    def __init__(self) -> None:
        self.entries: Rows[SectionRow] = Rows(lambda one: _(one.title))
        super().__init__("", self.entries, EntryPainter())
        self.setFixedWidth(theme.tall(WIDTH))
        self.viewport().setAutoFillBackground(False)
        self.chosen.connect(self._tell)
        speak(self, self._say)

    def show_entries(self, entries: Sequence[SectionRow], at: int) -> None:
        """Show the sections, the one at that place chosen; -1 chooses none. Tells nothing."""
        self.blockSignals(True)
        self.entries.show_rows(entries)
        self.choose(at)
        self.blockSignals(False)
        self.doItemsLayout()

    def step(self, by: int) -> None:
        """Choose the section above or below."""
        self.choose(max(0, min(self.chosen_at() + by, self.entries.rowCount() - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let letters through to the search of the page."""
        if event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tell(self, row: SectionRow | None) -> None:
        if row is not None:
            self.section.emit(self.chosen_at())

    def _say(self) -> None:
        self.setAccessibleName(_("Sections of the settings"))
        self.viewport().update()


class Menu(Choices):
    """The same where there is no room for a list: it opens; while something is searched it says what for."""

    section = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[SectionRow] = ()
        self._offered: list[tuple[str, str]] = []
        self.activated.connect(self.section)
        speak(self, self._say)

    def show_entries(self, entries: Sequence[SectionRow], at: int) -> None:
        """Show the sections, the one at that place chosen; -1 chooses none. Tells nothing."""
        self._entries = entries
        options = [(one.title, self._words(one)) for one in entries]
        if options != self._offered:
            self._offered = options
            self.offer(options)
        self.setCurrentIndex(at)

    def _say(self) -> None:
        self.setAccessibleName(_("Sections of the settings"))
        self.show_entries(self._entries, self.currentIndex())

    @staticmethod
    def _words(one: SectionRow) -> str:
        return f"{_(one.title)} · {current().number(one.found)}" if one.found else _(one.title)
