"""The panel behind the chip: what waits, what keeps it from going on, and the last rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos.domain.stores.state import Doing
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import LinkButton, PlainButton
from ui.kit.controls.panel import Panel
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.voice import announce
from ui.shared.stores import words

if TYPE_CHECKING:
    from ui.shared.stores.web_shop import WebShop

WIDTH = 640
ROUNDS = 5


class StorePanel(Dialog):
    """Follows how the web shop stands while it is open."""

    decide_asked = Signal()

    def __init__(self, window: QWidget, web_shop: WebShop) -> None:
        super().__init__(window, _("Web shop"), WIDTH)
        self._web_shop, self._ended = web_shop, False
        self.tag = Tag("", Mood.NEUTRAL)
        self.why, self.waiting, self.said = (theme.label("", wrap=True) for _one in range(3))
        theme.set_tone(self.why, theme.Tone.BAD)
        self.needs = LinkButton("")
        self.rounds = QWidget()
        self._grid = QGridLayout(self.rounds)
        self.send = PlainButton("", icon="upload", height=44)
        self.pause = PlainButton("", height=44)
        self.copy = PlainButton(_("Copy report"), icon="copy", height=44)
        self.back = self.back_button(44)
        self._lay_out()
        self.send.clicked.connect(self._send)
        self.pause.clicked.connect(self._pause)
        self.copy.clicked.connect(self._copy)
        self.needs.clicked.connect(self._decide)
        self.closed.connect(self._end)
        self.first = self.send
        self.show_state()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.tag)
        head.addStretch(1)
        self.body.addLayout(head)
        for label in (self.why, self.waiting):
            self.body.addWidget(label)
        needs = QHBoxLayout()
        needs.addWidget(self.needs)
        needs.addStretch(1)
        self.body.addLayout(needs)
        ground = Panel(theme.radius.control)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(12, 8, 12, 8)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setColumnStretch(1, 1)
        inside.addWidget(self.rounds)
        self.ground = ground
        self.body.addWidget(ground)
        self.body.addWidget(self.said)
        self.said.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        for button in (self.send, self.pause, self.copy):
            row.addWidget(button, 1)
        self.body.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addStretch(1)
        self.body.addLayout(below)

    def _end(self) -> None:
        self._ended = True

    def show_state(self) -> None:
        """Show how it stands now."""
        shop, state = self._web_shop, self._web_shop.state
        if self._ended:
            return
        if state is None:  # it was disconnected meanwhile
            self.close_dialog()
            return
        self.tag.show_tag(*words.chip(state, shop.step, shop.asks, running=shop.is_running))
        self._say(self.why, words.why(state))
        self.waiting.setText(words.standing(state))
        asks = ngettext("{count} to decide", "{count} to decide", shop.asks)
        self.needs.setText(asks.format(count=current().number(shop.asks)))
        self.needs.setVisible(bool(shop.asks))
        is_mine, is_paused = state.doing is not Doing.ELSEWHERE, state.doing is Doing.PAUSED
        self.send.setText(_("Stop") if shop.is_running else _("Send now"))
        self.send.setEnabled(is_mine and not is_paused)
        self.pause.setText(_("Go on") if is_paused else _("Pause"))
        self.pause.setEnabled(is_mine)
        self._show_rounds()

    def _show_rounds(self) -> None:
        state = self._web_shop.state
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        rounds = state.rounds[:ROUNDS] if state is not None else ()
        for row, one in enumerate(rounds):
            self._grid.addWidget(theme.label(words.when(one.at), theme.NOTE, tone=theme.Tone.MUTED), row, 0)
            self._grid.addWidget(theme.label(words.round_line(one), theme.NOTE, wrap=True), row, 1)
        self.ground.setVisible(bool(rounds))

    def _send(self) -> None:
        if self._web_shop.is_running:
            self._web_shop.stop()
        else:
            self._web_shop.go()

    def _pause(self) -> None:
        state = self._web_shop.state
        if state is not None:
            self._web_shop.pause(paused=state.doing is not Doing.PAUSED, refused=self.tell)

    def _decide(self) -> None:
        self.close_dialog()
        self.decide_asked.emit()

    def tell(self, text: str) -> None:
        """Say what became of what a button did."""
        if not self._ended:
            self._say(self.said, text)
            announce(text)

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _copy(self) -> None:
        state = self._web_shop.state
        if state is not None:
            QGuiApplication.clipboard().setText(words.report(state, self._web_shop.asks))
            self.tell(_("Copied."))
