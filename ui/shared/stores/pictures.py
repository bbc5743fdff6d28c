"""The pictures of the web shop's products, after a round, in a lane of their own: nobody waits for one."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.frame.window import MainWindow
from ui.kit.lanes import Lane, Progress

if TYPE_CHECKING:
    from pos.domain.catalogue.pictures import PicturesFetched
    from pos.shop import Shop

AT_WORK_S, REST_S = 2.0, 0.6
"""So long after a key somebody is at work, and it rests so long before each picture."""


class StorePictureRound(QObject):
    """One after the other; what fails is harmless, and tried again another day."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.lane = Lane("pictures of the web shop", self)

    def start(self, shop: Shop) -> None:
        """Fetch what is missing, unless that goes on."""
        if self.lane.busy:
            return
        window = self._window

        def keep(product_id: str, picture: str) -> None:
            window.writer.run(lambda _progress: shop.pictures.hang(product_id, picture))

        def work(progress: Progress) -> PicturesFetched:
            def rest(_done: int, _of: int) -> None:
                if monotonic() - window.used_at < AT_WORK_S:
                    progress.wait(REST_S)

            return shop.stores.pictures.fetch(keep, progress=rest, cancelled=lambda: progress.cancelled)

        self.lane.run(work, failed=lambda _error: None)

    def close(self) -> None:
        """Stop after the piece that is coming."""
        self.lane.close(cancel=True)
