"""Everything long-lived, built once from a folder and handed to the window and the commands."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pos.services.orders.search.indexes import index, reindex
from pos.services.till.files import MailLock, ShopFolder, WindowLock, shop_places
from pos.services.till.open import begins_anew, open_till
from pos.services.till.till import Clock, Till, system_clock

if TYPE_CHECKING:
    from pos.domain.shop.settings import NewShop
    from pos.services.catalogue.catalogue import Catalogue
    from pos.services.catalogue.merging import ProductMerging
    from pos.services.catalogue.pictures import Pictures
    from pos.services.catalogue.search import Search
    from pos.services.catalogue.stock import Stock
    from pos.services.customers.customers import Customers
    from pos.services.customers.erasing import Erasing
    from pos.services.customers.keeper import Keeper
    from pos.services.customers.merging import Merging
    from pos.services.decisions.exceptions import Exceptions
    from pos.services.imports.imports import Imports
    from pos.services.mail.mailing import Mailing
    from pos.services.mail.mails import Mails
    from pos.services.orders.after.after_sale import AfterSale
    from pos.services.orders.carts import Carts
    from pos.services.orders.changes import OrderChanges
    from pos.services.orders.order_documents import OrderDocuments
    from pos.services.orders.orders import Orders
    from pos.services.orders.place import Checkout
    from pos.services.orders.repeat import Repeats
    from pos.services.orders.search.export import Exports
    from pos.services.orders.search.index import OrderIndex
    from pos.services.orders.status.statuses import Statuses
    from pos.services.papers.documents import Documents
    from pos.services.quotes.quotes import Quotes
    from pos.services.shop.logos import Logos
    from pos.services.shop.settings import Settings
    from pos.services.stores.stores import Stores
    from pos.services.sync.sync import Sync
    from pos.services.till.audit import Auditor
    from pos.services.till.backup import Backups
    from pos.services.till.migration import Progress
    from pos.services.till.people import People
    from pos.sync.carrier import Uplink


def unheard(_done: int, _total: int) -> None:
    """How far something is, where nobody asks."""


def load_orders() -> None:
    """Load what a shop is asked for by the list of its orders, from any thread, before it is."""
    import pos.services.orders.after.after_sale
    import pos.services.sync.lying  # noqa: F401


class Shop:
    """The open shop: one service a noun, over one till; each is loaded when it is first asked for."""

    def __init__(
        self,
        till: Till,
        folder: ShopFolder,
        lock: WindowLock | None = None,
        looks: ExitStack | None = None,
        uplink: Uplink | None = None,
    ) -> None:
        """`looks` keeps what can only be looked at; `uplink` is the way to the shop's hub."""
        self._uplink = uplink
        self.till = till
        self.folder = folder
        self._lock = lock
        self._looks = looks
        self.is_private = True

    @property
    def only_looks(self) -> bool:
        """Whether nothing can be written here."""
        return self._looks is not None

    def build_all(self) -> None:
        """Build every service at once: a window waits for none of them later."""
        self.till.database.prepare()
        _all = (
            self.settings, self.people, self.search, self.carts, self.checkout, self.orders, self.order_index,
            self.customers, self.keeper, self.repeats, self.order_changes, self.order_documents,
            self.documents, self.logos, self.mails, self.catalogue, self.stock, self.imports, self.pictures,
            self.backups, self.auditor,
        )  # fmt: skip

    def finish(self) -> None:
        """Take back what an import had made when its program was killed, before anything is shown."""
        unfinished = "SELECT 1 FROM choice WHERE key IN ('importing', 'taking back')"
        if self.till.database.reader().execute(unfinished).fetchone():
            self.imports.take_back_unfinished()

    def close(self) -> None:
        """Close the file and let another window in."""
        self.till.database.close()
        if self._looks:
            self._looks.close()
        if self._lock:
            self._lock.release()

    @cached_property
    def settings(self) -> Settings:
        from pos.services.shop.settings import Settings

        return Settings(self.till)

    @cached_property
    def people(self) -> People:
        from pos.services.till.people import People

        return People(self.till)

    @cached_property
    def search(self) -> Search:
        from pos.services.catalogue.search import Search

        return Search(self.till.database.reader, self.settings.rates)

    @cached_property
    def carts(self) -> Carts:
        from pos.services.orders.carts import Carts

        return Carts(self.till, self.settings)

    @cached_property
    def checkout(self) -> Checkout:
        from pos.services.orders.place import Checkout

        return Checkout(self.till, self.settings)

    @cached_property
    def orders(self) -> Orders:
        from pos.services.orders.orders import Orders

        return Orders(self.till, self.settings, self.search, self.customers)

    @cached_property
    def exports(self) -> Exports:
        from pos.services.orders.search.export import Exports

        return Exports(self.orders)

    @cached_property
    def order_index(self) -> OrderIndex:
        from pos.services.orders.search.index import OrderIndex

        return OrderIndex(self.till)

    @cached_property
    def customers(self) -> Customers:
        from pos.services.customers.customers import Customers

        return Customers(self.till, self.settings)

    @cached_property
    def erasing(self) -> Erasing:
        from pos.services.customers.erasing import Erasing

        return Erasing(self.till)

    @cached_property
    def merging(self) -> Merging:
        from pos.services.customers.merging import Merging

        return Merging(self.till)

    @cached_property
    def product_merging(self) -> ProductMerging:
        from pos.services.catalogue.merging import ProductMerging

        return ProductMerging(self.till, self.catalogue)

    @cached_property
    def keeper(self) -> Keeper:
        from pos.services.customers.keeper import Keeper

        return Keeper(self.customers)

    @cached_property
    def repeats(self) -> Repeats:
        from pos.services.orders.repeat import Repeats

        return Repeats(self.orders, self.search, self.settings)

    @cached_property
    def order_changes(self) -> OrderChanges:
        from pos.services.orders.changes import OrderChanges

        return OrderChanges(self.till, self.settings)

    @cached_property
    def order_documents(self) -> OrderDocuments:
        from pos.services.orders.order_documents import OrderDocuments

        return OrderDocuments(self.checkout.agreement(), self.search, self.customers, self.orders)

    @cached_property
    def statuses(self) -> Statuses:
        from pos.services.orders.status.statuses import Statuses

        return Statuses(self.till, self.settings, self.order_changes)

    @cached_property
    def after_sale(self) -> AfterSale:
        from pos.services.orders.after.after_sale import AfterSale

        return AfterSale(self.till, self.settings, self.checkout, self.order_documents, self.pictures)

    @cached_property
    def exceptions(self) -> Exceptions:
        from pos.services.decisions.answers import Answers
        from pos.services.decisions.exceptions import Exceptions

        of_orders = (self.order_changes, self.after_sale, self.checkout)
        records = (self.product_merging, self.merging, self.erasing)
        return Exceptions(self.till, Answers(self.till, *of_orders, *records, self.settings))

    @cached_property
    def sync(self) -> Sync:
        from pos.services.sync.sync import Sync

        return Sync(self.till, self.settings, self._uplink)

    @cached_property
    def stores(self) -> Stores:
        from pos.services.stores.stores import Stores

        return Stores(self.till, self.settings, lambda: self.sync, lambda: self.pictures)

    @property
    def has_store(self) -> bool:
        """Whether a web shop is connected, or ever was: a shop without one loads nothing about it."""
        found = self.till.database.reader().execute("SELECT 1 FROM store LIMIT 1").fetchone()
        return found is not None

    @cached_property
    def quotes(self) -> Quotes:
        from pos.services.quotes.quotes import Quotes

        return Quotes(self.till, self.settings, self.checkout, self.search)

    @cached_property
    def documents(self) -> Documents:
        from pos.services.papers.documents import Documents

        return Documents(self.till, self.logos, self.quotes, self.orders)

    @cached_property
    def logos(self) -> Logos:
        from pos.services.shop.logos import Logos

        return Logos(self.folder)

    @cached_property
    def mails(self) -> Mails:
        from pos.services.mail.mails import Mails

        return Mails(self.till, self.settings, MailLock(self.folder).is_free)

    @cached_property
    def mailing(self) -> Mailing:
        from pos.services.mail.mailing import Mailing

        return Mailing(self.till, self.settings, self.mails, self.documents, self.quotes)

    @cached_property
    def catalogue(self) -> Catalogue:
        from pos.services.catalogue.catalogue import Catalogue

        return Catalogue(self.till, self.search)

    @cached_property
    def stock(self) -> Stock:
        from pos.services.catalogue.stock import Stock

        return Stock(self.till)

    @cached_property
    def imports(self) -> Imports:
        from pos.services.imports.imports import Imports

        return Imports(self.till, self.settings)

    @cached_property
    def pictures(self) -> Pictures:
        from pos.services.catalogue.pictures import Pictures

        return Pictures(self.till, self.folder, self.catalogue, self.settings)

    @cached_property
    def backups(self) -> Backups:
        from pos.services.till.backup import Backups

        return Backups(self.till, self.folder)

    @cached_property
    def auditor(self) -> Auditor:
        from pos.services.till.audit import Auditor

        return Auditor(self.till, reindex)


