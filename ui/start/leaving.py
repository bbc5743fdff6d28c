"""Closing while sales are only on this computer: said once a day, with the way to a second place for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from pos.domain.sync.state import SyncState
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog, open_dialog_of
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.shared.rounds import words

if TYPE_CHECKING:
    from pos.shop import Shop

TOLD = "unsent_told"
"""The choice of this machine that keeps the day on which it was said."""


class Leaving(QObject):
    """Stands before the end of a window on a shop with a hub; a till without one is never asked."""

    def __init__(self, shell: QWidget, window: MainWindow, shop: Shop) -> None:
        super().__init__(window)
        self._shell, self._window, self._shop = shell, window, shop
        self._is_sure = False
        shell.installEventFilter(self)
        window.ending.connect(lambda: shell.removeEventFilter(self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the end up where something is to be said; who closes again is let go."""
        if watched is self._shell and event.type() == QEvent.Type.Close and self._asks():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _asks(self) -> bool:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and app.isSavingSession():
            return False  # the computer goes off: nobody answers
        if self._is_sure or isinstance(open_dialog_of(self._window), QuitDialog):
            return False
        state = self._at_risk()
        if state is None:
            return False
        day, settings = self._today(), self._shop.settings
        self._window.writer.run(lambda _progress: settings.choose(TOLD, day))
        return QuitDialog(self._window, self._shop, state, self._go).open_dialog()

    def _at_risk(self) -> SyncState | None:
        """How it stands, where sales are in one place and nobody was told today."""
        shop, sync = self._shop, self._shop.sync
        if shop.only_looks or not sync.has_hub or shop.settings.choice(TOLD) == self._today():
            return None
        state = sync.state()
        return state if state and state.unsent_sales and not sync.stick.holds_all else None

    def _today(self) -> str:
        return self._shop.till.clock().date().isoformat()

    def _go(self) -> None:
        self._is_sure = True
        self._shell.close()


class QuitDialog(Dialog):
    """Closes, or saves a bundle first; Esc goes on with the work."""

    over = True

    def __init__(self, window: MainWindow, shop: Shop, state: SyncState, go: Callable[[], None]) -> None:
        super().__init__(window, _("Close Comptoir?"), 600)
        self._lane, self._shop, self._go, self._ended = window.behind, shop, go, False
        self.body.addWidget(
            theme.label(words.safe(state), theme.BODY, theme.MEDIUM, theme.Tone.WARNING, wrap=True)
        )
        self.body.addWidget(
            theme.label(
                _("What is only here is sent at the next start with a network. If this computer may be lost "
                    "until then, save it on a stick too."),
                wrap=True,
            )
        )  # fmt: skip
        self.outcome = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.back = self.back_button()
        self.save = PlainButton(_("Save bundle…"), icon="download", height=52)
        self.quit = self.answer_button(_("Close"), self._leave)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.back)
        row.addWidget(self.save)
        row.addWidget(self.quit, 1)
        self.body.addLayout(row)
        self.save.clicked.connect(self._save)
        self.closed.connect(self._end)
        self.first = self.save

    def _end(self) -> None:
        self._ended = True

    def _leave(self) -> None:
        self.close_dialog()
        self._go()

    def _save(self) -> None:
        bundles = self._shop.sync.bundles
        proposed = f"comptoir-{self._shop.till.life.letter}.bundle"
        file, _kind = QFileDialog.getSaveFileName(self, _("A file for other tills"), proposed, "*.bundle")
        if not file:
            return
        self._say(_("Writing…"))
        self._lane.run(
            lambda _progress: bundles.write(Path(file)),
            lambda made: self._say(_("{file} is written.").format(file=made.file.name)),
            self._refused,
        )

    def _refused(self, error: CashierError) -> None:
        self._say(sentence(error))

    def _say(self, text: str) -> None:
        if not self._ended:
            self.outcome.setText(text)
            self.outcome.show()
            announce(text)
            self.quit.setFocus()
