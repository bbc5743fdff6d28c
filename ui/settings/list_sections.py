"""Lists that grow: who sells, the ways to pay; and the drawer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.settings import PaymentMethod
from pos.text import _, mark
from ui import theme
from ui.parts.buttons import IconButton, PlainButton
from ui.parts.choices import Tick
from ui.parts.fields import MoneyField, TextField
from ui.parts.speaking import speak
from ui.parts.tags import Mood, Tag
from ui.settings.presenter import Decisions
from ui.settings.rows import Section


class Growing(QWidget):
    """Lines over a field that adds one."""

    def __init__(self, hint: str, add: Callable[[str], None]) -> None:
        super().__init__()
        self._hint = hint
        self.field = TextField("")
        self.button = PlainButton("", icon="plus", height=40)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space(1))
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
        for signal in (self.field.entered, self.button.clicked):
            signal.connect(lambda *_of: add(self.field.text()))
        speak(self, self._say)

    def show_lines(self, lines: list[QWidget]) -> None:
        """Show other lines."""
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            self._lines.addWidget(line)

    def _say(self) -> None:
        self.field.line.setPlaceholderText(_(self._hint))
        self.field.line.setAccessibleName(_(self._hint))
        self.button.setText(_("Add"))


def _line(words: str, *right: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(2))
    row.addWidget(theme.label(words, theme.BODY, theme.MEDIUM, wrap=True), 1)
    for part in right:
        row.addWidget(part)
    made.setMinimumHeight(36)
    return made


class PeopleSection(Section):
    """Who sells: every entry says who made it."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(mark("Who sells"))
        self._decisions = decisions
        self.people = Growing(mark("Name of somebody who sells"), self._add)
        self.row = self.add(
            mark("People"),
            mark("Receipts and the journal say who sold. Touch a name to take over."),
            self.people,
        )
        speak(self, self.show_people)

    def show_people(self) -> None:
        """List everyone, the one who sells now marked."""
        now = self._decisions.shop.people.current()
        lines: list[QWidget] = []
        for one in self._decisions.people():
            if one.name == now:
                lines.append(_line(one.name, Tag(_("sells now"), Mood.GOOD)))
                continue
            button = PlainButton(_("Take over"))
            button.setAccessibleName(_("{name} takes over").format(name=one.name))
            button.clicked.connect(lambda _on=False, name=one.name: self._take_over(name))
            lines.append(_line(one.name, button))
        self.people.show_lines(lines)

    def _add(self, name: str) -> None:
        def kept(_name: str) -> None:
            self.people.field.set_text("")
            self.show_people()

        self._decisions.add_person(name, kept, self.people.field.set_mistake)

    def _take_over(self, name: str) -> None:
        def kept(_name: str) -> None:
            self.show_people()

        self._decisions.take_over(name, kept, self.row.refuse)


class MoneySection(Section):
    """The drawer and the ways to pay."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(mark("Paying"))
        self._decisions = decisions
        self.methods = Growing(mark("Another way to pay, such as a voucher"), self._add)
        self.float = MoneyField("", decisions.settings.currency, decisions.float_today())
        self.row = self.add(
            mark("Ways to pay"),
            mark("Cash, card and transfer are always there; name others here."),
            self.methods,
        )
        drawer = self.add(
            mark("Opening float"), mark("The cash in the drawer before the first sale of today."), self.float
        )

        def left() -> None:
            if not self.float.line.isModified() or not self.float.text():
                return
            self.float.line.setModified(False)
            amount = self.float.money()
            if amount is not None:
                decisions.set_float(amount, drawer.saved, drawer.refuse)

        self.float.line.editingFinished.connect(left)
        speak(self, self.show_methods)

    def show_methods(self) -> None:
        """List the shop's own ways to pay."""
        self.methods.show_lines([self._method(one) for one in self._decisions.own_methods()])

    def _method(self, one: PaymentMethod) -> QWidget:
        tick = Tick(_("Reference"), one.asks_reference)
        tick.setToolTip(_("Ask for a reference, such as the number of a voucher"))
        tick.setAccessibleName(_("{name} asks for a reference").format(name=one.name))
        tick.clicked.connect(
            lambda: self._decisions.ask_reference(one.key, tick.isChecked(), self.row.saved, self.row.refuse)
        )
        remove = IconButton("x", _("Remove {name}").format(name=one.name))
        remove.clicked.connect(lambda: self._decisions.remove_method(one.key, self._shown, self.row.refuse))
        return _line(one.name, tick, remove)

    def _add(self, name: str) -> None:
        def kept(_words: str) -> None:
            self.methods.field.set_text("")
            self.show_methods()

        self._decisions.add_method(name, kept, self.methods.field.set_mistake)

    def _shown(self, _words: str) -> None:
        self.show_methods()
