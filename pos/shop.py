"""Everything long-lived, built once from a folder and handed to the window and the commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pos.domain.shop.settings import NewShop
from pos.services.catalogue.catalogue import Catalogue
from pos.services.catalogue.pictures import Pictures
from pos.services.catalogue.search import Search
from pos.services.catalogue.stock import Stock
from pos.services.customers.customers import Customers
from pos.services.imports.imports import Imports
from pos.services.mail.mails import Mails
from pos.services.orders.carts import Carts
from pos.services.orders.changes import OrderChanges
from pos.services.orders.order_documents import OrderDocuments
from pos.services.orders.orders import Orders
from pos.services.orders.place import Checkout
from pos.services.orders.repeat import Repeats
from pos.services.papers.documents import Documents
from pos.services.shop.logos import Logos
from pos.services.shop.settings import Settings
from pos.services.till import life as opening
from pos.services.till.audit import Auditor
from pos.services.till.backup import Backups, restore
from pos.services.till.files import ShopFolder, WindowLock
from pos.services.till.people import People
from pos.services.till.till import Clock, Till, system_clock

DEMO = "demo"
"""The folder of the demo shop inside a till's folder."""


@dataclass(frozen=True, slots=True)
class Shop:
    """The open shop: one service a noun, over one till."""

    till: Till
    folder: ShopFolder
    settings: Settings
    people: People
    search: Search
    carts: Carts
    checkout: Checkout
    orders: Orders
    customers: Customers
    repeats: Repeats
    order_changes: OrderChanges
    order_documents: OrderDocuments
    documents: Documents
    logos: Logos
    mails: Mails
    catalogue: Catalogue
    stock: Stock
    imports: Imports
    pictures: Pictures
    backups: Backups
    auditor: Auditor
    lock: WindowLock | None = None

    def close(self) -> None:
        """Close the file and let another window in."""
        self.till.database.close()
        if self.lock:
            self.lock.release()


def create_shop(folder: Path, new: NewShop, *, clock: Clock = system_clock, window: bool = False) -> Shop:
    """Make a new shop in a folder that holds none, and open it."""
    opening.create(ShopFolder(folder), new, clock)
    shop = open_shop(folder, clock=clock, window=window)
    if new.person:
        shop.people.add(new.person)
        shop.people.take_over(new.person)
    return shop


def create_demo(
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    language: str = "en",
    clock: Clock = system_clock,
    window: bool = False,
) -> Shop:
    """Make the demo shop in a folder of its own inside, and open it: products and two weeks of sales."""
    from pos.services import demo

    demo.create(ShopFolder(folder / DEMO), clock, progress, language=language)
    return open_shop(folder / DEMO, clock=clock, window=window)


def open_shop(folder: Path, *, clock: Clock = system_clock, window: bool = False) -> Shop:
    """Open the shop in a folder; `window` takes the lock that keeps a second window out.

    Where there is only the demo shop, that one is opened.
    Raises FolderClosed, NoShopHere, NotAShop, NewerFile, FileDamaged or LockedByOther.
    """
    places = ShopFolder(folder)
    if not places.holds_shop() and ShopFolder(folder / DEMO).holds_shop():
        places = ShopFolder(folder / DEMO)
    lock = None
    if window and places.path.is_dir():
        lock = WindowLock(places)
        lock.take()
    try:
        return build(opening.open_till(places, clock), places, lock)
    except BaseException:
        if lock:
            lock.release()
        raise


def restore_shop(
    folder: Path, backup: Path, *, instead: bool = False, clock: Clock = system_clock, window: bool = False
) -> tuple[Shop, Path | None]:
    """Bring a backup back into a folder and open it; with it where the shop that was there is kept.

    Without `instead` a folder that holds a shop is refused, and so is one that a window has open.
    """
    places = ShopFolder(folder)
    places.make()
    lock = WindowLock(places)
    lock.take()
    try:
        aside = restore(backup, places, instead=instead)
    finally:
        lock.release()
    return open_shop(folder, clock=clock, window=window), aside


def build(till: Till, folder: ShopFolder, lock: WindowLock | None = None) -> Shop:
    """The services over an open till."""
    settings = Settings(till)
    search = Search(till.database.reader, lambda key: settings.current().rates(key))
    catalogue = Catalogue(till, search)
    orders = Orders(till, search, lambda text, limit: customers.find(text, limit))
    customers = Customers(till, settings, orders)
    logos = Logos(folder)
    checkout = Checkout(till, settings)
    return Shop(
        till=till,
        folder=folder,
        settings=settings,
        people=People(till),
        search=search,
        carts=Carts(till, settings),
        checkout=checkout,
        orders=orders,
        customers=customers,
        repeats=Repeats(orders, search, settings),
        order_changes=OrderChanges(till, settings),
        order_documents=OrderDocuments(search, settings.current(), customers, checkout.weigh),
        documents=Documents(till, logos),
        logos=logos,
        mails=Mails(till),
        catalogue=catalogue,
        stock=Stock(till),
        imports=Imports(till, settings),
        pictures=Pictures(till, folder, catalogue, settings),
        backups=Backups(till, folder),
        auditor=Auditor(till),
        lock=lock,
    )
