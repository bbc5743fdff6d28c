"""A dialog that asks a few things: fields under a title, Back at the left, the answer at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.fields import Field
from ui.kit.forms.form import check_all, choices_in, fields_in
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.kit.voice import announce


class FormDialog(Dialog):
    """Enter answers once every field seen can be read, Esc goes back; `say` shows why it was not taken."""

    def __init__(self, window: QWidget, title: str, answer: str, width: int = 480, *, note: str = "") -> None:
        super().__init__(window, title, width, note=note)
        self.problem = theme.label("", theme.BODY, theme.MEDIUM, Tone.BAD, wrap=True)
        self.problem.hide()
        self.back = self.back_button()
        self.answer = self.answer_button(answer, self._answered)
        self.changed = False

    def finish(self, *more: QWidget) -> None:
        """Put problem and buttons below the fields; `more` stand beside Back, away from the answer."""
        for field in (*fields_in(self), *choices_in(self)):
            field.changed.connect(self.touched)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        for button in (self.back, *more):
            row.addWidget(button)
        row.addWidget(self.answer, 1)
        self.body.addLayout(row)

    def beside(self, *parts: QWidget) -> None:
        """Put parts beside each other, equally wide."""
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        for part in parts:
            row.addWidget(part, 1)
        self.body.addLayout(row)

    def submit(self) -> bool:
        """Take the answer; false keeps the dialog open, its fields say why."""
        raise NotImplementedError

    @staticmethod
    def refuse(field: Field[Any], words: str) -> bool:
        """Say at a field why the answer was not taken, and give it the keyboard; always false."""
        field.set_mistake(words)
        field.take_keyboard()
        return False

    def say(self, words: str) -> None:
        """Show why something was not done."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        announce(words, urgent=True)

    def touched(self) -> None:
        """The person began to fill it in: a scan must not throw that away."""
        self.changed = True
        self.say("")

    def _answered(self) -> None:
        if self.answer.isEnabled() and check_all(self) and self.submit():
            self.close_dialog()
