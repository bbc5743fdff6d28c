"""Lists that grow on the Settings page: lines over a field that adds one, each moved and removed in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import IconButton, PlainButton
from ui.kit.forms.fields import Field, TextField
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.presenter import Feedback


class EditableList(QWidget):
    """Lines over a field that adds one; the hint is a message id."""

    def __init__(self, hint: str, add: Callable[[str], None]) -> None:
        super().__init__()
        self._hint = hint
        self.field = TextField("")
        self.button = PlainButton("", icon="plus", height=40)
        self.lines: list[QWidget] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space(2))
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addLayout(self._lines)
        column.addLayout(row)
        self.setFocusProxy(self.field)
        self._add = add
        for signal in (self.field.entered, self.button.clicked):
            signal.connect(lambda *_of: self._added())
        speak(self, self._say)

    def _added(self) -> None:
        """Add what is written; what is wrong with it is put right where it is written."""
        self._add(self.field.text())
        if self.field.mistaken:
            self.field.take_keyboard()

    def show_lines(self, lines: list[QWidget]) -> None:
        """Show other lines; the keyboard stays at what is called the same."""
        focused = self._focused()
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.lines = lines
        for line in lines:
            self._lines.addWidget(line)
        if focused:
            self._focus(focused)

    def _focused(self) -> str:
        here = self.focusWidget()
        inside = here is not None and here.hasFocus() and any(one.isAncestorOf(here) for one in self.lines)
        return here.accessibleName() if here is not None and inside else ""

    def _focus(self, name: str) -> None:
        for line in self.lines:
            for one in line.findChildren(QWidget):
                if one.accessibleName() == name and one.isEnabled():
                    one.setFocus()
                    return
        self.field.setFocus()

    def _say(self) -> None:
        self.field.line.setPlaceholderText(_(self._hint))
        self.field.line.setAccessibleName(_(self._hint))
        self.button.setText(_("Add"))


class FieldFeedback:
    """Shows a refusal at the field that holds the mistake, and all else on the row."""

    def __init__(self, field: Field[Any], row: Feedback) -> None:
        self._field, self._row = field, row

    def saved(self, words: str = "", undo: Callable[[], None] | None = None) -> None:
        """Say that it was kept."""
        self._field.set_mistake("")
        self._row.saved(words, undo)

    def refuse(self, words: str) -> None:
        """Say why it was not."""
        self._field.set_mistake(words)


def proposed(text: str, source: str, as_of: str) -> str:
    """A text that is proposed, the day it was usual, and who words it so."""
    words = _("“{text}” As of {day}. Source: {source}.")
    return words.format(text=text, day=current().date(date.fromisoformat(as_of)), source=source)


def stacked(*parts: QWidget, space: int = 8) -> QWidget:
    """Parts under each other, as one control: the first that can have the keyboard stands for it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space)
    for part in parts:
        column.addWidget(part)
    none = Qt.FocusPolicy.NoFocus
    takes = (one for one in parts if one.focusProxy() is not None or one.focusPolicy() != none)
    if (first := next(takes, None)) is not None:
        made.setFocusProxy(first)
    return made


def beside(*parts: QWidget) -> QWidget:
    """Parts beside each other, each as wide as it needs."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(2))
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return made


def pair(first: QWidget, second: QWidget) -> QWidget:
    """Two buttons beside each other, equally wide."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(2))
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    made.setFocusProxy(first)
    return made


def line_of(*parts: QWidget, space: int = 4) -> QWidget:
    """Parts beside each other; the first takes the room that is left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space)
    for place, part in enumerate(parts):
        row.addWidget(part, 1 if place == 0 else 0)
    made.setMinimumHeight(40)
    return made


def movers(name: str, at: int, count: int, move: Callable[[int], None]) -> tuple[IconButton, IconButton]:
    """The two buttons that move a line up and down."""
    up = IconButton("arrow-up", _("Move {name} up").format(name=name))
    down = IconButton("arrow-down", _("Move {name} down").format(name=name))
    up.setEnabled(at > 0)
    down.setEnabled(at < count - 1)
    up.clicked.connect(lambda: move(-1))
    down.clicked.connect(lambda: move(1))
    return up, down


def remover(name: str, remove: Callable[[], None]) -> IconButton:
    """The button that takes a line away."""
    made = IconButton("trash-2", _("Remove {name}").format(name=name))
    made.clicked.connect(remove)
    return made
