"""Leave the hub: what that means is said before, and what is only here can be saved once more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from pos.domain.sync.state import SyncState
from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.settings.tills.hub_presenter import HubPresenter
from ui.shared.rounds import words


class LeaveHubDialog(FormDialog):
    """This till goes on alone with all it has."""

    def __init__(self, window: QWidget, hub: HubPresenter, state: SyncState) -> None:
        super().__init__(window, _("Leave the hub?"), _("Leave the hub"), 600)
        self._hub, self._ended = hub, False
        for text in (
            _("This till keeps all it has, and sells as before."),
            _("It sends nothing to the other tills and hears nothing of them; its login is closed."),
            _("To come back, connect again with the address of the database."),
        ):
            self.body.addWidget(theme.label(text, wrap=True))
        self.unsent = theme.label(words.safe(state), theme.BODY, theme.MEDIUM, theme.Tone.WARNING, wrap=True)
        self.outcome = theme.label("", theme.BODY, theme.MEDIUM, theme.Tone.ACCENT, wrap=True)
        self.outcome.hide()
        self.save = PlainButton(_("Save bundle…"), icon="download", height=52)
        self.body.addWidget(self.unsent)
        self.body.addWidget(self.outcome)
        self.finish(self.save)
        for part in (self.unsent, self.save):
            part.setVisible(bool(state.unsent))
        self._letter = next((one.letter for one in state.tills if one.is_this), "")
        self.save.clicked.connect(self._save)
        self.closed.connect(self._end)
        self.first = self.back

    def _end(self) -> None:
        self._ended = True

    def _save(self) -> None:
        proposed = f"comptoir-{self._letter}.bundle"
        file, _kind = QFileDialog.getSaveFileName(self, _("A file for other tills"), proposed, "*.bundle")
        if file:
            self._hub.save_bundle(Path(file), self._saved, self._refused)

    def _saved(self, text: str) -> None:
        if not self._ended:
            self.outcome.setText(text)
            self.outcome.show()
            announce(text)

    def submit(self) -> bool:
        """Leave in the lane; the dialog stays until it is done."""
        self.answer.setEnabled(False)
        self._hub.leave(self._left, self._refused)
        return False

    def _left(self) -> None:
        if not self._ended:
            self.close_dialog()

    def _refused(self, text: str) -> None:
        if not self._ended:
            self.answer.setEnabled(True)
            self.say(text)
