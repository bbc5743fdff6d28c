"""The row of filters over a list: chips of which one is on, and perhaps a choice beside them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import PillButton
from ui.kit.controls.flow import Flow
from ui.kit.forms.choices import Choices
from ui.kit.lists.declared import Asked, Counted, DeclaredList
from ui.kit.look import theme
from ui.kit.speaking import speak

MOST_COUNTED = 999
"""A list counts so many rows behind a chip, and one more where there are more."""


class FilterRow(QWidget):
    """Shows what is asked for; its signals say what is wanted instead."""

    chosen = Signal(str)  # the name of a chip
    narrowed = Signal(str)  # what was chosen beside the chips

    def __init__(self, declared: DeclaredList[Any]) -> None:
        super().__init__()
        self._declared, self._asked, self._counted = declared, Asked(), Counted()
        self.pills = {chip.name: PillButton() for chip in declared.chips}
        self.group = QButtonGroup(self)
        self.beside = Choices()
        row = Flow(theme.space(2))
        for name, pill in self.pills.items():
            pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            pill.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self.group.addButton(pill)
            row.addWidget(pill)
        self.beside.setFixedHeight(theme.tall(36))
        self.beside.setMaximumWidth(declared.choice_width)
        self.beside.activated.connect(lambda: self.narrowed.emit(self.beside.currentData()))
        row.addWidget(self.beside)
        self.setLayout(row)
        self._row = row
        speak(self, self._say)

    def add(self, part: QWidget) -> None:
        """Put one more way to narrow the list behind the others."""
        self._row.addWidget(part)

    def take(self, part: QWidget) -> None:
        """Remove such a way."""
        self._row.removeWidget(part)
        part.deleteLater()

    def mark(self, asked: Asked) -> None:
        self._asked = asked
        replaced = self._declared.choice_is_filter and bool(asked.choice)
        self.group.setExclusive(False)
        for name, pill in self.pills.items():
            pill.setChecked(name == asked.filter and not replaced)
        self.group.setExclusive(True)
        self.beside.hold(asked.choice)
        self.beside.setEnabled(self._declared.choice_holds(asked))
        self._show()

    def show_counts(self, counted: Counted) -> None:
        """Say how many wait behind each chip, and offer what there is to choose."""
        offered, self._counted = self._counted.choices, counted
        if counted.choices != offered:
            self._offer()
        self._show()

    def _offer(self) -> None:
        options = self._declared.choices(self._counted)
        self.beside.offer(options)
        self.beside.hold(self._asked.choice)
        self.beside.setVisible(len(options) > 1)

    def _show(self) -> None:
        for chip in self._declared.chips:
            pill, count = self.pills[chip.name], self._counted.chips.get(chip.name, 0)
            pill.setText(f"{_(chip.title)} · {counted(count)}" if count else _(chip.title))
            pill.setVisible(chip.always or bool(count) or pill.isChecked())

    def _say(self) -> None:
        self.setAccessibleName(_("Show only"))
        self.beside.setAccessibleName(_(self._declared.choice_title) if self._declared.choice_title else "")
        self._offer()
        self.mark(self._asked)


def counted(count: int) -> str:
    """A number as chips say it: "999+" where no more is counted."""
    return current().number(count) if count <= MOST_COUNTED else f"{current().number(MOST_COUNTED)}+"
