"""What the window does for the shop by itself: backups, checkpoints when idle, an eye on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pos.domain.shop.errors import OnlyToLook, OpenToOthers
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.look.tags import Mood

if TYPE_CHECKING:
    from pos.shop import Shop

FIRST_BACKUP_MS = 20_000
LOOK_AT_DISK_MS = 60_000
LITTLE_ROOM = 500_000_000
IDLE_MS = 4_000
"""So long after the last write the log is copied into the file: between two customers."""
READY_MS = 1_000
"""As long as somebody's hands rest it may be made ready what is looked at next."""


class Upkeep(QObject):
    """Runs behind an open shop until the window closes."""

    def __init__(self, window: MainWindow, shop: Shop, folder: Path) -> None:
        super().__init__(window)
        self._window, self._shop, self._folder = window, shop, folder
        self._backup = QTimer(self)
        self._backup.setSingleShot(True)
        self._backup.timeout.connect(self.back_up)
        self._backup.start(FIRST_BACKUP_MS)  # the first customer comes before the first copy
        self._disk = QTimer(self)
        self._disk.timeout.connect(self.look_at_disk)
        self._disk.start(LOOK_AT_DISK_MS)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.checkpoint)
        self._idle.start()
        self._ready = QTimer(self)
        self._ready.timeout.connect(self.make_ready)
        self._ready.start(READY_MS)
        self._unfolded = self._told = False
        window.changes.changed.connect(self._written)
        self.look_at_disk()
        self.follow()

    def say_what_is_odd(self) -> None:
        """Say for as long as the shop is open that nothing can be written, or that others can read it."""
        folder = str(self._shop.folder.path)
        if self._shop.only_looks:
            self._window.status.say("folder", sentence(OnlyToLook(folder)), Mood.WARNING)
        elif not self._shop.is_private:
            self._window.status.say("folder", sentence(OpenToOthers(folder)), Mood.WARNING)

    def _written(self) -> None:
        self._unfolded = True
        self._idle.start()

    def follow(self) -> None:
        """Let searches find by every word what was written of orders since."""
        index, behind = self._shop.order_index, self._window.behind
        if not self._shop.only_looks:
            behind.run(
                lambda progress: index.catch_up(lambda _done: not progress.cancelled),
                failed=lambda _error: None,  # what is not followed is looked at one by one
                latest="orders.follow",
            )

    def make_ready(self) -> None:
        """Make the list of orders before its first click, once nobody touches anything."""
        if monotonic() - self._window.used_at > READY_MS / 1000:
            self._ready.stop()
            self._window.prepare(PageRef.ORDERS)

    def checkpoint(self) -> None:
        """Copy the log into the file while nobody waits, so that no sale has to."""
        if self._unfolded and not self._window.writer.busy:
            self._unfolded = False
            self.follow()
            self._window.behind.run(lambda _progress: self._shop.till.database.checkpoint())

    def back_up(self) -> None:
        """Make the backup of today, if there is none yet."""
        place = self._window.memory.second_backup
        if not self._shop.only_looks:
            self._window.behind.run(
                lambda _progress: self._shop.backups.daily(place), failed=self._backup_failed
            )

    def _backup_failed(self, error: CashierError) -> None:
        self._window.show_refusal(error)
        self.tell_shop(sentence(error))

    def tell_shop(self, what: str) -> None:
        """Write to the shop that something is wrong, where it wants that."""
        if not self._shop.only_looks:
            self._window.writer.run(lambda _progress: self._shop.mails.tell_wrong(what))

    def look_at_disk(self) -> None:
        """Say in the status bar when little room is left."""
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError:
            return
        words = _("Disk nearly full: {megabytes} MB left").format(
            megabytes=current().number(free // 1_000_000)
        )
        self._window.status.say("disk", words if free < LITTLE_ROOM else "", Mood.WARNING)
        if free < LITTLE_ROOM and not self._told:
            self.tell_shop(words)
        self._told = free < LITTLE_ROOM

    def finish(self) -> None:
        """Make the backup at closing and close the shop, after all that the writer lane still does."""
        self._backup.stop()
        self._disk.stop()
        self._idle.stop()
        self._ready.stop()
        place = self._window.memory.second_backup
        if not self._shop.only_looks:
            self._window.writer.run(lambda _progress: self._shop.backups.closing(place))
        self._window.writer.run(lambda _progress: self._shop.close())
