"""The demo shop: a potter's in Strasbourg with pictures on its shelves and two weeks of sales behind it."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from pos.domain.errors import ShopExists
from pos.journal.entries import ProductsSet
from pos.services import opening, search_index
from pos.services.checkout import Checkout
from pos.services.demo import pictures, products, weeks
from pos.services.demo.goods import Look
from pos.services.demo.seller import ANNE, JULES, methods, seller
from pos.services.demo.selling import Counter, Hands
from pos.services.demo.weeks import Day
from pos.services.folder import ShopFolder
from pos.services.people import People
from pos.services.settings import Settings
from pos.services.till import Clock

Progress = Callable[[int, int], None]

SETTING_UP = timedelta(minutes=40)


def create(folder: ShopFolder, clock: Clock, progress: Progress, *, language: str = "en") -> None:
    """Make the demo shop in a folder that holds none; it is there whole, or not at all.

    `language` is that of its products and papers: "fr", or else English. `progress` hears how many steps of
    how many are done, and may raise to stop.
    """
    if folder.database.exists():
        raise ShopExists(str(folder.path))
    folder.make()
    items = tuple(products.everything())
    lived = weeks.days(clock(), items)
    steps = _Steps(progress, len({one.look for one in items}) + sum(len(day.sales) for day in lived))
    with tempfile.TemporaryDirectory(dir=folder.path, prefix=".demo-") as work:
        part = ShopFolder(Path(work))
        _make(part, lived, language if language == "fr" else "en", steps)
        _settle(part, folder)


class _Steps:
    """Counts what is done."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        self._progress(self._done, self._total)


def _make(folder: ShopFolder, lived: Sequence[Day], language: str, steps: _Steps) -> None:
    hands = Hands(lived[0].opened - SETTING_UP)
    opening.create(folder, seller(language), hands, demo=True)
    till = opening.open_till(folder, hands)
    try:
        settings, people = Settings(till), People(till)
        for name in (ANNE, JULES):
            people.add(name)
        people.take_over(ANNE)
        terms = settings.change(methods=methods(language))
        ids = {one.sku: uuid.uuid4().hex for one in products.everything()}
        shelves = products.entries(language, _draw(folder, steps), ids, weeks.sold(lived))
        with till.transaction() as tx:
            tx.record(ProductsSet(products=shelves))
        counter = Counter(till, hands, Checkout(till, settings), terms, ids)
        for day in lived:
            counter.live(day, steps.step)
        with till.transaction() as tx:
            search_index.rebuild(tx.raw())  # best sellers first
        till.database.checkpoint()
    finally:
        till.database.close()


def _draw(folder: ShopFolder, steps: _Steps) -> dict[Look, str]:
    """Every picture of the catalogue, by its look."""
    folder.pictures.mkdir(mode=0o700)
    kept: dict[Look, str] = {}
    for one in products.everything():
        for look in (one.of.look, one.look):
            if look not in kept:
                kept[look] = pictures.keep(look, folder.pictures)
                steps.step()
    return kept


def _settle(part: ShopFolder, folder: ShopFolder) -> None:
    """Move the finished shop to its place, its file last: until then there is no shop."""
    folder.pictures.mkdir(mode=0o700, exist_ok=True)
    for picture in part.pictures.iterdir():
        picture.replace(folder.pictures / picture.name)
    part.key.replace(folder.key)
    opening.settle_file(part.database, folder.database)
