"""The demo shop: a potter's in Strasbourg with pictures on its shelves, regulars, and two weeks of sales."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from pos.disk import settle_file
from pos.domain.catalogue.stock import Reason
from pos.journal.kinds.products import ProductsSet
from pos.journal.kinds.stock import StockMoved
from pos.services.catalogue import index as search_index
from pos.services.customers.customers import Customers
from pos.services.demo import pictures, products, weeks
from pos.services.demo.calls import CALLS, ordered
from pos.services.demo.goods import Artwork
from pos.services.demo.phone import Phone, keep_customers
from pos.services.demo.seller import ANNE, JULES, decisions, seller
from pos.services.demo.selling import DemoCounter, Hands
from pos.services.demo.weeks import Day
from pos.services.orders.changes import OrderChanges
from pos.services.orders.place import Checkout
from pos.services.shop.settings import Settings
from pos.services.till.copies.remains import require_new
from pos.services.till.create import create as create_shop
from pos.services.till.files import ShopFolder
from pos.services.till.keys import settle_key
from pos.services.till.open import open_till
from pos.services.till.people import People
from pos.services.till.till import Clock, Index, Till

Progress = Callable[[int, int], None]

SETTING_UP = timedelta(minutes=40)


def create(
    folder: ShopFolder, clock: Clock, index: Index, progress: Progress, *, language: str = "en"
) -> None:
    """Make the demo shop in a folder that holds none; it is there whole, or not at all.

    `language` is that of its products and papers: "fr", or else English. `progress` hears how many steps of
    how many are done, and may raise to stop.
    """
    require_new(folder)
    folder.make()
    items = tuple(products.everything())
    now = clock()
    lived = weeks.days(now, items)
    beside = sum(1 + len(call.steps) for call in CALLS)
    looks = len({one.look for one in items})
    steps = _Steps(progress, looks + beside + sum(len(day.sales) for day in lived))
    with folder.work() as work:
        part = ShopFolder(work)
        _make(part, lived, now, index, language if language == "fr" else "en", steps)
        _settle(part, folder)


class _Steps:
    """Counts what is done."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        self._progress(self._done, self._total)


def _make(
    folder: ShopFolder, lived: Sequence[Day], now: datetime, index: Index, language: str, steps: _Steps
) -> None:
    hands = Hands(lived[0].opened - SETTING_UP)
    create_shop(folder, seller(language), hands, demo=True)
    till = open_till(folder, hands, index)
    try:
        phone = _furnish(folder, till, hands, lived, language, steps)
        deeds = list(phone.deeds(lived, now))
        for day in lived:
            date = day.opened.date()
            phone.counter.live(day, [one for one in deeds if one.at.date() == date], steps.step)
        with till.transaction() as tx:
            search_index.rebuild(tx.raw())  # best sellers first
        till.database.checkpoint()
    finally:
        till.database.close()


def _furnish(
    folder: ShopFolder, till: Till, hands: Hands, lived: Sequence[Day], language: str, steps: _Steps
) -> Phone:
    """Everything that is there before the first customer comes: people, decisions, goods, regulars."""
    settings, people = Settings(till), People(till)
    for name in (ANNE, JULES):
        people.add(name)
    people.take_over(ANNE)
    terms = settings.change(**decisions(language))
    ids = {one.sku: uuid.uuid4().hex for one in products.everything()}
    gone = _added(weeks.sold(lived), ordered())
    shelves = products.entries(language, _draw(folder, steps), ids)
    with till.transaction() as tx:
        tx.record(ProductsSet(products=shelves))
        tx.record(StockMoved(reason=Reason.OPENING, moves=products.openings(ids, gone)))
    customers = Customers(till, settings)
    buyers = keep_customers(customers, language)
    changes = OrderChanges(till, settings)
    return Phone(DemoCounter(till, hands, Checkout(till, settings), changes, terms, ids, buyers), buyers)


def _added(some: Mapping[str, Decimal], more: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {sku: some.get(sku, Decimal(0)) + more.get(sku, Decimal(0)) for sku in {*some, *more}}


def _draw(folder: ShopFolder, steps: _Steps) -> dict[Artwork, str]:
    """Every picture of the catalogue, by its look."""
    folder.pictures.mkdir(mode=0o700)
    kept: dict[Artwork, str] = {}
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
    part.key.replace(folder.key_part)
    settle_file(part.database, folder.database)
    settle_key(folder)
