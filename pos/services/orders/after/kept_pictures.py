"""Pictures of what is made for somebody: kept on this machine beside the products', by order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.catalogue.pictures import NotAPicture, PictureTooManyPixels
from pos.domain.orders.errors import PictureUnusable
from pos.services.customers.picture_names import KEY, keep, pass_on
from pos.services.till.life import CHOICE
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.catalogue.pictures import Pictures

MOST_BYTES = 30_000_000


class KeptPictures:
    """Knows the pictures of each order; a cart has its order's id from the beginning."""

    def __init__(self, till: Till, pictures: Pictures) -> None:
        self._till = till
        self._pictures = pictures

    def of(self, order: str) -> tuple[str, ...]:
        """The names of an order's pictures, in the order they were added."""
        row = self._till.database.reader().execute(CHOICE, (KEY + order,)).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def add(self, order: str, file: Path) -> None:
        """Keep the picture of a file too; raises PictureUnusable."""
        try:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise PictureUnusable(file.name)
            name = self._pictures.store(data, file.name)
        except (OSError, NotAPicture, PictureTooManyPixels) as error:
            raise PictureUnusable(file.name) from error
        with self._till.transaction():
            self._keep(order, tuple(dict.fromkeys((*self.of(order), name))))

    def pass_on(self, before: str, order: str) -> None:
        """What a quote or cart becomes has its pictures too."""
        with self._till.transaction() as tx:
            pass_on(tx, before, order)

    def remove(self, order: str, name: str) -> None:
        """Keep one no longer."""
        with self._till.transaction():
            self._keep(order, tuple(one for one in self.of(order) if one != name))

    def _keep(self, order: str, names: tuple[str, ...]) -> None:
        with self._till.transaction() as tx:
            keep(tx, order, names)
