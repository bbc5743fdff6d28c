"""The pictures of what a web shop sells: fetched after all else, and one that fails again a day later."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.domain.catalogue.pictures import PicturesFetched, WantedPicture
from pos.services.stores.marks import DAY
from pos.services.till.life import KEEP_CHOICE
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.catalogue.pictures import Pictures

LINKED = "SELECT lower(hex(ours)) FROM store_link WHERE noun = 'product' AND theirs <> ''"
FAILED = "SELECT key, value FROM choice WHERE key >= 'picture.failed:' AND key < 'picture.failed;'"
ADDRESS = "SELECT url FROM store ORDER BY state = 'off', clock DESC LIMIT 1"
FORGOTTEN = "DELETE FROM choice WHERE key = ?"


class StorePictures:
    """Fetches those that are new or others now; what could not be fetched is left alone for a day, also by
    who starts anew meanwhile."""

    def __init__(self, till: Till, pictures: Pictures) -> None:
        self._till = till
        self._pictures = pictures

    def due(self) -> list[WantedPicture]:
        """Those of linked products that are to be fetched now."""
        wanted = self._pictures.wanted()
        if not wanted:
            return []
        reader, now = self._till.database.reader(), int(self._till.clock().timestamp())
        failed = {key for key, at in reader.execute(FAILED) if 0 <= now - int(at) < DAY}
        linked = {uid for (uid,) in reader.execute(LINKED)}
        return [one for one in wanted if one.product_id in linked and _name(one.address) not in failed]

    def fetch(
        self,
        keep: Callable[[str, str], None] | None = None,
        *,
        most: int | None = None,
        progress: Callable[[int, int], None] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> PicturesFetched:
        """Fetch what is missing, `most` of it at once, as `Pictures.fetch` does; raises DiskTrouble alone."""
        wanted = self.due()[:most]
        row = self._till.database.reader().execute(ADDRESS).fetchone()
        found = self._pictures.fetch(
            keep, progress=progress, cancelled=cancelled, wanted=wanted, shop=row[0] if row else ""
        )
        if found.missed:
            self._leave([one.address for one, _why in found.missed])
        return found

    def _leave(self, addresses: list[str]) -> None:
        """These are not asked for again today."""
        now = int(self._till.clock().timestamp())
        old = [(key,) for key, at in self._till.database.reader().execute(FAILED) if now - int(at) >= DAY]
        with self._till.transaction() as tx:
            if old:
                tx.connection.exec_driver_sql(FORGOTTEN, old)
            tx.connection.exec_driver_sql(KEEP_CHOICE, [(_name(one), str(now)) for one in addresses])


def _name(address: str) -> str:
    """Where it is kept that a picture could not be fetched."""
    return f"picture.failed:{hashlib.sha256(address.encode()).hexdigest()[:24]}"
