"""A further till of a shop there is: its code, and where there is no hub the file written for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.progress import ProgressPane
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import LinesField
from ui.kit.lanes import Progress, Step
from ui.kit.look import theme

if TYPE_CHECKING:
    from pos.shop import Shop

Join = Callable[[str, Path | None, Callable[["Shop"], None], Callable[[str], None]], Progress]
"""Makes a till of a code, and a file or the code's hub; then hands over its shop, or says why not."""


class JoinDialog(FormDialog):
    """Asks for both; nothing is left in the folder where one of them is not right."""

    joined = Signal(object)  # Shop

    def __init__(self, window: QWidget, join: Join) -> None:
        super().__init__(
            window,
            _("A further till of my shop"),
            _("Join"),
            560,
            note=_(
                "On a till of the office, Settings, Tills, “Add a till…” makes a code and a file. "
                "The file is not needed where the shop has a hub and this computer a network."
            ),
        )
        self._join, self._ended = join, False
        self._work: Progress | None = None
        self.file: Path | None = None
        self.code = LinesField(_("Pairing code"), height=120)
        self.choose = PlainButton(_("Choose the file…"), icon="folder", height=40)
        self.chosen = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.chosen.hide()
        self.body.addWidget(self.code)
        self.body.addWidget(self.choose)
        self.body.addWidget(self.chosen)
        self.progress = ProgressPane()
        self.progress.setMinimumHeight(theme.tall(190))
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.choose.clicked.connect(self._choose)
        self.progress.cancelled.connect(self.step_back)
        self.finish()
        self.first = self.code.edit
        self.closed.connect(self._end)

    def _end(self) -> None:
        self._ended = True

    def _choose(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(self, _("The file for this till"), "", "*.bundle")
        if file:
            self.file = Path(file)
            self.chosen.setText(self.file.name)
            self.chosen.show()
            self.touched()

    def submit(self) -> bool:
        """Join in a lane; the dialog stays until the till is there."""
        if not self.code.text():
            return self.refuse(self.code, _("Paste the code that the office gave you."))
        self.say("")
        self._show_form(False)
        self.progress.begin(_("One moment…"))
        self.progress.cancel.setEnabled(True)
        self.progress.cancel.setFocus()
        self._work = self._join(self.code.text(), self.file, self._made, self._refused)
        return False

    def show_step(self, step: Step) -> None:
        """Say how many of the shop's entries are here; of those that are, how many are proven and applied."""
        if self._ended or self._work is None or not step.total or self._work.cancelled:
            return
        words = step.text or _("Receiving {done} of {of}")
        done, of = current().number(step.done), current().number(step.total)
        self.progress.title.setText(words.format(done=done, of=of))
        self.progress.step(step.done, step.total)

    def _made(self, shop: Shop) -> None:
        self._work = None
        if not self._ended:
            self.close_dialog()
        self.joined.emit(shop)

    def _refused(self, words: str) -> None:
        self._work = None
        if not self._ended:
            self._show_form(True)
            self.code.take_keyboard()
            self.say(words)

    def step_back(self) -> None:
        """Close; while the till is being made, stop that: nothing is left of it, and it says so."""
        if self._work is None:
            super().step_back()
            return
        self._work.cancel()
        self.progress.cancel.setEnabled(False)
        self.progress.title.setText(_("Stopping…"))

    def _show_form(self, on: bool) -> None:
        for part in (self.code, self.choose, self.back, self.answer):
            part.setVisible(on)
        self.chosen.setVisible(on and self.file is not None)
        self.progress.setVisible(not on)
