"""Buttons that open a menu: a status as a tag with what it can become, and more that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from ui.kit.controls.buttons import TOUCH, Button, PlainButton
from ui.kit.look import drawing, icons, theme
from ui.kit.look.tags import HEIGHT, Mood, mood_colours, tag_width

_ARROW = 14
MOST = 190
_LOOK = """
QMenu {{ background: {panel}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 9px 24px 9px 14px; border-radius: 6px; color: {ink}; }}
QMenu::item:selected {{ background: {soft}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
"""


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """A row of the menu; without `run` it only explains."""

    words: str
    run: Callable[[], object] | None = None
    current: bool = False


class MenuButton(PlainButton):
    """A button that opens a menu of what can be done; `choices` are asked for each time."""

    def __init__(self, choices: Callable[[], Sequence[StatusChoice]], *, height: int = TOUCH) -> None:
        super().__init__("", icon="chevron-down", height=height)
        self._choices = choices
        self.menu: QMenu | None = None
        self.clicked.connect(self.open_menu)

    @property
    def choices(self) -> Sequence[StatusChoice]:
        """What can be done now."""
        return self._choices()

    def open_menu(self) -> None:
        """Show the menu at the button."""
        self.menu = open_menu(self, self.text(), self.choices)


def open_menu(at: Button, title: str, choices: Sequence[StatusChoice]) -> QMenu:
    """Show a menu below a button, the first that can be done chosen."""
    menu = QMenu(at)
    of = theme.colours()
    menu.setStyleSheet(
        _LOOK.format(
            panel=of.panel.name(), line=of.line.name(), soft=of.soft.name(), ink=of.ink.name(),
            muted=of.muted.name(),
        )
    )  # fmt: skip
    menu.setFont(theme.font())
    menu.setAccessibleName(title)
    for choice in choices:
        action = menu.addAction(("✓ " if choice.current else "") + choice.words.replace("&", "&&"))
        action.setEnabled(choice.run is not None)
        if choice.run is not None:
            action.triggered.connect(lambda _on=False, run=choice.run: run())
    first = next((one for one in menu.actions() if one.isEnabled()), None)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at.mapToGlobal(QPoint(0, at.height())))
    if first is not None:
        menu.setActiveAction(first)
    return menu


class StatusButton(Button):
    """The tag; Enter, Space or a touch opens its menu."""

    padding = 0

    def __init__(self, title: str = "") -> None:
        self.title, self.mood = title, Mood.NEUTRAL
        self.choices: Sequence[StatusChoice] = ()
        self.menu: QMenu | None = None
        super().__init__("")
        self.clicked.connect(self.open_menu)

    def show_status(self, title: str, words: str, mood: Mood, choices: Sequence[StatusChoice]) -> None:
        """Show a status and what it can become."""
        self.title, self.mood, self.choices = title, mood, choices
        self.setText(words)
        self.setAccessibleName(f"{title}: {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choices else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the tag with its arrow, high enough for a finger."""
        arrow = _ARROW if self.choices else 0
        return QSize(min(tag_width(self.text()) + arrow, MOST), self._height)

    def minimumSizeHint(self) -> QSize:
        """Return a tag of a few letters: its words are shortened before the panel grows."""
        return QSize(min(60, self.sizeHint().width()), self._height)

    def open_menu(self) -> None:
        """Show the menu below the tag, if there is anything in it."""
        if not self.choices:
            return
        self.menu = open_menu(self, self.title, self.choices)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tag in its mood, and the arrow."""
        painter = QPainter(self)
        ink, ground = mood_colours(self.mood)
        place = QRectF(0, (self.height() - theme.tall(HEIGHT)) / 2, self.width(), theme.tall(HEIGHT))
        drawing.box(painter, place, ground, ink if self.underMouse() else None, radius=5)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            arrow = _ARROW if self.choices else 0
            face = theme.font(theme.SMALL, theme.MEDIUM)
            drawing.text(painter, place.adjusted(6, 0, -arrow, 0), self.text(), face, ink)
            if arrow:
                at = QRectF(place.right() - _ARROW - 2, place.top(), _ARROW, theme.tall(HEIGHT))
                icons.paint(painter, "chevron-down", at, ink, 10)
        if self.hasFocus():
            drawing.focus_ring(painter, self.rect(), 6)
        painter.end()
