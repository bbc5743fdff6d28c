"""A dialog that follows how something stands: a tag, sentences, rows of what was, and buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.dialogs.listed import Listed
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.voice import announce


class StandingDialog(Dialog):
    """`tell` says what became of what a button did; after its end nothing is said any more."""

    def __init__(self, window: QWidget, title: str, width: int) -> None:
        super().__init__(window, title, width)
        self.is_over = False
        self.tag = Tag("", Mood.NEUTRAL)
        self.said = theme.label("", wrap=True)
        self.back = self.back_button(44)
        self.closed.connect(self._end)
        head = QHBoxLayout()
        head.addWidget(self.tag)
        head.addStretch(1)
        self.body.addLayout(head)

    def _end(self) -> None:
        self.is_over = True

    def finish(self, first: Sequence[PlainButton], more: Sequence[PlainButton]) -> None:
        """Put what was said and two rows of buttons below the rest, the way back beside the second."""
        self.body.addWidget(self.said)
        self.said.hide()
        for buttons in (first, (self.back, *more)):
            row = QHBoxLayout()
            row.setSpacing(theme.space(2))
            for button in buttons:
                row.addWidget(button, 0 if button is self.back else 1)
            self.body.addLayout(row)
        self.first = first[0]

    def tell(self, text: str) -> None:
        """Say what became of what a button did."""
        if not self.is_over:
            say(self.said, text)
            announce(text)


def say(label: QLabel, text: str) -> None:
    """Show a sentence; where there is none its place is not kept."""
    label.setText(text)
    label.setVisible(bool(text))


class Rows(QWidget):
    """Rows of words under a heading; hidden while there are none."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._shown: Sequence[Sequence[str]] = ()
        self.rows = QWidget()
        self._grid = QGridLayout(self.rows)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setColumnStretch(1, 1)
        self._ground = Listed(self.rows, heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(theme.label(heading, theme.NOTE, tone=theme.Tone.MUTED))
        column.addWidget(self._ground)
        self.hide()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these; the first word of each is a little stronger."""
        if rows == self._shown:
            return
        self._shown = rows
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                strong = theme.MEDIUM if column == 0 else theme.REGULAR
                self._grid.addWidget(theme.label(text, theme.BODY, strong, wrap=column == 1), row, column)
        self.setVisible(bool(rows))
        self._ground.refit()
