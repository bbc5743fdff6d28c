"""The pictures of what a web shop sells: fetched after all else, and one that fails again a day later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.domain.catalogue.pictures import PicturesFetched
from pos.services.stores.marks import DAY
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.catalogue.pictures import Pictures

LINKED = "SELECT lower(hex(ours)) FROM store_link WHERE noun = 'product'"


class StorePictures:
    """Fetches those that are new or others now; what could not be fetched is left alone for a day."""

    def __init__(self, till: Till, pictures: Pictures) -> None:
        self._till = till
        self._pictures = pictures
        self._failed: dict[str, float] = {}

    def fetch(
        self,
        keep: Callable[[str, str], None] | None = None,
        *,
        progress: Callable[[int, int], None] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> PicturesFetched:
        """Fetch what is missing, as `Pictures.fetch` does; raises DiskTrouble alone."""
        now = self._till.clock().timestamp()
        due = [
            one for one in self._pictures.wanted() if not 0 <= now - self._failed.get(one.address, 0) < DAY
        ]
        linked = {uid for (uid,) in self._till.database.reader().execute(LINKED)} if due else set()
        wanted = [one for one in due if one.product_id in linked]
        found = self._pictures.fetch(keep, progress=progress, cancelled=cancelled, wanted=wanted)
        self._failed |= {one.address: now for one, _why in found.missed}
        return found
