"""Fetching pictures in a lane of its own, so that no receipt waits for it; the writer lane hangs them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos.domain.catalogue.pictures import PicturesFetched
from pos.text import _
from ui.kit.lanes import Lane, Progress

if TYPE_CHECKING:
    from pos.shop import Shop


class PictureRound(QObject):
    """One round at a time; closing the window or Cancel in the status bar ends it."""

    ended = Signal(object)  # PicturesFetched
    failed = Signal(object)  # CashierError

    def __init__(self, shop: Shop, writer: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._writer = shop, writer
        self.lane = Lane("pictures", self)
        self.running: Progress | None = None

    def start(self) -> None:
        if self.running is not None:
            return
        pictures, writer = self._shop.pictures, self._writer

        def keep(product_id: str, picture: str) -> None:
            writer.run(lambda _progress: pictures.hang(product_id, picture))

        def work(progress: Progress) -> PicturesFetched:
            return pictures.fetch(keep, progress=progress.report, cancelled=lambda: progress.cancelled)

        self.running = self.lane.run(work, self._done, self._failed, _("Fetching pictures"), quiet=False)

    def cancel(self) -> None:
        """Stop after the picture under way."""
        if self.running is not None:
            self.running.cancel()

    def close(self) -> None:
        """Stop, and end the lane; the writer lane still takes what was fetched."""
        self.lane.close(cancel=True)

    def _done(self, result: PicturesFetched) -> None:
        self.running = None
        self.ended.emit(result)

    def _failed(self, error: object) -> None:
        self.running = None
        self.failed.emit(error)
