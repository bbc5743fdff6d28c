"""The classes of goods: name, rates and what they come to, each changed in its line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.shop.rates import TaxClass
from pos.text import _, mark
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.controls import KeptText
from ui.settings.lists import FieldAnswer, Growing, movers, remover
from ui.settings.presenter import Answer
from ui.settings.taxes.presenter import Taxing, written

_RATES = 190


class ClassList(Growing):
    """Lines stay while somebody writes in them; they are made anew only when their order changes."""

    answer: Answer

    def __init__(self, taxing: Taxing) -> None:
        self._taxing = taxing
        self.classes: list[ClassLine] = []
        super().__init__(mark("Another class, such as books"), self._add)
        speak(self, self._anew)

    def show_classes(self) -> None:
        """Show the classes as they are now."""
        wanted = self._taxing.classes
        if [one.key for one in self.classes] != [one.key for one in wanted]:
            self._anew()
        for line, one in zip(self.classes, wanted, strict=True):
            line.show_class(one, self._taxing.example(one.rates))

    def _anew(self) -> None:
        classes = self._taxing.classes
        self.classes = [self._line(one, at, len(classes)) for at, one in enumerate(classes)]
        self.show_lines(list(self.classes))

    def _line(self, one: TaxClass, at: int, count: int) -> ClassLine:
        name, taxing = _(one.name), self._taxing
        up, down = movers(name, at, count, lambda by: taxing.move(one.key, by, self.answer))
        made = ClassLine(one.key, up, down, remover(name, lambda: taxing.remove(one.key, self.answer)))
        made.show_class(one, taxing.example(one.rates))
        made.name.left.connect(lambda text: taxing.rename(one.key, text, FieldAnswer(made.name, self.answer)))
        made.rates.left.connect(
            lambda text: taxing.set_rates(one.key, text, FieldAnswer(made.rates, self.answer))
        )
        return made

    def _add(self, name: str) -> None:
        if self._taxing.add(name, FieldAnswer(self.field, self.answer)):
            self.field.set_text("")


class ClassLine(QWidget):
    """One class: its name, its rates, what they come to, and the buttons at the right."""

    def __init__(self, key: str, *buttons: QWidget) -> None:
        super().__init__()
        self.key = key
        self.name, self.rates = KeptText(), KeptText()
        self.rates.setFixedWidth(_RATES)
        self.example = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.name, 1)
        row.addWidget(self.rates)
        for button in buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.space(1))
        column.setSpacing(2)
        column.addLayout(row)
        self.example.setContentsMargins(14, 0, 0, 0)
        column.addWidget(self.example)

    def show_class(self, one: TaxClass, example: str) -> None:
        """Show name and rates, unless somebody is writing in them."""
        self.name.show_text(_(one.name))
        self.rates.show_text(written(one.rates))
        self.name.line.setAccessibleName(_("Name of the class {name}").format(name=_(one.name)))
        self.rates.line.setAccessibleName(_("Rates of {name}").format(name=_(one.name)))
        self.example.setText(example)
