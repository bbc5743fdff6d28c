"""A till that is connected to a stand-in, and what it pulls."""

from __future__ import annotations

from pos.domain.stores.answers import Done
from pos.domain.stores.connection import StoreConnection, StoreWish
from pos.domain.stores.goods import StoreProfile
from pos.services.stores.marks import Marks, read_marks
from pos.stores.pace import RequestLog
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn


class Connected:
    """A till that is connected to a web shop."""

    def __init__(
        self, shop: ShopKit, store: StandIn, stock: str = "store", token: str = "secret_full"
    ) -> None:
        self.shop, self.store = shop, store
        connecting = shop.shop.stores.connecting
        wish = StoreWish("ecwid", "4711", f"{store.url}/api/v3", stock)
        self.connection: StoreConnection = connecting.start(wish, token, connecting.test(wish, token))
        self.log = RequestLog()
        self.line = connecting.line(self.connection, self.log)
        store.lines.append(self.line)  # type: ignore[arg-type]
        probed = self.line.probe()
        assert isinstance(probed, Done)
        self.profile: StoreProfile = probed.value

    @property
    def marks(self) -> Marks:
        return read_marks(self.shop.shop.till, self.connection.key)

    def pull(self) -> int:
        """What it sells."""
        catalogue = self.shop.shop.stores.catalogue
        return catalogue.pull(self.line, self.connection, self.profile, self.marks)

    def pull_orders(self) -> int:
        """What it sold."""
        orders = self.shop.shop.stores.web_orders
        return orders.pull(self.line, self.connection, self.profile, self.marks)

    def pull_people(self) -> int:
        """Who bought there."""
        return self.shop.shop.stores.people.pull(self.line, self.connection, self.marks)

    @property
    def entries(self) -> int:
        (count,) = self.shop.shop.till.database.reader().execute("SELECT count(*) FROM entry").fetchone()
        return int(count)

    def later(self, seconds: float = 1000) -> None:
        """Time passes there."""
        self.store.clock(advance=seconds)
