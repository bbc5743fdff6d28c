"""A further till of a shop there is: its code, and where there is no hub the file written for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import LinesField
from ui.kit.look import theme

if TYPE_CHECKING:
    from pos.shop import Shop

Join = Callable[[str, Path | None, Callable[["Shop"], None], Callable[[str], None]], None]
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
        self._let(False)
        self.say("")
        self._join(self.code.text(), self.file, self._made, self._refused)
        return False

    def _made(self, shop: Shop) -> None:
        if not self._ended:
            self.close_dialog()
        self.joined.emit(shop)

    def _refused(self, words: str) -> None:
        if not self._ended:
            self._let(True)
            self.say(words)

    def step_back(self) -> None:
        """Wait for what is being made: it may be a shop already."""
        if self.answer.isEnabled():
            super().step_back()

    def _let(self, go: bool) -> None:
        for part in (self.answer, self.back, self.code, self.choose):
            part.setEnabled(go)
        self.answer.setText(_("Join") if go else _("One moment…"))
