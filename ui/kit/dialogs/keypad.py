"""Figures, decimal mark, delete and OK for a finger, beside what a dialog asks or below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QSizePolicy, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import Button, PlainButton
from ui.kit.look import theme

WIDTH = 212
_FIGURES = Qt.InputMethodHint.ImhFormattedNumbersOnly
_HIGH, _LOW = 56, 44
_ROWS = ("789", "456", "123")


def number_lines(dialog: QWidget) -> list[QLineEdit]:
    """Return the fields of a dialog that want a number, seen or not."""
    return [one for one in dialog.findChildren(QLineEdit) if one.inputMethodHints() & _FIGURES]


class _Key(PlainButton):
    """A key as large as what it writes."""

    def face(self) -> QFont:
        return theme.font(theme.LARGE, theme.MEDIUM)


class Keypad(QWidget):
    """Writes where the keyboard is, else into the first number; its keys never take the keyboard."""

    def __init__(self, dialog: QWidget, *, flat: bool = False) -> None:
        """`flat` lays the keys on two rows."""
        super().__init__(dialog)
        self._dialog = dialog
        self.setAccessibleName(_("Keypad"))
        self.mark = current().marks()[0]
        self.figures = {one: self._key(one) for one in "1234567890"}
        self.point = self._key(self.mark)
        self.point.setAccessibleName(_("Decimal mark"))
        self.delete = _Key(icon="delete")
        self.delete.setAccessibleName(_("Delete the last figure"))
        self.delete.setAutoRepeat(True)
        self.delete.clicked.connect(self._delete)
        self.ok = _Key(_("OK"))
        self.ok.clicked.connect(self._enter)
        for key in self.all():
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setFixedHeight(theme.tall(_LOW if flat else _HIGH))
            key.setMinimumWidth(36)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space(2))
        (self._lay_flat if flat else self._lay_square)(grid)

    def all(self) -> list[Button]:
        """Return all keys."""
        return [*self.figures.values(), self.point, self.delete, self.ok]

    def _lay_flat(self, grid: QGridLayout) -> None:
        for at, key in enumerate(self.all()):
            grid.addWidget(key, at // 7, at % 7, 1, 2 if key is self.ok else 1)

    def _lay_square(self, grid: QGridLayout) -> None:
        for row, figures in enumerate(_ROWS):
            for column, one in enumerate(figures):
                grid.addWidget(self.figures[one], row, column)
        for column, key in enumerate((self.point, self.figures["0"], self.delete)):
            grid.addWidget(key, len(_ROWS), column)
        grid.addWidget(self.ok, len(_ROWS) + 1, 0, 1, 3)
        grid.setRowStretch(len(_ROWS) + 2, 1)

    def _key(self, words: str) -> Button:
        key = _Key(words)
        key.clicked.connect(lambda: self._write(words))
        return key

    def _line(self) -> QLineEdit | None:
        """Where a key writes."""
        now = QApplication.focusWidget()
        if isinstance(now, QLineEdit) and self._dialog.isAncestorOf(now):
            return now
        seen = [one for one in number_lines(self._dialog) if one.isVisible() and one.isEnabled()]
        if not seen:
            return None
        seen[0].setFocus(Qt.FocusReason.OtherFocusReason)
        seen[0].selectAll()
        return seen[0]

    def _write(self, words: str) -> None:
        line = self._line()
        if line is not None:
            line.insert(words)

    def _delete(self) -> None:
        line = self._line()
        if line is not None:
            line.backspace()

    def _enter(self) -> None:
        """Do what Enter does where the keyboard is."""
        at = self._line() or self._dialog
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                at, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            )