def create_shop(folder: Path, new: NewShop, *, clock: Clock = system_clock, window: bool = False) -> Shop:
    """Make a new shop in a folder that holds none, and open it."""
    from pos.services.till.create import create

    create(ShopFolder(folder), new, clock)
    shop = open_shop(folder, clock=clock, window=window)
    if new.person:
        shop.people.add(new.person)
        shop.people.take_over(new.person)
    return shop


def open_shop(
    folder: Path,
    *,
    clock: Clock = system_clock,
    window: bool = False,
    progress: Progress = unheard,
    uplink: Uplink | None = None,
    reads: bool = False,
) -> Shop:
    """Open the shop in a folder; `window` takes the lock that keeps a second window out.

    Where there is only the demo shop, that one is opened. Where nothing can be written, what is there can be
    looked at (`Shop.only_looks`); so it is with a copied or restored folder for who only `reads`, since
    opening it would begin another life of its till.
    Raises FolderClosed, NoShopHere, NotAShop, NewerFile, FileDamaged or LockedByOther.
    """
    places = shop_places(folder)
    if places.holds_shop() and (not places.is_writable() or (reads and begins_anew(places))):
        return _looked_at(places, clock, progress, window=window)
    lock = None
    if places.path.is_dir() and (window or places.restored()):
        lock = WindowLock(places)
        lock.take()
    try:
        if lock and places.restored():
            from pos.services.till.restore import finish

            finish(places)
        if places.path.is_dir():
            places.sweep()
        shop = Shop(open_till(places, clock, index, reindex, progress), places, lock, uplink=uplink)
        shop.is_private = places.close_to_others()
        shop.finish()
        if window:
            shop.build_all()
        elif lock:
            lock.release()
        return shop
    except BaseException:
        if lock:
            lock.release()
        raise


def _looked_at(places: ShopFolder, clock: Clock, progress: Progress, *, window: bool) -> Shop:
    """The shop of a folder in which nothing can be written: everything can be looked at."""
    from pos.services.till.looking import look_at

    with ExitStack() as stack:
        till = stack.enter_context(look_at(places, clock, index, reindex, progress))
        shop = Shop(till, places, looks=stack.pop_all())
    if window:
        shop.build_all()
    return shop
