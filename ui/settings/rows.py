"""One setting a row: its name, its meaning in one line, its control, and what became of a change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.folding import words as folded
from pos.text import _
from ui import theme
from ui.parts import drawing
from ui.parts.panel import Panel
from ui.parts.speaking import speak

CONTROL = 340
_NAMED = "namedByItsRow"


class SettingRow(QWidget):
    """Title and meaning are message ids; the control says the rest."""

    def __init__(self, title: str, meaning: str, control: QWidget, *, width: int = CONTROL) -> None:
        super().__init__()
        self._title, self._meaning = title, meaning
        self.control = control
        self.title = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.meaning = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.answer = theme.label("", theme.NOTE, tone=theme.Tone.ACCENT, wrap=True)
        self.answer.hide()
        control.setFixedWidth(width)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.title, self.meaning):
            words.addWidget(part)
        words.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(theme.space(1))
        side.addWidget(control)
        side.addWidget(self.answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(theme.space(4))
        row.addLayout(words, 1)
        row.addLayout(side)
        speak(self, self._say)

    def _say(self) -> None:
        self.title.setText(_(self._title))
        self.meaning.setText(_(self._meaning))
        self.meaning.setVisible(bool(self._meaning))
        self.answer.hide()

    def saved(self, words: str = "") -> None:
        """Say that a change was kept."""
        theme.set_tone(self.answer, theme.Tone.ACCENT)
        self.answer.setText(words or _("Saved"))
        self.answer.show()

    def refuse(self, words: str) -> None:
        """Say why a change was not kept."""
        theme.set_tone(self.answer, theme.Tone.BAD)
        self.answer.setText(words)
        self.answer.show()

    def fits(self, wanted: list[str]) -> bool:
        """Whether all words are beginnings of words here."""
        here = folded(f"{_(self._title)} {_(self._meaning)}")
        return all(any(one.startswith(word) for one in here) for word in wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline above; the first row has the panel's."""
        if self.y() <= 1:
            return
        painter = QPainter(self)
        drawing.hairline(painter, 16, self.width() - 16, 0)
        painter.end()


class Section(QWidget):
    """Rows on one panel under a title."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.rows: list[SettingRow] = []
        self.title = theme.label("", theme.LARGE, theme.BOLD)
        self.panel = Panel()
        self._inside = QVBoxLayout(self.panel)
        self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.title)
        column.addWidget(self.panel)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        speak(self, lambda: self.title.setText(_(self._title)))

    def add(self, title: str, meaning: str, control: QWidget) -> SettingRow:
        """Add a row."""
        row = SettingRow(title, meaning, control)
        self.rows.append(row)
        self._inside.addWidget(row)
        speak(row, lambda: name_control(control, _(title)))
        return row

    def search(self, wanted: list[str]) -> int:
        """Show the rows with these words (all where the title has them), and say how many."""
        whole = all(any(one.startswith(word) for one in folded(_(self._title))) for word in wanted)
        shown = [row for row in self.rows if whole or row.fits(wanted)]
        for row in self.rows:
            row.setVisible(row in shown)
        self.setVisible(bool(shown))
        return len(shown)


def name_control(control: QWidget, name: str) -> None:
    """Let a control without a title of its own be spoken by the row's."""
    proxy = control
    while (inner := proxy.focusProxy()) is not None:
        proxy = inner
    if not proxy.accessibleName() or proxy.property(_NAMED):
        proxy.setAccessibleName(name)
        proxy.setProperty(_NAMED, True)
