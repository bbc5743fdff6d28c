"""A further till of a shop there is: its code, and where there is no hub the file written for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.working_dialog import WorkingDialog
from ui.kit.forms.fields import LinesField
from ui.kit.lanes import Progress, Step
from ui.kit.look import theme

if TYPE_CHECKING:
    from pos.shop import Shop

Join = Callable[[str, Path | None, Callable[["Shop"], None], Callable[[str], None]], Progress]
"""Makes a till of a code, and a file or the code's hub; then hands over its shop, or says why not."""


class JoinDialog(WorkingDialog):
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
        self._join = join
        self.file: Path | None = None
        self.code = LinesField(_("Pairing code"), height=120)
        self.choose = PlainButton(_("Choose the file…"), icon="folder", height=40)
        self.chosen = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.chosen.hide()
        self.body.addWidget(self.code)
        self.body.addWidget(self.choose)
        self.body.addWidget(self.chosen)
        self.choose.clicked.connect(self._choose)
        self.finish()
        self.first = self.code.edit

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
        self.begin(lambda: self._join(self.code.text(), self.file, self._made, self.refused))
        return False

    def show_step(self, step: Step) -> None:
        """Say how many of the shop's entries are here; of those that are, how many are proven and applied."""
        if self.is_over or self.work is None or not step.total or self.work.cancelled:
            return
        words = step.text or _("Receiving {done} of {of}")
        done, of = current().number(step.done), current().number(step.total)
        self.progress.title.setText(words.format(done=done, of=of))
        self.progress.step(step.done, step.total)

    def _made(self, shop: Shop) -> None:
        self.work = None
        if not self.is_over:
            self.close_dialog()
        self.joined.emit(shop)

    def refused(self, words: str) -> None:
        """Say why this computer did not join, with the code at hand."""
        super().refused(words)
        if not self.is_over:
            self.code.take_keyboard()

    def show_form(self, on: bool) -> None:
        """Show code and file, or how far it is."""
        super().show_form(on)
        for part in (self.code, self.choose):
            part.setVisible(on)
        self.chosen.setVisible(on and self.file is not None)
