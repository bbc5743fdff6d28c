"""The panel behind the chip: what is only here, what the hub confirmed, each till's last word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from pos.domain.sync.state import Standing, SyncState
from pos.text import _, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.standing_dialog import Rows, StandingDialog, say
from ui.kit.look import theme
from ui.shared.moments import when
from ui.shared.rounds import words

WIDTH = 720


@dataclass(frozen=True, slots=True)
class PanelActs:
    """What the buttons do."""

    send: Callable[[], None]
    pause: Callable[[bool], None]
    save: Callable[[Path, Callable[[str], None]], None]


class HubPanel(StandingDialog):
    """Follows how the till stands while it is open."""

    def __init__(self, window: QWidget, state: SyncState, acts: PanelActs) -> None:
        super().__init__(window, _("Hub"), WIDTH)
        self.state, self._acts = state, acts
        self.why, self.safe, self.proof, self.clock, self.checked = (
            theme.label("", wrap=True) for _one in range(5)
        )
        theme.set_tone(self.why, theme.Tone.BAD)
        self.waiting = theme.label("", wrap=True)
        theme.set_tone(self.waiting, theme.Tone.WARNING)
        self.tills, self.rounds = Rows(_("Tills of this shop")), Rows(_("Last rounds"))
        self.send = PlainButton(_("Send now"), icon="upload", height=44)
        self.pause = PlainButton("", height=44)
        self.save = PlainButton(_("Save bundle…"), icon="download", height=44)
        self.copy = PlainButton(_("Copy report"), icon="copy", height=44)
        sentences = (self.why, self.safe, self.proof, self.clock, self.checked)
        for part in (*sentences, self.tills, self.waiting, self.rounds):
            self.body.addWidget(part)
        self.finish((self.send, self.pause), (self.save, self.copy))
        self.send.clicked.connect(acts.send)
        self.pause.clicked.connect(lambda: acts.pause(self.state.standing is not Standing.PAUSED))
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)
        self.show_state(state)

    def show_state(self, state: SyncState) -> None:
        """Show how it stands now."""
        if self.is_over:
            return
        self.state = state
        self.tag.show_tag(*words.chip(state))
        say(self.why, sentence(state.why) if state.why else "")
        self.safe.setText(words.safe(state))
        self.proof.setText(words.proof(state.confirmed))
        say(self.clock, words.clocks(state))
        say(self.checked, "" if state.is_proven else words.unproven())
        say(self.waiting, "\n".join(map(words.aside, state.aside)))
        is_paused = state.standing is Standing.PAUSED
        self.pause.setText(_("Go on") if is_paused else _("Pause"))
        self.send.setEnabled(not is_paused)  # while a round runs it keeps the keyboard, or Enter would pause
        self.tills.show_rows([(one.letter, words.heard(one), words.held(one)) for one in state.tills])
        self.rounds.show_rows([(when(one.ended), words.round_of(one)) for one in state.rounds])

    def _save(self) -> None:
        this = next((one.letter for one in self.state.tills if one.is_this), "")
        file, _kind = QFileDialog.getSaveFileName(
            self, _("A file for other tills"), f"comptoir-{this}.bundle", "*.bundle"
        )
        if file:
            self._acts.save(Path(file), self.tell)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(words.report(self.state))
        self.tell(_("Copied."))
