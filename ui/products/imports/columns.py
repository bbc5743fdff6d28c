"""What the columns of a table mean: guessed, shown with what stands in them, corrected by choosing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.domain.imports.read_file import Look, ReadFile
from pos.text import _
from ui.kit.controls.panel import Panel, scrolling
from ui.kit.forms.choices import Choices
from ui.kit.look import theme
from ui.kit.look.tags import Tag
from ui.products.imports.presenter import NOT_READ
from ui.products.imports.words import meanings


class ColumnsPane(Panel):
    """One row a column: its name, what stands in it, its meaning, and whether it is lost."""

    chosen = Signal(str, str)  # column, meaning

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choices] = {}
        self.lost: dict[str, Tag] = {}
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 8, 1, 8)
        self._inside = QWidget()

    def show_look(self, look: Look, file: ReadFile) -> None:
        """Show the columns of a file; those without a meaning are not read, unless its format knows them."""
        shown = (look.columns, look.sample, file.format, file.beside)
        if shown != self._shown:
            self._shown = shown
            self._build(look, file)
        lost = set(file.not_read)
        for column, choices in self.choices.items():
            choices.hold(file.mapping.get(column, NOT_READ))
            self.lost[column].show_tag(_("not taken in") if column in lost else "")
            self.lost[column].setVisible(column in lost)

    def _build(self, look: Look, file: ReadFile) -> None:
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.choices, self.lost = {}, {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(2))
        grid.setColumnStretch(0, 1)
        for at, column in enumerate(look.columns):
            self._row(grid, at, column, look, meanings(file.format, column in file.beside))
        grid.setRowStretch(len(look.columns), 1)
        self._column.addWidget(scrolling(inside))

    def _row(
        self, grid: QGridLayout, at: int, column: str, look: Look, options: list[tuple[str, str]]
    ) -> None:
        cells = [row[at].strip() for row in look.sample if at < len(row) and row[at].strip()]
        examples = " · ".join(one[:40] for one in dict.fromkeys(cells[:12]))
        told = QVBoxLayout()
        told.setSpacing(0)
        for label in (
            theme.label(column, theme.BODY, theme.MEDIUM),
            theme.label(_first(examples), theme.NOTE, tone=theme.Tone.MUTED),
        ):
            label.setMinimumWidth(40)
            told.addWidget(label)
        choices = Choices()
        choices.setFixedWidth(210)
        choices.setAccessibleName(_("Meaning of the column {column}").format(column=column))
        choices.offer(options)
        choices.activated.connect(lambda _at, column=column: self._choose(column))
        self.choices[column] = choices
        grid.addLayout(told, at, 0)
        self.lost[column] = Tag()
        grid.addWidget(choices, at, 1)
        grid.addWidget(self.lost[column], at, 2)

    def _choose(self, column: str) -> None:
        self.chosen.emit(column, self.choices[column].currentData())

    def forget(self) -> None:
        """Build anew at the next file or in the next language."""
        self._shown = None


def _first(examples: str) -> str:
    return examples if len(examples) <= 60 else examples[:59] + "…"
