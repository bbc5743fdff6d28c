"""How a file's letters can be read: some of its lines in each encoding, and the one that is taken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from pos.domain.imports.read_file import Look
from ui.kit.controls.buttons import ChoiceButton
from ui.kit.controls.panel import Panel, scrolling
from ui.kit.look import theme
from ui.products.imports.words import encoding_words


class LettersPane(Panel):
    """One row an encoding, the likeliest first: its name beside lines of the file."""

    chosen = Signal(str)  # encoding

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, ChoiceButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 8, 1, 8)

    def show_look(self, look: Look) -> None:
        """Show the lines of a file as they would read."""
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.choices = {}
        inside = QWidget()
        group = QButtonGroup(inside)
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(3))
        grid.setColumnStretch(1, 1)
        for at, (encoding, lines) in enumerate(look.letters):
            button = ChoiceButton(encoding_words(encoding), height=44, soft=True)
            button.setFixedWidth(250)
            button.setChecked(encoding == look.encoding)
            button.setAccessibleDescription("\n".join(lines))
            button.clicked.connect(lambda _on=False, encoding=encoding: self.chosen.emit(encoding))
            group.addButton(button)
            self.choices[encoding] = button
            grid.addWidget(button, at, 0)
            grid.addWidget(theme.label("\n".join(lines[:2]), theme.NOTE, wrap=True), at, 1)
        grid.setRowStretch(len(look.letters), 1)
        self._column.addWidget(scrolling(inside))
