"""The panel behind the chip: what is only here, what the hub confirmed, each till's last word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos.domain.sync.state import Standing, SyncState
from pos.text import _, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import Panel, scrolling
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.voice import announce
from ui.shared.rounds import words

WIDTH = 720
MOST_TILLS = 6
"""Without a scroll bar."""


@dataclass(frozen=True, slots=True)
class PanelActs:
    """What the buttons do."""

    send: Callable[[], None]
    pause: Callable[[bool], None]
    save: Callable[[Path, Callable[[str], None]], None]


class HubPanel(Dialog):
    """Follows how the till stands while it is open."""

    def __init__(self, window: QWidget, state: SyncState, acts: PanelActs) -> None:
        super().__init__(window, _("Hub"), WIDTH)
        self.state, self._acts, self._ended = state, acts, False
        self.tag = Tag("", Mood.NEUTRAL)
        self.why, self.safe, self.proof, self.clock, self.checked, self.said = (
            theme.label("", wrap=True) for _one in range(6)
        )
        theme.set_tone(self.why, theme.Tone.BAD)
        self.tills, self.rounds = QWidget(), QWidget()
        self._grid, self._rounds = QGridLayout(self.tills), QGridLayout(self.rounds)
        self.waiting = theme.label("", wrap=True)
        theme.set_tone(self.waiting, theme.Tone.WARNING)
        self._shown: SyncState | None = None
        self.send = PlainButton(_("Send now"), icon="upload", height=44)
        self.pause = PlainButton("", height=44)
        self.save = PlainButton(_("Save bundle…"), icon="download", height=44)
        self.copy = PlainButton(_("Copy report"), icon="copy", height=44)
        self.back = self.back_button(44)
        self._lay_out()
        self.send.clicked.connect(acts.send)
        self.pause.clicked.connect(lambda: acts.pause(self.state.standing is not Standing.PAUSED))
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)
        self.closed.connect(self._end)
        self.first = self.send
        self.show_state(state)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.tag)
        head.addStretch(1)
        self.body.addLayout(head)
        for label in (self.why, self.safe, self.proof, self.clock, self.checked):
            self.body.addWidget(label)
        for grid in (self._grid, self._rounds):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(theme.space(4))
            grid.setColumnStretch(1, 1)
        many = len(self.state.tills) > MOST_TILLS
        self.body.addWidget(_ground(scrolling(self.tills) if many else self.tills))
        self.body.addWidget(self.waiting)
        self._last = _ground(self.rounds)
        self.body.addWidget(self._last)
        self.body.addWidget(self.said)
        self.said.hide()
        for buttons in ((self.send, self.pause), (self.save, self.copy)):
            row = QHBoxLayout()
            row.setSpacing(theme.space(2))
            for button in buttons:
                row.addWidget(button, 1)
            self.body.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addStretch(1)
        self.body.addLayout(below)

    def _end(self) -> None:
        self._ended = True

    def show_state(self, state: SyncState) -> None:
        """Show how it stands now."""
        if self._ended:
            return
        self.state = state
        self.tag.show_tag(*words.chip(state))
        self._say(self.why, sentence(state.why) if state.why else "")
        self.safe.setText(words.safe(state))
        self.proof.setText(words.proof(state.confirmed))
        self._say(self.clock, words.clocks(state))
        self._say(self.checked, "" if state.is_proven else words.unproven())
        self._say(self.waiting, "\n".join(map(words.aside, state.aside)))
        is_paused = state.standing is Standing.PAUSED
        self.pause.setText(_("Go on") if is_paused else _("Pause"))
        self.send.setEnabled(state.standing is not Standing.RUNNING and not is_paused)
        shown, self._shown = self._shown, state
        if shown is None or shown.tills != state.tills:
            _fill(self._grid, [(one.letter, words.heard(one), words.held(one)) for one in state.tills])
        if shown is None or shown.rounds != state.rounds:
            _fill(self._rounds, [(words.when(one.ended), words.round_of(one)) for one in state.rounds])
        self._last.setVisible(bool(state.rounds))

    def tell(self, text: str) -> None:
        """Say what became of what a button did."""
        if not self._ended:
            self._say(self.said, text)
            announce(text)

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

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


def _ground(inside: QWidget) -> QWidget:
    """A panel around rows."""
    ground = Panel(theme.radius.control)
    column = QVBoxLayout(ground)
    column.setContentsMargins(12, 8, 12, 8)
    column.addWidget(inside)
    return ground


def _fill(grid: QGridLayout, rows: Sequence[Sequence[str]]) -> None:
    """Show other rows, the first word of each a little stronger."""
    while item := grid.takeAt(0):
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            strong = theme.MEDIUM if column == 0 else theme.REGULAR
            grid.addWidget(theme.label(text, theme.BODY, strong, wrap=column == 1), row, column)
