"""The panel behind the chip: what waits, what keeps it from going on, and the last rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.stores.state import Doing
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import LinkButton, PlainButton
from ui.kit.dialogs.standing_dialog import Rows, StandingDialog, say
from ui.kit.look import theme
from ui.shared.moments import when
from ui.shared.stores import words

if TYPE_CHECKING:
    from ui.shared.stores.web_shop import WebShop

WIDTH = 640
ROUNDS = 5


class StorePanel(StandingDialog):
    """Follows how the web shop stands while it is open."""

    decide_asked = Signal()

    def __init__(self, window: QWidget, web_shop: WebShop) -> None:
        super().__init__(window, _("Web shop"), WIDTH)
        self._web_shop = web_shop
        self.why, self.waiting = (theme.label("", wrap=True) for _one in range(2))
        theme.set_tone(self.why, theme.Tone.BAD)
        self.needs = LinkButton("")
        self.needs.padding = 2
        self.rounds = Rows(_("Last rounds"))
        self.send = PlainButton("", icon="upload", height=44)
        self.pause = PlainButton("", height=44)
        self.copy = PlainButton(_("Copy report"), icon="copy", height=44)
        needs = QHBoxLayout()
        needs.addWidget(self.needs)
        needs.addStretch(1)
        for label in (self.why, self.waiting):
            self.body.addWidget(label)
        self.body.addLayout(needs)
        self.body.addWidget(self.rounds)
        self.finish((self.send, self.pause), (self.copy,))
        self.send.clicked.connect(self._send)
        self.pause.clicked.connect(self._pause)
        self.copy.clicked.connect(self._copy)
        self.needs.clicked.connect(self._decide)
        self.show_state()

    def show_state(self) -> None:
        """Show how it stands now."""
        shop, state = self._web_shop, self._web_shop.state
        if self.is_over:
            return
        if state is None:  # it was disconnected meanwhile
            self.close_dialog()
            return
        self.tag.show_tag(*words.chip(state, shop.step, shop.asks, running=shop.is_running))
        say(self.why, words.why(state))
        self.waiting.setText(words.standing(state))
        asks = ngettext("{count} to decide", "{count} to decide", shop.asks)
        self.needs.setText(asks.format(count=current().number(shop.asks)))
        self.needs.setVisible(bool(shop.asks))
        is_mine, is_paused = state.doing is not Doing.ELSEWHERE, state.doing is Doing.PAUSED
        self.send.setText(_("Stop") if shop.is_running else _("Send now"))
        self.send.setEnabled(is_mine and not is_paused)
        self.pause.setText(_("Go on") if is_paused else _("Pause"))
        self.pause.setEnabled(is_mine)
        self.rounds.show_rows([(when(one.at), words.round_line(one)) for one in state.rounds[:ROUNDS]])

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

    def _copy(self) -> None:
        state = self._web_shop.state
        if state is not None:
            QGuiApplication.clipboard().setText(words.report(state, self._web_shop.asks))
            self.tell(_("Copied."))
