"""Sends what waits, in a lane of its own, and says at the bottom what a person must look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pos.domain.mail.troubles import SendingElsewhere
from pos.domain.words.errors import CashierError
from pos.text import current, ngettext, sentence
from ui.frame.refs import SettingRef
from ui.frame.window import MainWindow
from ui.kit.lanes import Lane
from ui.kit.look.tags import Mood

if TYPE_CHECKING:
    from pos.shop import Shop

LOOK_MS = 30_000
"""How often it looks whether something put off is due again."""
SENDING_MS = 200
"""So long after a write: what one person does in one go is sent on one line."""


class Postman(QObject):
    """Runs behind an open shop until the window closes; a shop without a server costs nothing."""

    def __init__(self, window: MainWindow, shop: Shop) -> None:
        super().__init__(window)
        self._window, self._shop = window, shop
        self.lane = Lane("mail", self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SENDING_MS)
        self._soon.timeout.connect(self.send)
        self._often = QTimer(self)
        self._often.setInterval(LOOK_MS)
        self._often.timeout.connect(self.send)
        window.closing.connect(self._stop)
        if not shop.only_looks:
            window.changes.changed.connect(lambda _kinds: self._soon.start())
            self._soon.start()
            self._often.start()
        self.say()

    def send(self) -> None:
        """Send what is due, unless that is being done."""
        self.say()
        if self.lane.busy or not self._shop.mails.are_due():
            return
        shop = self._shop
        self.lane.run(
            lambda _progress: shop.mailing.sending.send_due(), lambda _sent: self.say(), self._failed
        )

    def _failed(self, error: CashierError) -> None:
        """Another program sends them; anything else is said like what stops a message."""
        if not isinstance(error, SendingElsewhere):
            self._window.status.say("mail_trouble", sentence(error), Mood.WARNING)

    def say(self) -> None:
        """Say what stops all messages, and offer to look at those that need a person."""
        mails, status = self._shop.mails, self._window.status
        trouble = mails.why_nothing_goes()
        status.say("mail_trouble", sentence(trouble) if trouble else "", Mood.WARNING)
        parked = mails.post().parked
        words = ngettext("{count} e-mail not sent: look", "{count} e-mails not sent: look", parked)
        shown = words.format(count=current().number(parked)) if parked else ""
        status.offer("parked", shown, lambda: self._window.open(SettingRef("mail_post")))

    def _stop(self) -> None:
        """Hang up: what was not handed over whole waits."""
        self._soon.stop()
        self._often.stop()
        if self.lane.busy:
            self._shop.mailing.sending.stop()
        self.lane.close(cancel=True)
