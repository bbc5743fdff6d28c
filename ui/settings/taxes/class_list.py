"""The classes of goods: name, rates and what they come to, each changed in its line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.shop.rates import TaxClass
from pos.text import _, mark
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.lists import EditableList, FieldFeedback, movers, remover
from ui.settings.presenter import Feedback
from ui.settings.taxes.tax_presenter import TaxPresenter, written

_RATES = 190


class ClassList(EditableList):
    """Lines stay while somebody writes in them; they are made anew only when their order changes."""

    feedback: Feedback

    def __init__(self, taxes: TaxPresenter) -> None:
        self._taxes = taxes
        self.classes: list[ClassLine] = []
        super().__init__(mark("Another class, such as books"), self._add)
        speak(self, self._anew)

    def show_classes(self) -> None:
        wanted = self._taxes.classes
        if [one.key for one in self.classes] != [one.key for one in wanted]:
            self._anew()
        for line, one in zip(self.classes, wanted, strict=True):
            line.show_class(one, self._taxes.example(one.rates))

    def _anew(self) -> None:
        classes = self._taxes.classes
        self.classes = [self._line(one, at, len(classes)) for at, one in enumerate(classes)]
        self.show_lines(list(self.classes))

    def _line(self, one: TaxClass, at: int, count: int) -> ClassLine:
        name, taxes = _(one.name), self._taxes
        up, down = movers(name, at, count, lambda by: taxes.move(one.key, by, self.feedback))
        made = ClassLine(one.key, up, down, remover(name, lambda: taxes.remove(one.key, self.feedback)))
        made.form.bind("name", made.name, lambda text: taxes.rename(one.key, text, self._at(made.name)))
        made.form.bind("rates", made.rates, lambda text: taxes.set_rates(one.key, text, self._at(made.rates)))
        made.show_class(one, taxes.example(one.rates))
        return made

    def _add(self, name: str) -> None:
        if self._taxes.add(name, self._at(self.field)):
            self.field.set_text("")

    def _at(self, field: TextField) -> FieldFeedback:
        return FieldFeedback(field, self.feedback)


class ClassLine(QWidget):
    """One class: its name, its rates, what they come to, and the buttons at the right."""

    def __init__(self, key: str, *buttons: QWidget) -> None:
        super().__init__()
        self.key = key
        self.form = Form(self)
        self.name, self.rates = TextField(""), TextField("")
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
        self.form.show({"name": _(one.name), "rates": written(one.rates, one.labels)})
        self.name.line.setAccessibleName(_("Name of the class {name}").format(name=_(one.name)))
        self.rates.line.setAccessibleName(_("Rates of {name}").format(name=_(one.name)))
        self.example.setText(example)
