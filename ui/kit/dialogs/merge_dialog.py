"""Records become one: which one stays, what moves to it, and field by field whose value it keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.text import _
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.segments import Segments
from ui.kit.look import drawing, theme

WIDTH = 640
Key = tuple[str, str]
"""Of the record that goes and of its field."""


@dataclass(frozen=True, slots=True)
class Either:
    """A field that both say differently, in words; `fills` where the one that stays says nothing."""

    key: Key
    title: str
    kept: str
    other: str
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What moves, in lines; the fields to choose of; and what makes the records one."""

    lines: Sequence[str]
    eithers: Sequence[Either]
    act: Callable[[], None]


class MergeDialog(FormDialog):
    """`look` says what would be done with the fields whose other value stays; None where nothing is found."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        other: TextField | ChoiceField,
        look: Callable[[frozenset[Key]], Planned | None],
    ) -> None:
        super().__init__(window, title, _("Merge"), width=WIDTH)
        self._look_at = look
        self.other = other
        self.first = other.line if isinstance(other, TextField) else other
        self.said = theme.label("", wrap=True)
        self.which = theme.label(
            _("They differ here. Which value stays?"), theme.BODY, theme.MEDIUM, wrap=True
        )
        self.fields = QWidget()
        self._column = QVBoxLayout(self.fields)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(1))
        self.choices: dict[Key, Segments] = {}
        self.found: Planned | None = None
        for part in (self.other, self.which, self.fields, self.said):
            self.body.addWidget(part)
        self.other.changed.connect(self._look)
        self.finish()
        self._look()

    @property
    def taken(self) -> frozenset[Key]:
        """Fields of which the other value stays."""
        return frozenset(key for key, choice in self.choices.items() if choice.value())

    def _look(self) -> None:
        """Show what is found now, its fields and what would move."""
        for choice in self.choices.values():
            choice.blockSignals(True)
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.choices = {}
        found = self._look_at(frozenset())
        for either in found.eithers if found else ():
            self._offer(either)
        for part in (self.which, self.fields):
            part.setVisible(bool(self.choices))
        self._say(found)
        if self.taken:
            self._choose()

    def _offer(self, either: Either) -> None:
        self._column.addWidget(theme.label(either.title, theme.NOTE, tone=theme.Tone.MUTED))
        values = {False: either.kept, True: either.other}
        shown = [(key, drawing.at_most(words)) for key, words in values.items()]
        choice = Segments(lambda: shown, either.fills)
        choice.setAccessibleName(either.title)
        for key, button in choice.buttons.items():
            button.setAccessibleName(values[key])
            button.setToolTip(values[key])
        choice.changed.connect(self._choose)
        self.choices[either.key] = choice
        self._column.addWidget(choice)

    def _choose(self) -> None:
        """Show what is known of the one that stays with these values."""
        self._say(self._look_at(self.taken))

    def _say(self, found: Planned | None) -> None:
        self.found = found
        self.answer.setEnabled(found is not None)
        self.said.setText("\n".join(found.lines) if found else "")

    def submit(self) -> bool:
        """Make them one."""
        if self.found is None:
            if isinstance(self.other, TextField):
                return self.refuse(self.other, _("Please fill this in."))
            return False
        self.found.act()
        return True
