"""Closing while sales are only on this computer: said once a day, with the way to a second place for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pos.text import _
from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import open_dialog_of
from ui.shared.rounds.unsent_dialog import UnsentDialog, at_risk

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
        if self._is_sure or isinstance(open_dialog_of(self._window), UnsentDialog):
            return False
        settings = self._shop.settings
        if settings.choice(TOLD) == self._today() or (state := at_risk(self._shop)) is None:
            return False
        day = self._today()
        self._window.writer.run(lambda _progress: settings.choose(TOLD, day))
        advice = _(
            "What is only here is sent at the next start with a network. If this computer may be lost "
            "until then, save it on a stick too."
        )
        return UnsentDialog(
            self._window, self._shop, state, self._go, _("Close Comptoir?"), advice, _("Close")
        ).open_dialog()

    def _today(self) -> str:
        return self._shop.till.clock().date().isoformat()

    def _go(self) -> None:
        self._is_sure = True
        self._shell.close()
