"""A dialog whose answer takes time: how far it is stands in place of the form, and it can be stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos.text import _
from ui.kit.controls.progress import ProgressPane
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.lanes import Progress
from ui.kit.look import theme


class WorkingDialog(FormDialog):
    """Esc stops the work and waits for its end; without work it closes. Closed, it shows nothing more."""

    def __init__(self, window: QWidget, title: str, answer: str, width: int, *, note: str) -> None:
        super().__init__(window, title, answer, width, note=note)
        self.is_over = False
        self.work: Progress | None = None
        self.progress = ProgressPane()
        self.progress.setMinimumHeight(theme.tall(190))
        self.progress.hide()
        self.progress.cancelled.connect(self.step_back)
        self.closed.connect(self._end)

    def _end(self) -> None:
        self.is_over = True

    def finish(self, *more: QWidget) -> None:
        """Put the progress below the fields, then what every form has."""
        self.body.addWidget(self.progress)
        super().finish(*more)

    def show_form(self, on: bool) -> None:
        """Show what is filled in, or how far the work is; a form has its own parts beside these."""
        for part in (self.back, self.answer):
            part.setVisible(on)
        self.progress.setVisible(not on)

    def begin(self, work: Callable[[], Progress]) -> None:
        """Begin, and show how far it is."""
        self.say("")
        self.show_form(False)
        self.progress.begin(_("One moment…"))
        self.progress.cancel.setEnabled(True)
        self.progress.cancel.setFocus()
        self.work = work()

    def refused(self, words: str) -> None:
        """Say why nothing came of it, over the form again."""
        self.work = None
        if not self.is_over:
            self.show_form(True)
            self.say(words)

    def step_back(self) -> None:
        """Stop what goes on, and stay until it ended: nothing is left of it, and that is said; else close."""
        if self.work is None:
            super().step_back()
            return
        self.work.cancel()
        self.progress.cancel.setEnabled(False)
        self.progress.title.setText(_("Stopping…"))
